// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/base/card.h"

#include <QStringList>

class QPlainTextEdit;
class QPushButton;

namespace fiftyfold {

/// A command of the terminal to read and to copy. It is broken into lines as a shell reads them, and copied as one.
class CommandBox : public Card
{
    Q_OBJECT
public:
    explicit CommandBox(QWidget *parent = nullptr);

    /// Words that stay on one line each. None: there is nothing to copy, and what was shown last is shown in grey.
    void setParts(const QStringList &parts);
    QString command() const;

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void showLines();

    QStringList m_parts;
    QPlainTextEdit *m_text;
    QPushButton *m_copy;
};

} // namespace fiftyfold
