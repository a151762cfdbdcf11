// SPDX-License-Identifier: GPL-3.0-or-later
// A pasted command: taken over whole or refused, with a sentence.
#include "core/plan/curlcommand.h"
#include "core/plan/runplan.h"

#include "fuzzing.h"

using namespace fiftyfold;

extern "C" int LLVMFuzzerTestOneInput(const unsigned char *data, std::size_t size)
{
    const CurlReading reading = curlCommandFrom(QString::fromUtf8(fuzz::bytesOf(data, size)));
    fuzz::must(reading.command.has_value() == reading.problem.isEmpty());
    if (!reading.command)
        return 0;
    FileContents files;
    for (const QString &name : reading.command->files())
        files.insert(name, QByteArrayLiteral("contents"));
    RunPlan plan;
    const QString problem = applyCurlCommand(*reading.command, plan, files, QByteArrayLiteral("boundary"));
    fuzz::must(!problem.isEmpty() || plan.url.isValid());
    return 0;
}
