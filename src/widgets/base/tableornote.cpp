// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/base/tableornote.h"

#include "widgets/base/mutedlabel.h"

#include <QPushButton>
#include <QVBoxLayout>

namespace fiftyfold {

TableOrNote::TableOrNote(QWidget *table, QWidget *parent)
    : QStackedWidget(parent)
    , m_note(new MutedLabel)
    , m_button(new QPushButton)
{
    auto *page = new QWidget;
    m_note->setAlignment(Qt::AlignCenter);
    m_note->setWordWrap(true);
    auto *layout = new QVBoxLayout(page);
    layout->setContentsMargins(20, 12, 20, 12);
    layout->setSpacing(10);
    layout->addStretch(1);
    layout->addWidget(m_note);
    layout->addWidget(m_button, 0, Qt::AlignHCenter);
    layout->addStretch(1);
    addWidget(table);
    addWidget(page);
    connect(m_button, &QPushButton::clicked, this, &TableOrNote::buttonClicked);
    showNote(QString());
}

void TableOrNote::showTable()
{
    setCurrentIndex(0);
}

void TableOrNote::showNote(const QString &text, const QString &buttonText)
{
    m_note->setText(text);
    m_button->setText(buttonText);
    m_button->setVisible(!buttonText.isEmpty());
    setCurrentIndex(1);
}

} // namespace fiftyfold
