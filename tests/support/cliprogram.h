// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>
#include <QStringList>

class QJsonObject;
class QProcess;

namespace fiftyfold::test {

/// What scripts see of fiftyfold-cli once it has ended. -1: it did not end by itself, or not in time.
struct CliResult {
    int exitCode = -1;
    QByteArray output;
    QByteArray errors;
};

/// How long any of it may take.
inline constexpr int cliDeadlineMs = 60'000;

/// Starts it with nothing on its standard input.
void startCli(QProcess &process, const QStringList &arguments);
/// The same by a script for bash, in which $0 is the program and $1 the argument.
void startCliInShell(QProcess &process, const QString &script, const QString &argument);
CliResult runCli(const QStringList &arguments);
/// Waits until it has said `sign` on its standard error; all that it said there.
QByteArray errorsUntil(QProcess &process, const QByteArray &sign);

/// Starts the practice server in the foreground, and gives the URL that it prints; empty when it does not.
QString serve(QProcess &process);

/// Rows for a test that stops it: "signalNumber", "exitCode".
void addStopSignals();

/// Of JSON; empty where it is none.
QJsonObject objectFrom(const QByteArray &json);
/// What the record of a comparison says of one of its entries.
QJsonObject entryOf(const QJsonObject &comparison, int index);
/// Of a file; empty where it can't be read.
QByteArray contents(const QString &name);
/// Names in a folder, hidden ones too.
QStringList everythingIn(const QString &folder);

} // namespace fiftyfold::test
