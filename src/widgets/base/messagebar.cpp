// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/base/messagebar.h"

#include "core/text/visibletext.h"
#include "widgets/base/fittingscrollarea.h"
#include "widgets/base/stagecolours.h"

#include <QAccessible>
#include <QApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QResizeEvent>
#include <QScrollBar>
#include <QToolButton>

#include <utility>

namespace fiftyfold {

namespace {
constexpr int linesOfOthers = 22; // of the window's height; large letters leave a message two or three in a low one
constexpr int leastLines = 2;
} // namespace

MessageBar::MessageBar(QWidget *parent)
    : QWidget(parent)
    , m_label(new QLabel)
    , m_area(new FittingScrollArea(m_label, this))
    , m_action(new QPushButton(this))
{
    m_label->setWordWrap(true);
    m_label->setTextFormat(Qt::PlainText);
    m_label->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_label->setAccessibleName(tr("Message"));
    m_area->setAccessibleName(tr("Message"));
    connect(m_area->verticalScrollBar(), &QScrollBar::rangeChanged, this, [this](int, int most) {
        m_area->setFocusPolicy(most > 0 ? Qt::StrongFocus : Qt::NoFocus); // arrows scroll it
    });
    connect(qApp, &QApplication::focusChanged, this, qOverload<>(&QWidget::update));
    limitLines();
    m_action->setAutoDefault(false);
    m_action->hide();
    connect(m_action, &QPushButton::clicked, this, [this] {
        const std::function<void()> then = std::exchange(m_then, {});
        hideMessage();
        then();
    });
    auto *close = new QToolButton(this);
    close->setAutoRaise(true);
    close->setText(QStringLiteral("×"));
    close->setToolTip(tr("Hide this message"));
    close->setAccessibleName(tr("Hide this message"));
    connect(close, &QToolButton::clicked, this, &MessageBar::hideMessage);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(16, 7, 8, 7);
    layout->addWidget(m_area, 1, Qt::AlignVCenter);
    layout->addWidget(m_action, 0, Qt::AlignTop);
    layout->addWidget(close, 0, Qt::AlignTop);
    hide();
}

void MessageBar::showMessage(Kind kind, const QString &text)
{
    m_kind = kind;
    m_isKeptOnce = false;
    change([this, &text] {
        m_label->setText(visibleLines(text));
        m_area->verticalScrollBar()->setValue(0);
        limitLines();
        m_action->hide();
        m_then = {};
        show();
    });
    update();
    QAccessibleEvent event(m_label, QAccessible::Alert);
    QAccessible::updateAccessibility(&event);
    Q_EMIT messageShown(m_label->text());
}

void MessageBar::offer(const QString &action, std::function<void()> then)
{
    m_then = std::move(then);
    m_action->setText(action);
    m_action->setAccessibleName(QString(action).remove(QLatin1Char('&')));
    m_action->show();
}

void MessageBar::clear()
{
    if (!std::exchange(m_isKeptOnce, false))
        hideMessage();
}

void MessageBar::hideMessage()
{
    m_isKeptOnce = false;
    m_label->clear();
    m_then = {}; // and all that it keeps
    if (!isHidden())
        change([this] { hide(); });
}

void MessageBar::setLayouter(const std::function<void(const std::function<void()> &change)> &layOut)
{
    m_layOut = layOut;
}

void MessageBar::change(const std::function<void()> &change)
{
    if (m_layOut)
        m_layOut(change);
    else
        change();
}

QString MessageBar::text() const
{
    return m_label->text();
}

/// A text that wraps does not know how wide it will be, and thinks itself lower than it comes to be.
QSize MessageBar::minimumSizeHint() const
{
    const QSize least = QWidget::minimumSizeHint();
    const bool hasWidth = parentWidget() && parentWidget()->isVisible(); // before, it is nobody's
    return {least.width(), hasWidth ? heightForWidth(parentWidget()->width()) : least.height()};
}

void MessageBar::limitLines()
{
    const int inWindow = window()->height() / m_label->fontMetrics().lineSpacing();
    m_area->setMostLines(qMax(leastLines, inWindow - linesOfOthers));
    m_area->updateGeometry(); // at once, for who lays out what is around it
}

void MessageBar::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    if (event->size().width() != event->oldSize().width())
        updateGeometry();
}

void MessageBar::paintEvent(QPaintEvent *)
{
    const StageColours colours(palette());
    const QColor tone = m_kind == Kind::Error     ? colours.error
                        : m_kind == Kind::Warning ? colours.warning
                                                  : colours.accent;
    QPainter painter(this);
    painter.fillRect(rect(), colours.tinted(tone));
    painter.fillRect(QRect(0, 0, 4, height()), tone);
    if (m_area->hasFocus()) {
        painter.setPen(QPen(colours.accent, 2));
        painter.setBrush(Qt::NoBrush);
        painter.drawRect(m_area->geometry().adjusted(-3, -3, 3, 3));
    }
}

} // namespace fiftyfold
