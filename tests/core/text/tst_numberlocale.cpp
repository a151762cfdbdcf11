// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/text/numberlocale.h"

#include "core/plan/rate.h"
#include "core/text/quantities.h"
#include "support/germannumbers.h"

#include <QTest>

#include <functional>

using namespace fiftyfold;

using Words = std::function<QString(const QLocale &)>;
Q_DECLARE_METATYPE(Words)

class NumberLocaleTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void isEnglishUnlessItIsSet()
    {
        QCOMPARE(numberLocale(), recordLocale());
        {
            const test::GermanNumbers german;
            QCOMPARE(numberLocale().language(), QLocale::German);
            QCOMPARE(recordLocale().language(), QLocale::English);
        }
        QCOMPARE(numberLocale(), recordLocale());
    }

    void whatPeopleReadFollowsIt_data()
    {
        QTest::addColumn<Words>("words");
        QTest::addColumn<QString>("english");
        QTest::addColumn<QString>("german");
        const auto row = [](const Words &words, const char *english, const char *german) {
            QTest::newRow(english) << words << QString::fromUtf8(english) << QString::fromUtf8(german);
        };
        const auto duration = [](qint64 ns) {
            return [ns](const QLocale &locale) { return durationForPeople(ns, locale); };
        };
        const auto size = [](qint64 bytes) {
            return [bytes](const QLocale &locale) { return sizeForPeople(bytes, locale); };
        };
        row(duration(1'500), "1.5 µs", "1,5 µs");
        row(duration(1'230'000), "1.23 ms", "1,23 ms");
        row(duration(1'230'000'000), "1.23 s", "1,23 s");
        row(duration(150'000'000'000), "2 min 30 s", "2 min 30 s");
        row(size(6804), "6,804 bytes", "6.804 bytes");
        row(size(200'000), "195 KiB", "195 KiB");
        row(size(1'600'000), "1.53 MiB", "1,53 MiB");
        row(size(1'700'000'000), "1.58 GiB", "1,58 GiB");
    }

    /// Where nothing else is said; what is said counts.
    void whatPeopleReadFollowsIt()
    {
        QFETCH(const Words, words);
        QTEST(words(numberLocale()), "english");
        const test::GermanNumbers german;
        QTEST(words(numberLocale()), "german");
        QTEST(words(recordLocale()), "english");
        QCOMPARE(durationForPeople(1'230'000), QStringLiteral("1,23 ms"));
        QCOMPARE(sizeForPeople(6804), QStringLiteral("6.804 bytes"));
        QCOMPARE(rateForPeople(1'234), QStringLiteral("1.234/s"));
        QCOMPARE(rateForPeople(2.5), QStringLiteral("2,5/s"));
    }

    void whatProgramsReadDoesNot()
    {
        const test::GermanNumbers german;
        QCOMPARE(durationToText(std::chrono::milliseconds(1500)), QStringLiteral("1500ms"));
        QCOMPARE(durationFromText(QStringLiteral("1.5s")), std::optional(std::chrono::nanoseconds(1'500'000'000)));
        QVERIFY(!durationFromText(QStringLiteral("1,5s")));
        QCOMPARE(sizeToText(65536), QStringLiteral("64KiB"));
        QCOMPARE(rateToText(rateFromText(QStringLiteral("2.5/s")).value()), QStringLiteral("2.5/s"));
    }
};

QTEST_GUILESS_MAIN(NumberLocaleTest)
#include "tst_numberlocale.moc"
