// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/plan/shellwords.h"

#include <QTest>

#include <ctime>

using namespace fiftyfold;

namespace {

const QByteArray severalNote = "The text holds several commands";
const QByteArray restNote = "What stands after the command's end";

/// As a copied text of many lines is written here: with the ends of lines that a test asks for.
QString withLineEnds(const char *text, const char *ends)
{
    return QString::fromUtf8(QByteArray(text).replace("\n", ends));
}

/// A row's name on one line.
QByteArray rowName(const QByteArray &text)
{
    return QByteArray(text).replace("\r", "[CR]").replace("\n", "[LF]");
}

} // namespace

class TestShellWords : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void splitsAsBash_data();
    void splitsAsBash();
    void splitsAsCmd_data();
    void splitsAsCmd();
    void knowsTheForm_data();
    void knowsTheForm();
    void refuses_data();
    void refuses();
    void endsAtOperators_data();
    void endsAtOperators();
    void readsWhatChromeCopies();
    void takesAMegabyte_data();
    void takesAMegabyte();
};

void TestShellWords::splitsAsBash_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QList<QByteArray>>("words");
    const auto row = [](const char *text, const QList<QByteArray> &words) {
        QTest::newRow(rowName(text).constData()) << QByteArray(text) << words;
    };
    row("curl a  b\tc", {"curl", "a", "b", "c"});
    row("  curl 'a b'\n", {"curl", "a b"});
    row("curl ''", {"curl", ""});
    row("curl '' \"\" $''", {"curl", "", "", ""});
    row("curl 'it'\\''s'", {"curl", "it's"});
    row("curl a'b'\"c\"$'d'e", {"curl", "abcde"});
    row("curl 'a\\nb$(x)`y`$z'", {"curl", "a\\nb$(x)`y`$z"});
    row("curl \"a\\\"b\\\\c\\$d\\`e\\n'f'\"", {"curl", "a\"b\\c$d`e\\n'f'"});
    row("curl \"'\\\"'\\\"'\"", {"curl", "'\"'\"'"});
    row("curl \"5 $ $. $\"", {"curl", "5 $ $. $"});
    row("curl a$ $", {"curl", "a$", "$"});
    row("curl $\"a b\"", {"curl", "a b"});
    row("curl a\\ b\\'\\\"\\$\\;", {"curl", "a b'\"$;"});
    row("curl \\\n  a \\\n  b", {"curl", "a", "b"});
    row("curl a\\\nb \"c\\\nd\" 'e\\\nf'", {"curl", "ab", "cd", "e\\\nf"});
    row("curl \\\r\n  a \\\r\n  'b\r\nc'", {"curl", "a", "b\r\nc"});
    row("curl 'a\nb'", {"curl", "a\nb"});
    row("curl a#b", {"curl", "a#b"});
    row("curl x?a=b* a[1] {b}", {"curl", "x?a=b*", "a[1]", "{b}"});
    row("curl a~b '~/x'", {"curl", "a~b", "~/x"});
    row("curl 'ü €'ß", {"curl", "ü €ß"});
    row("curl a\\", {"curl", "a"});
    row("curl $'\\a\\b\\e\\E\\f\\n\\r\\t\\v\\\\\\'\\\"\\?'", {"curl", "\a\b\033\033\f\n\r\t\v\\'\"?"});
    row("curl $'\\041\\41x\\1018\\777'", {"curl", "!!xA8\xff"});
    row("curl $'\\x41\\x4a1\\x4G\\xe9\\x{42}c'", {"curl", "AJ1\x04G\xe9"
                                                          "Bc"});
    row("curl $'\\u0021\\u00e9\\u20AC1\\u9x\\U0001F600'", {"curl", "!é€1\tx😀"});
    row("curl $'\\ud83d\\ude00'", {"curl", "😀"}); // as Firefox writes it
    row("curl $'\\cA\\cz\\c?\\c\\\\x'", {"curl", "\x01\x1a\x7f\x1cx"});
    row("curl $'\\q\\x\\u\\9'", {"curl", "\\q\\x\\u\\9"});
    row("curl $'a\\\nb'", {"curl", "a\\\nb"});
    row("curl $'\"$(x)`$y'", {"curl", "\"$(x)`$y"});
}

void TestShellWords::splitsAsBash()
{
    QFETCH(QByteArray, text);
    QFETCH(QList<QByteArray>, words);
    const ShellWords read = bashWordsFrom(text.trimmed());
    QCOMPARE(read.problem, QString());
    QCOMPARE(read.notes, QStringList());
    QCOMPARE(read.words, words);
}

void TestShellWords::splitsAsCmd_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QList<QByteArray>>("words");
    const auto row = [](const char *text, const QList<QByteArray> &words) {
        QTest::newRow(rowName(text).constData()) << QByteArray(text) << words;
    };
    row("curl ^\"a b^\" ^\n  -H ^\"c^\"", {"curl", "a b", "-H", "c"});
    row("curl ^\"a b^\" ^\r\n  -H ^\"c^\"", {"curl", "a b", "-H", "c"});
    row("curl ^\"^\"", {"curl", ""});
    row("curl \"\" \"a\"", {"curl", "", "a"});
    row("curl ^\"^{^\\^\"n^\\^\":1^}^\"", {"curl", "{\"n\":1}"});
    row("curl ^\"100^%^ sure ^%^2F ^^ ^& & ^!^\"", {"curl", "100% sure %2F ^ & & !"});
    row("curl \"a=1^&b=^%^20^$x\"", {"curl", "a=1&b=%20$x"}); // the older form
    row("curl ^\"a^\n\nb^\n\n^\n\nc^\"", {"curl", "a\nb\n\nc"});
    row("curl ^\"a^\r\n\r\nb^\"", {"curl", "a\nb"});
    row("curl ^\"a\\b\\\\c\\\\^\"", {"curl", "a\\b\\\\c\\"});
    row("curl ^\"a\\\\\\^\"b^\"", {"curl", "a\\\"b"});
    row("curl a\\\\b \\\"c\\\"", {"curl", "a\\\\b", "\"c\""});
    row("curl \"a\"\"b\"", {"curl", "a\"b"});
    row("curl \"it's\" '", {"curl", "it's", "'"});
    row("curl \"$HOME `x` $(y)\"", {"curl", "$HOME `x` $(y)"});
    row("curl a^ b a^&b", {"curl", "a", "b", "a&b"});
    row("curl a^", {"curl", "a"});
    row("curl ^\"ü €^\"", {"curl", "ü €"});
}

void TestShellWords::splitsAsCmd()
{
    QFETCH(QByteArray, text);
    QFETCH(QList<QByteArray>, words);
    const ShellWords read = cmdWordsFrom(text);
    QCOMPARE(read.problem, QString());
    QCOMPARE(read.notes, QStringList());
    QCOMPARE(read.words, words);
}

void TestShellWords::knowsTheForm_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<bool>("isCmd");
    const auto row = [](const char *text, bool isCmd) {
        QTest::newRow(rowName(text).constData()) << QByteArray(text) << isCmd;
    };
    row("curl http://x/", false);
    row("curl 'http://x/^\"a^\"'", false);
    row("curl $'a' ^\"b^\"", false);
    row("curl \"http://x/\" \\\n -k", false);
    row("curl \"{\\\"a\\\":1}\"", false);
    row("curl \"^[a-z]+$\"", false);
    row("curl ^\"http://x/^\"", true);
    row("curl \"http://x/\" ^\n  -H \"a: it's\"", true);
    row("curl \"http://x/\" ^\r\n  -H \"a: b\"", true);
    row("curl \"http://x/?a=1^&b=2\"", true);
    row("curl \"http://x/\" --data-raw \"^{^\\^\"a^\\^\":^\\^\"b^\\^\"^}\"", true);
    row("curl.exe \"http://x/\"", true);
    row("C:\\curl.exe \"http://x/\"", true);
    row("", false);
    row("\"", false);
    row("\"\\", false);
    row("\"^", true);
    row("^", true);
}

void TestShellWords::knowsTheForm()
{
    QFETCH(QByteArray, text);
    QFETCH(bool, isCmd);
    QCOMPARE(shellFormOf(text) == ShellForm::Cmd, isCmd);
}

void TestShellWords::refuses_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("part"); // of the problem
    const auto row = [](const char *name, const QString &text, const char *part) {
        QTest::newRow(rowName(name).constData()) << text << QString::fromUtf8(part);
    };
    const auto plain = [&row](const char *text, const char *part) { row(text, QString::fromUtf8(text), part); };
    plain("curl 'hunter2", "line 1 is not closed");
    plain("curl \\\n -H 'hunter2", "line 2 is not closed");
    plain("curl \"hunter2", "is not closed");
    plain("curl \"hunter2\\\"", "is not closed");
    plain("curl $'hunter2\\'", "is not closed");
    plain("curl $'hunter2\\", "is not closed");
    plain("curl ^\"hunter2", "is not closed");
    plain("curl ^\"hunter2\\^\"", "is not closed");
    plain("curl $(cat hunter2)", "$(…)");
    plain("curl \"$(cat hunter2)\"", "$(…)");
    plain("curl $((1+1))", "$(…)");
    plain("curl `cat hunter2`", "backquotes");
    plain("curl \"`cat hunter2`\"", "backquotes");
    plain("curl $hunter2", "variable");
    plain("curl \"a $hunter2\"", "variable");
    plain("curl ${hunter2}", "variable");
    plain("curl $1 $@", "variable");
    plain("curl \"$?\"", "variable");
    plain("curl ~/x", "begins with ~");
    plain("curl a(b)", "bracket");
    plain("curl $'a\\0b'", "NUL");
    plain("curl $'a\\x00'", "NUL");
    plain("curl $'a\\u0000'", "NUL");
    plain("curl $'\\ud83d'", "no character");
    plain("curl $'\\ud83d\\u0041'", "no character");
    plain("curl $'\\ude00'", "no character");
    plain("curl $'\\U00110000'", "no character");
    plain("curl 'a'\n  -H 'b: c'", "backslash");
    plain("curl 'a' \\ \n  -H 'b: c'", "backslash");
    plain("curl ^\"a^\"\n  -H ^\"b^\"", "caret");
    row("NUL", QStringLiteral("curl 'a%1b'").arg(QChar(u'\0')), "NUL");
    row("lone high", QStringLiteral("curl 'a%1b'").arg(QChar(char16_t(0xd83d))), "half of a character");
    row("lone low", QStringLiteral("curl 'a%1b'").arg(QChar(char16_t(0xde00))), "half of a character");
}

void TestShellWords::refuses()
{
    QFETCH(QString, text);
    QFETCH(QString, part);
    const ShellWords read = shellWordsFrom(text);
    QVERIFY2(read.problem.contains(part), qPrintable(read.problem));
    QVERIFY2(read.problem.endsWith(QLatin1Char('.')), qPrintable(read.problem));
    QVERIFY2(!read.problem.contains(QLatin1String("hunter2")), qPrintable(read.problem));
}

void TestShellWords::endsAtOperators_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QList<QByteArray>>("words");
    QTest::addColumn<QByteArray>("note");
    const auto row = [](const char *text, const QList<QByteArray> &words, const QByteArray &note) {
        QTest::newRow(rowName(text).constData()) << QByteArray(text) << words << note;
    };
    row("curl a | jq .", {"curl", "a"}, restNote);
    row("curl a|jq", {"curl", "a"}, restNote);
    row("curl a && echo b", {"curl", "a"}, restNote);
    row("curl a > out", {"curl", "a"}, restNote);
    row("curl a 2>/dev/null", {"curl", "a"}, restNote);
    row("curl a2>x", {"curl", "a2"}, restNote);
    row("curl '2'>x", {"curl", "2"}, restNote);
    row("curl a <in", {"curl", "a"}, restNote);
    row("curl <(x)", {"curl"}, restNote);
    row("curl a;", {"curl", "a"}, "");
    row("curl a &", {"curl", "a"}, "");
    row("curl a # b c", {"curl", "a"}, "");
    row("curl a # b\necho", {"curl", "a"}, restNote);
    row("curl 'a' ;\ncurl 'b' ;\ncurl 'c'", {"curl", "a"}, severalNote);
    row("curl 'a'\ncurl 'b'", {"curl", "a"}, severalNote);
    row("curl 'a'\r\n\r\ncurl 'b'", {"curl", "a"}, severalNote);
    row("curl 'a'\necho", {"curl", "a"}, restNote);
    row("curl 'a;|&>' ';'", {"curl", "a;|&>", ";"}, "");
    row("curl ^\"a^\" &\r\ncurl ^\"b^\"", {"curl", "a"}, severalNote);
    row("curl ^\"a^\" | more", {"curl", "a"}, restNote);
    row("curl ^\"a^\" > x", {"curl", "a"}, restNote);
    row("curl ^\"a&|<>^\" ^& b", {"curl", "a&|<>", "&", "b"}, "");
    row("curl ^\"a^\"\r\necho", {"curl", "a"}, restNote);
}

void TestShellWords::endsAtOperators()
{
    QFETCH(QByteArray, text);
    QFETCH(QList<QByteArray>, words);
    QFETCH(QByteArray, note);
    const ShellWords read = shellWordsFrom(QString::fromUtf8(text));
    QCOMPARE(read.problem, QString());
    QCOMPARE(read.words, words);
    QCOMPARE(read.notes.size(), note.isEmpty() ? 0 : 1);
    if (!note.isEmpty())
        QVERIFY2(read.notes.first().startsWith(QString::fromUtf8(note)), qPrintable(read.notes.first()));
}

void TestShellWords::readsWhatChromeCopies()
{
    const QList<QByteArray> words = {"curl",       "http://127.0.0.1:8080/items?page=2", "-H",        "x-empty;",
                                     "--data-raw", "{\"a\":\"it's 100% & !\"}",          "--insecure"};
    const char *bash = "curl 'http://127.0.0.1:8080/items?page=2' \\\n"
                       "  -H 'x-empty;' \\\n"
                       "  --data-raw $'{\"a\":\"it\\'s 100% & \\u0021\"}' \\\n"
                       "  --insecure";
    const char *cmd = "curl ^\"http://127.0.0.1:8080/items?page=2^\" ^\n"
                      "  -H ^\"x-empty;^\" ^\n"
                      "  --data-raw ^\"^{^\\^\"a^\\^\":^\\^\"it's 100^% ^& ^!^\\^\"^}^\" ^\n"
                      "  --insecure";
    const char *olderCmd = "curl \"http://127.0.0.1:8080/items?page=2\" ^\n"
                           "  -H \"x-empty;\" ^\n"
                           "  --data-raw \"^{^\\^\"a^\\^\":^\\^\"it's 100^% ^& ^!^\\^\"^}\" ^\n"
                           "  --insecure";
    for (const char *text : {bash, cmd, olderCmd}) {
        for (const char *ends : {"\n", "\r\n"}) {
            const ShellWords read = shellWordsFrom(withLineEnds(text, ends));
            QCOMPARE(read.problem, QString());
            QCOMPARE(read.words, words);
        }
    }
}

void TestShellWords::takesAMegabyte_data()
{
    QTest::addColumn<QString>("begin");
    QTest::addColumn<QString>("unit");
    const auto row = [](const char *name, const char *begin, const char *unit) {
        QTest::newRow(name) << QString::fromUtf8(begin) << QString::fromUtf8(unit);
    };
    row("quoted", "curl '", "a ");
    row("words", "curl ", "a ");
    row("backslashes", "curl ^\"", "\\");
    row("carets", "curl ^\"", "^");
    row("quotes", "curl ", "\"");
    row("bash quotes", "curl ", "'");
    row("digits", "curl $'\\x{", "f");
    row("escapes", "curl $'", "\\u0041");
    row("line breaks", "curl 'a'", "\n");
    row("operators", "curl 'a'", ";");
    row("commands", "curl 'a'", " ;\ncurl 'a'");
}

void TestShellWords::takesAMegabyte()
{
    QFETCH(QString, begin);
    QFETCH(QString, unit);
    constexpr int size = 1'000'000;
    const std::clock_t begun = std::clock(); // of this process, however busy the machine is
    const ShellWords read = shellWordsFrom(begin + unit.repeated(int(size / unit.size())));
    QVERIFY(read.words.size() + read.problem.size() > 0);
    constexpr std::clock_t mostSeconds = 20; // linear, under sanitizers too
    QVERIFY((std::clock() - begun) / CLOCKS_PER_SEC < mostSeconds);
}

QTEST_APPLESS_MAIN(TestShellWords)
#include "tst_shellwords.moc"
