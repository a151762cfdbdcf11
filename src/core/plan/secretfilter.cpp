// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/plan/secretfilter.h"

#include "core/plan/runplan.h"
#include "core/text/redaction.h"
#include "core/text/secretspans.h"
#include "core/text/visibletext.h"

#include <algorithm>

namespace fiftyfold {

namespace {

constexpr qsizetype shortestSecret = 3;     // fewer characters are in any text, and tell nothing
constexpr qsizetype longestWord = 5;        // up to this, a secret is one only where it is not part of a word
constexpr qsizetype mostOfBody = 64 * 1024; // of a body that is searched for secrets with names

/// With the escapes that programs have in JSON or in a quoted text resolved.
QString unescaped(const QString &text)
{
    constexpr qsizetype codeDigits = 4;
    QString plain;
    for (qsizetype i = 0; i < text.size(); ++i) {
        if (text[i] != QLatin1Char('\\') || i + 1 == text.size()) {
            plain += text[i];
            continue;
        }
        ++i;
        bool isCode = false;
        const ushort code = text[i] == QLatin1Char('u') ? text.mid(i + 1, codeDigits).toUShort(&isCode, 16) : ushort(0);
        if (isCode) {
            plain += QChar(code);
            i += codeDigits;
        } else {
            plain += text[i] == QLatin1Char('t') ? QChar(u'\t') : text[i] == QLatin1Char('n') ? QChar(u'\n') : text[i];
        }
    }
    return plain;
}

bool isInWord(const QString &text, qsizetype begin, qsizetype end)
{
    return (begin > 0 && text[begin - 1].isLetterOrNumber()) || (end < text.size() && text[end].isLetterOrNumber());
}

void takeOut(QString &text, const QString &secret)
{
    const QLatin1String redacted(redactedText);
    for (qsizetype at = text.indexOf(secret); at >= 0; at = text.indexOf(secret, at)) {
        const bool isPart = secret.size() <= longestWord && isInWord(text, at, at + secret.size());
        if (!isPart)
            text.replace(at, secret.size(), redacted);
        at += isPart ? 1 : redacted.size();
    }
}

} // namespace

SecretFilter::SecretFilter(const RunPlan &plan)
{
    addNamed(plan.url.toString(), true);
    for (const QUrl &url : {plan.url.toUrl(), plan.proxy.value_or(QUrl())}) {
        addNamed(url.toString(QUrl::FullyEncoded), true);
        const QString user = url.userName(QUrl::FullyDecoded);
        const QString password = url.password(QUrl::FullyDecoded);
        add(url.userInfo());
        add(url.password(QUrl::FullyEncoded));
        add(password);
        if (!user.isEmpty())
            add(QString::fromLatin1((user + QLatin1Char(':') + password).toUtf8().toBase64()));
    }
    for (const HeaderField &header : plan.headers)
        addHeader(header.name, QString::fromUtf8(header.value));
    addHeader("User-Agent", plan.userAgent);
    const QString body = QString::fromUtf8(plan.body.left(mostOfBody));
    addNamed(QLatin1Char('?') + body, true);
    addNamed(body, false);
    m_secrets.removeDuplicates();
    std::sort(m_secrets.begin(), m_secrets.end(),
              [](const QString &one, const QString &other) { return one.size() > other.size(); });
}

void SecretFilter::add(const QString &secret)
{
    if (secret.size() >= shortestSecret && secret != QLatin1String(redactedText))
        m_secrets += secret;
}

void SecretFilter::addNamed(const QString &text, bool isUrl)
{
    for (const SecretSpan &span : secretSpans(text, isUrl ? SecretsIn::Url : SecretsIn::Text)) {
        // As it stands, and decoded as often as a URL in a URL's query makes it necessary.
        constexpr int mostDecoded = 3;
        QString secret = text.mid(span.begin, span.end - span.begin);
        for (int i = 0; i <= mostDecoded; ++i) {
            add(secret);
            const QString decoded = QUrl::fromPercentEncoding(secret.toUtf8());
            if (decoded == secret)
                break;
            secret = decoded;
        }
        add(QString(secret).replace(QLatin1Char('+'), QLatin1Char(' '))); // of a form
    }
}

void SecretFilter::addHeader(const QByteArray &name, const QString &value)
{
    if (!isSecretHeader(name) && !isCredentials(value.toUtf8()))
        return addNamed(value, false);
    const QString credentials = value.section(QLatin1Char(' '), 1); // "Bearer …" also without its first word
    add(value);
    add(credentials);
    if (value.startsWith(QLatin1String("Basic "), Qt::CaseInsensitive)) {
        const QString decoded = QString::fromUtf8(QByteArray::fromBase64(credentials.toLatin1()));
        add(decoded);
        add(decoded.section(QLatin1Char(':'), 1));
    }
    if (name.compare("Cookie", Qt::CaseInsensitive) == 0) {
        for (const QString &cookie : value.split(QLatin1Char(';')))
            add(cookie.section(QLatin1Char('='), 1).trimmed());
    }
}

QString SecretFilter::filtered(const QString &text) const
{
    const auto withoutSecrets = [this](QString result) {
        for (const QString &secret : m_secrets)
            takeOut(result, secret);
        return redactedWords(result);
    };
    QString result = withoutSecrets(text);
    if (!result.contains(QLatin1Char('\\')))
        return result;
    const QString plain = unescaped(result);
    QString plainResult = withoutSecrets(plain);
    return plainResult == plain ? result : plainResult;
}

QString SecretFilter::filteredBeginning(const QString &text) const
{
    QString whole = text;
    while (whole.endsWith(QChar(QChar::ReplacementCharacter))) // half a character, which ends no beginning of a secret
        whole.chop(1);
    QString result = filtered(whole);
    qsizetype longest = 0;
    for (const QString &secret : m_secrets) {
        for (qsizetype length = std::min(secret.size(), result.size()); length >= shortestSecret && length > longest;
             --length) {
            if (result.endsWith(QStringView(secret).left(length)))
                longest = length;
        }
    }
    if (longest > 0)
        result.replace(result.size() - longest, longest, QLatin1String(redactedText));
    return result;
}

QString SecretFilter::shown(const QString &said, qsizetype most) const
{
    QString text = filtered(said).trimmed();
    if (text.size() > most)
        text = text.left(most - 1) + QChar(u'…');
    return visibleLines(text);
}

} // namespace fiftyfold
