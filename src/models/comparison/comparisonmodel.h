// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/comparison/comparisonfigures.h"
#include "models/comparison/comparisonscale.h"

#include <QAbstractTableModel>
#include <QList>

#include <optional>
#include <vector>

namespace fiftyfold {

/// What is compared, before it has run. Plain data.
struct ComparisonSubject {
    QString name;        ///< "async-threads": what the command line calls it; one of a kind in a comparison.
    QString label;       ///< "Async + thread executor"
    QString description; ///< "steps on a thread pool"
    QString unavailable; ///< Not empty: why it can't run here.
    bool hasSource = false;
    QString colourName = {};          ///< In whose colour it is drawn; empty: its own.
    std::optional<double> reportedMs; ///< What somebody else reported for it: shown, but in no figure.
    bool operator==(const ComparisonSubject &) const = default;
};

/// What came of it so far. Plain data.
struct ComparisonResult : MeasuredTimes {
    QString problem; ///< Not empty: why it is out of the comparison.
    /// When requests of the round with the median time were done, in order; perhaps a sample.
    std::vector<float> doneMs;
    quint32 done = 0;          ///< How many those were in all.
    bool isConcurrent = false; ///< More than one was in flight at a time.
};

/// A comparison as a table: a row for each strategy, with its median and how many times as fast as the baseline it is.
/// Makes the figures itself, when a row has one more round. Main thread.
class ComparisonModel : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Column {
        StrategyColumn,
        MedianColumn,
        RatioColumn,
        ProcessorColumn,
        MemoryColumn,
        ThreadsColumn,
        ProcessesColumn,
        SwitchesColumn,
        ColumnCount
    };
    enum class State { Ready, Running, Measured, Failed, Unavailable };
    Q_ENUM(State)
    /// All roles answer in every column, and alike unless they say otherwise.
    enum Role {
        NameRole = Qt::UserRole + 1, ///< Of the ratio's heading: the baseline's label, which stands in it.
        DescriptionRole,
        StateRole,  ///< int of State
        MedianRole, ///< Estimate, ms; invalid without a whole round.
        RatioRole, ///< Estimate; invalid without one, where the baseline has none, or another page. 1 for the baseline.
        RoundsRole,   ///< int, whole ones. With fewer than two the median has no interval to show.
        PairsRole,    ///< int, rounds that it and the baseline both have. With fewer than two the ratio has none.
        ReportedRole, ///< double, ms; invalid where nobody reported any.
        ReasonRole,   ///< Why it can't run here, or failed; empty otherwise.
        NoteRole, ///< "baseline", "no difference seen", "slower", "not comparable: …", "running", "failed"; or empty.
        CostIntervalRole, ///< "65.0–67.1 µs", of a cost that has an interval; empty otherwise. Of the column alone.
        HasSourceRole,
        SortRole,      ///< By what a column is sorted; invalid where there is nothing. Of the column alone.
        ColourNameRole ///< See ComparisonSubject::colourName; never empty.
    };

    using QAbstractTableModel::QAbstractTableModel;

    /// Begins a new comparison: resets the model. Where no subject has the baseline's name, the first that can run is
    /// it.
    void setSubjects(const QList<ComparisonSubject> &subjects, const QString &baseline);
    void setBaseline(const QString &name);
    void setResult(int row, const ComparisonResult &result);
    /// Which row runs now; -1: none.
    void setRunningRow(int row);
    /// What stands above the names, such as "At once"; empty: that they are strategies. `isOfResponses`: times are mean
    /// response times.
    void setHeadings(const QString &names, bool isOfResponses);
    /// A time below which nothing can be; part of the scale.
    void setFloorMs(std::optional<double> floorMs);

    const QList<ComparisonSubject> &subjects() const { return m_subjects; }
    const ComparisonResult &result(int row) const { return m_lines[std::size_t(row)].result; }
    const EntryFigures &figures(int row) const { return m_lines[std::size_t(row)]; }
    /// Of a column of cost; nothing where it has no interval.
    std::optional<Estimate> costEstimate(int row, int column) const;
    bool isOfResponses() const { return m_isOfResponses; }
    int baselineRow() const { return m_baselineRow; }
    int runningRow() const { return m_runningRow; }
    std::optional<double> floorMs() const { return m_floorMs; }
    /// From the least to the greatest time that is shown, ends of whiskers and the floor among them; without geometry.
    const ComparisonScale &scale() const { return m_scale; }
    bool hasMeasured() const;
    /// Whole rounds of the line that has the fewest, of those that have any and did not fail; 0 where none has.
    int fewestRounds() const;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

Q_SIGNALS:
    /// The scale or the floor is another: every bar is somewhere else.
    void scaleChanged();

private:
    struct Line : EntryFigures {
        ComparisonResult result;
    };
    int rowOf(const QString &name) const;
    void updateFigures(int row);
    void updateAllFigures();
    void updateScale();
    void rowChanged(int row);
    State stateOf(int row) const;
    QString noteOf(int row) const;
    QString displayText(int row, int column) const;
    QString accessibleText(int row, int column) const;
    QString costInterval(int row, int column) const;
    QVariant sortValue(int row, int column) const;

    QList<ComparisonSubject> m_subjects;
    std::vector<Line> m_lines; ///< One for each subject.
    QString m_baseline;        ///< The name that was asked for.
    int m_baselineRow = -1;
    int m_runningRow = -1;
    std::optional<double> m_floorMs;
    QString m_nameHeading;
    bool m_isOfResponses = false;
    ComparisonScale m_scale;
};

} // namespace fiftyfold

Q_DECLARE_METATYPE(fiftyfold::Estimate)
