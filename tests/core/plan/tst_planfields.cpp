// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/plan/planfields.h"

#include "core/plan/planjson.h"
#include "support/changedplan.h"

#include <QRegularExpression>
#include <QSet>
#include <QTest>

#include <utility>

using namespace fiftyfold;

namespace {

struct Anything {
    template<typename Value>
    operator Value() const;
};

template<typename Aggregate, typename... Members>
constexpr std::size_t memberCount()
{
    if constexpr (requires { Aggregate{std::declval<Members>()..., Anything()}; })
        return memberCount<Aggregate, Members..., Anything>();
    else
        return sizeof...(Members);
}

/// "load.rate" is the member "rate" of the object "load".
QJsonObject objectWith(const QString &key, const QJsonValue &value)
{
    const qsizetype dot = key.indexOf(QLatin1Char('.'));
    return dot < 0 ? QJsonObject{{key, value}} : QJsonObject{{key.left(dot), objectWith(key.mid(dot + 1), value)}};
}

QJsonValue valueAt(const QJsonObject &json, const char *key)
{
    QJsonValue value = json;
    const QStringList path = QString::fromLatin1(key).split(QLatin1Char('.'));
    for (const QString &name : path)
        value = value.toObject().value(name);
    return value;
}

} // namespace

/// Walks the table: what a field lacks is named by its option.
class TestPlanFields : public QObject
{
    Q_OBJECT

private:
    static void addFields()
    {
        QTest::addColumn<QString>("option");
        for (const PlanField &field : planFields())
            QTest::newRow(field.option) << QString::fromLatin1(field.option);
    }
    static const PlanField &field()
    {
        QFETCH_GLOBAL(const QString, option);
        return *findPlanField(option);
    }

private Q_SLOTS:
    void initTestCase_data() { addFields(); }
    void everyMemberHasItsField();
    void hasItsWords();
    void isTakenAsAText();
    void goesThroughJson();
    void refusesOtherJson();
};

void TestPlanFields::everyMemberHasItsField()
{
    constexpr std::size_t besides = 4; // the URL, runnerCommand, wasPractice and targetNames
    QCOMPARE(planFields().size() + besides, memberCount<RunPlan>());
    QSet<QString> names;
    for (const PlanField &field : planFields())
        names.unite({QLatin1String(field.option), QLatin1String("JSON ") + QLatin1String(field.key),
                     QLatin1String("name ") + QLatin1String(field.name)});
    QCOMPARE(names.size(), 3 * qsizetype(planFields().size()));
}

void TestPlanFields::hasItsWords()
{
    const PlanField &one = field();
    static const QRegularExpression option(QStringLiteral("^--[a-z][a-z-]+[a-z]$"));
    QVERIFY(option.match(QLatin1String(one.option)).hasMatch());
    QVERIFY(one.help.endsWith(QLatin1Char('.')));
    QVERIFY(qstrlen(one.label) > 0);
    const bool isListed =
        one.place == FieldPlace::MoreOptions || one.place == FieldPlace::Load || one.place == FieldPlace::Requests;
    QCOMPARE(qstrlen(one.change) > 0, isListed);
    QCOMPARE(one.value.takes.isEmpty(), qstrlen(one.valueName) == 0);
    QCOMPARE(one.value.words.isEmpty(), one.value.offer != Offer::Words);
    QVERIFY(!one.value.schema.isEmpty());
}

void TestPlanFields::isTakenAsAText()
{
    const PlanField &one = field();
    std::optional<RunPlan> plan = changedPlan(one);
    QVERIFY2(plan, "no text that would change it");
    RunPlan again;
    const QStringList texts = one.value.texts(*plan, Secrets::Kept);
    for (const QString &text : texts)
        QCOMPARE(one.value.read(again, text).value_or(QString()), QString());
    QVERIFY(again == *plan);
    one.value.reset(*plan);
    QVERIFY(*plan == RunPlan());
}

void TestPlanFields::goesThroughJson()
{
    const PlanField &one = field();
    RunPlan plan = changedPlan(one).value();
    plan.url = defaultPracticeUrl();
    QJsonObject json = planToJson(plan);
    QVERIFY(!valueAt(json, one.key).isUndefined());
    if (one.isSecret) { // is for who writes the object to add
        QCOMPARE(one.value.texts(plan, Secrets::Kept).first().size(), valueAt(json, one.key).toInt());
        return;
    }
    QString problem;
    const RunPlan read = planFromJson(json, &problem);
    QCOMPARE(problem, QString());
    QCOMPARE(one.value.texts(read, Secrets::Kept), one.value.texts(plan, Secrets::Kept));
    QCOMPARE(planToJson(read), json);
}

void TestPlanFields::refusesOtherJson()
{
    const PlanField &one = field();
    for (const QJsonValue &other : {QJsonValue(QJsonObject()), QJsonValue(-1e30), QJsonValue(QJsonArray{17})}) {
        QString problem;
        QJsonObject json = objectWith(QLatin1String(one.key), other);
        json.insert(QStringLiteral("url"), QStringLiteral("http://h/"));
        planFromJson(json, &problem);
        if (one.isSecret && other.isDouble())
            continue; // any size is
        QCOMPARE(problem, QStringLiteral("The plan's \"%1\" can't be read.").arg(QLatin1String(one.key)));
    }
}

QTEST_APPLESS_MAIN(TestPlanFields)
#include "tst_planfields.moc"
