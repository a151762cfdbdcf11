// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/history/historykeeper.h"

#include "records/base/outputfile.h"
#include "records/forms/runforms.h"

#include <QFileInfo>

#include <algorithm>
#include <utility>

namespace fiftyfold {

namespace {

QString writeAll(QIODevice &device, const QByteArray &bytes)
{
    return device.write(bytes) == bytes.size() ? QString() : device.errorString();
}

/// Empty, or why not.
QString writeEntry(QIODevice &device, const KeptRun &kept, const QString &suffix)
{
    const bool isJson = suffix == QLatin1String("json");
    if (kept.entry.kind != KeptKind::Run)
        return writeAll(device, isJson ? kept.json : kept.text);
    ReadRun run;
    if (QString problem = readKeptRun(kept, run); !problem.isEmpty())
        return problem;
    if (isJson)
        return writeKeptRunJson(device, kept, run);
    const auto form = std::find_if(runForms().begin(), runForms().end(),
                                   [&suffix](const RunForm &one) { return suffix == QLatin1String(one.suffix); });
    return form->write(device, {*run.record, run.summary, run.expectations});
}

QString exportEntry(HistoryStore &store, const QString &id, const QString &path)
{
    KeptRun kept;
    if (QString problem = store.read(id, kept); !problem.isEmpty())
        return problem;
    QString suffix = QFileInfo(path).suffix().toLower();
    const bool isRun = kept.entry.kind == KeptKind::Run;
    if (suffix == QLatin1String("csv") && (!isRun || kept.requests.empty()))
        return HistoryKeeper::tr("There are no requests of it to be written as CSV.");
    if (suffix != QLatin1String("csv") && suffix != QLatin1String("md"))
        suffix = QStringLiteral("json");
    OutputFile file(path);
    if (QString problem = file.open(); !problem.isEmpty())
        return problem;
    return file.commit(writeEntry(file.device(), kept, suffix));
}

} // namespace

QString readFromHistory(const QString &path, const QString &id, ReadRun &run)
{
    HistoryStore store(path);
    KeptRun kept;
    const QString problem = store.read(id, kept);
    return problem.isEmpty() ? readKeptRun(kept, run) : problem;
}

/// Where the store is: in the thread that uses it.
class HistoryKeeper::Worker : public QObject
{
public:
    explicit Worker(QString path)
        : m_path(std::move(path))
    {
    }

    HistoryStore &store()
    {
        if (!m_store)
            m_store = std::make_unique<HistoryStore>(m_path);
        return *m_store;
    }

private:
    const QString m_path;
    std::unique_ptr<HistoryStore> m_store;
};

HistoryKeeper::HistoryKeeper(const QString &path, QObject *parent)
    : QObject(parent)
    , m_path(path)
{
}

HistoryKeeper::~HistoryKeeper()
{
    if (!m_worker)
        return;
    QMetaObject::invokeMethod(m_worker, [this] { m_thread.quit(); }, Qt::QueuedConnection); // after all that is to do
    m_thread.wait();
}

void HistoryKeeper::post(Work work)
{
    if (!m_worker) {
        m_worker = new Worker(m_path);
        m_worker->moveToThread(&m_thread);
        connect(&m_thread, &QThread::finished, m_worker, &QObject::deleteLater);
        m_thread.setObjectName(QStringLiteral("history"));
        m_thread.start(QThread::LowPriority);
    }
    QMetaObject::invokeMethod(
        m_worker,
        [this, worker = m_worker, work = std::move(work)] { // the thread is waited for before this dies
            HistoryStore &store = worker->store();
            const Answer answer = work(store);
            const QStringList notices = store.takeNotices();
            QMetaObject::invokeMethod(
                this,
                [this, answer, notices] {
                    for (const QString &notice : notices)
                        Q_EMIT told(notice);
                    answer();
                },
                Qt::QueuedConnection);
        },
        Qt::QueuedConnection);
}

void HistoryKeeper::change(const std::function<QString(HistoryStore &store)> &work)
{
    post([this, work](HistoryStore &store) -> Answer {
        return [this, problem = work(store)] {
            if (!problem.isEmpty())
                Q_EMIT told(problem);
            Q_EMIT changed();
        };
    });
}

void HistoryKeeper::keep(const std::function<KeptRun()> &make)
{
    if (!isThere())
        return;
    change([make](HistoryStore &store) {
        QString id;
        const QString problem = store.keep(make(), &id);
        return problem.isEmpty() ? problem : tr("Not kept in the history. %1").arg(problem);
    });
}

void HistoryKeeper::list(const HistoryQuery &query)
{
    post([this, query](HistoryStore &store) -> Answer {
        std::vector<HistoryEntry> entries;
        int total = 0;
        QString problem = store.list(query, entries);
        if (problem.isEmpty())
            problem = store.count(total);
        return [this, query, entries, total, problem] {
            if (!problem.isEmpty())
                Q_EMIT told(problem);
            Q_EMIT listed(query, entries, total);
        };
    });
}

void HistoryKeeper::readReport(const QString &id)
{
    post([this, id](HistoryStore &store) -> Answer {
        KeptRun kept;
        const QString problem = store.read(id, kept);
        return [this, entry = kept.entry, text = QString::fromUtf8(kept.text), problem] {
            if (problem.isEmpty())
                Q_EMIT reportRead(entry, text);
            else
                Q_EMIT told(problem);
        };
    });
}

void HistoryKeeper::setLabel(const QString &id, const QString &label)
{
    change([id, label](HistoryStore &store) { return store.setLabel(id, label); });
}

void HistoryKeeper::setPinned(const QString &id, bool isPinned)
{
    change([id, isPinned](HistoryStore &store) { return store.setPinned(id, isPinned); });
}

void HistoryKeeper::remove(const QString &id)
{
    change([id](HistoryStore &store) { return store.remove(id); });
}

void HistoryKeeper::exportTo(const QString &id, const QString &path)
{
    post([this, id, path](HistoryStore &store) -> Answer {
        return [this, problem = exportEntry(store, id, path)] {
            if (!problem.isEmpty())
                Q_EMIT told(problem);
        };
    });
}

} // namespace fiftyfold
