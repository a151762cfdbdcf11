// SPDX-License-Identifier: GPL-3.0-or-later
#include "records/html/htmlstyle.h"

#include "core/run/stage.h"

#include <array>

namespace fiftyfold {

namespace {

/// Of a stage, as the window has them, on light ground and on dark.
struct StageTones {
    const char *light;
    const char *dark;
};

constexpr std::array<StageTones, stageCount> stageTones = {{{"#868e9b", "#7d8696"},
                                                            {"#c0659b", "#d98bb8"},
                                                            {"#ca8300", "#f0aa14"},
                                                            {"#b94600", "#db5f0a"},
                                                            {"#8a5c32", "#a8774a"},
                                                            {"#2e97d3", "#62bdf0"},
                                                            {"#00609a", "#1f83c6"},
                                                            {"#a39300", "#f0e442"},
                                                            {"#00916a", "#00a87b"},
                                                            {"#7b6fd0", "#9a8ff0"}}};

constexpr QLatin1String lightTones("--ground:#f5f6f8;--card:#fff;--text:#1b1f26;--muted:#59616d;--line:#dfe2e7;"
                                   "--grid:#eceef1;--good:#04785a;--bad:#c02d26;--warning:#8f5500;--a:#00609a;"
                                   "--b:#b94600;--c:#00916a;--d:#7b6fd0;--shade:#f0f1f4;");
constexpr QLatin1String darkTones("--ground:#16191e;--card:#1e2228;--text:#e6e8ec;--muted:#a2aab6;--line:#363c45;"
                                  "--grid:#2a2f37;--good:#35c094;--bad:#ff857c;--warning:#e3a83b;--a:#62bdf0;"
                                  "--b:#f0aa14;--c:#00a87b;--d:#9a8ff0;--shade:#252a31;");

constexpr QLatin1String rules(
    R"(*{box-sizing:border-box}
html{background:var(--ground);color:var(--text);font:15px/1.45 system-ui,sans-serif}
body{margin:0}
main{max-width:880px;margin:0 auto;padding:24px 16px 48px}
h1{font-size:1.35rem;line-height:1.25;margin:0 0 4px;overflow-wrap:anywhere}
h2{font-size:1.02rem;margin:0 0 10px}
p{margin:0 0 8px}
section,.tiles div{background:var(--card);border:1px solid var(--line);border-radius:8px}
section{padding:14px 16px;margin:14px 0}
.muted,.legend{color:var(--muted);font-size:.87rem}
.good{color:var(--good);font-weight:600}
.bad{color:var(--bad);font-weight:600}
.strong{font-weight:600}
.notes{margin:10px 0;padding:8px 14px 8px 30px;border-left:4px solid var(--warning);background:var(--card)}
.tiles{display:grid;grid-template-columns:repeat(4,1fr);gap:10px;margin:14px 0}
.tiles div{padding:9px 12px}
.tiles b{display:block;font-size:1.25rem;font-variant-numeric:tabular-nums}
.tiles span{color:var(--muted);font-size:.78rem}
.legend{display:flex;flex-wrap:wrap;gap:4px 14px;margin:0 0 6px}
.key i{display:inline-block;width:11px;height:11px;border-radius:2px;margin-right:5px;vertical-align:-1px}
.wide{overflow-x:auto}
table{border-collapse:collapse;font-size:.9rem;width:100%}
th,td{text-align:left;padding:4px 10px 4px 0;border-bottom:1px solid var(--grid);vertical-align:top}
.long{overflow-wrap:anywhere}
th{color:var(--muted);font-weight:500}
.numbers td,.numbers th{font-variant-numeric:tabular-nums;white-space:nowrap}
.numbers th{white-space:normal}
.numbers td+td,.numbers th+th{text-align:right}
.pairs th{width:13em}
code{font:.86rem/1.5 ui-monospace,monospace;overflow-wrap:anywhere}
svg{display:block;width:100%;height:auto;margin:2px 0 10px}
svg text{fill:var(--muted);font:11px system-ui,sans-serif}
.end{text-anchor:end}
.middle{text-anchor:middle}
.grid{stroke:var(--grid)}
.axis{stroke:var(--line)}
.shade{fill:var(--shade)}
.line{fill:none;stroke-width:1.6}
.thin{fill:none;stroke-width:1;stroke-dasharray:4 3}
.dots{stroke-width:3;stroke-linecap:round;opacity:.55}
.cross{stroke-width:1.4}
.area{opacity:.28;stroke:none}
.limit{stroke:var(--bad);stroke-dasharray:5 4}
svg .limitname{fill:var(--bad)}
)"
    R"(@media (max-width:560px){.tiles{grid-template-columns:repeat(2,1fr)}}
@media print{@page{margin:14mm}
html{background:#fff}
main{max-width:none;padding:0}
section,.tiles div{break-inside:avoid}
.wide{overflow:visible}
*{print-color-adjust:exact;-webkit-print-color-adjust:exact}}
)");

/// A class that fills what is an area, strokes what is a line, and colours its key.
QString toneRule(const QString &name, const QString &tone)
{
    return QStringLiteral(".%1{fill:var(--%2);background:var(--%2)}\n"
                          ".line.%1,.thin.%1{fill:none;background:none}\n"
                          ".line.%1,.thin.%1,.dots.%1,.cross.%1{stroke:var(--%2)}\n")
        .arg(name, tone);
}

QString stageVariables(const char *StageTones::*tone)
{
    QString text;
    for (const Stage stage : allStages)
        text += QStringLiteral("--%1:%2;").arg(stageName(stage), QLatin1String(stageTones[indexOf(stage)].*tone));
    return text;
}

} // namespace

QString htmlStyle()
{
    QString text =
        QStringLiteral(":root{color-scheme:light dark;%1%2}\n@media screen and (prefers-color-scheme:dark)"
                       "{:root{%3%4}}\n")
            .arg(lightTones, stageVariables(&StageTones::light), darkTones, stageVariables(&StageTones::dark));
    text += rules;
    for (const Stage stage : allStages)
        text += toneRule(QLatin1String("s-") + stageName(stage), stageName(stage));
    for (const char *tone : {"a", "b", "c", "d", "good", "bad", "muted"})
        text += toneRule(QLatin1String("t-") + QLatin1String(tone), QLatin1String(tone));
    return text;
}

} // namespace fiftyfold
