// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/base/secretedit.h"

#include <QFocusEvent>

namespace fiftyfold {

SecretEdit::SecretEdit(QWidget *parent)
    : QLineEdit(parent)
{
    setInputMethodHints(Qt::ImhSensitiveData | Qt::ImhNoPredictiveText | Qt::ImhNoAutoUppercase);
    connect(this, &QLineEdit::textChanged, this, &SecretEdit::showCharacters);
    showCharacters();
}

void SecretEdit::focusInEvent(QFocusEvent *event)
{
    QLineEdit::focusInEvent(event);
    showCharacters();
}

void SecretEdit::focusOutEvent(QFocusEvent *event)
{
    QLineEdit::focusOutEvent(event);
    if (event->reason() != Qt::PopupFocusReason) // its own menu
        showCharacters();
}

void SecretEdit::showCharacters()
{
    const bool isSeen = hasFocus() || text().isEmpty() || text().startsWith(QLatin1Char('@'));
    setEchoMode(isSeen ? Normal : Password);
}

} // namespace fiftyfold
