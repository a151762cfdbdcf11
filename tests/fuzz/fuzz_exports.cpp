// SPDX-License-Identifier: GPL-3.0-or-later
// What a file tells of a run is written in every form, the report for people as XML that a reader takes.
#include "records/forms/runforms.h"
#include "records/import/anyrun.h"

#include "fuzzing.h"

#include <QBuffer>
#include <QXmlStreamReader>

using namespace fiftyfold;

extern "C" int LLVMFuzzerTestOneInput(const unsigned char *data, std::size_t size)
{
    constexpr quint32 mostRequests = 2'000;
    QByteArray bytes = fuzz::bytesOf(data, size);
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::ReadOnly);
    ReadRun run;
    if (!readAnyRun(buffer, QStringLiteral("file"), run).isEmpty() || run.record->requestCount() > mostRequests)
        return 0;
    const bool isWordOfIts = bytes.contains("-9,223") || bytes.startsWith("\x1f\x8b");
    for (const RunForm &form : runForms()) {
        if (form.needsRequests && !run.hasRequests)
            continue;
        QBuffer written;
        written.open(QIODevice::WriteOnly);
        fuzz::must(form.write(written, ToldRun{*run.record, run.summary, run.expectations}).isEmpty());
        if (!isWordOfIts) // a time that is not stated, as a number
            fuzz::must(!written.data().contains("-9,223"));
        if (QLatin1String(form.name) == QLatin1String("openmetrics"))
            fuzz::must(!written.data().contains("} nan\n") && !written.data().contains("} -nan\n"));
        if (QLatin1String(form.name) != QLatin1String("html") && QLatin1String(form.name) != QLatin1String("junit"))
            continue;
        QXmlStreamReader reader(written.data());
        while (!reader.atEnd()) {
            reader.readNext();
            fuzz::must(reader.name() != QLatin1String("script"));
        }
        fuzz::must(!reader.hasError());
    }
    return 0;
}
