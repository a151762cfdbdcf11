// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/run/detailspanel.h"

#include "core/run/runrecorder.h"
#include "models/run/duerequests.h"
#include "models/run/requestmodel.h"
#include "support/facts.h"
#include "widgets/base/stagecolours.h"
#include "widgets/charts/stagebars.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QLabel>
#include <QPlainTextEdit>
#include <QScrollArea>
#include <QTest>

using namespace fiftyfold;
using namespace fiftyfold::facts;

namespace {

constexpr qint64 ms = 1'000'000;

RunPlan planOf(bool isOpen)
{
    RunPlan plan;
    plan.url = defaultPracticeUrl();
    plan.requests = 4;
    if (isOpen)
        plan.rate = rateFromText(QStringLiteral("10/s")).value();
    return plan;
}

/// A panel of a run whose request 1, due at 100 ms, began at 1.79 s and took 269 ms.
class Shown
{
public:
    explicit Shown(bool isOpen)
        : due(planOf(isOpen))
        , m_recorder(planOf(isOpen), 1)
    {
        Fact left = ended(1, Stage::Queued, 1'790 * ms, 28);
        left.begin = isOpen ? 100 * ms : 0;
        Fact received = ended(1, Stage::Receive, 2'059 * ms);
        received.begin = 1'800 * ms;
        FactBatch batch;
        batch.runId = 1;
        batch.facts = {left, received, finished(1, Outcome::Done, 2'060 * ms),
                       finished(2, Outcome::Cancelled, 2'060 * ms, ErrorClass::Cancelled)};
        const bool isTaken = m_recorder.apply(batch);
        Q_ASSERT(isTaken);
        Q_UNUSED(isTaken)
        due.advance(50 * ms, *m_recorder.record()); // request 0
        model.setRecord(m_recorder.record(), &due);
        model.setNow(2'060 * ms);
    }

    QString text(const char *name) const
    {
        const auto *label = panel.findChild<QLabel *>(QLatin1String(name));
        return label && !label->isHidden() ? label->text() : QStringLiteral("(not shown)");
    }

    DueRequests due;
    RequestModel model;
    DetailsPanel panel{&model};

private:
    RunRecorder m_recorder;
};

} // namespace

class DetailsPanelTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void tellsWhatEachRequestAsked()
    {
        Shown shown(false);
        shown.panel.showRequest(1);
        QVERIFY2(shown.text("url").startsWith(QStringLiteral("GET practice:")), qPrintable(shown.text("url")));
        RunPlan plan = planOf(false);
        plan.targetsFile = QStringLiteral("list");
        plan.targetNames = {QStringLiteral("GET http://h/a"), QStringLiteral("PUT http://h/b")};
        RunRecorder recorder(plan, 1);
        shown.model.setRecord(recorder.record(), &shown.due);
        for (const auto &[request, asked] : {std::pair(0, "GET http://h/a"), std::pair(1, "PUT http://h/b")}) {
            shown.panel.showRequest(request);
            QCOMPARE(shown.text("url"), QLatin1String(asked));
        }
    }

    void anOpenRunTellsWhenARequestWasDue()
    {
        Shown shown(true);
        shown.panel.showRequest(1);
        QCOMPARE(shown.text("due"), QStringLiteral("0.100 s"));
        QCOMPARE(shown.text("started"), QStringLiteral("1.790 s · lag 1.69 s"));
        QCOMPARE(shown.text("service"), QStringLiteral("269 ms"));
        QCOMPARE(shown.text("totalLabel"), QStringLiteral("response time"));
        QCOMPARE(shown.text("total"), QStringLiteral("1.96 s"));
    }

    void itIsCopied()
    {
        Shown shown(true);
        QGuiApplication::clipboard()->clear();
        shown.panel.copy(); // of no request
        QCOMPARE(QGuiApplication::clipboard()->text(), QString());
        shown.panel.showRequest(1);
        shown.panel.copy();
        const QStringList lines = QGuiApplication::clipboard()->text().split(QLatin1Char('\n'));
        for (const char *line : {"Request 1\t0", "Due\t0.100 s", "queued\t1.69 s", "receive\t259 ms",
                                 "service time\t269 ms", "response time\t1.96 s"})
            QVERIFY2(lines.contains(QLatin1String(line)), qPrintable(lines.join(QLatin1Char('|'))));
        QVERIFY(lines.filter(QStringLiteral("Error")).isEmpty());
    }

    /// Also beside the headers, which have it otherwise, so that Ctrl+C copies it.
    void aClickGivesItTheFocus()
    {
        RunPlan plan = planOf(false);
        plan.strategy = QStringLiteral("processes");
        RunRecorder recorder(plan, 1);
        recorder.apply(
            {1, {ended(1, Stage::Queued, 0, 3), replied(1, 200, 5 * ms), finished(1, Outcome::Done, 6 * ms)}, {}});
        RequestModel model;
        model.setRecord(recorder.record());
        DetailsPanel panel(&model);
        panel.resize(panel.sizeHint());
        panel.showRequest(1);
        panel.show();
        QVERIFY(QTest::qWaitForWindowActive(&panel));
        QVERIFY(panel.findChild<QPlainTextEdit *>(QStringLiteral("headers"))->isVisible());
        QTest::mouseClick(panel.findChild<QLabel *>(QStringLiteral("title")), Qt::LeftButton);
        QCOMPARE(panel.focusWidget(), panel.findChild<QScrollArea *>());
    }

    void oneThatWaits()
    {
        Shown shown(true);
        shown.panel.showRequest(0);
        QCOMPARE(shown.text("due"), QStringLiteral("0.000 s"));
        QCOMPARE(shown.text("started"), QStringLiteral("not yet"));
        QCOMPARE(shown.text("service"), QStringLiteral("…"));
    }

    void oneThatWasNeverDue()
    {
        Shown shown(true);
        shown.panel.showRequest(2);
        QCOMPARE(shown.text("due"), QStringLiteral("never in this run"));
        QCOMPARE(shown.text("started"), QStringLiteral("never"));
        QCOMPARE(shown.text("total"), QStringLiteral("none"));
        shown.panel.showRequest(3);
        QCOMPARE(shown.text("due"), QStringLiteral("not yet"));
    }

    void aClosedRunHasItsTotal()
    {
        Shown shown(false);
        shown.panel.showRequest(1);
        for (const char *name : {"due", "dueLabel", "started", "startedLabel", "service", "serviceLabel"})
            QCOMPARE(shown.text(name), QStringLiteral("(not shown)"));
        QCOMPARE(shown.text("totalLabel"), QStringLiteral("total"));
        QCOMPARE(shown.text("total"), QStringLiteral("270 ms"));
    }

    void whatARunnerDoesNotTellIsNotYetToCome_data()
    {
        QTest::addColumn<QString>("strategy");
        QTest::addColumn<QString>("command");
        QTest::addColumn<QString>("pending");
        QTest::addColumn<QString>("headers");
        const QString untold = QStringLiteral("not told by this runner");
        const QString none = QStringLiteral("(not shown)");
        QTest::newRow("ours") << QStringLiteral("async") << QString() << QStringLiteral("none yet") << none;
        QTest::newRow("processes") << QStringLiteral("processes") << QString() << QStringLiteral("not told so far")
                                   << QStringLiteral("kept of the first requests only");
        QTest::newRow("external") << QStringLiteral("mine") << QStringLiteral("./mine")
                                  << QStringLiteral("not told so far") << untold;
    }

    void whatARunnerDoesNotTellIsNotYetToCome()
    {
        QFETCH(const QString, strategy);
        QFETCH(const QString, command);
        QFETCH(const QString, pending);
        QFETCH(const QString, headers);
        RunPlan plan = planOf(false);
        plan.strategy = strategy;
        plan.runnerCommand = command;
        RunRecorder recorder(plan, 1);
        recorder.apply({1,
                        {ended(1, Stage::Queued, 0, 3), replied(1, 200, 5 * ms), finished(1, Outcome::Done, 6 * ms),
                         ended(2, Stage::Queued, 0, 4)},
                        {}});
        RequestModel model;
        model.setRecord(recorder.record());
        DetailsPanel panel(&model);
        const auto text = [&panel](const char *name) { return panel.findChild<QLabel *>(QLatin1String(name))->text(); };
        panel.showRequest(1);
        QCOMPARE(text("protocol"), QStringLiteral("not told by this runner"));
        QCOMPARE(text("lane"), command.isEmpty() && strategy == QLatin1String("async")
                                   ? QStringLiteral("3")
                                   : QStringLiteral("3 · connection not told by this runner"));
        const auto *shown = panel.findChild<QPlainTextEdit *>(QStringLiteral("headers"));
        QCOMPARE(shown->isHidden() ? QStringLiteral("(not shown)") : shown->toPlainText(), headers);
        panel.showRequest(2);
        QCOMPARE(text("protocol"), pending);
        QCOMPARE(text("lane"), QStringLiteral("4"));
        QVERIFY(shown->isHidden());
        panel.showRequest(3);
        QCOMPARE(text("lane"), pending);
    }

    void ofALongRunTheFirstRequestsAloneHaveTheirHeaders()
    {
        RunRecorder recorder(planOf(false), 1);
        recorder.apply({1,
                        {ended(1, Stage::Queued, 0, 3), replied(1, 200, 5 * ms), finished(1, Outcome::Done, 6 * ms),
                         ended(2, Stage::Queued, 0, 4), replied(2, 200, 5 * ms), finished(2, Outcome::Done, 6 * ms)},
                        {{1, Note::Kind::ResponseHeaders, QStringLiteral("server: here"), Fault()}}});
        RequestModel model;
        model.setRecord(recorder.record());
        DetailsPanel panel(&model);
        const auto *shown = panel.findChild<QPlainTextEdit *>(QStringLiteral("headers"));
        panel.showRequest(1);
        QCOMPARE(shown->toPlainText(), QStringLiteral("server: here"));
        panel.showRequest(2);
        QVERIFY(!shown->isHidden());
        QCOMPARE(shown->toPlainText(), QStringLiteral("kept of the first requests only"));
        panel.showRequest(3); // has no reply
        QVERIFY(shown->isHidden());
    }

    void aReplyThatWaitsForItsLoopHasABar()
    {
        RunRecorder recorder(planOf(false), 1);
        recorder.apply({1,
                        whole({ended(0, Stage::Queued, 0, 0), began(0, Stage::Receive, 0),
                               ended(0, Stage::Receive, 5 * ms), began(0, Stage::Wrap, 20 * ms),
                               ended(0, Stage::Wrap, 22 * ms), finished(0, Outcome::Done, 23 * ms)}),
                        {}});
        RequestModel model;
        model.setRecord(recorder.record());
        DetailsPanel panel(&model);
        panel.showRequest(0);
        QCOMPARE(panel.findChild<StageBars *>()->accessibleDescription(),
                 QStringLiteral("receive 5.00 ms, loop wait 16.0 ms, wrap 2.00 ms"));
    }

    void aShortLoopWaitIsMarkedToo()
    {
        StageBars bars;
        constexpr int width = 800;
        bars.setSpans({{Stage::Receive, 0, 500 * ms, false}, {Stage::Wrap, 501 * ms, 1'000 * ms, false}},
                      {{500 * ms, 501 * ms}});
        bars.resize(width, bars.sizeHint().height());
        const QImage image = bars.grab().toImage();
        const int rowHeight = image.height() / 3;
        const QColor mark = StageColours(bars.palette()).mutedText;
        bool isMarked = false;
        for (int y = rowHeight; y < 2 * rowHeight; ++y) {
            for (int x = width / 3; x < 2 * width / 3; ++x) // between name and time
                isMarked = isMarked || image.pixelColor(x, y) == mark;
        }
        QVERIFY(isMarked);
    }

    void figuresHaveNames()
    {
        const Shown shown(true);
        for (const char *name : {"due", "started", "service", "total"})
            QVERIFY2(!shown.panel.findChild<QLabel *>(QLatin1String(name))->accessibleName().isEmpty(), name);
    }
};

QTEST_MAIN(DetailsPanelTest)
#include "tst_detailspanel.moc"
