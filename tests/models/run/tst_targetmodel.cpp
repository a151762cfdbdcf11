// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/run/targetmodel.h"

#include <QAbstractItemModelTester>
#include <QTest>

using namespace fiftyfold;

namespace {

constexpr double ms = 1e6;

TargetFigures figuresOf(quint32 done, quint32 failed)
{
    TargetFigures figures;
    figures.requests = done + failed;
    figures.done = done;
    figures.failed = failed;
    figures.response.count = done;
    figures.response.p50 = 10 * ms;
    figures.response.p95 = 20 * ms;
    figures.response.p99 = 30 * ms;
    return figures;
}

QStringList textsOf(const TargetModel &model, int row, int role = Qt::DisplayRole)
{
    QStringList texts;
    for (int column = 0; column < model.columnCount(); ++column)
        texts.append(model.index(row, column).data(role).toString());
    return texts;
}

} // namespace

class TestTargetModel : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void hasARowForEachTarget();
    void hasNoneOfOneTarget();
};

void TestTargetModel::hasARowForEachTarget()
{
    TargetModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    auto summary = std::make_shared<RunSummary>();
    summary->targets = {figuresOf(1'000, 0), figuresOf(19, 1), figuresOf(0, 2)};
    model.setSummary(summary, {QStringLiteral("GET http://h/a"), QStringLiteral("PUT http://h/b"),
                               QStringLiteral("GET http://h/\u202ec")});
    QCOMPARE(model.rowCount(), 3);
    QCOMPARE(textsOf(model, 0),
             QStringLiteral("GET http://h/a|1,000|0|10.0 ms|20.0 ms|30.0 ms").split(QLatin1Char('|')));
    QCOMPARE(textsOf(model, 1),
             QStringLiteral("PUT http://h/b|20|1|10.0 ms|20.0 ms △|30.0 ms △").split(QLatin1Char('|')));
    QCOMPARE(textsOf(model, 2), QStringLiteral("GET http://h/\ufffdc|2|2|–|–|–").split(QLatin1Char('|')));
    QCOMPARE(textsOf(model, 1, Qt::AccessibleTextRole).last(), QStringLiteral("30.0 ms, too few requests"));
    QVERIFY(model.index(0, TargetModel::P95).data(TargetModel::SortRole).toDouble() >
            model.index(2, TargetModel::P95).data(TargetModel::SortRole).toDouble());
}

void TestTargetModel::hasNoneOfOneTarget()
{
    TargetModel model;
    auto summary = std::make_shared<RunSummary>();
    summary->targets = {figuresOf(10, 0), figuresOf(10, 0)};
    model.setSummary(summary, {QStringLiteral("a"), QStringLiteral("b")});
    QCOMPARE(model.rowCount(), 2);
    model.setSummary(nullptr, {});
    QCOMPARE(model.rowCount(), 0);
    summary->targets.pop_back();
    model.setSummary(summary, {QStringLiteral("a")});
    QCOMPARE(model.rowCount(), 0);
}

QTEST_GUILESS_MAIN(TestTargetModel)
#include "tst_targetmodel.moc"
