// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

class QWidget;

namespace fiftyfold::test {

// What holds for every window; each gives what is wrong, and nothing where all is well.

/// A widget that takes the focus and has no name for a screen reader.
QString widgetWithoutName(const QWidget &window);
/// A visible label, button, field, list of choices or tile that has no room for what it says, or a widget that leaves
/// its parent. What scrolls, and what leaves out a part of its text by itself, counts as whole.
QString clippedText(const QWidget &window);
/// Two texts with the same mnemonic. `count`, where it is given, is how many have one.
QString sharedMnemonic(const QStringList &texts, qsizetype *count = nullptr);

/// What is wrong with the keys of the labels, buttons and pages that can be seen in the window, which has to be active:
/// one that two have, or one that does not lead to its label's field. `count`, where it is given, is how many there
/// are.
QString mnemonicProblem(QWidget &window, qsizetype *count = nullptr);

/// Two actions of one menu with the same key, be it in the menu bar, below a button or where a widget is clicked.
QString sharedMenuMnemonic(const QWidget &window);

/// What is wrong on the way through the window by Tab, which has to be active: a widget that keeps the focus, or that
/// it does not come to, or one that looks the same with the focus and without it.
QString tabProblem(QWidget &window);
/// An action that no key leads to: neither a shortcut nor a menu, nor the context menu of what takes the focus.
QString actionWithoutKey(const QWidget &window);

} // namespace fiftyfold::test
