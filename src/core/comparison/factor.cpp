// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/comparison/factor.h"

#include "core/plan/fieldwords.h"
#include "core/plan/headerfields.h"
#include "core/text/redaction.h"

#include <QRegularExpression>

#include <algorithm>
#include <array>

namespace fiftyfold {

namespace {

constexpr QLatin1String reused("reused");
constexpr QLatin1String fresh("fresh");

QString takesUrl()
{
    return FieldWords::tr("URLs that begin with http://, https:// or practice:, and a comma before each but the first");
}

Refusal readUrl(RunPlan &plan, const QString &text)
{
    QString problem;
    const ExactUrl url = urlFromUserInput(text, &problem);
    if (url.isEmpty())
        return quoted(text);
    plan.url = urlAsSent(plan, url);
    return accepted;
}

QString takesConstantRate()
{
    return FieldWords::tr("rates that stay as they are, such as 200/s or 30/m, at most 1000000/s");
}

Refusal readConstantRate(RunPlan &plan, const QString &text)
{
    const std::optional<Rate> rate = rateFromText(text);
    const bool isConstant =
        rate && rate->pieces.size() == 1 && !rate->pieces.first().isRamp() && rate->length().count() == 0;
    if (!isConstant)
        return quoted(text);
    plan.rate = *rate;
    return accepted;
}

QString takesConnections()
{
    return FieldWords::tr("reused and fresh");
}

Refusal readConnections(RunPlan &plan, const QString &text)
{
    if (text != reused && text != fresh)
        return quoted(text);
    plan.freshConnections = text == fresh;
    return accepted;
}

/// In the place of what the plan has under that name.
Refusal readHeaderInPlace(RunPlan &plan, const QString &text)
{
    RunPlan alone;
    if (const Refusal got = findPlanField(QStringLiteral("--header"))->value.read(alone, text))
        return got;
    const HeaderField &header = alone.headers.first();
    removeHeaders(plan.headers, header.name);
    plan.headers.append(header);
    return accepted;
}

QString shownUrl(const RunPlan &plan, const QString &)
{
    return redactedUrl(plan.url);
}

QString shownHeader(const RunPlan &plan, const QString &)
{
    const HeaderField &header = plan.headers.last();
    return QString::fromUtf8(header.name) + QLatin1String(": ") +
           QString::fromUtf8(redactedHeaderValue(header.name, header.value));
}

QString shownRate(const RunPlan &plan, const QString &)
{
    return rateToText(plan.rate);
}

/// As the plan has it: "4", also where "04" was given.
template<auto member>
QString shownNumber(const RunPlan &plan, const QString &)
{
    return QString::number(plan.*member);
}

QString shownAsGiven(const RunPlan &, const QString &text)
{
    return text;
}

std::optional<double> atOnceOf(const RunPlan &plan)
{
    return plan.atOnce;
}

std::optional<double> threadsOf(const RunPlan &plan)
{
    return plan.threads;
}

std::optional<double> rateOf(const RunPlan &plan)
{
    return plan.isOpen() ? std::optional(plan.rate.pieces.first().from) : std::nullopt;
}

constexpr std::array<Factor, 9> factors{{
    {"url", QT_TRANSLATE_NOOP("fiftyfold::Factor", "URL"), nullptr, false, true, ':', takesUrl, readUrl, shownUrl,
     nullptr},
    {"at-once", QT_TRANSLATE_NOOP("fiftyfold::Factor", "At once"), "--at-once", true, false, ',', nullptr, nullptr,
     shownNumber<&RunPlan::atOnce>, atOnceOf},
    {"http", QT_TRANSLATE_NOOP("fiftyfold::Factor", "HTTP version"), "--http", false, false, ',', nullptr, nullptr,
     shownAsGiven, nullptr},
    {"transport", QT_TRANSLATE_NOOP("fiftyfold::Factor", "Transport"), "--transport", false, false, ',', nullptr,
     nullptr, shownAsGiven, nullptr},
    {"threads", QT_TRANSLATE_NOOP("fiftyfold::Factor", "Engine threads"), "--threads", true, false, ',', nullptr,
     nullptr, shownNumber<&RunPlan::threads>, threadsOf},
    {"connections", QT_TRANSLATE_NOOP("fiftyfold::Factor", "Connections"), "--fresh-connections", false, false, ',',
     takesConnections, readConnections, shownAsGiven, nullptr},
    {"rate", QT_TRANSLATE_NOOP("fiftyfold::Factor", "Rate"), "--rate", true, false, ',', takesConstantRate,
     readConstantRate, shownRate, rateOf},
    {"strategy", QT_TRANSLATE_NOOP("fiftyfold::Factor", "Strategy"), "--strategy", false, true, ',', nullptr, nullptr,
     shownAsGiven, nullptr},
    {"header", QT_TRANSLATE_NOOP("fiftyfold::Factor", "Header"), "--header", false, false, '|', nullptr,
     readHeaderInPlace, shownHeader, nullptr},
}};

QStringList trimmed(QStringList values)
{
    for (QString &value : values)
        value = value.trimmed();
    return values;
}

} // namespace

Refusal Factor::take(RunPlan &plan, const QString &text) const
{
    return read ? read(plan, text) : findPlanField(QLatin1String(option))->value.read(plan, text);
}

QString Factor::takesText() const
{
    return takes ? takes() : findPlanField(QLatin1String(option))->value.takes;
}

std::span<const Factor> factorTable()
{
    return factors;
}

const Factor *findFactor(const QString &name)
{
    const auto found = std::find_if(factors.begin(), factors.end(),
                                    [&name](const Factor &row) { return name == QLatin1String(row.name); });
    return found == factors.end() ? nullptr : &*found;
}

QStringList factorNames()
{
    QStringList names;
    for (const Factor &row : factors)
        names.append(row.nameText());
    return names;
}

QStringList factorValues(const Factor &factor, const QString &text)
{
    if (factor.separator == ':') {
        static const QRegularExpression beforeUrl(QStringLiteral(",\\s*(?=(?:https?:|practice:))"),
                                                  QRegularExpression::CaseInsensitiveOption);
        return trimmed(text.split(beforeUrl));
    }
    QStringList values = trimmed(text.split(QLatin1Char(factor.separator)));
    const qsizetype colon = values.first().indexOf(QLatin1Char(':'));
    if (factor.separator == '|' && colon > 0) {
        const QString name = values.first().left(colon + 1) + QLatin1Char(' ');
        for (qsizetype i = 1; i < values.size(); ++i)
            values[i] = name + values.at(i);
    }
    return values;
}

} // namespace fiftyfold
