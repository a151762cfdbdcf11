// SPDX-License-Identifier: GPL-3.0-or-later
// HAR 1.2, and 1.1, which has all of this too.
#include "core/plan/targetparts.h"

#include "core/plan/headerfields.h"
#include "core/text/problemwords.h"
#include "core/text/redaction.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <array>

namespace fiftyfold {

namespace {

/// Fields of a connection, of a proxy on the way or of how a body was carried: ours has its own.
bool isOfConnection(const QByteArray &name)
{
    constexpr std::array<const char *, 13> names = {"host",
                                                    "content-length",
                                                    "connection",
                                                    "accept-encoding",
                                                    "keep-alive",
                                                    "transfer-encoding",
                                                    "te",
                                                    "trailer",
                                                    "upgrade",
                                                    "http2-settings",
                                                    "expect",
                                                    "proxy-connection",
                                                    "proxy-authorization"};
    const QByteArray lower = name.toLower();
    return lower.startsWith(':') ||
           std::any_of(names.begin(), names.end(), [&lower](const char *one) { return lower == one; });
}

/// As application/x-www-form-urlencoded has it.
QByteArray formEncoded(const QJsonArray &parameters)
{
    QByteArray form;
    const auto encoded = [](const QJsonValue &text) {
        return text.toString().toUtf8().toPercentEncoding(" *", "~").replace(' ', '+');
    };
    for (const QJsonValue parameter : parameters) {
        form += form.isEmpty() ? "" : "&";
        form += encoded(parameter[QLatin1String("name")]) + '=' + encoded(parameter[QLatin1String("value")]);
    }
    return form;
}

/// False where the file does not have the body.
bool takeBody(Target &target, const QJsonObject &data)
{
    const QString type = data.value(QLatin1String("mimeType")).toString();
    const QJsonArray parameters = data.value(QLatin1String("params")).toArray();
    target.body = data.value(QLatin1String("text")).toString().toUtf8();
    if (target.body.isEmpty() && !parameters.isEmpty()) {
        if (!type.startsWith(QLatin1String("application/x-www-form-urlencoded"), Qt::CaseInsensitive))
            return false;
        target.body = formEncoded(parameters);
    }
    if (!target.body.isEmpty() && !type.isEmpty() && !hasHeader(target.headers, "content-type"))
        target.headers.append({"Content-Type", type.toUtf8()});
    return true;
}

/// Reads the entries one after the other.
class HarEntries
{
public:
    /// Adds one, or counts it as left out; what is wrong with it, empty when nothing is.
    QString add(const QJsonObject &entry)
    {
        const QJsonObject request = entry.value(QLatin1String("request")).toObject();
        const QString address = request.value(QLatin1String("url")).toString();
        if (address.isEmpty())
            return ProblemWords::tr("it has no request with a url");
        if (!address.startsWith(QLatin1String("http://"), Qt::CaseInsensitive) &&
            !address.startsWith(QLatin1String("https://"), Qt::CaseInsensitive))
            return leaveOut(); // data:, blob:, ws:, chrome-extension: …
        Target target;
        target.method = usualMethod(request.value(QLatin1String("method")).toString().toUtf8());
        if (target.method == "CONNECT")
            return leaveOut(); // what a proxy that recorded it was asked for
        target.url = ExactUrl::fromText(address);
        if (!target.url.isValid())
            return ProblemWords::tr("its URL \"%1\" can't be read").arg(redactedUrlText(address.left(200)));
        if (m_host.isEmpty())
            m_host = target.url.host();
        const QJsonValue status = entry.value(QLatin1String("response"))[QLatin1String("status")];
        const bool isUnanswered = status.isDouble() && status.toDouble() == 0;
        if (target.url.host() != m_host || isUnanswered)
            return leaveOut();
        addHeadersOf(request, target);
        if (!takeBody(target, request.value(QLatin1String("postData")).toObject()))
            return leaveOut();
        m_list.targets.append(target);
        return problemOf(target);
    }

    const TargetList &list() const { return m_list; }

private:
    static void addHeadersOf(const QJsonObject &request, Target &target)
    {
        const QJsonArray headers = request.value(QLatin1String("headers")).toArray();
        for (const QJsonValue header : headers) {
            const QByteArray name = header[QLatin1String("name")].toString().toUtf8();
            if (!isOfConnection(name))
                target.headers.append({name, header[QLatin1String("value")].toString().trimmed().toUtf8()});
        }
    }

    QString leaveOut()
    {
        ++m_list.leftOut;
        return {};
    }

    TargetList m_list{{}, {}, 0, true};
    QString m_host;
};

} // namespace

bool isHar(QByteArrayView bytes)
{
    constexpr qsizetype beginning = 4096;
    const QByteArrayView text = bytes.first(std::min(bytes.size(), beginning)).trimmed();
    return text.startsWith('{') && text.sliced(1).trimmed().startsWith("\"log\"");
}

TargetList targetsOfHar(const QByteArray &bytes, QString *problem)
{
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(bytes, &error);
    if (error.error != QJsonParseError::NoError) {
        *problem = ProblemWords::tr("a HAR that is no JSON: %1, at byte %2").arg(error.errorString()).arg(error.offset);
        return {};
    }
    const QJsonValue log = document[QLatin1String("log")];
    const QString version = log[QLatin1String("version")].toString();
    if (!version.isEmpty() && !version.startsWith(QLatin1String("1."))) {
        *problem = ProblemWords::tr("a HAR of version %1; it takes 1.2").arg(redactedWords(version.left(20)));
        return {};
    }
    if (!log[QLatin1String("entries")].isArray()) {
        *problem = ProblemWords::tr("a HAR without a list of entries");
        return {};
    }
    const QJsonArray entries = log[QLatin1String("entries")].toArray();
    HarEntries reader;
    for (qsizetype i = 0; i < entries.size(); ++i) {
        QString wrong = reader.add(entries.at(i).toObject());
        if (reader.list().targets.size() > targetsLimit)
            wrong = ProblemWords::tr("more than %1 targets").arg(targetsLimit);
        if (!wrong.isEmpty()) {
            *problem = ProblemWords::tr("entry %1: %2").arg(i + 1).arg(wrong);
            return {};
        }
    }
    if (reader.list().targets.isEmpty())
        *problem = ProblemWords::tr("a HAR in which no request was answered");
    return reader.list();
}

} // namespace fiftyfold
