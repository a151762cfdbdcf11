// SPDX-License-Identifier: GPL-3.0-or-later
// `fiftyfold-cli compare --vary`, the real program against real servers: what each value of a factor did.
#include "support/cliprogram.h"
#include "support/nginxserver.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>

using namespace fiftyfold::test;

namespace {

constexpr int requests = 12;
constexpr int rounds = 2;

/// Everything once more for the warm-up.
constexpr int requestsOfAnEntry = requests * (rounds + 1);

QJsonObject observedOf(const QJsonObject &comparison, int index)
{
    return entryOf(comparison, index).value(QLatin1String("observed")).toObject();
}

QJsonArray alone(const char *text)
{
    return {QLatin1String(text)};
}

} // namespace

class TestCompareVary : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void sweeps();
    void comparesUrls();
    void comparesHeaders();
    void comparesConnections();
    void comparesVersionsOfHttp();

private:
    CliResult compare(const QStringList &arguments) const;

    QTemporaryDir m_folder;
};

/// One request at a time, with the comparison on standard output.
CliResult TestCompareVary::compare(const QStringList &arguments) const
{
    return runCli(QStringList{QStringLiteral("compare"), QStringLiteral("-n%1").arg(requests), QStringLiteral("-c1"),
                              QStringLiteral("--rounds=%1").arg(rounds), QStringLiteral("--work-dir"), m_folder.path(),
                              QStringLiteral("--json"), QStringLiteral("-")} +
                  arguments);
}

void TestCompareVary::sweeps()
{
    const QString markdown = m_folder.filePath(QStringLiteral("sweep.md"));
    const CliResult result = runCli(
        {QStringLiteral("compare"), QStringLiteral("practice:?latency=2ms"), QStringLiteral("-n24"),
         QStringLiteral("--vary=at-once=1,2,4"), QStringLiteral("--rounds=2"), QStringLiteral("--work-dir"),
         m_folder.path(), QStringLiteral("--json"), QStringLiteral("-"), QStringLiteral("--markdown"), markdown});
    QVERIFY2(result.exitCode == 0, result.errors.constData());
    for (const char *shown : {"24 requests, 2 rounds in turn", "at-once", "of the bound", "the shortest mean time of a",
                              "ore at once", "as measured on this machine"})
        QVERIFY2(result.errors.contains(shown), result.errors.constData());
    QVERIFY2(!result.errors.contains("24 at once"), result.errors.constData());
    const QJsonObject json = objectFrom(result.output);
    QCOMPARE(json.value(QLatin1String("factors")).toArray(), QJsonArray{QStringLiteral("at-once")});
    QVERIFY(!json.value(QLatin1String("plan")).toObject().contains(QLatin1String("at_once")));
    QVERIFY(!json.value(QLatin1String("answer")).toArray().isEmpty());
    const QJsonObject curve =
        json.value(QLatin1String("sweep")).toObject().value(QLatin1String("curves")).toArray().first().toObject();
    QVERIFY(curve.value(QLatin1String("floor_ms")).toDouble() >= 1.5); // of 2, as timers are not exact
    const QJsonArray points = curve.value(QLatin1String("points")).toArray();
    QCOMPARE(points.size(), 3);
    for (int i = 0; i < 3; ++i) {
        const QJsonObject point = points.at(i).toObject();
        QCOMPARE(point.value(QLatin1String("value")).toInt(), 1 << i);
        QVERIFY(point.value(QLatin1String("throughput_per_second")).toObject().contains(QLatin1String("low")));
        QCOMPARE(entryOf(json, i).value(QLatin1String("values")).toObject().value(QLatin1String("at-once")).toInt(),
                 1 << i);
        const QJsonObject round = entryOf(json, i).value(QLatin1String("rounds")).toArray().first().toObject();
        QCOMPARE(round.value(QLatin1String("max_in_flight")).toInt(), 1 << i);
        QVERIFY(round.value(QLatin1String("response_ms")).toObject().value(QLatin1String("mean")).toDouble() > 1.5);
    }
    QFile file(markdown);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QVERIFY(file.readAll().contains("| at-once | throughput |"));
}

void TestCompareVary::comparesUrls()
{
    const CliResult result =
        runCli({QStringLiteral("compare"), QStringLiteral("--vary"), QStringLiteral("url=practice:?latency=2ms"),
                QStringLiteral("--vary"), QStringLiteral("url=practice:?latency=20ms"), QStringLiteral("-n4"),
                QStringLiteral("--rounds=2"), QStringLiteral("--json"), QStringLiteral("-")});
    QVERIFY2(result.exitCode == 0, result.errors.constData());
    QVERIFY2(result.errors.contains("GET 2 URLs"), result.errors.constData());
    const QJsonObject json = objectFrom(result.output);
    QVERIFY(!json.value(QLatin1String("plan")).toObject().contains(QLatin1String("url")));
    QCOMPARE(entryOf(json, 1).value(QLatin1String("values")).toObject().value(QLatin1String("url")).toString(),
             QStringLiteral("practice:robots.txt?latency=20ms"));
    QVERIFY(entryOf(json, 1).value(QLatin1String("ratio")).toObject().value(QLatin1String("value")).toDouble() < 1);
}

/// nginx has no brotli: what was asked for is not what came.
void TestCompareVary::comparesHeaders()
{
    NginxServer nginx;
    QVERIFY2(nginx.start(), qPrintable(nginx.problem()));
    const CliResult result = compare(
        {nginx.url(QStringLiteral("/gzip")).toString(), QStringLiteral("--vary=header=Accept-Encoding: gzip|br")});
    QVERIFY2(result.exitCode == 0, result.errors.constData());
    const QJsonObject json = objectFrom(result.output);
    QCOMPARE(entryOf(json, 1).value(QLatin1String("values")).toObject().value(QLatin1String("header")).toString(),
             QStringLiteral("Accept-Encoding: br"));
    QCOMPARE(observedOf(json, 0).value(QLatin1String("codings")), QJsonValue(alone("gzip")));
    QCOMPARE(observedOf(json, 1).value(QLatin1String("codings")), QJsonValue(alone("identity")));
    QVERIFY2(entryOf(json, 1).contains(QLatin1String("ratio")), result.errors.constData()); // decoded, it is one page
    QVERIFY2(result.errors.contains("Not the same for all, as seen: bodies coded as gzip with "),
             result.errors.constData());
}

void TestCompareVary::comparesConnections()
{
    NginxServer nginx;
    QVERIFY2(nginx.start(), qPrintable(nginx.problem()));
    const CliResult result = compare({nginx.url().toString(), QStringLiteral("--vary=connections=reused,fresh")});
    QVERIFY2(result.exitCode == 0, result.errors.constData());
    const QJsonObject json = objectFrom(result.output);
    QCOMPARE(observedOf(json, 0).value(QLatin1String("replies")).toInt(), requests * rounds);
    QCOMPARE(observedOf(json, 0).value(QLatin1String("reused")).toInt(), (requests - 1) * rounds);
    QCOMPARE(observedOf(json, 1).value(QLatin1String("reused")), QJsonValue(0));
    QVERIFY2(result.errors.contains("no connection used again with fresh"), result.errors.constData());
    QTRY_COMPARE(nginx.requests(), 2 * requestsOfAnEntry);
    const QList<QByteArray> log = nginx.accessLog();
    const auto firstOnes =
        std::count_if(log.begin(), log.end(), [](const QByteArray &line) { return line.split(' ').at(1) == "1"; });
    QCOMPARE(int(firstOnes), rounds + 1 + requestsOfAnEntry); // none is kept from run to run
}

void TestCompareVary::comparesVersionsOfHttp()
{
    TestCertificates certificates;
    QVERIFY2(certificates.make(), qPrintable(certificates.problem()));
    NginxServer nginx(certificates.goodFiles());
    QVERIFY2(nginx.start(), qPrintable(nginx.problem()));
    const CliResult result = compare({nginx.url().toString(), QStringLiteral("--vary=http=1.1,2"),
                                      QStringLiteral("--cacert"), certificates.authorityFile()});
    QVERIFY2(result.exitCode == 0, result.errors.constData());
    const QJsonObject json = objectFrom(result.output);
    QCOMPARE(observedOf(json, 0).value(QLatin1String("http")), QJsonValue(alone("1.1")));
    QCOMPARE(observedOf(json, 1).value(QLatin1String("http")), QJsonValue(alone("2")));
    QVERIFY2(entryOf(json, 1).contains(QLatin1String("ratio")), result.errors.constData());
    QTRY_COMPARE(nginx.requests(), 2 * requestsOfAnEntry);
    const QList<QByteArray> log = nginx.accessLog();
    for (const char *version : {"HTTP/1.1\"", "HTTP/2.0\""}) {
        QCOMPARE(int(std::count_if(log.begin(), log.end(),
                                   [version](const QByteArray &line) { return line.contains(version); })),
                 requestsOfAnEntry);
    }
}

QTEST_GUILESS_MAIN(TestCompareVary)
#include "tst_comparevary.moc"
