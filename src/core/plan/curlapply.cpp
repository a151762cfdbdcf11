// SPDX-License-Identifier: GPL-3.0-or-later
// From a command, and the files that it names, to a plan.
#include "core/plan/curlcommand.h"
#include "core/plan/curlrequest.h"
#include "core/plan/headerfields.h"
#include "core/text/problemwords.h"
#include "core/text/visibletext.h"

namespace fiftyfold {

namespace {

QByteArray contentsOf(const CurlData &data, const FileContents &files)
{
    QByteArray contents = files.value(data.file);
    switch (data.fileUse) {
    case FileUse::AsIs:
        break;
    case FileUse::WithoutLineBreaks:
        contents.removeIf([](char byte) { return byte == '\r' || byte == '\n' || byte == '\0'; });
        break;
    case FileUse::Encoded:
        contents = contents.toPercentEncoding().replace("%20", "+");
        break;
    }
    return contents;
}

QByteArray joinedData(const QList<CurlData> &list, const FileContents &files)
{
    QByteArray all;
    for (const CurlData &data : list) {
        if (data.isJoined && !all.isEmpty())
            all += '&';
        all += data.text;
        if (!data.file.isEmpty())
            all += contentsOf(data, files);
    }
    return all;
}

template<typename Value>
void takeGiven(Value &member, const Value &given)
{
    if (!given.isEmpty())
        member = given;
}

void applyConnection(const CurlCommand &command, RunPlan &plan)
{
    plan.redirects = command.redirects;
    plan.insecure = command.isInsecure;
    if (command.proxy)
        plan.proxy = command.proxy;
    plan.timeout = command.timeout.value_or(plan.timeout);
    plan.connectTimeout = command.connectTimeout.value_or(plan.connectTimeout);
    takeGiven(plan.http, command.http);
    takeGiven(plan.unixSocket, command.unixSocket);
    takeGiven(plan.resolve, command.resolve);
    takeGiven(plan.connectTo, command.connectTo);
    takeGiven(plan.caCertificate, command.caCertificate);
    takeGiven(plan.certificate, command.certificate);
    takeGiven(plan.privateKey, command.privateKey);
}

} // namespace

QStringList CurlCommand::files() const
{
    QStringList names = filesOf(form);
    for (const CurlData &piece : data) {
        if (!piece.file.isEmpty())
            names.append(piece.file);
    }
    names.removeDuplicates();
    return names;
}

QString applyCurlCommand(const CurlCommand &command, RunPlan &plan, const FileContents &files,
                         const QByteArray &boundary)
{
    const QStringList names = command.files();
    for (const QString &name : names) {
        if (!files.contains(name))
            return ProblemWords::tr("The curl command sends the file \"%1\", which was not read.")
                .arg(visibleText(name));
    }
    const QByteArray data = joinedData(command.data, files);
    plan.url = command.isDataInUrl ? withQuery(command.url, data) : command.url;
    plan.method = command.method;
    plan.headers = command.headers;
    plan.userAgent = command.userAgent;
    plan.fields = command.isCompressed ? curlCompressedFields : curlFields;
    plan.body = command.isDataInUrl ? QByteArray() : data;
    if (!command.data.isEmpty() && !command.isDataInUrl && data.isEmpty())
        plan.headers.append(lengthOfNothing());
    if (!command.form.isEmpty()) {
        plan.body = multipartBody(command.form, files, boundary);
        plan.headers.append({"Content-Type", multipartType(boundary, command.formType)});
    }
    applyConnection(command, plan);
    return {};
}

} // namespace fiftyfold
