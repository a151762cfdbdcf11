// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/run/fault.h"

#include "core/run/faultwording.h"

#include <QDataStream>
#include <QJsonArray>
#include <QJsonObject>
#include <QSet>
#include <QTest>

using namespace fiftyfold;

namespace {

const auto firstAdvice = FaultKind::AskHttp2;
const auto lastKind = FaultKind::ChooseOtherFolder;

QList<FaultKind> kindsFrom(FaultKind first, FaultKind last)
{
    QList<FaultKind> kinds;
    for (auto kind = quint8(first); kind <= quint8(last); ++kind)
        kinds.append(static_cast<FaultKind>(kind));
    return kinds;
}

/// With as many particulars as its words take.
Fault faultOfKind(FaultKind kind)
{
    QStringList with;
    for (qsizetype i = 0; i < particularsOf(kind); ++i)
        with.append(QStringLiteral("{p%1} %2.").arg(i + 1).arg(i));
    return {kind, with};
}

Fault throughStream(const Fault &fault)
{
    QByteArray bytes;
    QDataStream out(&bytes, QIODevice::WriteOnly);
    out << fault;
    Fault read;
    QDataStream in(bytes);
    in >> read;
    return read;
}

QJsonObject objectOf(const Fault &fault)
{
    QJsonObject object;
    addFault(object, fault);
    return object;
}

} // namespace

class TestFault : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void eachHasItsNameItsClassAndItsWords();
    void particularsStandAsTheyAre();
    void optionsAreWordedByWhoeverReads();
    void comesBackWhole();
    void whatIsNotKnownIsToldByItsMessage();
    void withoutWordsOnlyTheClassIsKnown();
    void whatAStreamCantMeanIsTold();
};

void TestFault::eachHasItsNameItsClassAndItsWords()
{
    QSet<QString> names;
    QSet<QString> texts;
    for (const FaultKind kind : kindsFrom(FaultKind::NameUnresolved, lastKind)) {
        const QString name = faultKindName(kind);
        QVERIFY2(!name.isEmpty() && !names.contains(name), qPrintable(name));
        names.insert(name);
        QVERIFY2((errorClassOf(kind) == ErrorClass::None) == (kind >= firstAdvice), qPrintable(name));
        const QString text = faultText(faultOfKind(kind));
        QVERIFY2(!text.isEmpty() && !texts.contains(text), qPrintable(name));
        QVERIFY2(!text.contains(QLatin1Char('%')) && QStringLiteral(".?").contains(text.back()), qPrintable(text));
        texts.insert(text);
    }
    QCOMPARE(faultText(Fault()), QString());
}

void TestFault::particularsStandAsTheyAre()
{
    // Neither what looks like a place for another one, nor what looks like an option, means anything in them.
    const Fault fault(FaultKind::NoConnection, {QStringLiteral("a%2{--http}"), QStringLiteral("so. it. said..")});
    QCOMPARE(faultText(fault), QStringLiteral("No connection to a%2{--http}: so. it. said."));
    const Fault asked(FaultKind::NoHttp, {QStringLiteral("what is it?")});
    QCOMPARE(faultText(asked), QStringLiteral("The reply is no valid HTTP: what is it?"));
    QCOMPARE(faultText(toldFault(ErrorClass::Worker, QStringLiteral("50% of {it}"))), QStringLiteral("50% of {it}"));
}

void TestFault::optionsAreWordedByWhoeverReads()
{
    const Fault fault(FaultKind::ResetBeforeReply, {}, {FaultKind::AskHttp2OverCurl});
    QVERIFY(faultText(fault).endsWith(QLatin1String("with --transport curl --http 2.")));
    const QString text = faultText(fault, [](const QString &option, const QString &value) {
        return QStringLiteral("<%1|%2>").arg(option, value);
    });
    QVERIFY2(text.endsWith(QLatin1String("with <--transport|curl> <--http|2>.")), qPrintable(text));
}

void TestFault::comesBackWhole()
{
    for (const FaultKind kind : kindsFrom(FaultKind::Told, FaultKind::StepProcessEnded)) {
        Fault fault = faultOfKind(kind);
        if (kind == FaultKind::Told)
            fault.error = ErrorClass::Tls;
        else
            fault.advice = {FaultKind::FreeSpace, FaultKind::AskHttp2};
        const QJsonObject object = objectOf(fault);
        QCOMPARE(object.value(QLatin1String("message")).toString(), faultText(fault));
        QVERIFY2(faultFrom(object, fault.error) == fault, faultKindName(kind).data());
        QVERIFY2(throughStream(fault) == fault, faultKindName(kind).data());
    }
    QVERIFY(throughStream(Fault()) == Fault());
}

void TestFault::whatIsNotKnownIsToldByItsMessage()
{
    const QJsonObject whole = objectOf(Fault(FaultKind::NoConnection, {QStringLiteral("h:1"), QStringLiteral("no")}));
    const auto changed = [&whole](const char *key, const QJsonValue &value) {
        QJsonObject object = whole;
        object.insert(QLatin1String(key), value);
        return faultFrom(object, ErrorClass::Connect);
    };
    const QJsonObject newer{{QStringLiteral("kind"), QStringLiteral("of-tomorrow")},
                            {QStringLiteral("with"), QJsonArray{QStringLiteral("host:80")}},
                            {QStringLiteral("message"), QStringLiteral("A whole sentence.")}};
    QVERIFY(faultFrom(newer, ErrorClass::Tls) == toldFault(ErrorClass::Tls, QStringLiteral("A whole sentence.")));
    const Fault told = toldFault(ErrorClass::Connect, whole.value(QLatin1String("message")).toString());
    QVERIFY(changed("kind", QStringLiteral("of-tomorrow")) == told);
    QVERIFY(changed("kind", QStringLiteral("ask-http2")) == told);
    QVERIFY(changed("kind", QStringLiteral("truncated")) == told);
    QVERIFY(changed("with", QJsonArray{QStringLiteral("h:1")}) == told);
    QVERIFY(changed("with", QJsonArray{QStringLiteral("a"), QStringLiteral("b"), QStringLiteral("c")}) == told);
    QVERIFY(changed("advice", QJsonArray{QStringLiteral("truncated")}) == told);
    QVERIFY(faultFrom(whole, ErrorClass::Tls) == toldFault(ErrorClass::Tls, told.with.first()));
}

void TestFault::withoutWordsOnlyTheClassIsKnown()
{
    const Fault fault = faultFrom({}, ErrorClass::Reset);
    QCOMPARE(fault.error, ErrorClass::Reset);
    QCOMPARE(fault.kind, FaultKind::None);
    QCOMPARE(faultText(fault), QString());
}

void TestFault::whatAStreamCantMeanIsTold()
{
    QByteArray bytes;
    QDataStream out(&bytes, QIODevice::WriteOnly);
    out << quint8(ErrorClass::Save) << quint8(250) << QStringList{QStringLiteral("half"), QStringLiteral("a word")}
        << QList<FaultKind>();
    QDataStream in(bytes);
    Fault fault;
    in >> fault;
    QVERIFY(fault == toldFault(ErrorClass::Worker, QStringLiteral("half a word")));
}

QTEST_APPLESS_MAIN(TestFault)
#include "tst_fault.moc"
