// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/comparison/comparisonloaddialog.h"

#include "models/run/loadwording.h"
#include "widgets/comparison/comparisonsetup.h"

#include "ui_comparisonloaddialog.h"

namespace fiftyfold {

ComparisonLoadDialog::ComparisonLoadDialog(const std::optional<ComparisonLoad> &load, const RunPlan &plan,
                                           QWidget *parent)
    : QDialog(parent)
    , m_ui(std::make_unique<Ui::ComparisonLoadDialog>())
{
    m_ui->setupUi(this);
    m_ui->asInMain->setText(tr("As in the &main window: %1").arg(loadInShort(withLanesOfOthers(plan))));
    for (QSpinBox *number : {m_ui->requests, m_ui->atOnce, m_ui->warmup})
        number->setMaximum(int(requestsLimit));
    const ComparisonLoad shown = load.value_or(ComparisonLoad{plan.requests, plan.atOnce, plan.warmup});
    m_ui->requests->setValue(int(shown.requests));
    m_ui->atOnce->setValue(int(shown.atOnce));
    m_ui->warmup->setValue(int(shown.warmup));
    (load ? m_ui->own : m_ui->asInMain)->setChecked(true);
    const auto enableFields = [this](bool isOwn) {
        for (QSpinBox *number : {m_ui->requests, m_ui->atOnce, m_ui->warmup})
            number->setEnabled(isOwn);
    };
    enableFields(load.has_value());
    connect(m_ui->own, &QRadioButton::toggled, this, enableFields);
    connect(m_ui->buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(m_ui->buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
}

ComparisonLoadDialog::~ComparisonLoadDialog() = default;

std::optional<ComparisonLoad> ComparisonLoadDialog::load() const
{
    if (!m_ui->own->isChecked())
        return std::nullopt;
    return ComparisonLoad{quint32(m_ui->requests->value()), quint32(m_ui->atOnce->value()),
                          quint32(m_ui->warmup->value())};
}

} // namespace fiftyfold
