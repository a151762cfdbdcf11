// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/charts/waterfallheader.h"

#include "models/base/timeaxis.h"
#include "widgets/base/mutedlabel.h"

#include <QButtonGroup>
#include <QEvent>
#include <QHBoxLayout>
#include <QKeySequence>
#include <QPainter>
#include <QToolButton>

#include <vector>

namespace fiftyfold {

namespace {

constexpr int iconSide = 12;

QIcon iconOfLines(const std::vector<QLineF> &lines, const QColor &colour)
{
    constexpr int scale = 3; // sharp on high-density screens
    QPixmap pixmap(iconSide * scale, iconSide * scale);
    pixmap.setDevicePixelRatio(scale);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(colour, 1.4, Qt::SolidLine, Qt::RoundCap));
    for (const QLineF &line : lines)
        painter.drawLine(line);
    return QIcon(pixmap);
}

/// The corners of a frame.
std::vector<QLineF> cornerLines()
{
    constexpr double near = 1.5;
    constexpr double far = iconSide - near;
    constexpr double length = 3;
    std::vector<QLineF> lines;
    for (const double x : {near, far}) {
        for (const double y : {near, far}) {
            lines.emplace_back(x, y, x + (x == near ? length : -length), y);
            lines.emplace_back(x, y, x, y + (y == near ? length : -length));
        }
    }
    return lines;
}

} // namespace

WaterfallHeader::WaterfallHeader(TimeAxis *axis, QWidget *parent)
    : QWidget(parent)
    , m_axis(axis)
    , m_about(new MutedLabel)
    , m_byLane(newModeButton(tr("By lane"), WaterfallMode::ByLane))
    , m_byRequest(newModeButton(tr("By request"), WaterfallMode::ByRequest))
    , m_zoomOut(newZoomButton(tr("Zoom out"), QStringLiteral("Ctrl+-"), &TimeAxis::zoomOut))
    , m_zoomIn(newZoomButton(tr("Zoom in"), QStringLiteral("Ctrl++"), &TimeAxis::zoomIn))
    , m_fit(newZoomButton(tr("Fit the whole run"), QStringLiteral("Ctrl+0"), &TimeAxis::fit))
{
    m_about->setElideMode(Qt::ElideRight);
    m_byLane->setObjectName(QStringLiteral("waterfallByLane"));
    m_byLane->setToolTip(tr("A row for each lane, its requests one after the other"));
    m_byRequest->setObjectName(QStringLiteral("waterfallByRequest"));
    m_byRequest->setToolTip(tr("A row for each request"));
    auto *modes = new QButtonGroup(this);
    modes->addButton(m_byLane);
    modes->addButton(m_byRequest);
    m_byRequest->setChecked(true);

    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(2);
    layout->addWidget(m_about, 1);
    layout->addSpacing(8);
    layout->addWidget(m_byLane);
    layout->addWidget(m_byRequest);
    layout->addSpacing(8);
    for (QToolButton *button : {m_zoomOut, m_zoomIn, m_fit})
        layout->addWidget(button);
    showIcons();
}

QToolButton *WaterfallHeader::newModeButton(const QString &text, WaterfallMode mode)
{
    auto *button = new QToolButton(this);
    QFont small = font();
    small.setPointSizeF(small.pointSizeF() * 0.86);
    button->setFont(small);
    button->setText(text);
    button->setAccessibleName(text);
    button->setCheckable(true);
    button->setAutoRaise(true);
    button->setFocusPolicy(Qt::ClickFocus);
    connect(button, &QToolButton::toggled, this, [this, button, mode](bool isChosen) {
        button->setFocusPolicy(isChosen ? Qt::StrongFocus : Qt::ClickFocus); // Tab comes to the chosen one
        if (isChosen)
            Q_EMIT modeChosen(mode);
    });
    return button;
}

QToolButton *WaterfallHeader::newZoomButton(const QString &name, const QString &shortcut, void (TimeAxis::*zoom)())
{
    auto *button = new QToolButton(this);
    button->setIconSize(QSize(iconSide, iconSide));
    button->setAutoRaise(true);
    button->setFocusPolicy(Qt::StrongFocus);
    button->setAccessibleName(name);
    button->setToolTip(QStringLiteral("%1 (%2)").arg(name, QKeySequence(shortcut).toString(QKeySequence::NativeText)));
    connect(button, &QToolButton::clicked, m_axis, zoom);
    return button;
}

void WaterfallHeader::showIcons()
{
    const QColor colour = palette().color(QPalette::ButtonText);
    constexpr double middle = iconSide / 2.0;
    constexpr double edge = 1.5;
    const QLineF across(edge, middle, iconSide - edge, middle);
    m_zoomOut->setIcon(iconOfLines({across}, colour));
    m_zoomIn->setIcon(iconOfLines({across, QLineF(middle, edge, middle, iconSide - edge)}, colour));
    m_fit->setIcon(iconOfLines(cornerLines(), colour));
}

void WaterfallHeader::setAbout(const QString &text, bool isWarning)
{
    m_about->setText(text);
    m_about->setTone(isWarning ? MutedLabel::Tone::Warning : MutedLabel::Tone::Plain);
}

void WaterfallHeader::setMode(WaterfallMode mode)
{
    (mode == WaterfallMode::ByLane ? m_byLane : m_byRequest)->setChecked(true);
}

void WaterfallHeader::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        showIcons();
}

} // namespace fiftyfold
