// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QLabel;

namespace fiftyfold {

/// A line under the run bar that says what is wrong and what to do, without a box that asks to be clicked away.
class MessageBar : public QWidget
{
    Q_OBJECT
public:
    explicit MessageBar(QWidget *parent = nullptr);

    enum class Kind { Error, Notice };
    void showMessage(Kind kind, const QString &text);
    void clear();
    QString text() const;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QLabel *m_label;
    Kind m_kind = Kind::Notice;
};

} // namespace fiftyfold
