// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/text/numberlocale.h"

#include "core/text/quantities.h"

#include <QTest>

using namespace fiftyfold;

class NumberLocaleTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void cleanup() { setNumberLocale(QLocale(QLocale::English, QLocale::UnitedStates)); }

    void isEnglishUnlessItIsSet()
    {
        QCOMPARE(durationForPeople(1'230'000), QStringLiteral("1.23 ms"));
        QCOMPARE(sizeForPeople(6804), QStringLiteral("6,804 bytes"));
    }

    void whatPeopleReadFollowsIt()
    {
        setNumberLocale(QLocale(QLocale::German, QLocale::Germany));
        QCOMPARE(durationForPeople(1'230'000), QStringLiteral("1,23 ms"));
        QCOMPARE(sizeForPeople(6804), QStringLiteral("6.804 bytes"));
    }

    void whatProgramsReadDoesNot()
    {
        setNumberLocale(QLocale(QLocale::German, QLocale::Germany));
        QCOMPARE(durationToText(std::chrono::milliseconds(1500)), QStringLiteral("1500ms"));
        QCOMPARE(durationFromText(QStringLiteral("1.5s")), std::optional(std::chrono::nanoseconds(1'500'000'000)));
        QCOMPARE(sizeToText(65536), QStringLiteral("64KiB"));
    }
};

QTEST_GUILESS_MAIN(NumberLocaleTest)
#include "tst_numberlocale.moc"
