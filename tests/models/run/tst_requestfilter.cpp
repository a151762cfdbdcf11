// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/run/requestfilter.h"

#include <QTest>

using namespace fiftyfold;
using Field = RequestCondition::Field;
using Comparison = RequestCondition::Comparison;

class TestRequestFilter : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void readsACondition_data();
    void readsACondition();
    void saysWhatCantBeRead_data();
    void saysWhatCantBeRead();
    void takesOtherWordsForTexts_data();
    void takesOtherWordsForTexts();
    void joinsParts();
    void writesWhatItReads();
    void compares();
};

void TestRequestFilter::readsACondition_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("field");
    QTest::addColumn<int>("comparison");
    QTest::addColumn<qint64>("number");
    const auto row = [](const char *text, Field field, Comparison comparison, qint64 number) {
        QTest::newRow(text) << QString::fromUtf8(text) << int(field) << int(comparison) << number;
    };
    row("response > 400ms", Field::Response, Comparison::Above, 400'000'000);
    row("RESPONSE>=1.5 s", Field::Response, Comparison::AtLeast, 1'500'000'000);
    row("service < 2m", Field::Service, Comparison::Below, 120'000'000'000);
    row("lag > 800us", Field::Lag, Comparison::Above, 800'000);
    row("lag > 800µs", Field::Lag, Comparison::Above, 800'000);
    row("lag > 0", Field::Lag, Comparison::Above, 0);
    row("wait <= 10ms", Field::Stage, Comparison::AtMost, 10'000'000);
    row("status = 503", Field::Status, Comparison::Equal, 503);
    row("status == 503", Field::Status, Comparison::Equal, 503);
    row("status != 200", Field::Status, Comparison::NotEqual, 200);
    row("bytes > 64KiB", Field::Bytes, Comparison::Above, 65'536);
    row("lane = 3", Field::Lane, Comparison::Equal, 3);
    row("number < 100", Field::Number, Comparison::Below, 100);
    row("outcome = failed", Field::Outcome, Comparison::Equal, qint64(Outcome::Failed));
    row("class = Timeout", Field::Class, Comparison::Equal, qint64(ErrorClass::Timeout));
    row("class != body-too-large", Field::Class, Comparison::NotEqual, qint64(ErrorClass::BodyTooLarge));
}

void TestRequestFilter::readsACondition()
{
    QFETCH(const QString, text);
    QString problem;
    const RequestFilter filter = readRequestFilter(text, &problem);
    QCOMPARE(problem, QString());
    QCOMPARE(filter.conditions.size(), std::size_t(1));
    QVERIFY(filter.texts.isEmpty());
    QTEST(int(filter.conditions[0].field), "field");
    QTEST(int(filter.conditions[0].comparison), "comparison");
    QTEST(filter.conditions[0].number, "number");
}

void TestRequestFilter::saysWhatCantBeRead_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("said");
    const auto row = [](const char *text, const char *said) {
        QTest::newRow(text) << QString::fromUtf8(text) << QString::fromUtf8(said);
    };
    row("respons > 400ms", "“respons” is no field; “response” is.");
    row("response > 400", "“400” is no time such as 800us, 400ms or 1.5s, which “response” is compared with.");
    row("status = ok", "“ok” is no whole number, which “status” is compared with.");
    row("bytes > big", "“big” is no size such as 512, 64KiB or 1MiB, which “bytes” is compared with.");
    row("class = timeuot", "“timeuot” is no class; “timeout” is.");
    row("outcome > failed", "“outcome” can be compared by = and != alone.");
    row("status =", "Nothing stands behind “status =”.");
    row("status => 500", "“=>” is none of <, <=, =, !=, >= and >.");
    row("status = 503 and lag > soon", "“soon” is no time such as 800us, 400ms or 1.5s, which “lag” is compared with.");
}

void TestRequestFilter::saysWhatCantBeRead()
{
    QFETCH(const QString, text);
    QString problem;
    const RequestFilter filter = readRequestFilter(text, &problem);
    QTEST(problem, "said");
    QVERIFY(filter.isEmpty());
}

void TestRequestFilter::takesOtherWordsForTexts_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QStringList>("texts");
    QTest::newRow("nothing") << QStringLiteral("  ") << QStringList();
    QTest::newRow("a word") << QStringLiteral(" reset ") << QStringList{QStringLiteral("reset")};
    QTest::newRow("words") << QStringLiteral("salt and pepper") << QStringList{QStringLiteral("salt and pepper")};
    QTest::newRow("part of a URL") << QStringLiteral("q=lamp") << QStringList{QStringLiteral("q=lamp")};
    QTest::newRow("in quotation marks") << QStringLiteral("\"lag > 1ms\"") << QStringList{QStringLiteral("lag > 1ms")};
}

void TestRequestFilter::takesOtherWordsForTexts()
{
    QFETCH(const QString, text);
    QString problem;
    const RequestFilter filter = readRequestFilter(text, &problem);
    QCOMPARE(problem, QString());
    QVERIFY(filter.conditions.empty());
    QTEST(filter.texts, "texts");
}

void TestRequestFilter::joinsParts()
{
    QString problem;
    const RequestFilter filter =
        readRequestFilter(QStringLiteral("cart AND status = 503&&error = \"one and \"\"two\"\"\""), &problem);
    QCOMPARE(problem, QString());
    QCOMPARE(filter.texts, QStringList{QStringLiteral("cart")});
    QCOMPARE(filter.conditions.size(), std::size_t(2));
    QCOMPARE(filter.conditions[1].field, Field::Error);
    QCOMPARE(filter.conditions[1].text, QStringLiteral("one and \"two\""));
}

void TestRequestFilter::writesWhatItReads()
{
    const QString message = QStringLiteral("It said \"no\" and went; status = 3.");
    QString problem;
    const RequestFilter filter = readRequestFilter(filterTextFor(ErrorClass::Reset, message), &problem);
    QCOMPARE(problem, QString());
    QCOMPARE(filter.conditions.size(), std::size_t(2));
    QCOMPARE(filter.conditions[0].number, qint64(ErrorClass::Reset));
    QCOMPARE(filter.conditions[1].text, message);
    QCOMPARE(filterTextFor(ErrorClass::Reset, {}), QStringLiteral("class = reset"));
}

void TestRequestFilter::compares()
{
    const auto held = [](Comparison comparison) {
        RequestCondition condition;
        condition.comparison = comparison;
        condition.number = 5;
        QList<int> values;
        for (const int value : {4, 5, 6}) {
            if (condition.holds(value))
                values.append(value);
        }
        return values;
    };
    QCOMPARE(held(Comparison::Below), QList<int>({4}));
    QCOMPARE(held(Comparison::AtMost), QList<int>({4, 5}));
    QCOMPARE(held(Comparison::Equal), QList<int>({5}));
    QCOMPARE(held(Comparison::NotEqual), QList<int>({4, 6}));
    QCOMPARE(held(Comparison::AtLeast), QList<int>({5, 6}));
    QCOMPARE(held(Comparison::Above), QList<int>({6}));
}

QTEST_GUILESS_MAIN(TestRequestFilter)
#include "tst_requestfilter.moc"
