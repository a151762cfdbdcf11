// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/plan/plantexts.h"
#include "core/text/quantities.h"

#include <QCoreApplication>
#include <QTest>
#include <QTranslator>

#include <limits>

using namespace fiftyfold;
using namespace std::chrono_literals;

namespace {

class AsInGerman : public QTranslator
{
public:
    QString translate(const char *, const char *text, const char *, int) const override
    {
        return QString::fromUtf8(text).replace(QLatin1String("byte"), QLatin1String("Byte"));
    }
    bool isEmpty() const override { return false; }
};

} // namespace

class TestQuantities : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsDurations_data();
    void readsDurations();
    void readsNoDuration();
    void readsSizes_data();
    void readsSizes();
    void readsStatusRanges();
    void readsSteps();
    void wordsDurations();
    void wordsSizes();
    void countsDecimalsOfRates();
};

void TestQuantities::readsDurations_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<qint64>("nanoseconds"); // -1: refused
    const auto row = [](const char *text, qint64 ns) { QTest::newRow(text) << QString::fromUtf8(text) << ns; };
    row("250ms", 250'000'000);
    row("10s", 10'000'000'000);
    row("1.5s", 1'500'000'000);
    row("2m", 120'000'000'000);
    row("10 s", 10'000'000'000);
    row("1h", 3'600'000'000'000);
    row("1us", 1'000);
    row("0s", -1);
    row("10", -1);
    row("5 parsecs", -1);
    row("-1s", -1);
    row("1e3s", -1);
    row("", -1);
    row("s", -1);
    row("25h", -1);
    row("99999999999999999999s", -1);
}

void TestQuantities::readsDurations()
{
    QFETCH(QString, text);
    QFETCH(qint64, nanoseconds);
    QCOMPARE(durationFromText(text).value_or(-1ns).count(), nanoseconds);
}

void TestQuantities::readsNoDuration()
{
    for (const char *none : {"0", "0s", "0ms", "0.0 m"})
        QCOMPARE(durationOrNoneFromText(QLatin1String(none)).value_or(-1ns).count(), 0);
    QCOMPARE(durationOrNoneFromText(QStringLiteral("5s")).value_or(-1ns).count(), 5'000'000'000);
    for (const char *wrong : {"", "5", "-0s", "0 parsecs", "0.1ns", "0.0001us", "24h"})
        QVERIFY2(!durationOrNoneFromText(QLatin1String(wrong)), wrong);
    QCOMPARE(durationToText(0ns), QStringLiteral("0s"));
}

void TestQuantities::readsSizes_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<qint64>("bytes");
    const auto row = [](const char *text, qint64 bytes) { QTest::newRow(text) << QString::fromUtf8(text) << bytes; };
    row("512", 512);
    row("512B", 512);
    row("64KiB", 65'536);
    row("16MiB", 16'777'216);
    row("1GiB", 1'073'741'824);
    row("1TiB", 1'099'511'627'776);
    row("1000TB", 1'000'000'000'000'000);
    row("1kB", 1'000);
    row("1.5MB", 1'500'000);
    row("16mib", -1);
    row("lots", -1);
    row("-1", -1);
    row("999999999GiB", -1);
    row("1001TB", -1);
}

void TestQuantities::readsSizes()
{
    QFETCH(QString, text);
    QFETCH(qint64, bytes);
    QCOMPARE(sizeFromText(text).value_or(-1), bytes);
}

void TestQuantities::readsStatusRanges()
{
    const auto ranges = statusRangesFromText(QStringLiteral("200-399, 404"));
    QVERIFY(ranges);
    QCOMPARE(*ranges, (QList<StatusRange>{{200, 399}, {404, 404}}));
    QCOMPARE(statusRangesToText(*ranges), QStringLiteral("200-399,404"));
    for (const char *wrong : {"", "99", "1000", "399-200", "200-", "2xx", "200;300"})
        QVERIFY2(!statusRangesFromText(QString::fromLatin1(wrong)), wrong);
}

void TestQuantities::readsSteps()
{
    QCOMPARE(stepsFromText(QStringLiteral("fetch")), (std::optional<Steps>{{false, false, false}}));
    QCOMPARE(stepsFromText(QStringLiteral("fetch, wrap")), (std::optional<Steps>{{true, false, false}}));
    QCOMPARE(stepsFromText(QStringLiteral("fetch,wrap,save,delete")), (std::optional<Steps>{{true, true, true}}));
    for (const char *wrong :
         {"", "wrap", "fetch,save", "fetch,wrap,delete", "fetch,wrap,save,delete,delete", "fetch,dance"})
        QVERIFY2(!stepsFromText(QString::fromLatin1(wrong)), wrong);
    QCOMPARE(stepsToText({true, true, false}), QStringLiteral("fetch,wrap,save"));
}

void TestQuantities::wordsDurations()
{
    QCOMPARE(durationForPeople(840'000), QStringLiteral("840 µs"));
    QCOMPARE(durationForPeople(4'200), QStringLiteral("4.2 µs"));
    QCOMPARE(durationForPeople(1'200'000), QStringLiteral("1.20 ms"));
    QCOMPARE(durationForPeople(9'996'000), QStringLiteral("10.0 ms"));
    QCOMPARE(durationForPeople(116'400'000), QStringLiteral("116 ms"));
    QCOMPARE(durationForPeople(5'310'000'000), QStringLiteral("5.31 s"));
    QCOMPARE(durationForPeople(125'000'000'000), QStringLiteral("2 min 5 s"));
    QCOMPARE(durationForPeople(7'260'000'000'000), QStringLiteral("2 h 1 min"));
}

void TestQuantities::wordsSizes()
{
    QCOMPARE(sizeForPeople(1), QStringLiteral("1 byte"));
    QCOMPARE(sizeForPeople(6804), QStringLiteral("6,804 bytes"));
    QCOMPARE(sizeForPeople(16 * 1024 * 1024), QStringLiteral("16.0 MiB"));
    AsInGerman german;
    QVERIFY(QCoreApplication::installTranslator(&german));
    QCOMPARE(sizeForPeople(1), QStringLiteral("1 Byte"));
    QCOMPARE(sizeForPeople(57), QStringLiteral("57 Bytes"));
    QCOMPARE(sizeForPeople(57, recordLocale()), QStringLiteral("57 bytes"));
}

/// A rate that is there is not told as none.
void TestQuantities::countsDecimalsOfRates()
{
    for (const auto &[rate, text] :
         {std::pair(0.0, "0.0"), std::pair(1 / 30.0, "0.03"), std::pair(0.01, "0.01"), std::pair(0.0002, "0.0002"),
          std::pair(0.0949, "0.09"), std::pair(0.095, "0.1"), std::pair(0.5, "0.5"), std::pair(9.94, "9.9"),
          std::pair(9.96, "10"), std::pair(4321.6, "4322"), std::pair(1e-9, "0.000000")})
        QCOMPARE(QString::number(rate, 'f', decimalsOfRate(rate)), QString::fromLatin1(text));
    QCOMPARE(decimalsOfRate(std::numeric_limits<double>::quiet_NaN()), 1);
}

QTEST_GUILESS_MAIN(TestQuantities)
#include "tst_quantities.moc"
