// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/plan/headerfields.h"

#include <QTest>

using namespace fiftyfold;

class TestHeaderFields : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void findsTheFirstInAnyCase();
    void removesAll();
};

void TestHeaderFields::findsTheFirstInAnyCase()
{
    const QList<HeaderField> headers = {{"Accept", "a"}, {"X-ONE", "1"}, {"x-one", "2"}};
    QVERIFY(hasHeader(headers, "x-one") && hasHeader(headers, "ACCEPT"));
    QVERIFY(!hasHeader(headers, "x") && !hasHeader(headers, "") && !hasHeader({}, "x"));
    const HeaderField *found = findHeader(headers, "X-One");
    QVERIFY(found);
    QCOMPARE(found->value, QByteArray("1"));
    QVERIFY(!findHeader(headers, "X-On"));
}

void TestHeaderFields::removesAll()
{
    QList<HeaderField> headers = {{"X-ONE", "1"}, {"Accept", "a"}, {"x-one", "2"}};
    removeHeaders(headers, "X-one");
    QCOMPARE(headers, QList<HeaderField>({{"Accept", "a"}}));
}

QTEST_APPLESS_MAIN(TestHeaderFields)
#include "tst_headerfields.moc"
