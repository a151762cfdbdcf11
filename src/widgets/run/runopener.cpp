// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/run/runopener.h"

#include "core/text/visibletext.h"
#include "engine/base/systemlimits.h"
#include "models/run/shownrun.h"
#include "widgets/run/runcontroller.h"

#include <QElapsedTimer>
#include <QFileInfo>
#include <QThread>

#include <new>
#include <utility>

namespace fiftyfold {

namespace {

constexpr qint64 tellingIntervalMs = 50;

} // namespace

RunOpener::RunOpener(RunController *controller, QObject *parent)
    : QObject(parent)
    , m_controller(controller)
{
    m_pool.setMaxThreadCount(1);
    m_pool.setExpiryTimeout(-1);
}

RunOpener::~RunOpener()
{
    if (m_cancelled)
        *m_cancelled = true;
}

/// Not before it is needed; a pool waits for good for a thread that can't be started.
bool RunOpener::takeThread()
{
    if (!m_hasThread && threadSupply(1).count == 1) {
        m_pool.start([] {}); // which stays
        m_hasThread = true;
    }
    return m_hasThread;
}

void RunOpener::openFile(const QString &path)
{
    open(QFileInfo(path).fileName(), QFileInfo(path).size(),
         [path](ReadRecord &record, const ReadingGoesOn &goesOn) { return readAnyRecordFile(path, record, goesOn); });
}

void RunOpener::open(const QString &name, qint64 size, Reader reader)
{
    const bool wasOpening = isOpening();
    if (wasOpening)
        *m_cancelled = true;
    m_name = name;
    if (!takeThread()) {
        m_cancelled.reset();
        if (wasOpening)
            Q_EMIT openingChanged(false);
        Q_EMIT failed(name, noThreadFor(tr("The thread that reads the file")));
        return;
    }
    m_cancelled = std::make_shared<std::atomic_bool>(false);
    if (!wasOpening)
        Q_EMIT openingChanged(true);
    m_pool.start([this, name, size, reader = std::move(reader), isCancelled = m_cancelled] {
        read(name, size, reader, isCancelled); // the pool is waited for before this dies
    });
}

void RunOpener::cancel()
{
    if (!m_cancelled)
        return;
    *m_cancelled = true;
    m_cancelled.reset();
    Q_EMIT openingChanged(false);
}

/// In the pool.
void RunOpener::read(const QString &name, qint64 size, const Reader &reader,
                     const std::shared_ptr<std::atomic_bool> &isCancelled)
{
    QElapsedTimer sinceTold;
    sinceTold.start();
    const auto tell = [this, isCancelled](const std::function<void()> &told) {
        QMetaObject::invokeMethod(
            this,
            [this, isCancelled, told] {
                if (isCancelled == m_cancelled) // otherwise something else is being read by now
                    told();
            },
            Qt::QueuedConnection);
    };
    const auto goesOn = [&](qint64 done) {
        if (size > 0 && sinceTold.hasExpired(tellingIntervalMs)) {
            sinceTold.start();
            tell([this, share = qBound(0.0, double(done) / double(size), 1.0)] { Q_EMIT progressed(share); });
        }
        return !*isCancelled;
    };
    QString problem;
    ReadRecord record;
    std::shared_ptr<ShownRun> shown;
    try {
        problem = *isCancelled ? QString() : reader(record, goesOn);
        const ReadRun &run = record.run;
        if (problem.isEmpty() && !*isCancelled && record.isRun())
            shown = shownRunOf(run.record, run.hasRequests, run.summary, run.expectations, thread(), *isCancelled);
    } catch (const std::bad_alloc &) {
        problem = tr("there is too little memory for it");
    }
    tell([this, name, problem, record, shown] { conclude(name, problem, record, shown); });
}

void RunOpener::conclude(const QString &name, const QString &problem, const ReadRecord &record,
                         const std::shared_ptr<ShownRun> &shown)
{
    m_cancelled.reset();
    Q_EMIT openingChanged(false);
    if (!problem.isEmpty()) {
        Q_EMIT failed(name, sentence(QStringLiteral("%1: %2").arg(name, problem)));
    } else if (m_controller->isBusy()) {
        Q_EMIT failed(name, tr("%1 was not opened: a run is under way.").arg(name));
    } else if (record.comparison) {
        Q_EMIT comparisonRead(name, record.comparison);
        Q_EMIT opened(name);
    } else if (record.capacity) {
        Q_EMIT capacityRead(name, record.capacity);
        Q_EMIT opened(name);
    } else {
        m_controller->show(std::move(*shown), name);
        Q_EMIT opened(name);
    }
}

} // namespace fiftyfold
