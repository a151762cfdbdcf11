// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/run/requestfilterbar.h"

#include "core/text/numberlocale.h"
#include "core/text/quantities.h"
#include "core/text/visibletext.h"
#include "models/run/requestcell.h"
#include "models/run/requesttablemodel.h"
#include "widgets/base/mutedlabel.h"
#include "widgets/base/plaintooltip.h"

#include <QButtonGroup>
#include <QComboBox>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalBlocker>

#include <chrono>

namespace fiftyfold {

namespace {

constexpr auto filterDelay = std::chrono::milliseconds(200);

QString rangeText(const RequestRange &range)
{
    QStringList parts;
    if (range.time) {
        const int decimals = range.time->end - range.time->begin >= 100'000'000 ? 1 : 3;
        const auto seconds = [decimals](qint64 at) { return numberLocale().toString(double(at) / 1e9, 'f', decimals); };
        parts.append(RequestFilterBar::tr("in %1–%2 s").arg(seconds(range.time->begin), seconds(range.time->end)));
    }
    if (range.responseTime)
        parts.append(
            RequestFilterBar::tr("response %1–%2")
                .arg(durationForPeople(range.responseTime->begin), durationForPeople(range.responseTime->end)));
    return parts.join(QLatin1String(", "));
}

} // namespace

RequestFilterBar::RequestFilterBar(QWidget *parent)
    : QWidget(parent)
    , m_text(new QLineEdit(this))
    , m_choices(new QWidget(this))
    , m_choicesGrid(new QGridLayout(m_choices))
    , m_group(new QButtonGroup(this))
    , m_target(new QComboBox(this))
    , m_range(new QPushButton(this))
    , m_count(new MutedLabel(QString(), this))
    , m_problem(new MutedLabel(QString(), this))
    , m_first(new QHBoxLayout)
    , m_second(new QHBoxLayout)
{
    m_text->setPlaceholderText(tr("Text, or: response > 400ms, status = 503"));
    m_text->setClearButtonEnabled(true);
    m_text->setAccessibleName(tr("Filter the requests"));
    m_text->setToolTip(plainToolTip(
        tr("A text in outcome, class, status, target or error; or conditions, joined by “and”: response, service, lag, "
           "due, start and stages such as wait take a time, status, bytes, lane, connection and number a number, "
           "outcome, class, target and error = what it is (Ctrl+Shift+F)")));
    m_text->setMinimumWidth(180);
    m_target->setAccessibleName(tr("Target"));
    m_target->setMinimumContentsLength(12);
    m_target->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_count->setAccessibleName(tr("Requests that are shown"));
    m_problem->setTone(MutedLabel::Tone::Error);
    m_problem->setWordWrap(true);
    m_problem->hide();

    m_choicesGrid->setContentsMargins(0, 0, 0, 0);
    m_choicesGrid->setSpacing(4);
    m_choices->setAccessibleName(tr("Kinds of requests"));
    addChoice(All, tr("All"), tr("All requests"));
    addChoice(Slowest, tr("Slowest"), tr("All requests, the slowest first"));
    addChoice(Late, tr("Late"), tr("Those that began over 1 ms after they were due"));
    addChoice(Failed, tr("Failed"), tr("Those that failed"));
    addChoice(NewConnection, tr("New connection"), tr("Those that opened a connection"));
    m_group->button(All)->setChecked(true);

    for (QBoxLayout *line : {m_first, m_second})
        line->setSpacing(8);
    m_first->addWidget(m_text, 1);
    m_first->addWidget(m_choices);
    m_first->addWidget(m_target);
    m_first->addWidget(m_range);
    m_first->addWidget(m_count);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(8, 6, 10, 6);
    layout->setSpacing(6);
    layout->addLayout(m_first);
    layout->addLayout(m_second);
    layout->addWidget(m_problem);
    setTargets({});
    setHasLags(false);
    setRange({});

    m_delay.setSingleShot(true);
    m_delay.setInterval(filterDelay);
    connect(&m_delay, &QTimer::timeout, this, &RequestFilterBar::queryChanged);
    connect(m_text, &QLineEdit::textChanged, this, [this] { m_delay.start(); });
    connect(m_text, &QLineEdit::returnPressed, this, [this] {
        m_delay.stop();
        Q_EMIT queryChanged();
    });
    connect(this, &RequestFilterBar::queryChanged, this, [this] {
        QString problem;
        readRequestFilter(m_text->text(), &problem);
        m_problem->setText(problem);
        m_problem->setVisible(!problem.isEmpty());
    });
    connect(m_group, &QButtonGroup::idClicked, this, [this](int id) { choose(static_cast<Choice>(id)); });
    connect(m_target, &QComboBox::currentIndexChanged, this, &RequestFilterBar::queryChanged);
    connect(m_range, &QPushButton::clicked, this, &RequestFilterBar::rangeCleared);
}

void RequestFilterBar::addChoice(Choice choice, const QString &text, const QString &about)
{
    auto *button = new QPushButton(text, m_choices);
    button->setCheckable(true);
    button->setAutoDefault(false);
    button->setToolTip(plainToolTip(about));
    m_group->addButton(button, choice);
    m_choicesGrid->addWidget(button, 0, m_choicesGrid->count());
}

void RequestFilterBar::choose(Choice choice)
{
    if (choice == Slowest)
        Q_EMIT sortRequested(RequestColumn::Response, Qt::DescendingOrder);
    else if (choice == All && m_isSlowestFirst)
        Q_EMIT sortRequested(RequestColumn::Number, Qt::AscendingOrder);
    Q_EMIT queryChanged();
}

RequestQuery RequestFilterBar::query() const
{
    RequestQuery query;
    QString problem;
    query.filter = readRequestFilter(m_text->text(), &problem);
    switch (m_group->checkedId()) {
    case Late:
        query.kind = RequestKind::Late;
        break;
    case Failed:
        query.kind = RequestKind::Failed;
        break;
    case NewConnection:
        query.kind = RequestKind::NewConnection;
        break;
    default:
        break;
    }
    if (m_target->currentIndex() > 0)
        query.target = quint32(m_target->currentIndex() - 1);
    return query;
}

void RequestFilterBar::setText(const QString &text)
{
    m_text->setText(text);
    m_text->setCursorPosition(0);
    m_delay.stop();
    Q_EMIT queryChanged();
}

QString RequestFilterBar::text() const
{
    return m_text->text();
}

void RequestFilterBar::clear()
{
    const QSignalBlocker blocker(m_target);
    m_group->button(m_isSlowestFirst ? Slowest : All)->setChecked(true);
    m_target->setCurrentIndex(0);
    setText(QString());
    Q_EMIT rangeCleared();
}

void RequestFilterBar::focusText()
{
    m_text->setFocus();
    m_text->selectAll();
}

void RequestFilterBar::setTargets(const QStringList &names)
{
    const QSignalBlocker blocker(m_target);
    m_target->clear();
    m_target->addItem(tr("All targets"));
    for (const QString &name : names)
        m_target->addItem(visibleText(name));
    m_target->setVisible(names.size() > 1);
    arrange();
}

void RequestFilterBar::setTarget(int target)
{
    m_target->setCurrentIndex(target + 1); // behind all of them
}

void RequestFilterBar::setHasLags(bool hasLags)
{
    if (!hasLags && m_group->checkedId() == Late)
        m_group->button(m_isSlowestFirst ? Slowest : All)->setChecked(true);
    m_group->button(Late)->setVisible(hasLags);
    arrange();
}

void RequestFilterBar::setRange(const RequestRange &range)
{
    const QString text = rangeText(range);
    m_range->setText(tr("%1  ✕").arg(text));
    m_range->setAccessibleName(tr("Requests %1: show all again").arg(text));
    m_range->setToolTip(plainToolTip(tr("Selected in a chart. Click to show all again.")));
    m_range->setVisible(!range.isEmpty());
    arrange();
}

void RequestFilterBar::showCount(Choice choice, const QString &text, quint32 count)
{
    m_group->button(choice)->setText(count > 0 ? tr("%1 %2").arg(text, numberLocale().toString(count)) : text);
}

void RequestFilterBar::showFound(const RequestTableModel &model)
{
    const RequestOrder &found = model.found();
    const RequestQuery &query = model.query();
    m_isSlowestFirst = query.sortedBy == RequestColumn::Response && query.order == Qt::DescendingOrder;
    showCount(Late, tr("Late"), found.late);
    showCount(Failed, tr("Failed"), found.failed);
    showCount(NewConnection, tr("New connection"), found.newConnections);
    if (const int checked = m_group->checkedId(); checked == All || checked == Slowest)
        m_group->button(m_isSlowestFirst ? Slowest : All)->setChecked(true);
    const QLocale locale = numberLocale();
    const QString shown = tr("%1 of %2").arg(locale.toString(model.rowCount()), locale.toString(model.requestCount()));
    m_count->setText(model.isSearching()         ? tr("%1 · searching…").arg(shown)
                     : model.requestCount() == 0 ? QString()
                                                 : tr("%1 · %2").arg(shown, sortingText(query.sortedBy, query.order)));
    arrange();
}

QList<QAbstractButton *> RequestFilterBar::shownChoices() const
{
    QList<QAbstractButton *> shown = m_group->buttons();
    shown.removeIf([](const QAbstractButton *button) { return button->isHidden(); });
    return shown;
}

/// In one line.
int RequestFilterBar::choicesWidth() const
{
    int width = 0;
    const QList<QAbstractButton *> shown = shownChoices();
    for (const QAbstractButton *button : shown)
        width += button->sizeHint().width() + m_choicesGrid->horizontalSpacing();
    return width;
}

void RequestFilterBar::arrangeChoices(bool isOneLine)
{
    const QList<QAbstractButton *> shown = shownChoices();
    const int columns = int(isOneLine ? shown.size() : (shown.size() + 1) / 2);
    for (int i = 0; i < shown.size(); ++i) {
        int row = 0;
        int column = 0;
        int span = 0;
        m_choicesGrid->getItemPosition(m_choicesGrid->indexOf(shown.at(i)), &row, &column, &span, &span);
        if (row == i / columns && column == i % columns)
            continue;
        m_choicesGrid->removeWidget(shown.at(i));
        m_choicesGrid->addWidget(shown.at(i), i / columns, i % columns);
    }
}

/// The kinds go to a line of their own where there is no room beside the text, or to two.
void RequestFilterBar::arrange()
{
    int wanted = m_text->minimumWidth() + choicesWidth() + m_count->sizeHint().width() + 60;
    for (const QWidget *widget : {static_cast<QWidget *>(m_target), static_cast<QWidget *>(m_range)})
        wanted += widget->isHidden() ? 0 : widget->sizeHint().width();
    const bool isNarrow = wanted > width();
    const int beside = m_range->isHidden() ? 0 : m_second->spacing() + m_range->sizeHint().width();
    const QMargins margins = layout()->contentsMargins(); // whose rectangle is empty until it is laid out again
    arrangeChoices(!isNarrow || choicesWidth() + beside <= width() - margins.left() - margins.right());
    const bool wasNarrow = m_second->count() > 0;
    if (isNarrow == wasNarrow)
        return;
    if (isNarrow) {
        m_second->addWidget(m_choices);
        m_second->addWidget(m_range);
        m_second->addStretch(1);
    } else {
        delete m_second->takeAt(2);
        m_first->insertWidget(1, m_choices);
        m_first->insertWidget(3, m_range);
    }
    updateGeometry();
}

QSize RequestFilterBar::minimumSizeHint() const
{
    return QSize(240, QWidget::minimumSizeHint().height());
}

void RequestFilterBar::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    arrange();
}

} // namespace fiftyfold
