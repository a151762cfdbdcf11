// SPDX-License-Identifier: GPL-3.0-or-later
// How long the history takes: RUNS kept runs (100,000) listed, and one of REQUESTS (1,000,000) kept and read. For
// people to look at. With a third argument the file with the runs stays there, for other programs to be measured with.
#include "records/history/historysample.h"
#include "records/history/historystore.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QFileInfo>
#include <QSqlQuery>
#include <QTemporaryDir>

#include <algorithm>
#include <cstdio>
#include <cstdlib>

using namespace fiftyfold;

namespace {

void check(const QString &problem)
{
    if (problem.isEmpty())
        return;
    std::fprintf(stderr, "%s\n", qPrintable(problem));
    std::exit(1);
}

/// The least of some tries.
template<typename Work>
double msOf(int tries, const Work &work)
{
    double least = 1e9;
    for (int i = 0; i < tries; ++i) {
        QElapsedTimer clock;
        clock.start();
        work();
        least = std::min(least, double(clock.nsecsElapsed()) / 1e6);
    }
    return least;
}

void print(const char *what, double ms)
{
    std::printf("%-52s %9.1f ms\n", what, ms);
}

/// Without waiting for the disk after each.
void fill(const QString &path, int runs)
{
    HistoryStore store(path);
    const KeptRun run = test::keptSample(50, QStringLiteral("server 2.4.0"));
    QString id;
    check(store.keep(run, &id));
    HistoryDatabase database(path);
    check(database.open(HistoryDatabase::Access::Write));
    check(database.execute(QStringLiteral("BEGIN")));
    const QString columns = QStringLiteral("kind, label, pinned, url, strategy, remark, requests, at_once, rate, "
                                           "duration_ns, elapsed_ns, done, failed, stopped, per_second, p50_ns, "
                                           "p95_ns, p99_ns, sparkline, request_bytes");
    check(database.execute(
        QStringLiteral(
            "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < %1) "
            "INSERT INTO runs (id, started_at, %2) SELECT lower(hex(randomblob(8))), started_at + i * 60000, "
            "%2 FROM runs, n")
            .arg(runs - 1)
            .arg(columns)));
    check(database.execute(QStringLiteral("INSERT INTO records SELECT r.number, json, text FROM runs AS r, "
                                          "records WHERE run = 1 AND r.number > 1")));
    check(database.execute(QStringLiteral(
        "INSERT INTO requests SELECT r.number, part, data FROM runs AS r, requests WHERE run = 1 AND r.number > 1")));
    check(database.execute(QStringLiteral("COMMIT")));
}

} // namespace

int main(int argc, char *argv[])
{
    QCoreApplication application(argc, argv);
    const int runs = argc > 1 ? std::atoi(argv[1]) : 100'000;
    const auto requests = static_cast<quint32>(argc > 2 ? std::atoi(argv[2]) : 1'000'000);
    QTemporaryDir folder;
    const QString path = argc > 3 ? QString::fromLocal8Bit(argv[3]) : folder.filePath(QStringLiteral("history.sqlite"));
    fill(path, runs);
    std::printf("%d runs, %.1f MB\n", runs, double(QFileInfo(path).size()) / 1e6);

    std::vector<HistoryEntry> entries;
    HistoryQuery query;
    print("open, and list the first page of 200", msOf(5, [&] {
              HistoryStore store(path);
              check(store.list(query, entries));
          }));
    query.after = entries.back();
    query.text = QStringLiteral("nowhere");
    print("search all of them for what is in none", msOf(5, [&] { check(HistoryStore(path).list(query, entries)); }));
    query.text = QStringLiteral("É");
    print("the same, of a letter that is not of ASCII",
          msOf(5, [&] { check(HistoryStore(path).list(query, entries)); }));
    query = {};
    query.limit = runs;
    print("list all of them", msOf(3, [&] { check(HistoryStore(path).list(query, entries)); }));
    int count = 0;
    print("count them", msOf(5, [&] { check(HistoryStore(path).count(count)); }));

    const std::shared_ptr<RunRecord> record = test::loadedRecord(requests);
    const RunSummary summary = summarise(*record);
    HistoryStore store(path);
    KeptRun kept;
    QString id;
    const double packing = msOf(3, [&] { kept = keptRun(*record, summary, {}); });
    print("make of a run what is kept", packing);
    print("keep that", msOf(3, [&] { check(store.keep(kept, &id)); }));
    std::printf("%u requests, %.1f MB\n", requests, double(kept.entry.requestBytes) / 1e6);
    ReadRun run;
    print("read it from the file", msOf(3, [&] { check(store.read(id, kept)); }));
    print("make the run of it", msOf(3, [&] { check(readKeptRun(kept, run)); }));
    return 0;
}
