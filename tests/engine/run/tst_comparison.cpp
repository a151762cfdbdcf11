// SPDX-License-Identifier: GPL-3.0-or-later
// Comparison over runners that only pretend: no thread, no socket, and a run takes what its script says.
#include "core/comparison/comparedpage.h"
#include "engine/run/comparison.h"

#include "engine/runners/runner.h"

#include <QSignalSpy>
#include <QTest>

#include <algorithm>
#include <functional>

using namespace fiftyfold;

namespace {

constexpr int deadlineMs = 10'000;
constexpr qint64 millisecond = 1'000'000;

/// What one run does.
struct Script {
    qint64 elapsedMs = 10;
    quint32 failed = 0; ///< So many of the first requests.
    bool isEndless = false;
    bool isDisturbed = false;
    QString problem = {};
    qint64 bytes = 0;                     ///< Of each reply.
    std::optional<RunTotals> totals = {}; ///< It tells of these alone.
};

/// What has run and what will run, by the name of the strategy.
struct Scene {
    QStringList log; ///< "async" as a run of it starts, "stop async".
    QHash<QString, QList<Script>>
        scripts;   ///< Of the runs in order, the warm-up first; the last stands for all after it.
    int alive = 0; ///< Runners that have not been destroyed.
    int mostAlive = 0;
    quint64 lastId = 0;
    std::function<void()> afterRun; ///< Called as a run has told its end, before anything comes of that.

    Script nextOf(const QString &name)
    {
        QList<Script> &list = scripts[name];
        if (list.isEmpty())
            return {};
        return list.size() > 1 ? list.takeFirst() : list.first();
    }
};

class ScriptedRunner final : public Runner
{
public:
    ScriptedRunner(const RunPlan &plan, Scene &scene)
        : m_plan(plan)
        , m_scene(scene)
        , m_script(scene.nextOf(plan.strategy))
        , m_id(++scene.lastId)
        , m_mailbox(m_id)
    {
        ++m_scene.alive;
        m_scene.mostAlive = std::max(m_scene.mostAlive, m_scene.alive);
    }
    ~ScriptedRunner() override { --m_scene.alive; }
    Q_DISABLE_COPY_MOVE(ScriptedRunner)

    quint64 runId() const override { return m_id; }
    Mailbox &mailbox() override { return m_mailbox; }

    void start() override
    {
        m_scene.log.append(m_plan.strategy);
        if (!m_script.isEndless)
            QMetaObject::invokeMethod(this, [this] { end(); }, Qt::QueuedConnection);
    }

    void stop() override
    {
        m_scene.log.append(QLatin1String("stop ") + m_plan.strategy);
        RunEnd stopped;
        stopped.isStopped = true;
        QMetaObject::invokeMethod(this, [this, stopped] { Q_EMIT finished(stopped); }, Qt::QueuedConnection);
    }

private:
    /// All requests leave the queue at once; request i ends after i + 1 ms, and the last with the run.
    void end()
    {
        RunEnd runEnd;
        runEnd.problem = m_script.problem;
        runEnd.isDisturbed = m_script.isDisturbed;
        runEnd.elapsedNs = m_script.elapsedMs * millisecond;
        runEnd.totals = m_script.totals;
        if (m_script.problem.isEmpty() && !m_script.totals) {
            Fact left;
            left.kind = Fact::Kind::Ended;
            left.stage = Stage::Queued;
            for (left.request = 0; left.request < m_plan.requests; ++left.request)
                m_mailbox.add(left);
            for (quint32 index = 0; index < m_plan.requests; ++index)
                finishRequest(index);
        }
        const std::function<void()> afterRun = m_scene.afterRun;
        Q_EMIT finished(runEnd);
        if (afterRun)
            afterRun();
    }

    void finishRequest(quint32 index)
    {
        const bool isFailed = index < m_script.failed;
        Fact fact;
        fact.kind = Fact::Kind::Finished;
        fact.request = index;
        fact.at = (index + 1 == m_plan.requests ? m_script.elapsedMs : qint64(index) + 1) * millisecond;
        fact.outcome = isFailed ? Outcome::Failed : Outcome::Done;
        fact.error = isFailed ? ErrorClass::Timeout : ErrorClass::None;
        fact.value = m_script.bytes;
        Fact replied;
        replied.kind = Fact::Kind::Replied;
        replied.request = index;
        replied.status = 200;
        replied.http = HttpVersion::Http11;
        replied.reuse = index == 0 ? Fact::Reuse::Fresh : Fact::Reuse::Reused;
        m_mailbox.add(replied);
        m_mailbox.add(fact);
        if (index == 0)
            m_mailbox.add(Note{index, Note::Kind::PageDigest, QStringLiteral("abc")});
        if (isFailed)
            m_mailbox.add(Note{index,
                               Note::Kind::Failure,
                               {},
                               toldFault(ErrorClass::Connect, QStringLiteral("no reply to %1").arg(index))});
    }

    const RunPlan m_plan;
    Scene &m_scene;
    const Script m_script;
    const quint64 m_id;
    Mailbox m_mailbox;
};

ComparisonEntry entryOf(const char *name, quint32 requests = 5)
{
    ComparisonEntry entry;
    entry.name = QLatin1String(name);
    entry.plan.strategy = entry.name;
    entry.plan.requests = requests;
    return entry;
}

QString named(const char *name)
{
    return QString::fromLatin1(name);
}

} // namespace

class TestComparison : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { m_scene = Scene(); }

    void takesTurnsForthAndBack();
    void keepsWhatRoundsTook();
    void hasOneRunnerAtATime();
    void leavesOutWhoFails();
    void leavesOutWhoCannotRun();
    void neverStartsWhatIsUnavailable();
    void endsWhereNobodyIsLeft();
    void stopKeepsWhatIsDone();
    void stopsBetweenTwoRuns();
    void stopsBeforeItHasBegun();
    void stopsWhileARoundIsMade();
    void diesWhileARoundIsMade();
    void startsOnce();
    void diesWhileItRuns();
    void keepsWhatThePageWas();
    void keepsHowRequestsTravelled();
    void takesWhatIsToldOfAll();
    void saysWhatFailedOfAll();
    void keepsWhenRequestsWereDone();
    void thinsManyTimes();
    void guessesWhatRemains();
    void tellsOfEachTurn();

private:
    std::unique_ptr<Comparison> make(const QList<ComparisonEntry> &entries, int rounds)
    {
        return std::make_unique<Comparison>(
            entries, rounds, nullptr, nullptr,
            [this](const RunPlan &plan, PracticeServer *) { return std::make_unique<ScriptedRunner>(plan, m_scene); });
    }
    /// True when it has ended, once.
    static bool run(Comparison &comparison)
    {
        QSignalSpy finished(&comparison, &Comparison::finished);
        comparison.start();
        const bool hasEnded = finished.wait(deadlineMs);
        QCoreApplication::processEvents();
        return hasEnded && finished.count() == 1 && !comparison.isRunning();
    }

    Scene m_scene;
};

void TestComparison::takesTurnsForthAndBack()
{
    const auto comparison = make({entryOf("a"), entryOf("b"), entryOf("c")}, 3);
    QCOMPARE(comparison->record().runsInAll, 12);
    QCOMPARE(comparison->record().runsDone, 0);
    QVERIFY(!comparison->isRunning());
    QVERIFY(run(*comparison));
    QCOMPARE(m_scene.log.join(QLatin1Char(' ')), named("a b c a b c c b a a b c"));
    QCOMPARE(comparison->record().runsDone, 12);
    QCOMPARE(comparison->record().roundsWanted, 3);
    QVERIFY(!comparison->record().isStopped);
    QCOMPARE(comparison->currentEntry(), -1);
}

void TestComparison::keepsWhatRoundsTook()
{
    m_scene.scripts[named("a")] = {Script{99}, Script{20}, Script{30, 0, false, true}, Script{25}};
    const auto comparison = make({entryOf("a"), entryOf("b")}, 3);
    QVERIFY(run(*comparison));
    QCOMPARE(comparison->record().entries[0].wholeMs(), (std::vector<double>{20, 30, 25})); // without the warm-up's 99
    QCOMPARE(comparison->record().entries[1].wholeMs(), (std::vector<double>{10, 10, 10}));
    QCOMPARE(comparison->record().entries[0].problem, QString());
    const std::vector<ComparisonRound> &rounds = comparison->record().entries[0].rounds;
    QCOMPARE(rounds.size(), 3U);
    QCOMPARE(rounds[0].elapsedNs, 20 * millisecond);
    QCOMPARE(rounds[0].done, 5U);
    QCOMPARE(rounds[0].failed, 0U);
    QCOMPARE(rounds[0].maxInFlight, 5U);
    QVERIFY(rounds[0].isWhole() && !rounds[0].isDisturbed);
    QVERIFY(rounds[1].isWhole() && rounds[1].isDisturbed);
}

void TestComparison::hasOneRunnerAtATime()
{
    const auto comparison = make({entryOf("a"), entryOf("b")}, 2);
    QVERIFY(run(*comparison));
    QCOMPARE(m_scene.mostAlive, 1);
    QCOMPARE(m_scene.alive, 0);
}

void TestComparison::leavesOutWhoFails()
{
    m_scene.scripts[named("b")] = {Script(), Script(), Script{12, 2}, Script()};
    const auto comparison = make({entryOf("a"), entryOf("b")}, 4);
    QVERIFY(run(*comparison));
    QCOMPARE(m_scene.log.join(QLatin1Char(' ')), named("a b a b b a a a"));
    QCOMPARE(comparison->record().runsInAll, 8);
    QCOMPARE(comparison->record().runsDone, 8);
    QCOMPARE(comparison->record().entries[0].rounds.size(), 4U);
    QCOMPARE(comparison->record().entries[1].rounds.size(), 2U);
    QCOMPARE(comparison->record().entries[1].wholeMs(), std::vector<double>{10});
    QCOMPARE(comparison->record().entries[0].problem, QString());
    QCOMPARE(comparison->record().entries[1].problem, named("2 of 5 requests failed: no reply to 0"));
    const ComparisonRound &broken = comparison->record().entries[1].rounds.back();
    QCOMPARE(broken.failed, 2U);
    QCOMPARE(broken.done, 3U);
    QCOMPARE(broken.problem, named("no reply to 0"));
    QVERIFY(!broken.isWhole());
}

void TestComparison::leavesOutWhoCannotRun()
{
    Script broken;
    broken.problem = named("There is no such folder.");
    m_scene.scripts[named("a")] = {broken};
    const auto comparison = make({entryOf("a"), entryOf("b")}, 2);
    QVERIFY(run(*comparison));
    QCOMPARE(m_scene.log.join(QLatin1Char(' ')), named("a b b b"));
    QCOMPARE(comparison->record().entries[0].problem, broken.problem);
    QVERIFY(comparison->record().entries[0].rounds.empty());
    QCOMPARE(comparison->record().entries[1].rounds.size(), 2U);
}

void TestComparison::neverStartsWhatIsUnavailable()
{
    ComparisonEntry missing = entryOf("go");
    missing.unavailable = named("Go is not here.");
    const auto comparison = make({missing, entryOf("a")}, 2);
    QCOMPARE(comparison->record().entries[0].unavailable, missing.unavailable);
    QVERIFY(run(*comparison));
    QCOMPARE(m_scene.log.join(QLatin1Char(' ')), named("a a a"));
}

void TestComparison::endsWhereNobodyIsLeft()
{
    ComparisonEntry missing = entryOf("go");
    missing.unavailable = named("Go is not here.");
    QVERIFY(run(*make({missing}, 2)));
    QVERIFY(run(*make({}, 2)));
    QCOMPARE(m_scene.log, QStringList());

    Script broken;
    broken.problem = named("no");
    m_scene.scripts[named("a")] = {broken};
    QVERIFY(run(*make({entryOf("a")}, 2)));
    QCOMPARE(m_scene.log, QStringList(named("a")));
}

void TestComparison::stopKeepsWhatIsDone()
{
    Script endless;
    endless.isEndless = true;
    m_scene.scripts[named("b")] = {Script(), Script(), endless};
    const auto comparison = make({entryOf("a"), entryOf("b")}, 3);
    QSignalSpy finished(comparison.get(), &Comparison::finished);
    comparison->start();
    QTRY_COMPARE_WITH_TIMEOUT(comparison->record().runsDone, 4, deadlineMs);
    QTRY_COMPARE_WITH_TIMEOUT(comparison->currentEntry(), 1, deadlineMs);
    QTRY_COMPARE_WITH_TIMEOUT(m_scene.log.size(), 5, deadlineMs);
    comparison->stop();
    comparison->stop();
    QVERIFY(finished.wait(deadlineMs));
    QCoreApplication::processEvents();
    QCOMPARE(finished.count(), 1);
    QCOMPARE(m_scene.log.join(QLatin1Char(' ')), named("a b a b b stop b"));
    QVERIFY(comparison->record().isStopped && !comparison->isRunning());
    QCOMPARE(comparison->record().runsDone, 4);
    QCOMPARE(comparison->record().entries[0].wholeMs().size(), 1U);
    QCOMPARE(comparison->record().entries[1].wholeMs().size(), 1U);
    QCOMPARE(comparison->record().entries[1].problem, QString()); // it did nothing wrong
    QCOMPARE(m_scene.alive, 0);
}

void TestComparison::stopsBetweenTwoRuns()
{
    const auto comparison = make({entryOf("a"), entryOf("b")}, 2);
    connect(comparison.get(), &Comparison::progressed, comparison.get(), [&comparison] {
        if (comparison->record().runsDone == 3)
            comparison->stop();
    });
    QVERIFY(run(*comparison));
    QCOMPARE(m_scene.log.join(QLatin1Char(' ')), named("a b a"));
    QCOMPARE(comparison->record().entries[0].rounds.size(), 1U);
}

void TestComparison::stopsBeforeItHasBegun()
{
    const auto comparison = make({entryOf("a")}, 2);
    QSignalSpy finished(comparison.get(), &Comparison::finished);
    comparison->stop();
    comparison->start();
    QVERIFY(finished.wait(deadlineMs));
    QCOMPARE(m_scene.log, QStringList());
    QVERIFY(comparison->record().isStopped);
}

void TestComparison::stopsWhileARoundIsMade()
{
    const auto comparison = make({entryOf("a"), entryOf("b")}, 2);
    m_scene.afterRun = [&comparison] { comparison->stop(); };
    QVERIFY(run(*comparison));
    QCOMPARE(m_scene.log, QStringList(named("a")));
    QVERIFY(comparison->record().isStopped);
    QCOMPARE(comparison->record().runsDone, 1); // it had ended
}

void TestComparison::diesWhileARoundIsMade()
{
    auto comparison = make({entryOf("a", 200'000)}, 2);
    QObject context;
    m_scene.afterRun = [&comparison, &context] {
        QMetaObject::invokeMethod(&context, [&comparison] { comparison.reset(); }, Qt::QueuedConnection);
    };
    comparison->start();
    QTRY_VERIFY_WITH_TIMEOUT(!comparison, deadlineMs);
    QCOMPARE(m_scene.alive, 0);
}

void TestComparison::startsOnce()
{
    const auto comparison = make({entryOf("a")}, 1);
    comparison->start();
    QVERIFY(comparison->isRunning());
    QVERIFY(run(*comparison));
    comparison->start();
    comparison->stop();
    QCoreApplication::processEvents();
    QCOMPARE(m_scene.log.join(QLatin1Char(' ')), named("a a"));
    QVERIFY(!comparison->record().isStopped);
}

void TestComparison::diesWhileItRuns()
{
    Script endless;
    endless.isEndless = true;
    m_scene.scripts[named("a")] = {endless};
    auto comparison = make({entryOf("a")}, 1);
    comparison->start();
    QCOMPARE(m_scene.alive, 1);
    comparison.reset();
    QCOMPARE(m_scene.alive, 0);
    QCoreApplication::processEvents();
}

void TestComparison::keepsWhatThePageWas()
{
    Script script;
    script.bytes = 312;
    m_scene.scripts[named("a")] = {script};
    const auto comparison = make({entryOf("a")}, 2);
    QVERIFY(run(*comparison));
    const MeasuredEntry &entry = comparison->record().entries.front();
    for (const ComparisonRound &round : entry.rounds) {
        QCOMPARE(round.bytesReceived, 5 * 312);
        QCOMPARE(round.statuses, (std::set<quint16>{200}));
        QCOMPARE(round.digest, QByteArray("abc"));
    }
    const ComparedPage page = pageOf(entry);
    QCOMPARE(*page.bytes, 312.0);
    QCOMPARE(page.digest, QByteArray("abc"));
}

void TestComparison::keepsHowRequestsTravelled()
{
    const auto comparison = make({entryOf("a")}, 1);
    QVERIFY(run(*comparison));
    const ObservedExchange &seen = comparison->record().entries.front().rounds.front().exchange;
    QCOMPARE(seen.replies, 5U);
    QCOMPARE(seen.http, std::set<HttpVersion>{HttpVersion::Http11});
    QCOMPARE(seen.reused, std::optional<quint64>(4));
    QVERIFY(!seen.lookups); // of stages nothing is told
}

/// By a program of its own, which tells of none by itself.
void TestComparison::takesWhatIsToldOfAll()
{
    RunTotals totals;
    totals.done = 5;
    totals.mostInFlight = 3;
    totals.doneNs = {2 * millisecond, 7 * millisecond};
    totals.statuses = {204};
    totals.bytes = 50;
    totals.digest = "abc";
    totals.exchange.replies = 5;
    totals.exchange.reused = 2;
    Script script;
    script.totals = totals;
    m_scene.scripts[named("a")] = {script};
    const auto comparison = make({entryOf("a")}, 1);
    QVERIFY(run(*comparison));
    const ComparisonRound &round = comparison->record().entries.front().rounds.front();
    QVERIFY2(round.isWhole(), qPrintable(round.problem));
    QCOMPARE(round.done, 5U);
    QCOMPARE(round.maxInFlight, 3U);
    QCOMPARE(round.doneMs, (std::vector<float>{2, 7}));
    QCOMPARE(round.statuses, std::set<quint16>{204});
    QCOMPARE(round.bytesReceived, 50);
    QCOMPARE(round.digest, QByteArray("abc"));
    QCOMPARE(round.exchange.reused, std::optional<quint64>(2));
    QCOMPARE(round.elapsedNs, 10 * millisecond);
}

void TestComparison::saysWhatFailedOfAll()
{
    Script failing;
    failing.totals = RunTotals();
    failing.totals->done = 3;
    failing.totals->failed = 2;
    failing.totals->firstFault = toldFault(ErrorClass::Reset, QStringLiteral("it broke"));
    m_scene.scripts[named("a")] = {failing};
    Script silent = failing;
    silent.totals->firstFault = {};
    m_scene.scripts[named("b")] = {silent};
    Script short_ = failing;
    short_.totals->failed = 0;
    m_scene.scripts[named("c")] = {short_};
    const auto comparison = make({entryOf("a"), entryOf("b"), entryOf("c")}, 1);
    QVERIFY(run(*comparison));
    const auto &entries = comparison->record().entries;
    QCOMPARE(entries[0].problem, named("2 of 5 requests failed: it broke"));
    QVERIFY(entries[1].problem.startsWith(named("2 of 5 requests failed: It does not tell why.")));
    QVERIFY(entries[2].problem.contains(named("without having answered for all")));
}

void TestComparison::keepsWhenRequestsWereDone()
{
    const auto comparison = make({entryOf("a", 4)}, 1);
    QVERIFY(run(*comparison));
    QCOMPARE(comparison->record().entries[0].rounds.front().doneMs, (std::vector<float>{1, 2, 3, 10}));
}

void TestComparison::thinsManyTimes()
{
    m_scene.scripts[named("a")] = {Script{6'000}};
    const auto comparison = make({entryOf("a", 5'000)}, 1);
    QVERIFY(run(*comparison));
    const std::vector<float> &times = comparison->record().entries[0].rounds.front().doneMs;
    QCOMPARE(times.size(), 2'000U);
    QVERIFY(std::is_sorted(times.begin(), times.end()));
    QCOMPARE(times.back(), 6'000.0F);
    QCOMPARE(times[999], 2'500.0F); // the 2,500th of 5,000
}

void TestComparison::guessesWhatRemains()
{
    const auto comparison = make({entryOf("a"), entryOf("b")}, 2);
    QVERIFY(!comparison->remainingMs());
    QList<int> known;
    connect(comparison.get(), &Comparison::progressed, comparison.get(), [&] {
        if (comparison->remainingMs())
            known.append(comparison->record().runsDone);
    });
    QVERIFY(run(*comparison));
    QVERIFY(!known.contains(0) && !known.contains(1)); // of the second, nothing is known before it has run once
    QVERIFY(known.contains(2) && known.contains(6));
    QCOMPARE(comparison->remainingMs(), std::optional<qint64>(0));
}

void TestComparison::tellsOfEachTurn()
{
    const auto comparison = make({entryOf("a"), entryOf("b")}, 1);
    QStringList turns;
    connect(comparison.get(), &Comparison::progressed, comparison.get(), [&] {
        const int entry = comparison->currentEntry();
        turns.append(
            QStringLiteral("%1%2")
                .arg(comparison->record().runsDone)
                .arg(entry < 0 ? named("-") : comparison->record().entries[static_cast<std::size_t>(entry)].name));
    });
    QVERIFY(run(*comparison));
    turns.removeDuplicates();
    QCOMPARE(turns.join(QLatin1Char(' ')), named("0a 1b 2a 3b 4-"));
}

QTEST_GUILESS_MAIN(TestComparison)
#include "tst_comparison.moc"
