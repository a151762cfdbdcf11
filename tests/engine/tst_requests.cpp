// SPDX-License-Identifier: GPL-3.0-or-later
// What arrives at a server: the request line, byte for byte, and the fields that the transports send of their own.
#include "enginerun.h"
#include "support/relayproxy.h"
#include "support/scriptedorigin.h"
#include "support/urltable.h"

#include <QTemporaryDir>
#include <QTest>

using namespace fiftyfold;
using namespace fiftyfold::test;

class TestRequests : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void targetsArriveAsTheyWereTyped_data();
    void targetsArriveAsTheyWereTyped();
    void targetsArriveThroughAProxy();
    void targetsArriveAfterARedirect();

private:
    RunPlan planFor(const ExactUrl &url) const
    {
        RunPlan plan;
        plan.url = url;
        plan.transport = testedTransport();
        plan.requests = 1;
        plan.workDir = m_folder.path();
        return plan;
    }
    static ExactUrl urlOf(const ScriptedOrigin &origin, const QByteArray &typed)
    {
        return ExactUrl::fromText("http://127.0.0.1:" + QByteArray::number(origin.port()) + typed);
    }
    static QByteArray targetOf(const QByteArray &head) { return head.mid(4, head.indexOf(" HTTP/1.1\r\n") - 4); }

    QTemporaryDir m_folder;
};

void TestRequests::targetsArriveAsTheyWereTyped_data()
{
    QTest::addColumn<QByteArray>("typed");
    QTest::addColumn<QByteArray>("target");
    const QList<UrlCase> cases = urlCases();
    for (const UrlCase &one : cases)
        QTest::newRow(one.typed.constData()) << one.typed << (isQtTested() ? one.qtTarget : one.target);
}

void TestRequests::targetsArriveAsTheyWereTyped()
{
    QFETCH(const QByteArray, typed);
    QFETCH(const QByteArray, target);
    const ScriptedOrigin origin;
    EngineRun run(planFor(urlOf(origin, typed)));
    QVERIFY(run.wait());
    QCOMPARE(run.summary().done, 1U);
    QCOMPARE(targetOf(origin.heads().value(0)), target);
}

/// There it is the whole URL.
void TestRequests::targetsArriveThroughAProxy()
{
    const ScriptedOrigin proxy;
    RunPlan plan = planFor(ExactUrl::fromText(QByteArray("http://h.example/%41%2fb?%7e=%2f+%2B|")));
    plan.allowRemote = true;
    plan.proxy = QUrl(QStringLiteral("http://127.0.0.1:%1").arg(proxy.port()));
    EngineRun run(plan);
    QVERIFY(run.wait());
    QCOMPARE(targetOf(proxy.heads().value(0)), isQtTested() ? QByteArray("http://h.example/A%2Fb?~=%2F+%2B%7C")
                                                            : QByteArray("http://h.example/%41%2fb?%7e=%2f+%2B|"));
}

void TestRequests::targetsArriveAfterARedirect()
{
    const ScriptedOrigin origin({ReadHead{}, Send{reply("302 Found", {}, {"Location: /%2B?%7e=a+b;%2f"})}, ReadHead{},
                                 Send{reply("200 OK", "hello\n")}});
    EngineRun run(planFor(urlOf(origin, "/")));
    QVERIFY(run.wait());
    QCOMPARE(run.summary().done, 1U);
    QCOMPARE(targetOf(origin.heads().value(1)), QByteArray(isQtTested() ? "/%2B?~=a+b;%2F" : "/%2B?%7e=a+b;%2f"));
}

QTEST_GUILESS_MAIN(TestRequests)
#include "tst_requests.moc"
