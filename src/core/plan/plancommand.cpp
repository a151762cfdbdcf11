// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/plan/plancommand.h"

#include "core/plan/headerfields.h"
#include "core/plan/planfields.h"
#include "core/plan/strategytraits.h"
#include "core/plan/templates.h"
#include "core/text/redaction.h"
#include "core/text/visibletext.h"

#include <algorithm>
#include <string_view>

namespace fiftyfold {

namespace {

/// Of those that no shell reads anything into, wherever in a word they stand.
bool isPlain(char32_t character)
{
    const auto isIn = [character](char32_t first, char32_t last) { return first <= character && character <= last; };
    return isIn(U'a', U'z') || isIn(U'A', U'Z') || isIn(U'0', U'9') ||
           std::u32string_view(U"_-./:,@+%").find(character) != std::u32string_view::npos;
}

/// In $'…'.
QString escapedCharacter(char32_t character)
{
    constexpr int base = 16;
    constexpr int digitsOfLong = 8;
    if (isHidden(character))
        return QStringLiteral("\\U%1").arg(quint32(character), digitsOfLong, base, QLatin1Char('0'));
    if (character == U'\\' || character == U'\'')
        return QLatin1Char('\\') + QString::fromUcs4(&character, 1);
    return QString::fromUcs4(&character, 1);
}

constexpr qsizetype longestBody = qsizetype(16) * 1024; ///< Bytes; of a longer one nobody pastes a command.

/// A body that can stand in a command as it is sent: a text without secrets. A form of several parts names its fields
/// in a way that does not tell which of them are secret.
bool isBodyForCommand(const RunPlan &plan)
{
    const QByteArray &body = plan.body;
    if (body.size() > longestBody || body.contains('\0') || body.contains('\r') || !body.isValidUtf8())
        return false;
    const HeaderField *type = findHeader(plan.headers, "Content-Type");
    const bool isForm = type && type->value.trimmed().toLower().startsWith("multipart/");
    const QString text = QString::fromUtf8(body);
    return !isForm && redactedWords(text) == text;
}

/// Who asks is read from a file that whoever pastes the command has to name: what stands there is no secret, and the
/// command fails as it is. Nothing where the header is no such credentials.
QString authorizationOption(const HeaderField &header)
{
    if (header.name.compare("Authorization", Qt::CaseInsensitive) != 0 || !isCredentials(header.value))
        return {};
    const bool isBearer = header.value.trimmed().toLower().startsWith("bearer");
    return isBearer ? QStringLiteral("--bearer @TOKEN_FILE") : QStringLiteral("--user @NAME_AND_PASSWORD_FILE");
}

QStringList headerOptions(const PlanField &field, const RunPlan &plan)
{
    QStringList options;
    const QStringList values = field.value.texts(plan, Secrets::Redacted);
    for (qsizetype i = 0; i < values.size(); ++i) {
        const QString authorization = authorizationOption(plan.headers.at(i));
        options.append(authorization.isEmpty() ? QLatin1String("--header ") + shellWord(values.at(i)) : authorization);
    }
    return options;
}

/// Its option with each of its values; nothing where there is nothing to say.
QStringList optionsOf(const PlanField &field, const RunPlan &plan, BodyIn body)
{
    if (isUsual(field, plan))
        return {};
    const QLatin1String option(field.option);
    if (option == QLatin1String("--header"))
        return headerOptions(field, plan);
    if (field.isSecret && (body == BodyIn::File || !isBodyForCommand(plan)))
        return {QStringLiteral("--data-file BODY_FILE")};
    QStringList options;
    const QStringList values = field.value.texts(plan, Secrets::Redacted);
    for (const QString &value : values) {
        const bool isSwitch = field.value.takes.isEmpty();
        options.append(isSwitch ? QString(option) : option + QLatin1Char(' ') + shellWord(value));
    }
    return options;
}

/// Of a plan that has targets these say it all.
bool isOfOwnRequest(const PlanField &field)
{
    return qstrcmp(field.option, "--method") == 0 || qstrcmp(field.option, "--data") == 0;
}

} // namespace

QString shellWord(const QString &text)
{
    const QList<uint> characters = text.toUcs4();
    if (!text.isEmpty() && std::all_of(characters.cbegin(), characters.cend(), isPlain))
        return text;
    if (std::any_of(characters.cbegin(), characters.cend(), isHidden)) {
        QString escaped;
        for (const uint character : characters)
            escaped += escapedCharacter(character);
        return QStringLiteral("$'%1'").arg(escaped);
    }
    return QLatin1Char('\'') + QString(text).replace(QLatin1Char('\''), QLatin1String("'\\''")) + QLatin1Char('\'');
}

QStringList terminalCommandParts(const RunPlan &plan, BodyIn body)
{
    const bool hasTargets = !plan.targetsFile.isEmpty();
    QStringList parts{QStringLiteral("fiftyfold-cli run")};
    if (!hasTargets)
        parts.append(shellWord(typedUrl(plan.url)));
    for (const PlanField &field : planFields()) {
        if (hasTargets && isOfOwnRequest(field))
            continue;
        const bool isOwnRunner = !plan.runnerCommand.isEmpty() && !findStrategy(plan.strategy);
        if (isOwnRunner && qstrcmp(field.option, "--strategy") == 0)
            parts.append(QLatin1String("--runner ") +
                         shellWord(plan.strategy + QLatin1Char('=') + redactedCommand(plan.runnerCommand)));
        else
            parts.append(optionsOf(field, plan, body));
    }
    return parts;
}

QString terminalCommand(const RunPlan &plan, BodyIn body)
{
    return terminalCommandParts(plan, body).join(QLatin1Char(' '));
}

} // namespace fiftyfold
