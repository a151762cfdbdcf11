// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QPalette>

namespace fiftyfold {

enum class Colours { System, Light, Dark };

/// The application's style, font and palette. Under System the desktop's palette holds; only where no desktop gives
/// one (a bare X server) the program's own is used. One for the application. Main thread.
class Appearance : public QObject
{
    Q_OBJECT
public:
    /// Whose style of widgets: ours, or the one that the application was started with.
    enum class Style { Own, Given };
    explicit Appearance(Style style = Style::Own, QObject *parent = nullptr);

    Colours colours() const { return m_colours; }
    void setColours(Colours colours);

    static QPalette lightPalette();
    static QPalette darkPalette();

public Q_SLOTS:
    /// Reads the desktop's palette again; for when its theme has changed.
    void apply();

private:
    Colours m_colours = Colours::System;
};

} // namespace fiftyfold
