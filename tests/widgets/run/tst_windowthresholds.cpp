// SPDX-License-Identifier: GPL-3.0-or-later
// Thresholds in the window: how they are put together, and how a run stands against them.
#include "engine/runners/runner.h"
#include "support/facts.h"
#include "widgets/base/appearance.h"
#include "widgets/base/stagecolours.h"
#include "widgets/run/commandbox.h"
#include "widgets/run/loaddialog.h"
#include "widgets/run/runcontroller.h"
#include "widgets/run/statesentence.h"
#include "widgets/run/thresholdeditor.h"
#include "widgets/run/thresholdstrip.h"
#include "windowchecks.h"

#include <QApplication>
#include <QCheckBox>
#include <QComboBox>
#include <QDateTime>
#include <QDialogButtonBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>
#include <QTreeWidget>

#include <memory>

using namespace fiftyfold;
using namespace fiftyfold::test;

namespace {

constexpr qint64 ms = 1'000'000;

ThresholdSet setOf(const QStringList &texts, bool isStrict = false)
{
    return thresholdSetOf(texts, isStrict);
}

/// Ends when it is told to.
class ToldRunner : public Runner
{
    Q_OBJECT
public:
    explicit ToldRunner(const RunPlan &plan)
        : m_plan(plan)
        , m_id(nextRunId())
        , m_mailbox(m_id)
    {
    }

    quint64 runId() const override { return m_id; }
    Mailbox &mailbox() override { return m_mailbox; }
    void start() override {}
    void stop() override { end(true); }

    void begin()
    {
        Q_EMIT prepared(m_plan, {}, {});
        Q_EMIT started(QDateTime::currentDateTimeUtc());
    }
    /// Of each request that it waited 10 ms.
    void reply()
    {
        using namespace facts;
        for (quint32 index = 0; index < m_plan.requests; ++index) {
            const std::vector<Fact> request = whole(
                {ended(index, Stage::Queued, 0, 0), began(index, Stage::Wait, 0), ended(index, Stage::Wait, 9 * ms),
                 replied(index, 200, 9 * ms), began(index, Stage::Receive, 9 * ms),
                 ended(index, Stage::Receive, 10 * ms, 10), facts::finished(index, Outcome::Done, 10 * ms)});
            for (const Fact &fact : request)
                m_mailbox.add(fact);
        }
    }
    void end(bool isStopped)
    {
        RunEnd end;
        end.elapsedNs = 20 * ms;
        end.isStopped = isStopped;
        Q_EMIT finished(end);
    }

private:
    const RunPlan m_plan;
    const quint64 m_id;
    Mailbox m_mailbox;
};

QStringList logOf(RunController &controller)
{
    QStringList lines;
    const LogModel *log = controller.log();
    for (int row = 0; row < log->rowCount(); ++row)
        lines.append(log->index(row, 0).data(LogModel::TextRole).toString());
    return lines;
}

} // namespace

class TestWindowThresholds : public QObject
{
    Q_OBJECT
private:
    template<typename Widget>
    static Widget *field(const QWidget &window, const char *name)
    {
        return window.findChild<Widget *>(QLatin1String(name));
    }
    static void type(const QWidget &window, const char *figure, const char *sign, const char *limit)
    {
        field<QComboBox>(window, "thresholdFigure")->setCurrentText(QLatin1String(figure));
        field<QComboBox>(window, "thresholdOperator")->setCurrentText(QLatin1String(sign));
        field<QLineEdit>(window, "thresholdLimit")->setText(QLatin1String(limit));
    }
    static QPushButton *okButton(const QWidget &dialog)
    {
        return dialog.findChild<QDialogButtonBox *>()->button(QDialogButtonBox::Ok);
    }
    static QString message(const QWidget &dialog) { return field<QLabel>(dialog, "message")->text(); }
    /// Of those that are shown; the first is the title.
    static QStringList textsOf(const ThresholdStrip &strip)
    {
        QStringList texts;
        const QList<QLabel *> labels = strip.findChildren<QLabel *>();
        for (const QLabel *label : labels) {
            if (label->isVisibleTo(&strip))
                texts.append(label->text());
        }
        return texts;
    }
    RecordedRun::RunnerFactory factory()
    {
        return [this](const RunPlan &plan, PracticeServer *) {
            auto runner = std::make_unique<ToldRunner>(plan);
            m_runner = runner.get();
            return runner;
        };
    }

    ToldRunner *m_runner = nullptr; ///< The last that was made.

private Q_SLOTS:
    void areAddedAndRemoved()
    {
        ThresholdEditor editor;
        QSignalSpy edited(&editor, &ThresholdEditor::edited);
        type(editor, "p95", "<", "120ms");
        QVERIFY(editor.isPending());
        field<QPushButton>(editor, "addThreshold")->click();
        type(editor, "failed", "<=", "1%");
        QTest::keyClick(field<QLineEdit>(editor, "thresholdLimit"), Qt::Key_Return);
        type(editor, "wait.max", "<", "1s"); // which is not among those offered
        QVERIFY(editor.add());
        QVERIFY(!editor.isPending());
        QCOMPARE(editor.thresholds().texts(),
                 QStringList({QStringLiteral("p95 < 120 ms"), QStringLiteral("failed <= 1%"),
                              QStringLiteral("wait.max < 1 s")}));
        QVERIFY(!edited.isEmpty());
        auto *list = field<QTreeWidget>(editor, "thresholdList");
        QCOMPARE(list->topLevelItemCount(), 3);
        QCOMPARE(list->topLevelItem(1)->text(1), QStringLiteral("in place of exit 3"));
        qobject_cast<QToolButton *>(list->itemWidget(list->topLevelItem(0), 2))->click();
        QTRY_COMPARE(list->topLevelItemCount(), 2);
        list->setCurrentItem(list->topLevelItem(1));
        QTest::keyClick(list, Qt::Key_Delete);
        QCOMPARE(editor.thresholds().texts(), QStringList{QStringLiteral("failed <= 1%")});
        field<QCheckBox>(editor, "strict")->setChecked(true);
        QVERIFY(editor.thresholds().isStrict);
    }

    void eachFigureThatIsOfferedIsOne()
    {
        const ThresholdEditor editor;
        const auto *figures = field<QComboBox>(editor, "thresholdFigure");
        QVERIFY(figures->count() > 10);
        for (int i = 0; i < figures->count(); ++i) {
            type(editor, qPrintable(figures->itemText(i)), ">=", "");
            const QString hint = field<QLineEdit>(editor, "thresholdLimit")->placeholderText();
            Threshold read;
            const Refusal got = readThreshold(figures->itemText(i) + QLatin1String(" >= ") + hint, read);
            QVERIFY2(!got, qPrintable(got.value_or(QString())));
        }
    }

    void theDialogSaysWhatIsWrong()
    {
        LoadDialog dialog{RunPlan()};
        type(dialog, "p95", "<", "fast");
        QCOMPARE(message(dialog), QString()); // it may be half typed
        field<QPushButton>(dialog, "addThreshold")->click();
        QVERIFY2(message(dialog).contains(QStringLiteral("where p95 takes a time")), qPrintable(message(dialog)));
        field<QLineEdit>(dialog, "thresholdLimit")->setText(QStringLiteral("2s"));
        QCOMPARE(message(dialog), QString());
        field<QPushButton>(dialog, "addThreshold")->click();
        type(dialog, "p95", "<", "2s");
        field<QPushButton>(dialog, "addThreshold")->click();
        QVERIFY2(message(dialog).contains(QStringLiteral("is among the thresholds")), qPrintable(message(dialog)));
    }

    void theDialogTakesAndGivesThem()
    {
        LoadDialog dialog{RunPlan()};
        dialog.setThresholds(setOf({QStringLiteral("p99 < 1 s")}, true));
        const QString command = dialog.findChild<CommandBox *>()->command();
        QVERIFY2(command.endsWith(QStringLiteral("--expect 'p99 < 1 s' --strict")), qPrintable(command));
        type(dialog, "p50", "<", "nothing");
        okButton(dialog)->click();
        QVERIFY(dialog.result() != QDialog::Accepted); // what was typed is not lost
        QVERIFY(!message(dialog).isEmpty());
        field<QLineEdit>(dialog, "thresholdLimit")->setText(QStringLiteral("1ms"));
        okButton(dialog)->click();
        QCOMPARE(dialog.result(), int(QDialog::Accepted));
        QCOMPARE(dialog.thresholds().texts(), QStringList({QStringLiteral("p99 < 1 s"), QStringLiteral("p50 < 1 ms")}));
        QVERIFY(dialog.thresholds().isStrict);
    }

    void theDialogsDefaultsHaveNone()
    {
        LoadDialog dialog{RunPlan()};
        dialog.setThresholds(setOf({QStringLiteral("p99 < 1 s")}, true));
        dialog.findChild<QDialogButtonBox *>()->button(QDialogButtonBox::RestoreDefaults)->click();
        QCOMPARE(field<QTreeWidget>(dialog, "thresholdList")->topLevelItemCount(), 0);
        QVERIFY(!field<QCheckBox>(dialog, "strict")->isChecked());
        dialog.reject();
        QVERIFY(!dialog.thresholds().isEmpty()); // as they were given
        QVERIFY(LoadDialog::hasOption(QStringLiteral("--expect")));
    }

    void enterAddsAndDoesNotAccept()
    {
        LoadDialog dialog{RunPlan()};
        dialog.show();
        QVERIFY(QTest::qWaitForWindowActive(&dialog));
        dialog.focusOption(QStringLiteral("--expect"));
        QTest::keyClicks(dialog.focusWidget(), QStringLiteral("2s"));
        QTest::keyClick(dialog.focusWidget(), Qt::Key_Return);
        QVERIFY(dialog.isVisible());
        QCOMPARE(field<QTreeWidget>(dialog, "thresholdList")->topLevelItemCount(), 1);
        QCOMPARE(widgetWithoutName(dialog), QString());
        QTest::keyClick(dialog.focusWidget(), Qt::Key_Return); // nothing is typed
        QCOMPARE(dialog.result(), int(QDialog::Accepted));
    }

    void aRunIsHeldAgainstThem()
    {
        RunController controller(nullptr, factory());
        RunPlan plan;
        plan.requests = 100;
        QSignalSpy summarised(&controller, &RunController::summarised);
        controller.start(plan, setOf({QStringLiteral("p95 < 1 s"), QStringLiteral("service.p50 < 1 ms"),
                                      QStringLiteral("p99.9 < 1 s")}));
        m_runner->begin();
        QCOMPARE(controller.expectations().size(), 3);
        QCOMPARE(stateOf(controller.expectations().first(), controller.verdictTime()), ThresholdState::Open);
        m_runner->reply();
        QTRY_COMPARE(controller.figures().done, 100U);
        m_runner->end(false);
        QVERIFY(summarised.wait());
        QCOMPARE(controller.verdictTime(), VerdictTime::Final);
        QVERIFY2(stateSentence(controller).endsWith(QStringLiteral("1 of 3 thresholds held, 1 undecided")),
                 qPrintable(stateSentence(controller)));
        QCOMPARE(stateTone(controller), MutedLabel::Tone::Error);
        const QStringList log = logOf(controller);
        QVERIFY2(log.contains(QStringLiteral("p95 < 1 s held: 10 ms")), qPrintable(log.join(QLatin1Char('\n'))));
        QVERIFY(log.contains(QStringLiteral("service.p50 < 1 ms crossed: 10 ms")));
        QVERIFY(log.contains(QStringLiteral("p99.9 < 1 s undecided: 100 requests can't support p99.9")));

        controller.start(plan); // without any
        m_runner->begin();
        QVERIFY(controller.expectations().isEmpty());
        controller.stop();
        QTRY_COMPARE(summarised.size(), 2);
        QVERIFY(!stateSentence(controller).contains(QStringLiteral("threshold")));
    }

    void aRunThatGoesOnTellsHowItStands()
    {
        RunController controller(nullptr, factory());
        RunPlan plan;
        plan.requests = 100;
        controller.start(plan, setOf({QStringLiteral("p95 < 1 s"), QStringLiteral("p50 < 1 ms")}));
        m_runner->begin();
        QTest::qWait(300); // they are looked at a few times a second
        m_runner->reply();
        QTRY_VERIFY(controller.expectations().first().measured.has_value());
        QCOMPARE(controller.verdictTime(), VerdictTime::SoFar);
        QCOMPARE(controller.expectations().at(0).verdict, ThresholdVerdict::Held);
        QCOMPARE(controller.expectations().at(1).verdict, ThresholdVerdict::Crossed);
        controller.stop();
    }

    void aStoppedRunIsUndecided()
    {
        RunController controller(nullptr, factory());
        RunPlan plan;
        plan.requests = 100;
        QSignalSpy summarised(&controller, &RunController::summarised);
        controller.start(plan, setOf({QStringLiteral("p95 < 1 s")}));
        m_runner->begin();
        m_runner->reply();
        controller.stop();
        QVERIFY(summarised.wait());
        QCOMPARE(controller.expectations().first().verdict, ThresholdVerdict::Undecided);
        QVERIFY(stateSentence(controller).endsWith(QStringLiteral("1 threshold undecided")));
    }

    void theStripHasAWordForEach()
    {
        RunSummary summary;
        summary.done = 50;
        summary.elapsedNs = 1000 * ms;
        summary.response.count = 50;
        summary.response.p95 = 323 * double(ms);
        const ThresholdSet set =
            setOf({QStringLiteral("p95 < 400 ms"), QStringLiteral("p95 < 100 ms"), QStringLiteral("p99 < 1 s")});
        ThresholdStrip strip;
        strip.resize(1200, strip.sizeHint().height());
        strip.showExpectations({}, VerdictTime::SoFar);
        QVERIFY(strip.isHidden());
        strip.showExpectations(judged(set.thresholds, summary, false), VerdictTime::Final);
        QVERIFY(!strip.isHidden());
        QCOMPARE(textsOf(strip).mid(1),
                 QStringList({QStringLiteral("✓ p95 < 400 ms held"), QStringLiteral("✗ p95 < 100 ms crossed"),
                              QStringLiteral("? p99 < 1 s undecided")}));
        const QList<QLabel *> labels = strip.findChildren<QLabel *>();
        QVERIFY(labels.at(2)->toolTip().contains(QStringLiteral("323 ms")));
        QCOMPARE(strip.spokenText(), QStringLiteral("p95 < 400 ms held, p95 < 100 ms crossed, p99 < 1 s undecided"));
        strip.showExpectations(judged(set.thresholds, RunSummary(), false), VerdictTime::SoFar);
        QCOMPARE(textsOf(strip).at(1), QStringLiteral("p95 < 400 ms –"));

        strip.showExpectations(judged(set.thresholds, summary, false), VerdictTime::Final);
        strip.resize(440, strip.height());
        QCOMPARE(textsOf(strip).size(), 3);
        QVERIFY(textsOf(strip).contains(QStringLiteral("and 2 more: 1 crossed")));
        const QList<QLabel *> all = strip.findChildren<QLabel *>();
        for (const QLabel *label : all)
            QVERIFY(!label->isVisibleTo(&strip) || label->geometry().right() < strip.width());
    }

    void theStripFollowsThePalette()
    {
        const QPalette usual = QApplication::palette();
        RunSummary summary;
        summary.done = 50;
        summary.elapsedNs = 1000 * ms;
        ThresholdStrip strip;
        strip.showExpectations(judged(setOf({QStringLiteral("elapsed < 2 s")}).thresholds, summary, false),
                               VerdictTime::Final);
        for (const QPalette &palette : {Appearance::darkPalette(), Appearance::lightPalette()}) {
            QApplication::setPalette(palette);
            const QLabel *label = strip.findChildren<QLabel *>().last();
            QTRY_COMPARE(label->palette().color(QPalette::WindowText), StageColours(palette).success);
        }
        QApplication::setPalette(usual);
    }
};

QTEST_MAIN(TestWindowThresholds)
#include "tst_windowthresholds.moc"
