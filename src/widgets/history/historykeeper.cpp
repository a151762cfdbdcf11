// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/history/historykeeper.h"

#include "engine/base/systemlimits.h"
#include "records/base/outputfile.h"
#include "records/base/textoutput.h"
#include "records/forms/runforms.h"

#include <algorithm>
#include <new>
#include <utility>

namespace fiftyfold {

namespace {

/// Empty, or why not.
QString writeEntry(QIODevice &device, const KeptRun &kept, const QString &suffix)
{
    const auto isOfSuffix = [&suffix](const auto &form) { return suffix == QLatin1String(form.suffix); };
    if (kept.entry.kind != KeptKind::Run)
        return writeKeptReport(device, kept, *std::find_if(reportForms().begin(), reportForms().end(), isOfSuffix));
    ReadRun run;
    if (QString problem = readKeptRun(kept, run); !problem.isEmpty())
        return problem;
    if (!kept.requests.empty() && !run.hasRequests)
        return run.record->notices.last();
    if (suffix == QLatin1String("json"))
        return writeKeptRunJson(device, kept, run);
    const auto form = std::find_if(runForms().begin(), runForms().end(), isOfSuffix);
    return form->write(device, {*run.record, run.summary, run.expectations});
}

QString exportEntry(HistoryStore &store, const QString &id, const QString &path, const QString &suffix)
{
    KeptRun kept;
    if (QString problem = store.read(id, kept); !problem.isEmpty())
        return problem;
    if (suffix == QLatin1String("csv") && kept.entry.kind == KeptKind::Run && kept.requests.empty())
        return HistoryKeeper::tr("There are no requests of it to be written as CSV.");
    OutputFile file(path);
    if (QString problem = file.open(); !problem.isEmpty())
        return problem;
    return file.commit(writeEntry(file.device(), kept, suffix));
}

} // namespace

QString readFromHistory(const QString &path, const QString &id, ReadRecord &record, const ReadingGoesOn &goesOn)
{
    HistoryStore store(path, HistoryDatabase::AtDamage::Leave);
    KeptRun kept;
    const QString problem = store.read(id, kept);
    return problem.isEmpty() ? readKept(kept, record, goesOn) : problem;
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
    /// With whatever was half done.
    void close() { m_store.reset(); }

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

/// A thread that can't be started would be waited for for good.
bool HistoryKeeper::isStarted()
{
    if (!m_worker && threadSupply(1).count == 1) {
        m_worker = new Worker(m_path);
        m_worker->moveToThread(&m_thread);
        connect(&m_thread, &QThread::finished, m_worker, &QObject::deleteLater);
        m_thread.setObjectName(QStringLiteral("history"));
        m_thread.start(QThread::LowPriority);
    }
    return m_worker != nullptr;
}

void HistoryKeeper::post(Work work, const Answer &otherwise)
{
    const auto tell = [this](const QStringList &sentences, const Answer &answer) {
        QMetaObject::invokeMethod(
            this,
            [this, sentences, answer] {
                for (const QString &sentence : sentences)
                    Q_EMIT told(sentence);
                if (answer)
                    answer();
            },
            Qt::QueuedConnection);
    };
    if (!isStarted()) {
        tell({noThreadFor(tr("The thread that keeps the history"))}, otherwise);
        return;
    }
    QMetaObject::invokeMethod(
        m_worker,
        [tell, otherwise, worker = m_worker, work = std::move(work)] { // the thread is waited for before this dies
            try {
                HistoryStore &store = worker->store();
                const Answer answer = work(store);
                tell(store.takeNotices(), answer);
            } catch (const std::bad_alloc &) {
                worker->close();
                tell({tr("There is too little memory for what the history was to do.")}, otherwise);
            }
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
    const Answer fail = [this] { Q_EMIT listingFailed(); };
    post(
        [this, query, fail](HistoryStore &store) -> Answer {
            std::vector<HistoryEntry> entries;
            int total = 0;
            const QString problem = store.list(query, entries, &total);
            return [this, query, fail, entries, total, problem] {
                if (problem.isEmpty()) {
                    Q_EMIT listed(query, entries, total);
                } else {
                    Q_EMIT told(problem);
                    fail();
                }
            };
        },
        fail);
}

void HistoryKeeper::find(const QString &id)
{
    post([this, id](HistoryStore &store) -> Answer {
        HistoryQuery query;
        query.id = id;
        std::vector<HistoryEntry> entries;
        if (!store.list(query, entries).isEmpty()) // which list() words likewise
            return {};
        return [this, id, entries] {
            if (entries.empty())
                Q_EMIT notFound(id);
            else
                Q_EMIT found(entries.front());
        };
    });
}

void HistoryKeeper::wordAnswer(const QString &id)
{
    post([this, id](HistoryStore &store) -> Answer {
        KeptRun kept;
        const QString answer = store.read(id, kept).isEmpty() ? keptAnswer(kept) : QString();
        if (answer.isEmpty())
            return {};
        return [this, id, answer] { Q_EMIT answerWorded(id, answer); };
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

void HistoryKeeper::askLimit()
{
    post([this](HistoryStore &store) -> Answer {
        qint64 bytes = 0;
        const QString problem = store.limit(bytes);
        return [this, problem, bytes] {
            if (problem.isEmpty())
                Q_EMIT limitTold(bytes);
            else
                Q_EMIT told(problem);
        };
    });
}

void HistoryKeeper::setLimit(qint64 bytes)
{
    change([bytes](HistoryStore &store) {
        PrunedHistory pruned;
        return store.prune(pruned, bytes);
    });
}

void HistoryKeeper::exportTo(const QString &id, const QString &path, const QString &suffix)
{
    post([this, id, path, suffix](HistoryStore &store) -> Answer {
        return [this, problem = exportEntry(store, id, path, suffix)] {
            if (!problem.isEmpty())
                Q_EMIT told(problem);
        };
    });
}

} // namespace fiftyfold
