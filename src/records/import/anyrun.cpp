// SPDX-License-Identifier: GPL-3.0-or-later
#include "records/import/anyrun.h"

#include "core/text/inputfile.h"
#include "records/import/importsniffing.h"

#include <QFile>
#include <QFileInfo>

#include <new>

namespace fiftyfold {

namespace {

QString noneOfThem()
{
    return QStringLiteral(
        "it is none of the formats that are read: runs of Fiftyfold, HAR, and what is written by ab, autocannon, "
        "bombardier, Fortio, h2load, hey, hyperfine, JMeter, k6, Locust, oha, vegeta, wrk and wrk2");
}

QString readIt(ImportText &text, const QString &name, ReadRun &run, const ReadingGoesOn &goesOn,
               const std::function<bool()> &stillGoesOn)
{
    const QByteArrayView beginning = text.beginning();
    if (!text.problem().isEmpty())
        return text.problem();
    if (beginning.trimmed().isEmpty())
        return QStringLiteral("the file is empty");
    const ImportFormat *format = importFormatOf(beginning);
    if (format && !format->refusal.isEmpty())
        return format->refusal;
    if (format) {
        ImportedRun imported(QFileInfo(name).fileName(), stillGoesOn);
        const QString problem = format->read(text, imported);
        return problem.isEmpty() ? imported.finish(run) : problem;
    }
    if (!isOfOurs(beginning))
        return noneOfThem();
    const QByteArray json = text.readAll(importTextLimit);
    return text.problem().isEmpty() ? readRunJson(json, run, goesOn) : text.problem();
}

} // namespace

QString readAnyRun(QIODevice &device, const QString &name, ReadRun &run, const ReadingGoesOn &goesOn)
{
    try {
        qint64 done = 0; // what is asked between bytes says the same as the last of them
        const ReadingGoesOn asked = [&](qint64 bytes) {
            done = bytes;
            return !goesOn || goesOn(bytes);
        };
        ImportText text(device, asked);
        return readIt(text, name, run, asked, [&] { return asked(done); });
    } catch (const std::bad_alloc &) {
        return QStringLiteral("there is too little memory for it");
    }
}

QString readAnyRunFile(const QString &path, ReadRun &run, const ReadingGoesOn &goesOn)
{
    QFile file(path);
    const QString problem = openInput(file);
    return problem.isEmpty() ? readAnyRun(file, path, run, goesOn) : problem;
}

} // namespace fiftyfold
