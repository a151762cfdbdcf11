// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/run/detailspanel.h"

#include "core/plan/strategytraits.h"
#include "core/plan/templates.h"
#include "core/text/quantities.h"
#include "core/text/visibletext.h"
#include "models/base/windowwording.h"
#include "models/run/logwording.h"
#include "models/run/requestmodel.h"
#include "widgets/base/stagecolours.h"
#include "widgets/run/statustext.h"

#include "ui_detailspanel.h"

#include <QAction>
#include <QClipboard>
#include <QEvent>
#include <QFontDatabase>
#include <QGuiApplication>
#include <QScrollArea>

namespace fiftyfold {

namespace {

void setColour(QWidget *widget, QPalette::ColorRole role, const QColor &colour)
{
    QPalette palette;
    palette.setColor(role, colour);
    widget->setPalette(palette);
}

/// Also of one that a redirect led to TLS, as far as that is told.
bool isUnverifiedRequest(const RunRecord &record, quint32 index)
{
    return record.plan().insecure && (isUnverified(record.plan()) || record.stage(index, Stage::Tls));
}

/// Other programs tell a stage when it is over, and of a reply at its request's end, each as much as it can.
bool isToldByOthers(const RunPlan &plan)
{
    const StrategyTraits &strategy = strategyOf(plan);
    return strategy.isExternal() || strategy.lanes == LanesOn::Processes;
}

QString notYetText(const RunPlan &plan)
{
    return isToldByOthers(plan) ? DetailsPanel::tr("not told so far") : DetailsPanel::tr("none yet");
}

QString laneText(const RunRecord &record, quint32 index)
{
    const std::optional<quint32> lane = record.lane(index);
    if (!lane)
        return record.outcome(index) == Outcome::Pending ? notYetText(record.plan()) : DetailsPanel::tr("none");
    QString text = QString::number(*lane);
    const Fact::Reuse reuse = record.reuse(index);
    if (const std::optional<quint32> connection = record.connection(index)) {
        text += DetailsPanel::tr(" · connection %1").arg(*connection);
        if (reuse != Fact::Reuse::Unknown)
            text += reuse == Fact::Reuse::Fresh ? DetailsPanel::tr(", new") : DetailsPanel::tr(", reused");
    } else if (reuse != Fact::Reuse::Unknown) {
        text += reuse == Fact::Reuse::Fresh ? DetailsPanel::tr(" · new connection")
                                            : DetailsPanel::tr(" · connection reused");
    } else if (record.status(index) != 0 && isToldByOthers(record.plan())) {
        text += DetailsPanel::tr(" · connection not told by this runner");
    }
    if (const int retries = record.retries(index); retries > 0)
        text += retries == 1 ? DetailsPanel::tr(" · sent again once")
                             : DetailsPanel::tr(" · sent again %1 times").arg(retries);
    return text;
}

/// Runners that are programs of their own tell of a reply, but not in which version it came.
QString protocolText(const RunRecord &record, quint32 index)
{
    const QLatin1String http = httpVersionName(record.http(index));
    QString text = QLatin1String("HTTP/") + http;
    if (http.isEmpty() && record.outcome(index) == Outcome::Pending)
        text = notYetText(record.plan());
    else if (http.isEmpty())
        text = record.status(index) != 0 ? DetailsPanel::tr("not told by this runner") : DetailsPanel::tr("no reply");
    return isUnverifiedRequest(record, index) ? DetailsPanel::tr("%1 · certificates not verified").arg(text) : text;
}

/// Empty where there can be none. Of a long run only those of the first requests are kept.
QString headersText(const RunRecord &record, quint32 index)
{
    const QString headers = visibleLines(record.responseHeaders(index));
    if (!headers.isEmpty() || record.status(index) == 0)
        return headers;
    if (strategyOf(record.plan()).isExternal())
        return DetailsPanel::tr("not told by this runner");
    return isToldByOthers(record.plan()) || record.hasResponseHeaders()
               ? DetailsPanel::tr("kept of the first requests only")
               : QString();
}

/// "PUT http://…": of its own target, where the run has several.
QString askedText(const RunRecord &record, quint32 index)
{
    const RunPlan &plan = record.plan();
    if (const std::optional<quint32> target = record.target(index))
        return visibleText(plan.targetNames.value(*target));
    return plan.url.isEmpty()
               ? QString()
               : visibleText(QString::fromLatin1(plan.method) + QLatin1Char(' ') + readableUrl(plan.url));
}

/// "31.835 s"
QString momentText(qint64 at)
{
    return DetailsPanel::tr("%1 s").arg(secondsText(at));
}

QString startedText(const RunRecord &record, quint32 index, qint64 due)
{
    const std::optional<qint64> start = record.startNs(index);
    if (!start)
        return record.outcome(index) == Outcome::Pending ? DetailsPanel::tr("not yet") : DetailsPanel::tr("never");
    return DetailsPanel::tr("%1 · lag %2").arg(momentText(*start), durationForPeople(*start - due));
}

/// What only a request that is done has.
QString doneTimeText(const RunRecord &record, quint32 index, std::optional<qint64> time)
{
    if (time)
        return durationForPeople(*time);
    return record.outcome(index) == Outcome::Pending ? DetailsPanel::tr("…") : DetailsPanel::tr("none");
}

QString fileText(const RunRecord &record, quint32 index)
{
    const QString name = record.fileName(index);
    if (name.isEmpty())
        return DetailsPanel::tr("none");
    return record.stage(index, Stage::Delete) ? DetailsPanel::tr("%1, deleted").arg(name)
                                              : DetailsPanel::tr("%1, kept").arg(name);
}

} // namespace

DetailsPanel::DetailsPanel(const RequestModel *model, QWidget *parent)
    : Card(parent)
    , m_ui(std::make_unique<Ui::DetailsPanel>())
    , m_copy(new QAction(tr("&Copy details"), this)) // by keyboard the window's does it
    , m_model(model)
{
    auto *inner = new QWidget;
    m_ui->setupUi(inner);
    m_scroll = new QScrollArea(this);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setWidgetResizable(true);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_scroll->setProperty("showsFocusOnCard", true);
    m_scroll->setAccessibleName(tr("Details of the selected request"));
    m_scroll->viewport()->setAutoFillBackground(false);
    m_scroll->setWidget(inner);
    inner->setAutoFillBackground(false); // the card shows through
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(1, 1, 1, 1);
    layout->addWidget(m_scroll);

    QFont bold = font();
    bold.setWeight(QFont::DemiBold);
    for (QLabel *label : {m_ui->title, m_ui->status, m_ui->total, m_ui->headersLabel})
        label->setFont(bold);
    m_ui->startedLabel->setMinimumWidth(m_ui->protocolLabel->sizeHint().width()); // in line with what is above
    m_ui->url->setLayoutDirection(Qt::LeftToRight);
    QFont fixed = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    fixed.setPointSizeF(font().pointSizeF() * 0.84);
    m_ui->headers->setFont(fixed);
    m_ui->headers->setProperty("showsFocusOnCard", true);
    m_ui->headers->document()->setDocumentMargin(0);
    setAccessibleName(tr("Details of the selected request"));
    connect(m_copy, &QAction::triggered, this, &DetailsPanel::copy);
    addAction(m_copy);
    setContextMenuPolicy(Qt::ActionsContextMenu);
    applyPalette();

    connect(model, &QAbstractItemModel::dataChanged, this, [this](const QModelIndex &first, const QModelIndex &last) {
        if (m_row >= first.row() && m_row <= last.row())
            refresh();
    });
    connect(model, &QAbstractItemModel::modelReset, this, [this] { showRequest(-1); });
    refresh();
}

DetailsPanel::~DetailsPanel() = default;

void DetailsPanel::showRequest(int row)
{
    m_row = row < m_model->rowCount() ? row : -1;
    refresh();
}

void DetailsPanel::refresh()
{
    const bool hasRequest = m_row >= 0 && m_model->record();
    m_ui->hint->setVisible(!hasRequest);
    m_ui->content->setVisible(hasRequest);
    m_copy->setEnabled(hasRequest);
    m_scroll->setFocusPolicy(Qt::NoFocus);
    if (!hasRequest)
        return;
    const RunRecord &record = *m_model->record();
    const auto index = quint32(m_row);
    const StageColours colours(palette());
    const Outcome outcome = record.outcome(index);

    m_ui->title->setText(tr("Request %1").arg(m_row));
    m_ui->status->setText(statusText(record, index));
    setColour(m_ui->status, QPalette::WindowText,
              outcome == Outcome::Done     ? colours.success
              : outcome == Outcome::Failed ? colours.error
                                           : colours.mutedText);
    m_ui->url->setText(askedText(record, index));
    m_ui->lane->setText(laneText(record, index));
    m_ui->protocol->setText(protocolText(record, index));
    setColour(m_ui->protocol, QPalette::WindowText,
              isUnverifiedRequest(record, index) ? colours.warning : colours.text);
    m_ui->body->setText(sizeForPeople(record.bytes(index)));
    m_ui->file->setText(fileText(record, index));

    m_ui->error->setVisible(outcome == Outcome::Failed);
    if (outcome == Outcome::Failed) {
        const Fault &fault = record.fault(index);
        m_ui->error->setText(fault.isNone() ? tr("Failed: %1").arg(errorClassName(record.error(index)))
                                            : visibleLines(wordedForWindow(fault)));
    }
    const auto spans = m_model->index(m_row, 0).data(RequestModel::SpansRole).value<QList<StageSpan>>();
    m_ui->bars->setSpans(spans, m_model->index(m_row, 0).data(RequestModel::LoopWaitsRole).value<QList<Interval>>());
    showTimes(record, index, spans);
    const QString headers = headersText(record, index);
    m_ui->headersLabel->setVisible(!headers.isEmpty());
    m_ui->headers->setVisible(!headers.isEmpty());
    // Where there are headers these are what the keyboard comes to, to scroll and to copy.
    m_scroll->setFocusPolicy(headers.isEmpty() ? Qt::StrongFocus : Qt::ClickFocus);
    if (m_ui->headers->toPlainText() != headers)
        m_ui->headers->setPlainText(headers);
    // Without headers the space goes below the total, not between the lines.
    m_ui->contentLayout->setAlignment(headers.isEmpty() ? Qt::AlignTop : Qt::Alignment());
}

/// Of an open run what the server took stands apart from what who asked had to wait.
void DetailsPanel::showTimes(const RunRecord &record, quint32 index, const QList<StageSpan> &spans)
{
    const bool isOpen = record.plan().isOpen();
    for (QWidget *widget :
         std::initializer_list<QWidget *>{m_ui->dueRule, m_ui->dueLabel, m_ui->due, m_ui->startedLabel, m_ui->started,
                                          m_ui->serviceLabel, m_ui->service})
        widget->setVisible(isOpen);
    m_ui->totalLabel->setText(isOpen ? tr("response time") : tr("total"));
    if (!isOpen) {
        const std::optional<qint64> start = record.startNs(index);
        const std::optional<qint64> end = record.endNs(index);
        m_ui->total->setText(start && end ? durationForPeople(*end - *start) : tr("…"));
        return;
    }
    const bool isDue = !spans.isEmpty() && spans.first().stage == Stage::Queued;
    const qint64 due = isDue ? spans.first().begin : 0;
    m_ui->due->setText(isDue                                       ? momentText(due)
                       : record.outcome(index) == Outcome::Pending ? tr("not yet")
                                                                   : tr("never in this run"));
    m_ui->started->setText(startedText(record, index, due));
    // Of one that failed, until then: the table of requests has no other time of it either.
    const std::optional<qint64> end = record.outcome(index) == Outcome::Done ? std::nullopt : record.endNs(index);
    const std::optional<qint64> start = record.startNs(index);
    const qint64 endNs = end.value_or(0); // GCC 12 takes *end for one that nobody set
    m_ui->service->setText(
        doneTimeText(record, index, end && start ? std::optional(endNs - *start) : record.latencyNs(index)));
    m_ui->total->setText(
        doneTimeText(record, index, end && isDue ? std::optional(endNs - due) : record.responseNs(index)));
}

void DetailsPanel::copy()
{
    if (m_copy->isEnabled())
        QGuiApplication::clipboard()->setText(text());
}

QString DetailsPanel::text() const
{
    QStringList lines;
    const auto add = [&lines](const QString &name, const QLabel *value) {
        if (!value->isHidden())
            lines.append(name + QLatin1Char('\t') + value->text());
    };
    add(m_ui->title->text(), m_ui->status);
    add(m_ui->urlLabel->text(), m_ui->url);
    add(m_ui->laneLabel->text(), m_ui->lane);
    add(m_ui->protocolLabel->text(), m_ui->protocol);
    add(m_ui->bodyLabel->text(), m_ui->body);
    add(m_ui->fileLabel->text(), m_ui->file);
    add(tr("Error"), m_ui->error);
    add(m_ui->dueLabel->text(), m_ui->due);
    add(m_ui->startedLabel->text(), m_ui->started);
    lines += m_ui->bars->copiedLines();
    add(m_ui->serviceLabel->text(), m_ui->service);
    add(m_ui->totalLabel->text(), m_ui->total);
    if (const QString headers = m_ui->headers->toPlainText(); !headers.isEmpty())
        lines += {m_ui->headersLabel->text(), headers};
    return lines.join(QLatin1Char('\n'));
}

void DetailsPanel::applyPalette()
{
    const StageColours colours(palette());
    for (QLabel *label : {m_ui->urlLabel, m_ui->laneLabel, m_ui->protocolLabel, m_ui->bodyLabel, m_ui->fileLabel,
                          m_ui->dueLabel, m_ui->startedLabel, m_ui->serviceLabel, m_ui->totalLabel, m_ui->hint})
        setColour(label, QPalette::WindowText, colours.mutedText);
    for (QLabel *label :
         std::initializer_list<QLabel *>{m_ui->title, m_ui->url, m_ui->lane, m_ui->protocol, m_ui->body, m_ui->file,
                                         m_ui->due, m_ui->started, m_ui->service, m_ui->total, m_ui->headersLabel})
        setColour(label, QPalette::WindowText, colours.text);
    setColour(m_ui->error, QPalette::WindowText, colours.error);
    for (QFrame *rule : {m_ui->rule, m_ui->dueRule})
        setColour(rule, QPalette::WindowText, colours.fieldBorder);
    setColour(m_ui->headers, QPalette::Text, colours.mutedText);
}

void DetailsPanel::changeEvent(QEvent *event)
{
    Card::changeEvent(event);
    if (event->type() == QEvent::PaletteChange) {
        applyPalette();
        refresh();
    }
}

QSize DetailsPanel::sizeHint() const
{
    return QSize(320, 400);
}

} // namespace fiftyfold
