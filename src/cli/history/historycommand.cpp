// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/history/historycommand.h"

#include "cli/history/historytext.h"
#include "cli/options/runfiles.h"
#include "cli/run/runoutputs.h"
#include "core/text/visibletext.h"
#include "records/base/textoutput.h"
#include "records/history/historystore.h"
#include "records/history/keptrun.h"

#include <QFile>

#include <algorithm>
#include <cerrno>
#include <functional>
#include <utility>

#include <unistd.h>

namespace fiftyfold {

namespace {

/// Writes a text to a file that was named; what goes wrong is added to `problems`.
void writeFile(const QString &name, const std::function<QString(QIODevice &device)> &write, QStringList &problems)
{
    OutputFile file(name);
    WrittenFiles written;
    QString problem = file.open();
    if (problem.isEmpty()) {
        written.commit(file, write(file.device()));
        problems += written.problems();
    } else {
        problems.append(problem);
    }
}

/// Those that there are of it: "--markdown, --html, --csv and --json".
QString optionsOf(KeptKind kind)
{
    QStringList options;
    for (const ReportForm &form : reportForms()) {
        if (kind == KeptKind::Comparison || form.writeCapacity)
            options.append(QLatin1String("--") + QLatin1String(form.name));
    }
    const QString last = options.takeLast();
    return options.join(QLatin1String(", ")) + QLatin1String(" and ") + last;
}

class HistoryWork
{
public:
    HistoryWork(const HistoryOptions &options, const TextStyle &style)
        : m_options(options)
        , m_style(style)
        , m_store(historyPath())
    {
    }

    HistoryAnswer answer()
    {
        if (historyPath().isEmpty()) {
            m_answer.problems.append(QStringLiteral("there is no history: FIFTYFOLD_HISTORY is \"none\"."));
            return m_answer;
        }
        const bool isThere = ::access(QFile::encodeName(historyPath()).constData(), F_OK) == 0;
        if (!isThere && errno == EACCES) {
            m_answer.problems.append(sentence(QStringLiteral("the history %1 can't be read: %2")
                                                  .arg(visibleText(historyPath()), qt_error_string(EACCES))));
            return m_answer;
        }
        // The usual one is only empty as yet; of another the name may be wrong.
        if (historyPath() != usualHistoryPath() && !isThere && m_options.verb != QLatin1String("prune")) {
            m_answer.problems.append(QStringLiteral("there is no history %1 yet: the first run that is kept makes it.")
                                         .arg(visibleText(historyPath())));
            return m_answer;
        }
        if (m_options.verb == QLatin1String("list"))
            list();
        else if (m_options.verb == QLatin1String("prune"))
            prune();
        else if (findAll())
            doWithEach();
        m_answer.notices = m_store.takeNotices();
        return m_answer;
    }

private:
    /// Whether it went well.
    bool took(const QString &problem)
    {
        if (!problem.isEmpty())
            m_answer.problems.append(problem);
        return problem.isEmpty();
    }

    bool findAll()
    {
        QStringList names = m_options.names;
        if (m_options.verb == QLatin1String("label"))
            names.removeLast();
        for (const QString &name : std::as_const(names)) {
            HistoryEntry entry;
            if (took(m_store.find(name, entry)) &&
                std::find(m_entries.begin(), m_entries.end(), entry) == m_entries.end())
                m_entries.push_back(entry);
        }
        return m_answer.problems.isEmpty();
    }

    void doWithEach()
    {
        for (const HistoryEntry &entry : m_entries) {
            if (m_options.verb == QLatin1String("show"))
                show(entry);
            else if (m_options.verb == QLatin1String("export"))
                exportFiles(entry);
            else if (m_options.verb == QLatin1String("label"))
                took(m_store.setLabel(entry.id, m_options.names.last()));
            else if (m_options.verb == QLatin1String("remove"))
                took(m_store.remove(entry.id));
            else
                took(m_store.setPinned(entry.id, m_options.verb == QLatin1String("pin")));
        }
    }

    void list()
    {
        HistoryQuery query;
        query.text = m_options.names.value(0);
        query.kind = m_options.kind;
        query.isPinnedOnly = m_options.isPinnedOnly;
        query.limit = m_options.limit;
        std::vector<HistoryEntry> entries;
        int count = 0;
        if (!took(m_store.list(query, entries, &count)))
            return;
        m_answer.text = listText(entries, m_style);
        m_answer.text += entries.empty() && count > 0
                             ? QStringLiteral("None of the %1 that are kept.\n").arg(count)
                             : QStringLiteral("%1 of %2 that are kept.\n").arg(entries.size()).arg(count);
    }

    void show(const HistoryEntry &entry)
    {
        KeptRun kept;
        QString problem;
        if (!took(m_store.read(entry.id, kept)))
            return;
        const QString text = keptText(kept, m_style, &problem);
        if (!problem.isEmpty()) {
            took(sentence(QStringLiteral("%1 can't be read: %2").arg(shortId(entry), problem)));
            return;
        }
        m_answer.text += (m_answer.text.isEmpty() ? QLatin1String("") : QLatin1String("\n")) +
                         entryHeading(kept.entry, m_style) + text;
    }

    void exportFiles(const HistoryEntry &entry)
    {
        KeptRun kept;
        if (!took(m_store.read(entry.id, kept)))
            return;
        if (entry.kind == KeptKind::Run)
            exportRun(kept);
        else
            exportReport(kept);
    }

    /// With the requests where they are kept; otherwise what does not need them.
    void exportRun(const KeptRun &kept)
    {
        ReadRun run;
        if (const QString problem = readKeptRun(kept, run); !problem.isEmpty()) {
            took(sentence(QStringLiteral("%1 can't be read: %2").arg(shortId(kept.entry), problem)));
            return;
        }
        RunOptions files = m_options.run;
        for (const RunFile &file : runFiles()) {
            const bool isWanted = !(files.*file.name).isEmpty();
            if (isWanted && !run.hasRequests && runForm(QLatin1String(file.option)).needsRequests) {
                took(QStringLiteral("--%1 needs the requests of %2, which are %3.")
                         .arg(QLatin1String(file.option), shortId(kept.entry),
                              QLatin1String(kept.requests.empty() ? "not kept any more" : "damaged")));
                return;
            }
        }
        if (!kept.requests.empty() && !run.hasRequests)
            took(QStringLiteral("the requests of %1 are damaged: what was written has the figures alone.")
                     .arg(shortId(kept.entry)));
        // As the program that ran it told it.
        if (const QString name = std::exchange(files.jsonFile, {}); !name.isEmpty())
            writeFile(name, [&](QIODevice &device) { return writeKeptRunJson(device, kept, run); }, m_answer.problems);
        if (const QString name = std::exchange(files.summaryFile, {}); !name.isEmpty())
            writeFile(name, [&](QIODevice &device) { return writeBytes(device, kept.json); }, m_answer.problems);
        RunOutputs outputs;
        if (took(outputs.open(files)))
            m_answer.problems +=
                outputs.write(*run.record, run.summary, run.expectations, nullptr, nullptr, files).problems();
    }

    void exportReport(const KeptRun &kept)
    {
        for (const RunFile &file : runFiles()) {
            const QString name = m_options.run.*file.name;
            if (name.isEmpty())
                continue;
            const auto form = std::find_if(reportForms().begin(), reportForms().end(), [&](const ReportForm &one) {
                return QLatin1String(one.name) == QLatin1String(file.option) &&
                       (kept.entry.kind == KeptKind::Comparison || one.writeCapacity);
            });
            if (form != reportForms().end())
                writeFile(
                    name, [&](QIODevice &device) { return writeKeptReport(device, kept, *form); }, m_answer.problems);
            else
                took(QStringLiteral("%1 is no run but a %2: there are %3 of it.")
                         .arg(shortId(kept.entry), keptKindName(kept.entry.kind), optionsOf(kept.entry.kind)));
        }
    }

    void prune()
    {
        PrunedHistory pruned;
        if (took(m_store.prune(pruned, m_options.size)))
            m_answer.text = prunedText(pruned);
    }

    const HistoryOptions &m_options;
    const TextStyle m_style;
    HistoryStore m_store;
    std::vector<HistoryEntry> m_entries;
    HistoryAnswer m_answer;
};

} // namespace

HistoryAnswer answerOf(const HistoryOptions &options, const TextStyle &style)
{
    return HistoryWork(options, style).answer();
}

} // namespace fiftyfold
