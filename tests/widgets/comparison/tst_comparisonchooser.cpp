// SPDX-License-Identifier: GPL-3.0-or-later
// What is to be compared: the chooser, what is kept of it, and what is asked before it runs.
#include "comparisonfixture.h"
#include "widgets/base/pairtable.h"
#include "widgets/comparison/comparisonchooser.h"
#include "widgets/comparison/comparisonloaddialog.h"
#include "widgets/run/loadbutton.h"

#include <QDialogButtonBox>
#include <QListWidget>
#include <QRadioButton>
#include <QSpinBox>

#include <functional>
#include <vector>

using namespace fiftyfold;
using namespace fiftyfold::test;

class ComparisonChooserTest : public ComparisonFixture
{
    Q_OBJECT
private Q_SLOTS:
    void init() { prepare(); }

    void theChooserGreysWhatCantRun()
    {
        auto window = newWindow();
        window->findChild<QPushButton *>(QStringLiteral("choose"))->click();
        auto *chooser = window->findChild<ComparisonChooser *>();
        QVERIFY(chooser);
        auto *list = chooser->findChild<QListWidget *>();
        QCOMPARE(list->count(), 4);
        QVERIFY(!list->item(3)->flags().testFlag(Qt::ItemIsEnabled));
        QVERIFY(list->item(3)->text().contains(QStringLiteral("sudo apt install golang-go")));
        QPushButton *ok = chooser->findChild<QDialogButtonBox *>()->button(QDialogButtonBox::Ok);
        for (int row = 0; row < 3; ++row)
            list->item(row)->setCheckState(Qt::Unchecked);
        QVERIFY(!ok->isEnabled());
        list->item(1)->setCheckState(Qt::Checked);
        QVERIFY(ok->isEnabled());
        auto *runners = chooser->findChild<PairTable *>();
        runners->setPairs({{QStringLiteral("Mine"), QString()}});
        QVERIFY(!ok->isEnabled()); // a name alone starts nothing
        runners->setPairs({{QStringLiteral("Mine"), QStringLiteral("python3 mine.py")}});
        QVERIFY(ok->isEnabled());
        ok->click();
        QCOMPARE(window->choice().leftOut, QStringList({QStringLiteral("sequential"), QStringLiteral("threads")}));
        const QList<ComparisonLine> &lines = window->controller()->lines();
        QCOMPARE(lines.last().subject.label, QStringLiteral("Mine"));
        QCOMPARE(lines.last().entry.plan.runnerCommand, QStringLiteral("python3 mine.py"));
        QVERIFY(lines.last().entry.isExternal());
    }

    void allAndNone()
    {
        ComparisonChooser chooser(catalogue(), {});
        const auto *list = chooser.findChild<QListWidget *>();
        const auto checked = [list] {
            int count = 0;
            for (int row = 0; row < list->count(); ++row)
                count += list->item(row)->checkState() == Qt::Checked ? 1 : 0;
            return count;
        };
        QCOMPARE(checked(), 3); // one can't run here
        chooser.findChild<QPushButton *>(QStringLiteral("none"))->click();
        QCOMPARE(checked(), 0);
        QVERIFY(!chooser.findChild<QDialogButtonBox *>()->button(QDialogButtonBox::Ok)->isEnabled());
        chooser.findChild<QPushButton *>(QStringLiteral("all"))->click();
        QCOMPARE(checked(), 3);
        QCOMPARE(chooser.choice().leftOut, QStringList());
    }

    void severalOwnRunners()
    {
        ComparisonChoice choice;
        choice.runners = {{QStringLiteral("Mine"), QStringLiteral("./mine")}, {QString(), QStringLiteral("./other")}};
        ComparisonChooser chooser(catalogue(), choice);
        QVERIFY(chooser.choice() == choice);
        const QPushButton *ok = chooser.findChild<QDialogButtonBox *>()->button(QDialogButtonBox::Ok);
        QVERIFY(ok->isEnabled());
        auto *runners = chooser.findChild<PairTable *>();
        runners->item(1, 0)->setText(QStringLiteral("Mine"));
        QVERIFY(!ok->isEnabled()); // two of one name can't be told apart
        runners->item(1, 0)->setText(QStringLiteral("Other"));
        QVERIFY(ok->isEnabled());
        const QList<ComparisonLine> lines = comparisonLines(catalogue(), chooser.choice(), practicePlan());
        QCOMPARE(lines.at(lines.size() - 2).subject.label, QStringLiteral("Mine"));
        QCOMPARE(lines.last().subject.label, QStringLiteral("Other"));
        QVERIFY(lines.last().entry.name != lines.at(lines.size() - 2).entry.name);
        QVERIFY(isOwnRunnerName(lines.last().entry.name));
        runners->selectRow(0);
        QTest::keyClick(runners, Qt::Key_Delete);
        QCOMPARE(chooser.choice().runners.size(), 1);
    }

    /// One that has a single lane is but a strategy of several here.
    void theLoadIsNotThatOfTheMainWindowsStrategy()
    {
        const auto window = newWindow();
        RunPlan plan = practicePlan();
        plan.strategy = QStringLiteral("sequential");
        window->setPlan(plan);
        auto *button = window->findChild<LoadButton *>();
        QVERIFY2(button->summary().startsWith(QStringLiteral("50 requests, 50 at once")),
                 qPrintable(button->summary()));
        button->click();
        const auto *asInMain = window->findChild<QRadioButton *>(QStringLiteral("asInMain"));
        QVERIFY(asInMain);
        QVERIFY2(asInMain->text().endsWith(QStringLiteral("50 requests, 50 at once")), qPrintable(asInMain->text()));
    }

    void hasALoadOfItsOwn()
    {
        auto window = newWindow();
        RunPlan plan = practicePlan();
        plan.requests = 40;
        window->setPlan(plan);
        auto *button = window->findChild<LoadButton *>();
        QVERIFY2(button->summary().startsWith(QStringLiteral("40 requests")), qPrintable(button->summary()));
        button->click();
        auto *dialog = window->findChild<ComparisonLoadDialog *>();
        QVERIFY(dialog);
        QVERIFY(!dialog->load());
        dialog->findChild<QRadioButton *>(QStringLiteral("own"))->click();
        dialog->findChild<QSpinBox *>(QStringLiteral("requests"))->setValue(20);
        dialog->findChild<QSpinBox *>(QStringLiteral("atOnce"))->setValue(4);
        dialog->accept();
        QTRY_VERIFY(!window->findChild<ComparisonLoadDialog *>());
        QCOMPARE(window->controller()->lines().first().entry.plan.requests, 20U);
        QCOMPARE(window->controller()->lines().at(1).entry.plan.atOnce, 4U);
        QVERIFY2(button->summary().startsWith(QStringLiteral("20 requests, 4 at once")), qPrintable(button->summary()));
        plan.requests = 60; // in the main window
        window->setPlan(plan);
        QCOMPARE(window->controller()->lines().first().entry.plan.requests, 20U);
        button->click();
        dialog = window->findChild<ComparisonLoadDialog *>();
        dialog->findChild<QRadioButton *>(QStringLiteral("asInMain"))->click();
        dialog->accept();
        QCOMPARE(window->controller()->lines().first().entry.plan.requests, 60U);
    }

    void theChoiceIsRemembered()
    {
        {
            auto window = newWindow();
            ComparisonChoice choice = window->choice();
            choice.leftOut = QStringList({QStringLiteral("threads")});
            choice.load = ComparisonLoad{160, 64, 3};
            choice.runners = {{QStringLiteral("Mine"), QStringLiteral("./mine --fast=1")},
                              {QStringLiteral("Other"), QStringLiteral("./other")}};
            window->setChoice(choice);
            window->findChild<QSpinBox *>(QStringLiteral("rounds"))->setValue(7);
            window->resize(790, 650); // no wider: a window is held to its screen, which is small here
            window->close();
        }
        const auto window = newWindow();
        QCOMPARE(window->choice().rounds, 7);
        QCOMPARE(window->choice().leftOut, QStringList({QStringLiteral("threads")}));
        const QList<OwnRunner> expected = {{QStringLiteral("Mine"), QStringLiteral("./mine --fast=1")},
                                           {QStringLiteral("Other"), QStringLiteral("./other")}};
        QVERIFY(window->choice().runners == expected);
        QCOMPARE(window->choice().load, std::optional(ComparisonLoad{160, 64, 3}));
        QCOMPARE(window->controller()->lines().first().entry.plan.requests, 160U);
        ComparisonChoice asInMain = window->choice();
        asInMain.load.reset();
        window->setChoice(asInMain);
        QVERIFY(!newWindow()->choice().load);
        QCOMPARE(window->size(), QSize(790, 650));
    }

    void theGuardNamesAllRequests()
    {
        auto window = newWindow();
        RunPlan plan;
        plan.url = QUrl(QStringLiteral("http://fiftyfold.invalid/"));
        plan.requests = 50;
        window->setPlan(plan);
        window->run();
        QVERIFY(!window->isBusy());
        auto *box = window->findChild<QMessageBox *>();
        QVERIFY(box);
        QVERIFY(box->text().contains(QStringLiteral("1,050 requests in all to fiftyfold.invalid"))); // 50 × 3 × (6 + 1)
        box->button(QMessageBox::Cancel)->click();
        QTRY_VERIFY(!window->findChild<QMessageBox *>());
        QVERIFY(!window->isBusy());

        window->run();
        box = window->findChild<QMessageBox *>();
        QVERIFY(box);
        agree(*box);
        QVERIFY(window->isBusy());
        QVERIFY(window->controller()->lines().first().entry.plan.allowRemote);
        finish(*window);
        QTRY_VERIFY(!window->findChild<QMessageBox *>());
        window->run(); // is not asked again
        QVERIFY(window->isBusy());
        finish(*window);
    }

    void anAnswerCountsOnlyForWhatWasAsked()
    {
        auto window = newWindow();
        RunPlan plan;
        plan.url = QUrl(QStringLiteral("http://fiftyfold.invalid/"));
        window->setPlan(plan);
        auto *rounds = window->findChild<QSpinBox *>(QStringLiteral("rounds"));
        plan.requests = 5'000;
        const auto leaveOneOut = [&] {
            ComparisonChoice fewer = window->choice();
            fewer.leftOut = QStringList({QStringLiteral("threads")});
            window->setChoice(fewer);
        };
        const std::vector<std::function<void()>> changes = {[&] { window->setPlan(plan); },
                                                            [&] { rounds->setValue(50); }, leaveOneOut,
                                                            [&] { window->setMainRunGoing(true); }};
        for (const std::function<void()> &change : changes) {
            window->run();
            QVERIFY(!window->findChild<MessageBar *>()->text().contains(QStringLiteral("Nothing was sent")));
            auto *box = window->findChild<QMessageBox *>();
            QVERIFY(box);
            change();
            agree(*box);
            QVERIFY(!window->isBusy());
            QVERIFY(window->findChild<MessageBar *>()->text().contains(QStringLiteral("Nothing was sent")));
            QTRY_VERIFY(!window->findChild<QMessageBox *>());
        }
        QCOMPARE(m_script.runs, 0);
        window->setMainRunGoing(false);
        window->run(); // is asked anew
        QVERIFY(window->findChild<QMessageBox *>());
    }

    void anOwnRunnerHasItsOwnWayWithThreads()
    {
        RunPlan plan = practicePlan();
        plan.threads = 2;
        ComparisonChoice choice;
        choice.runners = {{QString(), QStringLiteral("./mine")}};
        const QList<ComparisonLine> lines = comparisonLines(catalogue(), choice, plan);
        QCOMPARE(lines.at(1).entry.plan.threads, 2); // async
        QCOMPARE(lines.last().entry.name, QStringLiteral("own-runner"));
        QCOMPARE(lines.last().entry.plan.threads, 1);
        QCOMPARE(lines.last().entry.unavailable, QString());
    }
};

QTEST_MAIN(ComparisonChooserTest)
#include "tst_comparisonchooser.moc"
