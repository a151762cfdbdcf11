// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/comparison/comparisonmodel.h"

#include "core/text/visibletext.h"
#include "models/comparison/comparisonwording.h"
#include "models/comparison/costcolumns.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace fiftyfold {

namespace {

constexpr std::size_t roundsForInterval = 2;

QVariant variantOf(const std::optional<Estimate> &estimate)
{
    return estimate ? QVariant::fromValue(*estimate) : QVariant();
}

} // namespace

void ComparisonModel::setSubjects(const QList<ComparisonSubject> &subjects, const QString &baseline)
{
    beginResetModel();
    m_subjects = subjects;
    m_lines.assign(std::size_t(subjects.size()), Line());
    m_baseline = baseline;
    m_baselineRow = rowOf(baseline);
    m_runningRow = -1;
    endResetModel();
    updateScale();
}

void ComparisonModel::setBaseline(const QString &name)
{
    if (m_baseline == name)
        return;
    m_baseline = name;
    m_baselineRow = rowOf(name);
    updateAllFigures();
    Q_EMIT headerDataChanged(Qt::Horizontal, RatioColumn, RatioColumn);
}

void ComparisonModel::setResult(int row, const ComparisonResult &result)
{
    Line &line = m_lines[std::size_t(row)];
    const bool hasNewFigures = line.result.elapsedMs != result.elapsedMs || line.result.page != result.page ||
                               line.result.costs != result.costs;
    if (!hasNewFigures && line.result.problem == result.problem && line.result.doneMs == result.doneMs)
        return;
    line.result = result;
    if (hasNewFigures) {
        if (row == m_baselineRow)
            updateAllFigures();
        else
            updateFigures(row);
    }
    rowChanged(row);
    updateScale();
}

void ComparisonModel::setRunningRow(int row)
{
    if (m_runningRow == row)
        return;
    const int before = m_runningRow;
    m_runningRow = row;
    for (const int changed : {before, row}) {
        if (changed >= 0)
            rowChanged(changed);
    }
}

void ComparisonModel::setHeadings(const QString &names, bool isOfResponses)
{
    if (m_nameHeading == names && m_isOfResponses == isOfResponses)
        return;
    m_nameHeading = names;
    m_isOfResponses = isOfResponses;
    Q_EMIT headerDataChanged(Qt::Horizontal, StrategyColumn, MedianColumn);
}

void ComparisonModel::setFloorMs(std::optional<double> floorMs)
{
    if (m_floorMs == floorMs)
        return;
    m_floorMs = floorMs;
    updateScale();
    Q_EMIT scaleChanged(); // the line itself is another, even where the scale stays
}

bool ComparisonModel::hasMeasured() const
{
    return std::any_of(m_lines.begin(), m_lines.end(), [](const Line &line) { return line.median.has_value(); });
}

int ComparisonModel::fewestRounds() const
{
    std::size_t fewest = 0;
    for (const Line &line : m_lines) {
        const std::size_t rounds = line.result.elapsedMs.size();
        if (rounds > 0 && line.result.problem.isEmpty())
            fewest = fewest == 0 ? rounds : std::min(fewest, rounds);
    }
    return int(fewest);
}

int ComparisonModel::rowOf(const QString &name) const
{
    int firstAvailable = -1;
    for (int row = 0; row < int(m_subjects.size()); ++row) {
        if (!m_subjects[row].unavailable.isEmpty())
            continue;
        if (m_subjects[row].name == name)
            return row;
        if (firstAvailable < 0)
            firstAvailable = row;
    }
    return firstAvailable;
}

void ComparisonModel::updateFigures(int row)
{
    Line &line = m_lines[std::size_t(row)];
    const ComparisonResult *baseline = m_baselineRow < 0 ? nullptr : &result(m_baselineRow);
    static_cast<EntryFigures &>(line) = row == m_baselineRow
                                            ? figuresOfBaseline(line.result)
                                            : figuresOf(line.result, baseline, AnswerWords::OfTheWindow);
}

void ComparisonModel::updateAllFigures()
{
    if (m_lines.empty())
        return;
    for (int row = 0; row < rowCount(); ++row)
        updateFigures(row);
    Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
}

void ComparisonModel::updateScale()
{
    double least = std::numeric_limits<double>::max();
    double greatest = 0;
    const auto include = [&least, &greatest](double ms) {
        least = std::min(least, ms);
        greatest = std::max(greatest, ms);
    };
    for (std::size_t row = 0; row < m_lines.size(); ++row) {
        if (m_lines[row].median && m_lines[row].result.problem.isEmpty()) {
            include(m_lines[row].median->low);
            include(m_lines[row].median->high);
        }
        if (m_subjects[qsizetype(row)].reportedMs)
            include(*m_subjects[qsizetype(row)].reportedMs);
    }
    if (m_floorMs)
        include(*m_floorMs);
    const ComparisonScale scale = ComparisonScale::around(greatest > 0 ? least : 0, greatest);
    if (scale.beginMs == m_scale.beginMs && scale.endMs == m_scale.endMs)
        return;
    m_scale = scale;
    Q_EMIT scaleChanged();
}

void ComparisonModel::rowChanged(int row)
{
    Q_EMIT dataChanged(index(row, 0), index(row, ColumnCount - 1));
}

int ComparisonModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_subjects.size());
}

int ComparisonModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

ComparisonModel::State ComparisonModel::stateOf(int row) const
{
    const Line &line = m_lines[std::size_t(row)];
    if (!m_subjects[row].unavailable.isEmpty())
        return State::Unavailable;
    if (!line.result.problem.isEmpty())
        return State::Failed;
    if (row == m_runningRow)
        return State::Running;
    return line.median ? State::Measured : State::Ready;
}

QString ComparisonModel::noteOf(int row) const
{
    switch (stateOf(row)) {
    case State::Ready:
    case State::Unavailable:
        return {};
    case State::Failed:
        return tr("failed");
    case State::Running:
        return tr("running");
    case State::Measured:
        break;
    }
    const EntryFigures &figures = m_lines[std::size_t(row)];
    switch (figures.verdict) {
    case Verdict::Unknown:
    case Verdict::Faster:
        break;
    case Verdict::Baseline:
        return tr("baseline");
    case Verdict::Slower:
        return tr("slower");
    case Verdict::NoDifference:
        return tr("no difference seen");
    case Verdict::NotComparable:
        return tr("not comparable: %1").arg(figures.difference);
    }
    return {};
}

QString ComparisonModel::displayText(int row, int column) const
{
    const Line &line = m_lines[std::size_t(row)];
    const State state = stateOf(row);
    switch (column) {
    case StrategyColumn:
        return m_subjects[row].label;
    case MedianColumn:
        if (state == State::Unavailable)
            return m_subjects[row].unavailable;
        if (state == State::Failed)
            return line.result.problem;
        if (line.median)
            return comparisonTimeText(line.median->value);
        return state == State::Running ? tr("running …") : tr("not run yet");
    case RatioColumn:
        if (!line.median || state == State::Failed)
            return {};
        return row == m_baselineRow ? QStringLiteral("1") : line.ratio ? comparisonRatioText(*line.ratio) : QString();
    default:
        return line.cost && state != State::Failed ? costText(column, costValue(*line.cost, column)) : QString();
    }
}

std::optional<Estimate> ComparisonModel::costEstimate(int row, int column) const
{
    const std::optional<CostFigures> &cost = figures(row).cost;
    return cost ? fiftyfold::costEstimate(*cost, column) : std::nullopt;
}

QString ComparisonModel::costInterval(int row, int column) const
{
    const std::optional<Estimate> estimate = costEstimate(row, column);
    return estimate && stateOf(row) != State::Failed ? costIntervalText(column, *estimate) : QString();
}

QVariant ComparisonModel::sortValue(int row, int column) const
{
    const Line &line = m_lines[std::size_t(row)];
    if (column == StrategyColumn)
        return m_subjects[row].label;
    if (stateOf(row) == State::Failed)
        return {};
    if (column == MedianColumn)
        return line.median ? QVariant(line.median->value) : QVariant();
    if (column == RatioColumn)
        return row == m_baselineRow && line.median ? QVariant(1.0)
               : line.ratio                        ? QVariant(line.ratio->value)
                                                   : QVariant();
    return line.cost ? QVariant(costValue(*line.cost, column)) : QVariant();
}

QString ComparisonModel::accessibleText(int row, int column) const
{
    const Line &line = m_lines[std::size_t(row)];
    switch (column) {
    case StrategyColumn:
        return tr("%1, %2").arg(m_subjects[row].label, m_subjects[row].description);
    case MedianColumn: {
        const State state = stateOf(row);
        if (state == State::Unavailable)
            return tr("can’t run here: %1").arg(m_subjects[row].unavailable);
        if (state == State::Failed)
            return tr("failed: %1").arg(line.result.problem);
        QString text = displayText(row, column);
        if (line.median && line.result.elapsedMs.size() >= roundsForInterval)
            text = tr("%1, between %2 and %3")
                       .arg(text, comparisonTimeText(line.median->low), comparisonTimeText(line.median->high));
        if (m_subjects[row].reportedMs)
            text = tr("%1; %2 reported in 2018").arg(text, comparisonTimeText(*m_subjects[row].reportedMs));
        return text;
    }
    case RatioColumn: {
        QString note = noteOf(row);
        if (!line.ratio || stateOf(row) == State::Failed)
            return note;
        QString text =
            tr("%1 times as fast as %2")
                .arg(comparisonRatioText(*line.ratio).remove(QStringLiteral(" ×")), m_subjects[m_baselineRow].label);
        if (line.hasRatioInterval())
            text += QLatin1Char(' ') + comparisonIntervalText(*line.ratio);
        return note.isEmpty() ? text : tr("%1, %2").arg(text, note);
    }
    case ProcessorColumn:
        return line.cost && stateOf(row) != State::Failed ? comparisonCostText(line, m_subjects[m_baselineRow].label)
                                                          : QString();
    default: {
        const QString text = displayText(row, column);
        const std::optional<Estimate> estimate = costEstimate(row, column);
        return !estimate || text.isEmpty()
                   ? text
                   : tr("%1, between %2 and %3")
                         .arg(text, costText(column, estimate->low), costText(column, estimate->high));
    }
    }
}

QVariant ComparisonModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const int row = index.row();
    const ComparisonSubject &subject = m_subjects[row];
    const Line &line = m_lines[std::size_t(row)];
    switch (role) {
    case Qt::DisplayRole:
        return visibleText(displayText(row, index.column()));
    case Qt::AccessibleTextRole:
        return visibleText(accessibleText(row, index.column()));
    case NameRole:
        return subject.name;
    case DescriptionRole:
        return visibleText(subject.description);
    case StateRole:
        return int(stateOf(row));
    case MedianRole:
        return variantOf(line.median);
    case RatioRole:
        return variantOf(row == m_baselineRow && line.median ? std::optional(Estimate{1, 1, 1}) : line.ratio);
    case RoundsRole:
        return int(line.result.elapsedMs.size());
    case PairsRole:
        return int(line.pairs);
    case ReportedRole:
        return subject.reportedMs ? QVariant(*subject.reportedMs) : QVariant();
    case ReasonRole:
        return visibleText(subject.unavailable.isEmpty() ? line.result.problem : subject.unavailable);
    case NoteRole:
        return visibleText(noteOf(row));
    case SortRole:
        return sortValue(row, index.column());
    case CostIntervalRole:
        return costInterval(row, index.column());
    case ColourNameRole:
        return subject.colourName.isEmpty() ? subject.name : subject.colourName;
    case HasSourceRole:
        return subject.hasSource;
    default:
        return {};
    }
}

QVariant ComparisonModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation == Qt::Horizontal && role == Qt::ToolTipRole)
        return costAbout(section);
    if (orientation == Qt::Horizontal && role == NameRole && section == RatioColumn && m_baselineRow >= 0)
        return visibleText(m_subjects[m_baselineRow].label);
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return QAbstractTableModel::headerData(section, orientation, role);
    switch (section) {
    case StrategyColumn:
        return m_nameHeading.isEmpty() ? tr("Strategy") : m_nameHeading;
    case MedianColumn:
        return m_isOfResponses ? tr("Mean response time (log scale)") : tr("Median time (log scale)");
    case RatioColumn:
        return m_baselineRow < 0 ? tr("Times as fast")
                                 : visibleText(tr("Times as fast as %1").arg(m_subjects[m_baselineRow].label));
    default:
        return costHeading(section);
    }
}

} // namespace fiftyfold
