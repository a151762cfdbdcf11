// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QSpinBox>

namespace fiftyfold {

/// A number that may be left out: 0 is an empty field, which shows in grey what is usual then.
class UsualSpinBox : public QSpinBox
{
    Q_OBJECT
public:
    explicit UsualSpinBox(QWidget *parent = nullptr);

    /// What an empty field stands for. Steps from there begin with `number`; 0: there is none.
    void setUsual(int number, const QString &text);

    void stepBy(int steps) override;

protected:
    QString textFromValue(int value) const override;
    int valueFromText(const QString &text) const override;
    QValidator::State validate(QString &text, int &position) const override;
    StepEnabled stepEnabled() const override;

private:
    int m_usual = 0;
};

} // namespace fiftyfold
