// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/text/redaction.h"
#include "widgets/base/windowsettings.h"
#include "widgets/run/commandpaste.h"
#include "widgets/run/runbar.h"

#include <QClipboard>
#include <QComboBox>
#include <QFile>
#include <QGuiApplication>
#include <QLineEdit>
#include <QMessageBox>
#include <QPushButton>
#include <QSettings>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <memory>

using namespace fiftyfold;

/// curl commands that are pasted into the URL's field.
class TestCommandPaste : public QObject
{
    Q_OBJECT

private:
    static QLineEdit *field(const RunBar &bar) { return bar.findChild<QComboBox *>(QStringLiteral("url"))->lineEdit(); }
    static void paste(const RunBar &bar, const QString &text)
    {
        QGuiApplication::clipboard()->setText(text);
        QTest::keySequence(field(bar), QKeySequence::Paste);
    }
    static QPushButton *button(const QMessageBox &box, QMessageBox::ButtonRole role)
    {
        for (QAbstractButton *button : box.buttons()) {
            if (box.buttonRole(button) == role)
                return qobject_cast<QPushButton *>(button);
        }
        return nullptr;
    }

    std::unique_ptr<QTemporaryDir> m_folder;

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, m_folder->path());
    }
    void tellsCommandsFromUrls_data();
    void tellsCommandsFromUrls();
    void takesTheWholeRequest_data();
    void takesTheWholeRequest();
    void otherTextIsPastedAsItIs();
    void ctrlZGivesTheRequestBack();
    void isRefusedWithTheReason();
    void filesAreReadOnlyWhenAllowed();
    void aFileThatIsMissingChangesNothing();
    void secretsAreNotRemembered();
};

void TestCommandPaste::tellsCommandsFromUrls_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("isCommand");
    QTest::newRow("plain") << QStringLiteral("curl http://h/") << true;
    QTest::newRow("windows") << QStringLiteral("curl.exe http://h/") << true;
    QTest::newRow("path") << QStringLiteral("/usr/bin/curl http://h/") << true;
    QTest::newRow("prompt") << QStringLiteral("$ curl http://h/") << true;
    QTest::newRow("path in quotes") << QStringLiteral("\"C:\\Program Files\\curl.exe\" http://h/") << true;
    QTest::newRow("a URL in quotes") << QStringLiteral("\"http://h/curl\"") << false;
    QTest::newRow("lines") << QStringLiteral("\n curl \\\n http://h/") << true;
    QTest::newRow("a URL") << QStringLiteral("http://h/curl x") << false;
    QTest::newRow("a host") << QStringLiteral("curl.se") << false;
    QTest::newRow("a longer host") << QStringLiteral("curly http://h/") << false;
    QTest::newRow("nothing") << QString() << false;
}

void TestCommandPaste::tellsCommandsFromUrls()
{
    QFETCH(const QString, text);
    QTEST(isCurlCommand(text), "isCommand");
}

void TestCommandPaste::takesTheWholeRequest_data()
{
    QTest::addColumn<QString>("command");
    QTest::newRow("Chrome, bash") << QStringLiteral("curl 'http://127.0.0.1:8080/items?a=1' \\\n"
                                                    "  -X 'PUT' \\\n"
                                                    "  -H 'Accept: text/plain' \\\n"
                                                    "  -H 'Content-Type: application/json' \\\n"
                                                    "  --data-raw $'{\"name\":\"it\\'s\"}' \\\n"
                                                    "  --compressed");
    QTest::newRow("Chrome, cmd") << QStringLiteral("curl \"http://127.0.0.1:8080/items?a=1\" ^\r\n"
                                                   "  -X \"PUT\" ^\r\n"
                                                   "  -H \"Accept: text/plain\" ^\r\n"
                                                   "  -H \"Content-Type: application/json\" ^\r\n"
                                                   "  --data-raw \"^{^\\^\"name^\\^\":^\\^\"it's^\\^\"^}\"");
    QTest::newRow("Firefox") << QStringLiteral("curl 'http://127.0.0.1:8080/items?a=1' --compressed -X PUT "
                                               "-H 'Accept: text/plain' -H 'Content-Type: application/json' "
                                               "--data-raw $'{\"name\":\"it\\'s\"}'");
}

void TestCommandPaste::takesTheWholeRequest()
{
    QFETCH(const QString, command);
    RunBar bar;
    QSignalSpy taken(&bar, &RunBar::commandTaken);
    QSignalSpy refused(&bar, &RunBar::commandRefused);
    paste(bar, command);
    QVERIFY2(refused.isEmpty(), qPrintable(refused.value(0).value(0).toString()));
    QCOMPARE(taken.count(), 1);
    const RunPlan plan = bar.plan(nullptr);
    QCOMPARE(plan.method, QByteArray("PUT"));
    QCOMPARE(plan.url.toString(), QStringLiteral("http://127.0.0.1:8080/items?a=1"));
    QVERIFY(plan.headers.contains(HeaderField{"Accept", "text/plain"}));
    QVERIFY(plan.headers.contains(HeaderField{"Content-Type", "application/json"}));
    QCOMPARE(plan.body, QByteArray(R"({"name":"it's"})"));
    QCOMPARE(plan.redirects, 0);
    QCOMPARE(field(bar)->text(), QStringLiteral("http://127.0.0.1:8080/items?a=1"));
}

void TestCommandPaste::otherTextIsPastedAsItIs()
{
    RunBar bar;
    paste(bar, QStringLiteral("http://h/x"));
    QCOMPARE(field(bar)->text(), QStringLiteral("http://h/x"));
    QTest::keySequence(field(bar), QKeySequence::Undo);
    QCOMPARE(field(bar)->text(), QString());
}

void TestCommandPaste::ctrlZGivesTheRequestBack()
{
    RunBar bar;
    RunPlan before;
    before.url = ExactUrl::fromText(QByteArrayLiteral("http://127.0.0.1/before"));
    before.headers = {{"Name", "value"}};
    bar.setPlan(before);
    paste(bar, QStringLiteral("curl -k http://127.0.0.1/after -d x=1"));
    QCOMPARE(bar.plan(nullptr).method, QByteArray("POST"));
    QVERIFY(bar.plan(nullptr).insecure);
    QSignalSpy back(&bar, &RunBar::commandTakenBack);
    QTest::keySequence(field(bar), QKeySequence::Undo);
    QCOMPARE(back.count(), 1);
    QVERIFY(bar.plan(nullptr) == before);
    QTest::keySequence(field(bar), QKeySequence::Undo); // there is nothing more
    QCOMPARE(back.count(), 1);
    QVERIFY(bar.plan(nullptr) == before);
}

void TestCommandPaste::isRefusedWithTheReason()
{
    RunBar bar;
    const RunPlan before = bar.plan(nullptr);
    QSignalSpy refused(&bar, &RunBar::commandRefused);
    paste(bar, QStringLiteral("curl http://127.0.0.1/ --digest -u name:geheim"));
    QCOMPARE(refused.count(), 1);
    const QString problem = refused.first().first().toString();
    QVERIFY2(problem.contains(QStringLiteral("--digest")), qPrintable(problem));
    QVERIFY(!problem.contains(QStringLiteral("geheim")));
    paste(bar, QStringLiteral("curl"));
    QCOMPARE(refused.count(), 2);
    QVERIFY(bar.plan(nullptr) == before);
}

void TestCommandPaste::filesAreReadOnlyWhenAllowed()
{
    const QString name = m_folder->filePath(QStringLiteral("body.json"));
    QFile file(name);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("{\"a\": 1}");
    file.close();
    RunBar bar;
    const RunPlan before = bar.plan(nullptr);
    QSignalSpy taken(&bar, &RunBar::commandTaken);
    const QString command = QStringLiteral("curl http://127.0.0.1/ --json '@%1'").arg(name);
    paste(bar, command);
    auto *box = bar.findChild<QMessageBox *>();
    QVERIFY(box);
    QVERIFY(box->informativeText().contains(name));
    QTest::keyClick(box, Qt::Key_Escape);
    QTRY_VERIFY(!bar.findChild<QMessageBox *>());
    QVERIFY(bar.plan(nullptr) == before);
    QVERIFY(taken.isEmpty());

    paste(bar, command);
    button(*bar.findChild<QMessageBox *>(), QMessageBox::AcceptRole)->click();
    QTRY_COMPARE(taken.count(), 1);
    QCOMPARE(bar.plan(nullptr).body, QByteArray("{\"a\": 1}"));
}

void TestCommandPaste::aFileThatIsMissingChangesNothing()
{
    RunBar bar;
    const RunPlan before = bar.plan(nullptr);
    QSignalSpy refused(&bar, &RunBar::commandRefused);
    paste(bar, QStringLiteral("curl http://127.0.0.1/ -d '@%1'").arg(m_folder->filePath(QStringLiteral("none"))));
    button(*bar.findChild<QMessageBox *>(), QMessageBox::AcceptRole)->click();
    QTRY_COMPARE(refused.count(), 1);
    QVERIFY(refused.first().first().toString().contains(QStringLiteral("there is no such file")));
    QVERIFY(bar.plan(nullptr) == before);
}

void TestCommandPaste::secretsAreNotRemembered()
{
    RunBar bar;
    paste(bar, QStringLiteral("curl 'http://127.0.0.1/?access_token=geheim' -u name:geheim -b 'session=geheim' "
                              "-H 'X-Api-Key: geheim' -x http://name:geheim@127.0.0.1:1 -d 'password=geheim'"));
    QVERIFY(bar.plan(nullptr).body.contains("geheim"));
    {
        WindowSettings settings;
        settings.setPlan(bar.plan(nullptr));
        settings.setUrlHistory({bar.urlText()});
    }
    QFile file(m_folder->filePath(QStringLiteral("Fiftyfold/Fiftyfold.ini")));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray kept = file.readAll();
    QVERIFY(kept.contains("method"));
    QVERIFY2(!kept.contains("geheim") && !kept.contains("bmFtZTpnZWhlaW0"), kept.constData());
}

QTEST_MAIN(TestCommandPaste)
#include "tst_commandpaste.moc"
