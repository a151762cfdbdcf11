// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/show/showtext.h"

#include "cli/run/expectationtext.h"
#include "cli/run/summarytext.h"
#include "core/text/inputfile.h"
#include "core/text/visibletext.h"
#include "records/json/runjsonreader.h"

#include <QFile>

#include <cstdio>

namespace fiftyfold {

namespace {

bool isStandardInput(const QString &name)
{
    return name == QLatin1String("-");
}

/// Empty, or why it could not be read.
QString readFile(const QString &name, QByteArray &contents)
{
    QFile file(name);
    const bool isOpen = isStandardInput(name) && file.open(stdin, QIODevice::ReadOnly);
    if (const QString why = isOpen ? QString() : openInput(file); !why.isEmpty())
        return why;
    contents = file.readAll();
    return file.error() == QFileDevice::NoError ? QString() : file.errorString();
}

} // namespace

ShownFiles showFiles(const QStringList &names, const TextStyle &style)
{
    ShownFiles shown;
    for (const QString &name : names) {
        QByteArray contents;
        ReadRun run;
        QString problem = readFile(name, contents);
        if (problem.isEmpty())
            problem = readRunJson(contents, run);
        if (!problem.isEmpty()) {
            shown.problems.append(sentence(QStringLiteral("%1: %2").arg(name, problem)));
            continue;
        }
        if (!shown.text.isEmpty())
            shown.text += QLatin1Char('\n');
        if (names.size() > 1)
            shown.text += style.strong(visibleText(name)) + QLatin1Char('\n');
        shown.text += summaryText(*run.record, run.summary, style) + expectationsText(run.expectations, style);
    }
    return shown;
}

} // namespace fiftyfold
