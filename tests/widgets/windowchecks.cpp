// SPDX-License-Identifier: GPL-3.0-or-later
#include "windowchecks.h"

#include <QAbstractSpinBox>
#include <QHash>
#include <QKeySequence>
#include <QLabel>

namespace fiftyfold::test {

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
