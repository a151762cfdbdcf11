// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/cliprogram.h"

#include "support/childprogram.h"

#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QRegularExpression>
#include <QTest>

#include <csignal>

namespace fiftyfold::test {

namespace {

QString program()
{
    return builtProgram(QStringLiteral("fiftyfold-cli"));
}

/// Where GitHub runs the tests, their runs would report to it. A process that has an environment of its own keeps it.
void leaveGitHub()
{
    qunsetenv("GITHUB_ACTIONS");
    qunsetenv("GITHUB_STEP_SUMMARY");
}

} // namespace

void startCli(QProcess &process, const QStringList &arguments)
{
    leaveGitHub();
    process.setStandardInputFile(QProcess::nullDevice());
    process.start(program(), arguments);
}

void startCliInShell(QProcess &process, const QString &script, const QString &argument)
{
    leaveGitHub();
    process.setStandardInputFile(QProcess::nullDevice());
    process.start(QStringLiteral("/bin/bash"), {QStringLiteral("-c"), script, program(), argument});
}

CliResult runCli(const QStringList &arguments)
{
    QProcess process;
    startCli(process, arguments);
    if (!process.waitForFinished(cliDeadlineMs) || process.exitStatus() != QProcess::NormalExit) {
        qWarning("%s", qPrintable(process.errorString()));
        return {};
    }
    return {process.exitCode(), process.readAllStandardOutput(), process.readAllStandardError()};
}

QByteArray errorsUntil(QProcess &process, const QByteArray &sign)
{
    process.setReadChannel(QProcess::StandardError);
    QByteArray seen;
    QElapsedTimer clock;
    clock.start();
    while (!seen.contains(sign) && clock.elapsed() < cliDeadlineMs && process.state() != QProcess::NotRunning) {
        process.waitForReadyRead(1000);
        seen += process.readAllStandardError();
    }
    return seen;
}

QString serve(QProcess &process)
{
    startCli(process, {QStringLiteral("serve")});
    QByteArray seen;
    QElapsedTimer clock;
    clock.start();
    while (!seen.contains('\n') && clock.elapsed() < cliDeadlineMs) {
        process.waitForReadyRead(1000);
        seen += process.readAllStandardOutput();
    }
    return QRegularExpression(QStringLiteral("http://\\S+")).match(QString::fromUtf8(seen)).captured();
}

void addStopSignals()
{
    QTest::addColumn<int>("signalNumber");
    QTest::addColumn<int>("exitCode");
    QTest::newRow("SIGINT") << SIGINT << 130;
    QTest::newRow("SIGTERM") << SIGTERM << 143;
    QTest::newRow("SIGHUP") << SIGHUP << 129;
}

QJsonObject objectFrom(const QByteArray &json)
{
    return QJsonDocument::fromJson(json).object();
}

QJsonObject entryOf(const QJsonObject &comparison, int index)
{
    return comparison.value(QLatin1String("entries")).toArray().at(index).toObject();
}

QByteArray contents(const QString &name)
{
    QFile file(name);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QStringList everythingIn(const QString &folder)
{
    return QDir(folder).entryList(QDir::AllEntries | QDir::Hidden | QDir::System | QDir::NoDotAndDotDot);
}

} // namespace fiftyfold::test
