// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QFile>
#include <QString>

namespace fiftyfold {

// Files that a person names, and why they can't be read: empty, or words without the file's name such as "it is a
// folder".

/// Opens it for reading.
QString openInput(QFile &file);

/// Reads all of it, which is not to be more than `most` bytes.
QString readInput(const QString &name, qint64 most, QByteArray &contents);

/// The sentence that tells it, without secrets in the name; what is read `by` ("--rows") stands before it.
QString unreadableText(const QString &by, const QString &name, const QString &why);

} // namespace fiftyfold
