// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/exitreport.h"

#include "app/firstpaint.h"
#include "core/text/visibletext.h"
#include "widgets/window/mainwindow.h"

#include <QCoreApplication>
#include <QJsonDocument>
#include <QJsonObject>

#include <cstdio>

namespace fiftyfold {

ExitReport::ExitReport(MainWindow *window, const FirstPaint *firstPaint)
    : m_window(window)
    , m_firstPaint(firstPaint)
{
    const RunController *controller = window->controller();
    connect(controller, &RunController::summarised, this, &ExitReport::write);
    connect(controller, &RunController::stateChanged, this, [this](RunController::State state) {
        const bool isStoppedEarly =
            state == RunController::State::Stopped && !m_window->controller()->isPrepared(); // no summary follows
        if (isStoppedEarly || state == RunController::State::CouldNotRun)
            write();
    });
}

void ExitReport::write()
{
    const RunController *controller = m_window->controller();
    const RunFigures &figures = controller->figures();
    const auto milliseconds = [](qint64 nanoseconds) { return double(nanoseconds) / 1e6; };
    const QJsonObject report{
        {QStringLiteral("shown_after_ms"), m_firstPaint->afterMs()},
        {QStringLiteral("longest_main_thread_block_ms"), milliseconds(m_window->lagMeter().longestBlockNs())},
        {QStringLiteral("elapsed_ms"), milliseconds(figures.elapsedNs)},
        {QStringLiteral("done"), qint64(figures.done)},
        {QStringLiteral("failed"), qint64(figures.failed)},
    };
    const QByteArray line = QJsonDocument(report).toJson(QJsonDocument::Compact) + '\n';
    std::fwrite(line.constData(), 1, std::size_t(line.size()), stdout);
    std::fflush(stdout);

    using State = RunController::State;
    const State state = controller->state();
    if (state == State::CouldNotRun)
        std::fprintf(stderr, "fiftyfold: %s\n", qUtf8Printable(visibleText(controller->problem())));
    QCoreApplication::exit(state == State::Done ? 0 : state == State::Failed ? 3 : 1);
}

} // namespace fiftyfold
