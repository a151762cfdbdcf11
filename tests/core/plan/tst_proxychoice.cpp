// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/plan/proxychoice.h"

#include <QTest>

using namespace fiftyfold;

class TestProxyChoice : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanupTestCase() { init(); }
    void readsTexts_data();
    void readsTexts();
    void readsVariables_data();
    void readsVariables();
    void passesBy_data();
    void passesBy();
    void saysWhichVariableIsWrong_data();
    void saysWhichVariableIsWrong();
    void planDecides();

private:
    static ProxyChoice choiceFor(const QString &url)
    {
        RunPlan plan;
        plan.url = ExactUrl::fromText(url);
        return proxyChoiceFor(plan);
    }
};

void TestProxyChoice::init()
{
    for (const char *name :
         {"http_proxy", "HTTP_PROXY", "https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY", "no_proxy", "NO_PROXY"})
        qunsetenv(name);
}

void TestProxyChoice::readsTexts_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("proxy"); // empty: refused
    const auto row = [](const char *text, const char *proxy) {
        QTest::newRow(text) << QString::fromLatin1(text) << QString::fromLatin1(proxy);
    };
    row("127.0.0.1:3128", "http://127.0.0.1:3128");
    row("proxy", "http://proxy:1080");
    row(" PROXY.example:80/ ", "http://proxy.example:80");
    row("http://proxy/x?y#z", "http://proxy:1080");
    row("https://proxy", "https://proxy:443");
    row("SOCKS5H://proxy", "socks5h://proxy:1080");
    row("[::1]:3128", "http://[::1]:3128");
    row("me:p%40w@proxy:1", "http://me:p%40w@proxy:1");
    row("http://me@proxy:1", "http://me@proxy:1");
    row("", "");
    row("http://", "");
    row("http:/host", "");
    row("socks5:/host:1080", "");
    row(":3128", "");
    row("proxy:port", "");
    row("proxy:99999", "");
    row("[::1", "");
    row("a b", "");
}

void TestProxyChoice::readsTexts()
{
    QFETCH(const QString, text);
    QFETCH(const QString, proxy);
    const std::optional<QUrl> read = proxyFromText(text);
    QCOMPARE(read ? read->toString(QUrl::FullyEncoded) : QString(), proxy);
}

void TestProxyChoice::readsVariables_data()
{
    QTest::addColumn<QString>("variables");
    QTest::addColumn<QString>("proxy");      // of http://host.example/
    QTest::addColumn<QString>("proxyOfTls"); // of https://host.example/
    const auto row = [](const char *variables, const char *proxy, const char *proxyOfTls) {
        QTest::newRow(variables) << QString::fromLatin1(variables) << QString::fromLatin1(proxy)
                                 << QString::fromLatin1(proxyOfTls);
    };
    row("", "", "");
    row("http_proxy=a:1", "http://a:1", "");
    row("https_proxy=a:1", "", "http://a:1");
    row("HTTP_PROXY=a:1 HTTPS_PROXY=b:2", "http://a:1", "http://b:2");
    row("http_proxy=a:1 HTTP_PROXY=b:2", "http://a:1", "");
    row("http_proxy= HTTP_PROXY=b:2", "http://b:2", "");
    row("ALL_PROXY=socks5://a:1", "socks5://a:1", "socks5://a:1");
    row("all_proxy=a:1 ALL_PROXY=b:2", "http://a:1", "http://a:1");
    row("all_proxy=a:1 HTTPS_PROXY=b:2", "http://a:1", "http://b:2");
}

void TestProxyChoice::readsVariables()
{
    QFETCH(const QString, variables);
    const QStringList settings = variables.split(QLatin1Char(' '), Qt::SkipEmptyParts);
    for (const QString &setting : settings)
        qputenv(setting.section(QLatin1Char('='), 0, 0).toLatin1().constData(),
                setting.section(QLatin1Char('='), 1).toLatin1());
    QTEST(choiceFor(QStringLiteral("http://host.example/")).proxy.toString(), "proxy");
    QTEST(choiceFor(QStringLiteral("https://host.example/")).proxy.toString(), "proxyOfTls");
    for (const char *url : {"http://localhost/", "http://a.LOCALHOST./", "http://127.1/", "http://[::1%25lo]/",
                            "http://0.0.0.0/", "https://[::]/"})
        QVERIFY2(choiceFor(QString::fromLatin1(url)).proxy.isEmpty(), url);
}

void TestProxyChoice::passesBy_data()
{
    QTest::addColumn<QString>("list");
    QTest::addColumn<QString>("url");
    QTest::addColumn<bool>("isPassedBy");
    const auto row = [](const char *list, const char *url, bool isPassedBy) {
        QTest::addRow("%s: %s", list, url) << QString::fromUtf8(list) << QString::fromUtf8(url) << isPassedBy;
    };
    row("*", "http://host.example/", true);
    row("a, *", "http://host.example/", true);
    row("", "http://host.example/", false);
    for (const char *list :
         {"host.example", ".host.example", "HOST.Example", "*.host.example", "a,host.example", "a host.example",
          "a , host.example,", "host.example.", "example", ".example", "host.example:80"})
        row(list, "http://host.example/", true);
    row("host.example", "http://www.host.example/", true);
    row(".host.example", "http://www.host.example/", true);
    row("host.example", "http://host.example./", true);
    for (const char *list :
         {"ost.example", "www.host.example", "host", "host.example:81", "host.example/8", ".", ",", "host.*"})
        row(list, "http://host.example/", false);
    row("host.example:443", "https://host.example/", true);
    row("host.example:8080", "http://www.host.example:8080/", true);
    row("bücher.example", "http://xn--bcher-kva.example/", true);
    row("8.8.8.8", "http://8.8.8.8/", true);
    row("8.8.8.8", "http://134744072/", true);
    row("8.8.8.8:81", "http://8.8.8.8/", false);
    row("8.8.8.0/24", "http://8.8.8.8/", true);
    row("8.8.8.0/24:80", "http://8.8.8.8/", true);
    row("8.8.9.0/24", "http://8.8.8.8/", false);
    row("0.0.0.0/0", "http://8.8.8.8/", true);
    row("8.8.8.8/33", "http://8.8.8.8/", false);
    row("8.8.8.8/32", "http://8.8.8.9/", false);
    row("8.8.8", "http://8.8.8.8/", false);
    row("8", "http://8.8.8.8/", false);
    row(".8.8.8", "http://8.8.8.8/", false);
    row("2001:db8::1", "http://[2001:db8::1]/", true);
    row("2001:DB8:0::1", "http://[2001:db8::1]/", true);
    row("[2001:db8::1]", "http://[2001:db8::1]/", true);
    row("[2001:db8::1]:80", "http://[2001:db8::1]/", true);
    row("[2001:db8::1]:81", "http://[2001:db8::1]/", false);
    row("2001:db8::/32", "http://[2001:db8::1]/", true);
    row("[2001:db8::]/32", "http://[2001:db8::1]/", true);
    row("2001:db9::/32", "http://[2001:db8::1]/", false);
    row("8.8.0.0/16", "http://[::ffff:8.8.8.8]/", true);
    row("::/0", "http://8.8.8.8/", false);
}

void TestProxyChoice::passesBy()
{
    QFETCH(const QString, list);
    QFETCH(const QString, url);
    QFETCH(const bool, isPassedBy);
    qputenv("all_proxy", "proxy:3128");
    for (const char *name : {"NO_PROXY", "no_proxy"}) {
        qputenv(name, list.toUtf8());
        QCOMPARE(choiceFor(url).proxy.isEmpty(), isPassedBy);
        qputenv(name, "of.no.importance");
    }
    qputenv("no_proxy", list.toUtf8()); // which counts more than NO_PROXY now
    QCOMPARE(choiceFor(url).proxy.isEmpty(), isPassedBy);
}

void TestProxyChoice::saysWhichVariableIsWrong_data()
{
    QTest::addColumn<QString>("variable");
    QTest::addColumn<QString>("value");
    QTest::addColumn<QString>("word");
    const auto row = [](const char *variable, const char *value, const char *word) {
        QTest::newRow(value) << QString::fromLatin1(variable) << QString::fromLatin1(value)
                             << QString::fromLatin1(word);
    };
    row("http_proxy", "http://me:hunter2@:99", "can't be read");
    row("HTTP_PROXY", "me:hunter2@proxy:port", "can't be read");
    row("ALL_PROXY", "socks4://me:hunter2@proxy:1", "socks4");
    row("all_proxy", "ftp://hunter2@proxy:1", "ftp");
}

void TestProxyChoice::saysWhichVariableIsWrong()
{
    QFETCH(const QString, variable);
    QFETCH(const QString, value);
    QFETCH(const QString, word);
    qputenv(variable.toLatin1().constData(), value.toLatin1());
    const QString problem = choiceFor(QStringLiteral("http://host.example/")).problem;
    QVERIFY2(problem.contains(variable) && problem.contains(word), qPrintable(problem));
    QVERIFY2(!problem.contains(QLatin1String("hunter2")), qPrintable(problem));
    QVERIFY(choiceFor(QStringLiteral("http://127.0.0.1/")).problem.isEmpty()); // nobody asked it
}

void TestProxyChoice::planDecides()
{
    qputenv("http_proxy", "environment:1");
    RunPlan plan;
    plan.url = ExactUrl::fromText(QByteArray("http://host.example/"));
    QCOMPARE(proxyChoiceFor(plan).proxy, QUrl(QStringLiteral("http://environment:1")));
    plan.unixSocket = QStringLiteral("/s");
    QVERIFY(proxyChoiceFor(plan).proxy.isEmpty());
    plan.unixSocket.clear();
    plan.connectTo = {{QString(), 0, QStringLiteral("127.0.0.1"), 0}};
    QVERIFY(proxyChoiceFor(plan).proxy.isEmpty()); // it is this machine after all
    plan.connectTo.clear();
    plan.proxy = QUrl();
    QVERIFY(proxyChoiceFor(plan).proxy.isEmpty());
    plan.proxy = QUrl(QStringLiteral("http://given:1"));
    plan.url = ExactUrl::fromText(QByteArray("http://127.0.0.1/"));
    QCOMPARE(proxyChoiceFor(plan).proxy, QUrl(QStringLiteral("http://given:1")));
    plan.proxy.reset();
    plan.url = ExactUrl::fromText(QByteArray("http://host.example/"));
    qputenv("http_proxy", "https://environment:1");
    QVERIFY(proxyChoiceFor(plan).problem.isEmpty());
    plan.transport = QStringLiteral("qt");
    const QString problem = proxyChoiceFor(plan).problem;
    QVERIFY2(problem.contains(QLatin1String("http_proxy")) && problem.contains(QLatin1String("qt")),
             qPrintable(problem));
}

QTEST_APPLESS_MAIN(TestProxyChoice)
#include "tst_proxychoice.moc"
