// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLineEdit>

namespace fiftyfold {

/// A secret, or @FILE that holds it. Its characters are seen while it has the focus, and dots otherwise; the name of a
/// file stays readable.
class SecretEdit : public QLineEdit
{
    Q_OBJECT
public:
    explicit SecretEdit(QWidget *parent = nullptr);

protected:
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;

private:
    void showCharacters();
};

} // namespace fiftyfold
