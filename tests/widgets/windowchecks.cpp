// SPDX-License-Identifier: GPL-3.0-or-later
#include "windowchecks.h"

#include "widgets/base/elidedlabel.h"
#include "widgets/base/tile.h"

#include <QAbstractButton>
#include <QAbstractScrollArea>
#include <QAbstractSpinBox>
#include <QComboBox>
#include <QHash>
#include <QKeySequence>
#include <QLabel>
#include <QLineEdit>
#include <QStyle>
#include <QStyleOptionComboBox>

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

} // namespace

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

} // namespace fiftyfold::test
