// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAccessible>
#include <QString>

class QWidget;

namespace fiftyfold {

/// Beside QWidget, the base of a widget that paints what it has to say, and so must say it in words too. Its accessible
/// name is what it is ("Done"), this is how that stands ("39 of 50"). Screen readers ask for it, each time anew:
/// nothing is worded for nobody, however often it is painted. It has no parts of its own for them. Main thread.
///
/// The same holds for a QLabel that has an accessible name: its text is how that stands, which Qt would let the name
/// hide. Of others the text is their name, as with Qt.
class Spoken
{
public:
    Spoken();
    Spoken(const Spoken &) = delete;
    Spoken &operator=(const Spoken &) = delete;
    virtual ~Spoken() = default;

    virtual QString spokenText() const = 0;
    virtual QAccessible::Role spokenRole() const { return QAccessible::Chart; }
};

/// What a screen reader hears of a widget beside its name.
QString spokenDescription(QWidget *widget);
/// That it is another now, at once: for what follows from a key or a click. Announcer tells of what goes on by itself.
void tellSpokenChange(QWidget *widget);

} // namespace fiftyfold
