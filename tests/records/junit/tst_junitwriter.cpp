// SPDX-License-Identifier: GPL-3.0-or-later
#include "records/junit/junitwriter.h"
#include "recordsample.h"

#include <QBuffer>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>
#include <QXmlStreamReader>

using namespace fiftyfold;

namespace {

/// One element, as a reader of the format sees it.
struct Element {
    QString name;
    QXmlStreamAttributes attributes;
    QString text;
    std::vector<Element> children;

    QString value(const char *attribute) const { return attributes.value(QLatin1String(attribute)).toString(); }
};

Element readElement(QXmlStreamReader &xml)
{
    Element element{xml.name().toString(), xml.attributes(), {}, {}};
    while (!xml.atEnd() && xml.readNext() != QXmlStreamReader::EndElement) {
        if (xml.isStartElement())
            element.children.push_back(readElement(xml));
        else if (xml.isCharacters() && !xml.isWhitespace())
            element.text += xml.text();
    }
    return element;
}

Element parsed(const QByteArray &text)
{
    QXmlStreamReader xml(text);
    xml.readNextStartElement();
    const Element root = readElement(xml);
    if (xml.hasError())
        qWarning("%s in: %s", qPrintable(xml.errorString()), text.constData());
    return root;
}

Expectations expectations(const RunRecord &record, const RunSummary &summary,
                          const QStringList &texts = {QStringLiteral("failed < 90%"), QStringLiteral("max < 1ms"),
                                                      QStringLiteral("p99.9 < 500ms")})
{
    QList<Threshold> thresholds;
    for (const QString &text : texts) {
        Threshold threshold;
        if (!readThreshold(text, threshold))
            thresholds.append(threshold);
    }
    return judged(thresholds, summary, record.isStopped);
}

QByteArray written(const RunRecord &record, const Expectations &verdicts, bool isStrict = false,
                   const RunComparison *baseline = nullptr)
{
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    const QString problem = writeRunJunit(buffer, record, summarise(record), verdicts, isStrict, baseline);
    return problem.isEmpty() ? buffer.data() : problem.toUtf8();
}

/// Done, failed and cancelled: one of each, with three thresholds, one held, one crossed and one undecided.
QByteArray sampleJunit()
{
    const auto record = test::sampleRecord();
    return written(*record, expectations(*record, summarise(*record)));
}

/// The cases of the only suite.
std::vector<Element> casesOf(const QByteArray &text)
{
    const Element suite = parsed(text).children.at(0);
    return {suite.children.begin() + 1, suite.children.end()};
}

QStringList namesOf(const std::vector<Element> &cases)
{
    QStringList all;
    for (const Element &one : cases)
        all.append(one.value("classname") + QLatin1String(": ") + one.value("name"));
    return all;
}

QStringList resultsOf(const std::vector<Element> &cases)
{
    QStringList all;
    for (const Element &one : cases)
        all.append(one.children.empty() ? QStringLiteral("passed") : one.children.front().name);
    return all;
}

} // namespace

class TestJunitWriter : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void hasTheShape();
    void countsAgree_data();
    void countsAgree();
    void saysWhyTwice();
    void theBaselineIsACase_data();
    void theBaselineIsACase();
    void aThresholdOnFailuresDecides();
    void whatTheEndCancelledIsNoFailure();
    void namesHoldNothingMeasured();
    void strictFailsWhatIsUndecided();
    void aStoppedRunPassesNothing();
    void countsRequestsThatAreNotThere();
    void tellsOfARunThatDidNotStart();
    void replacesWhatXmlHasNoPlaceFor();
    void keepsSecretsOut();
    void othersReadIt();
    void reportsShortWrite();
};

void TestJunitWriter::hasTheShape()
{
    const QByteArray text = sampleJunit();
    QVERIFY2(text.startsWith("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"fiftyfold\" tests=\"5\" "
                             "failures=\"1\" errors=\"0\" skipped=\"1\" time=\"0.010\">\n  <testsuite "
                             "name=\"fiftyfold.run\" tests=\"5\" failures=\"1\" errors=\"0\" skipped=\"1\" "
                             "time=\"0.010\" timestamp=\"2026-11-23T10:00:00\">\n    <properties>\n      <property "
                             "name=\"url\" value=\""),
             text.constData());
    QVERIFY2(text.contains("    <testcase classname=\"fiftyfold.thresholds\" name=\"failed &lt; 90%\" "
                           "time=\"0.010\"/>\n"),
             text.constData());
    QVERIFY2(text.contains("      <failure type=\"threshold\" message=\"max is 3.5 ms, over 1 ms\">max is 3.5 ms, over "
                           "1 ms\n3 requests, strategy async, 2 at once</failure>\n"),
             text.constData());
    QVERIFY2(text.contains("      <skipped message=\"1 request can't support p99.9\">1 request can't support "
                           "p99.9</skipped>\n"),
             text.constData());
    const Element suite = parsed(text).children.at(0);
    QCOMPARE(suite.children.at(0).name, QStringLiteral("properties"));
    QCOMPARE(suite.children.at(0).children.at(1).value("name"), QStringLiteral("strategy"));
    QCOMPARE(suite.children.at(0).children.at(1).value("value"), QStringLiteral("async"));
    const QStringList names = namesOf(casesOf(text));
    QCOMPARE(names, (QStringList{QStringLiteral("fiftyfold.thresholds: failed < 90%"),
                                 QStringLiteral("fiftyfold.thresholds: max < 1 ms"),
                                 QStringLiteral("fiftyfold.thresholds: p99.9 < 500 ms"),
                                 QStringLiteral("fiftyfold.run: requests answered"),
                                 QStringLiteral("fiftyfold.run: run finished")}));
}

void TestJunitWriter::countsAgree_data()
{
    QTest::addColumn<QByteArray>("text");
    const auto record = test::sampleRecord();
    const RunSummary summary = summarise(*record);
    QTest::newRow("thresholds") << sampleJunit();
    QTest::newRow("strict") << written(*record, expectations(*record, summary), true);
    QTest::newRow("no threshold") << written(*record, {});
    record->isStopped = true;
    QTest::newRow("stopped") << written(*record, expectations(*record, summary));
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    writeUnstartedJunit(buffer, record->plan(), {}, QStringLiteral("no"));
    QTest::newRow("not started") << buffer.data();
}

void TestJunitWriter::countsAgree()
{
    QFETCH(const QByteArray, text);
    const Element root = parsed(text);
    const QStringList results = resultsOf(casesOf(text));
    for (const Element *totals : {&root, &root.children.at(0)}) {
        QCOMPARE(totals->value("tests").toInt(), results.size());
        QCOMPARE(totals->value("failures").toInt(), results.count(QStringLiteral("failure")));
        QCOMPARE(totals->value("errors").toInt(), results.count(QStringLiteral("error")));
        QCOMPARE(totals->value("skipped").toInt(), results.count(QStringLiteral("skipped")));
    }
}

/// GitLab shows the text, Jenkins the attribute.
void TestJunitWriter::saysWhyTwice()
{
    const auto record = test::sampleRecord();
    const std::vector<Element> cases = casesOf(written(*record, {}));
    QCOMPARE(resultsOf(cases), (QStringList{QStringLiteral("failure"), QStringLiteral("passed")}));
    const Element failure = cases.at(0).children.at(0);
    QCOMPARE(failure.value("type"), QStringLiteral("requests"));
    QCOMPARE(failure.value("message"), QStringLiteral("1 of 3 done, 1 failed, 1 cancelled"));
    QVERIFY2(failure.text.startsWith(failure.value("message") + QLatin1String("\ntimeout: 1, such as: no reply,")),
             qPrintable(failure.text));
}

void TestJunitWriter::theBaselineIsACase_data()
{
    QTest::addColumn<Verdict>("verdict");
    QTest::addColumn<bool>("isStrict");
    QTest::addColumn<QString>("result");
    QTest::addRow("slower") << Verdict::Slower << false << QStringLiteral("failure");
    QTest::addRow("faster") << Verdict::Faster << true << QStringLiteral("system-out");
    QTest::addRow("no difference") << Verdict::NoDifference << true << QStringLiteral("system-out");
    QTest::addRow("not comparable") << Verdict::NotComparable << false << QStringLiteral("skipped");
    QTest::addRow("not comparable, strict") << Verdict::NotComparable << true << QStringLiteral("failure");
}

void TestJunitWriter::theBaselineIsACase()
{
    QFETCH(const Verdict, verdict);
    QFETCH(const bool, isStrict);
    QFETCH(const QString, result);
    RunComparison comparison;
    comparison.verdict = verdict;
    comparison.figures = {{ComparedFigureKind::P50, 2e7, 4e7, Estimate{2, 1.9, 2.1}, true, verdict}};
    const auto record = test::sampleRecord();
    const std::vector<Element> cases = casesOf(written(*record, {}, isStrict, &comparison));
    QCOMPARE(namesOf(cases).first(), QStringLiteral("fiftyfold.baseline: no slower than the baseline"));
    QCOMPARE(resultsOf(cases).first(), result);
}

void TestJunitWriter::aThresholdOnFailuresDecides()
{
    const std::vector<Element> cases = casesOf(sampleJunit());
    QCOMPARE(resultsOf(cases).at(3), QStringLiteral("system-out"));
    QVERIFY(
        cases.at(3).children.at(0).text.startsWith(QLatin1String("1 of 3 done, 1 failed, 1 cancelled\ntimeout: 1")));
}

void TestJunitWriter::whatTheEndCancelledIsNoFailure()
{
    RunPlan plan;
    plan.url = QUrl(QStringLiteral("http://127.0.0.1/"));
    plan.requests = 2;
    RunRecorder recorder(plan, test::sampleRunId);
    recorder.apply({test::sampleRunId,
                    {test::finished(0, Outcome::Done, ErrorClass::None, 0, 7),
                     test::finished(1, Outcome::Cancelled, ErrorClass::Cancelled, 0, 9)},
                    {}});
    const std::vector<Element> cases = casesOf(written(*recorder.record(), {}));
    QCOMPARE(resultsOf(cases).at(0), QStringLiteral("system-out"));
    QCOMPARE(cases.at(0).children.at(0).text, QStringLiteral("1 of 2 done, 0 failed, 1 cancelled"));
}

/// Otherwise each build would have other cases.
void TestJunitWriter::namesHoldNothingMeasured()
{
    RunPlan plan;
    plan.url = QUrl(QStringLiteral("http://127.0.0.1/"));
    plan.requests = 1;
    RunRecorder recorder(plan, test::sampleRunId);
    recorder.apply({test::sampleRunId, {test::finished(0, Outcome::Done, ErrorClass::None, 0, 7)}, {}});
    recorder.record()->startedAt = test::sampleRecord()->startedAt;
    const RunRecord &record = *recorder.record();
    QCOMPARE(namesOf(casesOf(written(record, expectations(record, summarise(record))))),
             namesOf(casesOf(sampleJunit())));
}

void TestJunitWriter::strictFailsWhatIsUndecided()
{
    const auto record = test::sampleRecord();
    const Expectations verdicts = expectations(*record, summarise(*record));
    QCOMPARE(resultsOf(casesOf(written(*record, verdicts, false))).at(2), QStringLiteral("skipped"));
    QCOMPARE(resultsOf(casesOf(written(*record, verdicts, true))).at(2), QStringLiteral("failure"));
}

void TestJunitWriter::aStoppedRunPassesNothing()
{
    const auto record = test::sampleRecord();
    record->isStopped = true;
    const Expectations verdicts = expectations(*record, summarise(*record));
    for (const bool isStrict : {false, true}) {
        const std::vector<Element> cases = casesOf(written(*record, verdicts, isStrict));
        const QString skipped = QStringLiteral("skipped");
        QCOMPARE(resultsOf(cases), (QStringList{skipped, skipped, skipped, skipped, QStringLiteral("failure")}));
        QCOMPARE(cases.at(0).children.at(0).value("message"), QStringLiteral("the run was stopped before its end"));
    }
}

/// Those of an older run may have had to go from the history.
void TestJunitWriter::countsRequestsThatAreNotThere()
{
    RunPlan plan;
    plan.url = QUrl(QStringLiteral("http://127.0.0.1/"));
    plan.requests = 0;
    plan.atOnce = 50;
    plan.rate = *rateFromText(QStringLiteral("40/s"));
    plan.duration = std::chrono::seconds(10);
    RunRecorder recorder(plan, test::sampleRunId);
    recorder.record()->isStopped = true;
    RunSummary summary;
    summary.requests = 400;
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    QCOMPARE(writeRunJunit(buffer, *recorder.record(), summary, {}, false, nullptr), QString());
    const std::vector<Element> cases = casesOf(buffer.data());
    const QString text = cases.back().children.at(0).text;
    QVERIFY2(text.endsWith(QLatin1String("\n400 requests, strategy async, 50 at once, rate 40/s")), qPrintable(text));
}

void TestJunitWriter::tellsOfARunThatDidNotStart()
{
    const auto record = test::sampleRecord();
    QList<Threshold> thresholds(1);
    QVERIFY(!readThreshold(QStringLiteral("p95 < 1s"), thresholds.first()));
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    const QString problem = QStringLiteral("The folder \"/no\" is not there.");
    QCOMPARE(writeUnstartedJunit(buffer, record->plan(), thresholds, problem), QString());
    const std::vector<Element> cases = casesOf(buffer.data());
    QCOMPARE(resultsOf(cases),
             (QStringList{QStringLiteral("skipped"), QStringLiteral("skipped"), QStringLiteral("error")}));
    QCOMPARE(cases.at(2).value("name"), QStringLiteral("run finished"));
    QCOMPARE(cases.at(2).children.at(0).value("message"), problem);
    QVERIFY(cases.at(2).children.at(0).text.startsWith(problem));
    QVERIFY(parsed(buffer.data()).children.at(0).value("timestamp").isEmpty());
}

void TestJunitWriter::replacesWhatXmlHasNoPlaceFor()
{
    const auto record = test::sampleRecord(); // whose error has a line break, quotes and U+0001
    record->notices = {QStringLiteral("<b>&amp; ]]> \ufffe\uffff\u0008\u001b[2J\u202e\t \u00e9")};
    const QByteArray text = written(*record, expectations(*record, summarise(*record)));
    for (const char byte : text)
        QVERIFY(static_cast<unsigned char>(byte) >= 0x20 || byte == '\n');
    const std::vector<Element> cases = casesOf(text);
    const QString replaced(QChar(QChar::ReplacementCharacter));
    QCOMPARE(cases.at(4).children.at(0).text, QStringLiteral("<b>&amp; ]]> %1%1%1%1[2J%1%1 \u00e9").arg(replaced));
    QVERIFY(cases.at(3).children.at(0).text.endsWith(QStringLiteral("\u00e9") + replaced));
}

void TestJunitWriter::keepsSecretsOut()
{
    const QByteArray text = sampleJunit();
    QVERIFY2(!text.contains("hunter2"), text.constData());
    QVERIFY(text.contains("[redacted]"));
}

/// A reader that others use comes to the same.
void TestJunitWriter::othersReadIt()
{
    const QString python = QStringLiteral("/usr/bin/python3");
    const QString isMissing =
        QStringLiteral("import importlib.util, sys; sys.exit(not importlib.util.find_spec('junitparser'))");
    if (QProcess::execute(python, {QStringLiteral("-c"), isMissing}) != 0)
        QSKIP("python3-junitparser is not installed");
    const QTemporaryDir folder;
    QFile file(folder.filePath(QStringLiteral("run.xml")));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(sampleJunit());
    file.close();
    QProcess process;
    process.start(python, {QStringLiteral("-c"),
                           QStringLiteral("import sys, junitparser\n"
                                          "xml = junitparser.JUnitXml.fromfile(sys.argv[1])\n"
                                          "print(xml.tests, xml.failures, xml.errors, xml.skipped, xml.time)\n"
                                          "for suite in xml:\n"
                                          "    for case in suite:\n"
                                          "        print(case.classname, '|', case.name, '|',\n"
                                          "              ' '.join(type(r).__name__ + ' ' + r.message + ' ' +\n"
                                          "              r.text.splitlines()[0] for r in case.result))\n"),
                           file.fileName()});
    QVERIFY(process.waitForFinished());
    const QString said = QString::fromUtf8(process.readAllStandardOutput());
    const QStringList expected{
        QStringLiteral("5 1 0 1 0.01"),
        QStringLiteral("fiftyfold.thresholds | failed < 90% | "),
        QStringLiteral("fiftyfold.thresholds | max < 1 ms | Failure max is 3.5 ms, over 1 ms max is 3.5 ms, over 1 ms"),
        QStringLiteral("fiftyfold.thresholds | p99.9 < 500 ms | Skipped 1 request can't support p99.9 1 request can't "
                       "support p99.9"),
        QStringLiteral("fiftyfold.run | requests answered | "),
        QStringLiteral("fiftyfold.run | run finished | "),
        QString()};
    QVERIFY2(process.exitCode() == 0, process.readAllStandardError().constData());
    QCOMPARE(said.split(QLatin1Char('\n')), expected);
}

void TestJunitWriter::reportsShortWrite()
{
    test::ShortDevice device(500);
    const auto record = test::sampleRecord();
    QVERIFY(!writeRunJunit(device, *record, summarise(*record), {}, false).isEmpty());
}

QTEST_GUILESS_MAIN(TestJunitWriter)
#include "tst_junitwriter.moc"
