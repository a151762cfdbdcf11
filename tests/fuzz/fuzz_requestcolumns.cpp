// SPDX-License-Identifier: GPL-3.0-or-later
// The requests of a run as the history keeps them: the columns are the input's, in a part that is whole.
#include "records/history/requestcolumns.h"
#include "records/history/requestsections.h"

#include "fuzzing.h"

#include <QDataStream>
#include <QIODevice>
#include <QMap>

using namespace fiftyfold;

namespace {

constexpr const char *sectionNames[] = {"outcome", "error",        "status",        "http",       "reuse",
                                        "retries", "bytes",        "connection",    "lane",       "stages",
                                        "end",     "fault",        "names",         "faults",     "headers",
                                        "digest",  "queued.begin", "queued.length", "wait.begin", "wait.length"};

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const unsigned char *data, std::size_t size)
{
    constexpr quint32 requests = 16;
    const QByteArray bytes = fuzz::bytesOf(data, size);
    RunPlan plan;
    plan.requests = requests;
    RunRecorder raw(plan, 1);
    tellPackedRequests({bytes}, raw);

    QMap<QByteArray, QByteArray> sections;
    qsizetype at = 0;
    for (const char *name : sectionNames) {
        if (at >= bytes.size())
            break;
        const qsizetype length = static_cast<unsigned char>(bytes[at]);
        sections.insert(name, qCompress(bytes.mid(at + 1, length)));
        at += 1 + length;
    }
    QByteArray part;
    QDataStream stream(&part, QIODevice::WriteOnly);
    stream.setVersion(QDataStream::Qt_6_4);
    stream << requestPartMagic << requestPartVersion << quint32(0) << requests << sections;
    RunRecorder recorder(plan, 1);
    if (tellPackedRequests({part}, recorder).isEmpty())
        fuzz::must(recorder.tally().finished() == requests);
    return 0;
}
