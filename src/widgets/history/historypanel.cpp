// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/history/historypanel.h"

#include "core/text/numberlocale.h"
#include "core/text/visibletext.h"
#include "widgets/base/mutedlabel.h"
#include "widgets/base/safequestion.h"
#include "widgets/comparison/exportdialog.h"
#include "widgets/history/historydelegate.h"
#include "widgets/history/historyicons.h"
#include "widgets/history/historykeeper.h"
#include "widgets/history/historymodel.h"

#include <QAction>
#include <QComboBox>
#include <QEvent>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QInputDialog>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QToolButton>
#include <QVBoxLayout>

namespace fiftyfold {

namespace {

/// Of the box beside the filter.
enum Shown { All, Runs, Comparisons, Searches, Pinned, Labelled };

QToolButton *newButton(QAction *action, QWidget *parent)
{
    auto *button = new QToolButton(parent);
    button->setDefaultAction(action);
    button->setToolButtonStyle(Qt::ToolButtonIconOnly);
    button->setAutoRaise(true);
    button->setFocusPolicy(Qt::TabFocus);
    return button;
}

} // namespace

HistoryPanel::HistoryPanel(HistoryKeeper *keeper, QWidget *parent)
    : QWidget(parent)
    , m_keeper(keeper)
    , m_model(new HistoryModel(keeper, this))
{
    setMinimumWidth(198);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(6);
    buildHead();
    m_view = new QListView(this);
    m_view->setAccessibleName(tr("What is kept"));
    m_view->setModel(m_model);
    m_view->setItemDelegate(new HistoryDelegate(m_view));
    m_view->setFrameShape(QFrame::NoFrame);
    m_view->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_view->setContextMenuPolicy(Qt::ActionsContextMenu);
    layout->addWidget(m_view, 1);
    buildFoot();

    constexpr int typingMs = 150; // a letter more may come
    m_searchDue.setInterval(typingMs);
    m_searchDue.setSingleShot(true);
    connect(&m_searchDue, &QTimer::timeout, this, &HistoryPanel::ask);
    connect(m_filter, &QLineEdit::textChanged, &m_searchDue, qOverload<>(&QTimer::start));
    connect(m_kinds, &QComboBox::currentIndexChanged, this, &HistoryPanel::ask);
    connect(m_view, &QListView::activated, this, &HistoryPanel::openCurrent);
    connect(m_view->selectionModel(), &QItemSelectionModel::currentChanged, this, &HistoryPanel::showActions);
    connect(m_model, &QAbstractItemModel::modelAboutToBeReset, this, [this] {
        if (const HistoryEntry *entry = current())
            m_current = entry->id;
    });
    connect(m_model, &HistoryModel::filled, this, [this] {
        const QModelIndex index = m_model->indexOf(m_current);
        if (index.isValid() && !current())
            m_view->setCurrentIndex(index);
        showCount();
        showActions();
    });
    connect(keeper, &HistoryKeeper::changed, this, &HistoryPanel::askAgain);
    showActions();
}

void HistoryPanel::buildHead()
{
    auto *title = new QLabel(tr("History"), this);
    QFont font = title->font();
    font.setBold(true);
    title->setFont(font);
    m_close = new QToolButton(this);
    m_close->setAutoRaise(true);
    m_close->setToolTip(tr("Hide the history"));
    m_close->setAccessibleName(tr("Hide the history"));
    connect(m_close, &QToolButton::clicked, this, &HistoryPanel::closeRequested);
    auto *head = new QHBoxLayout;
    head->setContentsMargins(9, 6, 4, 0);
    head->addWidget(title, 1);
    head->addWidget(m_close);

    m_filter = new QLineEdit(this);
    m_filter->setPlaceholderText(tr("Filter"));
    m_filter->setAccessibleName(tr("Filter of the history"));
    m_filter->setToolTip(tr("A part of label, URL or strategy"));
    m_filter->setClearButtonEnabled(true);
    m_kinds = new QComboBox(this);
    m_kinds->setAccessibleName(tr("Which are shown"));
    m_kinds->addItems({tr("All"), tr("Runs"), tr("Comparisons"), tr("Capacity"), tr("Pinned"), tr("With a label")});
    m_kinds->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_kinds->setMinimumContentsLength(4);
    auto *search = new QHBoxLayout;
    search->setContentsMargins(7, 0, 7, 0);
    search->addWidget(m_filter, 3);
    search->addWidget(m_kinds, 2);
    auto *outer = static_cast<QVBoxLayout *>(layout());
    outer->addLayout(head);
    outer->addLayout(search);
}

void HistoryPanel::buildFoot()
{
    const auto add = [this](const QString &text, void (HistoryPanel::*slot)()) {
        auto *action = new QAction(text, this);
        action->setShortcutContext(Qt::WidgetShortcut);
        connect(action, &QAction::triggered, this, slot);
        m_view->addAction(action);
        return action;
    };
    m_open = add(tr("&Open"), &HistoryPanel::openCurrent);
    m_pin = add(tr("&Pin"), &HistoryPanel::togglePin);
    m_baseline = add(tr("Use as &baseline"), &HistoryPanel::toggleBaseline);
    m_label = add(tr("&Label…"), &HistoryPanel::askLabel);
    m_label->setShortcut(Qt::Key_F2);
    m_export = add(tr("&Export…"), &HistoryPanel::askFile);
    m_remove = add(tr("&Remove…"), &HistoryPanel::askRemoval);
    m_remove->setShortcut(QKeySequence::Delete);
    m_pin->setCheckable(true);
    m_baseline->setCheckable(true);
    m_baseline->setToolTip(tr("Hold the runs against this one: in this list by their p95, ▲ slower, ▼ faster, ≈ less "
                              "than 3 % apart, where what was asked and the load are the same; in the Latency tab with "
                              "intervals and a verdict"));
    m_count = new MutedLabel(QString(), this);
    m_count->setAccessibleName(tr("How many are kept"));
    m_count->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    auto *foot = new QHBoxLayout;
    foot->setContentsMargins(7, 0, 9, 6);
    foot->setSpacing(2);
    for (QAction *action : {m_pin, m_baseline, m_label, m_export, m_remove})
        foot->addWidget(newButton(action, this));
    foot->addWidget(m_count, 1);
    static_cast<QVBoxLayout *>(layout())->addLayout(foot);
    QEvent palette(QEvent::PaletteChange);
    changeEvent(&palette);
}

void HistoryPanel::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() != QEvent::PaletteChange || !m_remove)
        return;
    m_close->setIcon(historyIcon(HistoryIcon::Close, *this));
    m_pin->setIcon(historyIcon(HistoryIcon::Pin, *this));
    m_baseline->setIcon(historyIcon(HistoryIcon::Baseline, *this));
    m_label->setIcon(historyIcon(HistoryIcon::Label, *this));
    m_export->setIcon(historyIcon(HistoryIcon::Export, *this));
    m_remove->setIcon(historyIcon(HistoryIcon::Remove, *this));
}

/// Whoever comes back to the window may have run something in a terminal meanwhile.
bool HistoryPanel::event(QEvent *event)
{
    if (event->type() == QEvent::WindowActivate && m_isAsked)
        askAgain();
    return QWidget::event(event);
}

void HistoryPanel::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    if (!m_isAsked)
        ask();
}

void HistoryPanel::focusFilter()
{
    m_filter->setFocus(Qt::ShortcutFocusReason);
    m_filter->selectAll();
}

void HistoryPanel::ask()
{
    m_searchDue.stop();
    m_isAsked = true;
    HistoryQuery query;
    query.text = m_filter->text().trimmed();
    switch (m_kinds->currentIndex()) {
    case Runs:
        query.kind = KeptKind::Run;
        break;
    case Comparisons:
        query.kind = KeptKind::Comparison;
        break;
    case Searches:
        query.kind = KeptKind::Capacity;
        break;
    case Pinned:
        query.isPinnedOnly = true;
        break;
    case Labelled:
        query.isLabelledOnly = true;
        break;
    default:
        break;
    }
    m_model->setQuery(query);
}

void HistoryPanel::askAgain()
{
    if (isVisible())
        m_model->refresh();
    else
        m_isAsked = false; // when it is shown again
}

const HistoryEntry *HistoryPanel::current() const
{
    return m_model->entryAt(m_view->currentIndex());
}

void HistoryPanel::showActions()
{
    const HistoryEntry *entry = current();
    for (QAction *action : {m_open, m_pin, m_label, m_export, m_remove})
        action->setEnabled(entry != nullptr);
    m_pin->setChecked(entry && entry->isPinned);
    const std::optional<HistoryEntry> &baseline = m_model->baseline();
    m_baseline->setEnabled(entry && entry->kind == KeptKind::Run);
    m_baseline->setChecked(entry && baseline && baseline->id == entry->id);
}

void HistoryPanel::setOpening(bool isOpening)
{
    m_isOpening = isOpening;
    showCount();
}

void HistoryPanel::showCount()
{
    m_count->setText(m_isOpening ? tr("Opening …") : tr("%1 kept").arg(numberLocale().toString(m_model->total())));
}

void HistoryPanel::openCurrent()
{
    if (const HistoryEntry *entry = current())
        Q_EMIT openRequested(HistoryEntry(*entry)); // which the list may lose meanwhile
}

void HistoryPanel::togglePin()
{
    if (const HistoryEntry *entry = current())
        m_keeper->setPinned(entry->id, !entry->isPinned);
}

void HistoryPanel::toggleBaseline()
{
    const HistoryEntry *entry = current();
    if (entry && m_baseline->isChecked())
        Q_EMIT baselineRequested(HistoryEntry(*entry)); // which the list may lose meanwhile
    else
        Q_EMIT baselineRequested(std::nullopt);
}

void HistoryPanel::setBaseline(const std::optional<HistoryEntry> &baseline)
{
    m_model->setBaseline(baseline);
    showActions();
}

void HistoryPanel::askLabel()
{
    const HistoryEntry *entry = current();
    if (!entry)
        return;
    auto *dialog = new QInputDialog(this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(tr("Label"));
    dialog->setLabelText(tr("What it is called; empty: by its URL"));
    dialog->setTextValue(entry->label);
    connect(dialog, &QInputDialog::textValueSelected, this,
            [this, id = entry->id](const QString &label) { m_keeper->setLabel(id, label); });
    dialog->open();
}

void HistoryPanel::askFile()
{
    const HistoryEntry *entry = current();
    if (!entry)
        return;
    QStringList filters = entry->kind == KeptKind::Comparison ? comparisonFilters()
                          : entry->kind == KeptKind::Capacity
                              ? capacityFilters()
                              : QStringList{tr("Record (*.json)"), tr("Markdown (*.md)")};
    if (entry->kind == KeptKind::Run && entry->requestBytes > 0)
        filters.append(tr("Requests as CSV (*.csv)"));
    QFileDialog *chooser = newExportDialog(this, tr("Export from the history"),
                                           QStringLiteral("fiftyfold-%1").arg(keptKindName(entry->kind)), filters);
    connect(chooser, &QFileDialog::fileSelected, this, [this, chooser, id = entry->id](const QString &path) {
        m_keeper->exportTo(id, path, chosenSuffix(*chooser, path));
    });
    chooser->open();
}

void HistoryPanel::askRemoval()
{
    const HistoryEntry *entry = current();
    if (!entry)
        return;
    SafeQuestion question{tr("Remove from the history?"), {}, {}, tr("&Remove"), {}};
    question.question = visibleText(entry->title());
    question.more = tr("It can't be brought back.");
    fiftyfold::ask(this, question, [this, id = entry->id] { m_keeper->remove(id); });
}

} // namespace fiftyfold
