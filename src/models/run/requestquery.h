// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/run/requestfilter.h"
#include "models/run/runselection.h"

#include <Qt>

#include <limits>
#include <memory>
#include <optional>
#include <vector>

namespace fiftyfold {

/// The columns of the table of requests, in their order.
enum class RequestColumn : quint8 {
    Number,
    Target,
    Lane,
    Due,
    Lag,
    Start,
    Stages,
    Response,
    Status,
    Bytes,
    Connection,
    Outcome,
    Error
};
inline constexpr int requestColumnCount = 13;

/// What is asked for so often that it needs no words.
enum class RequestKind : quint8 { Any, Late, Failed, NewConnection };

/// Which requests of a record are wanted, in which order. What a column has no value for comes last, in either.
struct RequestQuery {
    RequestFilter filter;
    RequestKind kind = RequestKind::Any;
    std::optional<quint32> target; ///< Of the plan's list.
    RequestRange range;
    qint64 nowNs = std::numeric_limits<qint64>::max(); ///< What is due later is not there yet.
    RequestColumn sortedBy = RequestColumn::Number;
    Qt::SortOrder order = Qt::AscendingOrder;

    bool isFiltered() const { return !filter.isEmpty() || kind != RequestKind::Any || target || !range.isEmpty(); }
    /// All, as the record has them.
    bool isPlain() const { return !isFiltered() && sortedBy == RequestColumn::Number && order == Qt::AscendingOrder; }
};

/// What came of a query.
struct RequestOrder {
    static constexpr quint32 noRow = 0xffffffff;

    quint32 searched = 0;             ///< That many requests the record had.
    std::vector<quint32> requests;    ///< A row each; none where the query isPlain(), and each is its own row.
    std::vector<quint32> rows;        ///< By request, its row or noRow; likewise.
    int rowOf(quint32 request) const; ///< -1 where it has none.
    // Of all that were searched, whatever the query.
    quint32 late = 0;
    quint32 failed = 0;
    quint32 newConnections = 0;
    qint64 longestNs = 0; ///< From the beginning of a request to its outcome.
};

/// How the rows of one answer to a query become those of a later one, in steps of which each has every request once:
/// rows are added at the end, all take their places, rows are taken from the end. A step that changes nothing has the
/// order before it.
struct RequestRearrangement {
    std::shared_ptr<const RequestOrder> shown; ///< Where it begins.
    std::shared_ptr<const RequestOrder> grown;
    std::shared_ptr<const RequestOrder> arranged; ///< As in `found`, and behind them what is not found any more.
    std::shared_ptr<const RequestOrder> found;
};
/// Neither is null. Any thread.
RequestRearrangement rearrangement(std::shared_ptr<const RequestOrder> shown,
                                   std::shared_ptr<const RequestOrder> found);

/// Holds the requests of a record against a query, some at a time, and puts them in order. One thread at a time;
/// `scan()` reads the record, `sorted()` does not.
class RequestScan
{
public:
    RequestScan(std::shared_ptr<const RunRecord> record, RequestQuery query);
    ~RequestScan();

    /// Looks at so many more; false where there are no more.
    bool scan(quint32 count);
    /// Of those that were looked at. Takes them out.
    RequestOrder sorted();

private:
    class Matcher;
    struct Entry {
        qint64 key;
        quint32 request;
    };

    std::shared_ptr<const RunRecord> m_record;
    RequestQuery m_query;
    std::unique_ptr<Matcher> m_matcher;
    std::vector<Entry> m_entries;
    RequestOrder m_order;
};

} // namespace fiftyfold
