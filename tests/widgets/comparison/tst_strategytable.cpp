// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/plan/strategytraits.h"

#include "engine/base/siblingprogram.h"
#include "engine/strategies/strategycatalogue.h"
#include "widgets/comparison/comparisoncolours.h"

#include <QFile>
#include <QFileInfo>
#include <QTest>

using namespace fiftyfold;

/// Walks the table of strategies and runners: what a row lacks anywhere is named by the row.
class TestStrategyTable : public QObject
{
    Q_OBJECT

private:
    static const StrategyTraits &row()
    {
        QFETCH_GLOBAL(const QString, name);
        return *findStrategy(name);
    }

private Q_SLOTS:
    void initTestCase_data()
    {
        QTest::addColumn<QString>("name");
        for (const StrategyTraits &row : strategyTable())
            QTest::newRow(row.name) << QString::fromLatin1(row.name);
    }

    void hasItsWords()
    {
        const StrategyTraits &one = row();
        QVERIFY(qstrlen(one.label) > 0);
        QVERIFY(qstrlen(one.description) > 0);
        QVERIFY(QLatin1String(one.lesson).contains(QLatin1String("Right ")));
        QVERIFY(QLatin1String(one.lesson).endsWith(QLatin1Char('.')));
    }

    void hasItsSource()
    {
        QFile source(strategyNamed(QLatin1String(row().name)).value().sourceFile);
        QVERIFY2(source.open(QIODevice::ReadOnly), qPrintable(source.fileName()));
        QVERIFY(source.size() > 500);
    }

    void hasAColourOfItsOwn()
    {
        const StrategyTraits &one = row();
        for (const quint32 colour : {one.light, one.dark})
            QCOMPARE(colour >> 24, 0xffU);
        for (const StrategyTraits &other : strategyTable()) {
            if (&other != &one)
                QVERIFY2(other.light != one.light && other.dark != one.dark, other.name);
        }
        QVERIFY(comparisonColour(QLatin1String(one.name), {}) != comparisonColour(QStringLiteral("own-runner"), {}));
        QVERIFY(comparisonPenStyle(QLatin1String(one.name)) != comparisonPenStyle(QStringLiteral("own-runner")));
    }

    void canBeChosen()
    {
        const StrategyTraits &one = row();
        RunPlan plan;
        chooseStrategy(plan, strategyNamed(QLatin1String(one.name)).value());
        plan.url = defaultPracticeUrl();
        QVERIFY(problemsOf(plan).isEmpty());
        QCOMPARE(&strategyOf(plan), &one);
        QCOMPARE(plan.runnerCommand.isEmpty(), !one.isExternal());
        const QStringList files = QString::fromLatin1(one.files).split(QLatin1Char(' '), Qt::SkipEmptyParts);
        QCOMPARE(files.isEmpty(), !one.isExternal());
        for (const QString &file : files)
            QVERIFY2(QFileInfo(runnersFolder() + QLatin1Char('/') + file).isFile(), qPrintable(file));
    }
};

QTEST_MAIN(TestStrategyTable)
#include "tst_strategytable.moc"
