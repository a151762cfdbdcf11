// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/plan/curlcommand.h"

#include <QTest>

#include <ctime>

using namespace fiftyfold;

namespace {

CurlReading readingOf(const char *text)
{
    return curlCommandFrom(QString::fromUtf8(text));
}

} // namespace

/// What a command can't have, what is left out of it, and what was never meant as one.
class TestCurlRefusals : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void refusesTexts_data();
    void refusesTexts();
    void refusesOptions_data();
    void refusesOptions();
    void notes_data();
    void notes();
    void takesAMegabyte_data();
    void takesAMegabyte();

private:
    static void checkRefusal();
};

void TestCurlRefusals::checkRefusal()
{
    QFETCH(QByteArray, part);
    const CurlReading reading = readingOf(QTest::currentDataTag());
    QVERIFY(!reading.command);
    QVERIFY2(reading.problem.contains(QString::fromUtf8(part)), qPrintable(reading.problem));
    QVERIFY2(reading.problem.endsWith(QLatin1Char('.')) || reading.problem.endsWith(QChar(u'…')),
             qPrintable(reading.problem));
    QVERIFY2(!reading.problem.contains(QLatin1String("hunter2")), qPrintable(reading.problem));
}

void TestCurlRefusals::refusesTexts_data()
{
    QTest::addColumn<QByteArray>("part");
    const auto row = [](const char *text, const char *part) { QTest::newRow(text) << QByteArray(part); };
    row("", "begin with curl");
    row("   ", "begin with curl");
    row("wget http://hunter2/", "begin with curl");
    row("'curlx' http://hunter2/", "begin with curl");
    row("$.get('hunter2", "begin with curl");
    row("wget 'hunter2", "begin with curl");
    row("curl 'hunter2", "not closed");
    row("~/bin/curl http://hunter2/", "~");
    row("hunter2=1 curl http://h/", "begin with curl");
    row("fetch('http://h/hunter2')", "begin with curl");
    row("await fetch(\"http://h/\", {})", "begin with curl");
    row("Invoke-WebRequest `\n -Uri $hunter2", "begin with curl");
    row("curl", "has no URL");
    row("curl -k", "has no URL");
    row("curl http://h/ hunter2", "2 URLs");
    row("curl http://h/ --url http://hunter2/ x", "3 URLs");
    row("curl http://h/ -H Authorization: hunter2", "2 URLs");
    row("curl http://h/ -Z http://g/", "2 URLs");
    row("curl ''", "URL is empty");
    row("curl $'http://h/hunter2\\xe9'", "no UTF-8");
    row("curl ftp://u:hunter2@h/", "scheme");
    row("curl 'http://u:hunter2@h:99999/'", "can't be read");
    row("curl http://h/{a,b}", "--globoff");
    row("curl http://h/{a}", "--globoff");
    row("curl 'http://h/[1-9]'", "--globoff");
    row("curl 'http://h/]'", "--globoff");
    row("curl http://h/ -H", "-H takes");
    row("curl http://h/ --data", "--data takes");
    row("curl http://h/ -sH", "-H takes");
    row("curl http://h/ --frobnicate=hunter2", "--frobnicate,");
    row("curl http://h/ --frobnicate hunter2", "--frobnicate,");
    row("curl http://h/ -sWhunter2", "-W,");
    row("curl http://h/ -sühunter2", "-ü,");
    row("curl http://h/ -", "option -,");
    row("curl http://h/ --insecure=hunter2", "takes no value");
    row("curl http://h/ --no-data", "--no-data,");
    row("curl http://h/ --no-http2", "--no-http2,");
    row("curl http://h/ -d 'hunter2", "not closed");
    row("curl http://h/ -d $(hunter2)", "$(…)");
}

void TestCurlRefusals::refusesTexts()
{
    checkRefusal();
}

void TestCurlRefusals::refusesOptions_data()
{
    QTest::addColumn<QByteArray>("part");
    const auto row = [](const char *options, const char *part) {
        QTest::newRow(QByteArray("curl http://h/ ").append(options).constData()) << QByteArray(part);
    };
    row("-T hunter2", "-T is not taken");
    row("--upload-file=hunter2", "--upload-file is not taken");
    row("-K hunter2", "-K is not taken");
    row("-n", "-n is not taken");
    row("-: http://g/", "-: is not taken");
    row("--next http://g/", "--next is not taken");
    row("--digest -u a:hunter2", "--digest is not taken");
    row("--location-trusted", "--location-trusted is not taken");
    row("--http1.0", "--http1.0 is not taken");
    row("--pass hunter2", "--pass is not taken");
    row("-b hunter2", "name of a file");
    row("-H @hunter2", "name of a file");
    row("-H $'a: hunter2\\r\\nb: c'", "line break");
    row("-H $'a: hunter2\\x7f'", "control character");
    row("-A $'hunter2\\n'", "control character");
    row("-b $'a=hunter2\\n'", "control character");
    row("-e $'hunter2\\n'", "control character");
    row("-u hunter2", "without a password");
    row("-u a:hunter2 --oauth2-bearer hunter2", "exclude each other");
    row("-d @-", "standard input");
    row("--json @", "without the name");
    row("--data-urlencode a@-", "standard input");
    row("-F hunter2", "without the =");
    row("-F a=@-", "standard input");
    row("-F a=b -d hunter2", "exclude each other");
    row("-F a=b -G", "-G (--get)");
    row("-I -d hunter2", "-I (--head)");
    row("-G -d a --url-query b", "--url-query");
    row("-H 'Accept:'", "field accept");
    row("-H 'User-Agent:'", "field user-agent");
    row("-H 'hOST:'", "field host");
    row("-d a -H 'Content-Type:'", "field content-type");
    row("-A ''", "-A");
    row("-d a -H 'Transfer-Encoding: chunked'", "Transfer-Encoding");
    row("-e 'hunter2;auto' -L", "-e (--referer)");
    row("-x http:///hunter2", "-x takes");
    row("-U a:hunter2", "-x http://HOST:PORT");
    row("--noproxy hunter2", "no_proxy");
    row("-E a:hunter2", "passphrase");
    row("--cert-type DER", "PEM");
    row("--resolve h:x:1", "--resolve takes");
    row("--connect-to h", "--connect-to takes");
    row("-m soon", "seconds");
    row("-m 1e3", "seconds");
    row("-m 90000", "less than a day");
    row("--max-redirs 1000", "--max-redirs takes");
    row("-r all", "-r takes");
    row("-X ''", "-X takes");
}

void TestCurlRefusals::refusesOptions()
{
    checkRefusal();
}

void TestCurlRefusals::notes_data()
{
    QTest::addColumn<QByteArray>("part"); // empty: no note
    const auto row = [](const char *text, const char *part) { QTest::newRow(text) << QByteArray(part); };
    row("curl http://h/ -L -k -g --http1.1 -m 1", "");
    row("curl http://h/ --compressed", "zstd");
    row("curl http://h/ --compressed -H 'accept-encoding:'", "");
    row("curl http://h/ -s -S -v -i -f -o hunter2 -w hunter2", ": -s, -S, -v, -i, -f, -o, -w.");
    row("curl http://h/ -sSo hunter2 -s --silent", ": -s, -S, -o, --silent.");
    row("curl http://h/ -O -# -4 --no-progress-meter --no-buffer --output=hunter2",
        ": -O, -#, -4, --no-progress-meter, --no-buffer, --output.");
    row("curl http://h/ --http3", ": --http3.");
    row("curl http://h/ -H hunter2", "without a colon");
    row("curl http://h/ -H ':authority: hunter2'", "begins with a colon");
    row("curl http://h/ -H 'Content-Length: 5' -d hunter2", "Content-Length is left out");
    row("curl http://h/ -H 'Content-Length: 5'", "Content-Length is left out");
    row("curl -X POST http://h/ -H 'Content-Length: 0'", "");
    row("curl http://h/ --compressed -H 'accept-encoding: br'", "Accept-Encoding is sent");
    row("curl http://h/ ; curl http://g/", "several commands");
    row("curl http://h/ | jq .hunter2", "command's end");
}

void TestCurlRefusals::notes()
{
    QFETCH(QByteArray, part);
    const CurlReading reading = readingOf(QTest::currentDataTag());
    QVERIFY2(reading.command, qPrintable(reading.problem));
    QCOMPARE(reading.notes.size(), part.isEmpty() ? 0 : 1);
    for (const QString &note : reading.notes) {
        QVERIFY2(note.contains(QString::fromUtf8(part)) && note.endsWith(QLatin1Char('.')), qPrintable(note));
        QVERIFY2(!note.contains(QLatin1String("hunter2")), qPrintable(note));
    }
}

void TestCurlRefusals::takesAMegabyte_data()
{
    QTest::addColumn<QByteArray>("begin");
    QTest::addColumn<QByteArray>("unit");
    const auto row = [](const char *name, const char *begin, const char *unit) {
        QTest::newRow(name) << QByteArray(begin) << QByteArray(unit);
    };
    row("a body", "curl http://h/ -d ", "a");
    row("brackets", "curl 'http://h/", "\\[");
    row("bodies", "curl http://h/ ", "-d a ");
    row("headers", "curl http://h/ ", "-Ha:b ");
    row("forms", "curl http://h/ ", "-F a=b ");
    row("a form's value", "curl http://h/ -F a=b", "\\;type=a/b");
    row("letters", "curl http://h/ -", "s");
    row("dots", "curl http://h", "/..");
}

void TestCurlRefusals::takesAMegabyte()
{
    QFETCH(QByteArray, begin);
    QFETCH(QByteArray, unit);
    constexpr int size = 1'000'000;
    const QByteArray text = begin + unit.repeated(size / unit.size()) + (begin.contains('\'') ? "'" : "");
    const std::clock_t begun = std::clock(); // of this process, however busy the machine is
    const CurlReading reading = readingOf(text.constData());
    RunPlan plan;
    if (reading.command)
        QCOMPARE(applyCurlCommand(*reading.command, plan, {{QStringLiteral("a"), "x"}}, "BOUNDARY"), QString());
    constexpr std::clock_t mostSeconds = 20; // linear, under sanitizers too
    QVERIFY((std::clock() - begun) / CLOCKS_PER_SEC < mostSeconds);
    constexpr qsizetype longestProblem = 300;
    QVERIFY(reading.command ? plan.url.host() == QLatin1String("h") : reading.problem.size() < longestProblem);
}

QTEST_APPLESS_MAIN(TestCurlRefusals)
#include "tst_curlrefusals.moc"
