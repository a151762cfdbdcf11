// SPDX-License-Identifier: GPL-3.0-or-later
// Comparisons and searches that were kept, shown in the window as if they had just run, over runners that send nothing.
#include "comparisonfixture.h"

#include "records/json/capacityjsonreader.h"
#include "records/json/comparisonjsonreader.h"
#include "widgets/capacity/capacitypage.h"
#include "widgets/comparison/answerband.h"
#include "widgets/comparison/comparisonchart.h"
#include "widgets/comparison/comparisondiffdialog.h"
#include "widgets/comparison/comparisontable.h"
#include "widgets/comparison/sweeppage.h"
#include "widgets/run/figurestable.h"

#include <QAction>
#include <QComboBox>
#include <QMenu>
#include <QTest>

#include <algorithm>
#include <string_view>

using namespace fiftyfold;
using namespace fiftyfold::test;

class KeptComparisonTest : public ComparisonFixture
{
    Q_OBJECT

    /// What another window has measured, as its JSON tells it.
    ComparisonReport keptOf(ComparisonWindow &window)
    {
        ComparisonReport report;
        const QString problem = readComparisonJson(exported(window, QStringLiteral("kept.json")), report);
        if (!problem.isEmpty())
            qWarning("%s", qPrintable(problem));
        return report;
    }
    ComparisonReport keptOfChoice(const ComparisonChoice &choice, const RunPlan &plan = practicePlan())
    {
        auto window = newWindow();
        window->setPlan(plan);
        window->setChoice(choice);
        window->run();
        finish(*window);
        return keptOf(*window);
    }
    static QStringList cells(ComparisonWindow &window)
    {
        const ComparisonModel &model = *window.controller()->model();
        QStringList texts;
        for (int row = 0; row < model.rowCount(); ++row) {
            for (int column = 0; column < model.columnCount(); ++column)
                texts.append(model.index(row, column).data().toString());
            texts.append(model.index(row, 0).data(ComparisonModel::NoteRole).toString());
            texts.append(model.index(row, 0).data(ComparisonModel::ColourNameRole).toString());
            texts.append(model.index(row, 0).data(ComparisonModel::DescriptionRole).toString());
        }
        return texts;
    }
    static QToolButton *again(const ComparisonWindow &window)
    {
        return window.findChild<QToolButton *>(QStringLiteral("runAgain"));
    }
    static QComboBox *list(const ComparisonWindow &window)
    {
        return window.findChild<QComboBox *>(QStringLiteral("comparisons"));
    }

private Q_SLOTS:
    void init() { prepare(); }

    void looksAsItDid()
    {
        auto first = newWindow();
        m_script.failing = QStringLiteral("threads");
        first->run();
        finish(*first);
        const ComparisonReport report = keptOf(*first);
        QCOMPARE(report.entries.size(), std::size_t(4));

        RunPlan other = practicePlan();
        other.requests = 7;
        auto window = newWindow();
        window->setPlan(other);
        const int runs = m_script.runs;
        window->showKept(report, QStringLiteral("yesterday's"));
        QCOMPARE(cells(*window), cells(*first));
        QCOMPARE(window->findChild<AnswerBand *>()->text(), first->findChild<AnswerBand *>()->text());
        QCOMPARE(label(*window, "sentence"), label(*first, "sentence"));
        QCOMPARE(label(*window, "sameForAll"), label(*first, "sameForAll"));
        QVERIFY2(label(*window, "state").startsWith(QStringLiteral("yesterday's, measured ")),
                 qPrintable(label(*window, "state")));
        QTRY_VERIFY(!window->chart()->isEmpty()); // which draws a little later
        QTRY_COMPARE(window->chart()->wholeEndMs(), first->chart()->wholeEndMs());
        QVERIFY(list(*window)->isVisible());
        QVERIFY(list(*window)->currentText().startsWith(QStringLiteral("yesterday's: 3 entries, ")));
        const QByteArray exportedAgain = exported(*window, QStringLiteral("again.json"));
        QFile file(m_folder->filePath(QStringLiteral("kept.json")));
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(QString::fromUtf8(exportedAgain), QString::fromUtf8(file.readAll()));
        QCOMPARE(m_script.runs, runs); // nothing was run

        window->showKept(report, QStringLiteral("yesterday's"));
        QCOMPARE(list(*window)->count(), 2); // not twice
        list(*window)->setCurrentIndex(1);
        QVERIFY(label(*window, "sentence").startsWith(QStringLiteral("7 requests")));
        QCOMPARE(window->choice(), ComparisonChoice()); // nothing is chosen by looking
    }

    void runsAgainWhatIsLookedAt()
    {
        ComparisonChoice choice;
        choice.leftOut = {QStringLiteral("threads"), QStringLiteral("go-goroutines")};
        choice.rounds = 3;
        choice.baseline = QStringLiteral("async");
        RunPlan plan = practicePlan();
        plan.requests = 20;
        const ComparisonReport report = keptOfChoice(choice, plan);

        prepare(); // whose settings know nothing of it
        auto window = newWindow();
        window->showKept(report, QStringLiteral("kept"));
        QVERIFY(again(*window)->isEnabled());
        again(*window)->click();
        finish(*window);
        const ComparisonRecord &record = window->controller()->record();
        QCOMPARE(record.entries.size(), std::size_t(2));
        QCOMPARE(record.roundsWanted, 3);
        QCOMPARE(record.entries.front().plan.requests, 20U);
        QCOMPARE(window->controller()->baselineRow(), 1);
        QCOMPARE(list(*window)->currentIndex(), list(*window)->count() - 1);
        QCOMPARE(newWindow()->choice(), ComparisonChoice()); // it is not remembered
    }

    void aSweepIsASweep()
    {
        ComparisonChoice choice;
        choice.leftOut = {QStringLiteral("sequential"), QStringLiteral("go-goroutines")};
        choice.varied = QStringLiteral("at-once");
        choice.variedValues = QStringLiteral("2, 4, 8");
        const ComparisonReport report = keptOfChoice(choice);
        auto window = newWindow();
        window->showKept(report, QStringLiteral("kept"));
        QVERIFY(window->sweepPage()->isVisible() && !window->table()->isVisible());
        QCOMPARE(window->sweepPage()->plot(SweepFigure::Throughput)->curveCount(), 2);
        QVERIFY(again(*window)->isEnabled());
        again(*window)->click();
        finish(*window);
        QCOMPARE(window->controller()->record().entries.size(), std::size_t(6));
    }

    void aHeaderIsVaried()
    {
        ComparisonChoice choice;
        choice.varied = QStringLiteral("header");
        choice.variedValues = QStringLiteral("Accept-Encoding: gzip|br");
        const ComparisonReport report = keptOfChoice(choice);
        auto window = newWindow();
        window->showKept(report, QStringLiteral("kept"));
        QVERIFY2(again(*window)->isEnabled(), qPrintable(again(*window)->toolTip()));
        again(*window)->click();
        finish(*window);
        QCOMPARE(window->choice().variedValues, QStringLiteral("Accept-Encoding: gzip|br"));
    }

    void oneUrlAgainstItselfRunsAgain()
    {
        ComparisonChoice choice;
        choice.varied = QStringLiteral("url");
        choice.variedValues = QStringLiteral("practice:a, practice:a");
        const ComparisonReport report = keptOfChoice(choice);
        auto window = newWindow();
        window->showKept(report, QStringLiteral("kept"));
        QVERIFY2(again(*window)->isEnabled(), qPrintable(again(*window)->toolTip()));
        again(*window)->click();
        finish(*window);
        QCOMPARE(cell(*window, 1, 0), QStringLiteral("practice:a (2)"));
    }

    void saysWhyItCantRunAgain_data()
    {
        QTest::addColumn<QString>("what");
        QTest::addColumn<QString>("words");
        QTest::newRow("secrets") << QStringLiteral("secrets") << QStringLiteral("has secrets in it");
        QTest::newRow("a body") << QStringLiteral("body") << QStringLiteral("the size alone is kept");
        QTest::newRow("a file") << QStringLiteral("file") << QStringLiteral("its requests are in a file");
        QTest::newRow("a runner of one's own")
            << QStringLiteral("runner") << QStringLiteral("can't choose all that it compared");
    }
    void saysWhyItCantRunAgain()
    {
        QFETCH(const QString, what);
        QFETCH(const QString, words);
        ComparisonChoice choice;
        RunPlan plan = practicePlan();
        if (what == QLatin1String("secrets"))
            plan.headers = {{"Authorization", "Bearer hunter2"}};
        else if (what == QLatin1String("body"))
            plan.body = "name=value";
        else if (what == QLatin1String("file"))
            plan.rowsFile = m_source;
        else
            choice.runners = {{QStringLiteral("Mine"), QStringLiteral("/bin/mine")}};
        const ComparisonReport report = keptOfChoice(choice, plan);
        auto window = newWindow();
        window->showKept(report, QStringLiteral("kept"));
        QVERIFY(!again(*window)->isEnabled());
        QVERIFY2(again(*window)->toolTip().contains(words), qPrintable(again(*window)->toolTip()));
        const int runs = m_script.runs;
        window->run(); // what is chosen, as always
        finish(*window);
        QVERIFY(m_script.runs > runs);
        QVERIFY(again(*window)->isEnabled());
    }

    void isHeldAgainstAnother()
    {
        const ComparisonReport report = keptOfChoice(ComparisonChoice());
        ComparisonReport slower = report;
        slower.startedAt = slower.startedAt.addSecs(60);
        for (ReportedEntry &entry : slower.entries) {
            for (ComparisonRound &round : entry.rounds)
                round.elapsedNs *= 2;
        }
        auto window = newWindow();
        auto *button = window->findChild<QToolButton *>(QStringLiteral("holdAgainst"));
        QVERIFY(!button->isEnabled());
        window->showKept(report, QStringLiteral("yesterday's"));
        window->showKept(slower, QStringLiteral("today's & more"));
        QVERIFY(button->isEnabled());
        const auto choose = [button](qsizetype index) {
            Q_EMIT button->menu()->aboutToShow();
            const QList<QAction *> actions = button->menu()->actions();
            QCOMPARE(actions.size(), 3); // yesterday's, a line, a file
            QVERIFY(actions.first()->text().startsWith(QStringLiteral("yesterday's: 3 entries")));
            actions.at(index)->trigger();
        };
        const auto chooseFile = [&](const QString &path) {
            choose(2);
            auto *chooser = window->findChild<QFileDialog *>();
            QVERIFY(chooser && chooser->isVisible());
            Q_EMIT chooser->fileSelected(path);
            delete chooser;
        };
        for (const bool isFile : {false, true}) {
            if (isFile)
                chooseFile(m_folder->filePath(QStringLiteral("kept.json")));
            else
                choose(0);
            QVERIFY(!button->isEnabled()); // until it is there
            QTRY_VERIFY_WITH_TIMEOUT(window->findChild<ComparisonDiffDialog *>(), deadline);
            auto *dialog = window->findChild<ComparisonDiffDialog *>();
            const QAbstractItemModel &rows = *dialog->findChild<FiguresTable *>()->model();
            QCOMPARE(rows.rowCount(), 4); // one of which could not run here
            for (int row = 0; row < 3; ++row)
                QCOMPARE(rows.index(row, 5).data().toString(), QStringLiteral("slower"));
            const QList<QLabel *> labels = dialog->findChildren<QLabel *>();
            QVERIFY(std::any_of(labels.begin(), labels.end(), [](const QLabel *one) {
                return one->text().startsWith(QStringLiteral("slower: sequential takes 2.0"));
            }));
            QVERIFY(std::any_of(labels.begin(), labels.end(), [isFile](const QLabel *one) {
                return one->text().startsWith(isFile ? QStringLiteral("Baseline: kept.json\nRun: today's & more")
                                                     : QStringLiteral("Baseline: yesterday's: 3 entries"));
            }));
            QVERIFY(button->isEnabled());
            delete dialog;
        }
        choose(0);
        window->close();
        QTRY_VERIFY_WITH_TIMEOUT(button->isEnabled(), deadline);
        QVERIFY(!window->findChild<ComparisonDiffDialog *>()); // it would stand alone
        window->show();
        chooseFile(QStringLiteral(FIFTYFOLD_DATA_DIR "/imports/wrk.txt"));
        QTRY_COMPARE_WITH_TIMEOUT(message(*window),
                                  QStringLiteral("\"wrk.txt\" could not be read: it is no record of a comparison."),
                                  deadline);
    }

    void isHeldAgainstWhatWasChosenThoughTheListLostIt()
    {
        ComparisonReport report = keptOfChoice(ComparisonChoice());
        ComparisonReport slower = report;
        for (ReportedEntry &entry : slower.entries) {
            for (ComparisonRound &round : entry.rounds)
                round.elapsedNs *= 2;
        }
        auto window = newWindow();
        window->showKept(slower, QStringLiteral("first"));
        const auto keepOneMore = [&] {
            report.startedAt = report.startedAt.addSecs(1);
            window->showKept(report, QStringLiteral("another"));
        };
        keepOneMore();
        auto *button = window->findChild<QToolButton *>(QStringLiteral("holdAgainst"));
        Q_EMIT button->menu()->aboutToShow();
        QAction *first = button->menu()->actions().first();
        QVERIFY(first->text().startsWith(QStringLiteral("first: 3 entries")));
        for (int i = 0; i < 20; ++i)
            keepOneMore();
        first->trigger();
        QTRY_VERIFY_WITH_TIMEOUT(window->findChild<ComparisonDiffDialog *>(), deadline);
        const auto *dialog = window->findChild<ComparisonDiffDialog *>();
        const QAbstractItemModel &rows = *dialog->findChild<FiguresTable *>()->model();
        for (int row = 0; row < 3; ++row)
            QCOMPARE(rows.index(row, 5).data().toString(), QStringLiteral("faster"));
    }

    void theListStaysShort()
    {
        ComparisonReport report = keptOfChoice(ComparisonChoice());
        auto window = newWindow();
        for (int i = 0; i < 25; ++i) {
            report.startedAt = report.startedAt.addSecs(1);
            window->showKept(report, QStringLiteral("kept %1").arg(i));
        }
        QCOMPARE(list(*window)->count(), 21);
        QVERIFY(list(*window)->currentText().startsWith(QStringLiteral("kept 24")));
        QVERIFY(label(*window, "state").startsWith(QStringLiteral("kept 24")));
    }

    void aSearchIsShown()
    {
        QFile file(QStringLiteral(FIFTYFOLD_DATA_DIR "/records/48a834d-capacity.json"));
        QVERIFY(file.open(QIODevice::ReadOnly));
        CapacityRecord record;
        QCOMPARE(readCapacityJson(file.readAll(), record), QString());
        auto window = newWindow();
        window->showKept(record, QStringLiteral("last week's"));
        CapacityPage *page = window->capacity();
        QVERIFY(page->isVisible());
        QCOMPARE(page->controller()->model()->rowCount(), int(record.steps.size()));
        QVERIFY2(page->stateText().startsWith(QStringLiteral("last week's, measured ")), qPrintable(page->stateText()));
        QCOMPARE(page->fields(), (CapacityFields{QStringLiteral("p50 < 100 ms"), QStringLiteral("async"),
                                                 QStringLiteral("2s"), QStringLiteral("40/s")}));
        QVERIFY(page->controller()->isKept() && page->hasSteps());
        for (const char *suffix : {"png", "svg"}) {
            const QString path = m_folder->filePath(QLatin1String("search.") + QLatin1String(suffix));
            page->findChild<QToolButton *>(QStringLiteral("capacityPicture"))->click();
            auto *chooser = window->findChild<QFileDialog *>();
            QVERIFY(chooser);
            Q_EMIT chooser->fileSelected(path);
            delete chooser;
            QTRY_VERIFY_WITH_TIMEOUT(QFile::exists(path), deadline);
            QFile picture(path);
            QVERIFY(picture.open(QIODevice::ReadOnly));
            QVERIFY(picture.read(100).contains(suffix == std::string_view("svg") ? "<svg" : "PNG"));
        }
    }

    /// It failed behind a window that was closed meanwhile.
    void whatCouldNotBeWrittenIsTold()
    {
        auto window = newWindow();
        window->run();
        finish(*window);
        window->findChild<QToolButton *>(QStringLiteral("exportButton"))->click();
        Q_EMIT window->findChild<QFileDialog *>()->fileSelected(QStringLiteral("/proc/none.json"));
        QVERIFY(window->isWriting());
        QVERIFY(window->close());
        QTRY_VERIFY_WITH_TIMEOUT(window->isVisible(), deadline);
        QVERIFY(!window->isWriting());
        QVERIFY2(message(*window).contains(QStringLiteral("could not be written")), qPrintable(message(*window)));
    }
};

QTEST_MAIN(KeptComparisonTest)
#include "tst_keptcomparison.moc"
