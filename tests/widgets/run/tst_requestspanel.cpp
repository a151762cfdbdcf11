// SPDX-License-Identifier: GPL-3.0-or-later
// The tab of requests and that of errors over a runner that sends nothing.
#include "widgets/run/requestspanel.h"

#include "widgets/base/celltable.h"
#include "widgets/run/requestfilterbar.h"
#include "widgets/run/requesttable.h"
#include "widgets/run/runbaseline.h"
#include "widgets/run/runcontroller.h"
#include "widgets/run/targetscard.h"
#include "widgets/window/runtabs.h"

#include "steppedrunner.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QPointer>
#include <QPushButton>
#include <QTest>

#include <memory>

using namespace fiftyfold;
using namespace fiftyfold::facts;

namespace {
constexpr int deadline = 20'000;
constexpr qint64 ms = 1'000'000;
} // namespace

class RequestsPanelTest : public QObject
{
    Q_OBJECT
private:
    RecordedRun::RunnerFactory factory()
    {
        return [this](const RunPlan &plan, PracticeServer *) {
            auto runner = std::make_unique<SteppedRunner>(plan);
            m_runner = runner.get();
            return runner;
        };
    }

    void show(int tab = 2)
    {
        m_controller = std::make_unique<RunController>(nullptr, factory());
        m_baseline = std::make_unique<RunBaseline>(m_controller.get());
        m_tabs = std::make_unique<RunTabs>(m_controller.get(), m_baseline.get());
        connect(m_controller.get(), &RunController::updated, m_tabs.get(), &RunTabs::refresh);
        m_tabs->resize(1000, 600);
        m_tabs->setCurrentIndex(tab);
        m_tabs->show();
        QVERIFY(QTest::qWaitForWindowActive(m_tabs.get()));
        m_panel = m_tabs->findChild<RequestsPanel *>();
        m_table = m_tabs->findChild<RequestTable *>();
    }

    /// Requests of 10, 20, 30 … ms; those in `failed` fail, all others are done.
    void run(quint32 requests, const QList<quint32> &failed, const QString &rate = {}, const QStringList &targets = {})
    {
        RunPlan plan;
        plan.url = defaultPracticeUrl();
        plan.requests = requests;
        plan.rate = rateFromText(rate).value_or(Rate());
        plan.targetNames = targets;
        m_controller->start(plan);
        m_runner->prepare();
        m_runner->begin();
        std::vector<Fact> facts;
        for (quint32 request = 0; request < requests; ++request) {
            const qint64 end = (request + 1) * 10 * ms;
            facts.push_back(ended(request, Stage::Queued, 0, request));
            if (failed.contains(request)) {
                facts.push_back(finished(request, Outcome::Failed, end, ErrorClass::Reset));
                continue;
            }
            facts.push_back(replied(request, 200, end));
            facts.push_back(ended(request, Stage::Receive, end, 100));
            facts.push_back(finished(request, Outcome::Done, end));
        }
        m_runner->tell(facts);
        m_runner->finish(requests * 10 * ms);
    }

    QList<int> shown() const
    {
        const auto *model = static_cast<const RequestTableModel *>(m_table->model());
        QList<int> requests;
        for (int row = 0; row < model->rowCount(); ++row)
            requests.append(int(model->requestAt(row)));
        return requests;
    }
    QPushButton *button(const char *text) const
    {
        const QList<QPushButton *> buttons = m_panel->findChildren<QPushButton *>();
        for (QPushButton *button : buttons) {
            if (button->text().startsWith(QString::fromUtf8(text)))
                return button;
        }
        return nullptr;
    }
    bool says(const QString &text) const
    {
        const QList<QLabel *> labels = m_tabs->findChildren<QLabel *>();
        return std::any_of(labels.begin(), labels.end(),
                           [&text](const QLabel *label) { return label->isVisible() && label->text() == text; });
    }
    QLineEdit *filter() const { return m_panel->findChild<QLineEdit *>(); }

    SteppedRunner *m_runner = nullptr; ///< The last that was made.
    std::unique_ptr<RunController> m_controller;
    std::unique_ptr<RunBaseline> m_baseline;
    std::unique_ptr<RunTabs> m_tabs;
    RequestsPanel *m_panel = nullptr;
    RequestTable *m_table = nullptr;

private Q_SLOTS:
    void cleanup()
    {
        m_tabs.reset();
        m_baseline.reset();
        m_controller.reset();
    }

    void saysThatThereIsNoRun()
    {
        show();
        QVERIFY(says(QStringLiteral("No run yet: each request of one will be a row here.")));
        QVERIFY(!m_table->isVisible());
        m_tabs->setCurrentIndex(1);
        QVERIFY(says(QStringLiteral("No run yet: how long each request takes will be shown here.")));
        m_tabs->setCurrentIndex(3);
        QVERIFY(says(QStringLiteral("No requests yet: each way in which some fail will be a row here.")));
        run(4, {});
        QTRY_VERIFY(says(QStringLiteral("No request has failed.")));
        m_tabs->setCurrentIndex(1);
        QTRY_VERIFY(!says(QStringLiteral("No run yet: how long each request takes will be shown here.")));
    }

    void theTitlesCount()
    {
        show();
        run(1200, {3, 4});
        QCOMPARE(m_tabs->tabText(2), QStringLiteral("Req&uests  1,200"));
        QTRY_COMPARE(m_tabs->tabText(3), QStringLiteral("Err&ors  2"));
        QVERIFY(!m_tabs->tabIcon(3).isNull()); // red is not all that says it
    }

    void inANarrowTabTheKindsTakeTwoLines()
    {
        show();
        run(1200, {3, 4});
        QTRY_COMPARE_WITH_TIMEOUT(button("Failed")->text(), QStringLiteral("Failed 2"), deadline);
        QCOMPARE(button("New connection")->y(), button("All")->y());
        m_tabs->resize(320, 400);
        QTRY_VERIFY(button("New connection")->y() > button("All")->y());
        for (const char *kind : {"All", "Slowest", "Failed", "New connection"})
            QVERIFY2(button(kind)->width() >= button(kind)->minimumSizeHint().width(), kind);
        m_tabs->resize(1000, 600);
        QTRY_COMPARE(button("New connection")->y(), button("All")->y());
    }

    void sortsByClickAndByMenu()
    {
        show();
        run(4, {});
        QTRY_COMPARE_WITH_TIMEOUT(shown(), QList<int>({0, 1, 2, 3}), deadline);
        QHeaderView *header = m_table->horizontalHeader();
        const int section = int(RequestColumn::Response);
        const QPoint place(header->sectionViewportPosition(section) + 20, header->height() / 2);
        QTest::mouseClick(header->viewport(), Qt::LeftButton, {}, place);
        QTRY_COMPARE_WITH_TIMEOUT(shown(), QList<int>({3, 2, 1, 0}), deadline);
        QVERIFY(button("Slowest")->isChecked());
        QTRY_VERIFY_WITH_TIMEOUT(says(QStringLiteral("4 of 4 · slowest first")), deadline);
        button("All")->click();
        QTRY_COMPARE_WITH_TIMEOUT(shown(), QList<int>({0, 1, 2, 3}), deadline);
        button("Slowest")->click();
        QTRY_COMPARE_WITH_TIMEOUT(shown(), QList<int>({3, 2, 1, 0}), deadline);
    }

    void filtersByWordsAndKinds()
    {
        show();
        run(4, {1, 2});
        filter()->setText(QStringLiteral("response > 25ms"));
        QTRY_COMPARE_WITH_TIMEOUT(shown(), QList<int>({2, 3}), deadline);
        button("Failed 2")->click();
        QTRY_COMPARE_WITH_TIMEOUT(shown(), QList<int>({2}), deadline);
        filter()->setText(QStringLiteral("respons > 25ms"));
        QTRY_VERIFY_WITH_TIMEOUT(says(QStringLiteral("“respons” is no field; “response” is.")), deadline);
        filter()->setText(QStringLiteral("no such thing"));
        QTRY_VERIFY_WITH_TIMEOUT(says(QStringLiteral("None of the 4 requests is picked out by this filter.")),
                                 deadline);
        QVERIFY(button("Clear filter"));
        button("Clear filter")->click();
        QTRY_COMPARE_WITH_TIMEOUT(shown(), QList<int>({0, 1, 2, 3}), deadline);
        QVERIFY(button("All")->isChecked());
        QCOMPARE(filter()->text(), QString());
    }

    void followsARangeOfTheCharts()
    {
        show();
        run(4, {});
        m_controller->selection()->setResponseTime(NsRange{15 * ms, 35 * ms});
        QTRY_COMPARE_WITH_TIMEOUT(shown(), QList<int>({1, 2}), deadline);
        QPushButton *chip = button("response 15.0 ms–35.0 ms");
        QVERIFY(chip && chip->isVisible());
        chip->click();
        QTRY_COMPARE_WITH_TIMEOUT(shown(), QList<int>({0, 1, 2, 3}), deadline);
        QVERIFY(!chip->isVisible());
    }

    void whatARangeSaysLeavesTheKindsInOneLine()
    {
        show();
        m_tabs->resize(800, 600);
        run(4, {});
        RequestRange range;
        range.time = NsRange{0, 100 * ms};
        range.responseTime = NsRange{15 * ms, 35 * ms};
        m_controller->selection()->setRange(range);
        QTRY_COMPARE_WITH_TIMEOUT(shown(), QList<int>({1, 2}), deadline);
        QVERIFY(button("in 0.0–0.1 s, response 15.0 ms–35.0 ms"));
        QTRY_VERIFY(button("in 0.0–0.1 s")->isVisible());
        for (const char *kind : {"Slowest", "Failed", "New connection"})
            QCOMPARE(button(kind)->y(), button("All")->y());
    }

    void sharesTheCurrentRequest()
    {
        show();
        run(4, {});
        m_controller->selection()->setCurrent(2);
        QCOMPARE(m_table->currentRequest(), 2);
        m_table->setFocus();
        QTest::keyClick(m_table, Qt::Key_Down);
        QCOMPARE(m_controller->selection()->current(), 3);
        QTest::keyClick(m_table, Qt::Key_Home);
        QCOMPARE(m_controller->selection()->current(), 0);
        filter()->setText(QStringLiteral("number > 0"));
        QTRY_COMPARE_WITH_TIMEOUT(shown(), QList<int>({1, 2, 3}), deadline);
        QCOMPARE(m_table->currentRequest(), -1);
        QCOMPARE(m_controller->selection()->current(), 0); // which the details go on to show
        filter()->clear();
        QTRY_COMPARE_WITH_TIMEOUT(shown(), QList<int>({0, 1, 2, 3}), deadline);
        QCOMPARE(m_table->currentRequest(), 0);
    }

    void theOnlyRowIsChosenByKey_data()
    {
        QTest::addColumn<Qt::Key>("key");
        QTest::newRow("space") << Qt::Key_Space;
        QTest::newRow("return") << Qt::Key_Return;
        QTest::newRow("enter") << Qt::Key_Enter;
    }

    void theOnlyRowIsChosenByKey()
    {
        QFETCH(Qt::Key, key);
        show();
        run(1, {});
        QTRY_COMPARE_WITH_TIMEOUT(shown(), QList<int>({0}), deadline);
        filter()->setFocus();
        m_table->setFocus(Qt::TabFocusReason);
        QCOMPARE(m_table->currentRequest(), 0); // there is a current row
        QCOMPARE(m_controller->selection()->current(), -1);
        QTest::keyClick(m_table, key);
        QCOMPARE(m_controller->selection()->current(), 0);
        QCOMPARE(m_table->selectedRows(), std::vector<int>({0}));
    }

    void aClickChoosesTheCurrentRow()
    {
        show();
        run(2, {});
        QTRY_COMPARE_WITH_TIMEOUT(shown(), QList<int>({0, 1}), deadline);
        filter()->setFocus();
        m_table->setFocus(Qt::TabFocusReason);
        const QRect place = m_table->visualRect(m_table->model()->index(0, 0));
        QTest::mouseClick(m_table->viewport(), Qt::LeftButton, {}, place.center());
        QCOMPARE(m_controller->selection()->current(), 0);
    }

    void aClosedRunHasNothingLate()
    {
        show();
        run(4, {}, QStringLiteral("100/s"));
        QTRY_COMPARE_WITH_TIMEOUT(shown(), QList<int>({0, 1, 2, 3}), deadline);
        QVERIFY(button("Late")->isVisible());
        button("Late")->click();
        m_table->sortByColumn(int(RequestColumn::Lag), Qt::DescendingOrder);
        QTRY_COMPARE_WITH_TIMEOUT(m_table->model()->rowCount(), 0, deadline);
        run(4, {});
        QTRY_COMPARE_WITH_TIMEOUT(shown(), QList<int>({0, 1, 2, 3}), deadline);
        QVERIFY(!button("Late")->isVisible());
        QVERIFY(button("All")->isChecked());
        QCOMPARE(m_table->horizontalHeader()->sortIndicatorSection(), int(RequestColumn::Number));
    }

    void itsTableDiesBeforeItsModel()
    {
        show();
        run(2, {});
        const QPointer<RequestTable> table = m_table;
        bool isTableThere = true;
        connect(m_table->model(), &QObject::destroyed, this, [&] { isTableThere = !table.isNull(); });
        m_tabs.reset();
        QVERIFY(!isTableThere);
    }

    void copiesRows()
    {
        show();
        run(4, {1});
        QTRY_COMPARE_WITH_TIMEOUT(shown(), QList<int>({0, 1, 2, 3}), deadline);
        m_table->setCurrentRequest(1);
        m_table->setFocus();
        QTest::keyClick(m_table, Qt::Key_Down, Qt::ShiftModifier);
        QClipboard *clipboard = QGuiApplication::clipboard();
        clipboard->clear();
        m_table->copy();
        QTRY_VERIFY_WITH_TIMEOUT(!clipboard->text().isEmpty(), deadline);
        const QStringList lines = clipboard->text().split(QLatin1Char('\n'), Qt::SkipEmptyParts);
        QCOMPARE(lines.size(), 3);
        QVERIFY(lines.at(0).startsWith(QStringLiteral("#\tLane\tStart\tResponse\t")));
        QVERIFY(lines.at(1).startsWith(QStringLiteral("1\t1\t0.000 s\t20.0 ms\t–\t")));
        clipboard->clear();
        m_table->copyCsv();
        QTRY_VERIFY_WITH_TIMEOUT(!clipboard->text().isEmpty(), deadline);
        QVERIFY(clipboard->text().startsWith(QStringLiteral("index,lane,outcome,")));
        QVERIFY(clipboard->text().contains(QStringLiteral("\n2,2,done,")));
    }

    /// What an error of one run picked out says nothing of the next one's requests; what was typed stays.
    void whatAnErrorPickedOutIsForItsRunAlone()
    {
        show();
        run(10, {3, 7});
        m_panel->showFiltered(QStringLiteral("class = reset"));
        QTRY_COMPARE_WITH_TIMEOUT(shown(), QList<int>({3, 7}), deadline);
        QTRY_VERIFY_WITH_TIMEOUT(m_controller->summary(), deadline);
        run(4, {});
        QTRY_COMPARE_WITH_TIMEOUT(shown(), QList<int>({0, 1, 2, 3}), deadline);
        QCOMPARE(filter()->text(), QString());
        filter()->setText(QStringLiteral("response > 25ms"));
        QTRY_COMPARE_WITH_TIMEOUT(shown(), QList<int>({2, 3}), deadline);
        QTRY_VERIFY_WITH_TIMEOUT(m_controller->summary(), deadline);
        run(5, {});
        QTRY_COMPARE_WITH_TIMEOUT(shown(), QList<int>({2, 3, 4}), deadline);
        QCOMPARE(filter()->text(), QStringLiteral("response > 25ms"));
    }

    void aTargetLeadsToItsRequests()
    {
        show(1);
        auto *card = m_tabs->findChild<TargetsCard *>();
        run(6, {});
        QTRY_VERIFY_WITH_TIMEOUT(m_controller->summary(), deadline);
        QVERIFY(card->isHidden()); // one target is the run
        run(6, {3}, {}, {QStringLiteral("GET http://h/a"), QStringLiteral("GET http://h/b")});
        QTRY_VERIFY_WITH_TIMEOUT(!card->isHidden(), deadline);
        auto *table = card->findChild<CellTable *>();
        QCOMPARE(table->model()->rowCount(), 2);
        QCOMPARE(table->model()->index(1, TargetModel::Failed).data().toString(), QStringLiteral("1"));
        const auto place = [table] {
            return table->visualRect(table->model()->index(1, TargetModel::Requests)).center();
        };
        QTRY_VERIFY(table->viewport()->rect().contains(place())); // laid out
        QTest::mouseClick(table->viewport(), Qt::LeftButton, {}, place());
        QCOMPARE(m_tabs->currentIndex(), 2);
        QTRY_COMPARE_WITH_TIMEOUT(shown(), QList<int>({1, 3, 5}), deadline);
        m_tabs->setCurrentIndex(1);
        table->setCurrentIndex(table->model()->index(0, 0));
        table->setFocus();
        QTest::keyClick(table, Qt::Key_Return);
        QTRY_COMPARE_WITH_TIMEOUT(shown(), QList<int>({0, 2, 4}), deadline);
    }

    void anErrorLeadsToItsRequests()
    {
        show(3);
        run(4, {1, 3});
        auto *errors = m_tabs->currentWidget()->findChild<CellTable *>();
        QVERIFY(errors && errors->isVisible());
        errors->setFocus();
        errors->setCurrentIndex(errors->model()->index(0, 5));
        QTest::keyClick(errors, Qt::Key_Return); // on the example
        QCOMPARE(m_controller->selection()->current(), 1);
        QCOMPARE(m_tabs->currentIndex(), 3);
        errors->setCurrentIndex(errors->model()->index(0, 0));
        QTest::keyClick(errors, Qt::Key_Return);
        QCOMPARE(m_tabs->currentIndex(), 2);
        QCOMPARE(filter()->text(), QStringLiteral("class = reset"));
        QTRY_COMPARE_WITH_TIMEOUT(shown(), QList<int>({1, 3}), deadline);
    }
};

QTEST_MAIN(RequestsPanelTest)
#include "tst_requestspanel.moc"
