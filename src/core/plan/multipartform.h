// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/plan/planfields.h"

#include <QByteArray>
#include <QHash>
#include <QList>
#include <QString>
#include <QStringList>

#include <optional>

namespace fiftyfold {

/// What is in the files that a form or a command names, by their names as they stand there. Who asks for them reads
/// them, and may ask a person before.
using FileContents = QHash<QString, QByteArray>;

/// One field of a multipart form.
struct FormPart {
    QByteArray name;
    QByteArray value;                   ///< Where there is no file.
    QString file;                       ///< Its contents are the value. Empty: none.
    std::optional<QByteArray> fileName; ///< As the server is told.
    QByteArray type;                    ///< Empty: none is told.
    bool operator==(const FormPart &) const = default;
};

/// What appendFormPart() reads, to complete "--form takes …".
QString formPartTakes();

/// Adds what curl's -F reads of the text: NAME=VALUE; NAME=@FILE, a file with its name; NAME=<FILE, the contents alone;
/// each with ;type=TYPE and ;filename=NAME after it. A value or a name in double quotes may hold the ; and the comma,
/// with \" and \\ for these two. A file without a type gets that of its name's ending, as curl has it.
/// Refused, since another request would come of them: what curl would leave out, headers= and encoder=, several files
/// in one field, nested forms, standard input.
Refusal appendFormPart(QList<FormPart> &form, const QByteArray &text);

/// The same of curl's --form-string: NAME=VALUE, where every character of the value stands for itself.
Refusal appendFormText(QList<FormPart> &form, const QByteArray &text);

/// The files that have to be read for it, each once, in order.
QStringList filesOf(const QList<FormPart> &form);

/// Letters and digits, drawn at random, so that no value has it in it.
QByteArray newBoundary();

/// The body, byte for byte as curl makes it. `files` has all of filesOf(). `boundary` must not be in any value.
QByteArray multipartBody(const QList<FormPart> &form, const FileContents &files, const QByteArray &boundary);

/// Its content type, "multipart/form-data" or another `type`, with the boundary.
QByteArray multipartType(const QByteArray &boundary, const QByteArray &type = QByteArrayLiteral("multipart/form-data"));

} // namespace fiftyfold
