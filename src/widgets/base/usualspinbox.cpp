// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/base/usualspinbox.h"

#include "core/text/numberlocale.h"

#include <QLineEdit>

namespace fiftyfold {

UsualSpinBox::UsualSpinBox(QWidget *parent)
    : QSpinBox(parent)
{
    setLocale(numberLocale());
    setGroupSeparatorShown(true);
}

void UsualSpinBox::setUsual(int number, const QString &text)
{
    m_usual = number;
    lineEdit()->setPlaceholderText(text);
}

void UsualSpinBox::stepBy(int steps)
{
    if (value() > 0)
        QSpinBox::stepBy(value() + steps > 0 ? steps : 0); // only an emptied field is empty
    else
        setValue(qMax(1, m_usual + steps));
}

QString UsualSpinBox::textFromValue(int value) const
{
    return value == 0 ? QString() : QSpinBox::textFromValue(value);
}

int UsualSpinBox::valueFromText(const QString &text) const
{
    return text.trimmed().isEmpty() ? 0 : QSpinBox::valueFromText(text);
}

QValidator::State UsualSpinBox::validate(QString &text, int &position) const
{
    return text.trimmed().isEmpty() ? QValidator::Acceptable : QSpinBox::validate(text, position);
}

QAbstractSpinBox::StepEnabled UsualSpinBox::stepEnabled() const
{
    return value() == 0 ? StepEnabled(StepUpEnabled | StepDownEnabled) : QSpinBox::stepEnabled();
}

} // namespace fiftyfold
