// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/run/headerstable.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QKeyEvent>

namespace fiftyfold {

HeadersTable::HeadersTable(QWidget *parent)
    : PairTable(parent)
{
    setTitles(tr("Name"), tr("Value"));
}

void HeadersTable::setHeaders(const QList<HeaderField> &headers)
{
    QList<QPair<QString, QString>> pairs;
    for (const HeaderField &header : headers)
        pairs.append({QString::fromUtf8(header.name), QString::fromUtf8(header.value)});
    setPairs(pairs);
}

QList<HeaderField> HeadersTable::headers() const
{
    QList<HeaderField> headers;
    const QList<QPair<QString, QString>> rows = pairs();
    for (const auto &[name, value] : rows)
        headers.append({name.toUtf8(), value.toUtf8()});
    return headers;
}

bool HeadersTable::addLines(const QString &text)
{
    QList<HeaderField> headers;
    const QStringList lines = text.split(QLatin1Char('\n'), Qt::SkipEmptyParts);
    for (const QString &line : lines) {
        const qsizetype colon = line.indexOf(QLatin1Char(':'), 1); // a first one is of HTTP/2 itself
        if (colon > 0 && !line.startsWith(QLatin1Char(':')))
            headers.append({line.left(colon).trimmed().toUtf8(), line.mid(colon + 1).trimmed().toUtf8()});
    }
    if (headers.isEmpty())
        return false;
    setHeaders(this->headers() + headers);
    return true;
}

void HeadersTable::keyPressEvent(QKeyEvent *event)
{
    if (event->matches(QKeySequence::Paste) && addLines(QGuiApplication::clipboard()->text()))
        return;
    PairTable::keyPressEvent(event);
}

} // namespace fiftyfold
