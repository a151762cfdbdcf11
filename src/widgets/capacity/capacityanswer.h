// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/capacity/capacityrecord.h"
#include "widgets/base/card.h"

class QLabel;

namespace fiftyfold {

/// The highest rate that holds, in large letters with what is to be known of it; green where it is the server's, red
/// where it is not.
class CapacityAnswerCard : public Card
{
    Q_OBJECT
public:
    explicit CapacityAnswerCard(QWidget *parent = nullptr);

    /// `isGoing`: it is as far as the search has come.
    void show(const CapacityRecord &record, bool isGoing);
    /// In place of an answer: what can be done, or how far it has come.
    void showState(const QString &text);

protected:
    QColor tint() const override;

private:
    enum class Tone { None, Good, Bad };

    QLabel *m_rate;
    QLabel *m_range;
    QLabel *m_sentence;
    QLabel *m_state;
    Tone m_tone = Tone::None;
};

} // namespace fiftyfold
