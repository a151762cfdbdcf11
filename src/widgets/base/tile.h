// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/run/runfigures.h"
#include "widgets/base/card.h"
#include "widgets/base/spoken.h"

#include <QHash>
#include <QStaticText>

#include <optional>

namespace fiftyfold {

class StageColours;

/// One big figure with its name and unit, and perhaps a note below it, painted so that it does not jump: each digit has
/// the same width, and the tile is as wide as its widest expected figure.
class Tile : public Card, public Spoken
{
    Q_OBJECT
public:
    /// What the figure means: a sign before it and a colour, never a colour alone.
    enum class Verdict { None, Good, Warning };

    /// `widest`: the figure to reserve room for. `size`: of the figure, by that of most tiles.
    Tile(const QString &title, const FigureText &widest, QWidget *parent = nullptr, double size = 1);

    void setFigure(const FigureText &figure);
    const FigureText &figure() const { return m_figure; }
    /// A few words below the figure. Where they have no room it is what stands behind their last dot, "409 wanted" of
    /// "20 at once · 409 wanted". Empty: none.
    void setNote(const QString &note, bool isWarning = false);
    const QString &note() const { return m_note; }
    /// The note to have room for, where there is room, and in any case for what stands behind its last dot.
    void setWidestNote(const QString &note) { m_widestNote = note; }
    /// Whether it is shown whole, or what stands behind its last dot.
    bool isNoteLegible() const;
    /// A bar along the bottom, 0 to 1; nothing hides it.
    void setProgress(std::optional<double> share);
    /// Paints the figure in the colour of errors.
    void setAlarming(bool isAlarming);
    void setVerdict(Verdict verdict);
    Verdict verdict() const { return m_verdict; }

    /// The title where there is no room for the whole one.
    void setShortTitle(const QString &title) { m_shortTitle = title; }
    void setTitleShort(bool isShort);
    /// Room for that title, for the figure at its smallest and for the end of the note, px.
    int leastWidth(bool isTitleShort) const;
    /// Whether the title is shown whole, in the form that was chosen.
    bool isTitleWhole() const;

    /// Smaller figures can't be read.
    static constexpr double leastScale = 0.5;
    /// The scale at which the figure, and the widest one that is expected, just fit in; above 1 where there is more
    /// room. In a tile that is lower than it would like to be the figure stands higher, and is small enough for that.
    double fittingScale() const;
    /// Left and right of what is in it, px.
    void setMargin(int margin);
    /// Size of the figures: 1 at full size, less where the strip is too narrow.
    void setScale(double scale);

    /// Title, figure with its unit and note, with tabs between them.
    QString copiedText() const;
    /// "39 of 50", and the note.
    QString spokenText() const override;
    QAccessible::Role spokenRole() const override { return QAccessible::StaticText; }

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

Q_SIGNALS:
    /// It may need another size now: not where only digits have changed.
    void figureChanged();

protected:
    void changeEvent(QEvent *event) override;
    QColor tint() const override;
    void paintEvent(QPaintEvent *event) override;

private:
    static constexpr int unitGap = 5;

    const QString &shownTitle() const;
    int titleWidth(const QString &title) const;
    int noteWidth(const QString &note) const;
    /// In the room that there is.
    QString shownNote() const;
    /// The characters of the figure at its scale, each laid out once: most figures change with every picture.
    struct Letters {
        struct Letter {
            QStaticText text;
            qreal width = 0;   ///< Its own.
            qreal advance = 0; ///< To the next one.
        };
        QFont font;
        qreal digitWidth = 0;
        qreal ascent = 0;
        QHash<QChar, Letter> known;
    };
    const Letters::Letter &letter(QChar character) const;
    Letters &letters() const;
    void updateFigure();
    QRect progressArea() const;
    QFont titleFont() const;
    QFont noteFont() const;
    QFont valueFont(double scale) const;
    QFont unitFont(double scale) const;
    qreal valueWidth(const FigureText &figure) const;
    int widthOf(const FigureText &figure) const;
    qreal signWidth(double scale) const;
    int lackingHeight() const; ///< Of what it would like to have.
    qreal wholeAscent() const; ///< Of figures at full size.
    QColor figureColour(const StageColours &colours) const;
    void paintSign(QPainter &painter, qreal baseline) const;
    void paintFigure(QPainter &painter, const StageColours &colours) const;
    void paintProgress(QPainter &painter, const StageColours &colours) const;

    QString m_title;
    QString m_shortTitle; ///< Empty: there is none.
    bool m_isTitleShort = false;
    FigureText m_widest;
    FigureText m_figure;
    std::optional<double> m_progress;
    QString m_note;
    QString m_widestNote;
    bool m_isNoteWarning = false;
    double m_size;
    int m_margin = 13;
    double m_scale = 1;
    mutable std::optional<Letters> m_letters; ///< Null until they are painted.
    Verdict m_verdict = Verdict::None;
    bool m_isAlarming = false;
};

} // namespace fiftyfold
