// SPDX-License-Identifier: GPL-3.0-or-later
// The comparison's window offscreen, over runners that send nothing.
#include "comparisonfixture.h"

#include "engine/base/costmeter.h"
#include "engine/base/windowlibraries.h"
#include "widgets/base/stagecolours.h"
#include "widgets/comparison/comparisonchart.h"
#include "widgets/comparison/comparisontable.h"
#include "widgets/comparison/sourcedialog.h"
#include "widgets/window/mainwindow.h"
#include "windowchecks.h"

#include <QAbstractItemModelTester>
#include <QApplication>
#include <QCheckBox>
#include <QComboBox>
#include <QHelpEvent>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPointer>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <QTextBlock>
#include <QToolButton>
#include <QToolTip>

#include <algorithm>
#include <cmath>
#include <vector>

#include <unistd.h>

using namespace fiftyfold;
using namespace fiftyfold::test;

class ComparisonWindowTest : public ComparisonFixture
{
    Q_OBJECT
private Q_SLOTS:
    void init() { prepare(); }

    void whatARunTakesHasNoLibrariesOfAWindow()
    {
        constexpr qint64 mebibyte = 1024 * 1024;
        const qint64 ofWindow = residentOfWindowLibraries();
        QVERIFY2(ofWindow > mebibyte, qPrintable(QString::number(ofWindow)));
        noteBareProgram();
        QFile status(QStringLiteral("/proc/self/statm"));
        QVERIFY(status.open(QIODevice::ReadOnly));
        const qint64 resident = status.readAll().split(' ').at(1).toLongLong() * sysconf(_SC_PAGESIZE);
        QVERIFY2(bareProgramMemory() > 0 && bareProgramMemory() < resident - mebibyte,
                 qPrintable(QStringLiteral("%1 of %2").arg(bareProgramMemory()).arg(resident)));
    }

    void curvesAreOfTheRoundWithTheMedianTime()
    {
        auto window = newWindow();
        ComparisonChoice choice = window->choice();
        choice.rounds = 5; // one of them has the median itself
        window->setChoice(choice);
        window->run();
        finish(*window);
        for (const int row : {0, 1, 2}) {
            const ComparisonModel *model = window->controller()->model();
            const double end = double(model->result(row).doneMs.back());
            const double median = model->figures(row).median->value;
            QVERIFY2(std::abs(end - median) < 0.01, qPrintable(QStringLiteral("%1, %2").arg(end).arg(median)));
        }
        const QList<QLabel *> labels = window->findChildren<QLabel *>();
        QVERIFY(std::any_of(labels.cbegin(), labels.cend(), [](const QLabel *label) {
            return label->text().startsWith(QStringLiteral("the round with the median time of each · "));
        }));
    }

    void aMessageLeavesTheLastRowInView()
    {
        auto window = newWindow(catalogue().mid(0, 3));
        window->resize(900, 600);
        window->findChild<MessageBar *>()->showMessage(MessageBar::Kind::Error, QStringLiteral("What was wrong."));
        const ComparisonTable *table = window->table();
        const QModelIndex last = table->model()->index(table->model()->rowCount() - 1, 0);
        QVERIFY(last.isValid());
        QTRY_VERIFY_WITH_TIMEOUT(table->viewport()->rect().contains(table->visualRect(last)), deadline);
    }

    void itsTableDiesBeforeItsModel()
    {
        auto window = newWindow(catalogue().mid(0, 3));
        const QPointer<ComparisonTable> table = window->table();
        bool isTableThere = true;
        connect(window->controller(), &QObject::destroyed, this, [&] { isTableThere = !table.isNull(); });
        window.reset();
        QVERIFY(!isTableThere);
    }

    void aRunnersSecretIsNotShown()
    {
        auto window = newWindow();
        ComparisonChoice choice = window->choice();
        choice.runners = {{QStringLiteral("mine"), QStringLiteral("mine --api-key hunter2 --rate \u202e5")}};
        window->setChoice(choice);
        const int row = window->controller()->model()->rowCount() - 1;
        const QString description =
            cell(*window, row, ComparisonModel::StrategyColumn, ComparisonModel::DescriptionRole);
        QVERIFY2(description.contains(QStringLiteral("[redacted]")), qPrintable(description));
        QVERIFY(!description.contains(QChar(0x202e)));
        for (const QString &shown :
             {description, cell(*window, row, ComparisonModel::StrategyColumn, Qt::AccessibleTextRole)})
            QVERIFY2(!shown.contains(QStringLiteral("hunter2")), qPrintable(shown));
    }

    void showsWhatWouldRun()
    {
        auto window = newWindow();
        QCOMPARE(window->windowTitle(), QStringLiteral("Compare — Fiftyfold"));
        QCOMPARE(window->controller()->model()->rowCount(), 4);
        QCOMPARE(window->controller()->runnable(), 3);
        QVERIFY(label(*window, "sentence").startsWith(QStringLiteral("50 requests · practice server, 100 ms · 6 r")));
        QVERIFY(label(*window, "sameForAll").startsWith(QStringLiteral("Same for all: HTTP/1.1, transport curl, ")));
        QVERIFY(window->chart()->isEmpty());
        QCOMPARE(*window->controller()->model()->floorMs(), 100.0);
        QVERIFY(!window->findChild<QToolButton *>(QStringLiteral("exportButton"))->isEnabled());
        QVERIFY(!window->findChild<QToolButton *>(QStringLiteral("runAgain"))->isEnabled());
    }

    void anInsecureComparisonIsMarked()
    {
        auto window = newWindow();
        const auto *texts = window->findChild<QLabel *>(QStringLiteral("sentence"));
        const QColor usual = texts->palette().color(texts->foregroundRole());
        RunPlan plan = practicePlan();
        plan.insecure = true;
        window->setPlan(plan);
        QVERIFY(texts->text().contains(QStringLiteral("certificates not verified")));
        QVERIFY(texts->palette().color(texts->foregroundRole()) != usual);
        plan.insecure = false;
        window->setPlan(plan);
        QCOMPARE(texts->palette().color(texts->foregroundRole()), usual);
    }

    void noFloorWhereTheDelayVaries()
    {
        auto window = newWindow();
        RunPlan plan = practicePlan();
        plan.url = defaultPracticeUrl();
        window->setPlan(plan);
        QVERIFY(!window->controller()->model()->floorMs());
    }

    void tellsTheFirstRoundFromTheWarmUp()
    {
        auto window = newWindow();
        const auto hint = [&window](const char *words) {
            const QList<QLabel *> labels = window->chart()->findChildren<QLabel *>();
            return std::any_of(labels.begin(), labels.end(),
                               [words](const QLabel *label) { return label->text().startsWith(QLatin1String(words)); });
        };
        m_script.hangsFrom = 4; // after the warm-up of each
        window->run();
        QVERIFY(hint("Warming up."));
        QTRY_VERIFY(hint("Round 1 of 6."));
        window->controller()->stop();
        QTRY_COMPARE_WITH_TIMEOUT(window->controller()->state(), State::Stopped, deadline);
    }

    void runsAndSaysHowManyTimesAsFast()
    {
        auto window = newWindow();
        const QAbstractItemModelTester tester(window->controller()->model(),
                                              QAbstractItemModelTester::FailureReportingMode::QtTest);
        QSignalSpy busyChanged(window.get(), &ComparisonWindow::busyChanged);
        QTest::mouseClick(runButton(*window), Qt::LeftButton);
        QVERIFY(window->isBusy());
        QCOMPARE(runButton(*window)->accessibleName(), QStringLiteral("Stop"));
        QVERIFY(!window->findChild<QPushButton *>(QStringLiteral("choose"))->isEnabled());
        finish(*window);
        QCOMPARE(busyChanged.count(), 2);
        QCOMPARE(m_script.runs, 3 * 7);
        QCOMPARE(label(*window, "state"), QStringLiteral("done"));
        QVERIFY(label(*window, "sentence").endsWith(QStringLiteral("95\u00a0% bootstrap interval of the median")));
        QVERIFY(cell(*window, 0, ComparisonModel::MedianColumn).startsWith(QStringLiteral("5.")));
        QVERIFY(cell(*window, 1, ComparisonModel::RatioColumn).startsWith(QStringLiteral("4")));
        QCOMPARE(cell(*window, 0, 0, ComparisonModel::NoteRole), QStringLiteral("baseline"));
        QTRY_VERIFY(!window->chart()->isEmpty());
        QCOMPARE(window->chart()->pointCount(1), 52);
        QCOMPARE(window->chart()->pointCount(3), 0);
        // To the end of the slowest that had many at once, not of the sequential one.
        QVERIFY(window->chart()->endMs() < 300);
        QVERIFY(window->chart()->wholeEndMs() > 4000);
        window->chart()->setShowingAll(true);
        QVERIFY(window->chart()->endMs() >= window->chart()->wholeEndMs());
        QVERIFY(window->findChild<QToolButton *>(QStringLiteral("exportButton"))->isEnabled());

        window->findChild<QToolButton *>(QStringLiteral("runAgain"))->click();
        QVERIFY(window->isBusy());
        QVERIFY(!window->controller()->model()->hasMeasured());
        finish(*window);
    }

    void anotherBaselineReadsTheSameFiguresAnew()
    {
        auto window = newWindow();
        window->run();
        finish(*window);
        auto *baseline = window->findChild<QComboBox *>(QStringLiteral("baseline"));
        QCOMPARE(baseline->count(), 3); // none that can't run
        baseline->setCurrentIndex(baseline->findData(QStringLiteral("async")));
        QCOMPARE(window->controller()->state(), State::Done);
        QCOMPARE(cell(*window, 1, 0, ComparisonModel::NoteRole), QStringLiteral("baseline"));
        QCOMPARE(cell(*window, 0, 0, ComparisonModel::NoteRole), QStringLiteral("slower"));
    }

    void stoppedKeepsWhatIsDone()
    {
        m_script.hangsFrom = 10; // after a warm-up and two rounds of each
        auto window = newWindow();
        window->run();
        QTRY_COMPARE_WITH_TIMEOUT(window->controller()->record().runsDone, 9, deadline);
        QTRY_VERIFY(label(*window, "state").startsWith(QStringLiteral("run 10 of 21")));
        window->controller()->stop();
        QTRY_COMPARE_WITH_TIMEOUT(window->controller()->state(), State::Stopped, deadline);
        QCOMPARE(label(*window, "state"), QStringLiteral("stopped after 9 of 21 runs"));
        for (int row = 0; row < 3; ++row)
            QCOMPARE(window->controller()->model()->result(row).elapsedMs.size(), std::size_t(2));
        const QString sentence = label(*window, "sentence");
        QVERIFY2(sentence.contains(QStringLiteral("6 rounds")) &&
                     sentence.endsWith(QStringLiteral("fewer than 6 rounds")),
                 qPrintable(sentence));
        QVERIFY(window->findChild<QToolButton *>(QStringLiteral("exportButton"))->isEnabled());
        const QByteArray markdown = exported(*window, QStringLiteral("stopped.md"));
        QVERIFY2(markdown.contains("stopped before its end, after 9 of 21 runs"), markdown.constData());
    }

    void stoppedInItsFirstRunShowsNothing()
    {
        m_script.hanging = QStringLiteral("sequential");
        auto window = newWindow();
        window->run();
        QTRY_COMPARE(window->controller()->model()->runningRow(), 0);
        QCOMPARE(cell(*window, 0, 0, ComparisonModel::NoteRole), QStringLiteral("running"));
        QTest::mouseClick(runButton(*window), Qt::LeftButton);
        QTRY_COMPARE_WITH_TIMEOUT(window->controller()->state(), State::Stopped, deadline);
        QCOMPARE(window->controller()->model()->runningRow(), -1);
        QVERIFY(!window->controller()->model()->hasMeasured());
        QCOMPARE(runButton(*window)->accessibleName(), QStringLiteral("Run"));
    }

    void aFailedOneSaysWhy()
    {
        m_script.failing = QStringLiteral("async");
        auto window = newWindow();
        window->run();
        finish(*window);
        const QString why = cell(*window, 1, ComparisonModel::MedianColumn);
        QVERIFY2(why.contains(QStringLiteral("nobody listens")), qPrintable(why));
        QCOMPARE(cell(*window, 1, 0, ComparisonModel::NoteRole), QStringLiteral("failed"));
        QCOMPARE(label(*window, "state"), QStringLiteral("done, 1 failed"));
        // Perhaps in words that look like HTML, and are not to be taken for it.
        QWidget *viewport = window->table()->viewport();
        const QModelIndex index = window->table()->model()->index(1, ComparisonModel::MedianColumn);
        const QPoint place = window->table()->visualRect(index).center();
        QHelpEvent help(QEvent::ToolTip, place, viewport->mapToGlobal(place));
        QCoreApplication::sendEvent(viewport, &help);
        QVERIFY2(QToolTip::text().contains(QStringLiteral("&lt;b&gt;here")), qPrintable(QToolTip::text()));
        QVERIFY(cell(*window, 2, ComparisonModel::RatioColumn).endsWith(QStringLiteral("×")));
    }

    void theArticlesCaseStandsBesideOurs()
    {
        auto window = newWindow();
        auto *article = window->findChild<QCheckBox *>(QStringLiteral("article"));
        article->click();
        ComparisonModel *model = window->controller()->model();
        QCOMPARE(model->rowCount(), 2);
        QCOMPARE(model->index(0, 0).data(ComparisonModel::ReportedRole).toDouble(), 17'000.0);
        QCOMPARE(model->index(1, 0).data(ComparisonModel::ReportedRole).toDouble(), 530.0);
        QCOMPARE(*model->floorMs(), 340.0);
        QVERIFY(label(*window, "sentence").contains(QStringLiteral("practice server, 340 ms")));
        QVERIFY(!model->hasMeasured()); // what others reported is no figure of ours
        article->click();
        QCOMPARE(model->rowCount(), 4);
        QVERIFY(!model->index(0, 0).data(ComparisonModel::ReportedRole).isValid());
    }

    void aPlanThatIsTheSameKeepsTheFigures()
    {
        auto window = newWindow();
        window->run();
        finish(*window);
        RunPlan plan = practicePlan();
        plan.strategy = QStringLiteral("sequential");
        window->setPlan(plan);
        QVERIFY(window->controller()->model()->hasMeasured());
        QCOMPARE(message(*window), QString());
    }

    void whatWasMeasuredStaysUntilItIsReplaced()
    {
        auto window = newWindow();
        ComparisonModel *model = window->controller()->model();
        window->run();
        finish(*window);
        const std::vector<double> measured = model->result(0).elapsedMs;
        auto *article = window->findChild<QCheckBox *>(QStringLiteral("article"));
        auto *baseline = window->findChild<QComboBox *>(QStringLiteral("baseline"));
        baseline->setCurrentIndex(baseline->findData(QStringLiteral("threads")));

        article->click();
        QCOMPARE(model->rowCount(), 4);
        QCOMPARE(model->result(0).elapsedMs, measured);
        QVERIFY(message(*window).contains(QStringLiteral("compared before")));
        QCOMPARE(baseline->currentData().toString(), QStringLiteral("sequential"));
        baseline->setCurrentIndex(baseline->findData(QStringLiteral("async"))); // of the article's case alone
        const QByteArray json = exported(*window, QStringLiteral("a.json"));
        QVERIFY(!json.contains("preset"));
        QTRY_VERIFY_WITH_TIMEOUT(message(*window).startsWith(QStringLiteral("Saved")), deadline);
        QVERIFY(message(*window).contains(QStringLiteral("compared before"))); // which holds on
        article->click();
        QCOMPARE(message(*window), QString());
        QCOMPARE(model->result(0).elapsedMs, measured);
        QCOMPARE(baseline->currentData().toString(), QStringLiteral("threads"));
        QCOMPARE(model->baselineRow(), 2);

        RunPlan plan = practicePlan();
        plan.requests = 51;
        window->setPlan(plan);
        QCOMPARE(model->result(0).elapsedMs, measured);
        QVERIFY(message(*window).contains(QStringLiteral("compared before")));
        QVERIFY(label(*window, "sentence").startsWith(QStringLiteral("50 requests")));
        window->run();
        finish(*window);
        QVERIFY(label(*window, "sentence").startsWith(QStringLiteral("51 requests")));
        QCOMPARE(message(*window), QString());
    }

    void shownAgainItSaysWhatItsFiguresAreOf()
    {
        auto window = newWindow();
        window->run();
        finish(*window);
        window->findChild<QCheckBox *>(QStringLiteral("article"))->click();
        QVERIFY(message(*window).contains(QStringLiteral("compared before")));
        window->findChild<MessageBar *>()->showMessage(MessageBar::Kind::Notice, QStringLiteral("Saved it."));
        window->close();
        window->show();
        QVERIFY(message(*window).contains(QStringLiteral("compared before")));
        window->findChild<MessageBar *>()->clear();
        window->close();
        window->show();
        QVERIFY(message(*window).contains(QStringLiteral("compared before")));
        QVERIFY(window->findChild<MessageBar *>()->isVisible());
    }

    void theArticlesCaseReplacesWhenItRuns()
    {
        auto window = newWindow();
        window->run();
        finish(*window);
        window->findChild<QCheckBox *>(QStringLiteral("article"))->click();
        window->run();
        finish(*window);
        QCOMPARE(window->controller()->model()->rowCount(), 2);
        QVERIFY(exported(*window, QStringLiteral("a.json")).contains("\"preset\""));
    }

    void earlierOnesStayInAList()
    {
        auto window = newWindow();
        const ComparisonModel *model = window->controller()->model();
        auto *list = window->findChild<QComboBox *>(QStringLiteral("comparisons"));
        window->run();
        finish(*window);
        QVERIFY(!list->isVisible()); // there is but one
        const std::vector<double> measured = model->result(0).elapsedMs;

        RunPlan plan = practicePlan();
        plan.requests = 51;
        window->setPlan(plan);
        m_script.hangsFrom = m_script.runs + 5; // in its first round
        window->run();
        QVERIFY(list->isVisible());
        QCOMPARE(list->count(), 2);
        QTRY_VERIFY(window->controller()->record().runsDone == 4);
        list->setCurrentIndex(0); // while the other runs
        QVERIFY(window->isBusy());
        QCOMPARE(model->result(0).elapsedMs, measured);
        QVERIFY(label(*window, "sentence").startsWith(QStringLiteral("50 requests")));
        QVERIFY(label(*window, "state").startsWith(QStringLiteral("run 5 of")));
        QVERIFY(window->findChild<QToolButton *>(QStringLiteral("exportButton"))->isEnabled());
        QVERIFY(exported(*window, QStringLiteral("past.json")).replace(" ", "").contains("\"requests\":50"));
        window->controller()->stop();
        QTRY_COMPARE_WITH_TIMEOUT(window->controller()->state(), State::Stopped, deadline);
        QCOMPARE(model->result(0).elapsedMs, measured);
        QCOMPARE(label(*window, "state"), QStringLiteral("done"));

        list->setCurrentIndex(1);
        QVERIFY(label(*window, "sentence").startsWith(QStringLiteral("51 requests")));
        QVERIFY(label(*window, "state").startsWith(QStringLiteral("stopped after")));
        list->setCurrentIndex(0);
        m_script.hangsFrom = 0;
        window->run(); // goes on from what is looked at to what runs
        QCOMPARE(list->currentIndex(), list->count() - 1);
        finish(*window);
        QVERIFY(label(*window, "sentence").startsWith(QStringLiteral("51 requests")));
    }

    void sortsByAColumn()
    {
        auto window = newWindow();
        window->run();
        finish(*window);
        ComparisonTable *table = window->table();
        const auto names = [table] {
            QStringList shown;
            for (int row = 0; row < table->model()->rowCount(); ++row)
                shown.append(table->model()->index(row, 0).data(ComparisonModel::NameRole).toString());
            return shown;
        };
        const QStringList given = names();
        table->sortByColumn(ComparisonModel::MedianColumn, Qt::AscendingOrder);
        QCOMPARE(names().at(2), QStringLiteral("sequential"));
        QCOMPARE(names().last(), QStringLiteral("go-goroutines")); // has none
        QSignalSpy current(table, &ComparisonTable::currentRowChanged);
        table->selectRow(2);
        QCOMPARE(current.last().first().toInt(), 0); // of the comparison
        table->sortByColumn(ComparisonModel::MedianColumn, Qt::DescendingOrder);
        QCOMPARE(names().first(), QStringLiteral("sequential"));
        QCOMPARE(names().last(), QStringLiteral("go-goroutines"));
        table->sortByColumn(-1, Qt::AscendingOrder);
        QCOMPARE(names(), given);
    }

    void enterShowsTheCode()
    {
        auto window = newWindow();
        window->table()->setCurrentIndex(window->table()->model()->index(1, 0));
        QTest::keyClick(window->table(), Qt::Key_Return);
        QVERIFY(!window->findChild<SourceDialog *>()); // it has none
        window->table()->setCurrentIndex(window->table()->model()->index(0, 0));
        QTest::keyClick(window->table(), Qt::Key_Return);
        auto *dialog = window->findChild<SourceDialog *>();
        QVERIFY(dialog);
        QVERIFY(!dialog->isModal());
        QVERIFY(dialog->source().contains(QStringLiteral("10'000")));
        const auto *text = dialog->findChild<QPlainTextEdit *>();
        QVERIFY(text->isReadOnly());
        // The comment of the first line, "int" of the second, the string of the third.
        const auto formats = [text](int block) {
            return text->document()->findBlockByNumber(block).layout()->formats();
        };
        QCOMPARE(formats(0).size(), 1);
        QCOMPARE(formats(0).first().length, 16);
        QCOMPARE(formats(1).first().length, 3);
        QCOMPARE(formats(1).size(), 2); // 10'000 opens no string
        QCOMPARE(formats(2).last().length, 6);
        const auto buttons = dialog->findChildren<QPushButton *>();
        for (QPushButton *button : buttons) {
            if (button->accessibleName() == QLatin1String("Copy the whole source"))
                button->click();
        }
        QCOMPARE(QApplication::clipboard()->text(), dialog->source());
        QTest::keyClick(dialog, Qt::Key_Escape);
        QVERIFY(!dialog->isVisible());
    }

    void followsThePalette()
    {
        auto window = newWindow();
        QApplication::setPalette(Appearance::darkPalette());
        QTRY_VERIFY(isDark(window->palette()));
        const QImage dark = window->chart()->grab().toImage();
        QCOMPARE(dark.pixelColor(2, 2), StageColours(Appearance::darkPalette()).card);
        QApplication::setPalette(Appearance::lightPalette());
        QTRY_VERIFY(!isDark(window->palette()));
        const QImage light = window->chart()->grab().toImage();
        QCOMPARE(light.pixelColor(2, 2), StageColours(Appearance::lightPalette()).card);
    }

    void nothingIsClippedWhenSmall()
    {
        auto window = newWindow();
        window->resize(900, 600);
        QTRY_COMPARE(window->size(), QSize(900, 600));
        window->run();
        finish(*window);
        QCoreApplication::sendPostedEvents(nullptr, QEvent::LayoutRequest);
        const QList<QWidget *> widgets = window->findChildren<QWidget *>();
        for (const QWidget *widget : widgets) {
            if (!widget->isVisible() || widget->isWindow() || widget->size().isEmpty())
                continue;
            QVERIFY2(widget->parentWidget()->rect().contains(widget->geometry()),
                     qPrintable(QStringLiteral("%1 %2 leaves its parent")
                                    .arg(QLatin1String(widget->metaObject()->className()), widget->objectName())));
            const auto *shown = qobject_cast<const QLabel *>(widget);
            if (shown && !shown->wordWrap() && !shown->text().isEmpty())
                QVERIFY2(shown->width() >= shown->minimumSizeHint().width(), qPrintable(shown->text()));
        }
    }

    void everythingHasAnAccessibleName()
    {
        auto window = newWindow();
        QCOMPARE(widgetWithoutName(*window), QString());
    }

    void waitsForTheRunOfTheMainWindow()
    {
        auto window = newWindow();
        window->setMainRunGoing(true);
        QTest::mouseClick(runButton(*window), Qt::LeftButton);
        window->run();
        QVERIFY(!window->isBusy());
        QVERIFY(label(*window, "state").contains(QStringLiteral("main window")));
        window->setMainRunGoing(false);
        window->run();
        QVERIFY(window->isBusy());
        finish(*window);
    }

    void theMainWindowOpensIt()
    {
        m_script.hanging = QStringLiteral("async");
        Script *script = &m_script;
        MainWindow main(m_appearance.get(), [script](const RunPlan &plan, PracticeServer *) -> std::unique_ptr<Runner> {
            return std::make_unique<FakeRunner>(plan, script);
        });
        main.show();
        QVERIFY(!main.comparison());
        main.run();
        QVERIFY(main.controller()->isBusy());
        main.findChild<QPushButton *>(QStringLiteral("compare"))->click();
        QVERIFY(main.comparison());
        QVERIFY(main.comparison()->isVisible());
        main.comparison()->run();
        QVERIFY(!main.comparison()->isBusy());
        main.controller()->stop();
        QTRY_VERIFY_WITH_TIMEOUT(!main.controller()->isBusy(), deadline);
        QVERIFY(!label(*main.comparison(), "state").contains(QStringLiteral("main window")));
        main.close();
        QVERIFY(!main.comparison()->isVisible());
    }

    void closedWhileItRunsItStops()
    {
        m_script.hanging = QStringLiteral("sequential");
        auto window = newWindow();
        window->run();
        QVERIFY(window->isBusy());
        window->close();
        QTRY_COMPARE_WITH_TIMEOUT(window->controller()->state(), State::Stopped, deadline);
        window->show();
        QVERIFY(window->isVisible());
    }

    void destroyedWhileItRuns()
    {
        m_script.hanging = QStringLiteral("sequential");
        auto window = newWindow();
        window->run();
        window.reset(); // must neither crash nor hang
    }
};

QTEST_MAIN(ComparisonWindowTest)
#include "tst_comparisonwindow.moc"
