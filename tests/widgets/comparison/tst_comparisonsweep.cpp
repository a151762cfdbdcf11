// SPDX-License-Identifier: GPL-3.0-or-later
// What the comparison's window shows of what is varied, over runners that send nothing.
#include "comparisonfixture.h"

#include "core/text/numberlocale.h"
#include "models/comparison/comparisonwording.h"
#include "widgets/comparison/answerband.h"
#include "widgets/comparison/comparisonheader.h"
#include "widgets/comparison/comparisontable.h"
#include "widgets/comparison/sweeppage.h"
#include "widgets/comparison/varyfield.h"
#include "widgets/run/loadbutton.h"

#include <QComboBox>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLineEdit>
#include <QScrollArea>
#include <QScrollBar>
#include <QTabBar>
#include <QTest>

#include <algorithm>

using namespace fiftyfold;
using namespace fiftyfold::test;

class ComparisonSweepTest : public ComparisonFixture
{
    Q_OBJECT
private Q_SLOTS:
    void init() { prepare(); }

    void aNumberMakesASweep()
    {
        auto window = varying("at-once", "1, 4, 16", {QStringLiteral("sequential"), QStringLiteral("threads")});
        QCOMPARE(window->controller()->model()->rowCount(), 3);
        QVERIFY(window->findChild<QPushButton *>(QStringLiteral("choose"))->text().contains(QStringLiteral("(1)")));
        QVERIFY(window->sweepPage()->isVisible() && !window->table()->isVisible());
        QCOMPARE(window->controller()->model()->headerData(0, Qt::Horizontal).toString(), QStringLiteral("At once"));
        QVERIFY(!label(*window, "sentence").contains(QStringLiteral("at once")));
        runButton(*window)->click();
        finish(*window);
        const SweepPlot *throughput = window->sweepPage()->plot(SweepFigure::Throughput);
        QCOMPARE(throughput->curveCount(), 1);
        QVERIFY2(throughput->spokenText().contains(QStringLiteral("measured: 1 at once ")),
                 qPrintable(throughput->spokenText()));
        QVERIFY(throughput->numbers().startsWith(QStringLiteral("at-once\tmeasured\n1\t")));
        const SweepPlot *response = window->sweepPage()->plot(SweepFigure::Response);
        QVERIFY2(response->spokenText().endsWith(QStringLiteral("; floor: 100 ms, the server’s own delay")),
                 qPrintable(response->spokenText()));
        QVERIFY2(label(*window, "sentence").contains(QStringLiteral(" · bands: ")),
                 qPrintable(label(*window, "sentence")));
        const QString answer = window->findChild<AnswerBand *>()->text();
        QVERIFY2(answer.contains(QStringLiteral("as measured on this machine")), qPrintable(answer));
        QVERIFY(!window->picture().isNull());

        const QJsonObject json = QJsonDocument::fromJson(exported(*window, QStringLiteral("sweep.json"))).object();
        QVERIFY(json.contains(QLatin1String("sweep")));
    }

    void strategiesAreItsCurves()
    {
        auto window = varying("at-once", "2, 4", {QStringLiteral("sequential"), QStringLiteral("go-goroutines")});
        QCOMPARE(window->controller()->model()->rowCount(), 4);
        QCOMPARE(cell(*window, 3, 0), QStringLiteral("Threads, 4"));
        runButton(*window)->click();
        finish(*window);
        QCOMPARE(window->sweepPage()->plot(SweepFigure::Throughput)->curveCount(), 2);
    }

    void allOfItsChartsAreInView()
    {
        auto window = varying("at-once", "1, 4", {QStringLiteral("sequential")});
        runButton(*window)->click();
        finish(*window);
        const SweepPage *page = window->sweepPage();
        const auto *area = qobject_cast<QScrollArea *>(page->parentWidget()->parentWidget()->parentWidget());
        QVERIFY(area);
        for (const int height : {860, 720}) {
            window->resize(1360, height);
            QTRY_COMPARE_WITH_TIMEOUT(window->height(), height, deadline);
            QTRY_COMPARE_WITH_TIMEOUT(area->verticalScrollBar()->maximum(), 0, deadline);
        }
    }

    /// And not the last of them alone: in a low window they scroll apart.
    void theFirstChartHasTheValuesBelow()
    {
        auto window = varying("at-once", "1, 4", {QStringLiteral("sequential")});
        runButton(*window)->click();
        finish(*window);
        const QList<QObject *> parts = window->sweepPage()->plot(SweepFigure::Throughput)->findChildren<QObject *>();
        const auto isLabelled = [](const QObject *part) {
            return part->inherits("QCPAxis") && part->property("visible").toBool() &&
                   part->property("tickLabels").toBool();
        };
        QCOMPARE(std::count_if(parts.begin(), parts.end(), isLabelled), 2); // both axes
    }

    void theCursorReads()
    {
        auto window = varying("at-once", "1, 4", {QStringLiteral("sequential"), QStringLiteral("threads")});
        runButton(*window)->click();
        finish(*window);
        SweepPlot *plot = window->sweepPage()->plot(SweepFigure::Throughput);
        plot->setFocus();
        QTest::keyClick(plot, Qt::Key_Right);
        QVERIFY2(plot->readout().startsWith(QStringLiteral("1 at once: measured ")), qPrintable(plot->readout()));
        QTest::keyClick(plot, Qt::Key_Right);
        QVERIFY(plot->readout().startsWith(QStringLiteral("4 at once: ")));
        QTest::keyClick(plot, Qt::Key_Right); // there is no more
        QVERIFY(plot->readout().startsWith(QStringLiteral("4 at once: ")));
        window->sweepPage()->setPlain();
        QCOMPARE(plot->readout(), QString());
    }

    void itsRowsAreATableOnDemand()
    {
        auto window = varying("at-once", "1, 4", {QStringLiteral("sequential"), QStringLiteral("threads")});
        window->findChild<QToolButton *>(QStringLiteral("asTable"))->click();
        QVERIFY(!window->sweepPage()->isVisible() && window->table()->isVisible());
        QVERIFY(label(*window, "sentence").contains(QStringLiteral(" · whiskers: ")));
        choose(*window, "connections");
        QVERIFY(window->table()->isVisible());
        QVERIFY(!window->findChild<QToolButton *>(QStringLiteral("asTable"))->isVisible());
        QCOMPARE(window->controller()->model()->rowCount(), 2); // under the plan's strategy
        QCOMPARE(cell(*window, 1, 0), QStringLiteral("fresh"));
        QVERIFY(!label(*window, "sameForAll").contains(QStringLiteral("connections reused")));
        choose(*window, "");
        QCOMPARE(window->controller()->model()->rowCount(), 1); // that is not left out
        QCOMPARE(cell(*window, 0, 0), QStringLiteral("Async"));
        QCOMPARE(window->controller()->model()->headerData(0, Qt::Horizontal).toString(), QStringLiteral("Strategy"));
    }

    void theWindowStaysAsLargeAsItIs()
    {
        auto window = varying("at-once", "1, 4, 16", {QStringLiteral("sequential")});
        runButton(*window)->click();
        finish(*window);
        const QSize size(1360, 860);
        window->resize(size);
        auto *asTable = window->findChild<QToolButton *>(QStringLiteral("asTable"));
        auto *tabs = window->findChild<QTabBar *>(QStringLiteral("comparisonTabs"));
        for (int pass = 0; pass < 2; ++pass) {
            asTable->click();
            QCoreApplication::sendPostedEvents();
            QCOMPARE(window->size(), size);
            tabs->setCurrentIndex(1);
            tabs->setCurrentIndex(0);
            QCoreApplication::sendPostedEvents();
            QCOMPARE(window->size(), size);
        }
        choose(*window, ""); // strategies alone, and their table
        runButton(*window)->click();
        finish(*window);
        QVERIFY(window->table()->isVisible());
        auto *comparisons = window->findChild<QComboBox *>(QStringLiteral("comparisons"));
        for (const int shown : {0, 1, 0}) {
            comparisons->setCurrentIndex(shown);
            QCoreApplication::sendPostedEvents();
            QCOMPARE(window->size(), size);
        }
        QVERIFY(window->sweepPage()->isVisible());
    }

    void namesAreSortedByTheirNumbers()
    {
        auto window = varying("at-once", "1, 16, 4", {QStringLiteral("sequential")});
        window->table()->sortByColumn(ComparisonModel::StrategyColumn, Qt::AscendingOrder);
        QStringList names;
        for (int row = 0; row < window->table()->model()->rowCount(); ++row)
            names.append(window->table()->model()->index(row, 0).data().toString());
        QCOMPARE(names.mid(0, 3).join(QLatin1String("; ")), QStringLiteral("Async, 1; Async, 4; Async, 16"));
    }

    void theLoadIsReadWhereThereIsLittleRoom()
    {
        auto window = varying("transport", "curl, qt", {});
        window->resize(900, 700);
        QCoreApplication::sendPostedEvents();
        QCOMPARE(window->width(), 900);
        const auto *load = window->findChild<LoadButton *>();
        QVERIFY2(load->summary().startsWith(QStringLiteral("50 requests, 50")), qPrintable(load->summary()));
        QVERIFY(load->width() >=
                load->widthOfName() + load->fontMetrics().horizontalAdvance(QStringLiteral("50 requests, 50")));
    }

    void headingsLeaveUrlsAsTheyAre()
    {
        auto window = varying("url", "practice:a?latency=1ms, practice:b?latency=1ms", {});
        const auto *header = qobject_cast<ComparisonHeader *>(window->table()->horizontalHeader());
        QVERIFY(header);
        QCOMPARE(header->headingText(ComparisonModel::RatioColumn),
                 QStringLiteral("TIMES AS FAST AS ") + cell(*window, 0, 0));
        QVERIFY(cell(*window, 0, 0).contains(QStringLiteral("practice:a")));
        QCOMPARE(header->headingText(ComparisonModel::MedianColumn), QStringLiteral("MEDIAN TIME (log scale)"));
    }

    void oneUrlAgainstItselfCanBeToldApart()
    {
        auto window = varying("url", "practice:a, practice:a", {});
        QCOMPARE(cell(*window, 0, 0), QStringLiteral("practice:a"));
        QCOMPARE(cell(*window, 1, 0), QStringLiteral("practice:a (2)"));
    }

    void saysWhatIsWrongWithItsValues()
    {
        auto window = varying("at-once", "1, x", {});
        QVERIFY2(message(*window).startsWith(QStringLiteral("“Vary: At once” takes a whole number")),
                 qPrintable(message(*window)));
        QCOMPARE(window->controller()->model()->rowCount(), 0);
        runButton(*window)->click();
        QVERIFY(!window->isBusy());
    }

    void runTakesWhatIsTyped()
    {
        auto window = varying("at-once", "1, 2", {QStringLiteral("sequential"), QStringLiteral("threads")});
        auto *values = window->findChild<QLineEdit *>(QStringLiteral("values"));
        values->setText(QStringLiteral("1, x"));
        window->run();
        QVERIFY(!window->isBusy());
        values->setText(QStringLiteral("1, 4, 8")); // still there, and right by now
        QVERIFY(QTest::qWaitForWindowActive(window.get()));
        QTest::keyClick(window.get(), Qt::Key_F5);
        QVERIFY(window->isBusy());
        QCOMPARE(window->controller()->model()->rowCount(), 3);
        finish(*window);
        window->run();
        finish(*window);
        window->findChild<QComboBox *>(QStringLiteral("comparisons"))->setCurrentIndex(0);
        values->setText(QStringLiteral("1, 2"));
        window->findChild<QToolButton *>(QStringLiteral("runAgain"))->click(); // what is shown
        QCOMPARE(window->controller()->model()->rowCount(), 3);
        QCOMPARE(values->text(), QStringLiteral("1, 4, 8"));
        finish(*window);
    }

    void whatIsVariedStaysWhileItRuns()
    {
        m_script.hanging = QStringLiteral("async");
        auto window = varying("at-once", "1, 2", {QStringLiteral("sequential"), QStringLiteral("threads")});
        const auto *factor = window->findChild<QComboBox *>(QStringLiteral("factor"));
        const auto *values = window->findChild<QLineEdit *>(QStringLiteral("values"));
        QVERIFY(factor->isEnabled() && values->isEnabled());
        window->run();
        QVERIFY(window->isBusy());
        QVERIFY(!factor->isEnabled() && !values->isEnabled());
        window->controller()->stop();
        QTRY_COMPARE_WITH_TIMEOUT(window->controller()->state(), State::Stopped, deadline);
        QVERIFY(factor->isEnabled() && values->isEnabled());
    }

    void hasRequestsForAllLanes()
    {
        {
            auto window = varying("at-once", "1, 4, 64", {QStringLiteral("sequential")});
            QCOMPARE(window->controller()->lines().first().entry.plan.requests, 640U); // as the command line takes
            QCOMPARE(window->findChild<LoadButton *>()->summary(), QStringLiteral("640 requests"));
            RunPlan plan = practicePlan();
            plan.requests = 100;
            window->setPlan(plan);
            QCOMPARE(window->controller()->lines().first().entry.plan.requests, 100U); // as was asked for
            plan.requests = 20;
            window->setPlan(plan);
            QCOMPARE(window->controller()->lines().first().entry.plan.requests, 640U);
            ComparisonChoice choice = window->choice();
            choice.load = ComparisonLoad{160, 64, 0};
            window->setChoice(choice);
            QCOMPARE(window->findChild<LoadButton *>()->summary(), QStringLiteral("160 requests"));
        }
        const auto again = newWindow(); // it can run as it is
        QCOMPARE(message(*again), QString());
        QCOMPARE(again->controller()->runnable(), 6);
        QVERIFY(!again->findChild<QComboBox *>(QStringLiteral("baseline"))->currentText().isEmpty());
    }

    void keepsWhatWasVaried()
    {
        varying("threads", "1, 2", {});
        const auto again = newWindow();
        QCOMPARE(again->choice().varied, QStringLiteral("threads"));
        QCOMPARE(again->findChild<QLineEdit *>(QStringLiteral("values"))->text(), QStringLiteral("1, 2"));
        QCOMPARE(again->findChild<QComboBox *>(QStringLiteral("factor"))->currentData().toString(),
                 QStringLiteral("threads"));
    }

    void asksBeforeUrlsOfStrangers()
    {
        auto window = varying("url", "practice:a, http://www.example.com/", {});
        runButton(*window)->click();
        QVERIFY(!window->isBusy());
        const auto *box = window->findChild<QMessageBox *>();
        QVERIFY(box);
        int lines = 0; // others send nothing there
        for (const ComparisonLine &line : window->controller()->lines())
            lines += line.entry.plan.url.host() == QLatin1String("www.example.com") ? 1 : 0;
        const quint32 requests = window->controller()->lines().first().entry.plan.requests;
        const QString sent = numberLocale().toString(comparisonRequests(requests, lines, 2));
        QVERIFY2(lines > 0 && box->text().contains(sent + QStringLiteral(" requests in all to www.example.com")),
                 qPrintable(box->text()));
    }

private:
    std::unique_ptr<ComparisonWindow> varying(const char *factor, const char *values, const QStringList &leftOut)
    {
        auto window = newWindow();
        ComparisonChoice choice = window->choice();
        choice.leftOut = leftOut + QStringList(QStringLiteral("go-goroutines"));
        choice.rounds = 2;
        choice.varied = QLatin1String(factor);
        choice.variedValues = QLatin1String(values);
        window->setChoice(choice);
        return window;
    }
    /// As a person does.
    static void choose(ComparisonWindow &window, const char *factor)
    {
        auto *box = window.findChild<QComboBox *>(QStringLiteral("factor"));
        box->setCurrentIndex(box->findData(QLatin1String(factor)));
        Q_EMIT box->activated(box->currentIndex());
    }
};

QTEST_MAIN(ComparisonSweepTest)
#include "tst_comparisonsweep.moc"
