// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/run/thresholdstate.h"
#include "widgets/base/spoken.h"

#include <QList>
#include <QWidget>

class QLabel;

namespace fiftyfold {

/// A line with how a run stands against each of its thresholds: sign, text and word, with what was measured in the
/// tooltip. Those that have no room are told of in a last word. Hidden without any.
class ThresholdStrip : public QWidget, public Spoken
{
    Q_OBJECT
public:
    explicit ThresholdStrip(QWidget *parent = nullptr);

    void showExpectations(const Expectations &expectations, VerdictTime time);

    /// "p95 < 400 ms held, p99 < 1 s crossed": all of them, those that have no room too.
    QString spokenText() const override;
    QAccessible::Role spokenRole() const override { return QAccessible::StaticText; }

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    QLabel *newLabel();
    QString worded(const Expectation &expectation) const;
    void showTexts();
    void showColours();
    void arrange();
    void showRest(qsizetype from);

    Expectations m_expectations;
    VerdictTime m_time = VerdictTime::SoFar;
    QLabel *m_title;
    QLabel *m_rest;           ///< What has no room.
    QList<QLabel *> m_labels; ///< One for each.
};

} // namespace fiftyfold
