// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/text/nearestname.h"

#include <algorithm>
#include <numeric>
#include <utility>
#include <vector>

namespace fiftyfold {

int spellingDistance(const QString &one, const QString &other)
{
    std::vector<int> row(static_cast<std::size_t>(other.size()) + 1);
    std::iota(row.begin(), row.end(), 0);
    for (const QChar letter : one) {
        int diagonal = row[0]++;
        for (std::size_t j = 1; j < row.size(); ++j) {
            const int cost = letter == other.at(static_cast<qsizetype>(j) - 1) ? 0 : 1;
            const int best = std::min({diagonal + cost, row[j] + 1, row[j - 1] + 1});
            diagonal = std::exchange(row[j], best);
        }
    }
    return row.back();
}

QString nearestName(const QStringList &known, const QString &name)
{
    QString nearest;
    int least = name.size() < 5 ? 2 : name.size() < 8 ? 3 : 4;
    for (const QString &one : known) {
        const bool isBeginning = name.size() >= 3 && one.startsWith(name);
        const int distance = isBeginning ? 1 : spellingDistance(name, one);
        if (distance < least) {
            least = distance;
            nearest = one;
        }
    }
    return nearest;
}

} // namespace fiftyfold
