// SPDX-License-Identifier: GPL-3.0-or-later
#include "windowchecks.h"

#include "widgets/base/card.h"
#include "widgets/base/elidedlabel.h"
#include "widgets/base/tile.h"

#include <QAbstractButton>
#include <QAbstractScrollArea>
#include <QAbstractSpinBox>
#include <QAction>
#include <QApplication>
#include <QComboBox>
#include <QHash>
#include <QImage>
#include <QKeySequence>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QMenuBar>
#include <QPushButton>
#include <QSet>
#include <QStyle>
#include <QStyleOptionComboBox>
#include <QTabBar>
#include <QTest>
#include <QToolButton>

#include <algorithm>

namespace fiftyfold::test {

namespace {

int widthOf(const QWidget &widget, const QString &text)
{
    return widget.fontMetrics().horizontalAdvance(text);
}

QString clippedIn(const QLabel &label)
{
    if (label.text().isEmpty() || qobject_cast<const ElidedLabel *>(&label))
        return {};
    const bool isWhole = label.wordWrap() ? label.height() >= label.heightForWidth(label.width())
                                          : label.width() >= label.minimumSizeHint().width();
    return isWhole ? QString() : label.text();
}

QString clippedIn(const QComboBox &combo)
{
    const bool isElided = combo.sizeAdjustPolicy() == QComboBox::AdjustToMinimumContentsLengthWithIcon;
    if (combo.isEditable() || isElided)
        return {};
    QStyleOptionComboBox option;
    option.initFrom(&combo);
    const int room =
        combo.style()->subControlRect(QStyle::CC_ComboBox, &option, QStyle::SC_ComboBoxEditField, &combo).width();
    for (int i = 0; i < combo.count(); ++i) {
        if (widthOf(combo, combo.itemText(i)) > room)
            return combo.itemText(i);
    }
    return {};
}

QString clippedIn(const QAbstractSpinBox &box)
{
    const auto *edit = box.findChild<QLineEdit *>();
    constexpr int margins = 4; // of a line edit, around its text
    const QString text = edit->text().isEmpty() ? edit->placeholderText() : edit->text();
    return widthOf(box, text) + margins <= edit->width() ? QString() : text;
}

QString clippedIn(const Tile &tile)
{
    if (!tile.isTitleWhole())
        return tile.accessibleName();
    if (!tile.isNoteLegible())
        return tile.note();
    if (tile.height() < tile.minimumSizeHint().height())
        return tile.accessibleName();
    return tile.fittingScale() >= Tile::leastScale ? QString() : tile.figure().value;
}

/// What it does not say whole, or nothing.
QString clippedIn(const QWidget &widget)
{
    if (const auto *label = qobject_cast<const QLabel *>(&widget))
        return clippedIn(*label);
    if (const auto *combo = qobject_cast<const QComboBox *>(&widget))
        return clippedIn(*combo);
    if (const auto *box = qobject_cast<const QAbstractSpinBox *>(&widget))
        return clippedIn(*box);
    if (const auto *tile = qobject_cast<const Tile *>(&widget))
        return clippedIn(*tile);
    const auto *button = qobject_cast<const QAbstractButton *>(&widget);
    return button && !button->text().isEmpty() && button->width() < button->minimumSizeHint().width() ? button->text()
                                                                                                      : QString();
}

QString nameOf(const QWidget *widget)
{
    return widget ? QStringLiteral("%1 %2 \"%3\"")
                        .arg(QLatin1String(widget->metaObject()->className()), widget->objectName(),
                             widget->accessibleName())
                  : QStringLiteral("nothing");
}

/// Of buttons of which one is chosen, Tab comes to that one, and arrows to the others.
bool isChosenByArrows(const QWidget *widget)
{
    const auto *button = qobject_cast<const QAbstractButton *>(widget);
    return button && button->isCheckable() && !button->isChecked() && (button->autoExclusive() || button->group());
}

QList<QWidget *> widgetsForTab(const QWidget &window)
{
    QList<QWidget *> result;
    const QList<QWidget *> all = window.findChildren<QWidget *>();
    for (QWidget *widget : all) {
        const bool isOfOtherWindow = widget->window() != &window;
        if (!isOfOtherWindow && (widget->focusPolicy() & Qt::TabFocus) == Qt::TabFocus && !widget->focusProxy() &&
            widget->isVisible() && widget->isEnabled() && !isChosenByArrows(widget))
            result.append(widget);
    }
    return result;
}

/// Where its focus may be seen: in it, at its edge, or around the card that it fills.
QRect shownFocus(const QWidget &window, const QWidget *widget)
{
    const QWidget *shown = widget;
    if (widget->property("showsFocusOnCard").toBool()) {
        while (shown != &window && !qobject_cast<const Card *>(shown))
            shown = shown->parentWidget();
    }
    constexpr int edge = 3;
    return QRect(shown->mapTo(&window, QPoint(0, 0)), shown->size()).adjusted(-edge, -edge, edge, edge) & window.rect();
}

QWidget *pressTab(QWidget &window)
{
    QTest::keyClick(window.windowHandle(), Qt::Key_Tab);
    return window.focusWidget();
}

} // namespace

QString tabProblem(QWidget &window)
{
    constexpr int mostLinks = 3; // of a text, each of which is a stop
    QList<QWidget *> missing = widgetsForTab(window);
    const qsizetype most = missing.size() + 1;
    QWidget *focused = pressTab(window);
    const QWidget *first = focused;
    for (qsizetype step = 0; step < most; ++step) {
        missing.removeOne(focused);
        const QRect where = shownFocus(window, focused);
        const QImage with = window.grab(where).toImage();
        QWidget *next = pressTab(window);
        bool isSeen = window.grab(where).toImage() != with;
        for (int links = 0; next == focused && links < mostLinks; ++links) {
            next = pressTab(window);
            isSeen = isSeen || window.grab(where).toImage() != with;
        }
        if (next == focused)
            return missing.isEmpty() ? QString() : nameOf(focused) + QLatin1String(" keeps the focus");
        if (!isSeen)
            return nameOf(focused) + QLatin1String(" does not show its focus");
        focused = next;
        if (focused == first)
            break;
    }
    if (focused != first)
        return QLatin1String("the way does not come round to ") + nameOf(first);
    return missing.isEmpty() ? QString() : QLatin1String("Tab does not come to ") + nameOf(missing.first());
}

namespace {

void addActionsOf(const QMenu *menu, QSet<const QAction *> &reached)
{
    const QList<QAction *> actions = menu->actions();
    for (const QAction *action : actions) {
        reached.insert(action);
        if (action->menu())
            addActionsOf(action->menu(), reached);
    }
}

} // namespace

QString actionWithoutKey(const QWidget &window)
{
    QSet<const QAction *> reached;
    const QList<QWidget *> widgets = window.findChildren<QWidget *>();
    for (const QWidget *widget : widgets) {
        const auto *push = qobject_cast<const QPushButton *>(widget);
        const auto *tool = qobject_cast<const QToolButton *>(widget);
        if (push && push->menu())
            addActionsOf(push->menu(), reached);
        if (tool && tool->menu())
            addActionsOf(tool->menu(), reached);
        const QList<QWidget *> parts = widget->findChildren<QWidget *>(); // a part leaves the menu key to the whole
        const bool hasContextMenu =
            widget->contextMenuPolicy() == Qt::ActionsContextMenu &&
            (widget->focusPolicy() != Qt::NoFocus || std::any_of(parts.begin(), parts.end(), [](const QWidget *part) {
                 return part->focusPolicy() != Qt::NoFocus;
             }));
        if (!hasContextMenu && !qobject_cast<const QMenuBar *>(widget))
            continue;
        const QList<QAction *> actions = widget->actions();
        for (const QAction *action : actions) {
            reached.insert(action);
            if (action->menu())
                addActionsOf(action->menu(), reached);
        }
    }
    const QList<QAction *> all = window.findChildren<QAction *>();
    for (const QAction *action : all) {
        const bool isOfField = qobject_cast<const QLineEdit *>(action->parent()); // clears it, as Backspace does
        if (!action->text().isEmpty() && !action->isSeparator() && action->shortcuts().isEmpty() && !isOfField &&
            !reached.contains(action))
            return action->text() + QLatin1Char(' ') + action->objectName();
    }
    return {};
}

QString widgetWithoutName(const QWidget &window)
{
    const QList<QWidget *> widgets = window.findChildren<QWidget *>();
    for (const QWidget *widget : widgets) {
        if (widget->focusPolicy() == Qt::NoFocus || !widget->isVisible() || qobject_cast<const QLabel *>(widget))
            continue;
        const bool isInner = widget->focusProxy() || qobject_cast<const QAbstractSpinBox *>(widget->parentWidget());
        if (!isInner && widget->accessibleName().isEmpty())
            return QStringLiteral("%1 %2").arg(QLatin1String(widget->metaObject()->className()), widget->objectName());
    }
    return {};
}

QString clippedText(const QWidget &window)
{
    const QList<QWidget *> widgets = window.findChildren<QWidget *>();
    for (const QWidget *widget : widgets) {
        if (!widget->isVisible() || widget->window() != &window)
            continue;
        const auto name = [widget](const QString &what) {
            return QStringLiteral("%1 %2 of %3 px: %4")
                .arg(QLatin1String(widget->metaObject()->className()), widget->objectName())
                .arg(widget->width())
                .arg(what);
        };
        if (widget->size().isEmpty())
            continue; // heard, not seen
        const bool isScrolled = qobject_cast<const QAbstractScrollArea *>(widget->parentWidget()->parentWidget());
        if (!isScrolled && !widget->parentWidget()->rect().contains(widget->geometry()))
            return name(QStringLiteral("leaves its parent"));
        if (const QString text = clippedIn(*widget); !text.isEmpty())
            return name(text);
    }
    return {};
}

QString sharedMnemonic(const QStringList &texts, qsizetype *count)
{
    QHash<QKeySequence, QString> taken;
    for (const QString &text : texts) {
        const QKeySequence mnemonic = QKeySequence::mnemonic(text);
        if (mnemonic.isEmpty())
            continue;
        if (taken.contains(mnemonic))
            return text + QLatin1String(" and ") + taken.value(mnemonic);
        taken.insert(mnemonic, text);
    }
    if (count)
        *count = taken.size();
    return {};
}

namespace {

QStringList textsOf(const QList<QAction *> &actions)
{
    QStringList texts;
    for (const QAction *action : actions) {
        if (action->isVisible())
            texts.append(action->text());
    }
    return texts;
}

/// Of those that can be pressed now.
QStringList textsWithKeys(const QWidget &window)
{
    QStringList texts;
    const QList<QWidget *> widgets = window.findChildren<QWidget *>();
    for (const QWidget *widget : widgets) {
        if (!widget->isVisible() || !widget->isEnabled() || widget->window() != &window)
            continue;
        const auto *label = qobject_cast<const QLabel *>(widget);
        if ((label && label->buddy()) || qobject_cast<const QAbstractButton *>(widget))
            texts.append(widget->property("text").toString());
        if (const auto *menuBar = qobject_cast<const QMenuBar *>(widget))
            texts.append(textsOf(menuBar->actions()));
        const auto *bar = qobject_cast<const QTabBar *>(widget);
        for (int page = 0; bar && page < bar->count(); ++page)
            texts.append(bar->tabText(page));
    }
    return texts;
}

} // namespace

QString sharedMenuMnemonic(const QWidget &window)
{
    const QList<QWidget *> widgets = window.findChildren<QWidget *>();
    for (const QWidget *widget : widgets) {
        if (!qobject_cast<const QMenu *>(widget) && widget->contextMenuPolicy() != Qt::ActionsContextMenu)
            continue;
        if (const QString shared = sharedMnemonic(textsOf(widget->actions())); !shared.isEmpty())
            return shared;
    }
    return {};
}

QString mnemonicProblem(QWidget &window, qsizetype *count)
{
    if (const QString shared = sharedMnemonic(textsWithKeys(window), count); !shared.isEmpty())
        return shared;
    const QList<QLabel *> labels = window.findChildren<QLabel *>();
    for (const QLabel *label : labels) {
        const QKeySequence key = QKeySequence::mnemonic(label->text());
        const QWidget *field = label->buddy();
        if (key.isEmpty() || !field || !label->isVisible() || !label->isEnabled() || !field->isEnabled())
            continue;
        if (QWidget *focused = window.focusWidget())
            focused->clearFocus();
        QTest::keyClick(window.windowHandle(), key[0].key(), key[0].keyboardModifiers());
        if (!field->hasFocus() && !field->isAncestorOf(window.focusWidget()))
            return label->text() + QLatin1String(" does not lead to ") + nameOf(field);
    }
    return {};
}

} // namespace fiftyfold::test
