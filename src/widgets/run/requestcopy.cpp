// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/run/requestcopy.h"

#include "models/run/requestcell.h"
#include "records/csv/runcsvwriter.h"

#include <QBuffer>
#include <QClipboard>
#include <QElapsedTimer>
#include <QGuiApplication>
#include <QTimerEvent>

#include <algorithm>
#include <span>
#include <utility>

namespace fiftyfold {

namespace {
constexpr std::size_t copyStep = 100; // requests between two looks at the clock
constexpr qint64 copySliceNs = 3'000'000;
} // namespace

void RequestCopy::start(std::shared_ptr<const RunRecord> record, std::vector<quint32> requests, Form form,
                        std::vector<RequestColumn> columns)
{
    m_slices.stop();
    m_record = std::move(record);
    m_requests = std::move(requests);
    m_columns = std::move(columns);
    m_form = form;
    m_next = 0;
    m_text.clear();
    if (!m_record || m_requests.empty())
        return;
    if (form == Form::Text) {
        QStringList titles;
        for (const RequestColumn column : m_columns)
            titles.append(requestColumnTitle(column));
        m_text = titles.join(QLatin1Char('\t')) + QLatin1Char('\n');
    }
    m_slices.start(0, this);
}

QString RequestCopy::lineOf(quint32 request) const
{
    QStringList cells;
    for (const RequestColumn column : m_columns)
        cells.append(requestCellText(*m_record, request, column));
    return cells.join(QLatin1Char('\t')) + QLatin1Char('\n');
}

void RequestCopy::appendSome()
{
    const std::size_t count = std::min(copyStep, m_requests.size() - m_next);
    const auto some = std::span<const quint32>(m_requests).subspan(m_next, count);
    if (m_form == Form::Csv) {
        QBuffer lines;
        lines.open(QIODevice::WriteOnly);
        writeRunCsv(lines, *m_record, some, m_next == 0);
        m_text += QString::fromUtf8(lines.data());
    } else {
        for (const quint32 request : some)
            m_text += lineOf(request);
    }
    m_next += count;
}

void RequestCopy::timerEvent(QTimerEvent *event)
{
    if (event->timerId() != m_slices.timerId())
        return QObject::timerEvent(event);
    QElapsedTimer clock;
    clock.start();
    while (m_next < m_requests.size() && clock.nsecsElapsed() < copySliceNs)
        appendSome();
    if (m_next < m_requests.size())
        return;
    m_slices.stop();
    QGuiApplication::clipboard()->setText(std::exchange(m_text, {}));
    m_record.reset();
    m_requests = {};
}

} // namespace fiftyfold
