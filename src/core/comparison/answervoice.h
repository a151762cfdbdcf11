// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/comparison/comparisonanswer.h"
#include "core/comparison/sweep.h"

#include <QLocale>
#include <QString>
#include <QStringList>

namespace fiftyfold {

/// How the sentences of a comparison's answer are said: in whose language, with whose names and numbers.
class AnswerVoice
{
public:
    explicit AnswerVoice(AnswerWords words)
        : m_words(words)
    {
    }

    /// `words` are marked with QT_TRANSLATE_NOOP in the context fiftyfold::ComparisonAnswer.
    QString say(const char *words) const;
    const QLocale &numbers() const;
    /// What an entry differs by, each value with its factor where it does not speak for itself: "async (at-once=4)",
    /// in the window "Async (At once 4)"; what has no values has its name.
    QString nameOf(const ComparisonEntry &entry) const;
    QString nameOf(const SweepCurve &curve) const;
    /// "a, b and c", of many the first few and how many others; "a, 1; b, 2 and c" where a name has a comma.
    QString list(QStringList names) const;
    QString times(const Estimate &ratio) const;
    /// "0.91 to 1.23"
    QString endsOf(const Estimate &ratio) const;

private:
    bool isOfTheWindow() const { return m_words == AnswerWords::OfTheWindow; }
    QString textOf(const FactorValue &value) const;

    const AnswerWords m_words;
};

} // namespace fiftyfold
