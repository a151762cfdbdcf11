// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "records/import/importedrun.h"

#include <optional>

namespace fiftyfold {

/// What k6 tells of a request.
struct K6Request {
    qint64 endNs = 0;      ///< Since the epoch.
    ImportedRequest times; ///< totalNs is k6's duration, which is without connecting.
    std::optional<bool> hasFailed;
    QString status; ///< And other tags.
    QString error;
    QString proto;
    QString method;
    QString url;
};

/// Tells what was asked of metrics among the limits, as there are no figures of it.
class K6Thresholds
{
public:
    explicit K6Thresholds(ImportedRun &run)
        : m_run(run)
    {
    }

    /// `verdict` ends the sentence.
    void add(const QString &metric, const QString &threshold, const QString &verdict);

private:
    ImportedRun &m_run;
    quint32 m_count = 0;
};

/// Puts requests together from k6's samples, of which each has several, one after the other: the first is http_reqs.
/// What it gives is empty, or what is wrong.
class K6Samples
{
public:
    explicit K6Samples(ImportedRun &run);

    /// At http_reqs. The request before is whole by then.
    QString begin(const K6Request &request);
    /// Of the request that was begun last.
    QString take(const QString &metric, double value);
    /// Of no request.
    void drop(double iterations) { m_dropped += iterations > 0 ? iterations : 0; }
    /// After the last one.
    QString finish();

    static bool isOfRequest(const QString &metric);

private:
    QString addLast();

    ImportedRun &m_run;
    std::optional<K6Request> m_last;
    double m_dropped = 0;
    bool m_hasUnknown = false; ///< Requests of which is not told whether they failed.
};

/// Tells of iterations for which there was no virtual user.
void addK6Dropped(ImportedRun &run, double iterations);

} // namespace fiftyfold
