// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/options/runoptions.h"
#include "core/comparison/comparisonstatistics.h"
#include "core/comparison/variation.h"

#include <QList>
#include <QString>
#include <QStringList>

#include <optional>

namespace fiftyfold {

inline constexpr quint32 roundsLimit = 1'000;

/// What `fiftyfold-cli compare` was asked for. Of `run`, it holds what both have, `jsonFile` among it.
struct CompareOptions {
    RunOptions run;
    QStringList strategies;      ///< As given; empty: the usual ones.
    QList<Variation> variations; ///< Of --vary; strategies may be among them.
    quint32 rounds = 0;          ///< 0: as many as usual. See effectiveRounds().
    QString baseline;            ///< Empty: the usual one.
    QList<NamedRunner> runners;
    QString preset;       ///< "article" or empty.
    QString markdownFile; ///< Empty for none, "-" for standard output; likewise the next.
    QString htmlFile;

    quint32 effectiveRounds() const
    {
        if (rounds != 0)
            return rounds;
        return preset.isEmpty() ? roundsOfAnInterval : 3;
    }
};

} // namespace fiftyfold
