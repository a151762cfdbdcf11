// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/text/redaction.h"

#include "core/text/secretspans.h"

#include <QList>
#include <QRegularExpression>

#include <algorithm>
#include <array>

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
    // Three quotes are one of the text's own; one begins or ends a part that may have spaces in it. A word in single
    // quotes is one of a shell's, for which others write commands.
    static const QRegularExpression pattern(
        QStringLiteral("(\\s*)('[^'\"]*'(?=\\s|$)|(?:\"\"\"|\"(?:[^\"]|\"\"\")*(?:\"|$)|[^\"\\s])+)"));
    QList<CommandWord> words;
    for (QRegularExpressionMatchIterator found = pattern.globalMatch(command); found.hasNext();) {
        const QRegularExpressionMatch match = found.next();
        QString text = match.captured(2);
        const QString quote(QChar::ReplacementCharacter);
        if (text.size() > 1 && text.startsWith(QLatin1Char('\'')) && text.endsWith(QLatin1Char('\'')))
            text = text.mid(1, text.size() - 2);
        text.replace(QLatin1String("\"\"\""), quote).remove(QLatin1Char('"')).replace(quote, QLatin1String("\""));
        words.append({match.captured(1), match.captured(2), text});
    }
    return words;
}

/// Whether what follows an option or a variable of that name is a secret. A user is one, since "--user" takes the
/// password too.
bool isSecretArgument(const QString &name)
{
    static const QRegularExpression user(QStringLiteral("(?:^|[^A-Za-z0-9])user$"),
                                         QRegularExpression::CaseInsensitiveOption);
    return isSecretName(name) || user.match(name).hasMatch();
}

/// Where in a word a secret begins, of which it says by a name that it is one: "TOKEN=abc", "Authorization: Bearer
/// abc". Its size where that is the next word, as after "--password"; -1 where there is none.
qsizetype secretBeginsAt(const QString &word)
{
    static const QRegularExpression named(QStringLiteral("([A-Za-z0-9_.\\[\\]-]+)[\"']*\\s*[=:]\\s*"));
    static const QRegularExpression option(QStringLiteral("^--?([A-Za-z0-9_.-]+)$"));
    static const QRegularExpression user(QStringLiteral("^-[fgikLsSv]*[uU](?![A-Za-z]*:?//)(?=[^=/:]*:|$)")); // curl's
    for (QRegularExpressionMatchIterator found = named.globalMatch(word); found.hasNext();) {
        const QRegularExpressionMatch match = found.next();
        if (isSecretArgument(match.captured(1)))
            return match.capturedEnd();
    }
    if (const QRegularExpressionMatch match = user.match(word); match.hasMatch())
        return match.capturedEnd();
    const QRegularExpressionMatch match = option.match(word);
    return (match.hasMatch() && isSecretArgument(match.captured(1))) ? word.size() : -1;
}

bool isAuthScheme(const QString &word)
{
    static const QRegularExpression schemes(QStringLiteral("^(?:bearer|basic|digest|token)$"),
                                            QRegularExpression::CaseInsensitiveOption);
    return schemes.match(word).hasMatch();
}

/// The first word of "Bearer abc", or of "Basic YTpi" where that is a name and a password, with what is behind it; 0
/// where the value is none of the two.
qsizetype authSchemeSize(const QByteArray &value)
{
    static const QRegularExpression pattern(QStringLiteral("^\\s*(bearer|basic)\\s+(?=\\S)"),
                                            QRegularExpression::CaseInsensitiveOption);
    const QRegularExpressionMatch match = pattern.match(QString::fromLatin1(value));
    const qsizetype size = match.capturedLength();
    const bool isBasic = match.captured(1).compare(QLatin1String("basic"), Qt::CaseInsensitive) == 0;
    return isBasic && !QByteArray::fromBase64(value.mid(size).trimmed()).contains(':') ? 0 : size;
}

QString withoutSecrets(const QString &text, SecretsIn kind)
{
    const QList<SecretSpan> spans = secretSpans(text, kind);
    if (spans.isEmpty())
        return text;
    QString shown;
    qsizetype from = 0;
    for (const SecretSpan &span : spans) {
        shown += QStringView(text).mid(from, span.begin - from);
        shown += QLatin1String(redactedText);
        from = span.end;
    }
    shown += QStringView(text).mid(from);
    return shown;
}

} // namespace

bool isCredentials(const QByteArray &value)
{
    return authSchemeSize(value) > 0;
}

QString redactedUrl(const ExactUrl &url)
{
    return redactedUrlText(url.toString());
}

QString redactedProxy(const QUrl &proxy)
{
    QString text = proxy.toString(QUrl::FullyEncoded | QUrl::RemoveUserInfo);
    if (!proxy.userInfo().isEmpty())
        text.replace(text.indexOf(QLatin1String("://")) + 3, 0, QLatin1String(redactedText) + QLatin1Char('@'));
    return text;
}

QString redactedUrlText(const QString &typed)
{
    return withoutSecrets(typed, SecretsIn::Url);
}

QString redactedWords(const QString &text)
{
    return withoutSecrets(text, SecretsIn::Text);
}

bool hasSecret(const QString &url)
{
    return !secretSpans(url, SecretsIn::Url).isEmpty();
}

QByteArray redactedHeaderValue(const QByteArray &name, const QByteArray &value)
{
    if (isSecretHeader(name))
        return redactedText;
    if (const qsizetype scheme = authSchemeSize(value); scheme > 0)
        return value.left(scheme) + redactedText;
    static constexpr std::array<const char *, 3> urls = {"location", "content-location", "referer"};
    const bool isUrl = std::any_of(urls.begin(), urls.end(),
                                   [&name](const char *one) { return name.compare(one, Qt::CaseInsensitive) == 0; });
    return withoutSecrets(QString::fromUtf8(value), isUrl ? SecretsIn::Url : SecretsIn::Text).toUtf8();
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
        const qsizetype url = word.text.indexOf(QLatin1String("://"));
        isNextSecret = secret == word.text.size();
        const bool isCut = secret >= 0 && !isNextSecret && (url < 0 || secret <= url);
        const QString cut = isCut ? word.text.left(secret) + redacted : word.text;
        const QString shown = url < 0 || isNextSecret ? cut : redactedWords(cut);
        const bool needsQuotes = shown.contains(QLatin1Char(' '));
        result += shown == word.text ? word.raw : needsQuotes ? QLatin1Char('"') + shown + QLatin1Char('"') : shown;
    }
    return result;
}

} // namespace fiftyfold
