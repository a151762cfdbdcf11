// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/runbar.h"

#include "widgets/plandialog.h"
#include "widgets/stagecolours.h"
#include "widgets/urlfield.h"

#include "ui_runbar.h"

#include <QCompleter>
#include <QEvent>
#include <QLineEdit>
#include <QPainter>

#include <utility>

namespace fiftyfold {

namespace {

constexpr int historyLimit = 20;

struct StrategyText {
    QString name;
    QString toolTip;
};

StrategyText textOfStrategy(const QString &strategy)
{
    if (strategy == QLatin1String("async"))
        return {RunBar::tr("Async"),
                RunBar::tr("One event loop with many requests in flight: each step runs as its reply arrives")};
    if (strategy == QLatin1String("sequential"))
        return {RunBar::tr("Sequential"), RunBar::tr("One request at a time, each whole before the next")};
    return {strategy, QString()};
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
    if (button == RunBar::Button::Run)
        painter.drawPolygon(QPolygonF({QPointF(2, 1), QPointF(11, 6), QPointF(2, 11)}));
    else
        painter.drawRoundedRect(QRectF(1, 1, 10, 10), 1, 1);
    return QIcon(pixmap);
}

} // namespace

RunBar::RunBar(QWidget *parent)
    : QWidget(parent)
    , m_ui(std::make_unique<Ui::RunBar>())
{
    m_ui->setupUi(this);
    m_ui->url->setLineEdit(new UrlField(m_ui->url));
    m_ui->url->lineEdit()->setAccessibleName(tr("URL"));
    m_ui->url->lineEdit()->setPlaceholderText(tr("https://example.org/ or practice:robots.txt"));
    m_ui->url->completer()->setCaseSensitivity(Qt::CaseSensitive);
    m_ui->method->lineEdit()->setAccessibleName(tr("HTTP method"));
    m_ui->requests->setMaximum(int(requestsLimit));
    m_ui->atOnce->setMaximum(int(requestsLimit));
    for (QSpinBox *spin : {m_ui->requests, m_ui->atOnce}) {
        // Room for what people type; the limits are far wider.
        const int width = spin->fontMetrics().horizontalAdvance(QStringLiteral("00000")) + 34;
        spin->setFixedWidth(width);
    }
    const QStringList strategies = availableStrategies();
    for (const QString &strategy : strategies) {
        const StrategyText text = textOfStrategy(strategy);
        m_ui->strategy->addItem(text.name, strategy);
        m_ui->strategy->setItemData(m_ui->strategy->count() - 1, text.toolTip, Qt::ToolTipRole);
    }
    const auto describeStrategy = [this] {
        m_ui->strategy->setToolTip(m_ui->strategy->currentData(Qt::ToolTipRole).toString());
    };
    connect(m_ui->strategy, &QComboBox::currentIndexChanged, this, describeStrategy);
    describeStrategy();
    connect(m_ui->more, &QPushButton::clicked, this, [this] { openMore(); });
    connect(m_ui->run, &QPushButton::clicked, this, [this] {
        if (m_button == Button::Run)
            Q_EMIT runRequested();
        else if (m_button == Button::Stop)
            Q_EMIT stopRequested();
    });
    connect(m_ui->url->lineEdit(), &QLineEdit::returnPressed, this, [this] {
        if (m_button == Button::Run)
            Q_EMIT runRequested();
    });
    connect(m_ui->url, &QComboBox::editTextChanged, this, &RunBar::edited);
    connect(m_ui->requests, &QSpinBox::valueChanged, this, &RunBar::edited);
    connect(m_ui->atOnce, &QSpinBox::valueChanged, this, &RunBar::edited);
    connect(m_ui->strategy, &QComboBox::currentIndexChanged, this, &RunBar::edited);
    setButton(Button::Run);
}

RunBar::~RunBar() = default;

void RunBar::setPlan(const RunPlan &plan)
{
    m_rest = plan;
    m_ui->method->setCurrentText(QString::fromLatin1(plan.method));
    m_ui->url->setEditText(plan.url.toString());
    m_ui->url->lineEdit()->setCursorPosition(0);
    m_ui->requests->setValue(int(qMin(plan.requests, requestsLimit)));
    m_ui->atOnce->setValue(int(qMin(plan.atOnce, requestsLimit)));
    const int strategy = m_ui->strategy->findData(plan.strategy);
    m_ui->strategy->setCurrentIndex(qMax(0, strategy));
    showMoreState();
}

RunPlan RunBar::plan(PlanProblem *problem) const
{
    RunPlan plan = m_rest;
    QString message;
    plan.url = urlFromUserInput(urlText(), &message);
    if (!plan.url.isValid() && problem)
        *problem = {QStringLiteral("URL"), message};
    plan.method = m_ui->method->currentText().trimmed().toLatin1();
    plan.requests = quint32(m_ui->requests->value());
    plan.atOnce = quint32(m_ui->atOnce->value());
    plan.strategy = m_ui->strategy->currentData().toString();
    return plan;
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
    const bool isRun = button == Button::Run;
    m_ui->run->setText(isRun ? tr("&Run") : button == Button::Stop ? tr("&Stop") : tr("Stopping …"));
    m_ui->run->setAccessibleName(isRun ? tr("Run") : tr("Stop"));
    m_ui->run->setToolTip(isRun ? tr("Send the requests (F5 or Ctrl+R)")
                                : tr("Cancel what is open and remove its files (Esc)"));
    showButtonIcon();
}

void RunBar::focusOption(const QString &option)
{
    if (option == QLatin1String("--requests"))
        m_ui->requests->setFocus();
    else if (option == QLatin1String("--at-once"))
        m_ui->atOnce->setFocus();
    else if (option == QLatin1String("--strategy"))
        m_ui->strategy->setFocus();
    else if (option == QLatin1String("--method"))
        m_ui->method->setFocus();
    else if (PlanDialog::hasOption(option))
        openMore(option);
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
    m_offeredOption = option;
    m_ui->more->setFocus();
}

void RunBar::openMore(const QString &option)
{
    auto *dialog = new PlanDialog(plan(nullptr), this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [this, dialog] {
        m_rest = dialog->plan();
        showMoreState();
    });
    const QString offered = std::exchange(m_offeredOption, {});
    dialog->focusOption(option.isEmpty() ? offered : option);
    dialog->open();
}

void RunBar::showMoreState()
{
    const QStringList changes = PlanDialog::changesOf(m_rest);
    m_ui->more->setText(changes.isEmpty() ? tr("&More…") : tr("&More… (%1)").arg(changes.size()));
    const QString about = tr("Headers, body, time limits, stages and the rest of the plan");
    m_ui->more->setToolTip(
        changes.isEmpty() ? about
                          : tr("%1.\nSet to other than the default: %2").arg(about, changes.join(QLatin1String(", "))));
}

void RunBar::showButtonIcon()
{
    m_ui->run->setIcon(m_button == Button::Stopping ? QIcon() : iconOf(m_button, StageColours(palette()).onAccent));
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
    // The URL needs the room more than the word does; the field's own text and tooltip say the same.
    m_ui->strategyLabel->setVisible(width() >= 1040);
}

void RunBar::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        showButtonIcon();
}

} // namespace fiftyfold
