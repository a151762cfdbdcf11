// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/run/fact.h"

#include <QAbstractListModel>
#include <QBasicTimer>
#include <QHash>
#include <QString>

#include <deque>
#include <optional>
#include <vector>

namespace fiftyfold {

/// Each step of each request, a line each, the newest last. Keeps the facts of the last `capacity` lines and words a
/// line only when a view, or a filter by text, asks for it. Main thread.
class LogModel : public QAbstractListModel
{
    Q_OBJECT
public:
    enum class Level : quint8 { Step, Outcome, Warning, Problem }; ///< Outcome: one line a request; Problem: failures
    enum Role {
        TimeRole = Qt::UserRole + 1, ///< qint64 ns since the run's start; -1 for lines about the run before its start
        RequestRole,                 ///< qint64 index; -1 for lines about the run as a whole
        LevelRole,                   ///< int of Level
        TextRole                     ///< QString without time and request
    };
    static constexpr int capacity = 50'000;
    static constexpr int searchSlice = 5'000;
    static constexpr int lateReachLines = 2'000;

    using QAbstractListModel::QAbstractListModel;

    /// Whether such a fact has a line of its own.
    static bool hasLine(const Fact &fact);
    /// Takes all lines out; the filter stays.
    void clear();
    /// Adds the lines of a batch, each where its time belongs among the last `lateReachLines`, and at the end where
    /// that is further back; no other line moves. Lines older than the last `capacity` go. A stage that ended because
    /// its request failed or was cancelled in it gets no line: the outcome's follows. A reply that is told only with
    /// the outcome stands where its `wait` ended.
    void append(const FactBatch &batch);
    /// Counts as lines that are gone: those of before what is appended next.
    void leaveOut(quint64 lines) { m_dropped += lines; }
    /// A line about the run itself.
    void appendNotice(qint64 at, Level level, const QString &text);
    /// Shows only lines of `least` or above that contain `text` (in any case) as DisplayRole words them. With a text,
    /// the last `searchSlice` lines are searched at once; older ones follow from the event loop, a slice at a time.
    void setFilter(Level least, const QString &text);
    /// While it is held no line comes or goes: what is new waits until it is let go, the last `capacity` of it.
    void setHeld(bool isHeld);
    bool isHeld() const { return m_isHeld; }
    /// How many lines wait.
    quint64 heldBackLines() const { return m_heldBack.size(); }
    /// How many lines were dropped because the log is bounded.
    quint64 droppedLines() const { return m_dropped; }

    int rowCount(const QModelIndex &parent = {}) const override;
    /// DisplayRole: "0.523 #38 deleted 0038.html (840 µs)".
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;

Q_SIGNALS:
    void heldChanged(bool isHeld);

protected:
    void timerEvent(QTimerEvent *event) override;

private:
    struct Line {
        Fact fact;
        QString text; ///< Of notices and error messages; empty otherwise.
        Level level = Level::Step;
        bool isNotice = false;
        bool isOutOfTime = false; ///< Told too late to stand where its time is.
    };
    void noteMessages(const std::vector<Note> &notes);
    Line lineOf(const Fact &fact);
    void add(std::vector<Line> lines);
    static void sortByTime(std::vector<Line> *lines);
    void insertInTime(std::vector<Line> lines);
    std::vector<std::size_t> placesOf(std::vector<Line> &lines) const;
    void insertLines(std::size_t place, std::vector<Line> lines);
    void appendLines(std::vector<Line> lines);
    void dropOldest(std::size_t count);
    std::vector<quint64> searchBackwards(std::size_t count);
    void searchOlder();
    bool isShown(const Line &line) const;
    const Line &lineAt(int row) const;
    QString displayText(const Line &line) const;
    QString textOf(const Line &line) const;

    std::deque<Line> m_lines;
    std::deque<Line> m_heldBack; ///< What came since the log is held.
    bool m_isHeld = false;
    std::deque<quint64> m_shown; ///< Sequence numbers of lines that pass the filter.
    quint64 m_firstSequence = 0; ///< Of m_lines.front().
    quint64 m_searchedFrom = 0;  ///< Lines before this one have not been held against the filter yet.
    QBasicTimer m_search;        ///< Runs while there are such lines.
    quint64 m_dropped = 0;
    Level m_least = Level::Step;
    QString m_text;
    QHash<quint32, qint64> m_waitEnds;  ///< By request, while it is open.
    QHash<quint32, QString> m_messages; ///< By request, until the failure that they belong to.
};

} // namespace fiftyfold
