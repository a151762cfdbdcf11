// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/run/runbar.h"

#include "core/plan/fileargument.h"
#include "core/plan/planfields.h"
#include "engine/strategies/strategycatalogue.h"
#include "models/base/planchanges.h"
#include "models/base/windowwording.h"
#include "models/run/loadwording.h"
#include "widgets/base/quietstyle.h"
#include "widgets/base/stagecolours.h"
#include "widgets/base/suggestionlist.h"
#include "widgets/run/commandpaste.h"
#include "widgets/run/loaddialog.h"
#include "widgets/run/plandialog.h"
#include "widgets/run/requestreader.h"
#include "widgets/run/requestsdialog.h"
#include "widgets/run/urlfield.h"

#include "ui_runbar.h"

#include <QAbstractItemView>
#include <QEvent>
#include <QLineEdit>
#include <QPainter>
#include <QStandardItemModel>

#include <utility>

namespace fiftyfold {

namespace {

constexpr int historyLimit = 20;

/// What there is to know of a strategy; where it can't run, why.
QString aboutStrategy(const StrategyInfo &info)
{
    return info.unavailable.isEmpty() ? strategyWords(info.lesson) : wordedForWindow(info.unavailable);
}

/// Rich text, since no other is wrapped.
QString toolTipOf(const StrategyInfo &info)
{
    return QStringLiteral("<p><b>%1</b><br>%2</p>")
        .arg(info.label.toHtmlEscaped(), aboutStrategy(info).toHtmlEscaped());
}

QIcon iconOf(RunBar::Button button, const QColor &colour)
{
    constexpr int side = 12;
    constexpr int scale = 3; // sharp on high-density screens
    QPixmap pixmap(side * scale, side * scale);
    pixmap.setDevicePixelRatio(scale);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(colour);
    if (button == RunBar::Button::Run || button == RunBar::Button::Waiting)
        painter.drawPolygon(QPolygonF({QPointF(2, 1), QPointF(11, 6), QPointF(2, 11)}));
    else
        painter.drawRoundedRect(QRectF(1, 1, 10, 10), 1, 1);
    return QIcon(pixmap);
}

} // namespace

RunBar::RunBar(QWidget *parent)
    : QWidget(parent)
    , m_ui(std::make_unique<Ui::RunBar>())
    , m_reader(new RequestReader(this))
    , m_paste(new CommandPaste(m_reader, this))
{
    m_ui->setupUi(this);
    m_ui->url->setLineEdit(new UrlField(m_ui->url));
    m_ui->url->lineEdit()->setAccessibleName(tr("URL"));
    m_ui->url->lineEdit()->setPlaceholderText(tr("https://example.org/ or practice:robots.txt"));
    suggestInList(m_ui->url);
    suggestInList(m_ui->method);
    m_ui->method->lineEdit()->setAccessibleName(tr("HTTP method"));
    fillStrategies();
    connectPaste();
    connect(m_ui->compare, &QPushButton::clicked, this, &RunBar::compareRequested);
    connect(m_ui->more, &QPushButton::clicked, this, [this] { openMore(); });
    connect(m_ui->loadButton, &QPushButton::clicked, this, [this] { openLoad(); });
    connect(m_ui->requestsButton, &QPushButton::clicked, this, [this] { openRequests(); });
    connect(m_ui->run, &QPushButton::clicked, this, [this] {
        if (m_button == Button::Run)
            Q_EMIT runRequested();
        else if (m_button == Button::Stop)
            Q_EMIT stopRequested();
    });
    // Queued: an item that Enter chooses from the list comes into the field after this.
    connect(
        m_ui->url->lineEdit(), &QLineEdit::returnPressed, this,
        [this] {
            if (m_button == Button::Run)
                Q_EMIT runRequested();
        },
        Qt::QueuedConnection);
    connect(m_ui->url, &QComboBox::editTextChanged, this, &RunBar::edited);
    connect(m_ui->strategy, &QComboBox::currentIndexChanged, this, &RunBar::showLoad);
    connect(m_ui->strategy, &QComboBox::currentIndexChanged, this, &RunBar::edited);
    setButton(Button::Run);
    showLoad();
    showRequests();
}

RunBar::~RunBar() = default;

void RunBar::fillStrategies()
{
    QComboBox *field = m_ui->strategy;
    const QList<StrategyInfo> strategies = strategyCatalogue();
    auto *items = qobject_cast<QStandardItemModel *>(field->model());
    for (const StrategyInfo &info : strategies) {
        field->addItem(info.label, info.name);
        const int row = field->count() - 1;
        field->setItemData(row, toolTipOf(info), Qt::ToolTipRole);
        field->setItemData(row, aboutStrategy(info), Qt::AccessibleDescriptionRole);
        items->item(row)->setEnabled(info.unavailable.isEmpty());
    }
    field->view()->setMinimumWidth(field->view()->sizeHintForColumn(0)); // whole names, however narrow the field is
    showStrategy(RunPlan().strategy);
    const auto describe = [field] {
        field->setToolTip(field->currentData(Qt::ToolTipRole).toString());
        field->setAccessibleDescription(field->currentData(Qt::AccessibleDescriptionRole).toString());
    };
    connect(field, &QComboBox::currentIndexChanged, this, describe);
    describe();
}

/// One that is not known is taken for the usual one.
void RunBar::showStrategy(const QString &name)
{
    const int row = m_ui->strategy->findData(name);
    m_ui->strategy->setCurrentIndex(row >= 0 ? row : m_ui->strategy->findData(RunPlan().strategy));
}

void RunBar::setPlan(const RunPlan &plan)
{
    m_rest = plan;
    m_ui->method->setCurrentText(QString::fromLatin1(plan.method));
    m_ui->url->setEditText(plan.url.toString());
    m_ui->url->lineEdit()->setCursorPosition(0);
    showStrategy(plan.strategy);
    showMoreState();
    showLoad();
    showRequests();
    readTargets();
    Q_EMIT edited();
}

RunPlan RunBar::plan(PlanProblem *problem) const
{
    RunPlan plan = m_rest;
    QString message;
    plan.url = urlAsSent(plan, urlFromUserInput(urlText(), &message));
    if (!plan.url.isValid() && problem)
        *problem = {QStringLiteral("URL"), message};
    plan.method = m_ui->method->currentText().trimmed().toLatin1();
    if (const auto info = strategyNamed(m_ui->strategy->currentData().toString()))
        chooseStrategy(plan, *info);
    return plan;
}

RunPlan RunBar::checkedPlan(PlanProblem *problem) const
{
    const RunPlan checked = plan(problem);
    if (const QString message = fileInsteadOfUrl(urlText()); !message.isEmpty())
        *problem = {QStringLiteral("URL"), message};
    return checked;
}

void RunBar::showLoad()
{
    const RunPlan shown = plan(nullptr);
    const QString inShort = loadInShort(shown);
    m_ui->loadButton->setSummary(inShort);
    QString about = tr("%1.\nHow many requests, and when they begin").arg(inShort);
    if (!m_thresholds.isEmpty())
        about += tr(".\nThresholds: %1").arg(m_thresholds.texts().join(QLatin1String(", ")));
    m_ui->loadButton->setToolTip(withChanges(about, changesOf(shown, FieldPlace::Load)));
    measure();
}

void RunBar::setThresholds(const ThresholdSet &set)
{
    m_thresholds = set;
    showLoad();
}

void RunBar::setUrlHistory(const QStringList &urls)
{
    const QString current = urlText();
    m_ui->url->clear();
    m_ui->url->addItems(urls.mid(0, historyLimit));
    m_ui->url->setEditText(current);
    m_ui->url->lineEdit()->setCursorPosition(0);
}

void RunBar::rememberUrl(const QString &url)
{
    QStringList urls = urlHistory();
    urls.removeAll(url);
    urls.prepend(url);
    setUrlHistory(urls);
}

QStringList RunBar::urlHistory() const
{
    QStringList urls;
    for (int i = 0; i < m_ui->url->count(); ++i)
        urls.append(m_ui->url->itemText(i));
    return urls;
}

QString RunBar::urlText() const
{
    return m_ui->url->currentText().trimmed();
}

void RunBar::setButton(Button button)
{
    m_button = button;
    const bool isRun = button == Button::Run || button == Button::Waiting;
    m_ui->run->setText(isRun ? tr("Ru&n") : button == Button::Stop ? tr("&Stop") : tr("Stopping …"));
    m_ui->run->setAccessibleName(isRun ? tr("Run") : tr("Stop"));
    m_ui->run->setToolTip(button == Button::Waiting ? tr("A comparison runs in its window. This run would disturb it")
                          : isRun                   ? tr("Send the requests (F5 or Ctrl+R)")
                                                    : tr("Cancel what is open and remove its files (Esc)"));
    m_ui->run->setProperty("isPrimary", button != Button::Waiting);
    m_ui->run->update();
    showButtonIcon();
    arrange(width());
}

void RunBar::focusOption(const QString &option)
{
    const PlanField *field = findPlanField(option == QLatin1String("--runner") ? QStringLiteral("--strategy") : option);
    if (PlanDialog::hasOption(option))
        openMore(option);
    else if (LoadDialog::hasOption(option))
        openLoad(option);
    else if (RequestsDialog::hasOption(option))
        openRequests(option);
    else if (field && field->place == FieldPlace::RunBar)
        findChild<QWidget *>(QLatin1String(field->name))->setFocus();
    else
        focusUrl();
}

void RunBar::focusUrl()
{
    m_ui->url->setFocus();
    m_ui->url->lineEdit()->selectAll();
}

void RunBar::focusRun()
{
    m_ui->run->setFocus();
}

void RunBar::offerOption(const QString &option)
{
    QPushButton *opener = LoadDialog::hasOption(option)       ? m_ui->loadButton
                          : RequestsDialog::hasOption(option) ? static_cast<QPushButton *>(m_ui->requestsButton)
                          : PlanDialog::hasOption(option)     ? m_ui->more
                                                              : nullptr;
    if (!opener)
        return focusOption(option);
    m_offeredOption = option;
    opener->setFocus();
}

void RunBar::openMore(const QString &option)
{
    auto *dialog = new PlanDialog(plan(nullptr), this, m_reader);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [this, dialog] {
        m_rest = dialog->plan();
        showMoreState();
    });
    const QString offered = std::exchange(m_offeredOption, {});
    dialog->focusOption(option.isEmpty() ? offered : option);
    dialog->open();
}

void RunBar::openLoad(const QString &option)
{
    auto *dialog = new LoadDialog(plan(nullptr), this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setThresholds(m_thresholds);
    connect(dialog, &QDialog::accepted, this, [this, dialog] {
        m_rest = dialog->plan();
        setThresholds(dialog->thresholds());
        Q_EMIT edited();
    });
    const QString offered = std::exchange(m_offeredOption, {});
    dialog->focusOption(option.isEmpty() ? offered : option);
    dialog->open();
}

void RunBar::showMoreState()
{
    const QStringList changes = changesOf(m_rest, FieldPlace::MoreOptions);
    m_ui->more->setText(changes.isEmpty() ? tr("&More…") : tr("&More… (%1)").arg(changes.size()));
    m_ui->more->setToolTip(withChanges(tr("Time limits, checks, steps and the rest of the plan"), changes));
    arrange(width());
}

void RunBar::showButtonIcon()
{
    const StageColours colours(palette());
    const bool isFilled = qobject_cast<const QuietStyle *>(m_ui->run->style()); // other styles know no primary button
    const QColor usual = isFilled ? colours.onAccent : palette().color(QPalette::ButtonText);
    const QColor colour = m_button == Button::Waiting ? colours.mutedText : usual;
    QFont font; // the rest of it is inherited
    if (!isFilled && m_button != Button::Waiting)
        font.setBold(true);
    m_ui->run->setFont(font);
    m_ui->run->setIcon(m_button == Button::Stopping ? QIcon() : iconOf(m_button, colour));
    m_ui->run->setIconSize(QSize(12, 12));
}

void RunBar::paintEvent(QPaintEvent *)
{
    const StageColours colours(palette());
    QPainter painter(this);
    painter.fillRect(rect(), colours.card);
    painter.fillRect(QRect(0, height() - 1, width(), 1), colours.fieldBorder);
}

void RunBar::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    arrange(width());
}

void RunBar::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::StyleChange)
        showButtonIcon();
    if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange)
        measure();
}

} // namespace fiftyfold
