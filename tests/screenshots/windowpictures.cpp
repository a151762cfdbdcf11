// SPDX-License-Identifier: GPL-3.0-or-later
#include "windowpictures.h"

#include "widgets/base/appearance.h"
#include "widgets/capacity/capacitypage.h"
#include "widgets/comparison/comparisonwindow.h"
#include "widgets/run/loaddialog.h"

#include "core/plan/rate.h"
#include "core/run/thresholdset.h"

#include <QTabBar>
#include <QTest>

namespace fiftyfold {

namespace {

constexpr int deadlineMs = 10 * 60 * 1000;

class WindowPhotographer
{
public:
    WindowPhotographer(Appearance &appearance, const std::function<void(const QImage &, const QString &)> &save)
        : m_appearance(appearance)
        , m_save(save)
    {
    }

    bool isWhole() const { return m_isWhole; }

    void photographComparison(const QString &name, const ComparisonChoice &choice, bool hasRun)
    {
        ComparisonWindow window;
        window.setPlan(planOf(QStringLiteral("latency=20ms&jitter=5ms")));
        window.setChoice(choice);
        window.show();
        if (hasRun) {
            window.run();
            await([&window] { return !window.isBusy(); });
        }
        photograph(window, name);
    }

    void photographCapacity()
    {
        ComparisonWindow window;
        window.setPlan(planOf(QStringLiteral("latency=20ms&rate=300/s")));
        window.findChild<QTabBar *>(QStringLiteral("comparisonTabs"))->setCurrentIndex(1);
        window.show();
        photograph(window, QStringLiteral("capacity-before"));
        window.capacity()->setFields({QStringLiteral("p95 < 200ms, failed < 1%"), QStringLiteral("async"),
                                      QStringLiteral("1s"), QStringLiteral("100/s")});
        window.capacity()->find();
        await([&window] { return !window.isBusy(); });
        photograph(window, QStringLiteral("capacity"));
    }

    void photographLoad()
    {
        RunPlan plan = planOf(QStringLiteral("latency=20ms"));
        plan.rate = rateFromText(QStringLiteral("10/s..500/s:10s,500/s:20s")).value_or(Rate());
        LoadDialog dialog(plan);
        ThresholdSet set;
        for (const char *text : {"p95 < 120ms", "p99 < 500ms", "failed < 1%"}) {
            Threshold threshold;
            if (!readThreshold(QLatin1String(text), threshold))
                set.thresholds.append(threshold);
        }
        dialog.setThresholds(set);
        dialog.show();
        for (const Colours colours : {Colours::Light, Colours::Dark}) {
            m_appearance.setColours(colours);
            settle();
            m_save(dialog.grab().toImage(), QStringLiteral("load-%1").arg(toneOf(colours)));
        }
    }

private:
    static RunPlan planOf(const QString &query)
    {
        RunPlan plan;
        plan.url = QUrl(QLatin1String("practice:robots.txt?") + query);
        return plan;
    }

    static QString toneOf(Colours colours)
    {
        return colours == Colours::Dark ? QStringLiteral("dark") : QStringLiteral("light");
    }

    /// Layouts and what the pool makes have come to rest.
    static void settle() { QTest::qWait(300); }

    void await(const std::function<bool()> &isOver) { m_isWhole = QTest::qWaitFor(isOver, deadlineMs) && m_isWhole; }

    void photograph(ComparisonWindow &window, const QString &name)
    {
        for (const Colours colours : {Colours::Light, Colours::Dark}) {
            for (const QSize size : {QSize(1360, 860), QSize(900, 600)}) {
                m_appearance.setColours(colours);
                window.resize(size);
                settle();
                m_save(window.grab().toImage(),
                       QStringLiteral("%1-%2-%3").arg(name, toneOf(colours)).arg(size.width()));
            }
        }
    }

    Appearance &m_appearance;
    const std::function<void(const QImage &, const QString &)> &m_save;
    bool m_isWhole = true;
};

/// The first ones.
ComparisonChoice choiceOf(int strategies, int rounds = 3)
{
    ComparisonChoice choice;
    choice.rounds = rounds;
    const QList<StrategyInfo> catalogue = strategyCatalogue();
    for (const StrategyInfo &info : catalogue.mid(strategies))
        choice.leftOut.append(info.name);
    return choice;
}

/// Of a server that is the slower the later.
ComparisonChoice choiceOfTwenty()
{
    ComparisonChoice choice;
    choice.rounds = 3;
    choice.varied = QStringLiteral("url");
    QStringList urls;
    for (int ms = 5; ms <= 100; ms += 5)
        urls.append(QStringLiteral("practice:robots.txt?latency=%1ms").arg(ms));
    choice.variedValues = urls.join(QLatin1Char(','));
    return choice;
}

} // namespace

bool photographWindows(Appearance &appearance, const std::function<void(const QImage &, const QString &)> &save)
{
    WindowPhotographer photographer(appearance, save);
    photographer.photographLoad();
    photographer.photographComparison(QStringLiteral("compare-0"), choiceOf(0), false);
    photographer.photographComparison(QStringLiteral("compare-before"), choiceOf(5), false);
    photographer.photographComparison(QStringLiteral("compare-5"), choiceOf(5), true);
    photographer.photographComparison(QStringLiteral("compare-11"), choiceOf(11, 2), true);
    photographer.photographComparison(QStringLiteral("compare-20"), choiceOfTwenty(), true);
    ComparisonChoice sweep = choiceOf(5);
    sweep.varied = QStringLiteral("at-once");
    sweep.variedValues = QStringLiteral("1,4,16,48");
    photographer.photographComparison(QStringLiteral("sweep"), sweep, true);
    photographer.photographCapacity();
    return photographer.isWhole();
}

} // namespace fiftyfold
