// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/run/logpanel.h"

#include "core/text/numberlocale.h"
#include "models/run/logmodel.h"
#include "widgets/base/stagecolours.h"
#include "widgets/run/logdelegate.h"

#include "ui_logpanel.h"

#include <QAction>
#include <QClipboard>
#include <QFontDatabase>
#include <QGuiApplication>
#include <QScrollBar>

#include <algorithm>
#include <chrono>

namespace fiftyfold {

LogPanel::LogPanel(LogModel *model, QWidget *parent)
    : Card(parent)
    , m_ui(std::make_unique<Ui::LogPanel>())
    , m_model(model)
{
    m_ui->setupUi(this);
    QFont bold = font();
    bold.setWeight(QFont::DemiBold);
    m_ui->title->setFont(bold);
    QFont fixed = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    fixed.setPointSizeF(font().pointSizeF() * 0.9);
    m_ui->lines->setFont(fixed);
    m_ui->lines->setLayoutDirection(Qt::LeftToRight);
    m_ui->lines->setItemDelegate(new LogDelegate(m_ui->lines));
    QStyleOptionViewItem line;
    line.fontMetrics = m_ui->lines->fontMetrics();
    const int whole = m_ui->lines->itemDelegate()->sizeHint(line, {}).height(); // of large letters
    m_ui->lines->setMinimumHeight(qMax(m_ui->lines->minimumHeight(), whole));
    m_ui->lines->setModel(model);
    m_ui->lines->setProperty("showsFocusOnCard", true);
    m_ui->lines->verticalScrollBar()->setAccessibleName(tr("Scroll the log"));

    auto *copy = new QAction(tr("&Copy"), m_ui->lines); // by keyboard the window's does it
    connect(copy, &QAction::triggered, this, &LogPanel::copySelected);
    m_ui->lines->addAction(copy);
    m_ui->lines->setContextMenuPolicy(Qt::ActionsContextMenu);

    m_filterDelay.setSingleShot(true);
    m_filterDelay.setInterval(std::chrono::milliseconds(200));
    connect(&m_filterDelay, &QTimer::timeout, this, &LogPanel::applyFilter);
    connect(m_ui->filter, &QLineEdit::textChanged, this, [this] { m_filterDelay.start(); });
    connect(m_ui->level, &QComboBox::currentIndexChanged, this, &LogPanel::applyFilter);

    connect(m_ui->lines, &UniformListView::rowChosen, this, [this](const QModelIndex &row) {
        const QVariant request = row.data(LogModel::RequestRole);
        m_model->setHeld(true);
        if (request.isValid() && request.toLongLong() >= 0)
            Q_EMIT requestChosen(request.toInt());
    });
    connect(m_ui->hold, &QPushButton::toggled, model, &LogModel::setHeld);
    connect(m_ui->lines, &UniformListView::atEndChanged, this, [model](bool isAtEnd) { model->setHeld(!isAtEnd); });
    connect(model, &LogModel::heldChanged, this, &LogPanel::showHeld);
    applyPalette();
}

LogPanel::~LogPanel() = default;

void LogPanel::focusFilter()
{
    m_ui->filter->setFocus();
    m_ui->filter->selectAll();
}

void LogPanel::applyFilter()
{
    m_filterDelay.stop();
    m_model->setFilter(static_cast<LogModel::Level>(m_ui->level->currentIndex()), m_ui->filter->text());
}

void LogPanel::copySelected() const
{
    QModelIndexList rows = m_ui->lines->selectionModel()->selectedIndexes();
    if (rows.isEmpty())
        return;
    std::sort(rows.begin(), rows.end());
    QStringList text;
    for (const QModelIndex &row : rows)
        text.append(row.data(Qt::DisplayRole).toString());
    QGuiApplication::clipboard()->setText(text.join(QLatin1Char('\n')));
}

bool LogPanel::hasSelection() const
{
    return m_ui->lines->selectionModel()->hasSelection();
}

void LogPanel::showHeld(bool isHeld)
{
    m_ui->hold->setChecked(isHeld);
    if (!isHeld)
        m_ui->lines->scrollToBottom();
    showDropped();
}

void LogPanel::showDropped()
{
    if (m_model->heldBackLines() > 0) {
        m_ui->dropped->setText(tr("held; %1 newer lines").arg(numberLocale().toString(m_model->heldBackLines())));
        return;
    }
    const quint64 dropped = m_model->droppedLines();
    m_ui->dropped->setText(
        dropped == 0 ? QString()
                     : tr("the last %1 lines; %2 older ones are gone")
                           .arg(numberLocale().toString(LogModel::capacity), numberLocale().toString(dropped)));
}

void LogPanel::applyPalette()
{
    QPalette muted;
    muted.setColor(QPalette::WindowText, StageColours(palette()).mutedText);
    m_ui->dropped->setPalette(muted);
}

void LogPanel::changeEvent(QEvent *event)
{
    Card::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        applyPalette();
}

QSize LogPanel::sizeHint() const
{
    return QSize(400, 120);
}

} // namespace fiftyfold
