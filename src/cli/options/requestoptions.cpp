// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/options/requestoptions.h"

#include "core/plan/headerfields.h"
#include "core/text/fieldsyntax.h"
#include "core/text/inputfile.h"
#include "core/text/redaction.h"

#include <QUuid>

#include <utility>

namespace fiftyfold {

namespace {

constexpr qint64 mostOfACommand = qint64(16) * 1024 * 1024;
constexpr qint64 mostOfASecret = qint64(64) * 1024;

/// Drawn, so that no value has it in it.
QByteArray newBoundary()
{
    return QByteArrayLiteral("fiftyfold") + QUuid::createUuid().toRfc4122().toHex();
}

/// Files that are read later count as empty until then.
FileContents emptyContents(const QStringList &files)
{
    FileContents contents;
    for (const QString &file : files)
        contents.insert(file, QByteArray());
    return contents;
}

QString readAll(const QString &option, const QStringList &files, FileContents &contents)
{
    for (const QString &name : files) {
        QByteArray bytes;
        if (const QString why = readInput(name, maxBodyLimit, bytes); !why.isEmpty())
            return unreadableText(option, name, why);
        contents.insert(name, bytes);
    }
    return {};
}

/// The text, or that of the file that it names with an @, without the line break at its end.
QString secretFrom(const QString &option, const QString &text, QByteArray &secret)
{
    secret = text.toUtf8();
    if (!text.startsWith(QLatin1Char('@')))
        return {};
    const QString name = text.mid(1);
    if (const QString why = readInput(name, mostOfASecret, secret); !why.isEmpty())
        return unreadableText(option, name, why);
    while (secret.endsWith('\n') || secret.endsWith('\r'))
        secret.chop(1);
    return secret.trimmed().isEmpty() || !isFieldValue(secret)
               ? QStringLiteral("%1: the file \"%2\" should hold one line of text, and does not.")
                     .arg(option, redactedUrlText(name))
               : QString();
}

QString addAuthorization(RunOptions &options)
{
    QByteArray secret;
    if (!options.user.isEmpty()) {
        if (const QString problem = secretFrom(QStringLiteral("--user"), options.user, secret); !problem.isEmpty())
            return problem;
        if (!secret.contains(':'))
            return QStringLiteral("--user takes NAME:PASSWORD, or @FILE that holds it; the file has no colon in it.");
        options.plan.headers.append({QByteArrayLiteral("Authorization"), "Basic " + secret.toBase64()});
    }
    if (!options.bearer.isEmpty()) {
        if (const QString problem = secretFrom(QStringLiteral("--bearer"), options.bearer, secret); !problem.isEmpty())
            return problem;
        options.plan.headers.append({QByteArrayLiteral("Authorization"), "Bearer " + secret});
    }
    return {};
}

QString completeForm(RunOptions &options)
{
    if (options.form.isEmpty())
        return {};
    FileContents contents;
    if (const QString problem = readAll(QStringLiteral("--form"), filesOf(options.form), contents); !problem.isEmpty())
        return problem;
    const QByteArray boundary = newBoundary();
    options.plan.body = multipartBody(options.form, contents, boundary);
    options.plan.headers.append({QByteArrayLiteral("Content-Type"), multipartType(boundary)});
    return {};
}

/// What of the command is in files: its data, and where they go into the URL, that.
QString completeCurl(RunOptions &options)
{
    if (!options.curl || options.curl->files().isEmpty())
        return {};
    FileContents contents;
    const bool isFromFile = options.given.contains(QLatin1String("curl-file"));
    const QString option = isFromFile ? QStringLiteral("--curl-file") : QStringLiteral("--curl");
    if (const QString problem = readAll(option, options.curl->files(), contents); !problem.isEmpty())
        return problem;
    RunPlan whole;
    const QString problem = applyCurlCommand(*options.curl, whole, contents, options.curlBoundary);
    options.plan.body = whole.body;
    if (options.curl->isDataInUrl)
        options.plan.url = whole.url;
    return problem;
}

} // namespace

Refusal applyCurl(RunOptions &options, const QString &value)
{
    const CurlReading reading = curlCommandFrom(value);
    if (!reading.command)
        return QStringLiteral("one that can't be taken over. %1").arg(reading.problem);
    options.curl = reading.command;
    options.curlBoundary = newBoundary();
    options.notes += reading.notes;
    const QString problem =
        applyCurlCommand(*options.curl, options.plan, emptyContents(options.curl->files()), options.curlBoundary);
    return problem.isEmpty() ? Refusal() : Refusal(problem);
}

Refusal applyCurlFile(RunOptions &options, const QString &value)
{
    QByteArray text;
    if (const QString why = readInput(value, mostOfACommand, text); !why.isEmpty())
        return QStringLiteral("%1, which could not be read: %2").arg(quoted(value), why);
    return applyCurl(options, QString::fromUtf8(text));
}

Refusal addForm(RunOptions &options, const QString &value)
{
    return appendFormPart(options.form, value.toUtf8());
}

Refusal applyUser(RunOptions &options, const QString &value)
{
    if (!value.contains(QLatin1Char(':')) && !value.startsWith(QLatin1Char('@')))
        return value.isEmpty() ? QStringLiteral("an empty text") : QStringLiteral("a text without a colon");
    options.user = value;
    return accepted;
}

Refusal applyBearer(RunOptions &options, const QString &value)
{
    if (value.trimmed().isEmpty())
        return QStringLiteral("an empty text");
    if (!isFieldValue(value.toUtf8()))
        return QStringLiteral("a text with a line break or another control");
    options.bearer = value;
    return accepted;
}

QString settleRequest(RunOptions &options)
{
    const auto isGiven = [&options](const char *name) { return options.given.contains(QLatin1String(name)); };
    const auto excluded = [](const char *one, const char *other) {
        return QStringLiteral("--%1 and --%2 exclude each other, got both.")
            .arg(QLatin1String(one), QLatin1String(other));
    };
    for (const auto &[one, other] :
         {std::pair("curl", "curl-file"), std::pair("data", "data-file"), std::pair("form", "data"),
          std::pair("form", "data-file"), std::pair("user", "bearer")}) {
        if (isGiven(one) && isGiven(other))
            return excluded(one, other);
    }
    for (const char *other : {"curl", "curl-file", "form", "method", "data", "data-file"}) {
        if (isGiven("targets") && isGiven(other))
            return excluded("targets", other);
    }
    const bool hasFiles = options.curl && !options.curl->files().isEmpty();
    for (const char *body : {"data", "data-file", "form"}) {
        if (isGiven(body) && hasFiles)
            return QStringLiteral("--%1 and a command of --curl that sends files exclude each other, got both.")
                .arg(QLatin1String(body));
    }
    for (const char *secret : {"user", "bearer"}) {
        if (isGiven(secret) && hasHeader(options.plan.headers, "Authorization"))
            return QStringLiteral("--%1 and a header Authorization exclude each other, got both.")
                .arg(QLatin1String(secret));
    }
    if (isGiven("form") && hasHeader(options.plan.headers, "Content-Type"))
        return QStringLiteral(
            "--form and a header Content-Type exclude each other, got both: a form's has the boundary of "
            "its parts.");
    if (isGiven("form") && !isGiven("method"))
        options.plan.method = QByteArrayLiteral("POST");
    return {};
}

QString readRequestFiles(RunOptions &options)
{
    for (QString (*complete)(RunOptions &) : {completeCurl, completeForm, addAuthorization}) {
        if (QString problem = complete(options); !problem.isEmpty())
            return problem;
    }
    return {};
}

} // namespace fiftyfold
