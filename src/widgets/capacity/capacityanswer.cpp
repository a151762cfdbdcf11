// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/capacity/capacityanswer.h"

#include "core/capacity/capacitywording.h"
#include "core/text/numberlocale.h"
#include "core/text/visibletext.h"
#include "models/base/windowwording.h"
#include "widgets/base/stagecolours.h"

#include <QHBoxLayout>
#include <QLabel>

namespace fiftyfold {

namespace {

/// "between 977/s and 1,007/s, 3.1 % apart"
QString rangeText(const CapacityAnswer &answer)
{
    if (!answer.hasRange())
        return {};
    return CapacityAnswerCard::tr("between %1 and %2, %3 % apart")
        .arg(rateForPeople(answer.held), rateForPeople(answer.crossed),
             numberLocale().toString(answer.percentApart(), 'f', 1));
}

} // namespace

CapacityAnswerCard::CapacityAnswerCard(QWidget *parent)
    : Card(parent)
    , m_rate(new QLabel(this))
    , m_range(new QLabel(this))
    , m_sentence(new QLabel(this))
    , m_state(new QLabel(this))
{
    setPlain(true);
    auto *heading = new QLabel(tr("Highest rate that holds"), this);
    QFont small = font();
    small.setPointSizeF(small.pointSizeF() * 0.86);
    small.setWeight(QFont::DemiBold);
    heading->setFont(small);
    heading->setForegroundRole(QPalette::PlaceholderText);
    QFont large = font();
    large.setPointSizeF(large.pointSizeF() * 1.7);
    large.setWeight(QFont::DemiBold);
    m_rate->setFont(large);
    m_rate->setAccessibleName(heading->text());
    m_range->setAccessibleName(tr("Range"));
    m_sentence->setAccessibleName(tr("Answer"));
    m_state->setAccessibleName(tr("State of the search"));
    m_state->setForegroundRole(QPalette::PlaceholderText);
    for (QLabel *label : {m_rate, m_range, m_sentence, m_state})
        label->setTextFormat(Qt::PlainText);
    m_sentence->setWordWrap(true);
    auto *top = new QHBoxLayout;
    top->addWidget(heading);
    top->addStretch(1);
    top->addWidget(m_state);
    auto *figures = new QHBoxLayout;
    figures->setSpacing(12);
    figures->addWidget(m_rate);
    figures->addWidget(m_range);
    figures->addStretch(1);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(13, 8, 13, 9);
    layout->setSpacing(2);
    layout->addLayout(top);
    layout->addLayout(figures);
    layout->addWidget(m_sentence);
}

void CapacityAnswerCard::show(const CapacityRecord &record, bool isGoing)
{
    const CapacityAnswer &answer = record.answer;
    m_rate->setText(answer.heldStep ? rateForPeople(answer.held) : QStringLiteral("–"));
    m_range->setText(rangeText(answer));
    const bool isKnown = !record.steps.empty();
    QString sentence = isKnown ? answerSentence(record) : QString();
    if (const QString limit = isGoing ? QString() : limitSentence(record); !limit.isEmpty())
        sentence += QLatin1Char(' ') + wordedForWindow(limit);
    m_sentence->setText(visibleText(sentence));
    m_sentence->setVisible(!sentence.isEmpty());
    const bool isBad = answer.end == CapacityEnd::NothingHeld ||
                       (answer.end == CapacityEnd::Found && answer.limit != CapacityLimit::Server);
    m_tone = isBad ? Tone::Bad : answer.end == CapacityEnd::Open ? Tone::None : Tone::Good;
    update();
}

void CapacityAnswerCard::showState(const QString &text)
{
    m_state->setText(text);
}

QColor CapacityAnswerCard::tint() const
{
    const StageColours colours(palette());
    return m_tone == Tone::Good ? colours.success : m_tone == Tone::Bad ? colours.error : QColor();
}

} // namespace fiftyfold
