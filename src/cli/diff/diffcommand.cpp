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
bool readRecord(const QString &name, ReadRecord &record, const Terminal &terminal)
{
    QString problem = readShownFile(name, record);
    if (problem.isEmpty() && record.capacity)
        problem = QStringLiteral("it is the record of a search for capacity, of which no two can be held against each "
                                 "other; `fiftyfold-cli show` tells what is in it");
    if (!problem.isEmpty())
        terminal.writeProblem(sentence(QStringLiteral("%1: %2").arg(name, problem)));
    return problem.isEmpty();
}

QString nameOf(const QString &file)
{
    return file == QLatin1String("-") ? QStringLiteral("standard input") : file;
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
    ReadRecord a;
    ReadRecord b;
    const bool isBaselineRead = readRecord(options.baseline, a, terminal);
    if (!readRecord(options.run, b, terminal) || !isBaselineRead)
        return exitcode::couldNotRun;
    if (a.isRun() != b.isRun()) {
        terminal.writeProblem(QStringLiteral("%1 is the record of a comparison, and %2 that of a run: diff takes two "
                                             "runs, or two comparisons.")
                                  .arg(nameOf(a.isRun() ? options.run : options.baseline),
                                       nameOf(a.isRun() ? options.baseline : options.run)));
        return exitcode::couldNotRun;
    }
    if (a.comparison) {
        const ToldComparison baseline = toldComparison(nameOf(options.baseline), *a.comparison);
        const ToldComparison run = toldComparison(nameOf(options.run), *b.comparison);
        return tellDiff(options, terminal, baseline, run, compareEntries(baseline, run));
    }
    const ComparedRun baseline = comparedRun(nameOf(options.baseline), a.run);
    const ComparedRun run = comparedRun(nameOf(options.run), b.run);
    return tellDiff(options, terminal, baseline, run, compareRuns(baseline, run));
}

} // namespace fiftyfold
