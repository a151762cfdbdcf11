// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <functional>

class QMessageBox;
class QWidget;

namespace fiftyfold {

/// A question of which one answer does something that can't be undone, and the other nothing.
struct SafeQuestion {
    QString title;
    QString question;
    QString more; ///< Below it, smaller.
    QString agree;
    QString refuse; ///< Empty: Cancel.
};

/// Asks without waiting. The answer that does nothing is the one of Enter, Escape and of closing the box, which goes
/// with `parent`; `onAgreed` is called at most once. Texts are shown as they are.
QMessageBox *ask(QWidget *parent, const SafeQuestion &question, std::function<void()> onAgreed);

} // namespace fiftyfold
