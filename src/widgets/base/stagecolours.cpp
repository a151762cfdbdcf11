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
    mutedText = blended(text, card, 0.64);
    grid = text;
    grid.setAlphaF(m_isDark ? 0.07F : 0.06F);
    selectedRow = blended(accent, card, m_isDark ? 0.26 : 0.13);
    now = m_isDark ? QColor(0xe0, 0x4f, 0x49) : QColor(0xd0, 0x3a, 0x33);
    cursor = mutedText;
    error = m_isDark ? QColor(0xff, 0x7b, 0x72) : QColor(0xc0, 0x2d, 0x26);
    success = m_isDark ? QColor(0x2e, 0xb8, 0x8a) : QColor(0x04, 0x7d, 0x5b);
    warning = m_isDark ? QColor(0xe3, 0xa8, 0x3b) : QColor(0x8f, 0x55, 0x00);
    track = blended(text, card, m_isDark ? 0.08 : 0.07);
}

QColor StageColours::of(Stage stage) const
{
    switch (stage) {
    case Stage::Queued:
        return m_isDark ? QColor(0x4a, 0x52, 0x61) : QColor(0xc3, 0xca, 0xd4);
    case Stage::Dns:
        return QColor(0xcc, 0x79, 0xa7);
    case Stage::Connect:
        return QColor(0xe6, 0x9f, 0x00);
    case Stage::Tls:
        return QColor(0xd5, 0x5e, 0x00);
    case Stage::Send:
        return QColor(0x9a, 0x6b, 0x3f);
    case Stage::Wait:
        return QColor(0x56, 0xb4, 0xe9);
    case Stage::Receive:
        return m_isDark ? QColor(0x1f, 0x83, 0xc6) : QColor(0x00, 0x72, 0xb2);
    case Stage::Wrap:
        return QColor(0xf0, 0xe4, 0x42);
    case Stage::Save:
        return QColor(0x00, 0x9e, 0x73);
    case Stage::Delete:
        return m_isDark ? QColor(0x8f, 0x83, 0xe3) : QColor(0x7b, 0x6f, 0xd0);
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
        return blended(text, card, 0.40);
    case Band::Delete:
        return of(Stage::Delete);
    case Band::Save:
        return of(Stage::Save);
    case Band::Wrap:
        return of(Stage::Wrap);
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
        return blended(of(Stage::Queued), card, 0.5);
    }
    return mutedText;
}

} // namespace fiftyfold
