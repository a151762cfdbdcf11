// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/run/runbaseline.h"

#include "core/text/inputfile.h"
#include "core/text/visibletext.h"
#include "models/run/runselection.h"
#include "records/import/anyrun.h"
#include "records/import/comparedfile.h"
#include "widgets/run/runcontroller.h"

#include <QFileInfo>

#include <new>
#include <utility>

namespace fiftyfold {

namespace {

std::shared_ptr<RunBaseline::Drawn> readDrawn(const RunBaseline::Reader &reader, const std::atomic_bool &isCancelled,
                                              QString *problem)
try {
    auto drawn = std::make_shared<RunBaseline::Drawn>();
    *problem = reader(drawn->run, [&isCancelled](qint64) { return !isCancelled; });
    if (!problem->isEmpty())
        return nullptr;
    const RunRecord &record = *drawn->run.record;
    drawn->spreads =
        drawn->run.hasRequests ? spreadsOf(record, RequestRange()) : statedSpreads(record, drawn->run.summary);
    if (drawn->run.hasRequests)
        drawn->points = latencyPointsOf(record);
    return drawn;
} catch (const std::bad_alloc &) {
    *problem = RunBaseline::tr("There is too little memory for it.");
    return nullptr;
}

} // namespace

RunBaseline::RunBaseline(RunController *controller, QObject *parent)
    : QObject(parent)
    , m_controller(controller)
{
    m_pool.setMaxThreadCount(1);
    m_pool.setExpiryTimeout(-1);
    m_pool.start([] {}); // its thread, while there is one: a pool waits for good for one that can't be started
    connect(controller, &RunController::prepared, this, &RunBaseline::forget);
    connect(controller, &RunController::summarised, this, &RunBaseline::compareInPool);
}

RunBaseline::~RunBaseline()
{
    cancelReading();
}

RunBaseline::State RunBaseline::state() const
{
    return m_cancelled ? State::Reading : m_drawn ? State::Ready : State::None;
}

QString RunBaseline::name() const
{
    return m_cancelled ? m_readingName : m_drawn ? m_drawn->run.name : QString();
}

void RunBaseline::cancelReading()
{
    if (m_cancelled)
        *m_cancelled = true;
    m_cancelled.reset();
}

void RunBaseline::read(const QString &path)
{
    read(QFileInfo(path).fileName(),
         [path](ComparedRun &run, const ReadingGoesOn &goesOn) { return readComparedFile(path, run, goesOn); });
}

void RunBaseline::read(const QString &name, const Reader &reader)
{
    cancelReading();
    m_readingName = name;
    m_cancelled = std::make_shared<std::atomic_bool>(false);
    m_pool.start([this, reader, cancelled = m_cancelled] { // the pool is waited for before this dies
        QString problem;
        const std::shared_ptr<const Drawn> drawn = readDrawn(reader, *cancelled, &problem);
        QMetaObject::invokeMethod(
            this,
            [this, drawn, problem, cancelled] {
                if (!*cancelled)
                    take(drawn, problem);
            },
            Qt::QueuedConnection);
    });
    Q_EMIT changed();
}

void RunBaseline::take(const std::shared_ptr<const Drawn> &drawn, const QString &problem)
{
    const QString failedName = name();
    cancelReading();
    if (!drawn) {
        const QString why = problem == comparisonForARun()
                                ? tr("it is the record of a comparison, and that of a run was expected. Open it: its "
                                     "window has Hold against… for another one")
                            : problem == capacityForARun()
                                ? tr("it is the record of a search for capacity, and that of a run was expected")
                                : problem;
        Q_EMIT failed(sentence(tr("\"%1\" could not be read: %2").arg(failedName, why)));
        Q_EMIT changed();
        return;
    }
    const std::shared_ptr<const Drawn> before = std::exchange(m_drawn, drawn); // which charts draw until they know
    Q_EMIT changed();
    forget();
    compareInPool();
}

void RunBaseline::remove()
{
    cancelReading();
    const std::shared_ptr<const Drawn> before = std::exchange(m_drawn, nullptr); // likewise
    forget();
    Q_EMIT changed();
}

void RunBaseline::forget()
{
    if (std::exchange(m_comparison, std::nullopt))
        Q_EMIT compared();
}

void RunBaseline::compareInPool()
{
    const std::shared_ptr<const RunRecord> record = m_controller->requests()->record();
    if (!m_drawn || !record || m_controller->isBusy() || m_controller->verdictTime() != VerdictTime::Final)
        return;
    m_pool.start([this, drawn = m_drawn, record] {
        const ComparedRun run = comparedRun(QString(), record, summarise(*record));
        const RunComparison comparison = compareRuns(drawn->run, run);
        QMetaObject::invokeMethod(
            this,
            [this, drawn, record, comparison] {
                if (drawn != m_drawn || record != m_controller->requests()->record())
                    return; // of what is no more shown
                m_comparison = comparison;
                Q_EMIT compared();
            },
            Qt::QueuedConnection);
    });
}

} // namespace fiftyfold
