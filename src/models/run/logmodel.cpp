// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/run/logmodel.h"

#include "core/text/visibletext.h"
#include "models/base/windowwording.h"
#include "models/run/logwording.h"

#include <QTimerEvent>

#include <algorithm>
#include <iterator>
#include <utility>

namespace fiftyfold {

namespace {

constexpr auto capacityLines = static_cast<std::size_t>(LogModel::capacity);
constexpr auto lateReach = static_cast<std::size_t>(LogModel::lateReachLines);
static_assert(LogModel::lateReachLines <= LogModel::searchSlice); // so that what it reaches has been searched

LogModel::Level levelOf(Outcome outcome)
{
    return outcome == Outcome::Failed ? LogModel::Level::Problem : LogModel::Level::Outcome;
}

/// True for the end of a stage that is no completion: the request failed in it or was cancelled in it.
bool isBrokenOff(const Fact &fact)
{
    return fact.kind == Fact::Kind::Ended && fact.outcome != Outcome::Pending;
}

} // namespace

bool LogModel::hasLine(const Fact &fact)
{
    const bool isTellingLess = fact.kind == Fact::Kind::Ended && fact.stage == Stage::Wait; // `Replied` says it
    return fact.kind != Fact::Kind::Began && !isTellingLess && !isBrokenOff(fact);
}

void LogModel::clear()
{
    m_heldBack.clear();
    setHeld(false);
    beginResetModel();
    m_lines.clear();
    m_shown.clear();
    m_firstSequence = 0;
    m_searchedFrom = 0;
    m_search.stop();
    m_dropped = 0;
    m_waitEnds.clear();
    m_messages.clear();
    endResetModel();
}

void LogModel::append(const FactBatch &batch)
{
    noteMessages(batch.notes);
    std::vector<Line> lines;
    lines.reserve(batch.facts.size());
    for (const Fact &fact : batch.facts) {
        Line line = lineOf(fact);
        if (hasLine(fact))
            lines.push_back(std::move(line));
    }
    add(std::move(lines));
}

void LogModel::add(std::vector<Line> lines)
{
    if (!m_isHeld)
        return insertInTime(std::move(lines));
    std::move(lines.begin(), lines.end(), std::back_inserter(m_heldBack));
    const std::size_t tooMany = m_heldBack.size() > capacityLines ? m_heldBack.size() - capacityLines : 0;
    m_heldBack.erase(m_heldBack.begin(), m_heldBack.begin() + static_cast<std::ptrdiff_t>(tooMany));
    m_dropped += tooMany;
}

void LogModel::setHeld(bool isHeld)
{
    if (isHeld == m_isHeld)
        return;
    m_isHeld = isHeld;
    std::deque<Line> waiting = std::exchange(m_heldBack, {});
    if (!waiting.empty())
        insertInTime({std::make_move_iterator(waiting.begin()), std::make_move_iterator(waiting.end())});
    Q_EMIT heldChanged(isHeld);
}

/// Those of one time stay in their order. Moves each line once, as lines are large.
void LogModel::sortByTime(std::vector<Line> *lines)
{
    std::vector<std::pair<qint64, std::size_t>> order;
    order.reserve(lines->size());
    for (const Line &line : *lines)
        order.emplace_back(line.fact.at, order.size());
    if (std::is_sorted(order.begin(), order.end()))
        return;
    std::sort(order.begin(), order.end());
    std::vector<Line> sorted;
    sorted.reserve(lines->size());
    for (const auto &[at, index] : order)
        sorted.push_back(std::move((*lines)[index]));
    *lines = std::move(sorted);
}

/// Several programs tell what they did each at its own pace, and some tell late. What stands already stays, and keeps
/// its selection: only the new lines move.
void LogModel::insertInTime(std::vector<Line> lines)
{
    sortByTime(&lines);
    const std::vector<std::size_t> places = placesOf(lines);
    const std::size_t end = m_lines.size();
    std::vector<Line> last;
    // From the end on, so that the places before stay right.
    for (std::size_t to = lines.size(); to > 0;) {
        std::size_t from = to - 1;
        while (from > 0 && places[from - 1] == places[to - 1])
            --from;
        const auto begin = std::make_move_iterator(lines.begin() + static_cast<std::ptrdiff_t>(from));
        std::vector<Line> run(begin, begin + static_cast<std::ptrdiff_t>(to - from));
        if (places[from] < end)
            insertLines(places[from], std::move(run));
        else
            last.insert(last.begin(), std::make_move_iterator(run.begin()), std::make_move_iterator(run.end()));
        to = from;
    }
    appendLines(std::move(last)); // and drop what is too much, though there be none
}

/// Where each of the lines, which are in the order of time, belongs among those that are there: before the one of that
/// index. What was told too late to be looked for belongs at the end, and is marked so.
std::vector<std::size_t> LogModel::placesOf(std::vector<Line> &lines) const
{
    const std::size_t end = m_lines.size();
    const std::size_t first = end > lateReach ? end - lateReach : 0;
    std::vector<std::size_t> places(lines.size(), end);
    std::size_t place = end;
    std::size_t before = end; // lines from here on are later than the one looked at, or stand out of time themselves
    for (std::size_t i = lines.size(); i-- > 0;) {
        for (; before > first; --before) {
            const Line &known = m_lines[before - 1];
            if (known.isOutOfTime)
                continue;
            if (known.fact.at <= lines[i].fact.at)
                break;
            place = before - 1;
        }
        lines[i].isOutOfTime = before == first && first > 0;
        places[i] = lines[i].isOutOfTime ? end : place;
    }
    return places;
}

/// Before the line of that index.
void LogModel::insertLines(std::size_t place, std::vector<Line> lines)
{
    std::vector<quint64> shown;
    quint64 sequence = m_firstSequence + place;
    const auto row = std::lower_bound(m_shown.begin(), m_shown.end(), sequence) - m_shown.begin();
    for (const Line &line : lines) {
        if (isShown(line))
            shown.push_back(sequence);
        ++sequence;
    }
    if (!shown.empty())
        beginInsertRows({}, static_cast<int>(row), static_cast<int>(row) + static_cast<int>(shown.size()) - 1);
    std::for_each(m_shown.begin() + row, m_shown.end(), [&lines](quint64 &later) { later += lines.size(); });
    m_shown.insert(m_shown.begin() + row, shown.begin(), shown.end());
    m_lines.insert(m_lines.begin() + static_cast<std::ptrdiff_t>(place), std::make_move_iterator(lines.begin()),
                   std::make_move_iterator(lines.end()));
    if (!shown.empty())
        endInsertRows();
}

void LogModel::appendNotice(qint64 at, Level level, const QString &text)
{
    Line line;
    line.fact.at = at;
    line.text = wordedForWindow(visibleText(text));
    line.level = level;
    line.isNotice = true;
    std::vector<Line> lines;
    lines.push_back(std::move(line));
    if (m_isHeld)
        add(std::move(lines));
    else
        appendLines(std::move(lines));
}

void LogModel::setFilter(Level least, const QString &text)
{
    if (least == m_least && text == m_text)
        return;
    beginResetModel();
    m_least = least;
    m_text = text;
    m_searchedFrom = m_firstSequence + m_lines.size();
    // Levels are compared in no time; a text wants every line worded, and a full log of them would be felt.
    const std::vector<quint64> found = searchBackwards(text.isEmpty() ? m_lines.size() : searchSlice);
    m_shown.assign(found.begin(), found.end());
    endResetModel();
    if (m_searchedFrom > m_firstSequence)
        m_search.start(0, this);
    else
        m_search.stop();
}

int LogModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_shown.size());
}

QVariant LogModel::data(const QModelIndex &index, int role) const
{
    Q_ASSERT(checkIndex(index));
    if (!index.isValid())
        return {};
    const Line &line = lineAt(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return displayText(line);
    case TimeRole:
        return line.fact.at;
    case RequestRole:
        return line.isNotice ? qint64(-1) : qint64(line.fact.request);
    case LevelRole:
        return static_cast<int>(line.level);
    case TextRole:
        return textOf(line);
    default:
        return {};
    }
}

void LogModel::timerEvent(QTimerEvent *event)
{
    if (event->timerId() == m_search.timerId())
        searchOlder();
    else
        QAbstractListModel::timerEvent(event);
}

/// Which come with or before the outcomes that take them.
void LogModel::noteMessages(const std::vector<Note> &notes)
{
    for (const Note &note : notes)
        if (note.kind == Note::Kind::Failure)
            m_messages.insert(note.request, visibleText(wordedForWindow(note.fault)));
}

/// Also looks at facts that have no line of their own.
LogModel::Line LogModel::lineOf(const Fact &fact)
{
    Line line;
    line.fact = fact;
    switch (fact.kind) {
    case Fact::Kind::Began:
        break;
    case Fact::Kind::Ended:
        if (fact.stage == Stage::Wait)
            m_waitEnds.insert(fact.request, fact.at);
        break;
    case Fact::Kind::Replied:
        line.fact.at = std::min(fact.at, m_waitEnds.value(fact.request, fact.at));
        break;
    case Fact::Kind::Finished:
        m_waitEnds.remove(fact.request);
        line.level = levelOf(fact.outcome);
        line.text = m_messages.take(fact.request);
        break;
    }
    return line;
}

void LogModel::appendLines(std::vector<Line> lines)
{
    const std::size_t skipped = lines.size() > capacityLines ? lines.size() - capacityLines : 0;
    const std::size_t added = lines.size() - skipped;
    dropOldest(m_lines.size() + added > capacityLines ? m_lines.size() + added - capacityLines : 0);
    m_dropped += skipped;

    std::vector<quint64> shown;
    quint64 sequence = m_firstSequence + m_lines.size();
    for (std::size_t i = skipped; i < lines.size(); ++i, ++sequence) {
        if (isShown(lines[i]))
            shown.push_back(sequence);
        m_lines.push_back(std::move(lines[i]));
    }
    if (shown.empty())
        return;
    const int first = rowCount();
    beginInsertRows({}, first, first + static_cast<int>(shown.size()) - 1);
    m_shown.insert(m_shown.end(), shown.begin(), shown.end());
    endInsertRows();
}

void LogModel::dropOldest(std::size_t count)
{
    const quint64 firstKept = m_firstSequence + count;
    const auto keptRows = std::lower_bound(m_shown.begin(), m_shown.end(), firstKept);
    const auto rows = static_cast<int>(keptRows - m_shown.begin());
    if (rows > 0)
        beginRemoveRows({}, 0, rows - 1);
    m_shown.erase(m_shown.begin(), keptRows);
    m_lines.erase(m_lines.begin(), m_lines.begin() + static_cast<std::ptrdiff_t>(count));
    m_firstSequence = firstKept;
    m_searchedFrom = std::max(m_searchedFrom, firstKept);
    m_dropped += count;
    if (rows > 0)
        endRemoveRows();
}

/// Those of the `count` lines before m_searchedFrom that pass the filter.
std::vector<quint64> LogModel::searchBackwards(std::size_t count)
{
    const quint64 last = m_searchedFrom;
    m_searchedFrom -= std::min<quint64>(count, m_searchedFrom - m_firstSequence);
    std::vector<quint64> found;
    for (quint64 sequence = m_searchedFrom; sequence < last; ++sequence)
        if (isShown(m_lines[static_cast<std::size_t>(sequence - m_firstSequence)]))
            found.push_back(sequence);
    return found;
}

void LogModel::searchOlder()
{
    const std::vector<quint64> found = searchBackwards(searchSlice);
    if (m_searchedFrom == m_firstSequence)
        m_search.stop();
    if (found.empty())
        return;
    beginInsertRows({}, 0, static_cast<int>(found.size()) - 1);
    m_shown.insert(m_shown.begin(), found.begin(), found.end());
    endInsertRows();
}

bool LogModel::isShown(const Line &line) const
{
    return line.level >= m_least && (m_text.isEmpty() || displayText(line).contains(m_text, Qt::CaseInsensitive));
}

const LogModel::Line &LogModel::lineAt(int row) const
{
    return m_lines[static_cast<std::size_t>(m_shown[static_cast<std::size_t>(row)] - m_firstSequence)];
}

QString LogModel::displayText(const Line &line) const
{
    QString text;
    if (line.fact.at >= 0)
        text = secondsText(line.fact.at) + QLatin1Char(' ');
    if (!line.isNotice)
        text += QLatin1Char('#') + QString::number(line.fact.request) + QLatin1Char(' ');
    return text + textOf(line);
}

QString LogModel::textOf(const Line &line) const
{
    if (line.isNotice)
        return line.text;
    return line.fact.kind == Fact::Kind::Finished ? finishedText(line.fact, line.text) : stepText(line.fact);
}

} // namespace fiftyfold
