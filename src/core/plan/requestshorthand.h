// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/plan/multipartform.h"
#include "core/plan/runplan.h"

#include <QByteArray>
#include <QList>
#include <QString>
#include <QStringList>

namespace fiftyfold {

/// Bytes of a file that holds a name with its password, or a token.
inline constexpr qint64 mostOfASecret = qint64(64) * 1024;

/// What says more of a request at once than a field of the plan does, as a person gave it: a form is body and
/// Content-Type, a user or a token the Authorization. Plain data; holds secrets.
struct RequestShorthand {
    QString user;     ///< --user: NAME:PASSWORD, or @FILE that holds it.
    QString bearer;   ///< --bearer: a token, or @FILE that holds it.
    QStringList form; ///< --form, each a field; see appendFormPart().

    bool isEmpty() const { return user.isEmpty() && bearer.isEmpty() && form.isEmpty(); }
    QList<FormPart> formParts() const;
    /// The file with the user or the token; empty: none.
    QString secretFile() const;
    /// That and those of the form, each once. Who reads them may ask before.
    QStringList files() const;
    bool operator==(const RequestShorthand &) const = default;
};

/// Completes "--user takes …", "--bearer takes …".
QString userTakes();
QString bearerTakes();
/// Sets it, or adds a field. Of a refused text nothing is quoted.
Refusal readUser(RequestShorthand &shorthand, const QString &text);
Refusal readBearer(RequestShorthand &shorthand, const QString &text);
Refusal readFormField(RequestShorthand &shorthand, const QString &text);

/// "--form and --data exclude each other, got both."
QString excludedText(const QString &one, const QString &other);

/// What is wrong with it beside the fields of the plan, which it would double.
PlanProblem problemBeside(const RequestShorthand &shorthand, const RunPlan &plan);

/// The header fields and the body that come of it; what holds them again is the plan alone.
struct WrittenShorthand {
    RequestShorthand shorthand;
    QByteArray authorization; ///< The value of the field; empty: none.
    QByteArray contentType;   ///< Of the form; with it the body. Likewise.

    /// True where the plan still has what was written. Takes it out of it then.
    bool takeOut(RunPlan &plan) const;
};

/// Puts it into the plan, behind the headers that are there. `files` has the contents of all its files(). Gives a
/// sentence, and leaves the plan as it is, where one of them is no line of text. The boundary is for a form; see
/// multipartBody().
QString writeShorthand(const RequestShorthand &shorthand, const FileContents &files, const QByteArray &boundary,
                       RunPlan &plan, WrittenShorthand *written = nullptr);

} // namespace fiftyfold
