// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/run/loadlabel.h"

#include "core/text/numberlocale.h"
#include "widgets/base/looplagmeter.h"

#include <chrono>

namespace fiftyfold {

namespace {

constexpr std::chrono::milliseconds busyInterval(250);
constexpr std::chrono::milliseconds restInterval(2000);

QString millisecondsText(qint64 nanoseconds)
{
    const double milliseconds = double(nanoseconds) / 1e6;
    return numberLocale().toString(milliseconds, 'f', milliseconds < 10 ? 1 : 0);
}

} // namespace

LoadLabel::LoadLabel(const LoopLagMeter *meter, QWidget *parent)
    : MutedLabel(QString(), parent)
    , m_meter(meter)
{
    setToolTip(tr("How late the window's event loop comes round, its longest block in this run, and the processor time "
                  "that the program uses: 100 % is one core all the time, 200 % two"));
    connect(&m_timer, &QTimer::timeout, this, &LoadLabel::refresh);
    m_timer.start(restInterval);
    refresh();
}

void LoadLabel::setClose(bool isClose)
{
    m_timer.start(isClose ? busyInterval : restInterval);
}

void LoadLabel::refresh()
{
    const std::optional<double> percent = m_load.percent();
    setText(tr("event loop lag %1 ms · longest %2 ms · cpu %3")
                .arg(millisecondsText(m_meter->lagNs()), millisecondsText(m_meter->longestBlockNs()),
                     percent ? tr("%1 %").arg(qRound(*percent)) : tr("–")));
}

} // namespace fiftyfold
