// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/run/rateeditor.h"

#include "widgets/run/loadcurve.h"
#include "widgets/run/pieceeditor.h"

#include <QButtonGroup>
#include <QGridLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QStackedWidget>

namespace fiftyfold {

namespace {

using namespace std::chrono_literals;

constexpr double usualRate = 10;

QString perSecondText(double perSecond)
{
    return rateToText({{{perSecond, perSecond}}});
}

QLabel *newHint(const QString &text)
{
    auto *hint = new QLabel(text);
    hint->setWordWrap(true);
    hint->setForegroundRole(QPalette::PlaceholderText);
    return hint;
}

} // namespace

RateEditor::RateEditor(QWidget *parent)
    : QWidget(parent)
    , m_pages(new QStackedWidget(this))
{
    setFocusPolicy(Qt::StrongFocus);
    auto *layout = new QGridLayout(this); // in the order in which the Tab key goes
    addHeader(layout);
    m_pages->addWidget(newConstantPage());
    m_pages->addWidget(newRampPage());
    m_pieces = new PieceEditor;
    m_pages->addWidget(m_pieces);
    m_curve = new LoadCurve(this);
    m_sentence = new QLabel(this);
    m_pieces->setObjectName(QStringLiteral("pieces"));
    m_curve->setObjectName(QStringLiteral("openCurve"));
    m_sentence->setObjectName(QStringLiteral("openSentence"));
    m_sentence->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    m_sentence->setForegroundRole(QPalette::PlaceholderText);
    m_sentence->setWordWrap(true);
    QFont small = font();
    small.setPointSizeF(small.pointSizeF() * 0.86);
    m_sentence->setFont(small);
    m_sentence->setMinimumHeight(fontMetrics().height() + 10); // of the buttons beside it

    layout->setContentsMargins(0, 0, 0, 0);
    layout->setHorizontalSpacing(12);
    layout->setVerticalSpacing(6);
    layout->addWidget(m_pages, 1, 0, 2, 1);
    layout->addWidget(m_curve, 1, 1);
    layout->addWidget(m_sentence, 2, 1);
    layout->setRowStretch(1, 1);
    layout->setColumnStretch(0, 1);
    layout->setColumnStretch(1, 1);

    connect(m_pieces, &PieceEditor::edited, this, &RateEditor::edited);
    connect(m_pieces, &PieceEditor::currentPieceChanged, m_curve, &LoadCurve::setMarkedPiece);
    setRate({});
}

void RateEditor::addHeader(QGridLayout *layout)
{
    auto *label = new QLabel(tr("&Rate"), this);
    label->setBuddy(this);
    auto *option = new QLabel(this);
    option->setObjectName(QStringLiteral("rateOption"));
    auto *header = new QHBoxLayout;
    header->setSpacing(8);
    header->addWidget(label);
    header->addWidget(option);
    header->addStretch();
    auto *group = new QButtonGroup(this);
    auto *segments = new QHBoxLayout;
    segments->setSpacing(0);
    const std::array<std::pair<const char *, QString>, 3> kinds = {
        {{"constant", tr("Co&nstant")}, {"ramp", tr("Ra&mp")}, {"inPieces", tr("Pi&eces")}}};
    for (std::size_t i = 0; i < kinds.size(); ++i) {
        auto *button = new QPushButton(kinds[i].second, this);
        button->setObjectName(QLatin1String(kinds[i].first));
        button->setAccessibleName(kinds[i].second.simplified().remove(QLatin1Char('&')));
        button->setCheckable(true);
        button->setAutoDefault(false);
        group->addButton(button);
        segments->addWidget(button);
        m_kinds[i] = button;
        connect(button, &QPushButton::toggled, this, [this, i](bool isChosen) {
            if (!isChosen)
                return;
            beginWith(Kind(i));
            showKind();
            Q_EMIT edited();
        });
    }
    header->addLayout(segments);
    layout->addLayout(header, 0, 0, 1, 2);
}

QLineEdit *RateEditor::newRateField(const QString &name, const QString &accessibleName)
{
    auto *field = new QLineEdit;
    field->setObjectName(name);
    field->setAccessibleName(accessibleName);
    field->setToolTip(tr("A rate: 200/s, 30/m"));
    connect(field, &QLineEdit::textChanged, this, &RateEditor::edited);
    return field;
}

QWidget *RateEditor::newConstantPage()
{
    auto *page = new QWidget;
    auto *layout = new QVBoxLayout(page);
    layout->setContentsMargins(0, 0, 0, 0);
    m_constant = newRateField(QStringLiteral("constantRate"), tr("Constant rate"));
    layout->addWidget(m_constant);
    layout->addWidget(newHint(tr("200/s or 30/m, until the duration is over or all requests are sent")));
    layout->addStretch();
    return page;
}

QWidget *RateEditor::newRampPage()
{
    auto *page = new QWidget;
    auto *layout = new QGridLayout(page);
    layout->setContentsMargins(0, 0, 0, 0);
    m_from = newRateField(QStringLiteral("rampFrom"), tr("Rate at the beginning"));
    m_to = newRateField(QStringLiteral("rampTo"), tr("Rate at the end"));
    auto *from = new QLabel(tr("&From"));
    from->setBuddy(m_from);
    auto *to = new QLabel(tr("To"));
    to->setBuddy(m_to);
    layout->addWidget(from, 0, 0);
    layout->addWidget(m_from, 0, 1);
    layout->addWidget(to, 1, 0);
    layout->addWidget(m_to, 1, 1);
    layout->addWidget(newHint(tr("evenly, over the duration")), 2, 0, 1, 2);
    layout->setRowStretch(3, 1);
    return page;
}

RateEditor::Kind RateEditor::kind() const
{
    return Kind(m_pages->currentIndex());
}

void RateEditor::setKind(Kind kind)
{
    m_kinds.at(std::size_t(kind))->setChecked(true);
}

void RateEditor::setRate(const Rate &rate)
{
    const bool isPieces = rate.length().count() > 0;
    const RatePiece first = rate.isEmpty() ? RatePiece{usualRate, usualRate} : rate.pieces.first();
    m_constant->setText(perSecondText(isPieces || first.isRamp() ? usualRate : first.from));
    const bool isRamp = !isPieces && first.isRamp();
    m_from->setText(isRamp ? perSecondText(first.from) : QString());
    m_to->setText(isRamp ? perSecondText(first.to) : QString());
    m_pieces->setPieces(isPieces ? rate.pieces : QList<RatePiece>());
    setKind(isPieces ? Kind::Pieces : isRamp ? Kind::Ramp : Kind::Constant);
}

/// Of a kind for which nothing was typed: what the one before it leads to.
void RateEditor::beginWith(Kind kind)
{
    if (kind == Kind::Ramp && m_to->text().isEmpty()) {
        m_from->setText(perSecondText(0));
        m_to->setText(m_constant->text());
    }
    if (kind == Kind::Pieces && m_pieces->isEmpty()) {
        const std::optional<Rate> typed = rateFromText(this->kind() == Kind::Ramp ? m_to->text() : m_constant->text());
        const double rate = typed ? typed->pieces.last().to : usualRate;
        m_pieces->setPieces({{0, rate, 10s}, {rate, rate, 30s}, {rate, 0, 10s}});
    }
}

void RateEditor::showKind()
{
    for (std::size_t i = 0; i < m_kinds.size(); ++i) {
        if (m_kinds[i]->isChecked())
            m_pages->setCurrentIndex(int(i));
    }
    const std::array<QWidget *, 3> first = {m_constant, m_from, m_pieces};
    setFocusProxy(first.at(std::size_t(kind())));
}

QString RateEditor::text() const
{
    if (kind() == Kind::Constant)
        return m_constant->text().trimmed();
    if (kind() == Kind::Pieces)
        return m_pieces->text();
    return m_from->text().trimmed() + QLatin1String("..") + m_to->text().trimmed();
}

void RateEditor::showShape(const std::optional<LoadShape> &shape, const QString &sentence)
{
    m_curve->setShape(shape);
    m_curve->setAccessibleDescription(sentence);
    m_sentence->setText(sentence);
}

} // namespace fiftyfold
