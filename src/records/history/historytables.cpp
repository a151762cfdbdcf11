// SPDX-License-Identifier: GPL-3.0-or-later
#include "records/history/historytables.h"

#include <iterator>

namespace fiftyfold {

namespace {

/// From version 0, an empty file, each step to the next one. What a version has made is never changed here.
constexpr const char *stepsToOne[] = {
    "CREATE TABLE runs ("
    " number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, kind INTEGER NOT NULL, started_at INTEGER NOT NULL,"
    " label TEXT NOT NULL, pinned INTEGER NOT NULL, url TEXT NOT NULL, strategy TEXT NOT NULL, remark TEXT NOT NULL,"
    " requests INTEGER NOT NULL, at_once INTEGER NOT NULL, rate TEXT NOT NULL, duration_ns INTEGER NOT NULL,"
    " elapsed_ns INTEGER NOT NULL, done INTEGER NOT NULL, failed INTEGER NOT NULL, stopped INTEGER NOT NULL,"
    " per_second REAL NOT NULL, p50_ns INTEGER, p95_ns INTEGER, p99_ns INTEGER, sparkline BLOB,"
    " request_bytes INTEGER NOT NULL)",
    "CREATE INDEX runs_by_time ON runs (started_at, number)",
    "CREATE INDEX runs_by_label ON runs (label, started_at) WHERE label <> ''",
    "CREATE INDEX runs_with_requests ON runs (pinned, started_at, request_bytes) WHERE request_bytes > 0",
    "CREATE TABLE records (run INTEGER PRIMARY KEY, json BLOB NOT NULL, text BLOB)",
    "CREATE TABLE requests (run INTEGER NOT NULL, part INTEGER NOT NULL, data BLOB NOT NULL)",
    "CREATE INDEX requests_by_run ON requests (run, part)",
};
constexpr const char *stepsToTwo[] = {
    "CREATE TABLE settings (name TEXT PRIMARY KEY, value TEXT NOT NULL)",
};

struct MigrationSteps {
    const char *const *begin;
    const char *const *end;
};
constexpr MigrationSteps migrations[] = {{std::begin(stepsToOne), std::end(stepsToOne)},
                                         {std::begin(stepsToTwo), std::end(stepsToTwo)}};

} // namespace

int historyVersion()
{
    return static_cast<int>(std::size(migrations));
}

QStringList historyMigration(int version)
{
    QStringList statements;
    for (int step = version; step < historyVersion(); ++step) {
        for (const char *const *one = migrations[step].begin; one != migrations[step].end; ++one)
            statements.append(QLatin1String(*one));
    }
    return statements;
}

} // namespace fiftyfold
