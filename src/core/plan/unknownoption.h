// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

namespace fiftyfold {

/// What there is here in place of an option of curl, wget, hey, wrk, ab, oha, vegeta, k6, h2load, siege or httpie, in a
/// clause that names ours, or that says that there is none; empty for what is none of theirs. `option` with its dashes.
QString insteadOf(const QString &option);

/// What is wrong with a command line in which there is an option that is not ours: names it, without what was given to
/// it, which may be a secret, and says what there is instead, or which of ours is spelt nearly like it. `unknown`: the
/// parser's name for the first one, without dashes; it reads "-requests" as the options -r, -e, …, so the word that
/// was meant is looked up in `arguments`. `known`: our long names, without dashes. `program`: whose options those are
/// that there are instead, if they are another program's.
QString unknownOptionProblem(const QString &unknown, const QStringList &arguments, const QStringList &known,
                             const QString &program = {});

/// The same of a word such as "-cpus", which the parser reads as -c with the value "pus"; empty where there is none.
QString wordAsValueProblem(const QStringList &arguments, const QStringList &known);

} // namespace fiftyfold
