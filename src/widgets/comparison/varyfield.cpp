// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/comparison/varyfield.h"

#include "core/comparison/factor.h"
#include "widgets/base/stagecolours.h"

#include "ui_varyfield.h"

#include <QCoreApplication>
#include <QPainter>
#include <QSignalBlocker>

#include <array>

namespace fiftyfold {

namespace {

/// What there is to begin with, in the order in which they are offered; of `url` the one that there is.
struct FirstValues {
    const char *factor;
    const char *values;
};
constexpr std::array<FirstValues, 8> firstValues{{{"at-once", "1, 4, 16"},
                                                  {"threads", "1, 2"},
                                                  {"rate", "50/s, 100/s, 200/s"},
                                                  {"http", "1.1, 2"},
                                                  {"transport", "curl, qt"},
                                                  {"connections", "reused, fresh"},
                                                  {"header", "Accept-Encoding: gzip | br"},
                                                  {"url", ""}}};

} // namespace

VaryField::VaryField(QWidget *parent)
    : QWidget(parent)
    , m_ui(std::make_unique<Ui::VaryField>())
{
    m_ui->setupUi(this);
    m_ui->factor->addItem(tr("Strategies alone"), QString());
    for (const FirstValues &row : firstValues) {
        const Factor *factor = findFactor(QLatin1String(row.factor));
        m_ui->factor->addItem(QCoreApplication::translate("fiftyfold::Factor", factor->label), factor->nameText());
        m_values.insert(factor->nameText(), QString::fromLatin1(row.values));
    }
    connect(m_ui->factor, &QComboBox::activated, this, &VaryField::choose);
    connect(m_ui->values, &QLineEdit::editingFinished, this, &VaryField::tell);
    connect(m_ui->article, &QCheckBox::toggled, this, &VaryField::articleToggled);
    connect(m_ui->asTable, &QToolButton::toggled, this, &VaryField::asTableToggled);
    showVaried({}, {});
    setSweeping(false);
}

VaryField::~VaryField() = default;

void VaryField::showVaried(const QString &factor, const QString &values)
{
    const QSignalBlocker noFactor(m_ui->factor);
    const QSignalBlocker noValues(m_ui->values);
    m_ui->factor->setCurrentIndex(qMax(0, m_ui->factor->findData(factor)));
    m_ui->values->setVisible(!factor.isEmpty());
    if (!factor.isEmpty()) {
        m_values.insert(factor, values);
        m_ui->values->setText(values);
    }
}

void VaryField::showArticle(bool isArticle)
{
    const QSignalBlocker noArticle(m_ui->article);
    m_ui->article->setChecked(isArticle);
}

void VaryField::takeTyped()
{
    const QString factor = m_ui->factor->currentData().toString();
    if (!factor.isEmpty() && m_ui->values->text() != m_values.value(factor))
        tell();
}

void VaryField::setChoosingEnabled(bool isEnabled)
{
    for (QWidget *part : std::initializer_list<QWidget *>{m_ui->factor, m_ui->values, m_ui->article})
        part->setEnabled(isEnabled);
}

void VaryField::setSweeping(bool isSweeping)
{
    m_ui->asTable->setVisible(isSweeping);
}

bool VaryField::isAsTable() const
{
    return m_ui->asTable->isChecked();
}

/// With the values that it had last.
void VaryField::choose()
{
    const QString factor = m_ui->factor->currentData().toString();
    const QString values = m_values.value(factor);
    showVaried(factor,
               factor == QLatin1String("url") && values.isEmpty() ? m_url + QLatin1String(", ") + m_url : values);
    tell();
}

void VaryField::tell()
{
    const QString factor = m_ui->factor->currentData().toString();
    Q_EMIT varied(factor, factor.isEmpty() ? QString() : m_ui->values->text().trimmed());
}

void VaryField::paintEvent(QPaintEvent *)
{
    const StageColours colours(palette());
    QPainter painter(this);
    painter.fillRect(rect(), colours.card);
    painter.fillRect(QRect(0, height() - 1, width(), 1), colours.fieldBorder);
}

} // namespace fiftyfold
