// SPDX-License-Identifier: GPL-3.0-or-later
// Lines of fiftyfold.runner/1: of one that is read, what is written again is read as the same kind.
#include "engine/runners/runnerprotocol.h"

#include "fuzzing.h"

using namespace fiftyfold;

extern "C" int LLVMFuzzerTestOneInput(const unsigned char *data, std::size_t size)
{
    const QByteArray line = fuzz::bytesOf(data, size);
    const RunnerLine read = runnerLine(line);
    std::visit(
        [&read](const auto &part) {
            if constexpr (std::is_same_v<std::decay_t<decltype(part)>, RunnerNonsense>)
                fuzz::must(!part.why.isEmpty());
            else
                fuzz::must(runnerLine(lineOf(part)).index() == read.index());
        },
        read);
    isStartLine(line);
    QString problem;
    taskFromLine(line, &problem);
    return 0;
}
