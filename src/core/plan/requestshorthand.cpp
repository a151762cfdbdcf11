// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/plan/requestshorthand.h"

#include "core/plan/fieldwords.h"
#include "core/plan/headerfields.h"
#include "core/text/fieldsyntax.h"
#include "core/text/problemwords.h"
#include "core/text/redaction.h"

#include <algorithm>

namespace fiftyfold {

namespace {

const QByteArray authorizationName = QByteArrayLiteral("Authorization");
const QByteArray formTypeName = QByteArrayLiteral("Content-Type");

/// The text, or that of the file that it names with an @, without the line break at its end.
QString secretFrom(const QString &option, const QString &text, const FileContents &files, QByteArray &secret)
{
    secret = text.toUtf8();
    if (!text.startsWith(QLatin1Char('@')))
        return {};
    const QString name = text.mid(1);
    secret = files.value(name);
    while (secret.endsWith('\n') || secret.endsWith('\r'))
        secret.chop(1);
    return secret.size() > mostOfASecret || secret.trimmed().isEmpty() || !isFieldValue(secret)
               ? ProblemWords::tr("%1: the file \"%2\" should hold one line of text, and does not.")
                     .arg(option, redactedUrlText(name))
               : QString();
}

QString authorizationOf(const RequestShorthand &shorthand, const FileContents &files, QByteArray &authorization)
{
    QByteArray secret;
    if (!shorthand.user.isEmpty()) {
        const QString option = QStringLiteral("--user");
        if (QString problem = secretFrom(option, shorthand.user, files, secret); !problem.isEmpty())
            return problem;
        if (!secret.contains(':'))
            return ProblemWords::tr("--user takes NAME:PASSWORD, or @FILE that holds it; the file has no colon in it.");
        authorization = "Basic " + secret.toBase64();
    } else if (!shorthand.bearer.isEmpty()) {
        const QString option = QStringLiteral("--bearer");
        if (QString problem = secretFrom(option, shorthand.bearer, files, secret); !problem.isEmpty())
            return problem;
        authorization = "Bearer " + secret;
    }
    return {};
}

bool removeField(QList<HeaderField> &headers, const QByteArray &name, const QByteArray &value)
{
    const auto found = std::find(headers.begin(), headers.end(), HeaderField{name, value});
    if (found == headers.end())
        return false;
    headers.erase(found);
    return true;
}

} // namespace

QList<FormPart> RequestShorthand::formParts() const
{
    QList<FormPart> parts;
    for (const QString &text : form)
        appendFormPart(parts, text.toUtf8()); // which took it before
    return parts;
}

QString RequestShorthand::secretFile() const
{
    const QString &secret = user.isEmpty() ? bearer : user;
    return secret.startsWith(QLatin1Char('@')) ? secret.mid(1) : QString();
}

QStringList RequestShorthand::files() const
{
    QStringList names = filesOf(formParts());
    if (const QString secret = secretFile(); !secret.isEmpty() && !names.contains(secret))
        names.append(secret);
    return names;
}

QString userTakes()
{
    return FieldWords::tr("NAME:PASSWORD, or @FILE that holds it");
}

QString bearerTakes()
{
    return FieldWords::tr("a token, or @FILE that holds it");
}

Refusal readUser(RequestShorthand &shorthand, const QString &text)
{
    const bool isFile = text.startsWith(QLatin1Char('@'));
    if (text.isEmpty())
        return FieldWords::tr("an empty text");
    if (!text.contains(QLatin1Char(':')) && !isFile)
        return FieldWords::tr("a text without a colon");
    shorthand.user = text;
    return accepted;
}

Refusal readBearer(RequestShorthand &shorthand, const QString &text)
{
    if (text.trimmed().isEmpty())
        return FieldWords::tr("an empty text");
    if (!isFieldValue(text.toUtf8()))
        return FieldWords::tr("a text with a line break or another control");
    shorthand.bearer = text;
    return accepted;
}

Refusal readFormField(RequestShorthand &shorthand, const QString &text)
{
    QList<FormPart> parts;
    Refusal got = appendFormPart(parts, text.toUtf8());
    if (!got)
        shorthand.form.append(text);
    return got;
}

QString excludedText(const QString &one, const QString &other)
{
    return ProblemWords::tr("%1 and %2 exclude each other, got both.").arg(one, other);
}

PlanProblem problemBeside(const RequestShorthand &shorthand, const RunPlan &plan)
{
    const QString user = QStringLiteral("--user");
    const QString bearer = QStringLiteral("--bearer");
    const QString form = QStringLiteral("--form");
    if (!shorthand.user.isEmpty() && !shorthand.bearer.isEmpty())
        return {bearer, excludedText(user, bearer)};
    for (const auto &[option, secret] : {std::pair(user, shorthand.user), std::pair(bearer, shorthand.bearer)}) {
        if (!secret.isEmpty() && hasHeader(plan.headers, authorizationName))
            return {option,
                    ProblemWords::tr("%1 and a header Authorization exclude each other, got both.").arg(option)};
    }
    if (shorthand.form.isEmpty())
        return {};
    if (!plan.targetsFile.isEmpty())
        return {form, excludedText(QStringLiteral("--targets"), form)};
    if (!plan.body.isEmpty())
        return {form, excludedText(form, QStringLiteral("--data"))};
    if (hasHeader(plan.headers, formTypeName))
        return {form, ProblemWords::tr("--form and a header Content-Type exclude each other, got both: a form's has "
                                       "the boundary of its parts.")};
    return {};
}

bool WrittenShorthand::takeOut(RunPlan &plan) const
{
    RunPlan without = plan;
    const bool hasForm = !contentType.isEmpty();
    if (!hasForm && authorization.isEmpty())
        return false;
    if (hasForm && !removeField(without.headers, formTypeName, contentType))
        return false;
    if (!authorization.isEmpty() && !removeField(without.headers, authorizationName, authorization))
        return false;
    if (hasForm)
        without.body.clear();
    plan = without;
    return true;
}

QString writeShorthand(const RequestShorthand &shorthand, const FileContents &files, const QByteArray &boundary,
                       RunPlan &plan, WrittenShorthand *written)
{
    WrittenShorthand result{shorthand, {}, {}};
    if (QString problem = authorizationOf(shorthand, files, result.authorization); !problem.isEmpty())
        return problem;
    if (!shorthand.form.isEmpty()) {
        result.contentType = multipartType(boundary);
        plan.body = multipartBody(shorthand.formParts(), files, boundary);
        plan.headers.append({formTypeName, result.contentType});
    }
    if (!result.authorization.isEmpty())
        plan.headers.append({authorizationName, result.authorization});
    if (written)
        *written = result;
    return {};
}

} // namespace fiftyfold
