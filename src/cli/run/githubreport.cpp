// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/run/githubreport.h"

#include "cli/base/terminal.h"
#include "core/comparison/runcomparisonwording.h"
#include "core/run/thresholdwording.h"
#include "core/text/visibletext.h"

#include <QFile>
#include <QStringList>

#include <cstdio>

namespace fiftyfold {

namespace {

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

QString failureText(const RunRecord &record, const RunSummary &summary)
{
    const QString requests = QString::number(summary.requests);
    if (summary.failed == 0)
        return QStringLiteral("none of the %1 was answered before the end of the run").arg(requests);
    return QStringLiteral("%1 of %2 failed, such as: %3")
        .arg(QString::number(summary.failed), requests, firstFailure(record));
}

} // namespace

bool isGitHubStep()
{
    return qgetenv("GITHUB_ACTIONS") == "true";
}

QString githubAnnotations(const RunRecord &record, const RunSummary &summary, const Expectations &expectations,
                          const RunComparison *baseline, bool isStrict)
{
    QString text;
    const auto add = [&text](const QString &title, const QString &message) {
        text +=
            QStringLiteral("::error title=%1::%2\n").arg(escapedProperty(title), escapedMessage(visibleText(message)));
    };
    if (!isAnswered(summary) && !judgesFailures(expectations))
        add(QStringLiteral("requests"), failureText(record, summary));
    for (const Expectation &expectation : expectations) {
        if (hasCrossed({expectation}, isStrict))
            add(expectation.threshold.text, expectationText(expectation));
    }
    if (baseline && isFailure(*baseline, isStrict))
        add(QStringLiteral("against ") + visibleText(baseline->baselineName), runComparisonSentence(*baseline));
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
