// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/comparison/comparisonbar.h"

#include "widgets/base/quietstyle.h"
#include "widgets/base/stagecolours.h"

#include "ui_comparisonbar.h"

#include <QPainter>
#include <QSignalBlocker>

#include <algorithm>

namespace fiftyfold {

ComparisonBar::ComparisonBar(QWidget *parent)
    : QWidget(parent)
    , m_ui(std::make_unique<Ui::ComparisonBar>())
{
    m_ui->setupUi(this);
    m_ui->rounds->setMaximum(comparisonRoundsLimit);
    connect(m_ui->choose, &QPushButton::clicked, this, &ComparisonBar::chooseRequested);
    connect(m_ui->load, &QPushButton::clicked, this, &ComparisonBar::loadRequested);
    connect(m_ui->rounds, &QSpinBox::valueChanged, this, &ComparisonBar::roundsChanged);
    connect(m_ui->baseline, &QComboBox::currentIndexChanged, this, [this](int index) {
        if (index >= 0)
            Q_EMIT baselineChosen(m_ui->baseline->itemData(index).toString());
    });
    connect(m_ui->run, &QPushButton::clicked, this, [this] {
        if (m_button == Button::Run)
            Q_EMIT runRequested();
        else if (m_button == Button::Stop)
            Q_EMIT stopRequested();
    });
    setButton(Button::Run);
}

ComparisonBar::~ComparisonBar() = default;

void ComparisonBar::showChoice(const ComparisonChoice &choice, const QList<ComparisonSubject> &subjects, int strategies)
{
    const QSignalBlocker noRounds(m_ui->rounds);
    const QSignalBlocker noBaseline(m_ui->baseline);
    m_ui->rounds->setValue(choice.rounds);
    m_ui->baseline->clear();
    for (const ComparisonSubject &subject : subjects) {
        if (subject.unavailable.isEmpty())
            m_ui->baseline->addItem(subject.label, subject.name);
    }
    m_ui->baseline->setCurrentIndex(qMax(0, m_ui->baseline->findData(choice.baselineInUse())));
    // By its stretch it has what the others leave, which shows the load whole; but not more than it needs.
    m_ui->baseline->setMaximumWidth(qMax(m_ui->baseline->minimumWidth(), m_ui->baseline->sizeHint().width()));
    const int runnable = m_ui->baseline->count();
    m_ui->choose->setText(tr("Stra&tegies (%1)…").arg(strategies));
    const auto unavailable = subjects.size() - runnable;
    const QString about = tr("Which strategies to compare, and a runner of your own");
    m_ui->choose->setToolTip(unavailable == 0 ? about : tr("%1.\n%2 can’t run here.").arg(about).arg(unavailable));
    m_isArticle = choice.isArticle;
    setButton(m_button);
}

void ComparisonBar::showLoad(const QString &load)
{
    m_ui->load->setSummary(load);
    m_ui->load->setMinimumWidth(m_ui->load->widthOfName());
    m_ui->load->setToolTip(tr("How much each run has to do: %1").arg(load));
}

void ComparisonBar::setButton(Button button)
{
    m_button = button;
    const bool isRun = button == Button::Run || button == Button::Waiting;
    m_ui->run->setText(isRun ? tr("&Run") : button == Button::Stop ? tr("&Stop") : tr("Stopping …"));
    m_ui->run->setAccessibleName(isRun ? tr("Run") : tr("Stop"));
    m_ui->run->setToolTip(button == Button::Waiting ? tr("A run goes on in the main window. It would disturb this one")
                          : isRun                   ? tr("Run the comparison (F5 or Ctrl+R)")
                                  : tr("Cancel what runs now and keep the rounds that are done (Esc)"));
    m_ui->run->setProperty("isPrimary", button != Button::Waiting);
    QFont font; // the rest of it is inherited
    if (button != Button::Waiting && !qobject_cast<const QuietStyle *>(m_ui->run->style()))
        font.setBold(true); // other styles know no primary button
    m_ui->run->setFont(font);
    m_ui->run->update();
    // What is compared can't be another while it runs; the baseline only says how it is read.
    const bool isIdle = isRun;
    m_ui->choose->setEnabled(isIdle && !m_isArticle);
    m_ui->load->setEnabled(isIdle && !m_isArticle);
    m_ui->rounds->setEnabled(isIdle);
    m_ui->baseline->setEnabled(m_ui->baseline->count() > 1);
}

void ComparisonBar::setProgress(std::optional<double> share)
{
    m_progress = share;
    update();
}

void ComparisonBar::focusRun()
{
    m_ui->run->setFocus();
}

void ComparisonBar::paintEvent(QPaintEvent *)
{
    const StageColours colours(palette());
    QPainter painter(this);
    painter.fillRect(rect(), colours.card);
    painter.fillRect(QRect(0, height() - 1, width(), 1), colours.fieldBorder);
    if (m_progress) {
        const int done = qRound(width() * std::clamp(*m_progress, 0.0, 1.0));
        painter.fillRect(QRect(0, height() - 3, width(), 3), colours.track);
        painter.fillRect(QRect(0, height() - 3, done, 3), colours.accent);
    }
}

} // namespace fiftyfold
