// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/base/stagecolours.h"

namespace fiftyfold {

bool isDark(const QPalette &palette)
{
    return palette.color(QPalette::WindowText).lightness() > palette.color(QPalette::Window).lightness();
}

QColor blended(const QColor &over, const QColor &under, double share)
{
    const auto mix = [share](int a, int b) { return qRound(a * share + b * (1 - share)); };
    return QColor(mix(over.red(), under.red()), mix(over.green(), under.green()), mix(over.blue(), under.blue()));
}

StageColours::StageColours(const QPalette &palette)
    : m_isDark(isDark(palette))
{
    accent = palette.color(QPalette::Active, QPalette::Highlight);
    onAccent = palette.color(QPalette::Active, QPalette::HighlightedText);
    card = palette.color(QPalette::Active, QPalette::Base);
    text = palette.color(QPalette::Active, QPalette::Text);
    cardBorder = blended(text, card, m_isDark ? 0.10 : 0.11);
    fieldBorder = blended(text, card, m_isDark ? 0.18 : 0.19);
    mutedText = blended(text, card, 0.70);
    grid = text;
    grid.setAlphaF(m_isDark ? 0.07F : 0.06F);
    selectedRow = blended(accent, card, m_isDark ? 0.20 : 0.10);
    now = m_isDark ? QColor(0xe0, 0x4f, 0x49) : QColor(0xd0, 0x3a, 0x33);
    cursor = mutedText;
    error = m_isDark ? QColor(0xff, 0x85, 0x7c) : QColor(0xc0, 0x2d, 0x26);
    success = m_isDark ? QColor(0x35, 0xc0, 0x94) : QColor(0x04, 0x78, 0x5a);
    warning = m_isDark ? QColor(0xe3, 0xa8, 0x3b) : QColor(0x8f, 0x55, 0x00);
    track = blended(text, card, m_isDark ? 0.08 : 0.07);
}

QColor StageColours::tinted(const QColor &tone) const
{
    constexpr double share = 0.1;
    return blended(tone, card, share);
}

/// After Okabe and Ito's set (Color Universal Design, 2008), lighter or darker where the ground would swallow it.
QColor StageColours::of(Stage stage) const
{
    switch (stage) {
    case Stage::Queued:
        return m_isDark ? QColor(0x7d, 0x86, 0x96) : QColor(0x86, 0x8e, 0x9b);
    case Stage::Dns:
        return m_isDark ? QColor(0xd9, 0x8b, 0xb8) : QColor(0xc0, 0x65, 0x9b);
    case Stage::Connect:
        return m_isDark ? QColor(0xf0, 0xaa, 0x14) : QColor(0xca, 0x83, 0x00);
    case Stage::Tls:
        return m_isDark ? QColor(0xdb, 0x5f, 0x0a) : QColor(0xb9, 0x46, 0x00);
    case Stage::Send:
        return m_isDark ? QColor(0xa8, 0x77, 0x4a) : QColor(0x8a, 0x5c, 0x32);
    case Stage::Wait:
        return m_isDark ? QColor(0x62, 0xbd, 0xf0) : QColor(0x2e, 0x97, 0xd3);
    case Stage::Receive:
        return m_isDark ? QColor(0x1f, 0x83, 0xc6) : QColor(0x00, 0x60, 0x9a);
    case Stage::Wrap:
        return m_isDark ? QColor(0xf0, 0xe4, 0x42) : QColor(0xa3, 0x93, 0x00);
    case Stage::Save:
        return m_isDark ? QColor(0x00, 0xa8, 0x7b) : QColor(0x00, 0x91, 0x6a);
    case Stage::Delete:
        return m_isDark ? QColor(0x9a, 0x8f, 0xf0) : QColor(0x7b, 0x6f, 0xd0);
    }
    return mutedText;
}

QColor StageColours::of(StageSeries::Band band) const
{
    using Band = StageSeries::Band;
    switch (band) {
    case Band::Done:
        return blended(accent, card, 0.35);
    case Band::Failed:
        return blended(error, card, 0.75);
    case Band::Cancelled:
        return blended(text, card, m_isDark ? 0.45 : 0.52);
    case Band::Delete:
        return of(Stage::Delete);
    case Band::Save:
        return of(Stage::Save);
    case Band::Wrap:
        return of(Stage::Wrap);
    case Band::LoopWait:
        return blended(mutedText, card, 0.5);
    case Band::Receive:
        return of(Stage::Receive);
    case Band::Wait:
        return of(Stage::Wait);
    case Band::Send:
        return of(Stage::Send);
    case Band::Tls:
        return of(Stage::Tls);
    case Band::Connect:
        return of(Stage::Connect);
    case Band::Dns:
        return of(Stage::Dns);
    case Band::Queued:
        return blended(of(Stage::Queued), card, 0.3);
    }
    return mutedText;
}

QColor StageColours::edgeOf(StageSeries::Band band) const
{
    using Band = StageSeries::Band;
    return band == Band::Done       ? accent
           : band == Band::Queued   ? of(Stage::Queued)
           : band == Band::LoopWait ? mutedText
                                    : of(band);
}

} // namespace fiftyfold
