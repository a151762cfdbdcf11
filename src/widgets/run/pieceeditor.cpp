// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/run/pieceeditor.h"

#include "core/text/quantities.h"
#include "widgets/base/stagecolours.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QSignalBlocker>
#include <QTableWidget>
#include <QToolButton>

#include <algorithm>

namespace fiftyfold {

namespace {

enum Column { FromColumn, ToColumn, ForColumn, ColumnCount };

constexpr int shownRows = 4;
const QString newLength = QStringLiteral("10s");

QString rateTextOf(double perSecond)
{
    return rateToText({{{perSecond, perSecond}}});
}

/// A number alone has the unit that it most likely means.
QString withUnit(const QString &typed, int column)
{
    const QString text = typed.trimmed();
    const bool isNumber = !text.isEmpty() && std::all_of(text.cbegin(), text.cend(),
                                                         [](QChar c) { return c.isDigit() || c == QLatin1Char('.'); });
    if (!isNumber)
        return text;
    return text + (column == ForColumn ? QLatin1String("s") : QLatin1String("/s"));
}

} // namespace

PieceEditor::PieceEditor(QWidget *parent)
    : QWidget(parent)
    , m_table(new QTableWidget(0, ColumnCount, this))
{
    m_table->setHorizontalHeaderLabels({tr("From"), tr("To"), tr("For")});
    m_table->setAccessibleName(tr("Pieces of the rate"));
    m_table->setToolTip(tr("Each piece goes evenly from one rate to the other: 0/s, 200/s, 30/m; for 250ms, 10s, 2m. "
                           "Type into a cell, or press F2"));
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setEditTriggers(QAbstractItemView::DoubleClicked | QAbstractItemView::SelectedClicked |
                             QAbstractItemView::EditKeyPressed | QAbstractItemView::AnyKeyPressed);
    m_table->setTabKeyNavigation(false);
    m_table->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_table->verticalHeader()->hide();
    m_table->horizontalHeader()->setSectionResizeMode(QHeaderView::Stretch);
    m_table->horizontalHeader()->setDefaultAlignment(Qt::AlignRight | Qt::AlignVCenter);
    m_table->horizontalHeader()->setHighlightSections(false);
    m_table->horizontalHeader()->setMinimumSectionSize(1);
    const int rowHeight = fontMetrics().height() + 8;
    m_table->verticalHeader()->setMinimumSectionSize(rowHeight);
    m_table->verticalHeader()->setDefaultSectionSize(rowHeight);
    m_table->setFixedHeight((shownRows + 1) * rowHeight + 6); // more of them scroll
    m_table->setMinimumWidth(30 * fontMetrics().averageCharWidth());

    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(2);
    buttons->addWidget(newButton(QStringLiteral("+"), tr("Add a piece after the selected one"), &PieceEditor::add));
    m_remove = newButton(QStringLiteral("−"), tr("Remove the selected piece"), &PieceEditor::remove);
    m_up = newButton(QStringLiteral("↑"), tr("Move the selected piece up"), &PieceEditor::moveUp);
    m_down = newButton(QStringLiteral("↓"), tr("Move the selected piece down"), &PieceEditor::moveDown);
    for (QToolButton *button : {m_remove, m_up, m_down})
        buttons->addWidget(button);
    buttons->addStretch();
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(4);
    layout->addWidget(m_table);
    layout->addLayout(buttons);
    layout->addStretch();
    setFocusProxy(m_table);

    connect(m_table, &QTableWidget::itemChanged, this, [this](QTableWidgetItem *item) {
        {
            const QSignalBlocker blocker(m_table);
            item->setText(withUnit(item->text(), item->column()));
        }
        Q_EMIT edited();
    });
    connect(m_table, &QTableWidget::currentCellChanged, this, [this](int row) {
        showState();
        Q_EMIT currentPieceChanged(row);
    });
    showState();
    showColours();
}

QToolButton *PieceEditor::newButton(const QString &sign, const QString &name, void (PieceEditor::*action)())
{
    auto *button = new QToolButton(this);
    button->setText(sign);
    button->setAccessibleName(name);
    button->setToolTip(name);
    button->setAutoRaise(true);
    button->setFocusPolicy(Qt::StrongFocus);
    const int side = fontMetrics().height() + 10;
    button->setFixedSize(side, side);
    connect(button, &QToolButton::clicked, this, action);
    return button;
}

void PieceEditor::setPieces(const QList<RatePiece> &pieces)
{
    {
        const QSignalBlocker blocker(m_table);
        m_table->setRowCount(0);
        for (const RatePiece &piece : pieces)
            insert(m_table->rowCount(), {rateTextOf(piece.from), rateTextOf(piece.to), durationToText(piece.length)});
    }
    if (!pieces.isEmpty())
        m_table->setCurrentCell(0, FromColumn);
    showState();
    Q_EMIT edited();
}

bool PieceEditor::isEmpty() const
{
    return m_table->rowCount() == 0;
}

QString PieceEditor::text() const
{
    QStringList pieces;
    for (int row = 0; row < m_table->rowCount(); ++row) {
        const QStringList texts = textsOf(row);
        const QString &from = texts.at(FromColumn);
        const QString &to = texts.at(ToColumn);
        pieces.append((from == to ? from : from + QLatin1String("..") + to) + QLatin1Char(':') + texts.at(ForColumn));
    }
    return pieces.join(QLatin1Char(','));
}

QStringList PieceEditor::textsOf(int row) const
{
    QStringList texts;
    for (int column = 0; column < ColumnCount; ++column)
        texts.append(m_table->item(row, column)->text());
    return texts;
}

void PieceEditor::insert(int row, const QStringList &texts)
{
    m_table->insertRow(row);
    for (int column = 0; column < ColumnCount; ++column) {
        auto *item = new QTableWidgetItem(texts.at(column));
        item->setTextAlignment(Qt::AlignRight | Qt::AlignVCenter);
        m_table->setItem(row, column, item);
    }
}

/// It goes on where the one before it ends.
void PieceEditor::add()
{
    const int before = m_table->currentRow() >= 0 ? m_table->currentRow() : m_table->rowCount() - 1;
    const QString rate = before >= 0 ? textsOf(before).at(ToColumn) : rateTextOf(1);
    {
        const QSignalBlocker blocker(m_table);
        insert(before + 1, {rate, rate, newLength});
    }
    m_table->setCurrentCell(before + 1, FromColumn);
    showState();
    Q_EMIT edited();
}

void PieceEditor::remove()
{
    if (m_table->currentRow() < 0 || m_table->rowCount() < 2)
        return;
    m_table->removeRow(m_table->currentRow());
    showState();
    Q_EMIT currentPieceChanged(m_table->currentRow());
    Q_EMIT edited();
}

void PieceEditor::moveUp()
{
    move(-1);
}

void PieceEditor::moveDown()
{
    move(1);
}

void PieceEditor::move(int by)
{
    const int from = m_table->currentRow();
    const int to = from + by;
    if (from < 0 || to < 0 || to >= m_table->rowCount())
        return;
    const int column = m_table->currentColumn();
    const QStringList texts = textsOf(from);
    {
        const QSignalBlocker blocker(m_table);
        m_table->removeRow(from);
        insert(to, texts);
        m_table->setCurrentCell(to, column);
    }
    showState();
    Q_EMIT currentPieceChanged(to);
    Q_EMIT edited();
}

void PieceEditor::showState()
{
    const int row = m_table->currentRow();
    m_remove->setEnabled(row >= 0 && m_table->rowCount() > 1);
    m_up->setEnabled(row > 0);
    m_down->setEnabled(row >= 0 && row + 1 < m_table->rowCount());
}

/// A selected row keeps its text's colour, as in the other tables.
void PieceEditor::showColours()
{
    const StageColours colours(palette());
    QPalette own;
    for (const QPalette::ColorGroup group : {QPalette::Active, QPalette::Inactive}) {
        own.setColor(group, QPalette::Highlight, colours.selectedRow);
        own.setColor(group, QPalette::HighlightedText, colours.text);
    }
    m_table->setPalette(own);
}

void PieceEditor::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        showColours();
}

} // namespace fiftyfold
