// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/fact.h"

#include <QAbstractListModel>
#include <QHash>

#include <deque>

namespace fiftyfold {

/// Each step of each request, a line each, the newest last. Keeps the facts of the last `capacity` lines and words a
/// line only when a view asks for it. Main thread.
class LogModel : public QAbstractListModel
{
    Q_OBJECT
public:
    enum class Level : quint8 { Step, Outcome, Problem }; ///< everything; one line a request; failures and notices only
    enum Role {
        TimeRole = Qt::UserRole + 1, ///< qint64 ns since the run's start; -1 for lines about the run before its start
        RequestRole,                 ///< qint64 index; -1 for lines about the run as a whole
        LevelRole,                   ///< int of Level
        TextRole                     ///< QString without time and request
    };
    static constexpr int capacity = 50'000;

    using QAbstractListModel::QAbstractListModel;

    void clear();
    /// Adds the lines of a batch; lines older than the last `capacity` go.
    void append(const FactBatch &batch);
    /// A line about the run itself.
    void appendNotice(qint64 at, Level level, const QString &text);
    /// Shows only lines of `least` or above that contain `text` (in any case).
    void setFilter(Level least, const QString &text);
    /// How many lines were dropped because the log is bounded.
    quint64 droppedLines() const { return m_dropped; }

    int rowCount(const QModelIndex &parent = {}) const override;
    /// DisplayRole: "0.523 #38 deleted 0038.html (840 µs)".
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QHash<int, QByteArray> roleNames() const override;

private:
    struct Line {
        Fact fact;
        qint64 value2 = 0; ///< Began of an Ended stage, for its length; -1 where unknown.
        QString text;      ///< Of notices and error messages; empty otherwise.
        Level level = Level::Step;
        bool isNotice = false;
    };
    bool isShown(const Line &line) const;
    QString textOf(const Line &line) const;
    void appendLines(std::vector<Line> lines);

    std::deque<Line> m_lines;
    std::deque<quint64> m_shown; ///< Sequence numbers of lines that pass the filter.
    quint64 m_firstSequence = 0; ///< Of m_lines.front().
    quint64 m_dropped = 0;
    Level m_least = Level::Step;
    QString m_text;
    QHash<quint32, qint64> m_stageBegan; ///< Of open stages, by request.
};

} // namespace fiftyfold
