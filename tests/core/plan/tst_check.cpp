// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/plan/check.h"

#include <QElapsedTimer>
#include <QTest>

#include <algorithm>
#include <limits>

using namespace fiftyfold;
using namespace std::chrono_literals;

class TestCheck : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void reads_data();
    void reads();
    void refuses_data();
    void refuses();
    void passes_data();
    void passes();
    void fails_data();
    void fails();
    void looksAtHeaders_data();
    void looksAtHeaders();
    void looksAtSizeAndTime_data();
    void looksAtSizeAndTime();
    void givesUpOnSlowExpressions_data();
    void givesUpOnSlowExpressions();
    void looksAtTheBeginningOfALongBody();
    void tellsTheFirstFailure();
    void readsJsonOnce();
    void knowsWhatNeedsTheBody();
    void keepsSecretsOut_data();
    void keepsSecretsOut();
    void keepsFoundShort_data();
    void keepsFoundShort();

private:
    static Check checkOf(const QString &text)
    {
        QString problem;
        const std::optional<Check> check = Check::fromText(text, &problem);
        if (!check)
            qFatal("%s: %s", qPrintable(text), qPrintable(problem));
        return *check;
    }

    static CheckedReply replyOf(const QByteArray &body)
    {
        CheckedReply reply;
        reply.body = body;
        reply.size = body.size();
        return reply;
    }

    /// What is found instead; null where it passes.
    static QString foundBy(const QString &check, const CheckedReply &reply)
    {
        const std::optional<CheckFailure> failure = firstCheckFailure({checkOf(check)}, reply);
        return failure ? failure->found : QString();
    }
};

void TestCheck::reads_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("written");
    const auto row = [](const char *text, const char *written) {
        QTest::newRow(text) << QString::fromUtf8(text) << QString::fromUtf8(written);
    };
    row("body contains x", "body contains x");
    row("  body \t contains  two  blanks ", "body contains  two  blanks "); // one is the separator
    row("body contains contains", "body contains contains");
    row("body contains größer", "body contains größer");
    row("body matches ^\\d+ (a|b)$", "body matches ^\\d+ (a|b)$");
    row("body matches (?x) a # comment", "body matches (?x) a # comment");
    row("body matches \\Qa(b", "body matches \\Qa(b");
    row("body matches (*UCP)\\w", "body matches (*UCP)\\w");
    row("header Content-Type contains json; charset", "header Content-Type contains json; charset");
    row("json /a/0 = 5", "json /a/0 = 5");
    row("json /a=5", "json /a = 5");
    row("json /a b = c", "json /a b = c");
    row("json /a=b = c = d", "json /a=b = c = d");
    row("json /a~1b~0/ = {\"x\": [1, 2]}", "json /a~1b~0/ = {\"x\": [1, 2]}");
    row("json = 5", "json = 5");
    row("json  =5", "json = 5");
    row("json /a = \"\"", "json /a = \"\"");
    row("size 10..20000", "size 10..20000");
    row("size 1KiB .. 2kB", "size 1024..2000");
    row("size 10..", "size 10..");
    row("size ..200", "size ..200");
    row("size 6804", "size 6804");
    row("size 0", "size 0");
    row("size 0..0", "size 0");
    row("size 0..", "size 0..");
    row("within 200ms", "within 200ms");
    row("within 1.5s", "within 1500ms");
    row("within 250us", "within 0.25ms");
}

void TestCheck::reads()
{
    QFETCH(const QString, text);
    QFETCH(const QString, written);
    QString problem;
    const std::optional<Check> check = Check::fromText(text, &problem);
    QVERIFY2(check, qPrintable(problem));
    QCOMPARE(problem, QString());
    QCOMPARE(check->toText(), written);
    const std::optional<Check> again = Check::fromText(written, &problem);
    QVERIFY2(again, qPrintable(problem));
    QCOMPARE(*again, *check);
    QVERIFY(!(*again == checkOf(QStringLiteral("body contains something else"))));
}

void TestCheck::refuses_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("said");
    const auto row = [](const char *text, const char *said) {
        QTest::newRow(text) << QString::fromUtf8(text) << QString::fromUtf8(said);
    };
    row("", "nothing (an empty text)");
    row("  ", "nothing (an empty text)");
    row("status = 200", "one that begins with \"status\"");
    row("bdoy contains x", "one that begins with \"bdoy\"");
    row("headers X contains x", "one that begins with \"headers\", which may mean header");
    row("Body contains x", "one that begins with \"Body\", which may mean body");
    row("body", "\"body\" without \"contains TEXT\" or \"matches REGEX\" behind it");
    row("body has x", "\"body\" without \"contains TEXT\" or \"matches REGEX\" behind it");
    row("body contains", "\"body contains\" with nothing behind it");
    row("body matches ", "\"body matches\" with nothing behind it");
    row("body matches (a", "one whose expression can't be read: …");
    row("body matches a)|(b", "one whose expression can't be read: …");
    row("header", "\"header\" without the name of one behind it");
    row("header X: contains y", "the name of a header with a colon, which is left out here");
    row("header größe contains y", "\"header\" without the name of one behind it");
    row("header X", "\"header X\" without \"contains TEXT\" behind it");
    row("header X = y", "\"header X\" without \"contains TEXT\" behind it");
    row("header X contains ", "\"header X\" without \"contains TEXT\" behind it");
    row("json /a", "\"json\" without \"= VALUE\" behind the pointer");
    row("json /a == 1", "\"json\" with more than one = sign; a text that begins with one goes in quotes");
    row("json /a =", "\"json\" without a value; an empty text is \"\"");
    row("json a.b = 5", "the pointer \"a.b\", which is to be /NAME/NAME with ~1 for a slash and ~0 for a tilde");
    row("json #/a = 5", "the pointer \"#/a\", which is to be /NAME/NAME with ~1 for a slash and ~0 for a tilde");
    row("json /a~ = 5", "the pointer \"/a~\", which is to be /NAME/NAME with ~1 for a slash and ~0 for a tilde");
    row("json /a~2 = 5", "the pointer \"/a~2\", which is to be /NAME/NAME with ~1 for a slash and ~0 for a tilde");
    const auto size = [](const char *got) {
        return QByteArray("the size \"") + got +
               "\", which is to be 10..20000, 10.., ..200 or 6804 bytes, or with units, 1KiB..16MiB";
    };
    row("size", size("").constData());
    row("size ..", size("..").constData());
    row("size -1..5", size("-1..5").constData());
    row("size 1...5", size("1...5").constData());
    row("size 1-5", size("1-5").constData());
    row("size 5parsecs", size("5parsecs").constData());
    row("size 99999999999999999..", size("99999999999999999..").constData());
    row("size 20..10", "the size \"20..10\", which no body has: it ends before it begins");
    row("within", "the time \"\", which is to be below a day, such as 200ms, 1.5s or 2m");
    row("within 200", "the time \"200\", which is to be below a day, such as 200ms, 1.5s or 2m");
    row("within 0.0001us", "the time \"0.0001us\", which is to be below a day, such as 200ms, 1.5s or 2m");
    row("within 24h", "the time \"24h\", which is to be below a day, such as 200ms, 1.5s or 2m");
}

void TestCheck::refuses()
{
    QFETCH(const QString, text);
    QString problem;
    QVERIFY(!Check::fromText(text, &problem));
    QFETCH(QString, said);
    if (said.endsWith(QChar(u'…'))) { // and then what PCRE2 says
        said.chop(1);
        problem.truncate(said.size());
    }
    QCOMPARE(problem, said);
    QVERIFY(!Check::fromText(text, nullptr));
}

void TestCheck::passes_data()
{
    QTest::addColumn<QString>("check");
    QTest::addColumn<QByteArray>("body");
    const auto row = [](const char *check, const QByteArray &body) {
        QTest::addRow("%s %s", check, body.left(40).simplified().constData()) << QString::fromUtf8(check) << body;
    };
    row("body contains größer", "viel größer");
    row("body contains a b", "xa by");
    row("body contains x", QByteArray(1, '\0') + "x");
    row("body matches ^a", "ab");
    row("body matches \\Aab\\z", "ab");
    row("body matches b$", "a\nb\n");
    row("body matches (?m)^b", "a\nb");
    row("body matches a.*c", "xxabc");
    row("body matches (?s)a.c", "a\nc");
    row("body matches (?<=a)b", "ab");
    row("body matches (a)(b)\\2\\1", "xabba");
    row("body matches a|z", "z");
    row("body matches (?x) b # the second", "abc");
    row("body matches \\Qa(b", "xa(by");
    row("body matches (*UCP)^\\w$", "ä");
    row("body matches ^$", "");
    row("body matches \xC3\xA4", "x\xC3\xA4");
    row("body matches \\x{FFFD}", "\xFF"); // what does not decode
    row("json /a = 5", "{\"a\":5}");
    row("json /a = 5", "\xEF\xBB\xBF {\"a\": 5.0 }\n");
    row("json /a = 5", "{\"a\":0.05e+2}");
    row("json /a = 500", "{\"a\":5E2}");
    row("json /a = 0", "{\"a\":-0.00}");
    row("json /a = -12.5", "{\"a\":-1250e-2}");
    row("json /a = 12345678901234567890123", "{\"a\":12345678901234567890123}");
    row("json /a = 9223372036854775808", "{\"a\":9223372036854775808.0}");
    row("json /a = 1e400", "{\"a\":10e399}");
    row("json /a = 1e99999999999999999999", "{\"a\":1e99999999999999999999}");
    row("json /a = true", "{\"a\":true}");
    row("json /a = null", "{\"a\":null}");
    row("json /a = yes", "{\"a\":\"yes\"}");
    row("json /a = \"yes\"", "{\"a\":\"y\\u0065s\"}");
    row("json /a = 01", "{\"a\":\"01\"}"); // which is no number
    row("json /a = \xF0\x9F\x98\x80", "{\"a\":\"\\ud83d\\uDE00\"}");
    row("json /a = a\"b\\c", "{\"a\":\"a\\\"b\\\\c\"}");
    row("json /a = \"\\ud800\"", "{\"a\":\"\\uD800\"}");
    row("json /a = \"\\ud800\\ud800\"", "{\"a\":\"\\uD800\\ud800\"}");
    row("json = 5", " 5 ");
    row("json = text", "\"text\"");
    row("json / = 1", "{\"\":1}");
    row("json /a~1b = 1", "{\"a/b\":1}");
    row("json /m~0n = 1", "{\"m~n\":1}");
    row("json /~01 = 1", "{\"~1\":1}");
    row("json /k\"l = 1", "{\"k\\\"l\":1}");
    row("json /i\\j = 1", "{\"i\\\\j\":1}");
    row("json / /x = 1", "{\" \":{\"x\":1}}");
    row("json /a/1 = 2", "{\"a\":[1,2,3]}");
    row("json /0/0 = 1", "[[1]]");
    row("json /a/1 = x", "{\"a\":{\"1\":\"x\"}}");
    row("json /a/- = x", "{\"a\":{\"-\":\"x\"}}");
    row("json /a = [1, {\"b\":2, \"c\":[]}]", "{\"a\":[1.0,{\"c\":[ ],\"b\":2e0}]}");
    row("json /a = {}", "{\"a\":{ }}");
    row("json /a = 2", "{\"a\":1,\"a\":2}");
    row("json /a = {\"b\":2}", "{\"a\":{\"b\":1,\"b\":2}}");
    row("json /ä = ö", "{\"ä\":\"ö\"}");
    const QByteArray deep = QByteArray(jsonNestingLimit, '[') + QByteArray(jsonNestingLimit, ']');
    row("json /0/0/0 = []", "[[[[]]]]");
    row("json = []", "[]");
    QTest::newRow("as deep as can be") << QStringLiteral("json /b = 1")
                                       << QByteArray("{\"a\":" + deep.mid(1).chopped(1) + ",\"b\":1}");
}

void TestCheck::passes()
{
    QFETCH(const QString, check);
    QFETCH(const QByteArray, body);
    QCOMPARE(foundBy(check, replyOf(body)), QString());
}

void TestCheck::fails_data()
{
    QTest::addColumn<QString>("check");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("found");
    const auto row = [](const char *check, const QByteArray &body, const char *found) {
        QTest::addRow("%s %s", check, body.left(40).simplified().constData())
            << QString::fromUtf8(check) << body << QString::fromUtf8(found);
    };
    row("body contains x", "", "an empty body");
    row("body contains X", "x", "x");
    row("body contains  x", "x", "x"); // with the blank that was asked for
    row("body contains ä", "\xE4", "\xEF\xBF\xBD");
    row("body contains <title>", "<html>\n  <body>\tno\r\n", "<html> <body> no");
    row("body matches ^b$", "a\nb\nc", "a b c");
    row("body matches ^x", "ab", "ab");
    row("body matches .", "", "an empty body");
    row("json /a = 5", "", "an empty body");
    row("json /a = 5", " \n", "an empty body");
    row("json /a = 5", "{}", "nothing there");
    row("json /a = 5", "5", "nothing there");
    row("json /a = 5", "{\"a\":5.0000000000000000001}", "5.0000000000000000001");
    row("json /a = 9007199254740993", "{\"a\":9007199254740992}", "9007199254740992");
    row("json /a = 12345678901234567890123", "{\"a\":12345678901234567890124}", "12345678901234567890124");
    row("json /a = 18446744073709551616", "{\"a\":18446744073709551615}", "18446744073709551615");
    row("json /a = 5", "{\"a\":\"5\"}", "\"5\"");
    row("json /a = \"5\"", "{\"a\":5}", "5");
    row("json /a = true", "{\"a\":\"true\"}", "\"true\"");
    row("json /a = null", "{\"a\":\"\"}", "\"\"");
    row("json /a = 5", "{\"a\":[5]}", "[5]");
    row("json /a = [1,2]", "{\"a\":[2,1]}", "[2,1]");
    row("json /a = [1,2]", "{\"a\":[12]}", "[12]");
    row("json /a = {\"b\":1}", "{\"a\":{\"b\":1,\"c\":2}}", "{\"b\":1,\"c\":2}");
    row("json /a = x\xEF\xBF\xBD", "{\"a\":\"x\\ud800\"}", "\"x\\ud800\"");
    row("json /a/01 = 2", "{\"a\":[1,2]}", "nothing there");
    row("json /a/- = 2", "{\"a\":[1,2]}", "nothing there");
    row("json /a/2 = 2", "{\"a\":[1,2]}", "nothing there");
    row("json /a/99999999999999999999 = 2", "{\"a\":[1,2]}", "nothing there");
    row("json /a/b = 1", "{\"a\":{\"b\":1},\"a\":2}", "nothing there");
    row("json /A = 1", "{\"a\":1}", "nothing there");
    row("json /a = 1", "{\"a\":1} x", "no JSON from byte 8 on: x");
    row("json /a = 1", "{\"a\":1", "JSON that is cut off at byte 6");
    row("json /a = 1", "{\"a\":1,}", "no JSON from byte 7 on: }");
    row("json /a = 1", "{\"a\":01}", "no JSON from byte 6 on: 1}");
    row("json /a = 1", "{\"a\":+1}", "no JSON from byte 5 on: +1}");
    row("json /a = 1", "{\"a\":1.}", "no JSON from byte 7 on: }");
    row("json /a = 1", "{\"a\":1e}", "no JSON from byte 7 on: }");
    row("json /a = 1", "{'a':1}", "no JSON from byte 1 on: 'a':1}");
    row("json /a = 1", "{\"a\":tru}", "no JSON from byte 5 on: tru}");
    row("json /a = 1", "{\"a\":\"\n\"}", "no JSON from byte 6 on: \"}");
    row("json /a = 1", "{\"a\":\"\\x\"}", "no JSON from byte 7 on: x\"}");
    row("json /a = 1", "{\"a\":\"\\u12g4\"}", "no JSON from byte 7 on: u12g4\"}");
    row("json /a = 1", "{\"a\":\"\\u12", "no JSON from byte 7 on: u12");
    row("json /a = 1", "{\"a\":\"x\\", "JSON that is cut off at byte 8");
    row("json /a = 1", "[1 2]", "no JSON from byte 3 on: 2]");
    row("json /a = 1", "{\"a\":1}\xEF\xBB\xBF", "no JSON from byte 7 on:");
    row("json /a = 1", "<html>", "no JSON from byte 0 on: <html>");
    row("json /a = 1", QByteArray("{\"a\":1}\0", 8), "no JSON from byte 7 on: \xEF\xBF\xBD");
    row("json /a = 1", QByteArray(100'000, '['),
        ("no JSON from byte 512 on: " + QByteArray(53, '[') + "…").constData());
}

void TestCheck::fails()
{
    QFETCH(const QString, check);
    QFETCH(const QByteArray, body);
    QTEST(foundBy(check, replyOf(body)), "found");
}

void TestCheck::looksAtHeaders_data()
{
    QTest::addColumn<QString>("check");
    QTest::addColumn<QString>("found");
    const auto row = [](const char *check, const char *found) {
        QTest::newRow(check) << QString::fromUtf8(check) << QString::fromUtf8(found);
    };
    row("header Content-Type contains json", nullptr);
    row("header content-type contains charset=utf-8", nullptr);
    row("header CONTENT-TYPE contains JSON", "application/json; charset=utf-8");
    row("header Content contains json", "no such header");
    row("header X-Twice contains one", nullptr);
    row("header X-Twice contains two", nullptr);
    row("header X-Twice contains three", "two");
    row("header X-Empty contains x", "an empty value");
    row("header Set-Cookie contains id=", nullptr);
    row("header Set-Cookie contains x", "[redacted]");
    row("header Location contains /home", "https://[redacted]@host/?token=[redacted]");
}

void TestCheck::looksAtHeaders()
{
    QFETCH(const QString, check);
    CheckedReply reply;
    reply.headers = {{"Content-Type", "application/json; charset=utf-8"},
                     {"X-Twice", "one"},
                     {"x-twice", "two"},
                     {"X-Empty", ""},
                     {"Set-Cookie", "id=hunter2"},
                     {"Location", "https://me:hunter2@host/?token=hunter2"}};
    QTEST(foundBy(check, reply), "found");
}

void TestCheck::looksAtSizeAndTime_data()
{
    QTest::addColumn<QString>("check");
    QTest::addColumn<QString>("found");
    const auto row = [](const char *check, const char *found) {
        QTest::newRow(check) << QString::fromUtf8(check) << QString::fromUtf8(found);
    };
    row("size 6804", nullptr);
    row("size 6804..6804", nullptr);
    row("size 6805..", "6804 bytes");
    row("size ..6803", "6804 bytes");
    row("size 0..6804", nullptr);
    row("size 6804..7000", nullptr);
    row("size 0", "6804 bytes");
    row("within 200ms", nullptr);
    row("within 199.9ms", "200 ms");
    row("within 1m", nullptr);
}

void TestCheck::looksAtSizeAndTime()
{
    QFETCH(const QString, check);
    CheckedReply reply;
    reply.size = 6804; // without the body, which none of them needs
    reply.serviceTime = 200ms;
    QTEST(foundBy(check, reply), "found");
}

void TestCheck::givesUpOnSlowExpressions_data()
{
    QTest::addColumn<QString>("expression");
    QTest::addColumn<QByteArray>("body");
    const QByteArray as(60'000, 'a');
    QTest::newRow("(a+)+$") << QStringLiteral("(a+)+$") << as + 'b';
    QTest::newRow("(a|aa)+$") << QStringLiteral("(a|aa)+$") << as + 'b';
    QTest::newRow("(.*)*x\\d") << QStringLiteral("(.*)*x\\d") << as + 'x';
    QTest::newRow("quadratic") << QStringLiteral("a.*[bc]") << QByteArray(bodyMatchLimit, 'a');
    QTest::newRow("cubic") << QStringLiteral("a.*[bc].*[de]") << QByteArray(bodyMatchLimit, 'a');
    QTest::newRow("a class, from each place anew") << QStringLiteral("[a-z]+x$") << QByteArray(300'000, 'a');
    QTest::newRow("a class that gives nothing back") << QStringLiteral("[a-z]+=") << QByteArray(300'000, 'a');
    QTest::newRow("from each place anew")
        << QStringLiteral("(?:a+)+[bc]") << QByteArray(QByteArray(18, 'a') + ' ').repeated(50'000);
    QTest::newRow("limit given") << QStringLiteral("(*LIMIT_MATCH=4000000000)(a+)+$") << as + 'b';
    QTest::newRow("recursion") << QStringLiteral("^(a(?1)?)+$") << as + 'b';
}

void TestCheck::givesUpOnSlowExpressions()
{
    QFETCH(const QString, expression);
    QFETCH(const QByteArray, body);
    const Check check = checkOf(QLatin1String("body matches ") + expression);
    QElapsedTimer timer;
    timer.start();
    const std::optional<CheckFailure> failure = firstCheckFailure({check}, replyOf(body));
    QVERIFY2(timer.elapsed() < 10'000, qPrintable(QString::number(timer.elapsed())));
    QVERIFY(failure);
    QCOMPARE(failure->found, QStringLiteral("a body for which the expression takes too many steps"));
    QCOMPARE(foundBy(check.toText(), replyOf("c")), QStringLiteral("c")); // and it is good for the next
}

void TestCheck::looksAtTheBeginningOfALongBody()
{
    QByteArray body(bodyMatchLimit, 'a');
    body += "needle";
    QCOMPARE(foundBy(QStringLiteral("body contains needle"), replyOf(body)), QString());
    const QString found = foundBy(QStringLiteral("body matches needle"), replyOf(body));
    QVERIFY2(found.startsWith(QLatin1String("no match in its first 1 MiB, aaaa")), qPrintable(found));
    body.replace(bodyMatchLimit - 6, 6, "needle");
    QCOMPARE(foundBy(QStringLiteral("body matches needle"), replyOf(body)), QString());
}

void TestCheck::tellsTheFirstFailure()
{
    const QList<Check> checks = {checkOf(QStringLiteral("size 1..")), checkOf(QStringLiteral("json /a = 1")),
                                 checkOf(QStringLiteral("body contains x")), checkOf(QStringLiteral("json /b = 2"))};
    QVERIFY(!firstCheckFailure(checks, replyOf("{\"a\":1,\"b\":2,\"c\":\"x\"}")));
    QCOMPARE(firstCheckFailure(checks, replyOf("{\"a\":1,\"b\":3,\"c\":\"x\"}")),
             (CheckFailure{3, QStringLiteral("json /b = 2"), QStringLiteral("3")}));
    QCOMPARE(firstCheckFailure(checks, replyOf("{\"a\":1,\"b\":3}")),
             (CheckFailure{2, QStringLiteral("body contains x"), QStringLiteral("{\"a\":1,\"b\":3}")}));
    QCOMPARE(firstCheckFailure(checks, replyOf("")),
             (CheckFailure{0, QStringLiteral("size 1.."), QStringLiteral("0 bytes")}));
    QVERIFY(!firstCheckFailure({}, replyOf("")));
}

void TestCheck::readsJsonOnce()
{
    QByteArray body("{");
    QList<Check> checks;
    for (int i = 0; i < 200; ++i) {
        body += "\"a" + QByteArray::number(i) + "\":" + QByteArray::number(i) + ',';
        checks.append(checkOf(QStringLiteral("json /a%1 = %1").arg(i)));
    }
    body += "\"rest\":[0" + QByteArray(",1234567").repeated(100'000) + "]}";
    const CheckedReply reply = replyOf(body);
    const auto fastest = [&reply](const QList<Check> &asked) {
        qint64 least = std::numeric_limits<qint64>::max();
        for (int i = 0; i < 5; ++i) {
            QElapsedTimer timer;
            timer.start();
            if (firstCheckFailure(asked, reply))
                return qint64(0);
            least = std::min(least, timer.nsecsElapsed());
        }
        return least;
    };
    const qint64 one = fastest(checks.mid(0, 1));
    const qint64 all = fastest(checks);
    QVERIFY(one > 0 && all > 0);
    QVERIFY2(all < 50 * one, qPrintable(QStringLiteral("%1 ns, %2 ns").arg(one).arg(all)));
}

void TestCheck::knowsWhatNeedsTheBody()
{
    for (const char *text : {"body contains x", "body matches x", "json /a = 1"})
        QVERIFY(checkOf(QString::fromLatin1(text)).needsBody());
    for (const char *text : {"header X contains x", "size 1..", "within 1s"})
        QVERIFY(!checkOf(QString::fromLatin1(text)).needsBody());
}

void TestCheck::keepsSecretsOut_data()
{
    QTest::addColumn<QString>("check");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("shown");
    const auto row = [](const char *check, const char *body, const char *shown) {
        QTest::newRow(check) << QString::fromUtf8(check) << QByteArray(body) << QString::fromUtf8(shown);
    };
    row("body contains token=hunter2", "token=hunter23", "body contains token=[redacted]");
    row("body matches https://me:hunter2@h/", "x", "body matches https://[redacted]@h/");
    row("header Set-Cookie contains hunter2", "", "header Set-Cookie contains [redacted]");
    row("header X contains Bearer hunter2", "", "header X contains Bearer [redacted]");
    row("json /token = hunter2", "{\"token\":\"hunter23\"}", "json /token = [redacted]");
    row("json /session/0 = hunter2", "{\"session\":[\"hunter23\"]}", "json /session/0 = [redacted]");
    row("json /a = {\"password\":\"hunter2\"}", "{\"a\":{\"password\":\"hunter23\"}}",
        "json /a = {\"password\":\"[redacted]\"}");
}

void TestCheck::keepsSecretsOut()
{
    QFETCH(const QString, check);
    QFETCH(const QByteArray, body);
    const std::optional<CheckFailure> failure = firstCheckFailure({checkOf(check)}, replyOf(body + ' '));
    if (!body.startsWith("token")) { // which has it
        QVERIFY(failure);
        QTEST(failure->check, "shown");
        QVERIFY2(!failure->found.contains(QLatin1String("hunter2")), qPrintable(failure->found));
    }
    QTEST(checkOf(check).redactedText(), "shown");
}

void TestCheck::keepsFoundShort_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::newRow("long") << QByteArray(5000, 'a');
    QTest::newRow("letters of two units") << QByteArray("\xF0\x9F\x98\x80").repeated(500);
    QTest::newRow("the same, one on") << QByteArray("a" + QByteArray("\xF0\x9F\x98\x80").repeated(500));
    QTest::newRow("controls") << QByteArray("\x1b[2J\x07\x00\x7f\xc2\x9b\xe2\x80\xae", 13).repeated(20);
    QTest::newRow("line breaks") << QByteArray("a\r\nb\u2028\v\f").repeated(20);
    QTest::newRow("no UTF-8") << QByteArray("\xff\xfe\xf0\x9f").repeated(100);
}

void TestCheck::keepsFoundShort()
{
    QFETCH(const QByteArray, body);
    for (const char *check : {"body contains needle", "body matches needle", "json /a = 1"}) {
        const QString found = foundBy(QString::fromLatin1(check), replyOf(body));
        QVERIFY(!found.isEmpty());
        QVERIFY2(found.size() <= foundLimit, qPrintable(found));
        QVERIFY(QString::fromUtf8(found.toUtf8()) == found); // no half of a letter
        for (const QChar c : found)
            QVERIFY2(c.category() != QChar::Other_Control && c.category() != QChar::Other_Format, qPrintable(found));
    }
}

QTEST_GUILESS_MAIN(TestCheck)
#include "tst_check.moc"
