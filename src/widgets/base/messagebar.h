// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QLabel;
class QPushButton;

namespace fiftyfold {

/// A line under the run bar that says what is wrong and what to do, without a box that asks to be clicked away.
class MessageBar : public QWidget
{
    Q_OBJECT
public:
    explicit MessageBar(QWidget *parent = nullptr);

    enum class Kind { Error, Notice };
    void showMessage(Kind kind, const QString &text);
    /// Adds a button to the message that is shown, which goes with it. It hides the message.
    void offer(const QString &action);
    void clear();
    QString text() const;

Q_SIGNALS:
    void messageShown(const QString &text);
    void actionChosen();

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QLabel *m_label;
    QPushButton *m_action;
    Kind m_kind = Kind::Notice;
};

} // namespace fiftyfold
