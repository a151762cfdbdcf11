// SPDX-License-Identifier: GPL-3.0-or-later
// What a pasted curl command sends, beside what curl sends.
#include "support/cliprogram.h"
#include "support/scriptedorigin.h"

#include <QProcess>
#include <QRegularExpression>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>

using namespace fiftyfold::test;

namespace {

/// Of a request: its first line, its fields by name, its body.
struct Sent {
    QByteArray line;
    QList<QByteArray> fields;
    QByteArray body;
    bool operator==(const Sent &) const = default;
};

/// What each client calls itself, unless the command says it.
bool isOfTheClient(const QByteArray &field, const QString &command)
{
    return field.toLower().startsWith("user-agent:") &&
           !command.contains(QLatin1String("user-agent"), Qt::CaseInsensitive);
}

/// The boundary of a form is drawn.
QByteArray withoutBoundary(QByteArray bytes, const QByteArray &boundary)
{
    return boundary.isEmpty() ? bytes : bytes.replace(boundary, "BOUNDARY");
}

Sent sentTo(const ScriptedOrigin &origin, const QString &command)
{
    Sent sent;
    QList<QByteArray> lines = origin.heads().value(0).split('\n');
    for (QByteArray &line : lines)
        line = line.trimmed();
    QByteArray boundary;
    for (const QByteArray &line : std::as_const(lines)) {
        if (const qsizetype at = line.indexOf("boundary="); at >= 0)
            boundary = line.mid(at + 9);
    }
    sent.line = lines.takeFirst();
    static const QRegularExpression escape(QStringLiteral("%[0-9A-Fa-f]{2}")); // in what case, each version has its way
    QString firstLine = QString::fromLatin1(sent.line);
    for (QRegularExpressionMatchIterator found = escape.globalMatch(firstLine); found.hasNext();) {
        const QRegularExpressionMatch one = found.next();
        firstLine.replace(one.capturedStart(), one.capturedLength(), one.captured().toLower());
    }
    sent.line = firstLine.toLatin1();
    for (const QByteArray &line : std::as_const(lines)) {
        // how long it is says the body; a boundary may be longer than another
        if (!line.isEmpty() && !isOfTheClient(line, command) &&
            !(boundary.size() > 0 && line.toLower().startsWith("content-length:")))
            sent.fields.append(
                withoutBoundary(line.left(line.indexOf(':')).toLower() + line.mid(line.indexOf(':')), boundary));
    }
    std::sort(sent.fields.begin(), sent.fields.end());
    sent.body = withoutBoundary(origin.bodies().value(0), boundary);
    return sent;
}

} // namespace

class TestCliCurl : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void sendsWhatCurlSends_data();
    void sendsWhatCurlSends();
    void aByteThatIsNoTextIsRefused();
    void formsByOption();
    void secretsByFile();

private:
    QTemporaryDir m_folder;
};

void TestCliCurl::initTestCase()
{
    if (QStandardPaths::findExecutable(QStringLiteral("curl")).isEmpty())
        QSKIP("curl is not installed");
    for (const auto &[name, bytes] : {std::pair("lines.txt", QByteArray("one=1\r\ntwo=2\n")),
                                      std::pair("image.png", QByteArray("\x89PNG\r\n\x1a\n\0\xff", 10)),
                                      std::pair("token", QByteArray("t0p-s3cret\n"))}) {
        QFile file(m_folder.filePath(QLatin1String(name)));
        QVERIFY(file.open(QIODevice::WriteOnly));
        QCOMPARE(file.write(bytes), bytes.size());
    }
}

void TestCliCurl::sendsWhatCurlSends_data()
{
    QTest::addColumn<QString>("command");
    for (const char *command : {
             "curl 'URL/items?page=2&q=a%20b'",
             "curl URL/ -H 'accept: application/json' -H 'x-empty;' -b 'session=abc123; theme=dark' --compressed",
             "curl 'URL/' -X 'PUT' -H 'content-type: application/json' --data-raw $'{\"note\":\"it\\'s 5 "
             "o\\'clock\\u0021\"}'",
             "curl URL/ --data-raw 'a=1&b=%20' -d c=3",
             "curl URL/ --data-binary @lines.txt -H 'Content-Type: text/plain'",
             "curl URL/ -d @lines.txt",
             "curl -G URL/search -d q=a -d n=b --data-urlencode 'm=d e&f'",
             "curl 'URL/search?x=1' -G --data-urlencode q@lines.txt",
             "curl URL/ -u 'me:pa:ss w\xC3\xB6rd'",
             "curl URL/ --json '{\"a\":1}' --json ',{}'",
             "curl URL/ -F name=value -F 'file=@image.png' -F 'text=<lines.txt' -F 'b=x;type=text/x-own'",
             "curl URL/ -F 'f=@image.png;filename=\"other.bin\";type=application/x-own' --form-string 'raw=@not;a "
             "file'",
             "curl -I URL/",
             "curl -X POST URL/",
             "curl -X PUT URL/ -H 'Content-Length: 0'",
             "curl URL/ -d ''",
             "curl URL/ -H 'X-Tag: a' -H 'x-tag: c' -H 'Cookie: b=1' -H 'Cookie: d=2'",
             "curl URL/ -XDELETE -e http://from/ -A 'My agent/1'",
             "curl \"URL/\" -H \"X-Quoted: a \\\"b\\\" \\\\ c\" -H 'X-Dollar: $HOME'",
             "curl URL/a/../b --path-as-is",
             "curl 'URL/list\\[1\\]'",
             "curl URL/ --compressed -r 0-4",
             "curl URL/ --compressed -H 'Accept-Encoding: br'",
             "curl URL/ --compressed -H 'Accept-Encoding:'",
             "curl 'URL/items?y=100%'",
             "curl 'URL/100%/b%zz?c=%&d=%4'",
             "curl -g 'URL/{a}/\"b\"/<c>?d={e}&f=\"g\"&h=<i>|^`'",
             "curl \"URL/it's?q='x'\"",
             "curl 'URL/\xC3\xB6?\xC3\xB6=\xC3\xBC'",
             "curl 'URL/a%/../b?c=%' -G -d 'd=100%'",
         })
        QTest::newRow(command) << QString::fromUtf8(command);
}

void TestCliCurl::sendsWhatCurlSends()
{
    QFETCH(QString, command);
    const Script script{ReadHead{}, ReadBody{}, Send{reply("200 OK", "x")}, Close{}};
    const ScriptedOrigin ofCurl(script);
    const ScriptedOrigin ofOurs(script);
    const auto at = [&command](const ScriptedOrigin &origin) {
        QString text = command;
        QString url = origin.url(QString()).toString();
        while (url.endsWith(QLatin1Char('/')))
            url.chop(1);
        return text.replace(QLatin1String("URL"), url);
    };
    QProcess curl;
    curl.setWorkingDirectory(m_folder.path());
    curl.start(QStringLiteral("bash"), {QStringLiteral("-c"), at(ofCurl) + QStringLiteral(" --silent --noproxy '*'")});
    QVERIFY(curl.waitForFinished(cliDeadlineMs));

    QProcess ours;
    ours.setWorkingDirectory(m_folder.path());
    startCli(ours, {QStringLiteral("run"), QStringLiteral("-n"), QStringLiteral("1"), QStringLiteral("--curl"),
                    at(ofOurs), QStringLiteral("--proxy=")});
    QVERIFY(ours.waitForFinished(cliDeadlineMs));
    const QByteArray errors = ours.readAllStandardError();
    QCOMPARE(ofCurl.requests(), 1);
    QVERIFY2(ofOurs.requests() == 1, errors.constData());

    Sent expected = sentTo(ofCurl, command);
    Sent sent = sentTo(ofOurs, command);
    const auto hostOf = [](const ScriptedOrigin &origin) { return "127.0.0.1:" + QByteArray::number(origin.port()); };
    for (QByteArray &field : expected.fields)
        field.replace(hostOf(ofCurl), hostOf(ofOurs));
    QCOMPARE(sent.line, expected.line);
    QCOMPARE(sent.fields, expected.fields);
    QCOMPARE(sent.body, expected.body);
}

/// A record is text, so it could not say what was asked for.
void TestCliCurl::aByteThatIsNoTextIsRefused()
{
    const ScriptedOrigin origin;
    QProcess ours;
    startCli(ours, {QStringLiteral("run"), QStringLiteral("-n"), QStringLiteral("1"), QStringLiteral("--curl"),
                    QStringLiteral("curl $'%1\\xe9'").arg(origin.url().toString())});
    QVERIFY(ours.waitForFinished(cliDeadlineMs));
    QCOMPARE(ours.exitCode(), 2);
    QVERIFY(ours.readAllStandardError().contains("no UTF-8"));
    QCOMPARE(origin.requests(), 0);
}

void TestCliCurl::formsByOption()
{
    const ScriptedOrigin origin({ReadHead{}, ReadBody{}, Send{reply("200 OK", "x")}, Close{}});
    QProcess ours;
    ours.setWorkingDirectory(m_folder.path());
    startCli(ours, {QStringLiteral("run"), origin.url().toString(), QStringLiteral("-n"), QStringLiteral("1"),
                    QStringLiteral("--form"), QStringLiteral("name=a b"), QStringLiteral("--form"),
                    QStringLiteral("file=@image.png")});
    QVERIFY(ours.waitForFinished(cliDeadlineMs));
    QCOMPARE(ours.exitCode(), 0);
    QVERIFY(origin.heads().value(0).startsWith("POST / HTTP/1.1"));
    QVERIFY(origin.bodies().value(0).contains("name=\"name\"\r\n\r\na b\r\n"));
    QVERIFY(origin.bodies().value(0).contains("filename=\"image.png\"\r\nContent-Type: image/png\r\n\r\n\x89PNG"));
}

void TestCliCurl::secretsByFile()
{
    for (const auto &[option, sent] : {std::pair("--bearer", QByteArray("Authorization: Bearer t0p-s3cret\r\n")),
                                       std::pair("--user", QByteArray("Authorization: Basic "))}) {
        const ScriptedOrigin origin;
        QProcess ours;
        ours.setWorkingDirectory(m_folder.path());
        const bool isUser = qstrcmp(option, "--user") == 0;
        startCli(ours, {QStringLiteral("run"), origin.url().toString(), QStringLiteral("-n"), QStringLiteral("1"),
                        QLatin1String(option), isUser ? QStringLiteral("me:t0p-s3cret") : QStringLiteral("@token"),
                        QStringLiteral("--json"), QStringLiteral("-")});
        QVERIFY(ours.waitForFinished(cliDeadlineMs));
        QCOMPARE(ours.exitCode(), 0);
        QVERIFY(origin.heads().value(0).contains(sent));
        const QByteArray told = ours.readAllStandardOutput() + ours.readAllStandardError();
        QVERIFY(!told.contains("t0p-s3cret") && !told.contains(QByteArray("me:t0p-s3cret").toBase64()));
    }
}

QTEST_GUILESS_MAIN(TestCliCurl)
#include "tst_clicurl.moc"
