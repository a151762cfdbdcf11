// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/run/percentilemodel.h"

#include "models/run/runselection.h"
#include "support/latencyrun.h"

#include <QAbstractItemModelTester>
#include <QFont>
#include <QSignalSpy>
#include <QTest>

using namespace fiftyfold;

namespace {

constexpr qint64 ms = 1'000'000;

LatencySpreads spreadsOfRun(quint32 count, bool isOpen)
{
    test::LatencyRun run(count, isOpen);
    for (quint32 request = 0; request < count; ++request)
        run.addDone(request * ms, 2 * ms, 10 * ms);
    return spreadsOf(*run.record(), {});
}

} // namespace

class TestPercentileModel : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void meetsTheContractOfModels();
    void tellsTimes();
    void marksWhatIsUnderSampled();
    void copiesAsText();
};

void TestPercentileModel::meetsTheContractOfModels()
{
    PercentileModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    QSignalSpy resets(&model, &QAbstractItemModel::modelReset);
    QSignalSpy changes(&model, &QAbstractItemModel::dataChanged);
    QCOMPARE(model.columnCount(), 3);
    QCOMPARE(model.index(0, 1).data().toString(), QStringLiteral("–"));
    QCOMPARE(model.remark(), QString());
    model.setSpreads(spreadsOfRun(10, false));
    QCOMPARE(resets.count(), 0);
    QCOMPARE(changes.count(), 1);
    model.setSpreads(spreadsOfRun(10, true));
    QCOMPARE(resets.count(), 1);
    QCOMPARE(model.columnCount(), 4);
    model.setSpreads({});
    QCOMPARE(model.columnCount(), 3);
}

void TestPercentileModel::tellsTimes()
{
    PercentileModel model;
    model.setSpreads(spreadsOfRun(20, true));
    QCOMPARE(model.rowCount(), 7);
    const QStringList expected = {QStringLiteral("p50"), QStringLiteral("12.0 ms"), QStringLiteral("10.0 ms"),
                                  QStringLiteral("2.00 ms")};
    for (int column = 0; column < model.columnCount(); ++column)
        QCOMPARE(model.index(0, column).data().toString(), expected.at(column));
    QCOMPARE(model.index(0, 1).data(PercentileModel::NanosecondsRole).toDouble(), 12e6);
    QCOMPARE(model.headerData(3, Qt::Horizontal).toString(), QStringLiteral("Lag"));
}

void TestPercentileModel::marksWhatIsUnderSampled()
{
    PercentileModel model;
    model.setSpreads(spreadsOfRun(150, true));
    constexpr int p99 = 3;
    constexpr int p999 = 4;
    constexpr int max = 6;
    QVERIFY(!model.index(p99, 0).data(PercentileModel::IsUnderSampledRole).toBool());
    QVERIFY(model.index(p999, 0).data(PercentileModel::IsUnderSampledRole).toBool());
    QVERIFY(!model.index(max, 0).data(PercentileModel::IsUnderSampledRole).toBool());
    QCOMPARE(model.index(p999, 0).data().toString(), QStringLiteral("p99.9 △"));
    QCOMPARE(model.index(p999, 0).data(Qt::AccessibleTextRole).toString(), QStringLiteral("p99.9, too few requests"));
    QVERIFY(model.index(p999, 1).data(Qt::FontRole).value<QFont>().italic());
    QVERIFY(!model.index(p99, 1).data(Qt::FontRole).isValid());
    QCOMPARE(model.remark(), QStringLiteral("△ under-sampled: p99.9 needs 1,000 requests; 150 are done"));
}

void TestPercentileModel::copiesAsText()
{
    PercentileModel model;
    model.setSpreads(spreadsOfRun(150, false));
    const QStringList lines = model.toText().split(QLatin1Char('\n'));
    QCOMPARE(lines.size(), 9); // a head, seven, the remark
    QCOMPARE(lines.at(0), QStringLiteral("Percentile\tResponse\tService"));
    QCOMPARE(lines.at(1), QStringLiteral("p50\t10.0 ms\t10.0 ms"));
    QCOMPARE(model.toText({6, 0}).section(QLatin1Char('\n'), 1, 2),
             QStringLiteral("p50\t10.0 ms\t10.0 ms\nmax\t10.0 ms\t10.0 ms"));
}

QTEST_MAIN(TestPercentileModel)
#include "tst_percentilemodel.moc"
