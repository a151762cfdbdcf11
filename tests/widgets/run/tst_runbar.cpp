// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/run/runbar.h"

#include "widgets/run/loadbutton.h"
#include "widgets/run/loaddialog.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

using namespace fiftyfold;
using namespace std::chrono_literals;

/// The run bar's load: what its button says, and the dialog behind it.
class TestRunBar : public QObject
{
    Q_OBJECT

private:
    static LoadButton *loadButton(const RunBar &bar) { return bar.findChild<LoadButton *>(); }

private Q_SLOTS:
    void saysTheLoad();
    void opensTheLoad();
    void cancellingChangesNothing();
    void leadsToTheFieldOfAnOption();
    void longSummariesLeaveRoom();
    void strategiesAreShortBeforeTheLoadIs();
    void theNarrowestKeepsTheNameOfTheLoad();
};

void TestRunBar::saysTheLoad()
{
    RunBar bar;
    QCOMPARE(loadButton(bar)->summary(), QStringLiteral("50 requests, 50 at once"));
    QVERIFY(!loadButton(bar)->toolTip().contains(QStringLiteral("default")));
    QCOMPARE(loadButton(bar)->accessibleName(), QStringLiteral("Load"));
    QCOMPARE(loadButton(bar)->accessibleDescription(), loadButton(bar)->summary());
    RunPlan plan;
    plan.rate = rateFromText(QStringLiteral("200/s")).value();
    plan.duration = 60s;
    plan.requests = 0;
    bar.setPlan(plan);
    QCOMPARE(loadButton(bar)->summary(), QStringLiteral("200/s for 60 s"));
    QVERIFY(loadButton(bar)->toolTip().endsWith(QStringLiteral("Set to other than the default: duration, rate")));
    bar.setPlan(RunPlan());
    auto *strategy = bar.findChild<QComboBox *>(QStringLiteral("strategy"));
    strategy->setCurrentIndex(strategy->findData(QStringLiteral("sequential")));
    QCOMPARE(loadButton(bar)->summary(), QStringLiteral("50 requests, 1 at once"));
}

void TestRunBar::opensTheLoad()
{
    RunBar bar;
    bar.show();
    QVERIFY(QTest::qWaitForWindowActive(&bar));
    QTest::keyClick(&bar, Qt::Key_L, Qt::AltModifier);
    QTRY_VERIFY(bar.findChild<LoadDialog *>()); // the button is seen to be pressed before
    auto *dialog = bar.findChild<LoadDialog *>();
    dialog->findChild<QLineEdit *>(QStringLiteral("duration"))->setText(QStringLiteral("10s"));
    QSignalSpy edited(&bar, &RunBar::edited);
    dialog->findChild<QDialogButtonBox *>()->button(QDialogButtonBox::Ok)->click();
    QCOMPARE(edited.count(), 1);
    QCOMPARE(loadButton(bar)->summary(), QStringLiteral("for 10 s, 256 at once"));
    const RunPlan plan = bar.plan(nullptr);
    QVERIFY(plan.duration == 10s);
    QCOMPARE(plan.requests, 0U);
}

void TestRunBar::cancellingChangesNothing()
{
    RunBar bar;
    const RunPlan before = bar.plan(nullptr);
    bar.openLoad();
    auto *dialog = bar.findChild<LoadDialog *>();
    dialog->findChild<QLineEdit *>(QStringLiteral("duration"))->setText(QStringLiteral("10s"));
    dialog->findChild<QDialogButtonBox *>()->button(QDialogButtonBox::Cancel)->click();
    QVERIFY(bar.plan(nullptr) == before);
    QTRY_VERIFY(!bar.findChild<LoadDialog *>());
}

void TestRunBar::leadsToTheFieldOfAnOption()
{
    RunBar bar;
    bar.show();
    QVERIFY(QTest::qWaitForWindowActive(&bar));
    bar.offerOption(QStringLiteral("--duration"));
    QVERIFY(loadButton(bar)->hasFocus());
    loadButton(bar)->click();
    auto *dialog = bar.findChild<LoadDialog *>();
    QVERIFY(dialog);
    QCOMPARE(dialog->focusWidget()->objectName(), QStringLiteral("duration"));
    dialog->reject();
    QTRY_VERIFY(!bar.findChild<LoadDialog *>());
    bar.focusOption(QStringLiteral("--drain"));
    dialog = bar.findChild<LoadDialog *>();
    QVERIFY(dialog);
    QCOMPARE(dialog->focusWidget()->objectName(), QStringLiteral("drain"));
}

void TestRunBar::longSummariesLeaveRoom()
{
    RunBar bar;
    const int usual = bar.minimumSizeHint().width();
    RunPlan plan;
    plan.requests = 1'000'000;
    plan.atOnce = 100'000;
    plan.duration = 1500ms;
    bar.setPlan(plan);
    QCOMPARE(loadButton(bar)->summary(), QStringLiteral("for 1.5 s, 100,000 at once, 1,000,000 at most"));
    QVERIFY(loadButton(bar)->minimumSizeHint().width() < loadButton(bar)->sizeHint().width());
    QVERIFY(bar.minimumSizeHint().width() <= qMax(usual + 60, 640));
}

/// Where the load has a row of its own.
void TestRunBar::strategiesAreShortBeforeTheLoadIs()
{
    RunBar bar;
    RunPlan plan;
    plan.requests = 1'000'000;
    plan.atOnce = 100'000;
    plan.duration = 1500ms;
    bar.setPlan(plan);
    bar.show();
    const LoadButton *load = loadButton(bar);
    const auto *strategy = bar.findChild<QComboBox *>(QStringLiteral("strategy"));
    const auto isOneRow = [&] { return load->mapTo(&bar, QPoint()).y() < bar.height() / 2; };
    const auto isWhole = [&] { return load->width() >= load->sizeHint().width(); };
    int whole = 0;
    for (int width = 1'000; width >= 700; width -= 10) {
        bar.resize(width, bar.sizeHint().height());
        // Once all that is laid out within another has been.
        QTRY_VERIFY(isWhole() || isOneRow() || strategy->sizeAdjustPolicy() != QComboBox::AdjustToContents);
        whole += isWhole() && !isOneRow() ? 1 : 0;
    }
    QVERIFY(whole > 0);
}

/// As large letters leave it in a small window.
void TestRunBar::theNarrowestKeepsTheNameOfTheLoad()
{
    RunBar bar;
    RunPlan plan;
    plan.requests = 1'000'000;
    plan.atOnce = 100'000;
    bar.setPlan(plan);
    bar.resize(bar.minimumSizeHint());
    bar.show();
    const LoadButton *load = loadButton(bar);
    QTRY_VERIFY(load->width() < load->minimumSizeHint().width());
    QVERIFY(load->width() >= load->widthOfName());
}

QTEST_MAIN(TestRunBar)
#include "tst_runbar.moc"
