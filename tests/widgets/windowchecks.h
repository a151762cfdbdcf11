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

} // namespace fiftyfold::test
