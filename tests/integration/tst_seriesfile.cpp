// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/run/seriesfile.h"
#include "core/run/runrecorder.h"
#include "support/cliprogram.h"

#include <QTemporaryDir>
#include <QTest>

using namespace fiftyfold;
using namespace fiftyfold::test;

namespace {

constexpr qint64 second = 1'000'000'000;

RunTally tallyOf(quint32 done)
{
    RunTally tally;
    tally.done = done;
    return tally;
}

} // namespace

class TestSeriesFile : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void hasALineForTheEnd_data();
    void hasALineForTheEnd();

private:
    QTemporaryDir m_folder;
};

void TestSeriesFile::hasALineForTheEnd_data()
{
    QTest::addColumn<qint64>("lastTake");
    QTest::addColumn<qint64>("end");
    QTest::addColumn<quint32>("done");
    QTest::addColumn<int>("lines");
    QTest::newRow("shorter than a second") << second / 3 << second / 2 << 3U << 1;
    QTest::newRow("within a second") << second * 3 / 2 << second * 7 / 4 << 5U << 2;
    QTest::newRow("with the last second") << second * 2 << second * 2 << 5U << 2;
    QTest::newRow("told before, as it ended between two looks") << second * 2 << second * 2 - 5 << 5U << 2;
    QTest::newRow("told in part") << second * 2 << second * 2 - 5 << 6U << 3;
}

void TestSeriesFile::hasALineForTheEnd()
{
    QFETCH(const qint64, lastTake);
    QFETCH(const qint64, end);
    QFETCH(const quint32, done);
    const QString name = m_folder.filePath(QStringLiteral("series"));
    SeriesFile series;
    QCOMPARE(series.open(name), QString());
    RunPlan plan;
    plan.url = defaultPracticeUrl();
    const RunRecorder recorder(plan, 1);
    const RunRecord &record = *recorder.record();
    for (qint64 at = second; at < lastTake; at += second)
        series.take({}, record, tallyOf(2), at);
    series.take({}, record, tallyOf(5), lastTake);
    WrittenFiles files;
    series.finish(tallyOf(done), end, files);
    QVERIFY(files.isWhole());
    const QList<QByteArray> lines = contents(name).split('\n');
    QTEST(int(lines.size()) - 1, "lines"); // each with its end
    QVERIFY2(lines[lines.size() - 2].contains("\"done\":" + QByteArray::number(done) + ','), lines[0].constData());
}

QTEST_GUILESS_MAIN(TestSeriesFile)
#include "tst_seriesfile.moc"
