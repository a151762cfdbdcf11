// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/base/elidedlabel.h"

namespace fiftyfold {

/// Small words in a muted colour beside what they are about; in that of errors where they warn. Whole,
/// unless they are told to be elided.
class MutedLabel : public ElidedLabel
{
    Q_OBJECT
public:
    explicit MutedLabel(const QString &text = {}, QWidget *parent = nullptr);

    void setWarning(bool isWarning);

protected:
    void changeEvent(QEvent *event) override;

private:
    void applyColour();

    bool m_isWarning = false;
};

} // namespace fiftyfold
