// SPDX-License-Identifier: GPL-3.0-or-later
// How the run bar is laid out in the width that it has.
#include "widgets/run/runbar.h"

#include "widgets/run/loadbutton.h"

#include "ui_runbar.h"

#include <array>

namespace fiftyfold {

namespace {

/// What the bar leaves out and how it is laid out, the fullest form first. The URL needs the room more: a strategy's
/// list has the whole names, its text and tooltip say what its label does. Rather two rows than one that squeezes the
/// URL.
struct Form {
    bool hasWholeNames;
    bool hasStrategyLabel;
    bool isOneRow;
    int leastUrlLetters;
};
constexpr std::array<Form, 5> forms = {{{true, true, true, 50},
                                        {false, true, true, 40},
                                        {true, true, false, 26},
                                        {false, true, false, 26},
                                        {false, false, false, 26}}};

bool isLastForm(std::size_t index)
{
    return index + 1 == forms.size();
}

} // namespace

QSize RunBar::minimumSizeHint() const
{
    return {m_leastWidth, QWidget::minimumSizeHint().height()};
}

void RunBar::arrange(int width)
{
    // Run and Stop are equally wide. A layout takes a least width that is set even where the text needs more.
    constexpr int usualButton = 84;
    m_ui->run->setMinimumWidth(qMax(usualButton, m_ui->run->sizeHint().width()));
    for (std::size_t form = 0; form < forms.size(); ++form) {
        if (isLastForm(form) || neededWidth(form) <= width)
            return apply(form);
    }
}

int RunBar::neededWidth(std::size_t index) const
{
    const Form &form = forms[index];
    const auto widthOf = [this](std::initializer_list<const QWidget *> widgets) {
        int width = -m_ui->layout->spacing();
        for (const QWidget *widget : widgets)
            width += m_ui->layout->spacing() + qMax(widget->minimumSizeHint().width(), widget->minimumWidth());
        return width;
    };
    const int gap = m_ui->layout->spacing();
    const QMargins margins = m_ui->layout->contentsMargins();
    // Beside the URL the load may leave out its end; in a row of its own it does so last, up to its name.
    const LoadButton *button = m_ui->loadButton;
    int load = widthOf({m_ui->requestsButton, m_ui->more});
    load += gap + (isLastForm(index) ? button->widthOfName()
                   : form.isOneRow   ? button->minimumSizeHint().width()
                                     : button->sizeHint().width());
    load += gap + (form.hasWholeNames ? m_wholeNamesWidth : m_shortNamesWidth);
    load += form.hasStrategyLabel ? gap + widthOf({m_ui->strategyLabel}) : 0;
    const int others = widthOf({m_ui->method, m_ui->run, m_ui->compare});
    const int upper = others + gap + urlWidth(index);
    return margins.left() + margins.right() + (form.isOneRow ? upper + gap + load : qMax(upper, load));
}

int RunBar::urlWidth(std::size_t index) const
{
    return fontMetrics().averageCharWidth() * forms[index].leastUrlLetters;
}

void RunBar::apply(std::size_t index)
{
    const Form &form = forms[index];
    m_ui->url->setMinimumWidth(urlWidth(index));
    m_ui->loadButton->setMinimumWidth(isLastForm(index) ? m_ui->loadButton->widthOfName() : 0);
    m_ui->strategyLabel->setVisible(form.hasStrategyLabel);
    m_ui->strategy->setSizeAdjustPolicy(form.hasWholeNames ? QComboBox::AdjustToContents
                                                           : QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_ui->strategy->setMinimumWidth(form.hasWholeNames ? m_wholeNamesWidth : 0);
    if (m_isOneRow == form.isOneRow)
        return;
    m_isOneRow = form.isOneRow;
    m_ui->layout->removeWidget(m_ui->load);
    if (m_isOneRow)
        m_ui->layout->addWidget(m_ui->load, 0, 2);
    else
        m_ui->layout->addWidget(m_ui->load, 1, 0, 1, m_ui->layout->columnCount(), Qt::AlignLeft);
}

/// What follows from the font.
void RunBar::measure()
{
    const int letter = fontMetrics().averageCharWidth();
    m_ui->method->setFixedWidth(fontMetrics().horizontalAdvance(QStringLiteral("OPTIONS")) + 3 * letter + 12);
    m_ui->strategy->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    m_wholeNamesWidth = m_ui->strategy->sizeHint().width(); // its least one is that of a few letters
    m_ui->strategy->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_shortNamesWidth = m_ui->strategy->minimumSizeHint().width();
    m_leastWidth = neededWidth(forms.size() - 1);
    updateGeometry();
    arrange(width());
}

} // namespace fiftyfold
