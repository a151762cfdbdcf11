// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/comparison/comparisondiffdialog.h"

#include "core/comparison/runcomparisonwording.h"
#include "core/text/visibletext.h"
#include "models/comparison/runcomparisonmodel.h"
#include "widgets/base/childwidgets.h"
#include "widgets/base/mutedlabel.h"
#include "widgets/base/screenroom.h"
#include "widgets/run/figurestable.h"

#include <QDialogButtonBox>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

namespace fiftyfold {

ComparisonDiffDialog::ComparisonDiffDialog(const QString &baseline, const QString &run, const ComparedEntries &compared,
                                           QWidget *parent)
    : QDialog(parent)
{
    setWindowTitle(tr("One comparison against another"));
    auto *names = new QLabel(
        visibleText(tr("Baseline: %1").arg(baseline)) + QLatin1Char('\n') + visibleText(tr("Run: %1").arg(run)), this);
    names->setTextFormat(Qt::PlainText);
    names->setWordWrap(true);
    names->setAccessibleName(tr("Which are compared"));

    auto *model = new RunComparisonModel(this);
    model->setEntries(compared);
    auto *verdict = new MutedLabel(model->sentence(), this);
    verdict->setWordWrap(true);
    verdict->setTone(compared.verdict == Verdict::Slower ? MutedLabel::Tone::Error : MutedLabel::Tone::Plain);
    verdict->setAccessibleName(tr("Verdict"));
    auto *table = new FiguresTable(model, tr("The entries of both in figures"),
                                   [model](const QList<int> &rows) { return model->toText(rows); });
    table->horizontalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    table->horizontalHeader()->setStretchLastSection(true);
    auto *area = new QScrollArea(this); // of a sweep there are many
    area->setWidget(table);
    area->setWidgetResizable(true);
    area->setFrameShape(QFrame::NoFrame);
    area->setFocusPolicy(Qt::NoFocus);
    auto *method = new MutedLabel(entriesMethodText(), this);
    method->setWordWrap(true);
    method->setAccessibleName(tr("How it is compared"));

    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    auto *copy = buttons->addButton(tr("C&opy"), QDialogButtonBox::ActionRole);
    copy->setAutoDefault(false);
    connect(copy, &QPushButton::clicked, table, &FiguresTable::copy);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 14, 16, 14);
    layout->setSpacing(12);
    layout->addWidget(names);
    layout->addWidget(verdict);
    layout->addWidget(area, 1);
    layout->addWidget(method);
    layout->addWidget(buttons);
    constexpr QSize usual(860, 420);
    resize(usual.boundedTo(roomOnScreen(*this)));
}

/// The table goes before its model.
ComparisonDiffDialog::~ComparisonDiffDialog()
{
    deleteChildWidgets(*this);
}

} // namespace fiftyfold
