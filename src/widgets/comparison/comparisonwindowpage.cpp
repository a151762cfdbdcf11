// SPDX-License-Identifier: GPL-3.0-or-later
// How the comparison's page is made, chosen for and laid out.
#include "widgets/comparison/comparisonwindow.h"

#include "core/text/numberlocale.h"
#include "records/csv/comparisoncsvwriter.h"
#include "records/markdown/comparisonmarkdownwriter.h"
#include "widgets/base/announcer.h"
#include "widgets/base/card.h"
#include "widgets/base/fittingscrollarea.h"
#include "widgets/base/stagecolours.h"
#include "widgets/capacity/capacitypage.h"
#include "widgets/charts/chartcard.h"
#include "widgets/comparison/comparisonaxis.h"
#include "widgets/comparison/comparisonchart.h"
#include "widgets/comparison/comparisonchooser.h"
#include "widgets/comparison/comparisonnews.h"
#include "widgets/comparison/comparisontable.h"
#include "widgets/comparison/sourcedialog.h"
#include "widgets/comparison/sweeppage.h"

#include "ui_comparisonwindow.h"

#include <QAction>
#include <QLabel>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace fiftyfold {

namespace {

QFont scaledFont(const QFont &font, double factor)
{
    QFont scaled = font;
    scaled.setPointSizeF(scaled.pointSizeF() * factor);
    return scaled;
}

} // namespace

void ComparisonWindow::buildPage()
{
    QFont title = scaledFont(font(), 1.2);
    title.setWeight(QFont::DemiBold);
    m_ui->title->setFont(title);
    const QFont small = scaledFont(font(), 0.92);
    for (QLabel *label : {m_ui->sentence, m_ui->state, m_ui->sameForAll}) {
        label->setFont(small);
        label->setForegroundRole(QPalette::PlaceholderText);
    }
    // In line with the title's letters.
    for (QLabel *label : {m_ui->sentence, m_ui->state})
        label->setContentsMargins(0, 3, 0, 0);

    auto *facts = new Card(m_ui->footer); // of many entries they say much, and the table is to have its room
    m_ui->footerLayout->removeWidget(m_ui->sameForAll);
    auto *area = new FittingScrollArea(m_ui->sameForAll, facts);
    area->setMostLines(3);
    area->setFocusPolicy(Qt::StrongFocus);
    area->setProperty("showsFocusOnCard", true);
    area->setAccessibleName(tr("What is the same for all"));
    auto *factsLayout = new QVBoxLayout(facts);
    factsLayout->setContentsMargins(8, 3, 2, 3);
    factsLayout->addWidget(area);
    m_ui->footerLayout->insertWidget(0, facts, 1);

    auto *charts = new QWidget; // which scroll where the screen is too low for them
    auto *chartsLayout = new QVBoxLayout(charts);
    chartsLayout->setContentsMargins(0, 0, 0, 0);
    chartsLayout->setSpacing(m_ui->pageLayout->spacing());
    m_chartsArea = new FittingScrollArea(charts, m_ui->page);
    m_ui->pageLayout->addWidget(m_chartsArea, 1);
    auto *card = new Card(charts);
    m_table = new ComparisonTable(m_controller.model(), card);
    m_axis = new ComparisonAxis(m_table, card);
    auto *cardLayout = new QVBoxLayout(card);
    cardLayout->setContentsMargins(1, 3, 1, 3);
    cardLayout->setSpacing(0);
    cardLayout->addWidget(m_table, 1);
    cardLayout->addWidget(m_axis);
    chartsLayout->addWidget(card);
    m_tableCard = card;
    m_sweepPage = new SweepPage(charts);
    chartsLayout->addWidget(m_sweepPage, 1);
    connect(m_table, &ComparisonTable::csvRequested, this, [this] { copyFigures(writeComparisonCsv); });
    connect(m_table, &ComparisonTable::markdownRequested, this, [this] { copyFigures(writeComparisonMarkdown); });
    auto *announcer = new Announcer(this);
    new ComparisonNews(&m_controller, announcer, this);
    m_capacity->setAnnouncer(announcer);
    connect(m_ui->messageBar, &MessageBar::messageShown, announcer, &Announcer::sayEvent);
    m_chartCard = buildChartCard();
    chartsLayout->addWidget(m_chartCard, 1);
    QWidget *before = m_table; // the form's footer was there first
    for (QWidget *next : std::initializer_list<QWidget *>{
             m_sweepPage->plot(SweepFigure::Throughput), m_sweepPage->plot(SweepFigure::Response),
             m_sweepPage->plot(SweepFigure::Cost), m_rangeButton, area, m_ui->savePicture, m_ui->exportButton,
             m_ui->holdAgainst, m_ui->runAgain}) {
        setTabOrder(before, next);
        before = next;
    }
}

QWidget *ComparisonWindow::buildChartCard()
{
    m_chart = new ComparisonChart(m_controller.model());
    auto *aside = new QWidget;
    m_rangeLabel = new QLabel(aside);
    m_rangeLabel->setFont(scaledFont(font(), 0.86));
    m_rangeLabel->setForegroundRole(QPalette::PlaceholderText);
    m_rangeButton = new QToolButton(aside);
    m_rangeButton->setFont(scaledFont(font(), 0.86));
    m_rangeButton->setAutoRaise(true);
    m_rangeButton->setCheckable(true);
    m_rangeButton->setFocusPolicy(Qt::StrongFocus);
    m_rangeButton->setText(tr("Sho&w all"));
    m_rangeButton->setAccessibleName(tr("Show all of the time"));
    m_rangeButton->setToolTip(tr("Up to the end of the slowest, instead of the slowest with more than one at once"));
    connect(m_rangeButton, &QToolButton::toggled, m_chart, &ComparisonChart::setShowingAll);
    auto *layout = new QHBoxLayout(aside);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_rangeLabel);
    layout->addStretch(1);
    layout->addWidget(m_rangeButton);
    return new ChartCard(tr("Requests done over time"), aside, m_chart, m_ui->page);
}

void ComparisonWindow::addActions()
{
    const auto add = [this](const QList<QKeySequence> &keys) {
        auto *action = new QAction(this);
        action->setShortcuts(keys);
        addAction(action);
        return action;
    };
    m_runAction = add({QKeySequence(Qt::Key_F5), QKeySequence(Qt::CTRL | Qt::Key_R)});
    connect(m_runAction, &QAction::triggered, this, &ComparisonWindow::runShown);
    m_stopAction = add({QKeySequence(Qt::Key_Escape)});
    connect(m_stopAction, &QAction::triggered, this, &ComparisonWindow::stopShown);
    connect(add({QKeySequence(QKeySequence::Save)}), &QAction::triggered, this, &ComparisonWindow::savePicture);
    connect(add({QKeySequence(Qt::CTRL | Qt::Key_E)}), &QAction::triggered, this,
            [this] { isCapacityShown() ? exportCapacity() : m_ui->exportButton->click(); });
    connect(add({QKeySequence(Qt::CTRL | Qt::Key_W)}), &QAction::triggered, this, &QWidget::close);
    connect(m_ui->savePicture, &QToolButton::clicked, this, &ComparisonWindow::savePicture);
    connect(m_ui->exportButton, &QToolButton::clicked, this, &ComparisonWindow::exportReport);
    connect(m_ui->runAgain, &QToolButton::clicked, this, &ComparisonWindow::runAgain);
}

void ComparisonWindow::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        applyPalette();
}

void ComparisonWindow::applyPalette()
{
    QPalette links;
    for (const QPalette::ColorGroup group : {QPalette::Active, QPalette::Inactive})
        links.setColor(group, QPalette::ButtonText, palette().color(group, QPalette::Link));
    for (QToolButton *button :
         {m_ui->savePicture, m_ui->exportButton, m_ui->holdAgainst, m_ui->runAgain, m_rangeButton})
        button->setPalette(links);
    QPalette line;
    line.setColor(QPalette::WindowText, StageColours(palette()).fieldBorder);
    m_ui->rule->setPalette(line);
    markInsecure();
}

/// As the main window marks a run whose peers were not verified.
void ComparisonWindow::markInsecure()
{
    QPalette texts;
    if (shown().plan.insecure)
        texts.setColor(QPalette::PlaceholderText, StageColours(palette()).error);
    m_ui->sentence->setPalette(texts);
}

void ComparisonWindow::showRange()
{
    const bool isAll = m_chart->endMs() >= m_chart->wholeEndMs();
    const QString range =
        isAll ? tr("to the end") : tr("first %1 s").arg(numberLocale().toString(m_chart->endMs() / 1e3, 'g', 4));
    m_rangeLabel->setText(m_chart->isEmpty() ? QString()
                                             : tr("the round with the median time of each · %1").arg(range));
    m_rangeButton->setVisible(!m_chart->isEmpty() && (!isAll || m_rangeButton->isChecked()));
}

void ComparisonWindow::openChooser()
{
    if (isBusy())
        return;
    ComparisonChoice from = m_choice;
    if (from.isOfKept) { // which says nothing of what the user has set up here
        const ComparisonChoice own = m_settings.choice();
        from.runners = own.runners;
        from.load = own.load;
    }
    auto *chooser = new ComparisonChooser(m_catalogue, from, this);
    chooser->setAttribute(Qt::WA_DeleteOnClose);
    connect(chooser, &QDialog::accepted, this, [this, chooser] {
        ComparisonChoice choice = chooser->choice();
        choice.isOfKept = false;
        setChoice(choice);
    });
    chooser->open();
}

void ComparisonWindow::openSource(int row)
{
    const QString name = m_controller.shownLines()[row].entry.plan.strategy;
    const auto info = std::find_if(m_catalogue.cbegin(), m_catalogue.cend(),
                                   [&name](const StrategyInfo &known) { return known.name == name; });
    if (info == m_catalogue.cend())
        return;
    auto *dialog = new SourceDialog(*info, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->show();
}

} // namespace fiftyfold
