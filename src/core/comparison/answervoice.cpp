// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/comparison/answervoice.h"

#include "core/comparison/factor.h"

#include <QCoreApplication>

#include <algorithm>

namespace fiftyfold {

namespace {

constexpr qsizetype mostNames = 4;

/// "async", an URL and "Accept-Encoding: gzip" say what they are; "2" does not.
bool speaksForItself(const QString &factor)
{
    return factor == QLatin1String("strategy") || factor == QLatin1String("url") || factor == QLatin1String("header");
}

} // namespace

QString AnswerVoice::say(const char *words) const
{
    return isOfTheWindow() ? QCoreApplication::translate("fiftyfold::ComparisonAnswer", words)
                           : QString::fromUtf8(words);
}

const QLocale &AnswerVoice::numbers() const
{
    return isOfTheWindow() ? numberLocale() : recordLocale();
}

QString AnswerVoice::textOf(const FactorValue &value) const
{
    const QString text = isOfTheWindow() && !value.label.isEmpty() ? value.label : value.text;
    const Factor *factor = findFactor(value.factor);
    if (!factor || speaksForItself(value.factor))
        return text;
    return isOfTheWindow() ? QCoreApplication::translate("fiftyfold::Factor", factor->label) + QLatin1Char(' ') + text
                           : value.factor + QLatin1Char('=') + text;
}

QString AnswerVoice::nameOf(const ComparisonEntry &entry) const
{
    if (entry.values.isEmpty())
        return isOfTheWindow() ? entry.label : entry.name;
    QStringList plain;
    QStringList texts;
    for (const FactorValue &value : entry.values) {
        plain.append(value.text);
        texts.append(textOf(value));
    }
    QString name = texts.takeFirst();
    if (!texts.isEmpty())
        name += QStringLiteral(" (%1)").arg(texts.join(QLatin1String(", ")));
    // What a second one of the same is told by.
    const QString joined = plain.join(QLatin1String(", "));
    return entry.name.startsWith(joined) ? name + entry.name.mid(joined.size()) : name;
}

QString AnswerVoice::nameOf(const SweepCurve &curve) const
{
    return isOfTheWindow() && !curve.label.isEmpty() ? curve.label : curve.name;
}

QString AnswerVoice::list(QStringList names) const
{
    if (names.size() > mostNames) {
        const qsizetype others = names.size() - mostNames + 1;
        names = names.mid(0, mostNames - 1);
        names.append(say(QT_TRANSLATE_NOOP("fiftyfold::ComparisonAnswer", "%1 others")).arg(others));
    }
    if (names.size() < 2)
        return names.join(QString());
    const bool hasCommas =
        std::any_of(names.cbegin(), names.cend(), [](const QString &name) { return name.contains(QLatin1Char(',')); });
    const QString last = names.takeLast();
    return say(QT_TRANSLATE_NOOP("fiftyfold::ComparisonAnswer", "%1 and %2"))
        .arg(names.join(hasCommas ? QLatin1String("; ") : QLatin1String(", ")), last);
}

QString AnswerVoice::times(const Estimate &ratio) const
{
    return numbers().toString(ratio.value, 'f', decimalsOf(ratio));
}

QString AnswerVoice::endsOf(const Estimate &ratio) const
{
    const auto [low, high] = ratioEnds(ratio, numbers());
    return say(QT_TRANSLATE_NOOP("fiftyfold::ComparisonAnswer", "%1 to %2")).arg(low, high);
}

} // namespace fiftyfold
