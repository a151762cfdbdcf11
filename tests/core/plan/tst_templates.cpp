// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/plan/seededdraw.h"
#include "core/plan/templates.h"

#include <QElapsedTimer>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>
#include <QSet>
#include <QTest>
#include <QUrlQuery>

#include <array>
#include <limits>

using namespace fiftyfold;

class TestTemplates : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void fillsUrls_data();
    void fillsUrls();
    void fillsBodies_data();
    void fillsBodies();
    void fillsHeaders_data();
    void fillsHeaders();
    void refuses_data();
    void refuses();
    void showsPlacesAndTextsAsSent();
    void refusesValues_data();
    void refusesValues();
    void survivesAllBytes();
    void leavesOthersAlone();
    void prefersColumns();
    void repeatsChance();
    void drawsEvenly();
    void usesMemoryAgain();

private:
    static RequestTemplate templateOf(const QByteArray &url, const QList<HeaderField> &headers = {},
                                      const QByteArray &body = {}, const QStringList &columns = {})
    {
        QString problem;
        const std::optional<RequestTemplate> read =
            RequestTemplate::parse(ExactUrl::fromText(url), headers, body, columns, &problem);
        if (!read)
            qFatal("%s", qPrintable(problem));
        return *read;
    }

    static FilledRequest filled(const RequestTemplate &request, const TemplateValues &values)
    {
        FilledRequest result;
        QString problem;
        if (!request.fill(values, result, &problem))
            qFatal("%s", qPrintable(problem));
        return result;
    }

    static TemplateValues someValues(const QByteArray &field)
    {
        TemplateValues values;
        values.index = 41;
        values.lane = 7;
        values.time = std::chrono::milliseconds(1'790'000'000'123);
        values.seed = 99;
        values.row = {field};
        return values;
    }
};

void TestTemplates::fillsUrls_data()
{
    QTest::addColumn<QByteArray>("url");
    QTest::addColumn<QByteArray>("field");
    QTest::addColumn<QByteArray>("sent");
    const auto row = [](const char *url, const char *field, const char *sent) {
        QTest::addRow("%s %s", url, field) << QByteArray(url) << QByteArray(field) << QByteArray(sent);
    };
    row("http://h/{{a}}", "x", "http://h/x");
    row("http://h/{{ a }}", "x", "http://h/x");
    row("http://h/%7B%7Ba%7d%7D", "x", "http://h/x");
    row("http://h/p/{{a}}/q", "a/b?c#d e", "http://h/p/a%2Fb%3Fc%23d%20e/q");
    row("http://h/p/{{a}}", "../..", "http://h/p/..%2F..");
    row("http://h/p?x={{a}}&y=1", "1&z=2", "http://h/p?x=1%26z%3D2&y=1");
    row("http://h/p?x={{a}}", "a+b c", "http://h/p?x=a%2Bb%20c");
    row("http://h/p?x={{a}}", "%41", "http://h/p?x=%2541");
    row("http://h/p?{{a}}={{a}}", "größe", "http://h/p?gr%C3%B6%C3%9Fe=gr%C3%B6%C3%9Fe");
    row("http://h?{{a}}", "x", "http://h/?x");
    row("http://h/{{a}}", "", "http://h/");
    row("http://h/{{a}}", "\r\nHost: evil", "http://h/%0D%0AHost%3A%20evil");
    row("http://h/{{a}}", "{{index}}", "http://h/%7B%7Bindex%7D%7D"); // a value is no template
    row("http://h/{{a}}~-._*", "~-._*", "http://h/~-._%2A~-._*");
    row("http://h/{{index}}/{{lane}}/{{time}}", "", "http://h/41/7/1790000000123");
    row("http://h/{{random 5 5}}", "", "http://h/5");
    row("http://h/p?r={{random -3 -3}}", "", "http://h/p?r=-3");
    row("http://h/p?r={{ random   3  3 }}", "", "http://h/p?r=3");
    row("http://h/%7e/%2f{{a}}?%7e", "x", "http://h/%7e/%2fx?%7e");
    row("http://h/{{\"{{\"}}a}}", "x", "http://h/%7B%7Ba%7D%7D");
    row("http://h/p?x={{\"{{a}}\"}}", "x", "http://h/p?x=%7B%7Ba%7D%7D");
    row("http://h/{{{a}}}", "x", "http://h/%7Bx%7D");
    row("http://h/{{{{a}}}}", "x", "http://h/%7B%7Bx%7D%7D");
    row("http://h/{a}", "x", "http://h/%7Ba%7D");
    row("http://h/a}}", "x", "http://h/a%7D%7D");
    row("http://h/", "x", "http://h/");
    row("http://me:pw@h:81/{{a}}", "x", "http://me:pw@h:81/x");
    row("practice:robots.txt?size={{a}}", "7", "practice:robots.txt?size=7");
}

void TestTemplates::fillsUrls()
{
    QFETCH(const QByteArray, url);
    QFETCH(const QByteArray, field);
    const QByteArray sent = filled(templateOf(url, {}, {}, {QStringLiteral("a")}), someValues(field)).url;
    QTEST(sent, "sent");
    QCOMPARE(ExactUrl::fromText(sent).text(), sent);
}

void TestTemplates::fillsBodies_data()
{
    QTest::addColumn<QByteArray>("type");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QByteArray>("field");
    QTest::addColumn<QByteArray>("sent");
    const auto row = [](const char *type, const char *body, const char *field, const char *sent) {
        QTest::addRow("%s %s %s", type, body, field)
            << QByteArray(type) << QByteArray(body) << QByteArray(field) << QByteArray(sent);
    };
    const char *json = "application/json";
    row(json, R"({"a":"{{a}}"})", R"(x"y\z)", R"({"a":"x\"y\\z"})");
    row(json, R"({"a":"{{a}}"})", "\n\t\x01\x7f", "{\"a\":\"\\n\\u0009\\u0001\x7f\"}");
    row(json, R"({"a":"{{a}}"})", R"(","admin":true,"b":")", R"({"a":"\",\"admin\":true,\"b\":\""})");
    row(json, R"({"{{a}}":1})", "k", R"({"k":1})");
    row(json, R"({"a":{{a}}})", "12", R"({"a":12})");
    row(json, R"({"a":{"b":{{a}}}})", "null", R"({"a":{"b":null}})");
    row(json, R"({"a":{{a}}})", R"("x")", R"({"a":"x"})");
    row(json, R"([{{a}},{{index}}])", R"({"x":[1]})", R"([{"x":[1]},41])");
    row(json, R"(["\"{{a}}"])", R"(")", R"(["\"\""])");
    row(json, R"(["\\",{{a}}])", "1", R"(["\\",1])");
    row(json, R"(["größe {{a}}"])", "ö", R"(["größe ö"])");
    row(json, R"(["{{"{{"}}a}}"])", "x", R"(["{{a}}"])");
    row(json, R"({{{a}}:1})", R"("x")", R"({"x":1})");
    row("application/vnd.api+json; charset=utf-8", R"("{{a}}")", "\"", R"("\"")");
    row("APPLICATION/JSON", R"("{{a}}")", "\"", R"("\"")");
    row("", R"({"a":"{{a}}"})", "\"", R"({"a":"\""})");
    row("", R"( [{{a}}])", "1", R"( [1])");
    row("", "{{a}}=1", "x y", "x+y=1");
    row("", "a={{a}}&b=2", "1&c=3", "a=1%26c%3D3&b=2");
    row("application/x-www-form-urlencoded", "a={{a}}", "ä b*~", "a=%C3%A4+b*%7E");
    row("application/x-www-form-urlencoded", R"({"a":"{{a}}"})", "\"", R"({"a":"\""})");
    row("text/plain", "{{a}} {{index}}", "x\r\ny\"&", "x\r\ny\"& 41");
    row("text/plain", "}} } {a} {", "x", "}} } {a} {");
}

void TestTemplates::fillsBodies()
{
    QFETCH(const QByteArray, type);
    QFETCH(const QByteArray, body);
    QFETCH(const QByteArray, field);
    const QList<HeaderField> headers =
        type.isEmpty() ? QList<HeaderField>() : QList<HeaderField>{{"content-Type", type}};
    QTEST(filled(templateOf("http://h/", headers, body, {QStringLiteral("a")}), someValues(field)).body, "sent");
}

void TestTemplates::fillsHeaders_data()
{
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<QByteArray>("field");
    QTest::addColumn<QByteArray>("sent");
    const auto row = [](const char *value, const char *field, const char *sent) {
        QTest::addRow("%s %s", value, field) << QByteArray(value) << QByteArray(field) << QByteArray(sent);
    };
    row("Bearer {{a}}", "x.y/z=", "Bearer x.y/z=");
    row("{{a}}", "ä\tb\"", "ä\tb\"");
    row("{{\"{{\"}}a}}", "x", "{{a}}");
    row("{{index}}-{{lane}}-{{random 1 1}}", "", "41-7-1");
    row("a}} {b", "", "a}} {b");
}

void TestTemplates::fillsHeaders()
{
    QFETCH(const QByteArray, value);
    QFETCH(const QByteArray, field);
    const RequestTemplate request =
        templateOf("http://h/", {{"X-Before", "1"}, {"X-Filled", value}, {"X-After", "2"}}, {}, {QStringLiteral("a")});
    const FilledRequest result = filled(request, someValues(field));
    QFETCH(const QByteArray, sent);
    QCOMPARE(result.headers, (QList<HeaderField>{{"X-Before", "1"}, {"X-Filled", sent}, {"X-After", "2"}}));
}

void TestTemplates::refuses_data()
{
    QTest::addColumn<QByteArray>("url");
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QStringList>("columns");
    QTest::addColumn<QString>("said");
    const auto row = [](const char *tag, const QByteArray &url, const QByteArray &name, const QByteArray &value,
                        const QByteArray &body, const QStringList &columns,
                        const QString &said) { QTest::newRow(tag) << url << name << value << body << columns << said; };
    const QByteArray u = "http://h/";
    const QStringList two = {QStringLiteral("column"), QStringLiteral("user name")};
    const QString known = QStringLiteral(
        "There are {{column}}, {{user name}}, {{index}}, {{lane}}, {{uuid}}, {{time}} and {{random LEAST MOST}}; "
        "\"{{\" that stands for itself is written {{\"{{\"}}.");
    row("unknown", u + "{{nothing}}", "X", "", "", two, QStringLiteral("There is no {{nothing}}. ") + known);
    row("near", u + "{{colum}}", "X", "", "", two,
        QStringLiteral("There is no {{colum}}; did you mean {{column}}? ") + known);
    row("near one of ours", u, "X", "{{indx}}", "", two,
        QStringLiteral("There is no {{indx}}; did you mean {{index}}? ") + known);
    row("near random", u, "X", "", "{{rnadom}}", two,
        QStringLiteral("There is no {{rnadom}}; did you mean {{random}}? ") + known);
    row("in another case", u, "X", "", "{{Column}}", two,
        QStringLiteral("There is no {{Column}}; did you mean {{column}}? ") + known);
    row("empty", u + "{{}}", "X", "", "", two, QStringLiteral("There is no {{}}. ") + known);
    row("no columns", u + "{{id}}", "X", "", "", {},
        QStringLiteral("There is no {{id}}. There are {{index}}, {{lane}}, {{uuid}}, {{time}} and {{random LEAST "
                       "MOST}}; columns come with --rows FILE; \"{{\" that stands for itself is written {{\"{{\"}}."));
    row("controls", u, "X", "", "{{\x1b[2J}}", two, QStringLiteral("There is no {{\uFFFD[2J}}. ") + known);
    const auto open = [](const char *where) {
        return QStringLiteral(
                   "In %1 \"}}\" is missing behind \"{{\"; one that stands for itself is written {{\"{{\"}}.")
            .arg(QString::fromLatin1(where));
    };
    row("open in the URL", u + "{{column", "X", "", "", two, open("the URL"));
    row("open in the query", u + "?{{column}", "X", "", "", two, open("the URL"));
    row("open in a header", u, "X", "{{", "", two, open("the header X"));
    row("open in the body", u, "X", "", "{{column} }", two, open("the body"));
    row("a long way off", u, "X", "", "{{" + QByteArray(300, ' ') + "column}}", two, open("the body"));
    row("open quote", u, "X", "", "{{\"}}", two, open("the body"));
    const auto random = [](const char *got) {
        return QStringLiteral("{{random}} takes two whole numbers, the lower one first, such as {{random 1 100}}; got "
                              "{{%1}}.")
            .arg(QString::fromLatin1(got));
    };
    for (const char *got : {"random", "random 1", "random 1 2 3", "random 2 1", "random 1 x", "random 1.5 2",
                            "random 1 99999999999999999999"})
        row(got, u + "{{" + got + "}}", "X", "", "", two, random(got));
    row("name of a header", u, "X-{{column}}", "1", "", two,
        QStringLiteral("A {{…}} of a header stands in its value, not in its name."));
    row("user", "http://{{column}}:x@h/", "X", "", "", two,
        QStringLiteral("A {{…}} of the URL stands in its path or its query, not before them."));
    row("password", "http://x:{{column}}@h/", "X", "", "", two,
        QStringLiteral("A {{…}} of the URL stands in its path or its query, not before them."));
    row("UUID without quotes", u, "X", "", "[{{uuid}}]", two,
        QStringLiteral("{{uuid}} stands in JSON without quotes around it, and is no number."));
}

void TestTemplates::refuses()
{
    QFETCH(const QByteArray, url);
    QFETCH(const QByteArray, name);
    QFETCH(const QByteArray, value);
    QFETCH(const QByteArray, body);
    QFETCH(const QStringList, columns);
    QString problem;
    const ExactUrl exact = ExactUrl::fromText(url);
    QVERIFY(exact.isValid());
    QVERIFY(!RequestTemplate::parse(exact, {{name, value}}, body, columns, &problem));
    QTEST(problem, "said");
}

void TestTemplates::showsPlacesAndTextsAsSent()
{
    const ExactUrl url = ExactUrl::fromText(QByteArray("http://h/{{ a }}?b={{\"{{\"}}c{{\"}}\"}}&d={{\"x&y\"}}{{e}}"));
    QCOMPARE(readableUrl(url), QStringLiteral("http://h/{{ a }}?b=%7B%7Bc%7D%7D&d=x%26y{{e}}"));
}

void TestTemplates::refusesValues_data()
{
    QTest::addColumn<QByteArray>("header");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QByteArray>("field");
    QTest::addColumn<QString>("said");
    const QString inHeader =
        QStringLiteral("The value of {{a}} has a line break or another control, which no header can have.");
    const QString inJson =
        QStringLiteral("The value of {{a}} stands in JSON without quotes around it, and is no JSON.");
    for (const char *field : {"x\r\nEvil: 1", "\n", "\r", "\x01", "\x7f"})
        QTest::addRow("header %s", QByteArray(field).toHex().constData())
            << QByteArray("{{a}}") << QByteArray() << QByteArray(field) << inHeader;
    QTest::newRow("header 00") << QByteArray("{{a}}") << QByteArray() << QByteArray(1, '\0') << inHeader;
    for (const char *field : {"", "x", "1,2", "1}", "\"", "01", "tru", "{\"a\":1},{", "1 2"})
        QTest::addRow("JSON %s", field) << QByteArray() << QByteArray("[{{a}}]") << QByteArray(field) << inJson;
}

void TestTemplates::refusesValues()
{
    QFETCH(const QByteArray, header);
    QFETCH(const QByteArray, body);
    QFETCH(const QByteArray, field);
    const RequestTemplate request = templateOf("http://h/", {{"X", header}}, body, {QStringLiteral("a")});
    FilledRequest result;
    QString problem;
    QVERIFY(!request.fill(someValues(field), result, &problem));
    QTEST(problem, "said");
    TemplateValues none;
    QVERIFY(!request.fill(none, result, &problem));
    QCOMPARE(problem, QStringLiteral("The value of {{a}} is not there."));
}

void TestTemplates::survivesAllBytes()
{
    QByteArray all;
    for (int i = 0; i < 256; ++i)
        all.append(static_cast<char>(i));
    const QStringList columns(QStringLiteral("a"));
    const QByteArray url = filled(templateOf("http://h/p/{{a}}?q={{a}}", {}, {}, columns), someValues(all)).url;
    QCOMPARE(ExactUrl::fromText(url).text(), url);
    QCOMPARE(QByteArray::fromPercentEncoding(url), "http://h/p/" + all + "?q=" + all);
    const QByteArray form = filled(templateOf("http://h/", {}, "a={{a}}", columns), someValues(all)).body;
    QCOMPARE(QByteArray::fromPercentEncoding(QByteArray(form).replace("+", "%20")), "a=" + all);
    const QByteArray ascii = all.left(128);
    const QByteArray json = filled(templateOf("http://h/", {}, "{\"a\":\"{{a}}\"}", columns), someValues(ascii)).body;
    QCOMPARE(QJsonDocument::fromJson(json).object().value(QLatin1String("a")).toString(), QString::fromLatin1(ascii));
}

void TestTemplates::leavesOthersAlone()
{
    const RequestTemplate constant = templateOf("http://h/a}}?{b}", {{"X", "}}"}}, "{\"a\":{\"b\":{}}}");
    QVERIFY(constant.isConstant());
    QVERIFY(!constant.usesColumns());
    const FilledRequest request = filled(constant, {});
    QCOMPARE(request.url, QByteArray("http://h/a%7D%7D?{b}"));
    QCOMPARE(request.headers, (QList<HeaderField>{{"X", "}}"}}));
    QCOMPARE(request.body, QByteArray("{\"a\":{\"b\":{}}}"));
    QVERIFY(!templateOf("http://h/{{index}}").isConstant());
    QVERIFY(!templateOf("http://h/{{index}}").usesColumns());
    const QStringList columns(QStringLiteral("a"));
    QVERIFY(templateOf("http://h/{{a}}", {}, {}, columns).usesColumns());
    QVERIFY(templateOf("http://h/", {{"X", "{{a}}"}}, {}, columns).usesColumns());
    QVERIFY(templateOf("http://h/", {}, "{{a}}", columns).usesColumns());
    QVERIFY(!templateOf("http://h/", {}, {}, columns).usesColumns());
}

void TestTemplates::prefersColumns()
{
    const QStringList columns = {QStringLiteral("index"), QStringLiteral("a b"), QStringLiteral("random 1 2"),
                                 QStringLiteral("größe")};
    TemplateValues values;
    values.row = {"i", "ab", "r", "g"};
    QCOMPARE(filled(templateOf("http://h/{{index}}/{{a b}}/{{random 1 2}}/{{größe}}", {}, {}, columns), values).url,
             QByteArray("http://h/i/ab/r/g"));
}

void TestTemplates::repeatsChance()
{
    const RequestTemplate request =
        templateOf("http://h/{{uuid}}/{{random 1 1000000}}/{{random 1 1000000}}", {{"X-Id", "{{uuid}}"}});
    static const QRegularExpression form(QStringLiteral(
        "^http://h/([0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12})/(\\d+)/(\\d+)$"));
    QSet<QString> seen;
    TemplateValues values;
    values.seed = 1;
    for (values.index = 0; values.index < 2000; ++values.index) {
        const FilledRequest one = filled(request, values);
        const QRegularExpressionMatch match = form.match(QString::fromLatin1(one.url));
        QVERIFY2(match.hasMatch(), one.url.constData());
        QCOMPARE(one.headers.first().value, match.captured(1).toLatin1());
        QVERIFY(match.captured(2) != match.captured(3));
        seen.insert(match.captured(1));
        QCOMPARE(filled(request, values).url, one.url);
    }
    QCOMPARE(seen.size(), 2000);
    values.index = 3;
    values.lane = 9; // is of no importance to chance
    const QByteArray before = filled(request, values).url;
    // The same in every process and in each version: who repeats a run means this.
    QCOMPARE(seededDraw(0, 0), Q_UINT64_C(0xE220A8397B1DCDAF));
    values.seed = 2;
    QVERIFY(filled(request, values).url != before);
}

void TestTemplates::drawsEvenly()
{
    const RequestTemplate request = templateOf("http://h/{{random -2 3}}");
    std::array<int, 6> counts{};
    TemplateValues values;
    for (values.index = 0; values.index < 60'000; ++values.index)
        ++counts.at(static_cast<std::size_t>(filled(request, values).url.mid(9).toInt() + 2));
    for (const int count : counts)
        QVERIFY2(count > 9'500 && count < 10'500, qPrintable(QString::number(count)));
    const RequestTemplate widest = templateOf("http://h/{{random -9223372036854775808 9223372036854775807}}");
    int negative = 0;
    for (values.index = 0; values.index < 1000; ++values.index)
        negative += filled(widest, values).url.contains("/-") ? 1 : 0;
    QVERIFY(negative > 400 && negative < 600);
    for (quint64 i = 0; i < 1000; ++i) {
        QCOMPARE(seededDrawUpTo(0, i, i), quint64(0));
        QVERIFY(seededDrawUpTo(std::numeric_limits<quint64>::max() - 1, i, i) < std::numeric_limits<quint64>::max());
    }
}

void TestTemplates::usesMemoryAgain()
{
    const RequestTemplate request = templateOf("http://h/{{index}}?q={{a}}", {{"X", "1"}, {"Y", "2"}},
                                               "{\"id\":\"{{uuid}}\",\"a\":\"{{a}}\"}", {QStringLiteral("a")});
    FilledRequest result;
    QString problem;
    TemplateValues values = someValues("some value of a row");
    QVERIFY(request.fill(values, result, &problem));
    const char *url = result.url.constData();
    const char *body = result.body.constData();
    for (values.index = 10; values.index < 99; ++values.index) {
        QVERIFY(request.fill(values, result, &problem));
        QVERIFY(result.url.constData() == url && result.body.constData() == body);
    }
}

QTEST_GUILESS_MAIN(TestTemplates)
#include "tst_templates.moc"
