// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/run/baselinecard.h"

#include "core/comparison/runcomparisonwording.h"
#include "core/text/visibletext.h"
#include "widgets/base/childwidgets.h"
#include "widgets/base/mutedlabel.h"
#include "widgets/run/figurestable.h"
#include "widgets/run/runbaseline.h"

#include <QHBoxLayout>
#include <QToolButton>
#include <QVBoxLayout>

namespace fiftyfold {

/// What the card is made of, before it takes them over.
struct BaselineCard::Parts {
    QWidget *aside = new QWidget;
    QToolButton *remove = new QToolButton(aside);
    QWidget *content = new QWidget;
};

BaselineCard::BaselineCard(RunBaseline *baseline, QWidget *parent)
    : BaselineCard(baseline, Parts(), parent)
{
}

BaselineCard::BaselineCard(RunBaseline *baseline, const Parts &parts, QWidget *parent)
    : ChartCard(QString(), parts.aside, parts.content, parent)
    , m_baseline(baseline)
    , m_table(new FiguresTable(&m_model, tr("The run beside its baseline in figures"),
                               [this](const QList<int> &rows) { return m_model.toText(rows); }))
    , m_verdict(new MutedLabel)
{
    auto *beside = new QHBoxLayout(parts.aside);
    beside->setContentsMargins(0, 0, 0, 0);
    beside->addStretch(1);
    beside->addWidget(parts.remove);
    parts.remove->setText(QStringLiteral("×"));
    parts.remove->setAutoRaise(true);
    parts.remove->setFocusPolicy(Qt::StrongFocus);
    parts.remove->setAccessibleName(tr("Remove the baseline"));
    parts.remove->setToolTip(tr("Remove the baseline"));
    // Queued: it hides the button.
    connect(parts.remove, &QToolButton::clicked, baseline, &RunBaseline::remove, Qt::QueuedConnection);

    m_verdict->setWordWrap(true);
    m_verdict->setContentsMargins(9, 2, 9, 2);
    m_verdict->setAccessibleName(tr("Verdict"));
    auto *layout = new QVBoxLayout(parts.content);
    layout->setContentsMargins(4, 0, 4, 0);
    layout->setSpacing(2);
    layout->addWidget(m_verdict);
    layout->addWidget(m_table);
    m_table->setToolTip(comparisonMethodText());
    connect(baseline, &RunBaseline::changed, this, &BaselineCard::refresh);
    connect(baseline, &RunBaseline::compared, this, &BaselineCard::refresh);
    refresh();
}

BaselineCard::~BaselineCard()
{
    deleteChildWidgets(*this); // they show the model
}

QString BaselineCard::verdict() const
{
    return m_verdict->text();
}

void BaselineCard::refresh()
{
    const std::optional<RunComparison> &comparison = m_baseline->comparison();
    m_model.setComparison(comparison);
    m_table->setVisible(comparison.has_value());
    setTitle(tr("Against %1").arg(visibleText(m_baseline->name())));
    const QString text = m_baseline->state() == RunBaseline::State::Reading ? tr("It is being read.")
                         : comparison                                       ? m_model.sentence()
                                      : tr("A run is held against it when it has ended.");
    m_verdict->setText(text);
    m_verdict->setTone(comparison && comparison->verdict == Verdict::Slower ? MutedLabel::Tone::Error
                                                                            : MutedLabel::Tone::Plain);
    setVisible(m_baseline->state() != RunBaseline::State::None);
}

} // namespace fiftyfold
