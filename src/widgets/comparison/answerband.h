// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>
#include <QWidget>

class QLabel;

namespace fiftyfold {

/// What a comparison comes to, above its figures: the first sentence stands out. Hidden at first.
class AnswerBand : public QWidget
{
    Q_OBJECT
public:
    explicit AnswerBand(QWidget *parent = nullptr);

    void setSentences(const QStringList &sentences);
    QString text() const;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QLabel *m_first;
    QLabel *m_others;
};

} // namespace fiftyfold
