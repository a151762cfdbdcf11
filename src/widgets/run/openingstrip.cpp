// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/run/openingstrip.h"

#include "core/text/visibletext.h"
#include "widgets/base/elidedlabel.h"
#include "widgets/run/runopener.h"

#include <QHBoxLayout>
#include <QProgressBar>
#include <QToolButton>

namespace fiftyfold {

namespace {

constexpr int momentMs = 150;
constexpr int fullBar = 1000;
constexpr int openingBarWidth = 120;

} // namespace

OpeningStrip::OpeningStrip(RunOpener *opener, QWidget *parent)
    : QWidget(parent)
    , m_opener(opener)
    , m_label(new ElidedLabel(this))
    , m_bar(new QProgressBar(this))
{
    m_label->setTextFormat(Qt::PlainText);
    m_bar->setTextVisible(false);
    m_bar->setFixedWidth(openingBarWidth);
    m_bar->setAccessibleName(tr("How far the file has been read"));
    auto *cancel = new QToolButton(this);
    cancel->setText(tr("Cancel opening"));
    cancel->setAutoRaise(true);
    connect(cancel, &QToolButton::clicked, opener, &RunOpener::cancel);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(8, 0, 8, 0);
    layout->addWidget(m_label);
    layout->addWidget(m_bar);
    layout->addWidget(cancel);
    m_moment.setSingleShot(true);
    m_moment.setInterval(momentMs);
    connect(&m_moment, &QTimer::timeout, this, &QWidget::show);
    connect(opener, &RunOpener::openingChanged, this, &OpeningStrip::showOpening);
    connect(opener, &RunOpener::progressed, this, [this](double share) {
        m_bar->setRange(0, fullBar);
        m_bar->setValue(qRound(share * fullBar));
    });
    hide();
}

void OpeningStrip::showOpening(bool isOpening)
{
    if (!isOpening) {
        m_moment.stop();
        hide();
        return;
    }
    m_label->setText(tr("Opening %1").arg(visibleText(m_opener->name())));
    m_bar->setRange(0, 0); // until it is known how far
    m_moment.start();
}

} // namespace fiftyfold
