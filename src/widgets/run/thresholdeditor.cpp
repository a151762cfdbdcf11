// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/run/thresholdeditor.h"

#include "models/run/thresholdstate.h"
#include "widgets/base/stagecolours.h"
#include "widgets/base/suggestionlist.h"

#include <QCheckBox>
#include <QComboBox>
#include <QEvent>
#include <QFontDatabase>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalBlocker>
#include <QToolButton>
#include <QTreeWidget>

#include <utility>

namespace fiftyfold {

namespace {

enum ThresholdColumn { TextColumn, AboutColumn, RemoveColumn, ThresholdColumnCount };

constexpr int shownThresholds = 3;

/// Those that are asked for most; any other that a threshold takes can be typed.
const QStringList &offeredFigures()
{
    static const QStringList figures = {
        QStringLiteral("p50"),         QStringLiteral("p90"),         QStringLiteral("p95"),
        QStringLiteral("p99"),         QStringLiteral("p99.9"),       QStringLiteral("mean"),
        QStringLiteral("max"),         QStringLiteral("failed"),      QStringLiteral("rate"),
        QStringLiteral("elapsed"),     QStringLiteral("checks"),      QStringLiteral("lag"),
        QStringLiteral("service.p95"), QStringLiteral("wait.p95"),    QStringLiteral("dns.p95"),
        QStringLiteral("tls.p95"),     QStringLiteral("connect.p95"), QStringLiteral("receive.p95")};
    return figures;
}

QString limitHint(const QString &figure)
{
    if (figure == QLatin1String("failed") || figure == QLatin1String("checks"))
        return QStringLiteral("1%");
    return figure == QLatin1String("rate") ? QStringLiteral("200/s") : QStringLiteral("500ms");
}

QLabel *newOption(const QString &text)
{
    auto *label = new QLabel(text);
    QFont fixed = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    fixed.setPointSizeF(label->font().pointSizeF() * 0.8);
    label->setFont(fixed);
    label->setForegroundRole(QPalette::PlaceholderText);
    return label;
}

bool isEnter(const QEvent *event)
{
    if (event->type() != QEvent::KeyPress)
        return false;
    const int key = static_cast<const QKeyEvent *>(event)->key();
    return key == Qt::Key_Return || key == Qt::Key_Enter;
}

} // namespace

ThresholdEditor::ThresholdEditor(QWidget *parent)
    : QWidget(parent)
    , m_list(new QTreeWidget(this))
    , m_strict(new QCheckBox(tr("&undecided fails"), this))
    , m_figure(new QComboBox(this))
    , m_operator(new QComboBox(this))
    , m_limit(new QLineEdit(this))
    , m_add(new QPushButton(tr("+ Add"), this))
{
    buildList();
    auto *left = new QVBoxLayout;
    left->setSpacing(6);
    left->addWidget(m_list);
    buildFields(left);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(12);
    layout->addLayout(left, 3);
    layout->addLayout(newNotes(), 2);

    connect(m_strict, &QCheckBox::toggled, this, [this](bool isStrict) {
        m_set.isStrict = isStrict;
        Q_EMIT edited();
    });
    const auto forget = [this] { setProblem({}); };
    connect(m_figure, &QComboBox::currentTextChanged, this, [this](const QString &figure) {
        m_limit->setPlaceholderText(limitHint(figure.trimmed()));
        setProblem({});
    });
    connect(m_operator, &QComboBox::currentIndexChanged, this, forget);
    connect(m_limit, &QLineEdit::textChanged, this, forget);
    connect(m_add, &QPushButton::clicked, this, [this] {
        if (!add())
            m_limit->setFocus();
    });
    showColours();
}

void ThresholdEditor::focusLimit()
{
    m_limit->setFocus();
}

void ThresholdEditor::buildList()
{
    m_list->setObjectName(QStringLiteral("thresholdList"));
    m_list->setAccessibleName(tr("Thresholds"));
    m_list->setToolTip(tr("What the run has to keep to. Delete removes the selected one"));
    m_list->setColumnCount(ThresholdColumnCount);
    m_list->header()->hide();
    m_list->header()->setStretchLastSection(false);
    m_list->header()->setMinimumSectionSize(1);
    m_list->setRootIsDecorated(false);
    m_list->setUniformRowHeights(true);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    const int rowHeight = fontMetrics().height() + 8;
    m_list->header()->setSectionResizeMode(TextColumn, QHeaderView::Stretch);
    m_list->header()->setSectionResizeMode(AboutColumn, QHeaderView::Stretch);
    m_list->header()->setSectionResizeMode(RemoveColumn, QHeaderView::Fixed);
    m_list->header()->resizeSection(RemoveColumn, rowHeight + 4);
    m_list->setFixedHeight(shownThresholds * rowHeight + 4); // more of them scroll
    m_list->installEventFilter(this);
}

QVBoxLayout *ThresholdEditor::newNotes()
{
    auto *about = new QLabel(tr("Each must hold at the end. One that the count of requests cannot support is "
                                "<i>undecided</i>."));
    about->setWordWrap(true);
    about->setForegroundRole(QPalette::PlaceholderText);
    m_strict->setObjectName(QStringLiteral("strict"));
    m_strict->setAccessibleName(tr("Undecided fails"));
    m_strict->setToolTip(tr("A threshold that is undecided, since there are too few requests for its percentile, "
                            "counts as crossed"));
    auto *strict = new QHBoxLayout;
    strict->setSpacing(8);
    strict->addWidget(m_strict);
    strict->addWidget(newOption(QStringLiteral("--strict")));
    strict->addStretch();
    auto *notes = new QVBoxLayout;
    notes->setSpacing(6);
    notes->addWidget(about);
    notes->addLayout(strict);
    notes->addStretch();
    return notes;
}

void ThresholdEditor::buildFields(QVBoxLayout *layout)
{
    m_figure->setObjectName(QStringLiteral("thresholdFigure"));
    m_figure->setEditable(true);
    m_figure->setInsertPolicy(QComboBox::NoInsert);
    m_figure->addItems(offeredFigures());
    m_figure->setCurrentText(QStringLiteral("p95"));
    suggestInList(m_figure);
    m_figure->setToolTip(tr("p50 to p99.9, mean, min or max of the response time; with service., lag. or a stage and a "
                            "dot before it (wait.p95) of another; or elapsed, rate, failed, checks, lag"));
    m_figure->setAccessibleName(tr("Figure of a new threshold"));
    m_figure->lineEdit()->setAccessibleName(tr("Figure of a new threshold"));
    m_operator->setObjectName(QStringLiteral("thresholdOperator"));
    m_operator->addItems({QStringLiteral("<"), QStringLiteral("<="), QStringLiteral(">"), QStringLiteral(">=")});
    m_operator->setAccessibleName(tr("How it is held against the limit"));
    m_limit->setObjectName(QStringLiteral("thresholdLimit"));
    m_limit->setAccessibleName(tr("Limit of a new threshold"));
    m_limit->setToolTip(tr("A time such as 800us, 120ms, 1.5s; of rate 200/s; of failed and checks 1% or a number"));
    m_limit->setPlaceholderText(limitHint(m_figure->currentText()));
    m_add->setObjectName(QStringLiteral("addThreshold"));
    m_add->setAccessibleName(tr("Add the threshold"));
    m_add->setAutoDefault(false);
    for (QWidget *field : {static_cast<QWidget *>(m_figure), static_cast<QWidget *>(m_limit)})
        field->installEventFilter(this);
    m_figure->lineEdit()->installEventFilter(this);

    auto *row = new QHBoxLayout;
    row->setSpacing(6);
    row->addWidget(m_figure, 3);
    row->addWidget(m_operator);
    row->addWidget(m_limit, 2);
    row->addWidget(m_add);
    row->addWidget(newOption(QStringLiteral("--expect")));
    layout->addLayout(row);
}

void ThresholdEditor::setThresholds(const ThresholdSet &set)
{
    m_set = set;
    {
        const QSignalBlocker blocker(m_strict);
        m_strict->setChecked(set.isStrict);
    }
    m_problem.clear();
    m_limit->clear();
    showRows();
    Q_EMIT edited();
}

bool ThresholdEditor::isPending() const
{
    return !m_limit->text().trimmed().isEmpty();
}

bool ThresholdEditor::add()
{
    const QString text =
        QStringLiteral("%1 %2 %3")
            .arg(m_figure->currentText().trimmed(), m_operator->currentText(), m_limit->text().trimmed());
    Threshold threshold;
    if (const Refusal got = readThreshold(text.trimmed(), threshold)) {
        setProblem(tr("A threshold takes a figure and a limit such as p95 < 120ms, got %1.").arg(*got));
        return false;
    }
    if (m_set.contains(threshold)) {
        setProblem(tr("%1 is among the thresholds.").arg(threshold.text));
        return false;
    }
    m_set.thresholds.append(threshold);
    showRows();
    m_list->setCurrentItem(m_list->topLevelItem(m_list->topLevelItemCount() - 1));
    m_problem.clear();
    {
        const QSignalBlocker blocker(m_limit);
        m_limit->clear();
    }
    Q_EMIT edited();
    return true;
}

void ThresholdEditor::setProblem(const QString &problem)
{
    if (m_problem == problem)
        return;
    m_problem = problem;
    Q_EMIT edited();
}

void ThresholdEditor::remove(int row)
{
    if (row < 0 || row >= m_set.thresholds.size())
        return;
    const bool hadFocus = m_list->isAncestorOf(focusWidget());
    m_set.thresholds.removeAt(row);
    showRows();
    if (m_list->topLevelItemCount() > 0)
        m_list->setCurrentItem(m_list->topLevelItem(qMin(row, m_list->topLevelItemCount() - 1)));
    if (hadFocus)
        m_list->setFocus();
    Q_EMIT edited();
}

void ThresholdEditor::showRows()
{
    m_list->clear();
    const QFont fixed = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    const int rowHeight = fontMetrics().height() + 8;
    for (const Threshold &threshold : std::as_const(m_set.thresholds)) {
        auto *item = new QTreeWidgetItem(m_list, {threshold.text, aboutThreshold(threshold)});
        item->setFont(TextColumn, fixed);
        item->setSizeHint(TextColumn, QSize(0, rowHeight));
        auto *button = new QToolButton(m_list);
        button->setText(QStringLiteral("×"));
        button->setAutoRaise(true);
        button->setFocusPolicy(Qt::StrongFocus);
        button->setAccessibleName(tr("Remove %1").arg(threshold.text));
        button->setToolTip(tr("Remove %1").arg(threshold.text));
        m_list->setItemWidget(item, RemoveColumn, button);
        // Queued: it takes the button away.
        connect(
            button, &QToolButton::clicked, this,
            [this, text = threshold.text] { remove(int(m_set.texts().indexOf(text))); }, Qt::QueuedConnection);
    }
}

bool ThresholdEditor::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_list && event->type() == QEvent::KeyPress &&
        static_cast<QKeyEvent *>(event)->matches(QKeySequence::Delete)) {
        remove(m_list->indexOfTopLevelItem(m_list->currentItem()));
        return true;
    }
    if (watched != m_list && isEnter(event) && isPending()) { // otherwise it is the dialog's
        add();
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

/// A selected row keeps its text's colour, as in the other tables.
void ThresholdEditor::showColours()
{
    const StageColours colours(palette());
    QPalette own;
    for (const QPalette::ColorGroup group : {QPalette::Active, QPalette::Inactive}) {
        own.setColor(group, QPalette::Highlight, colours.selectedRow);
        own.setColor(group, QPalette::HighlightedText, colours.text);
    }
    m_list->setPalette(own);
}

void ThresholdEditor::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        showColours();
}

} // namespace fiftyfold
