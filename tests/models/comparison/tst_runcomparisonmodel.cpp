// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/comparison/runcomparisonmodel.h"

#include <QAbstractItemModelTester>
#include <QTest>

using namespace fiftyfold;

namespace {

RunComparison slowerRun()
{
    RunComparison comparison;
    comparison.verdict = Verdict::Slower;
    comparison.figures = {
        {ComparedFigureKind::P50, 2e7, 4e7, Estimate{2, 1.9, 2.1}, true, Verdict::Slower},
        {ComparedFigureKind::P99, 3e7, 5e7, Estimate{1.67, 1.67, 1.67}},
        {ComparedFigureKind::Failed, 0.0, 12.0},
    };
    return comparison;
}

QStringList rowOf(const RunComparisonModel &model, int row)
{
    QStringList cells;
    for (int column = 0; column < model.columnCount(); ++column)
        cells.append(model.index(row, column).data().toString());
    return cells;
}

} // namespace

class TestRunComparisonModel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void hasARowForEachFigure()
    {
        RunComparisonModel model;
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        QCOMPARE(model.rowCount(), 0);
        QCOMPARE(model.toText(), QString());
        model.setComparison(slowerRun());
        QCOMPARE(model.rowCount(), 3);
        QCOMPARE(rowOf(model, 0),
                 (QStringList{QStringLiteral("p50"), QStringLiteral("20.0 ms"), QStringLiteral("40.0 ms"),
                              QStringLiteral("2.00 ×"), QStringLiteral("1.90 to 2.10"), QStringLiteral("slower")}));
        QCOMPARE(rowOf(model, 1).mid(3), (QStringList{QStringLiteral("1.67 ×"), QStringLiteral("none"), QString()}));
        QCOMPARE(rowOf(model, 2), (QStringList{QStringLiteral("failed"), QStringLiteral("0"), QStringLiteral("12"),
                                               QString(), QString(), QString()}));
        model.setComparison(std::nullopt);
        QCOMPARE(model.rowCount(), 0);
    }

    void hasARowForEachEntry()
    {
        RunComparisonModel model;
        ComparedEntries compared;
        compared.verdict = Verdict::Slower;
        ComparedEntry entry;
        static_cast<ComparedFigure &>(entry) = {ComparedFigureKind::Elapsed, 2e9,  4e9,
                                                Estimate{2, 1.9, 2.1},       true, Verdict::Slower};
        entry.name = QStringLiteral("async");
        compared.entries.push_back(entry);
        entry = ComparedEntry();
        entry.name = QStringLiteral("of\aothers");
        entry.reason = QStringLiteral("the run does not have it");
        compared.entries.push_back(entry);
        model.setEntries(compared);
        QCOMPARE(rowOf(model, 0),
                 (QStringList{QStringLiteral("async"), QStringLiteral("2.00 s"), QStringLiteral("4.00 s"),
                              QStringLiteral("2.00 ×"), QStringLiteral("1.90 to 2.10"), QStringLiteral("slower")}));
        QVERIFY(!rowOf(model, 1).first().contains(QLatin1Char('\a')));
        QCOMPARE(rowOf(model, 1).last(), QStringLiteral("not comparable: the run does not have it"));
        QCOMPARE(model.sentence(), QStringLiteral("slower: async takes 2.00 × as long (95 % interval: 1.90 to 2.10)"));
        QVERIFY(model.toText().endsWith(model.sentence()));
    }

    void copiesWithTheVerdict()
    {
        RunComparisonModel model;
        model.setComparison(slowerRun());
        const QStringList lines = model.toText({0}).split(QLatin1Char('\n'));
        QCOMPARE(lines.size(), 3);
        QCOMPARE(lines[0], QStringLiteral("\tBaseline\tRun\tratio\t95 % interval\tverdict"));
        QVERIFY(lines[1].startsWith(QStringLiteral("p50\t20.0 ms\t40.0 ms\t2.00 ×")));
        QVERIFY(lines[2].startsWith(QStringLiteral("slower: ")));
        QCOMPARE(model.toText().split(QLatin1Char('\n')).size(), 5);
    }
};

QTEST_MAIN(TestRunComparisonModel)
#include "tst_runcomparisonmodel.moc"
