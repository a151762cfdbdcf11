// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/diff/diffcommand.h"

#include "cli/diff/difftext.h"
#include "cli/show/showtext.h"
#include "core/text/exitcode.h"
#include "core/text/visibletext.h"
#include "records/base/outputfile.h"
#include "records/import/comparedfile.h"
#include "records/json/diffjsonwriter.h"
#include "records/markdown/comparedruns.h"

#include <cstdio>

#include <unistd.h>

namespace fiftyfold {

namespace {

/// False where it can't be read, which was told.
bool readRun(const QString &name, ComparedRun &run, const Terminal &terminal)
{
    ReadRun read;
    const QString problem = readShownFile(name, read);
    if (!problem.isEmpty()) {
        terminal.writeProblem(sentence(QStringLiteral("%1: %2").arg(name, problem)));
        return false;
    }
    run = comparedRun(name == QLatin1String("-") ? QStringLiteral("standard input") : name, read);
    return true;
}

/// Whether it was written, or nobody asked for it.
template<typename Write>
bool writeFile(const QString &name, const Terminal &terminal, const Write &write)
{
    if (name.isEmpty())
        return true;
    OutputFile file(name);
    QString problem = file.open();
    if (problem.isEmpty())
        problem = file.commit(write(file.device()));
    if (!problem.isEmpty() && !file.isUnread())
        terminal.writeProblem(problem);
    return problem.isEmpty();
}

} // namespace

int diffCommand(const DiffOptions &options)
{
    const Terminal terminal;
    ComparedRun baseline;
    ComparedRun run;
    const bool isBaselineRead = readRun(options.baseline, baseline, terminal);
    if (!readRun(options.run, run, terminal) || !isBaselineRead)
        return exitcode::couldNotRun;
    const RunComparison comparison = compareRuns(baseline, run);
    const bool showsFigures = options.anyway || comparison.verdict != Verdict::NotComparable;

    const QLatin1String standardOutput("-");
    const bool isTaken = options.jsonFile == standardOutput || options.markdownFile == standardOutput;
    bool isWhole = true;
    if (isTaken) {
        terminal.write(diffText(baseline, run, comparison, showsFigures, terminal.style()));
    } else {
        isWhole = writeFile(standardOutput, terminal, [&](QIODevice &device) {
            const QByteArray text = diffText(baseline, run, comparison, showsFigures, styleFor(STDOUT_FILENO)).toUtf8();
            return device.write(text) == text.size() ? QString() : device.errorString();
        });
    }
    const bool isJsonWhole = writeFile(options.jsonFile, terminal, [&](QIODevice &device) {
        return writeDiffJson(device, baseline, run, comparison);
    });
    const bool isMarkdownWhole = writeFile(options.markdownFile, terminal, [&](QIODevice &device) {
        return writeDiffMarkdown(device, baseline, run, comparison, showsFigures);
    });
    if (!isWhole || !isJsonWhole || !isMarkdownWhole)
        return exitcode::couldNotRun;
    return isFailure(comparison, options.isStrict) ? exitcode::thresholdCrossed : exitcode::allDone;
}

} // namespace fiftyfold
