// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/base/elidedlabel.h"

namespace fiftyfold {

/// Small words in a muted colour beside what they are about; in that of warnings or errors where they tell of one.
class MutedLabel : public ElidedLabel
{
    Q_OBJECT
public:
    explicit MutedLabel(const QString &text = {}, QWidget *parent = nullptr);

    enum class Tone : quint8 { Plain, Warning, Error };
    void setTone(Tone tone);
    Tone tone() const { return m_tone; }

protected:
    void changeEvent(QEvent *event) override;

private:
    void applyColour();

    Tone m_tone = Tone::Plain;
};

} // namespace fiftyfold
