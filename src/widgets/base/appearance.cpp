// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/base/appearance.h"

#include "widgets/base/quietstyle.h"
#include "widgets/base/stagecolours.h"

#include <QApplication>
#include <QFont>
#include <QStyle>

namespace fiftyfold {

namespace {

struct Tones {
    QRgb window;
    QRgb base;
    QRgb text;
    QRgb muted;
    QRgb button;
    QRgb accent;
    QRgb onAccent;
    QRgb link;
    QRgb border;
    QRgb toolTip;
};

QPalette paletteOf(const Tones &tones)
{
    QPalette palette;
    palette.setColor(QPalette::Window, tones.window);
    palette.setColor(QPalette::WindowText, tones.text);
    palette.setColor(QPalette::Base, tones.base);
    palette.setColor(QPalette::AlternateBase, tones.window);
    palette.setColor(QPalette::Text, tones.text);
    palette.setColor(QPalette::PlaceholderText, tones.muted);
    palette.setColor(QPalette::Button, tones.button);
    palette.setColor(QPalette::ButtonText, tones.text);
    palette.setColor(QPalette::BrightText, Qt::white);
    palette.setColor(QPalette::Highlight, tones.accent);
    palette.setColor(QPalette::HighlightedText, tones.onAccent);
    palette.setColor(QPalette::Link, tones.link);
    palette.setColor(QPalette::LinkVisited, tones.link);
    palette.setColor(QPalette::ToolTipBase, tones.toolTip);
    palette.setColor(QPalette::ToolTipText, tones.text);
    palette.setColor(QPalette::Light, blended(Qt::white, QColor(tones.window), 0.2));
    palette.setColor(QPalette::Midlight, blended(Qt::white, QColor(tones.window), 0.1));
    palette.setColor(QPalette::Mid, tones.border);
    palette.setColor(QPalette::Dark, blended(Qt::black, QColor(tones.border), 0.2));
    palette.setColor(QPalette::Shadow, blended(Qt::black, QColor(tones.border), 0.5));
    const QColor disabled = blended(QColor(tones.text), QColor(tones.base), 0.42);
    palette.setColor(QPalette::Disabled, QPalette::WindowText, disabled);
    palette.setColor(QPalette::Disabled, QPalette::Text, disabled);
    palette.setColor(QPalette::Disabled, QPalette::ButtonText, disabled);
    palette.setColor(QPalette::Disabled, QPalette::PlaceholderText, disabled);
    palette.setColor(QPalette::Disabled, QPalette::Highlight, tones.border);
    palette.setColor(QPalette::Disabled, QPalette::HighlightedText, disabled);
    return palette;
}

} // namespace

Appearance::Appearance(Style style, QObject *parent)
    : QObject(parent)
{
    // A generic family is what fontconfig hands out when no desktop chose a font.
    QFont font = QApplication::font();
    const QString family = font.family();
    const bool isGeneric = family.compare(QLatin1String("Sans Serif"), Qt::CaseInsensitive) == 0 ||
                           family.compare(QLatin1String("Sans"), Qt::CaseInsensitive) == 0 ||
                           family == QLatin1String("DejaVu Sans");
    if (isGeneric) {
        font.setFamilies({QStringLiteral("Inter"), family});
        font.setPointSizeF(qMax(font.pointSizeF(), 10.0));
        QApplication::setFont(font);
    }
    if (style == Style::Own)
        QApplication::setStyle(new QuietStyle);
    apply();
}

QPalette Appearance::lightPalette()
{
    return paletteOf({0xfff6f7f9, 0xffffffff, 0xff1b2230, 0xff656d7a, 0xffffffff, 0xff2b6cd4, 0xffffffff, 0xff2563c9,
                      0xffd9dde3, 0xffffffff});
}

QPalette Appearance::darkPalette()
{
    return paletteOf({0xff1b1e24, 0xff23272f, 0xffe6e9ef, 0xff98a0ad, 0xff23272f, 0xff5b9bff, 0xff10141b, 0xff74aaff,
                      0xff363c47, 0xff2c313b});
}

void Appearance::setColours(Colours colours)
{
    if (m_colours == colours)
        return;
    m_colours = colours;
    apply();
}

void Appearance::apply()
{
    switch (m_colours) {
    case Colours::Light:
        QApplication::setPalette(lightPalette());
        break;
    case Colours::Dark:
        QApplication::setPalette(darkPalette());
        break;
    case Colours::System: {
        QApplication::setPalette(QPalette()); // back to the desktop's
        const QPalette standard = QApplication::style()->standardPalette();
        const QPalette current = QApplication::palette();
        if (current.color(QPalette::Window) == standard.color(QPalette::Window) &&
            current.color(QPalette::Highlight) == standard.color(QPalette::Highlight))
            QApplication::setPalette(isDark(current) ? darkPalette() : lightPalette());
        break;
    }
    }
}

} // namespace fiftyfold
