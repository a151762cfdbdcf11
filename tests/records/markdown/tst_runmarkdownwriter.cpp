// SPDX-License-Identifier: GPL-3.0-or-later
#include "records/markdown/runmarkdownwriter.h"

#include "core/run/runrecorder.h"
#include "core/run/runsummary.h"
#include "records/forms/runforms.h"

#include <QBuffer>
#include <QTest>

#include <tuple>

using namespace fiftyfold;

namespace {

TargetFigures figuresOf(quint32 done, quint32 failed)
{
    TargetFigures figures;
    figures.requests = done + failed;
    figures.done = done;
    figures.failed = failed;
    figures.response.count = done;
    figures.response.p50 = 10e6;
    figures.response.p95 = 20e6;
    figures.response.p99 = 30e6;
    return figures;
}

QString markdownOf(const RunPlan &plan, const RunSummary &summary)
{
    const RunRecorder recorder(plan, 1);
    return runMarkdown(*recorder.record(), summary, {});
}

} // namespace

class RunMarkdownWriterTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void namesAllTargets()
    {
        RunPlan plan;
        plan.url = ExactUrl::fromText(QByteArrayLiteral("http://h/a"));
        plan.targetsFile = QStringLiteral("list.txt");
        plan.targetNames = {QStringLiteral("GET http://h/a"), QStringLiteral("PUT http://h/b|c"),
                            QStringLiteral("GET http://h/d")};
        RunSummary summary;
        summary.targets = {figuresOf(1'000, 0), figuresOf(19, 1), figuresOf(0, 2)};
        const QString text = markdownOf(plan, summary);
        QVERIFY2(text.startsWith(QStringLiteral("### 3 targets, in turn\n")), qPrintable(text));
        for (const char *row : {"| target | requests | failed | p50 | p95 | p99 |\n",
                                "| GET `http://h/a` | 1,000 | 0 | 10.0 ms | 20.0 ms | 30.0 ms |\n",
                                "| PUT `http://h/b%7Cc` | 20 | 1 | 10.0 ms | 20.0 ms\\* | 30.0 ms\\* |\n",
                                "| GET `http://h/d` | 2 | 2 | – | – | – |\n", "\\* too few requests"})
            QVERIFY2(text.contains(QString::fromUtf8(row)), qPrintable(text));
    }

    /// The plan's own URL is the first of them.
    void noFormHasTheFirstOfTheTargetsForAll()
    {
        RunPlan plan;
        plan.url = ExactUrl::fromText(QByteArrayLiteral("http://h/a"));
        plan.targetNames = {QStringLiteral("GET http://h/a"), QStringLiteral("PUT http://h/b")};
        RunSummary summary;
        summary.targets = {figuresOf(1'000, 0), figuresOf(19, 1)};
        const RunRecorder recorder(plan, 1);
        for (const auto &[name, has, lacks] :
             {std::tuple("html", "<h1>2 targets, in turn</h1>", "<h1>GET"),
              std::tuple("junit", R"(<property name="targets" value="2"/>)", "http://h/a"),
              std::tuple("openmetrics", R"(,targets="2",transport=)", "http://h/a")}) {
            QBuffer written;
            QVERIFY(written.open(QIODevice::WriteOnly));
            QCOMPARE(runForm(QLatin1String(name)).write(written, {*recorder.record(), summary, Expectations()}),
                     QString());
            QVERIFY2(written.data().contains(has) && !written.data().contains(lacks), written.data().constData());
        }
    }

    void ofManyTargetsItHasTheFirst()
    {
        RunPlan plan;
        plan.order = QStringLiteral("shuffled");
        RunSummary summary;
        for (int i = 0; i < 130; ++i) {
            plan.targetNames.append(QStringLiteral("GET http://h/%1").arg(i));
            summary.targets.push_back(figuresOf(1'000, 0));
        }
        const QString text = markdownOf(plan, summary);
        QVERIFY2(text.startsWith(QStringLiteral("### 130 targets, shuffled\n")), qPrintable(text));
        QVERIFY(text.contains(QStringLiteral("`http://h/99`")) && !text.contains(QStringLiteral("`http://h/100`")));
        QVERIFY(text.contains(QStringLiteral("And 30 more targets.")));
        QVERIFY(!text.contains(QStringLiteral("too few requests")));
    }

    void oneTargetIsTheRun()
    {
        RunPlan plan;
        plan.targetNames = {QStringLiteral("PUT http://h/a")};
        RunSummary summary;
        summary.targets = {figuresOf(10, 0)};
        QString text = markdownOf(plan, summary);
        QVERIFY2(text.startsWith(QStringLiteral("### PUT `http://h/a`\n")), qPrintable(text));
        QVERIFY(!text.contains(QStringLiteral("| target |")));
        plan.targetNames.clear();
        plan.url = urlFromUserInput(QStringLiteral("http://h/{{name}}"), nullptr);
        text = markdownOf(plan, RunSummary());
        QVERIFY2(text.startsWith(QStringLiteral("### GET `http://h/{{name}}`\n")), qPrintable(text));
    }
};

QTEST_APPLESS_MAIN(RunMarkdownWriterTest)
#include "tst_runmarkdownwriter.moc"
