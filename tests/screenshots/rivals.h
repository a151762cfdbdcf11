// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

#include <vector>

class QDir;

namespace fiftyfold {

/// Another program of this kind, and how it does what a run of ours does: 1,000 requests, 20 at once.
struct Rival {
    QString name;
    QStringList arguments; ///< URL and FILE stand for what it asks and what it writes.
    QString file;          ///< What it writes is called; without FILE among its arguments it is what it prints.
};

/// All that the distribution has; the first one is the README's.
const std::vector<Rival> &rivals();

/// Has it ask a practice server with that query, to its end. The path of its file in the folder; empty, with a sentence
/// on standard error, where it is not installed or has failed.
QString fileOfRival(const Rival &rival, const QString &query, const QDir &folder);

} // namespace fiftyfold
