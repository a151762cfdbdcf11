// SPDX-License-Identifier: GPL-3.0-or-later
#include "rivals.h"

#include "support/cliprogram.h"

#include <QDir>
#include <QFile>
#include <QProcess>

#include <cstdio>

namespace fiftyfold {

const std::vector<Rival> &rivals()
{
    const auto words = [](const char *text) { return QString::fromLatin1(text).split(QLatin1Char(' ')); };
    static const std::vector<Rival> all = {
        {QStringLiteral("hey"), words("-n 1000 -c 20 -o csv URL"), QStringLiteral("hey.csv")},
        {QStringLiteral("wrk"), words("-t 2 -c 20 -d 5s --latency URL"), QStringLiteral("wrk.txt")},
        {QStringLiteral("h2load"), words("--h1 -n 1000 -c 20 --log-file=FILE URL"), QStringLiteral("h2load.log")},
        {QStringLiteral("ab"), words("-n 1000 -c 20 URL"), QStringLiteral("ab.txt")},
        {QStringLiteral("hyperfine"),
         words("--runs 30 --export-json FILE") + QStringList(QStringLiteral("curl -s -o /dev/null 'URL'")),
         QStringLiteral("hyperfine.json")},
    };
    return all;
}

QString fileOfRival(const Rival &rival, const QString &query, const QDir &folder)
{
    QProcess server;
    const QString url = test::serve(server) + QLatin1String("robots.txt?") + query;
    const QString path = folder.filePath(rival.file);
    QStringList arguments = rival.arguments;
    const bool isPrinted = arguments.filter(QStringLiteral("FILE")).isEmpty();
    arguments.replaceInStrings(QStringLiteral("URL"), url).replaceInStrings(QStringLiteral("FILE"), path);
    QProcess program;
    program.setStandardOutputFile(isPrinted ? path : QProcess::nullDevice());
    program.start(rival.name, arguments);
    const bool isDone = program.waitForFinished(test::cliDeadlineMs) && program.exitStatus() == QProcess::NormalExit &&
                        program.exitCode() == 0 && QFile::exists(path);
    server.terminate();
    server.waitForFinished();
    if (isDone)
        return path;
    std::fprintf(stderr, "%s is not there or has failed: %s %s\n", qUtf8Printable(rival.name),
                 qUtf8Printable(program.errorString()), program.readAllStandardError().constData());
    return {};
}

} // namespace fiftyfold
