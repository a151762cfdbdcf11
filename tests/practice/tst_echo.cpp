// SPDX-License-Identifier: GPL-3.0-or-later
#include "practice/echo.h"

#include <QByteArray>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace fiftyfold::practice;

class TestEcho : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void knowsUtf8_data();
    void knowsUtf8();
    void encodesAsQtDoes();
    void tellsAllOfIt();
    void tellsWhatIsNoText();
    void tellsNoBodyThatWasNotRead();
};

namespace {

QJsonObject told(const EchoedRequest &request)
{
    return QJsonDocument::fromJson(QByteArray::fromStdString(toJson(request))).object();
}

} // namespace

void TestEcho::knowsUtf8_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<bool>("isText");
    const auto row = [](const char *name, const char *hex, bool isText) {
        QTest::newRow(name) << QByteArray::fromHex(hex) << isText;
    };
    row("nothing", "", true);
    row("ASCII with zero", "4100", true);
    row("two, least", "c280", true);
    row("two, longer than need be", "c1bf", false);
    row("two, cut off", "c3", false);
    row("a continuation alone", "80", false);
    row("three, least", "e0a080", true);
    row("three, longer than need be", "e09fbf", false);
    row("three, before surrogates", "ed9fbf", true);
    row("a surrogate", "eda080", false);
    row("three, after surrogates", "ee8080", true);
    row("three, most", "efbfbf", true);
    row("three, cut off", "e282", false);
    row("four, least", "f0908080", true);
    row("four, longer than need be", "f08fbfbf", false);
    row("four, most", "f48fbfbf", true);
    row("above all", "f4908080", false);
    row("five", "f888808080", false);
    row("a letter for a continuation", "c341", false);
    row("good, then bad", "41c3a9ff", false);
}

void TestEcho::knowsUtf8()
{
    QFETCH(const QByteArray, bytes);
    QTEST(isUtf8(bytes.toStdString()), "isText");
}

void TestEcho::encodesAsQtDoes()
{
    QByteArray bytes;
    for (int i = 0; i < 300; ++i) {
        QCOMPARE(QByteArray::fromStdString(base64Of(bytes.toStdString())), bytes.toBase64());
        bytes += char(i * 7 + 250);
    }
}

void TestEcho::tellsAllOfIt()
{
    EchoedRequest request{
        "POST", "/echo?a=\"b\"", "1.1", {{"B", "2"}, {"A", "\t1"}, {"B", ""}}, std::string("x\0\x7f\\y", 5)};
    const QJsonObject object = told(request);
    QCOMPARE(object.size(), 6);
    QCOMPARE(object.value(QLatin1String("method")), QJsonValue(QLatin1String("POST")));
    QCOMPARE(object.value(QLatin1String("target")), QJsonValue(QLatin1String("/echo?a=\"b\"")));
    QCOMPARE(object.value(QLatin1String("http")), QJsonValue(QLatin1String("1.1")));
    const QJsonArray headers{QJsonArray{QLatin1String("B"), QLatin1String("2")},
                             QJsonArray{QLatin1String("A"), QLatin1String("\t1")},
                             QJsonArray{QLatin1String("B"), QLatin1String("")}};
    QCOMPARE(object.value(QLatin1String("headers")).toArray(), headers);
    QCOMPARE(object.value(QLatin1String("body")).toString().toUtf8(), QByteArray("x\0\x7f\\y", 5));
    QCOMPARE(object.value(QLatin1String("body_encoding")), QJsonValue(QLatin1String("utf-8")));
    request.headers.clear();
    QCOMPARE(told(request).value(QLatin1String("headers")), QJsonValue(QJsonArray()));
    QCOMPARE(toJson(request).find('\n'), toJson(request).size() - 1); // one line
}

void TestEcho::tellsWhatIsNoText()
{
    const QJsonObject object = told({"GET", "/\xe9", "1.0", {{"A", "\xff"}, {"B", "\xc3\xa9"}}, "\xff"});
    QCOMPARE(object.value(QLatin1String("target")).toString(), QStringLiteral("/\u00e9"));
    const QJsonArray headers = object.value(QLatin1String("headers")).toArray();
    QCOMPARE(headers.at(0).toArray().at(1).toString(), QStringLiteral("\u00ff"));
    QCOMPARE(headers.at(1).toArray().at(1).toString(), QStringLiteral("\u00e9"));
    QCOMPARE(object.value(QLatin1String("body")).toString(), QStringLiteral("/w=="));
    QCOMPARE(object.value(QLatin1String("body_encoding")), QJsonValue(QLatin1String("base64")));
}

void TestEcho::tellsNoBodyThatWasNotRead()
{
    const QJsonObject object = told({"TRACE", "/", "1.1", {}, std::nullopt});
    QVERIFY(object.contains(QLatin1String("body")) && object.value(QLatin1String("body")).isNull());
    QVERIFY(object.contains(QLatin1String("body_encoding")));
    QVERIFY(object.value(QLatin1String("body_encoding")).isNull());
}

QTEST_GUILESS_MAIN(TestEcho)
#include "tst_echo.moc"
