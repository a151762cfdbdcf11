// SPDX-License-Identifier: GPL-3.0-or-later
// Requests of a load that goes by time arrive at an origin when they are due.
#include "core/plan/schedule.h"
#include "enginerun.h"
#include "support/scriptedorigin.h"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <memory>
#include <vector>

using namespace fiftyfold;
using namespace fiftyfold::test;
using namespace std::chrono_literals;

namespace {

constexpr qint64 ms = 1'000'000;

/// A load and how its origin, which has nothing else to do, sees it. Both go by the monotonic clock, but nobody knows
/// here when the run began: that is the shift by which arrivals are where the schedule has them.
class SeenLoad
{
public:
    SeenLoad(const char *strategy, const char *rate, std::chrono::nanoseconds duration, const char *arrivals = "even")
        : m_name(QLatin1String(strategy) + QLatin1Char(' ') + QLatin1String(arrivals))
        , m_plan(planOf(m_origin, strategy, rate, duration, arrivals))
        , m_settled(settledLoad(m_plan))
        , m_run(m_plan)
    {
    }

    const QString &name() const { return m_name; }
    quint32 requests() const { return m_settled.requests; }

    /// Waits for its end. What is wrong whatever else the machine does; empty where nothing is.
    QString fault()
    {
        if (!m_run.wait() || !m_run.end.problem.isEmpty())
            return m_name + QLatin1String(": ") + m_run.end.problem;
        const RunRecord &record = m_run.record();
        bool isNoneEarly = true;
        for (quint32 k = 0; k < record.requestCount(); ++k)
            isNoneEarly = isNoneEarly && record.startNs(k).value() >= record.dueNs(k).value();
        const bool isWhole = record.requestCount() == requests() && m_run.tally().done == requests() &&
                             m_origin.requests() == int(requests());
        return isWhole && isNoneEarly ? QString()
                                      : QStringLiteral("%1: %2 of %3, none early: %4")
                                            .arg(m_name)
                                            .arg(m_origin.requests())
                                            .arg(requests())
                                            .arg(isNoneEarly);
    }

    /// The share of arrivals within so many nanoseconds of their time.
    double shareInTime(qint64 within) const
    {
        const QList<qint64> offsets = offsetsOfArrivals();
        const qint64 shift = medianOf(offsets);
        const auto inTime = std::count_if(offsets.begin(), offsets.end(),
                                          [&](qint64 offset) { return std::abs(offset - shift) <= within; });
        return static_cast<double>(inTime) / static_cast<double>(offsets.size());
    }

    /// Of the seconds of the load, those whose count is further from the integral of the rate than 1 %, or than the one
    /// request that has no part.
    QStringList secondsOff() const
    {
        const Schedule schedule(m_settled);
        const QList<qint64> offsets = offsetsOfArrivals();
        const qint64 shift = *std::min_element(offsets.begin(), offsets.end()); // none is early
        QStringList off;
        for (qint64 second = 0; second < schedule.end().count() / oneSecond; ++second) {
            const qint64 begin = second * oneSecond;
            const double expected = schedule.integralAt(begin + oneSecond) - schedule.integralAt(begin);
            const QList<qint64> arrivals = m_origin.arrivals();
            const auto count = std::count_if(arrivals.begin(), arrivals.end(), [&](qint64 at) {
                // A little early, as what is due at the beginning of a second may come on either side of it.
                return at - shift >= begin - grain && at - shift < begin + oneSecond - grain;
            });
            if (std::abs(static_cast<double>(count) - expected) > std::max(1.0, expected / 100))
                off.append(QStringLiteral("second %1: %2 of %3").arg(second).arg(count).arg(expected));
        }
        return off;
    }

private:
    static constexpr qint64 oneSecond = 1000 * ms;
    static constexpr qint64 grain = ms;

    static RunPlan planOf(const ScriptedOrigin &origin, const char *strategy, const char *rate,
                          std::chrono::nanoseconds duration, const char *arrivals)
    {
        RunPlan plan;
        plan.url = origin.url();
        plan.transport = testedTransport();
        plan.requests = 0;
        plan.steps = {false, false, false};
        plan.rate = rateFromText(QLatin1String(rate)).value();
        plan.duration = duration;
        plan.strategy = QLatin1String(strategy);
        plan.arrivals = QLatin1String(arrivals);
        plan.atOnce = 32;
        return plan;
    }

    QList<qint64> offsetsOfArrivals() const
    {
        Schedule schedule(m_settled);
        const QList<qint64> arrivals = m_origin.arrivals();
        QList<qint64> offsets;
        for (qsizetype k = 0; k < arrivals.size(); ++k)
            offsets.append(arrivals[k] - schedule.dueNs(static_cast<quint32>(k)));
        return offsets;
    }

    static qint64 medianOf(QList<qint64> values)
    {
        std::sort(values.begin(), values.end());
        return values[values.size() / 2];
    }

    const QString m_name;
    const ScriptedOrigin m_origin;
    const RunPlan m_plan;
    const RunPlan m_settled;
    EngineRun m_run;
};

} // namespace

class TestArrivals : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { qputenv("FIFTYFOLD_LIBEXEC_DIR", FIFTYFOLD_BIN_DIR); }
    void arrivesWhenItIsDue();
};

/// All of them beside a ramp of five seconds, a few at a time. On a machine that does something else meanwhile one may
/// be late: it has several tries, alone.
void TestArrivals::arrivesWhenItIsDue()
{
    constexpr int tries = 4;
    constexpr double leastShare = 0.98;
    struct Shape {
        const char *strategy;
        const char *arrivals;
    };
    const auto load = [](const Shape &shape) {
        return std::make_unique<SeenLoad>(shape.strategy, "300/s", 2s, shape.arrivals);
    };
    const auto ramp = [] { return std::make_unique<SeenLoad>("async", "10/s..500/s", 5s); };

    std::unique_ptr<SeenLoad> rising = ramp();
    QList<Shape> late;
    for (const QList<Shape> &together :
         {QList<Shape>{{"async", "even"}, {"threads", "even"}, {"processes", "even"}, {"async-threads", "even"}},
          QList<Shape>{{"async-processes", "even"}, {"async-ordered", "even"}, {"async", "poisson"}}}) {
        std::vector<std::unique_ptr<SeenLoad>> loads;
        for (const Shape &shape : together)
            loads.push_back(load(shape));
        for (std::size_t i = 0; i < loads.size(); ++i) {
            QCOMPARE(loads[i]->fault(), QString());
            if (qstrcmp(together[qsizetype(i)].arrivals, "even") == 0)
                QCOMPARE(loads[i]->requests(), 600U);
            if (loads[i]->shareInTime(4 * ms) < leastShare)
                late.append(together[qsizetype(i)]);
        }
    }
    QCOMPARE(rising->fault(), QString());
    QCOMPARE(rising->requests(), 1275U);
    for (int i = 0; i < tries && !rising->secondsOff().isEmpty(); ++i) {
        rising = ramp();
        QCOMPARE(rising->fault(), QString());
    }
    const QString off = rising->secondsOff().join(QLatin1String("; "));
    QVERIFY2(off.isEmpty(), qPrintable(off));
    for (const Shape &shape : std::as_const(late)) {
        double share = 0;
        for (int i = 0; i < tries && share < leastShare; ++i) {
            const std::unique_ptr<SeenLoad> again = load(shape);
            QCOMPARE(again->fault(), QString());
            share = again->shareInTime(4 * ms);
        }
        QVERIFY2(share >= leastShare,
                 qPrintable(QStringLiteral("%1: %2").arg(QLatin1String(shape.strategy)).arg(share)));
    }
}

QTEST_GUILESS_MAIN(TestArrivals)
#include "tst_arrivals.moc"
