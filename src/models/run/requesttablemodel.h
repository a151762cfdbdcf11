// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/run/requestmodel.h"
#include "models/run/requestsearch.h"

#include <QAbstractTableModel>
#include <QElapsedTimer>

#include <memory>

namespace fiftyfold {

/// The requests of a run as a table: those that a query picks out, in its order. Keeps an order, no rows: a cell's text
/// is made when it is asked for. Main thread, which no search keeps (see RequestSearch).
class RequestTableModel : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Role {
        RequestRole = Qt::UserRole + 1, ///< quint32
        SpansRole,                      ///< QList<StageSpan>, of the column of stages; see RequestModel
        LoopWaitsRole                   ///< QList<Interval>, likewise
    };

    /// Whose record it shows; not owned, and outlives this.
    explicit RequestTableModel(const RequestModel *requests, QObject *parent = nullptr);

    /// Whether a run is writing the record.
    void setRunning(bool isRunning);
    /// What comes of it is shown when it is found. How it is sorted stays: see sort().
    void setQuery(RequestQuery query);
    const RequestQuery &query() const { return m_query; }
    /// What is shown is not yet what was asked for.
    bool isSearching() const { return m_isAsked || m_search.isBusy(); }
    /// The run has gone on, or has ended: new requests become rows, and changed ones take their places, at most twice a
    /// second. While nobody looks there is no need to call it.
    void refresh();

    /// What the last search found; never null.
    const RequestOrder &found() const { return *m_order; }
    quint32 requestCount() const; ///< Of the run.
    quint32 requestAt(int row) const;
    /// -1 where it is not shown.
    int rowOf(int request) const;
    const RunRecord *record() const { return m_requests->record().get(); }
    const std::shared_ptr<const RunRecord> &sharedRecord() const { return m_requests->record(); }
    bool hasColumn(RequestColumn column) const;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    /// Text, tone, alignment, the request's description as a tooltip, its stages in words for screen readers.
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;
    void sort(int column, Qt::SortOrder order = Qt::AscendingOrder) override;

Q_SIGNALS:
    /// Rows are about to move, to be added and to go, and searched() will follow. Each of the model's persistent
    /// indexes costs time then.
    void aboutToRearrange();
    /// Found() is new. Current row and selection hold where rows only have moved or were added.
    void searched();

private:
    void takeRecord();
    void search();
    void show(const RequestRearrangement &change);
    void reset(std::shared_ptr<const RequestOrder> order);
    void rearrange(const RequestRearrangement &change);
    void arrange(const std::shared_ptr<const RequestOrder> &order);
    QString stagesInWords(quint32 request) const;
    QVariant fromRequests(quint32 request, int role) const;

    const RequestModel *m_requests;
    RequestQuery m_query;
    RequestSearch m_search;
    std::shared_ptr<const RequestOrder> m_order;
    bool m_isOrderPlain = true; ///< Each request is its own row, whatever the order says.
    bool m_isAsked = false;     ///< For another query than the one that is shown.
    int m_rows = 0;             ///< That the views know of.
    bool m_isStale = false;     ///< The record has changed since the last search in a way that must be looked at.
    QElapsedTimer m_rested;     ///< Since what the last search found has been shown.
    qint64 m_showingNs = 0;     ///< How long that kept the main thread, views included.
    bool m_isRunning = false;
};

} // namespace fiftyfold
