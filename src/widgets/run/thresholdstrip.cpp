// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/run/thresholdstrip.h"

#include "widgets/base/plaintooltip.h"
#include "widgets/base/stagecolours.h"

#include <QEvent>
#include <QLabel>
#include <QResizeEvent>

#include <utility>

namespace fiftyfold {

namespace {

constexpr int labelGap = 18;

QColor colourOf(ThresholdState state, const StageColours &colours)
{
    switch (state) {
    case ThresholdState::Held:
        return colours.success;
    case ThresholdState::Crossed:
        return colours.error;
    case ThresholdState::Undecided:
        return colours.text;
    case ThresholdState::Open:
        break;
    }
    return colours.mutedText;
}

void setLabelColour(QLabel *label, const QColor &colour)
{
    QPalette own;
    own.setColor(QPalette::WindowText, colour);
    label->setPalette(own);
}

} // namespace

ThresholdStrip::ThresholdStrip(QWidget *parent)
    : QWidget(parent)
    , m_title(newLabel())
    , m_rest(newLabel())
{
    setObjectName(QStringLiteral("thresholdStrip"));
    setAccessibleName(tr("Thresholds"));
    setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
    m_title->setText(tr("THRESHOLDS"));
    QFont small = font();
    small.setPointSizeF(small.pointSizeF() * 0.8);
    small.setWeight(QFont::DemiBold);
    m_title->setFont(small);
    hide();
}

QLabel *ThresholdStrip::newLabel()
{
    auto *label = new QLabel(this);
    label->setTextFormat(Qt::PlainText);
    return label;
}

void ThresholdStrip::showExpectations(const Expectations &expectations, VerdictTime time)
{
    m_expectations = expectations;
    m_time = time;
    while (m_labels.size() > expectations.size())
        delete m_labels.takeLast();
    while (m_labels.size() < expectations.size())
        m_labels.append(newLabel());
    showTexts();
    showColours();
    arrange();
    setVisible(!expectations.isEmpty());
}

QString ThresholdStrip::worded(const Expectation &expectation) const
{
    return expectation.threshold.text + QLatin1Char(' ') + stateWord(stateOf(expectation, m_time));
}

QString ThresholdStrip::spokenText() const
{
    QStringList all;
    for (const Expectation &expectation : m_expectations)
        all.append(worded(expectation));
    return all.join(QLatin1String(", "));
}

void ThresholdStrip::showTexts()
{
    for (qsizetype i = 0; i < m_labels.size(); ++i) {
        const Expectation &one = m_expectations.at(i);
        const ThresholdState state = stateOf(one, m_time);
        const QString sign = state == ThresholdState::Open ? QString() : stateSign(state) + QLatin1Char(' ');
        m_labels.at(i)->setText(sign + worded(one));
        m_labels.at(i)->setToolTip(plainToolTip(aboutVerdict(one, m_time)));
    }
}

void ThresholdStrip::showColours()
{
    const StageColours colours(palette());
    setLabelColour(m_title, colours.mutedText);
    setLabelColour(m_rest, colours.mutedText);
    for (qsizetype i = 0; i < m_labels.size(); ++i)
        setLabelColour(m_labels.at(i), colourOf(stateOf(m_expectations.at(i), m_time), colours));
}

/// From left to right, those that fit whole, and room for the last word where not all do.
void ThresholdStrip::arrange()
{
    int x = 2;
    const auto place = [this, &x](QLabel *label) {
        const int wide = qMin(label->sizeHint().width(), qMax(0, width() - x));
        label->setGeometry(x, 0, wide, height());
        label->show();
        x += wide + labelGap;
    };
    place(m_title);
    m_rest->setText(tr("and %1 more: %2 crossed").arg(m_labels.size()).arg(m_labels.size())); // at its widest
    const int restWidth = m_rest->sizeHint().width();
    int left = x;
    for (const QLabel *label : std::as_const(m_labels))
        left += label->sizeHint().width() + labelGap;
    const bool isRoomForAll = left - labelGap <= width();
    qsizetype shown = 0;
    while (shown < m_labels.size()) {
        QLabel *label = m_labels.at(shown);
        if (!isRoomForAll && x + label->sizeHint().width() + labelGap + restWidth > width())
            break;
        place(label);
        ++shown;
    }
    for (qsizetype i = shown; i < m_labels.size(); ++i)
        m_labels.at(i)->hide();
    m_rest->setVisible(shown < m_labels.size());
    if (shown < m_labels.size()) {
        showRest(shown);
        place(m_rest);
    }
}

void ThresholdStrip::showRest(qsizetype from)
{
    int crossed = 0;
    QStringList about;
    for (qsizetype i = from; i < m_expectations.size(); ++i) {
        const ThresholdState state = stateOf(m_expectations.at(i), m_time);
        crossed += state == ThresholdState::Crossed ? 1 : 0;
        about.append(m_expectations.at(i).threshold.text + QLatin1Char(' ') + stateWord(state));
    }
    const qsizetype count = m_expectations.size() - from;
    const bool isNoneShown = from == 0;
    const QString text = isNoneShown ? tr("%1").arg(count) : tr("and %1 more").arg(count);
    m_rest->setText(crossed == 0 ? text : tr("%1: %2 crossed").arg(text).arg(crossed));
    m_rest->setToolTip(plainToolTip(about.join(QLatin1Char('\n'))));
    setLabelColour(m_rest, crossed > 0 ? StageColours(palette()).error : StageColours(palette()).mutedText);
}

QSize ThresholdStrip::sizeHint() const
{
    return minimumSizeHint();
}

QSize ThresholdStrip::minimumSizeHint() const
{
    return QSize(0, fontMetrics().height() + 2);
}

void ThresholdStrip::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    arrange();
}

void ThresholdStrip::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        showColours();
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange)
        arrange();
}

} // namespace fiftyfold
