// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/text/secretnames.h"

#include <QStringList>

#include <algorithm>
#include <array>

namespace fiftyfold {

namespace {

/// Each names a secret wherever it is a word of a name.
constexpr std::array secretWords = {
    "assertion", "auth",   "authorization", "bearer", "cookie",   "credential", "credentials", "csrf",     "hmac",
    "jwt",       "key",    "otp",           "pass",   "passcode", "passphrase", "passwd",      "password", "private",
    "pwd",       "secret", "session",       "sid",    "sig",      "signature",  "token",       "verifier", "xsrf"};

/// Each names a secret only where it is all of a name: "status_code" and "max_tokens" are worth reading.
constexpr std::array secretWholeNames = {"code", "keys", "passwords", "secrets", "tokens"};

/// What is called a code and opens a door: "device_code".
constexpr std::array codesOfSecrets = {"access",   "device", "login", "mfa",         "oauth",
                                       "recovery", "reset",  "totp",  "verification"};

/// Within a word, since they are written as one as often as not: "accesstoken", "PHPSESSID".
constexpr std::array secretParts = {"accesskey",  "apikey", "authkey", "credential", "passwd",   "password",
                                    "privatekey", "secret", "sessid",  "sessionid",  "signature"};
constexpr std::array secretEndings = {"jwt", "session", "token"};

/// Where a name ends in one of these, its value tells about the secret and is none.
constexpr std::array harmlessEndings = {"algorithm", "count",  "expires", "expiry", "length",
                                        "limit",     "method", "size",    "ttl",    "type"};

/// Of headers, anywhere in the name.
constexpr std::array secretHeaderParts = {"token", "secret", "key", "auth", "session", "cookie", "password"};

template<std::size_t count>
bool has(const std::array<const char *, count> &table, const QString &word)
{
    return std::any_of(table.begin(), table.end(), [&word](const char *one) { return word == QLatin1String(one); });
}

bool isLetter(QChar character)
{
    const ushort code = character.unicode();
    return (code >= 'A' && code <= 'Z') || (code >= 'a' && code <= 'z');
}

bool isCapital(QChar character)
{
    return character >= QLatin1Char('A') && character <= QLatin1Char('Z');
}

/// In lower case; apart at all that is no letter, and where "camelCase" or "AWSAccessKey" begins a word.
QStringList wordsOf(QStringView name)
{
    QStringList words;
    bool isInWord = false;
    for (qsizetype i = 0; i < name.size(); ++i) {
        const QChar letter = name[i];
        if (!isLetter(letter)) {
            isInWord = false;
            continue;
        }
        const bool followsSmall = i > 0 && isLetter(name[i - 1]) && !isCapital(name[i - 1]);
        const bool precedesSmall = i + 1 < name.size() && isLetter(name[i + 1]) && !isCapital(name[i + 1]);
        if (!isInWord || (isCapital(letter) && (followsSmall || precedesSmall)))
            words.append(QString());
        words.last() += letter.toLower();
        isInWord = true;
    }
    return words;
}

bool isSecretWord(const QString &word)
{
    return has(secretWords, word) ||
           std::any_of(secretParts.begin(), secretParts.end(),
                       [&word](const char *part) { return word.contains(QLatin1String(part)); }) ||
           std::any_of(secretEndings.begin(), secretEndings.end(),
                       [&word](const char *ending) { return word.endsWith(QLatin1String(ending)); });
}

} // namespace

bool isSecretName(QStringView name)
{
    const QStringList words = wordsOf(name);
    if (words.isEmpty())
        return false;
    if (words.size() > 2 && words[0] == QLatin1String("x") &&
        (words[1] == QLatin1String("amz") || words[1] == QLatin1String("goog")))
        return true; // signed URLs of the clouds
    if (words.size() == 1 && has(secretWholeNames, words.first()))
        return true;
    if (words.size() > 1 && words.last() == QLatin1String("code") && has(codesOfSecrets, words[words.size() - 2]))
        return true;
    if (words.size() > 1 && has(harmlessEndings, words.last()))
        return false;
    const QString joined = words.join(QString()); // "api_key" as "apiKey", "PassWord" as "password"
    return isSecretWord(joined) || std::any_of(words.begin(), words.end(), isSecretWord);
}

bool isSecretHeader(const QByteArray &name)
{
    const QByteArray lower = name.toLower();
    return std::any_of(secretHeaderParts.begin(), secretHeaderParts.end(),
                       [&lower](const char *part) { return lower.contains(part); }) ||
           isSecretName(QString::fromLatin1(name));
}

} // namespace fiftyfold
