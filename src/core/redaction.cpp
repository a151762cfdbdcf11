// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/redaction.h"

#include <QList>
#include <QRegularExpression>
#include <QUrlQuery>

#include <algorithm>
#include <array>
#include <utility>

namespace fiftyfold {

namespace {

/// A word of a command line, as QProcess::splitCommand() reads it.
struct CommandWord {
    QString before; ///< The white space before it.
    QString raw;    ///< With its quotes.
    QString text;   ///< Without them.
};

QList<CommandWord> commandWords(const QString &command)
{
    // Three quotes are one of the text's own; one begins or ends a part that may have spaces in it.
    static const QRegularExpression pattern(QStringLiteral("(\\s*)((?:\"\"\"|\"(?:[^\"]|\"\"\")*(?:\"|$)|[^\"\\s])+)"));
    QList<CommandWord> words;
    for (QRegularExpressionMatchIterator found = pattern.globalMatch(command); found.hasNext();) {
        const QRegularExpressionMatch match = found.next();
        QString text = match.captured(2);
        const QString quote(QChar::ReplacementCharacter);
        text.replace(QLatin1String("\"\"\""), quote).remove(QLatin1Char('"')).replace(quote, QLatin1String("\""));
        words.append({match.captured(1), match.captured(2), text});
    }
    return words;
}

/// Where in a word a secret begins, of which it says by a name that it is one: "TOKEN=abc", "Authorization: Bearer
/// abc". Its size where that is the next word, as after "--password"; -1 where there is none.
qsizetype secretBeginsAt(const QString &word)
{
    static const QString names = QStringLiteral(
        "(?:^|[^A-Za-z0-9])(?:token|key|apikey|secret|password|passwd|passphrase|pwd|signature|authorization|cookie|"
        "credentials?|user)");
    static const QRegularExpression named(names + QStringLiteral("[\"']*\\s*[=:]\\s*"),
                                          QRegularExpression::CaseInsensitiveOption);
    static const QRegularExpression option(names + QStringLiteral("$|^-u$"), QRegularExpression::CaseInsensitiveOption);
    if (const QRegularExpressionMatch match = named.match(word); match.hasMatch())
        return match.capturedEnd();
    return option.match(word).hasMatch() ? word.size() : -1;
}

bool isAuthScheme(const QString &word)
{
    static const QRegularExpression schemes(QStringLiteral("^(?:bearer|basic|digest|token)$"),
                                            QRegularExpression::CaseInsensitiveOption);
    return schemes.match(word).hasMatch();
}

QString withoutUserInfo(const QString &word)
{
    static const QRegularExpression userInfo(QStringLiteral("(://)[^/\\s\"]*@"));
    return QString(word).replace(userInfo, QLatin1String("\\1") + QLatin1String(redactedText) + QLatin1Char('@'));
}

} // namespace

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

QString redactedCommand(const QString &command)
{
    const QString redacted = QLatin1String(redactedText);
    QString result;
    bool isNextSecret = false;
    for (const CommandWord &word : commandWords(command)) {
        result += word.before;
        if (isNextSecret) {
            isNextSecret = isAuthScheme(word.text); // "Authorization: Bearer abc", without quotes
            result += isNextSecret ? word.raw : redacted;
            continue;
        }
        const qsizetype secret = secretBeginsAt(word.text);
        isNextSecret = secret == word.text.size();
        const QString shown = secret < 0 || isNextSecret ? word.text : word.text.left(secret) + redacted;
        const QString withoutUser = withoutUserInfo(shown);
        const bool needsQuotes = withoutUser.contains(QLatin1Char(' '));
        result += withoutUser == word.text ? word.raw
                  : needsQuotes            ? QLatin1Char('"') + withoutUser + QLatin1Char('"')
                                           : withoutUser;
    }
    return result;
}

} // namespace fiftyfold
