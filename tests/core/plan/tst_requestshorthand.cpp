// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/plan/requestshorthand.h"

#include "core/plan/plancommand.h"

#include <QTest>

using namespace fiftyfold;

/// User, token and form: what becomes of them in a plan, and what is wrong with them.
class TestRequestShorthand : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void writesAUser();
    void writesAToken();
    void writesAForm();
    void readsSecretsFromFiles();
    void namesItsFiles();
    void isTakenOut();
    void saysWhatIsDouble_data();
    void saysWhatIsDouble();
    void isInNoCommandThatIsShown();
};

void TestRequestShorthand::writesAUser()
{
    RequestShorthand shorthand;
    QVERIFY(readUser(shorthand, QStringLiteral("nobody")));
    QVERIFY(shorthand.isEmpty());
    QVERIFY(!readUser(shorthand, QStringLiteral("me:pw")));
    RunPlan plan;
    plan.headers = {{"Accept", "*/*"}};
    QCOMPARE(writeShorthand(shorthand, {}, "b", plan), QString());
    const QList<HeaderField> expected{{"Accept", "*/*"}, {"Authorization", "Basic " + QByteArray("me:pw").toBase64()}};
    QVERIFY(plan.headers == expected);
}

void TestRequestShorthand::writesAToken()
{
    RequestShorthand shorthand;
    QVERIFY(readBearer(shorthand, QStringLiteral("a\nb")));
    QVERIFY(!readBearer(shorthand, QStringLiteral("abc")));
    RunPlan plan;
    QCOMPARE(writeShorthand(shorthand, {}, "b", plan), QString());
    QVERIFY(plan.headers == (QList<HeaderField>{{"Authorization", "Bearer abc"}}));
}

void TestRequestShorthand::writesAForm()
{
    RequestShorthand shorthand;
    QVERIFY(readFormField(shorthand, QStringLiteral("name")));
    QVERIFY(!readFormField(shorthand, QStringLiteral("name=Ada")));
    QVERIFY(!readFormField(shorthand, QStringLiteral("photo=@ada.png")));
    RunPlan plan;
    QCOMPARE(writeShorthand(shorthand, {{QStringLiteral("ada.png"), "bytes"}}, "b", plan), QString());
    QVERIFY(plan.headers == (QList<HeaderField>{{"Content-Type", "multipart/form-data; boundary=b"}}));
    QVERIFY(plan.body.startsWith("--b\r\n"));
    QVERIFY(plan.body.contains("\r\n\r\nAda\r\n"));
    QVERIFY(plan.body.contains("filename=\"ada.png\""));
    QVERIFY(plan.body.contains("\r\n\r\nbytes\r\n"));
}

void TestRequestShorthand::readsSecretsFromFiles()
{
    RequestShorthand shorthand;
    QVERIFY(!readUser(shorthand, QStringLiteral("@f")));
    const auto written = [&shorthand](const QByteArray &contents, QString *problem) {
        RunPlan plan;
        *problem = writeShorthand(shorthand, {{QStringLiteral("f"), contents}}, "b", plan);
        return plan.headers.isEmpty() ? QByteArray() : plan.headers.constFirst().value;
    };
    QString problem;
    QCOMPARE(written("me:pw\r\n", &problem), "Basic " + QByteArray("me:pw").toBase64());
    QCOMPARE(written("mepw\n", &problem), QByteArray());
    QVERIFY2(problem.contains(QStringLiteral("no colon")), qPrintable(problem));
    QCOMPARE(written("a:b\nc\n", &problem), QByteArray());
    QVERIFY2(problem.startsWith(QStringLiteral("--user: the file \"f\"")), qPrintable(problem));
    QCOMPARE(written(QByteArray(mostOfASecret + 1, ':'), &problem), QByteArray());
    QVERIFY(!problem.isEmpty());
}

void TestRequestShorthand::namesItsFiles()
{
    RequestShorthand shorthand;
    QVERIFY(shorthand.files().isEmpty());
    QVERIFY(!readBearer(shorthand, QStringLiteral("@token")));
    QVERIFY(!readFormField(shorthand, QStringLiteral("a=@one")));
    QVERIFY(!readFormField(shorthand, QStringLiteral("b=<one")));
    QCOMPARE(shorthand.secretFile(), QStringLiteral("token"));
    QCOMPARE(shorthand.files(), QStringList({QStringLiteral("one"), QStringLiteral("token")}));
}

void TestRequestShorthand::isTakenOut()
{
    RunPlan before;
    before.headers = {{"Accept", "*/*"}};
    RequestShorthand shorthand{QStringLiteral("me:pw"), {}, {QStringLiteral("a=b")}};
    RunPlan plan = before;
    WrittenShorthand written;
    QCOMPARE(writeShorthand(shorthand, {}, "b", plan, &written), QString());
    RunPlan other = plan;
    other.headers.removeLast();
    const RunPlan kept = other;
    QVERIFY(!written.takeOut(other));
    QVERIFY(other == kept);
    QVERIFY(written.takeOut(plan));
    QVERIFY(plan == before);
    QVERIFY(!WrittenShorthand().takeOut(plan));
}

void TestRequestShorthand::saysWhatIsDouble_data()
{
    QTest::addColumn<QStringList>("given"); // user, bearer, form
    QTest::addColumn<QByteArray>("header");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("targets");
    QTest::addColumn<QString>("option");
    QTest::addColumn<QString>("message");
    const QString none;
    const QString x = QStringLiteral("x:y");
    const QString field = QStringLiteral("a=b");
    const auto row = [](const char *name, const QStringList &given, const char *header, const char *body,
                        const char *targets, const char *option, const char *message) {
        QTest::newRow(name) << given << QByteArray(header) << QByteArray(body) << QString::fromLatin1(targets)
                            << QString::fromLatin1(option) << QString::fromLatin1(message);
    };
    row("alone", {x, none, field}, "Accept", "", "", "", "");
    row("two", {x, x, none}, "Accept", "", "", "--bearer", "--user and --bearer exclude each other, got both.");
    row("user", {x, none, none}, "authorization", "", "", "--user",
        "--user and a header Authorization exclude each other, got both.");
    row("body", {none, none, field}, "Accept", "b", "", "--form", "--form and --data exclude each other, got both.");
    row("targets", {none, none, field}, "Accept", "", "f", "--form",
        "--targets and --form exclude each other, got both.");
    row("type", {none, none, field}, "content-type", "", "", "--form",
        "--form and a header Content-Type exclude each other, got both: a form's has the boundary of its parts.");
    row("user beside a body", {x, none, none}, "Content-Type", "b", "f", "", "");
}

void TestRequestShorthand::saysWhatIsDouble()
{
    QFETCH(QStringList, given);
    QFETCH(QByteArray, header);
    QFETCH(QByteArray, body);
    QFETCH(QString, targets);
    RequestShorthand shorthand{given.at(0), given.at(1), {}};
    if (!given.at(2).isEmpty())
        shorthand.form = {given.at(2)};
    RunPlan plan;
    plan.headers = {{header, "v"}};
    plan.body = body;
    plan.targetsFile = targets;
    const PlanProblem problem = problemBeside(shorthand, plan);
    QTEST(problem.option, "option");
    QTEST(problem.message, "message");
}

void TestRequestShorthand::isInNoCommandThatIsShown()
{
    const RequestShorthand shorthand{QStringLiteral("me:hunter2"), {}, {QStringLiteral("pin=hunter2")}};
    RunPlan plan;
    plan.method = "POST";
    QCOMPARE(writeShorthand(shorthand, {}, "b", plan), QString());
    const QString command = terminalCommand(plan);
    QVERIFY2(!command.contains(QStringLiteral("hunter2")), qPrintable(command));
    const QString encoded = QString::fromLatin1(QByteArray("me:hunter2").toBase64());
    QVERIFY2(!command.contains(encoded), qPrintable(command));
    QVERIFY2(command.contains(QStringLiteral("--user @")), qPrintable(command));
    QVERIFY2(command.contains(QStringLiteral("--data-file ")), qPrintable(command));
}

QTEST_APPLESS_MAIN(TestRequestShorthand)
#include "tst_requestshorthand.moc"
