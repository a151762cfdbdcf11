// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStackedWidget>

class QPushButton;

namespace fiftyfold {

class MutedLabel;

/// A table, or a sentence in its place where it has nothing to show, with a button where something can be done.
class TableOrNote : public QStackedWidget
{
    Q_OBJECT
public:
    /// Takes the table over.
    explicit TableOrNote(QWidget *table, QWidget *parent = nullptr);

    void showTable();
    /// Without a text there is no button.
    void showNote(const QString &text, const QString &buttonText = {});

Q_SIGNALS:
    void buttonClicked();

private:
    MutedLabel *m_note;
    QPushButton *m_button;
};

} // namespace fiftyfold
