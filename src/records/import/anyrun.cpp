// SPDX-License-Identifier: GPL-3.0-or-later
#include "records/import/anyrun.h"

#include "core/text/inputfile.h"
#include "records/import/importsniffing.h"

#include <QFile>
#include <QFileInfo>

#include <new>

namespace fiftyfold {

namespace {

QString readIt(ImportText &text, const QString &name, ReadRun &run, const ReadingGoesOn &goesOn)
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
        ImportedRun imported(QFileInfo(name).fileName());
        const QString problem = format->read(text, imported);
        return problem.isEmpty() ? imported.finish(run) : problem;
    }
    if (beginning.contains('\0'))
        return QStringLiteral("it is binary, and no run that can be read");
    const QByteArray json = text.readAll(); // ours, or what is wrong with it
    return text.problem().isEmpty() ? readRunJson(json, run, goesOn) : text.problem();
}

} // namespace

QString readAnyRun(QIODevice &device, const QString &name, ReadRun &run, const ReadingGoesOn &goesOn)
{
    try {
        ImportText text(device, goesOn);
        return readIt(text, name, run, goesOn);
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
