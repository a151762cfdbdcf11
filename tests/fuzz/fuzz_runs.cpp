// SPDX-License-Identifier: GPL-3.0-or-later
// Files of runs, ours and other programs': read or refused; what was read writes a record that is read again.
#include "records/import/anyrun.h"
#include "records/json/runjsonwriter.h"

#include "fuzzing.h"

#include <QBuffer>

using namespace fiftyfold;

extern "C" int LLVMFuzzerTestOneInput(const unsigned char *data, std::size_t size)
{
    constexpr quint32 mostRequests = 20'000; // a text of ten bytes may ask for ten million rows
    QByteArray bytes = fuzz::bytesOf(data, size);
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::ReadOnly);
    ReadRun run;
    if (!readAnyRun(buffer, QStringLiteral("file"), run).isEmpty() || run.record->requestCount() > mostRequests)
        return 0;
    QBuffer written;
    written.open(QIODevice::WriteOnly);
    const RunJsonDetail detail = run.hasRequests ? RunJsonDetail::Whole : RunJsonDetail::WithoutRequests;
    fuzz::must(writeRunJson(written, *run.record, run.summary, detail, run.expectations).isEmpty());
    ReadRun again;
    fuzz::must(readRunJson(written.data(), again).isEmpty());
    fuzz::must(again.summary.done == run.summary.done && again.summary.failed == run.summary.failed);
    return 0;
}
