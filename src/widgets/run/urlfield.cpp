// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/run/urlfield.h"

#include "widgets/base/stagecolours.h"
#include "widgets/run/commandpaste.h"

#include <QAction>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QDropEvent>
#include <QGuiApplication>
#include <QKeyEvent>
#include <QMenu>
#include <QMimeData>
#include <QPainter>
#include <QStyleOptionFrame>

namespace fiftyfold {

namespace {

bool isEdit(const QKeyEvent &event)
{
    const bool isCommand = event.modifiers() & (Qt::ControlModifier | Qt::AltModifier | Qt::MetaModifier);
    const QString text = event.text();
    const bool isTyped = !isCommand && !text.isEmpty() && text.at(0).isPrint();
    return isTyped || event.key() == Qt::Key_Backspace || event.matches(QKeySequence::Delete) ||
           event.matches(QKeySequence::Paste) || event.matches(QKeySequence::Cut);
}

} // namespace

UrlField::UrlField(QWidget *parent)
    : QLineEdit(parent)
{
    setLayoutDirection(Qt::LeftToRight); // as URLs are in every language
}

void UrlField::setRemark(const QString &remark)
{
    m_remark = remark;
    setAccessibleDescription(remark);
    update();
}

bool UrlField::takeCommand(const QString &text)
{
    if (!isCurlCommand(text))
        return false;
    Q_EMIT commandPasted(text);
    return true;
}

void UrlField::keyPressEvent(QKeyEvent *event)
{
    if (event->matches(QKeySequence::Paste) && takeCommand(QGuiApplication::clipboard()->text())) {
        event->accept();
    } else if (event->matches(QKeySequence::Undo) && !isUndoAvailable()) {
        Q_EMIT undoRequested();
        event->accept();
    } else {
        const bool isRefused = isReadOnly() && isEdit(*event);
        if (!isRefused)
            return QLineEdit::keyPressEvent(event);
        event->accept(); // or the box around it sends it once more
        Q_EMIT editRefused();
    }
}

/// The middle button pastes what is selected, where there is such a thing.
void UrlField::mouseReleaseEvent(QMouseEvent *event)
{
    const QClipboard *clipboard = QGuiApplication::clipboard();
    if (event->button() == Qt::MiddleButton && clipboard->supportsSelection() &&
        takeCommand(clipboard->text(QClipboard::Selection)))
        event->accept();
    else
        QLineEdit::mouseReleaseEvent(event);
}

void UrlField::contextMenuEvent(QContextMenuEvent *event)
{
    QMenu *menu = createStandardContextMenu();
    menu->setAttribute(Qt::WA_DeleteOnClose);
    if (auto *paste = menu->findChild<QAction *>(QStringLiteral("edit-paste"))) {
        const bool isCommand = isCurlCommand(QGuiApplication::clipboard()->text());
        paste->setEnabled(paste->isEnabled() || isCommand);
        if (isCommand) {
            paste->disconnect(this);
            connect(paste, &QAction::triggered, this, [this] { takeCommand(QGuiApplication::clipboard()->text()); });
        }
    }
    menu->popup(event->globalPos());
}

void UrlField::dropEvent(QDropEvent *event)
{
    if (event->mimeData()->hasText() && takeCommand(event->mimeData()->text()))
        event->acceptProposedAction();
    else
        QLineEdit::dropEvent(event);
}

QString UrlField::hint() const
{
    if (!m_remark.isEmpty())
        return m_remark;
    return text().startsWith(QLatin1String("practice:"), Qt::CaseInsensitive) ? tr("practice server, built in")
                                                                              : QString();
}

bool UrlField::isTextShortened() const
{
    return !hasFocus() && fontMetrics().horizontalAdvance(text()) > textRect().width();
}

/// Where QLineEdit paints its text.
QRect UrlField::textRect() const
{
    constexpr int margin = 2;
    QStyleOptionFrame option;
    initStyleOption(&option);
    return style()->subElementRect(QStyle::SE_LineEditContents, &option, this).adjusted(margin, 0, -margin, 0);
}

/// Nobody types in it: both ends tell more than the beginning alone.
void UrlField::paintShortened()
{
    QStyleOptionFrame option;
    initStyleOption(&option);
    QPainter painter(this);
    style()->drawPrimitive(QStyle::PE_PanelLineEdit, &option, &painter, this);
    const QRect room = textRect();
    painter.setPen(palette().color(QPalette::Text));
    painter.drawText(room, int(alignment() & Qt::AlignHorizontal_Mask) | Qt::AlignVCenter | Qt::TextSingleLine,
                     fontMetrics().elidedText(text(), Qt::ElideMiddle, room.width()));
}

void UrlField::paintEvent(QPaintEvent *event)
{
    if (isTextShortened())
        return paintShortened();
    QLineEdit::paintEvent(event);
    const QString shown = hint();
    if (shown.isEmpty())
        return;
    QFont small = font();
    small.setPointSizeF(small.pointSizeF() * 0.9);
    const int hintWidth = QFontMetrics(small).horizontalAdvance(shown);
    constexpr int gap = 10;
    if (fontMetrics().horizontalAdvance(text()) + hintWidth + 3 * gap > width())
        return;
    QPainter painter(this);
    painter.setFont(small);
    painter.setPen(StageColours(palette()).mutedText);
    painter.drawText(rect().adjusted(0, 0, -gap, 0), Qt::AlignRight | Qt::AlignVCenter, shown);
}

} // namespace fiftyfold
