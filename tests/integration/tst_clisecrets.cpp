// SPDX-License-Identifier: GPL-3.0-or-later
// What the program keeps to itself, and what it makes visible, in all that it writes.
#include "support/cliprogram.h"

#include <QDir>
#include <QDirIterator>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <memory>

using namespace fiftyfold::test;

class TestCliSecrets : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup() { m_folder.reset(); }

    void keepsSecrets();
    void showsWhatIsHidden();
    void keptPagesHoldNoSecret();

private:
    QString inFolder(const QString &name) const { return m_folder->filePath(name); }

    std::unique_ptr<QTemporaryDir> m_folder;
};

void TestCliSecrets::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    QVERIFY(m_folder->isValid());
}

void TestCliSecrets::keepsSecrets()
{
    const QByteArray secret = "hunter2";
    const QString json = inFolder(QStringLiteral("run.json"));
    const CliResult result =
        runCli({QStringLiteral("run"), QStringLiteral("http://user:hunter2@127.0.0.1:1/?token=hunter2&a=b"),
                QStringLiteral("-n2"), QStringLiteral("-H"), QStringLiteral("Authorization: Bearer hunter2"),
                QStringLiteral("-H"), QStringLiteral("X-Api-Key: hunter2"), QStringLiteral("--proxy"),
                QStringLiteral("http://user:hunter2@127.0.0.1:1"), QStringLiteral("--json"), json,
                QStringLiteral("--csv"), QStringLiteral("-")});
    QCOMPARE(result.exitCode, 3);
    QVERIFY2(!result.errors.contains(secret), result.errors.constData());
    QVERIFY2(!result.output.contains(secret), result.output.constData());
    const QByteArray record = contents(json);
    QVERIFY(record.contains("[redacted]"));
    QVERIFY2(!record.contains(secret), record.constData());

    QProcess server;
    const QString url = serve(server);
    QVERIFY(url.startsWith(QLatin1String("http://127.0.0.1:")));
    const QString urlWithUser = QString(url).insert(int(qstrlen("http://")), QLatin1String("me:hunter2@"));
    for (const auto &[asked, exitCode] :
         {std::pair(url + QLatin1String("x?status=400&token=hunter2"), 3),
          std::pair(urlWithUser + QLatin1String("x?status=407&token=hunter2"), 3), std::pair(urlWithUser, 0)}) {
        const CliResult shown = runCli(
            {QStringLiteral("run"), asked, QStringLiteral("-n2"), QStringLiteral("--json"), QStringLiteral("-")});
        QVERIFY2(shown.exitCode == exitCode, shown.errors.constData());
        QVERIFY2(!shown.errors.contains(secret), shown.errors.constData());
        QVERIFY2(!shown.output.contains(secret), shown.output.constData());
        QVERIFY(shown.output.contains("[redacted]"));
    }
    server.terminate();
    QVERIFY(server.waitForFinished(cliDeadlineMs));

    for (const char *wrong :
         {"ftp://user:hunter2@127.0.0.1/", "http://user:hunter2@127.0.0.1:99999/?key=hunter2",
          "practice:x?status=400&token=hunter2", "--header=Authorization hunter2", "--proxy=gopher://user:hunter2@a:1",
          "--header=Authorization hunter2: x", "-ume:hunter2", "--user=hunter2", "--insecure=http://me:hunter2@a/",
          "-n=http://a/?sig=hunter2", "--method=http://me:hunter2@a/", "--strategy=http://a/?access_token=hunter2"}) {
        for (const char *command : {"run", "compare"}) {
            const CliResult refused = runCli({QString::fromLatin1(command), QString::fromLatin1(wrong)});
            QCOMPARE(refused.exitCode, 2);
            QVERIFY2(!refused.errors.contains(secret), refused.errors.constData());
            if (qstrncmp(wrong, "-u", 2) == 0) // what stands there instead is no secret
                QVERIFY2(refused.errors.contains("--user NAME:PASSWORD"), refused.errors.constData());
        }
    }
    for (const QStringList &wrong :
         {QStringList{QStringLiteral("http://me:hunter2@a/")},
          {QStringLiteral("help"), QStringLiteral("token=hunter2")},
          {QStringLiteral("serve"), QStringLiteral("-ume:hunter2")},
          {QStringLiteral("serve"), QStringLiteral("--token=hunter2")},
          {QStringLiteral("compare"), QStringLiteral("--runner=curl -u me:hunter2 http://a/?x=1")}}) {
        const CliResult refused = runCli(wrong);
        QCOMPARE(refused.exitCode, 2);
        QVERIFY2(!refused.errors.contains(secret), refused.errors.constData());
    }
}

/// Names of one's own, and what servers say, steer no terminal.
void TestCliSecrets::showsWhatIsHidden()
{
    const QString name = QStringLiteral("a\u202e\u009b2J\nb");
    for (const QStringList &arguments :
         {QStringList{QStringLiteral("run"), QStringLiteral("--json"), inFolder(name + QStringLiteral("/x"))},
          {QStringLiteral("run"), QStringLiteral("--cacert"), name},
          {QStringLiteral("run"), QStringLiteral("--work-dir"), inFolder(name)},
          {QStringLiteral("run"), QStringLiteral("--strategy"), name},
          {QStringLiteral("run"), QLatin1String("--") + name},
          {QStringLiteral("serve"), name},
          {name}}) {
        const CliResult result = runCli(arguments);
        QVERIFY(result.exitCode == 1 || result.exitCode == 2);
        for (const char *raw : {"\xe2\x80\xae", "\xc2\x9b", "\x1b", "2J\nb"})
            QVERIFY2(!result.errors.contains(raw), result.errors.constData());
        QVERIFY2(result.errors.contains("2J"), result.errors.constData());
    }
    const QString folder = inFolder(name);
    QVERIFY(QDir().mkpath(folder));
    const CliResult kept =
        runCli({QStringLiteral("run"), QStringLiteral("-n1"), QStringLiteral("--keep-files"),
                QStringLiteral("--work-dir"), folder, QStringLiteral("--json"), QStringLiteral("-")});
    QCOMPARE(kept.exitCode, 0);
    for (const char *raw : {"\xe2\x80\xae", "\xc2\x9b", "2J\nb"}) {
        QVERIFY2(!kept.errors.contains(raw), kept.errors.constData());
        QVERIFY2(!kept.output.contains(raw), kept.output.constData());
    }
}

void TestCliSecrets::keptPagesHoldNoSecret()
{
    const QString folder = inFolder(QStringLiteral("pages"));
    QVERIFY(QDir().mkpath(folder));
    const CliResult result =
        runCli({QStringLiteral("run"), QStringLiteral("practice:x?latency=0&size=100#access_token=hunter2"),
                QStringLiteral("-n1"), QStringLiteral("--keep-files"), QStringLiteral("--work-dir"), folder});
    QVERIFY2(result.exitCode == 0, result.errors.constData());
    QDirIterator pages(folder, QDir::Files, QDirIterator::Subdirectories);
    int count = 0;
    for (; pages.hasNext(); ++count) {
        const QByteArray page = contents(pages.next());
        QVERIFY2(!page.contains("hunter2"), page.constData());
    }
    QVERIFY(count > 0);
}

QTEST_GUILESS_MAIN(TestCliSecrets)
#include "tst_clisecrets.moc"
