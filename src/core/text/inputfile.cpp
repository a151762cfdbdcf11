// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/text/inputfile.h"

#include "core/text/redaction.h"
#include "core/text/visibletext.h"

#include <QFileInfo>

#include <algorithm>

namespace fiftyfold {

QString openInput(QFile &file)
{
    if (QFileInfo(file).isDir())
        return QStringLiteral("it is a folder");
    return file.open(QIODevice::ReadOnly) ? QString() : file.errorString();
}

QString readInput(const QString &name, qint64 most, QByteArray &contents)
{
    QFile file(name);
    if (const QString why = openInput(file); !why.isEmpty())
        return why;
    if (file.size() <= most) // of what is no plain file, only reading tells
        contents = file.read(most + 1);
    if (file.error() != QFileDevice::NoError)
        return file.errorString();
    return std::max<qint64>(file.size(), contents.size()) > most
               ? QStringLiteral("it is larger than %1 bytes").arg(most)
               : QString();
}

QString unreadableText(const QString &by, const QString &name, const QString &why)
{
    return sentence(QStringLiteral("%1: the file \"%2\" could not be read: %3").arg(by, redactedUrlText(name), why));
}

} // namespace fiftyfold
