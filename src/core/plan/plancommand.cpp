// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/plan/plancommand.h"

#include "core/plan/planfields.h"
#include "core/plan/strategytraits.h"
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

/// Its option with each of its values; nothing where there is nothing to say.
QStringList optionsOf(const PlanField &field, const RunPlan &plan)
{
    if (isUsual(field, plan))
        return {};
    const QLatin1String option(field.option);
    QStringList options;
    const QStringList values = field.value.texts(plan, Secrets::Redacted);
    for (const QString &value : values) {
        const bool isSwitch = field.value.takes.isEmpty();
        const QString shown = field.isSecret ? QString::fromLatin1(redactedText) : value;
        options.append(isSwitch ? QString(option) : option + QLatin1Char(' ') + shellWord(shown));
    }
    return options;
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

QStringList terminalCommandParts(const RunPlan &plan)
{
    QStringList parts{QStringLiteral("fiftyfold-cli run"), shellWord(redactedUrl(plan.url))};
    for (const PlanField &field : planFields()) {
        const bool isOwnRunner = !plan.runnerCommand.isEmpty() && !findStrategy(plan.strategy);
        if (isOwnRunner && qstrcmp(field.option, "--strategy") == 0)
            parts.append(QLatin1String("--runner ") +
                         shellWord(plan.strategy + QLatin1Char('=') + redactedCommand(plan.runnerCommand)));
        else
            parts.append(optionsOf(field, plan));
    }
    return parts;
}

QString terminalCommand(const RunPlan &plan)
{
    return terminalCommandParts(plan).join(QLatin1Char(' '));
}

} // namespace fiftyfold
