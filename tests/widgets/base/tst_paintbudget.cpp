// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/base/paintbudget.h"

#include <QTest>

using namespace fiftyfold;
using namespace std::chrono_literals;

class PaintBudgetTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void whatIsCheapIsShownOften()
    {
        QCOMPARE(intervalAt(0us), PaintBudget::shortest);
        QCOMPARE(intervalAt(700us), PaintBudget::shortest);
    }

    void whatIsDearIsShownLessOften()
    {
        const std::chrono::milliseconds interval = intervalAt(2ms);
        QVERIFY(interval > 35ms);
        QVERIFY(interval <= 40ms);
    }

    void itIsNeverShownLessThanFourTimesASecond() { QCOMPARE(intervalAt(5s), PaintBudget::longest); }

    void onePictureAloneIsNoReason()
    {
        std::chrono::nanoseconds used{0};
        PaintBudget budget([&used] { return used; });
        budget.untilNext();
        used += 2ms;
        QVERIFY(budget.untilNext() <= PaintBudget::shortest);
    }

    void whatWasUsedBeforeTheFirstPictureDoesNotCount()
    {
        std::chrono::nanoseconds used{10s};
        PaintBudget budget([&used] { return used; });
        QCOMPARE(budget.untilNext(), PaintBudget::shortest);
        QCOMPARE(budget.untilNext(), PaintBudget::shortest);
    }

    void theThreadsOwnClockIsTheUsualOne()
    {
        PaintBudget budget;
        QCOMPARE(budget.untilNext(), PaintBudget::shortest);
        QVERIFY(budget.untilNext() >= PaintBudget::shortest);
    }

private:
    /// Once many pictures took as much.
    static std::chrono::milliseconds intervalAt(std::chrono::nanoseconds cost)
    {
        std::chrono::nanoseconds used{0};
        PaintBudget budget([&used] { return used; });
        std::chrono::milliseconds interval = budget.untilNext();
        for (int picture = 0; picture < 100; ++picture) {
            used += cost;
            interval = budget.untilNext();
        }
        return interval;
    }
};

QTEST_GUILESS_MAIN(PaintBudgetTest)
#include "tst_paintbudget.moc"
