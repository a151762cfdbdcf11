// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/text/inputfile.h"

#include "core/text/problemwords.h"
#include "core/text/redaction.h"
#include "core/text/visibletext.h"

#include <QFileInfo>

#include <algorithm>

namespace fiftyfold {

namespace {
constexpr qint64 pieceSize = 1024 * 1024;
} // namespace

QString openInput(QFile &file)
{
    if (QFileInfo(file).isDir())
        return ProblemWords::tr("it is a folder");
    return file.open(QIODevice::ReadOnly) ? QString() : file.errorString();
}

QString readInput(const QString &name, qint64 most, QByteArray &contents)
{
    QFile file(name);
    if (const QString why = openInput(file); !why.isEmpty())
        return why;
    contents.clear();
    if (file.size() <= most) { // of what is no plain file, only reading tells
        QByteArray piece;      // as read() makes room for all that it is asked for
        do {
            piece = file.read(std::min(pieceSize, most + 1 - contents.size()));
            contents += piece;
        } while (!piece.isEmpty() && contents.size() <= most);
    }
    if (file.error() != QFileDevice::NoError)
        return file.errorString();
    return std::max<qint64>(file.size(), contents.size()) > most
               ? ProblemWords::tr("it is larger than %1 bytes").arg(most)
               : QString();
}

QString unreadableText(const QString &by, const QString &name, const QString &why)
{
    return sentence(ProblemWords::tr("%1: the file \"%2\" could not be read: %3").arg(by, redactedUrlText(name), why));
}

} // namespace fiftyfold
