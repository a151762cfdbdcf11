// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/options/requestoptions.h"

#include "core/plan/headerfields.h"
#include "core/text/inputfile.h"
#include "core/text/redaction.h"

#include <algorithm>
#include <utility>

namespace fiftyfold {

namespace {

constexpr qint64 mostOfACommand = qint64(16) * 1024 * 1024;

/// Files that are read later count as empty until then.
FileContents emptyContents(const QStringList &files)
{
    FileContents contents;
    for (const QString &file : files)
        contents.insert(file, QByteArray());
    return contents;
}

QString readAll(RunOptions &options, const QString &option, const QStringList &files, FileContents &contents,
                qint64 most = maxBodyLimit)
{
    for (const QString &name : files) {
        QByteArray bytes;
        if (const QString why = readInput(name, most, bytes); !why.isEmpty())
            return unreadable(options, option, name, why);
        contents.insert(name, bytes);
    }
    return {};
}

QString completeShorthand(RunOptions &options)
{
    const RequestShorthand &shorthand = options.shorthand;
    FileContents contents;
    if (QString problem = readAll(options, QStringLiteral("--form"), filesOf(shorthand.formParts()), contents);
        !problem.isEmpty())
        return problem;
    const QString secret = shorthand.secretFile();
    const QString option = shorthand.user.isEmpty() ? QStringLiteral("--bearer") : QStringLiteral("--user");
    if (!secret.isEmpty()) {
        if (QString problem = readAll(options, option, {secret}, contents, mostOfASecret); !problem.isEmpty())
            return problem;
    }
    return writeShorthand(shorthand, contents, newBoundary(), options.plan);
}

/// What is given beside a command changes it: fields of the command go where one of that name is given, or an option
/// that makes one. Commands are applied before other options, so that theirs come first.
void replaceFieldsOfCommand(RunOptions &options)
{
    if (!options.curl)
        return;
    QList<HeaderField> &headers = options.plan.headers;
    const QList<HeaderField> given = headers.mid(options.curlFields);
    headers.resize(std::min(options.curlFields, headers.size()));
    for (const HeaderField &header : given)
        removeHeaders(headers, header.name);
    if (!options.shorthand.user.isEmpty() || !options.shorthand.bearer.isEmpty())
        removeHeaders(headers, "Authorization");
    if (!options.shorthand.form.isEmpty())
        removeHeaders(headers, "Content-Type");
    headers += given;
}

/// What of the command is in files: its data, and where they go into the URL, that.
QString completeCurl(RunOptions &options)
{
    if (!options.curl || options.curl->files().isEmpty())
        return {};
    FileContents contents;
    const bool isFromFile = options.given.contains(QLatin1String("curl-file"));
    const QString option = isFromFile ? QStringLiteral("--curl-file") : QStringLiteral("--curl");
    if (const QString problem = readAll(options, option, options.curl->files(), contents); !problem.isEmpty())
        return problem;
    RunPlan whole;
    const QString problem = applyCurlCommand(*options.curl, whole, contents, options.curlBoundary);
    options.plan.body = whole.body;
    if (!whole.body.isEmpty())
        removeHeaders(options.plan.headers, "Content-Length"); // of none, as it was before its files were read
    if (options.curl->isDataInUrl)
        options.plan.url = urlAsSent(options.plan, ExactUrl::fromText(whole.url.text()));
    return problem;
}

} // namespace

QString unreadable(RunOptions &options, const QString &option, const QString &name, const QString &why)
{
    options.hasUnreadableFile = true;
    return unreadableText(option, name, why);
}

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
    options.curlFields = options.plan.headers.size();
    return problem.isEmpty() ? Refusal() : Refusal(problem);
}

Refusal applyCurlFile(RunOptions &options, const QString &value)
{
    QByteArray text;
    if (const QString why = readInput(value, mostOfACommand, text); !why.isEmpty()) {
        options.hasUnreadableFile = true;
        return QStringLiteral("%1, which could not be read: %2").arg(quoted(value), why);
    }
    return applyCurl(options, QString::fromUtf8(text));
}

Refusal addForm(RunOptions &options, const QString &value)
{
    return readFormField(options.shorthand, value);
}

Refusal applyUser(RunOptions &options, const QString &value)
{
    return readUser(options.shorthand, value);
}

Refusal applyBearer(RunOptions &options, const QString &value)
{
    return readBearer(options.shorthand, value);
}

QString settleRequest(RunOptions &options)
{
    const auto isGiven = [&options](const char *name) { return options.given.contains(QLatin1String(name)); };
    const auto excluded = [](const char *one, const char *other) {
        return excludedText(QLatin1String("--") + QLatin1String(one), QLatin1String("--") + QLatin1String(other));
    };
    for (const auto &[one, other] : {std::pair("curl", "curl-file"), std::pair("data", "data-file"),
                                     std::pair("form", "data"), std::pair("form", "data-file")}) {
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
    if (isGiven("form"))
        options.plan.body.clear(); // that of a command
    replaceFieldsOfCommand(options);
    if (QString problem = problemBeside(options.shorthand, options.plan).message; !problem.isEmpty())
        return problem;
    if (isGiven("form") && !isGiven("method"))
        options.plan.method = QByteArrayLiteral("POST");
    return {};
}

QString readRequestFiles(RunOptions &options)
{
    for (QString (*complete)(RunOptions &) : {completeCurl, completeShorthand}) {
        if (QString problem = complete(options); !problem.isEmpty())
            return problem;
    }
    return {};
}

} // namespace fiftyfold
