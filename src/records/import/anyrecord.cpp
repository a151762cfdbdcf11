// SPDX-License-Identifier: GPL-3.0-or-later
#include "records/import/anyrecord.h"

#include "core/text/inputfile.h"
#include "records/import/importsniffing.h"
#include "records/json/capacityjsonreader.h"
#include "records/json/comparisonjsonreader.h"
#include "records/json/recordparts.h"

#include <QFile>
#include <QFileInfo>

#include <new>

namespace fiftyfold {

namespace {

QString noneOfThem()
{
    return QStringLiteral("it is none of the formats that are read: runs, comparisons and searches for capacity of "
                          "Fiftyfold, HAR, and what is written by ab, autocannon, "
                          "bombardier, Fortio, h2load, HdrHistogram, hey, hyperfine, JMeter, k6, Locust, oha, vegeta, "
                          "wrk and wrk2");
}

QString readIt(ImportText &text, const QString &name, ReadRecord &record, const ReadingGoesOn &goesOn,
               const std::function<bool()> &stillGoesOn)
{
    const QByteArrayView beginning = text.beginning();
    if (!text.problem().isEmpty())
        return text.problem();
    if (beginning.trimmed().isEmpty())
        return QStringLiteral("the file is empty");
    if (beginning.startsWith("\xff\xfe") || beginning.startsWith("\xfe\xff"))
        return QStringLiteral("it is UTF-16, and UTF-8 was expected: a shell's > makes it so on Windows");
    const ImportFormat *format = importFormatOf(beginning);
    if (format && !format->refusal.isEmpty())
        return format->refusal;
    if (format) {
        ImportedRun imported(QFileInfo(name).fileName(), stillGoesOn);
        const QString problem = format->read(text, imported);
        if (text.isLastLineOpen())
            imported.addLimit(QStringLiteral(
                "The file's last line has no end: if the file was cut short, so may the last figure be, and more."));
        return problem.isEmpty() ? imported.finish(record.run) : problem;
    }
    if (!isOfOurs(beginning)) {
        const QString nearly = nearlyKnown(beginning);
        return nearly.isEmpty() ? noneOfThem() : nearly;
    }
    const QByteArray json = text.readAll(importTextLimit);
    return text.problem().isEmpty() ? readRecordJson(json, record, goesOn) : text.problem();
}

} // namespace

QString readRecordJson(const QByteArray &json, ReadRecord &record, const ReadingGoesOn &goesOn)
{
    const QString schema = schemaOf(json);
    QString problem;
    if (schema.startsWith(QLatin1String("fiftyfold.comparison/"))) {
        auto comparison = std::make_shared<ComparisonReport>();
        problem = readComparisonJson(json, *comparison);
        record.comparison = comparison;
    } else if (schema.startsWith(QLatin1String("fiftyfold.capacity/"))) {
        auto capacity = std::make_shared<CapacityRecord>();
        problem = readCapacityJson(json, *capacity);
        record.capacity = capacity;
    } else {
        problem = readRunJson(json, record.run, goesOn);
    }
    return problem;
}

QString readAnyRecord(QIODevice &device, const QString &name, ReadRecord &record, const ReadingGoesOn &goesOn)
{
    try {
        qint64 done = 0; // what is asked between bytes says the same as the last of them
        const ReadingGoesOn asked = [&](qint64 bytes) {
            done = bytes;
            return !goesOn || goesOn(bytes);
        };
        ImportText text(device, asked);
        return readIt(text, name, record, asked, [&] { return asked(done); });
    } catch (const std::bad_alloc &) {
        return QStringLiteral("there is too little memory for it");
    }
}

QString readAnyRecordFile(const QString &path, ReadRecord &record, const ReadingGoesOn &goesOn)
{
    QFile file(path);
    const QString problem = openInput(file);
    return problem.isEmpty() ? readAnyRecord(file, path, record, goesOn) : problem;
}

} // namespace fiftyfold
