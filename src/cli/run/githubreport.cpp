// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/run/githubreport.h"

#include "cli/base/terminal.h"
#include "core/run/thresholdwording.h"
#include "core/text/quantities.h"
#include "core/text/redaction.h"
#include "core/text/visibletext.h"

#include <QFile>
#include <QLocale>
#include <QStringList>

#include <cmath>
#include <cstdio>

namespace fiftyfold {

namespace {

QString grouped(quint32 number)
{
    return QLocale(QLocale::English).toString(number);
}

QString durationCell(double nanoseconds, quint32 count)
{
    return count == 0 ? QStringLiteral("–") : durationForPeople(std::llround(nanoseconds));
}

/// The words of others as plain text in a cell of a table.
QString plainMarkdown(const QString &text)
{
    QString plain;
    for (const QChar character : visibleText(text)) {
        if (character == QLatin1Char('<'))
            plain += QLatin1String("&lt;");
        else if (character == QLatin1Char('&'))
            plain += QLatin1String("&amp;");
        else if (QStringLiteral("\\`*_[]|~#").contains(character))
            plain += QLatin1Char('\\') + character;
        else
            plain += character;
    }
    return plain;
}

QString tableRow(const QStringList &cells)
{
    return QLatin1String("| ") + cells.join(QLatin1String(" | ")) + QLatin1String(" |\n");
}

QString markdownTable(const QStringList &headings, const QList<QStringList> &rows)
{
    QString text = tableRow(headings) + tableRow(QStringList(headings.size(), QStringLiteral("---")));
    for (const QStringList &cells : rows)
        text += tableRow(cells);
    return text;
}

QString verdictCell(ThresholdVerdict verdict)
{
    const QString word = verdictName(verdict);
    return verdict == ThresholdVerdict::Held ? word : QStringLiteral("**%1**").arg(word);
}

/// What a command of the runner has as its message; a property wants two characters more out of the way.
QString escapedMessage(const QString &text)
{
    QString escaped = text;
    escaped.replace(QLatin1Char('%'), QLatin1String("%25"));
    escaped.replace(QLatin1Char('\r'), QLatin1String("%0D"));
    return escaped.replace(QLatin1Char('\n'), QLatin1String("%0A"));
}

QString escapedProperty(const QString &text)
{
    QString escaped = escapedMessage(text);
    escaped.replace(QLatin1Char(':'), QLatin1String("%3A"));
    return escaped.replace(QLatin1Char(','), QLatin1String("%2C"));
}

} // namespace

bool isGitHubStep()
{
    return qgetenv("GITHUB_ACTIONS") == "true";
}

QString githubStepSummary(const RunRecord &record, const RunSummary &summary, const Expectations &expectations)
{
    const RunPlan &plan = record.plan();
    QString text =
        QStringLiteral("### %1 %2\n\n%3 requests, %4 at once, strategy %5%6\n\n")
            .arg(plainMarkdown(QString::fromLatin1(plan.method)), plainMarkdown(redactedUrl(plan.url)),
                 grouped(record.requestCount()), grouped(plan.effectiveAtOnce()), plainMarkdown(plan.strategy),
                 record.isStopped ? QStringLiteral(". The run was stopped before its end.") : QString());
    const QStringList notices = record.allNotices();
    for (const QString &notice : notices)
        text += QStringLiteral("- %1\n").arg(plainMarkdown(notice));
    if (!notices.isEmpty())
        text += QLatin1Char('\n');
    const Distribution &times = summary.response;
    text +=
        markdownTable({QStringLiteral("elapsed"), QStringLiteral("done"), QStringLiteral("failed"),
                       QStringLiteral("cancelled"), QStringLiteral("rate"), QStringLiteral("p50"),
                       QStringLiteral("p95"), QStringLiteral("p99"), QStringLiteral("max")},
                      {{durationForPeople(summary.elapsedNs), grouped(summary.done), grouped(summary.failed),
                        grouped(summary.cancelled),
                        QLocale(QLocale::English).toString(summary.requestsPerSecond, 'f', 1) + QLatin1String(" per s"),
                        durationCell(times.p50, times.count), durationCell(times.p95, times.count),
                        durationCell(times.p99, times.count), durationCell(times.max, times.count)}});
    if (expectations.isEmpty())
        return text + QLatin1Char('\n');
    QList<QStringList> rows;
    for (const Expectation &expectation : expectations)
        rows.append({plainMarkdown(expectation.threshold.text), verdictCell(expectation.verdict),
                     plainMarkdown(expectationText(expectation))});
    return text + QLatin1Char('\n') +
           markdownTable({QStringLiteral("threshold"), QStringLiteral("verdict"), QStringLiteral("why")}, rows) +
           QLatin1Char('\n');
}

QString githubAnnotations(const Expectations &expectations, bool isStrict)
{
    QString text;
    for (const Expectation &expectation : expectations) {
        if (hasCrossed({expectation}, isStrict))
            text += QStringLiteral("::error title=%1::%2\n")
                        .arg(escapedProperty(expectation.threshold.text),
                             escapedMessage(visibleText(expectationText(expectation))));
    }
    return text;
}

void reportToGitHub(const QString &stepSummary, const QString &annotations, bool isOutputTaken,
                    const Terminal &terminal)
{
    if (isOutputTaken) {
        terminal.write(annotations);
    } else {
        const QByteArray bytes = annotations.toUtf8();
        std::fwrite(bytes.constData(), 1, static_cast<std::size_t>(bytes.size()), stdout);
        std::fflush(stdout);
    }
    QFile file(qEnvironmentVariable("GITHUB_STEP_SUMMARY"));
    if (file.fileName().isEmpty())
        return;
    const QByteArray bytes = stepSummary.toUtf8();
    if (!file.open(QIODevice::Append | QIODevice::Unbuffered) || file.write(bytes) != bytes.size())
        terminal.writeProblem(sentence(QStringLiteral("GitHub's summary of the step could not be written to \"%1\": %2")
                                           .arg(file.fileName(), file.errorString())));
}

} // namespace fiftyfold
