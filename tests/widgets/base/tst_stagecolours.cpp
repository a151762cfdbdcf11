// SPDX-License-Identifier: GPL-3.0-or-later
// That colours can be told from their ground and from each other, by everybody, in light and in dark.
#include "widgets/base/stagecolours.h"

#include "core/plan/strategytraits.h"
#include "support/contrast.h"
#include "widgets/base/appearance.h"
#include "widgets/charts/bandtext.h"
#include "widgets/comparison/comparisoncolours.h"

#include <QTest>

#include <array>
#include <cmath>

using namespace fiftyfold;
using namespace fiftyfold::test;
using Band = StageSeries::Band;

namespace {

using Triple = std::array<double, 3>;
using Matrix = std::array<Triple, 3>;

struct Vision {
    const char *name;
    Matrix matrix; ///< On linear RGB.
};

/// Machado, Oliveira and Fernandes, "A Physiologically-based Model for Simulation of Color Vision Deficiency", IEEE
/// Transactions on Visualization and Computer Graphics 15 (2009), severity 1.
const std::array<Vision, 4> visions = {
    Vision{"normal", {Triple{1, 0, 0}, {0, 1, 0}, {0, 0, 1}}},
    {"protanopia",
     {Triple{0.152286, 1.052583, -0.204868}, {0.114503, 0.786281, 0.099216}, {-0.003882, -0.048116, 1.051998}}},
    {"deuteranopia",
     {Triple{0.367322, 0.860646, -0.227968}, {0.280085, 0.672501, 0.047413}, {-0.011820, 0.042940, 0.968881}}},
    {"tritanopia",
     {Triple{1.255528, -0.076749, -0.178779}, {-0.078411, 0.930809, 0.147602}, {0.004733, 0.691367, 0.303900}}},
};

Triple product(const Matrix &matrix, const Triple &vector)
{
    Triple result{};
    for (std::size_t row = 0; row < result.size(); ++row)
        for (std::size_t column = 0; column < vector.size(); ++column)
            result[row] += matrix[row][column] * vector[column];
    return result;
}

/// CIE 1976 L*a*b* under D65 (IEC 61966-2-1 for the way from sRGB), of a colour as it is seen.
Triple lab(const QColor &colour, const Vision &vision)
{
    Triple seen = product(vision.matrix, linearLight(colour));
    for (double &part : seen)
        part = std::clamp(part, 0.0, 1.0);
    constexpr Matrix toXyz = {Triple{0.4124, 0.3576, 0.1805}, {0.2126, 0.7152, 0.0722}, {0.0193, 0.1192, 0.9505}};
    constexpr Triple white = {0.9505, 1, 1.089};
    Triple f = product(toXyz, seen);
    for (std::size_t i = 0; i < f.size(); ++i) {
        const double share = f[i] / white[i];
        constexpr double delta = 6.0 / 29;
        f[i] = share > delta * delta * delta ? std::cbrt(share) : share / (3 * delta * delta) + 4.0 / 29;
    }
    return {116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])};
}

double difference(const QColor &one, const QColor &other, const Vision &vision)
{
    const Triple a = lab(one, vision);
    const Triple b = lab(other, vision);
    return std::hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]);
}

QString ratioOf(const QString &what, const QString &ground, double ratio)
{
    return QStringLiteral("%1 on %2: %3").arg(what, ground).arg(ratio, 0, 'f', 2);
}

std::array<Band, StageSeries::bandCount> allBands()
{
    std::array<Band, StageSeries::bandCount> bands{};
    for (std::size_t i = 0; i < bands.size(); ++i)
        bands[i] = static_cast<Band>(i);
    return bands;
}

} // namespace

class StageColoursTest : public QObject
{
    Q_OBJECT
private:
    static void addPalettes()
    {
        QTest::addColumn<QPalette>("palette");
        QTest::newRow("light") << Appearance::lightPalette();
        QTest::newRow("dark") << Appearance::darkPalette();
    }

private Q_SLOTS:
    void formulaIsThatOfItsSource()
    {
        QVERIFY(qFuzzyCompare(contrast(Qt::black, Qt::white), 21.0));
        QVERIFY(std::abs(contrast(QColor(0x77, 0x77, 0x77), Qt::white) - 4.48) < 0.01); // a known near miss
        QVERIFY(std::abs(lab(Qt::white, visions[0])[0] - 100) < 0.1);
    }

    void textCanBeRead_data() { addPalettes(); }
    void textCanBeRead()
    {
        QFETCH(const QPalette, palette);
        const StageColours colours(palette);
        struct Named {
            const char *name;
            QColor colour;
        };
        const QList<Named> texts = {
            {"text", colours.text},   {"muted", colours.mutedText}, {"link", palette.color(QPalette::Link)},
            {"error", colours.error}, {"success", colours.success}, {"warning", colours.warning}};
        const QList<Named> grounds = {{"card", colours.card},
                                      {"window", palette.color(QPalette::Window)},
                                      {"selected row", colours.selectedRow},
                                      {"error", colours.tinted(colours.error)},
                                      {"warning", colours.tinted(colours.warning)},
                                      {"notice", colours.tinted(colours.accent)},
                                      {"tool tip", palette.color(QPalette::ToolTipBase)}};
        constexpr double least = 4.5; // WCAG 2.2, success criterion 1.4.3
        for (const Named &text : texts) {
            for (const Named &ground : grounds) {
                const double ratio = contrast(text.colour, ground.colour);
                QVERIFY2(ratio >= least,
                         qPrintable(ratioOf(QLatin1String(text.name), QLatin1String(ground.name), ratio)));
            }
        }
        for (const QPalette::ColorRole ground : {QPalette::Window, QPalette::Base})
            QVERIFY(contrast(palette.color(QPalette::PlaceholderText), palette.color(ground)) >= least);
        for (const double pressed : {0.0, 0.06, 0.16}) // the main button: at rest, under the mouse, pressed
            QVERIFY(contrast(colours.onAccent, blended(colours.text, colours.accent, pressed)) >= least);
    }

    void marksCanBeSeen_data() { addPalettes(); }
    void marksCanBeSeen()
    {
        QFETCH(const QPalette, palette);
        const StageColours colours(palette);
        constexpr double least = 3; // WCAG 2.2, success criterion 1.4.11
        const auto check = [&colours](const QString &name, const QColor &colour) {
            const double ratio = contrast(colour, colours.card);
            QVERIFY2(ratio >= least, qPrintable(ratioOf(name, QStringLiteral("card"), ratio)));
        };
        for (const Stage stage : allStages)
            check(stageName(stage), colours.of(stage));
        for (const Band band : allBands())
            check(bandName(band), colours.edgeOf(band));
        for (const StrategyTraits &strategy : strategyTable()) {
            const QString name = QLatin1String(strategy.name);
            check(name, comparisonColour(name, palette));
        }
        check(QStringLiteral("own runner"), comparisonColour(QStringLiteral("my-runner"), palette));
        check(QStringLiteral("focus"), colours.accent);
        check(QStringLiteral("now"), colours.now);
        check(QStringLiteral("cursor"), colours.cursor);
        QVERIFY(contrast(colours.accent, palette.color(QPalette::Window)) >= least);
    }

    void stagesThatFollowEachOtherDiffer_data()
    {
        QTest::addColumn<QPalette>("palette");
        QTest::addColumn<int>("vision");
        for (int i = 0; i < int(visions.size()); ++i) {
            QTest::addRow("light, %s", visions[std::size_t(i)].name) << Appearance::lightPalette() << i;
            QTest::addRow("dark, %s", visions[std::size_t(i)].name) << Appearance::darkPalette() << i;
        }
    }
    void stagesThatFollowEachOtherDiffer()
    {
        QFETCH(const QPalette, palette);
        QFETCH(const int, vision);
        const StageColours colours(palette);
        const auto bands = allBands();
        constexpr double least = 12; // some five times what can just be told apart side by side
        for (std::size_t i = 0; i < bands.size(); ++i) {
            for (const std::size_t step : {1U, 2U}) { // one between them may be absent
                if (i + step >= bands.size())
                    continue;
                const double found =
                    difference(colours.of(bands[i]), colours.of(bands[i + step]), visions[std::size_t(vision)]);
                QVERIFY2(found >= least, qPrintable(QStringLiteral("%1 and %2: %3")
                                                        .arg(bandName(bands[i]), bandName(bands[i + step]))
                                                        .arg(found, 0, 'f', 1)));
            }
        }
    }
};

QTEST_APPLESS_MAIN(StageColoursTest)
#include "tst_stagecolours.moc"
