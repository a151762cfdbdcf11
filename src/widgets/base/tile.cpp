// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/base/tile.h"

#include "widgets/base/stagecolours.h"

#include <QEvent>
#include <QFontMetricsF>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace fiftyfold {

namespace {

constexpr double leastUnitScale = 0.7; ///< Smaller ones can't be read.
constexpr int signGap = 7;

constexpr QChar noFigure(0x2013);

const QString dot = QStringLiteral(" · ");

/// Dots between figures are for the eye.
QString withoutDots(QString text)
{
    return text.replace(dot, QLatin1String(", "));
}

QString endOfNote(const QString &note)
{
    return note.section(dot, -1);
}

/// "LATENCY p50 · p95" as a word: capitals may be spelt.
QString spokenTitle(const QString &title)
{
    const qsizetype end = title.indexOf(QLatin1Char(' '));
    const QString word = title.left(end);
    return withoutDots(word.left(1) + word.mid(1).toLower() + (end < 0 ? QString() : title.mid(end)));
}

qreal digitWidth(const QFontMetricsF &metrics)
{
    qreal widest = 0;
    for (char digit = '0'; digit <= '9'; ++digit)
        widest = qMax(widest, metrics.horizontalAdvance(QLatin1Char(digit)));
    return widest;
}

qreal advanceOf(QChar character, const QFontMetricsF &metrics, qreal digit)
{
    return character.isDigit() ? digit : metrics.horizontalAdvance(character);
}

/// Figures of the same one are as wide: each digit has the same width.
QString shapeOf(const FigureText &figure)
{
    QString shape = figure.value + QLatin1Char('\n') + figure.unit;
    for (QChar &character : shape) {
        if (character.isDigit())
            character = QLatin1Char('0');
    }
    return shape;
}

QString withUnit(const FigureText &figure)
{
    return figure.unit.isEmpty() ? figure.value : figure.value + QLatin1Char(' ') + figure.unit;
}

qreal figureWidth(const QString &text, const QFontMetricsF &metrics)
{
    const qreal digit = digitWidth(metrics);
    qreal width = 0;
    for (const QChar character : text)
        width += advanceOf(character, metrics, digit);
    return width;
}

} // namespace

Tile::Tile(const QString &title, const FigureText &widest, QWidget *parent, double size)
    : Card(parent)
    , m_title(title)
    , m_widest(widest)
    , m_figure{QString(noFigure), QString()}
    , m_size(size)
{
    setLayoutDirection(Qt::LeftToRight);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Maximum);
    setAccessibleName(spokenTitle(title));
}

void Tile::setFigure(const FigureText &figure)
{
    if (m_figure.value == figure.value && m_figure.unit == figure.unit)
        return;
    const bool isAsWide = shapeOf(m_figure) == shapeOf(figure);
    m_figure = figure;
    if (!isAsWide)
        Q_EMIT figureChanged();
    updateFigure();
}

void Tile::setNote(const QString &note, bool isWarning)
{
    if (m_note == note && m_isNoteWarning == isWarning)
        return;
    m_note = note;
    m_isNoteWarning = isWarning;
    update();
}

QString Tile::copiedText() const
{
    QStringList cells = {m_title, withUnit(m_figure)};
    if (!m_note.isEmpty())
        cells.append(m_note);
    return cells.join(QLatin1Char('\t'));
}

QString Tile::spokenText() const
{
    if (m_figure.value == noFigure)
        return tr("none yet");
    QString text = withUnit(m_figure);
    if (!m_note.isEmpty())
        text += QLatin1String(", ") + m_note;
    return withoutDots(text);
}

void Tile::setProgress(std::optional<double> share)
{
    const auto pixelsOf = [this](std::optional<double> one) { return one ? qRound(*one * width()) : -1; };
    const bool isSeen = pixelsOf(share) != pixelsOf(m_progress);
    m_progress = share;
    if (isSeen)
        update(progressArea());
}

void Tile::setAlarming(bool isAlarming)
{
    if (m_isAlarming == isAlarming)
        return;
    m_isAlarming = isAlarming;
    update();
}

void Tile::setVerdict(Verdict verdict)
{
    if (m_verdict == verdict)
        return;
    m_verdict = verdict;
    Q_EMIT figureChanged(); // the sign takes room
    update();
}

QFont Tile::titleFont() const
{
    QFont result = font();
    result.setPointSizeF(result.pointSizeF() * 0.8);
    result.setWeight(QFont::DemiBold);
    return result;
}

QFont Tile::noteFont() const
{
    QFont result = titleFont();
    result.setWeight(QFont::Normal);
    return result;
}

QFont Tile::valueFont(double scale) const
{
    QFont result = font();
    result.setPointSizeF(result.pointSizeF() * 2.05 * m_size * scale);
    result.setWeight(QFont::DemiBold);
    return result;
}

QFont Tile::unitFont(double scale) const
{
    QFont result = font();
    result.setPointSizeF(result.pointSizeF() * 0.95 * qMax(scale, leastUnitScale));
    return result;
}

/// With the sign before it.
qreal Tile::valueWidth(const FigureText &figure) const
{
    return signWidth(1) + figureWidth(figure.value, QFontMetricsF(valueFont(1)));
}

int Tile::widthOf(const FigureText &figure) const
{
    const qreal unit = QFontMetricsF(unitFont(1)).horizontalAdvance(figure.unit);
    return int(std::ceil(valueWidth(figure) + (figure.unit.isEmpty() ? 0 : unitGap + unit)));
}

qreal Tile::signWidth(double scale) const
{
    return m_verdict == Verdict::None ? 0 : QFontMetricsF(valueFont(scale)).capHeight() + signGap;
}

int Tile::lackingHeight() const
{
    return qMax(0, sizeHint().height() - height());
}

qreal Tile::wholeAscent() const
{
    return QFontMetricsF(valueFont(1 / m_size)).ascent(); // as of most tiles
}

double Tile::fittingScale() const
{
    // The letters alone shrink, neither the margins nor the gap between figure and unit, and the unit only so far.
    const int lacking = lackingHeight();
    double scale = lacking == 0 ? 2 : qMax(leastScale, 1 - lacking / wholeAscent());
    for (const FigureText &figure : {m_widest, m_figure}) {
        const double room = width() - 2 * m_margin - unitGap;
        const double value = valueWidth(figure);
        const double unit = QFontMetricsF(unitFont(1)).horizontalAdvance(figure.unit);
        const double together = room / qMax(1.0, value + unit);
        scale = qMin(scale, together >= leastUnitScale ? together : (room - leastUnitScale * unit) / qMax(1.0, value));
    }
    return scale;
}

void Tile::setTitleShort(bool isShort)
{
    if (m_isTitleShort == isShort)
        return;
    m_isTitleShort = isShort;
    update();
}

const QString &Tile::shownTitle() const
{
    return m_isTitleShort && !m_shortTitle.isEmpty() ? m_shortTitle : m_title;
}

int Tile::noteWidth(const QString &note) const
{
    return QFontMetrics(noteFont()).horizontalAdvance(note) + 1;
}

QString Tile::shownNote() const
{
    return noteWidth(m_note) <= width() - 2 * m_margin ? m_note : endOfNote(m_note);
}

bool Tile::isNoteLegible() const
{
    return noteWidth(shownNote()) <= width() - 2 * m_margin;
}

int Tile::titleWidth(const QString &title) const
{
    return int(std::ceil(QFontMetricsF(titleFont()).horizontalAdvance(title))) + 1;
}

bool Tile::isTitleWhole() const
{
    return titleWidth(shownTitle()) <= width() - 2 * m_margin;
}

int Tile::leastWidth(bool isTitleShort) const
{
    double least = qMax(titleWidth(isTitleShort && !m_shortTitle.isEmpty() ? m_shortTitle : m_title),
                        noteWidth(endOfNote(m_widestNote)));
    for (const FigureText &figure : {m_widest, m_figure}) {
        const double unit = QFontMetricsF(unitFont(1)).horizontalAdvance(figure.unit);
        least = qMax(least, leastScale * valueWidth(figure) + unitGap + leastUnitScale * unit);
    }
    return int(std::ceil(least)) + 2 * m_margin;
}

void Tile::setMargin(int margin)
{
    if (m_margin == margin)
        return;
    m_margin = margin;
    updateGeometry();
    update();
}

void Tile::setScale(double scale)
{
    if (qFuzzyCompare(scale, m_scale))
        return;
    m_scale = scale;
    m_letters.reset();
    update();
}

void Tile::changeEvent(QEvent *event)
{
    Card::changeEvent(event);
    if (event->type() == QEvent::FontChange)
        m_letters.reset();
}

Tile::Letters &Tile::letters() const
{
    if (!m_letters) {
        const QFont font = valueFont(m_scale);
        const QFontMetricsF metrics(font);
        m_letters = Letters{font, fiftyfold::digitWidth(metrics), metrics.ascent(), {}};
    }
    return *m_letters;
}

const Tile::Letters::Letter &Tile::letter(QChar character) const
{
    Letters &all = letters();
    auto found = all.known.find(character);
    if (found == all.known.end()) {
        const QFontMetricsF metrics(all.font);
        Letters::Letter letter{QStaticText(QString(character)), metrics.horizontalAdvance(character),
                               advanceOf(character, metrics, all.digitWidth)};
        letter.text.setTextFormat(Qt::PlainText);
        letter.text.prepare({}, all.font);
        found = all.known.insert(character, letter);
    }
    return *found;
}

/// What changes with each picture, without title and note.
void Tile::updateFigure()
{
    const int top = 10 + QFontMetrics(titleFont()).height();
    update(0, top, width(), int(std::ceil(QFontMetricsF(valueFont(1 / m_size)).height())) + 2);
}

QRect Tile::progressArea() const
{
    return QRect(m_margin, height() - 11, width() - 2 * m_margin, 4);
}

QSize Tile::sizeHint() const
{
    const qreal value = QFontMetricsF(valueFont(1 / m_size)).height(); // as that of most tiles
    const int height = 2 * 10 + QFontMetrics(titleFont()).height() + int(value) + 4;
    const int title = titleWidth(shownTitle());
    return QSize(std::max({title, noteWidth(m_widestNote), widthOf(m_widest)}) + 2 * m_margin, height);
}

QSize Tile::minimumSizeHint() const
{
    const QString firstWord = m_title.section(QLatin1Char(' '), 0, 0);
    const int title = int(std::ceil(QFontMetricsF(titleFont()).horizontalAdvance(firstWord)));
    return QSize(title + 2 * m_margin, sizeHint().height() - int(leastScale * wholeAscent()));
}

} // namespace fiftyfold
