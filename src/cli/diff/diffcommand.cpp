// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/diff/diffcommand.h"

#include "cli/base/keptrecord.h"
#include "cli/diff/difftext.h"
#include "cli/show/showtext.h"
#include "core/text/exitcode.h"
#include "core/text/visibletext.h"
#include "records/base/outputfile.h"
#include "records/import/comparedfile.h"
#include "records/json/diffjsonwriter.h"
#include "records/markdown/comparedruns.h"

#include <QFileInfo>

#include <unistd.h>

namespace fiftyfold {

namespace {

/// A or B, and what it is called: a file by its name, what is kept by its label or URL.
struct Side {
    QString name;
    ReadRecord record;
};

/// False where it can't be read, which was told.
bool readSide(const QString &nameOrFile, Side &side, const Terminal &terminal)
{
    const bool isStandardInput = nameOrFile == QLatin1String("-");
    const bool isFile = isStandardInput || isNameOfAFile(nameOrFile);
    QString problem;
    if (!isFile) {
        problem = readKeptRecord(nameOrFile, side.record, side.name);
        if (!problem.isEmpty()) {
            terminal.writeProblem(sentence(problem)); // which has the name
            return false;
        }
    } else {
        problem = readShownFile(nameOrFile, side.record);
        side.name = isStandardInput ? QStringLiteral("standard input") : QFileInfo(nameOrFile).fileName();
    }
    if (problem.isEmpty() && side.record.capacity)
        problem = QStringLiteral("it is the record of a search for capacity, of which no two can be held against each "
                                 "other; `fiftyfold-cli %1` tells what is in it")
                      .arg(QLatin1String(isFile ? "show" : "history show"));
    if (!problem.isEmpty())
        terminal.writeProblem(sentence(QStringLiteral("%1: %2").arg(nameOrFile, problem)));
    return problem.isEmpty();
}

ToldComparison toldComparisonOf(const Side &side)
{
    ToldComparison told = toldComparison({}, *side.record.comparison);
    told.name = side.name;
    return told;
}

ComparedRun comparedRunOf(const Side &side)
{
    ComparedRun compared = comparedRun({}, side.record.run);
    compared.name = side.name;
    return compared;
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
    if (!problem.isEmpty())
        terminal.writeProblem(problem);
    return problem.isEmpty();
}

/// Tells it all. `Told` are two runs or two comparisons, `Compared` what came of them. The exit code.
template<typename Told, typename Compared>
int tellDiff(const DiffOptions &options, const Terminal &terminal, const Told &baseline, const Told &run,
             const Compared &compared)
{
    const bool showsFigures = options.anyway || compared.verdict != Verdict::NotComparable;
    const bool isTaken =
        openAlready(options.jsonFile) == STDOUT_FILENO || openAlready(options.markdownFile) == STDOUT_FILENO;
    bool isWhole = true;
    if (isTaken) {
        terminal.write(diffText(baseline, run, compared, showsFigures, terminal.style()));
    } else {
        isWhole = writeFile(QStringLiteral("-"), terminal, [&](QIODevice &device) {
            const QByteArray text = diffText(baseline, run, compared, showsFigures, styleFor(STDOUT_FILENO)).toUtf8();
            return device.write(text) == text.size() ? QString() : device.errorString();
        });
    }
    const bool isJsonWhole = writeFile(
        options.jsonFile, terminal, [&](QIODevice &device) { return writeDiffJson(device, baseline, run, compared); });
    const bool isMarkdownWhole = writeFile(options.markdownFile, terminal, [&](QIODevice &device) {
        return writeDiffMarkdown(device, baseline, run, compared, showsFigures);
    });
    if (!isWhole || !isJsonWhole || !isMarkdownWhole)
        return exitcode::couldNotRun;
    return isFailure(compared.verdict, options.isStrict) ? exitcode::thresholdCrossed : exitcode::allDone;
}

} // namespace

int diffCommand(const DiffOptions &options)
{
    const Terminal terminal;
    Side a;
    Side b;
    const bool isBaselineRead = readSide(options.baseline, a, terminal);
    if (!readSide(options.run, b, terminal) || !isBaselineRead)
        return exitcode::couldNotRun;
    if (a.record.isRun() != b.record.isRun()) {
        terminal.writeProblem(QStringLiteral("%1 is the record of a comparison, and %2 that of a run: diff takes two "
                                             "runs, or two comparisons.")
                                  .arg(a.record.isRun() ? b.name : a.name, a.record.isRun() ? a.name : b.name));
        return exitcode::couldNotRun;
    }
    if (a.record.comparison) {
        const ToldComparison baseline = toldComparisonOf(a);
        const ToldComparison run = toldComparisonOf(b);
        return tellDiff(options, terminal, baseline, run, compareEntries(baseline, run));
    }
    const ComparedRun baseline = comparedRunOf(a);
    const ComparedRun run = comparedRunOf(b);
    return tellDiff(options, terminal, baseline, run, compareRuns(baseline, run));
}

} // namespace fiftyfold
