// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/plan/rate.h"
#include "models/run/loadshape.h"

#include <QWidget>

#include <array>
#include <optional>

class QGridLayout;
class QLabel;
class QLineEdit;
class QPushButton;
class QStackedWidget;

namespace fiftyfold {

class LoadCurve;
class PieceEditor;

/// The rate of an open load: constant, a ramp, or pieces, each with fields of its own, beside the curve that comes of
/// it. What was typed for one kind is kept while another is chosen.
class RateEditor : public QWidget
{
    Q_OBJECT
public:
    explicit RateEditor(QWidget *parent = nullptr);

    enum class Kind { Constant, Ramp, Pieces };
    Kind kind() const;
    void setKind(Kind kind);

    /// Chooses the kind that it is of. One without pieces: a usual rate to begin with.
    void setRate(const Rate &rate);
    /// As rateFromText() reads it, whatever was typed.
    QString text() const;

    /// What comes of it; nothing where it can't be read.
    void showShape(const std::optional<LoadShape> &shape, const QString &sentence);

Q_SIGNALS:
    void edited();

private:
    void addHeader(QGridLayout *layout);
    QWidget *newConstantPage();
    QWidget *newRampPage();
    QLineEdit *newRateField(const QString &name, const QString &accessibleName);
    void beginWith(Kind kind);
    void showKind();

    std::array<QPushButton *, 3> m_kinds{};
    QStackedWidget *m_pages;
    QLineEdit *m_constant = nullptr;
    QLineEdit *m_from = nullptr;
    QLineEdit *m_to = nullptr;
    PieceEditor *m_pieces = nullptr;
    LoadCurve *m_curve = nullptr;
    QLabel *m_sentence = nullptr;
};

} // namespace fiftyfold
