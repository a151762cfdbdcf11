// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/base/tablecell.h"
#include "models/capacity/capacitycurve.h"
#include "models/capacity/capacitystepmodel.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>
#include <QTimeZone>

using namespace fiftyfold;

namespace {

constexpr double ms = 1e6;

Threshold objective()
{
    Threshold read;
    const Refusal got = readThreshold(QStringLiteral("p99 < 200ms"), read);
    Q_ASSERT(!got);
    return read;
}

CapacityStep stepOf(double rate, double p99)
{
    CapacityStep step;
    step.rate = rate;
    step.length = std::chrono::seconds(10);
    step.requests = step.done = static_cast<quint32>(rate * 10);
    step.atOnce = 1024;
    const bool isHeld = p99 < 200 * ms;
    step.verdict = isHeld ? StepVerdict::Held : StepVerdict::Crossed;
    step.expectations = {{objective(), p99, step.done, isHeld ? ThresholdVerdict::Held : ThresholdVerdict::Crossed,
                          VerdictReason::Limit}};
    return step;
}

CapacityRecord recordOf(const std::vector<CapacityStep> &steps)
{
    CapacityRecord record;
    record.startedAt = QDateTime(QDate(2026, 11, 23), QTime(10, 0), QTimeZone::utc());
    record.plan.objectives = {objective()};
    record.steps = steps;
    return record;
}

} // namespace

class TestCapacityStepModel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void tellsOfSteps();
    void growsAndBeginsAnew();
    void showsTheAnswer();
    void theCurveIsByRate();
};

void TestCapacityStepModel::tellsOfSteps()
{
    CapacityStepModel model;
    const QAbstractItemModelTester tester(&model);
    CapacityStep full = stepOf(1221, 4390 * ms);
    full.health.verdict = LoadVerdict::TooFewLanes;
    model.setRecord(recordOf({stepOf(977, 150 * ms), full}));
    QStringList head;
    QStringList first;
    QStringList second;
    for (int column = 0; column < model.columnCount(); ++column) {
        head.append(model.headerData(column, Qt::Horizontal).toString());
        first.append(model.index(0, column).data().toString());
        second.append(model.index(1, column).data().toString());
    }
    QCOMPARE(head.join(QLatin1Char('|')), QStringLiteral("Step|Rate|Requests|p99|Verdict|Generator"));
    QCOMPARE(first.join(QLatin1Char('|')), QString::fromUtf8("1|977/s|9,770|150 ms|✓ held|kept up"));
    QCOMPARE(second.join(QLatin1Char('|')), QString::fromUtf8("2|1221/s|12,210|4.39 s|✕ crossed|lanes full")
                                                .replace(QLatin1String("1221/s"), rateForPeople(1221)));
    const QModelIndex verdict = model.index(1, CapacityStepModel::VerdictColumn);
    QCOMPARE(verdict.data(Qt::AccessibleTextRole).toString(), QStringLiteral("crossed, p99 is 4.39 s, over 200 ms"));
    QCOMPARE(verdict.data(ToneRole).toInt(), int(CellTone::Error));
    QVERIFY(verdict.data(Qt::ToolTipRole).toString().contains(QLatin1String("Too few lanes")));
    QCOMPARE(model.index(1, CapacityStepModel::GeneratorColumn).data(ToneRole).toInt(), int(CellTone::Warning));
}

void TestCapacityStepModel::growsAndBeginsAnew()
{
    CapacityStepModel model;
    const QAbstractItemModelTester tester(&model);
    QSignalSpy inserted(&model, &QAbstractItemModel::rowsInserted);
    QSignalSpy reset(&model, &QAbstractItemModel::modelReset);
    model.setRecord(recordOf({}));
    model.setRecord(recordOf({stepOf(400, 100 * ms)}));
    QCOMPARE(reset.count(), 2); // with the first step it is known what is shown
    model.setRecord(recordOf({stepOf(400, 100 * ms), stepOf(500, 100 * ms)}));
    QCOMPARE(inserted.count(), 1);
    QCOMPARE(model.rowCount(), 2);
    CapacityRecord other = recordOf({stepOf(400, 100 * ms), stepOf(500, 100 * ms), stepOf(625, 100 * ms)});
    other.startedAt = other.startedAt.addSecs(60);
    model.setRecord(other);
    QCOMPARE(reset.count(), 3);
    QCOMPARE(model.rowCount(), 3);
}

void TestCapacityStepModel::showsTheAnswer()
{
    CapacityStepModel model;
    CapacityRecord record = recordOf({stepOf(400, 100 * ms), stepOf(500, 100 * ms)});
    model.setRecord(record);
    QVERIFY(!model.index(1, CapacityStepModel::RateColumn).data(ToneRole).isValid());
    QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
    record.answer.heldStep = 1;
    model.setRecord(record);
    QCOMPARE(changed.count(), 1);
    QCOMPARE(model.index(1, CapacityStepModel::RateColumn).data(ToneRole).toInt(), int(CellTone::Strong));
    QVERIFY(!model.index(0, CapacityStepModel::RateColumn).data(ToneRole).isValid());
}

void TestCapacityStepModel::theCurveIsByRate()
{
    CapacityStep silent = stepOf(700, 1);
    silent.expectations.first().measured.reset();
    const std::vector<CapacityPoint> points = capacityCurve(
        recordOf({stepOf(400, 100 * ms), stepOf(500, 300 * ms), stepOf(500, 310 * ms), silent, stepOf(450, 110 * ms)}));
    QCOMPARE(points,
             (std::vector<CapacityPoint>{
                 {400, 100 * ms, true}, {450, 110 * ms, true}, {500, 300 * ms, false}, {500, 310 * ms, false}}));
}

QTEST_GUILESS_MAIN(TestCapacityStepModel)
#include "tst_capacitystepmodel.moc"
