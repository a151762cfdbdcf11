// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/comparison/comparisoncontroller.h"

#include "engine/run/comparison.h"
#include "engine/runners/practiceserver.h"
#include "models/base/windowwording.h"

#include <algorithm>
#include <chrono>

namespace fiftyfold {

namespace {

constexpr std::chrono::milliseconds drainInterval(16);

ComparisonResult resultOf(const MeasuredEntry &entry)
{
    ComparisonResult result;
    result.elapsedMs = entry.wholeMs();
    result.problem = wordedForWindow(entry.problem);
    result.page = pageOf(entry);
    result.costs = entry.wholeCosts();
    if (const ComparisonRound *middle = entry.middleRound()) {
        result.doneMs = middle->doneMs;
        result.done = middle->done;
        result.isConcurrent = middle->maxInFlight > 1;
    }
    return result;
}

} // namespace

ComparisonController::ComparisonController(QObject *parent, Factory factory)
    : QObject(parent)
    , m_factory(factory ? std::move(factory)
                        : [](const QList<ComparisonEntry> &entries, int rounds,
                             PracticeServer *server) { return std::make_unique<Comparison>(entries, rounds, server); })
    , m_server(new PracticeServer(this))
{
    m_refreshTimer.setSingleShot(true);
    m_refreshTimer.setInterval(drainInterval);
    connect(&m_refreshTimer, &QTimer::timeout, this, &ComparisonController::refresh);
}

ComparisonController::~ComparisonController()
{
    if (m_comparison)
        m_comparison->disconnect(this);
    m_comparison.reset(); // it uses the server
}

void ComparisonController::prepare(const QList<ComparisonLine> &lines, const QString &baseline)
{
    if (isBusy())
        return;
    m_comparison.reset();
    m_looked = nullptr;
    m_lines = lines;
    showLines(baseline);
    setState(State::Ready);
}

void ComparisonController::showLines(const QString &baseline)
{
    QList<ComparisonSubject> subjects;
    for (const ComparisonLine &line : shownLines())
        subjects.append(line.subject);
    m_model.setSubjects(subjects, baseline);
}

void ComparisonController::look(const ComparisonOutcome *outcome, const QString &baseline)
{
    m_looked = outcome;
    showLines(baseline);
    refresh();
}

ComparisonController::State ComparisonController::shownState() const
{
    return !m_looked ? m_state : m_looked->isStopped() ? State::Stopped : State::Done;
}

void ComparisonController::start(int rounds)
{
    if (isBusy() || runnable() == 0)
        return;
    QList<ComparisonEntry> entries;
    for (int row = 0; row < int(m_lines.size()); ++row) {
        if (m_state != State::Ready && !m_looked)
            m_model.setResult(row, {});
        entries.append(m_lines[row].entry);
    }
    m_comparison = m_factory(entries, rounds, m_server);
    connect(m_comparison.get(), &Comparison::progressed, this, [this] {
        if (!m_refreshTimer.isActive())
            m_refreshTimer.start();
    });
    connect(m_comparison.get(), &Comparison::finished, this, &ComparisonController::finish);
    setState(State::Running);
    m_comparison->start();
}

void ComparisonController::stop()
{
    if (m_state != State::Running)
        return;
    setState(State::Stopping);
    m_comparison->stop();
}

int ComparisonController::runnable() const
{
    return runnableOf(m_lines);
}

const ComparisonRecord &ComparisonController::record() const
{
    static const ComparisonRecord none;
    return m_comparison ? m_comparison->record() : none;
}

std::optional<qint64> ComparisonController::remainingMs() const
{
    return m_comparison ? m_comparison->remainingMs() : std::nullopt;
}

bool ComparisonController::hasMeasured() const
{
    const std::vector<MeasuredEntry> &entries = record().entries;
    return std::any_of(entries.begin(), entries.end(), [](const MeasuredEntry &entry) {
        return std::any_of(entry.rounds.begin(), entry.rounds.end(),
                           [](const ComparisonRound &round) { return round.isWhole(); });
    });
}

int ComparisonController::failedLines() const
{
    return failedEntries(record());
}

void ComparisonController::setState(State state)
{
    if (m_state == state)
        return;
    m_state = state;
    Q_EMIT stateChanged(state);
}

void ComparisonController::refresh()
{
    if (!m_comparison && !m_looked)
        return;
    const std::vector<MeasuredEntry> &entries = shownRecord().entries;
    for (std::size_t entry = 0; entry < entries.size(); ++entry)
        m_model.setResult(int(entry), resultOf(entries[entry]));
    m_model.setRunningRow(isBusy() && !m_looked ? m_comparison->currentEntry() : -1);
    Q_EMIT progressed();
}

void ComparisonController::finish()
{
    m_refreshTimer.stop();
    const bool isStopped = record().isStopped;
    refresh();
    m_model.setRunningRow(-1);
    setState(isStopped ? State::Stopped : State::Done);
}

} // namespace fiftyfold
