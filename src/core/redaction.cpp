// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/redaction.h"

#include <QList>
#include <QRegularExpression>
#include <QUrlQuery>

#include <algorithm>
#include <array>
#include <utility>

namespace fiftyfold {

bool isSecretHeader(const QByteArray &name)
{
    static constexpr std::array<const char *, 5> secret = {"authorization", "proxy-authorization", "cookie",
                                                           "set-cookie", "x-api-key"};
    return std::any_of(secret.begin(), secret.end(),
                       [&name](const char *one) { return name.compare(one, Qt::CaseInsensitive) == 0; });
}

bool isSecretQueryName(const QString &name)
{
    static constexpr std::array<const char *, 5> secret = {"token", "key", "secret", "password", "signature"};
    return std::any_of(secret.begin(), secret.end(),
                       [&name](const char *one) { return name.compare(QLatin1String(one), Qt::CaseInsensitive) == 0; });
}

QString redactedUrl(const QUrl &url)
{
    QUrl shown = url;
    const bool hasUser = !url.userInfo().isEmpty();
    shown.setUserInfo(QString());

    QUrlQuery query(shown);
    auto items = query.queryItems(QUrl::FullyEncoded);
    bool hasSecret = false;
    for (auto &[name, value] : items) {
        if (isSecretQueryName(QUrl::fromPercentEncoding(name.toUtf8())) && !value.isEmpty()) {
            value = QLatin1String(redactedText);
            hasSecret = true;
        }
    }
    if (hasSecret) {
        query.setQueryItems(items);
        shown.setQuery(query);
    }
    QString text = shown.toString();
    if (hasUser)
        text.replace(text.indexOf(QLatin1String("://")) + 3, 0, QLatin1String(redactedText) + QLatin1Char('@'));
    return text;
}

QString redactedUrlText(const QString &typed)
{
    static const QRegularExpression userInfo(QStringLiteral("^((?:[A-Za-z][A-Za-z0-9+.-]*://|https?:|//)?)[^/?#]*@"));
    static const QRegularExpression secretValue(
        QStringLiteral("([?&;](?:token|key|secret|password|signature)=)[^&;#]*"),
        QRegularExpression::CaseInsensitiveOption);
    QString text = typed;
    text.replace(userInfo, QStringLiteral("\\1[redacted]@"));
    text.replace(secretValue, QStringLiteral("\\1[redacted]"));
    return text;
}

QByteArray redactedHeaderValue(const QByteArray &name, const QByteArray &value)
{
    if (isSecretHeader(name))
        return redactedText;
    static constexpr std::array<const char *, 3> urls = {"location", "content-location", "referer"};
    const bool isUrl = std::any_of(urls.begin(), urls.end(),
                                   [&name](const char *one) { return name.compare(one, Qt::CaseInsensitive) == 0; });
    return isUrl ? redactedUrlText(QString::fromUtf8(value)).toUtf8() : value;
}

} // namespace fiftyfold
