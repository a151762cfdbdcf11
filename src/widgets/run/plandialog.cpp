// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/run/plandialog.h"

#include "core/plan/plantexts.h"
#include "core/text/quantities.h"
#include "core/text/visibletext.h"
#include "models/base/windowwording.h"
#include "widgets/base/stagecolours.h"

#include "ui_plandialog.h"

#include <QEvent>
#include <QFileDialog>
#include <QFontDatabase>
#include <QLabel>
#include <QPushButton>

#include <algorithm>
#include <iterator>

namespace fiftyfold {

namespace {

QString durationToText(std::chrono::nanoseconds duration)
{
    using namespace std::chrono;
    if (duration % minutes(1) == nanoseconds::zero())
        return QStringLiteral("%1m").arg(duration_cast<minutes>(duration).count());
    if (duration % seconds(1) == nanoseconds::zero())
        return QStringLiteral("%1s").arg(duration_cast<seconds>(duration).count());
    return QStringLiteral("%1ms").arg(duration_cast<milliseconds>(duration).count());
}

QString sizeToText(qint64 bytes)
{
    constexpr qint64 kibi = 1024;
    if (bytes % (kibi * kibi) == 0)
        return QStringLiteral("%1MiB").arg(bytes / (kibi * kibi));
    if (bytes % kibi == 0)
        return QStringLiteral("%1KiB").arg(bytes / kibi);
    return QString::number(bytes);
}

QString headersToText(const QList<HeaderField> &headers)
{
    QStringList lines;
    for (const HeaderField &header : headers)
        lines.append(QString::fromUtf8(header.name) + QLatin1String(": ") + QString::fromUtf8(header.value));
    return lines.join(QLatin1Char('\n'));
}

QString labelOfTransport(const QString &name)
{
    if (name == QLatin1String("curl"))
        return PlanDialog::tr("curl — libcurl, true stage times");
    return name == QLatin1String("qt") ? PlanDialog::tr("qt — Qt's own HTTP") : name;
}

QString labelOfHttpVersion(const QString &name)
{
    return name == QLatin1String("2") ? PlanDialog::tr("2 — https URLs, transport curl") : name;
}

/// Items carry the name that a plan has.
void choose(QComboBox *field, const QString &name)
{
    field->setCurrentIndex(qMax(0, field->findData(name)));
}

template<auto field>
QWidget *widgetOf(const Ui::PlanDialog &ui)
{
    return ui.*field;
}

/// The options of the command line that have a field here, each with that field.
struct OptionField {
    const char *option;
    QWidget *(*widget)(const Ui::PlanDialog &ui);
};
constexpr OptionField optionFields[] = {
    {"--header", widgetOf<&Ui::PlanDialog::headers>},
    {"--data", widgetOf<&Ui::PlanDialog::body>},
    {"--timeout", widgetOf<&Ui::PlanDialog::timeout>},
    {"--connect-timeout", widgetOf<&Ui::PlanDialog::connectTimeout>},
    {"--max-body", widgetOf<&Ui::PlanDialog::maxBody>},
    {"--accept-status", widgetOf<&Ui::PlanDialog::acceptStatus>},
    {"--redirects", widgetOf<&Ui::PlanDialog::redirects>},
    {"--warmup", widgetOf<&Ui::PlanDialog::warmup>},
    {"--stages", widgetOf<&Ui::PlanDialog::steps>},
    {"--work-dir", widgetOf<&Ui::PlanDialog::workDir>},
    {"--transport", widgetOf<&Ui::PlanDialog::transport>},
    {"--http", widgetOf<&Ui::PlanDialog::http>},
    {"--threads", widgetOf<&Ui::PlanDialog::threads>},
    {"--fresh-connections", widgetOf<&Ui::PlanDialog::freshConnections>},
    {"--insecure", widgetOf<&Ui::PlanDialog::insecure>},
};

const OptionField *findField(const QString &option)
{
    const auto *found =
        std::find_if(std::begin(optionFields), std::end(optionFields),
                     [&option](const OptionField &field) { return option == QLatin1String(field.option); });
    return found == std::end(optionFields) ? nullptr : found;
}

} // namespace

PlanDialog::PlanDialog(const RunPlan &plan, QWidget *parent)
    : QDialog(parent)
    , m_ui(std::make_unique<Ui::PlanDialog>())
    , m_plan(plan)
{
    m_ui->setupUi(this);
    const QFont fixed = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    m_ui->headers->setFont(fixed);
    m_ui->body->setFont(fixed);
    const QStringList transports = availableTransports();
    for (const QString &transport : transports)
        m_ui->transport->addItem(labelOfTransport(transport), transport);
    const QStringList versions = availableHttpVersions();
    for (const QString &version : versions)
        m_ui->http->addItem(labelOfHttpVersion(version), version);
    m_ui->threads->setMaximum(threadsLimit);
    // A label thinks itself as wide as its text with kerning, which there is not beside an underlined letter; and its
    // line lies a little higher than that of a field.
    const QList<QLabel *> labels = findChildren<QLabel *>();
    for (QLabel *label : labels) {
        if (!label->buddy())
            continue;
        label->setContentsMargins(0, 2, 0, 0);
        label->setMinimumWidth(label->sizeHint().width() + 2);
    }
    m_ui->message->setAccessibleName(tr("What is wrong with these options"));
    fill(plan);

    for (QLineEdit *edit : {m_ui->timeout, m_ui->connectTimeout, m_ui->maxBody, m_ui->acceptStatus, m_ui->workDir})
        connect(edit, &QLineEdit::textChanged, this, &PlanDialog::check);
    connect(m_ui->headers, &QPlainTextEdit::textChanged, this, &PlanDialog::check);
    connect(m_ui->body, &QPlainTextEdit::textChanged, this, &PlanDialog::check);
    for (QComboBox *choice : {m_ui->steps, m_ui->transport, m_ui->http})
        connect(choice, &QComboBox::currentIndexChanged, this, &PlanDialog::check);
    connect(m_ui->browse, &QPushButton::clicked, this, [this] {
        auto *chooser = new QFileDialog(this, tr("Folder for the runs' files"), m_ui->workDir->text());
        chooser->setAttribute(Qt::WA_DeleteOnClose);
        chooser->setFileMode(QFileDialog::Directory);
        chooser->setOption(QFileDialog::ShowDirsOnly);
        connect(chooser, &QFileDialog::fileSelected, m_ui->workDir, &QLineEdit::setText);
        chooser->open();
    });
    connect(m_ui->buttons, &QDialogButtonBox::accepted, this, [this] {
        if (const std::optional<RunPlan> checked = read(nullptr)) {
            m_plan = *checked;
            accept();
        }
    });
    connect(m_ui->buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    QPushButton *defaults = m_ui->buttons->button(QDialogButtonBox::RestoreDefaults);
    defaults->setAutoDefault(false);
    connect(defaults, &QPushButton::clicked, this, [this] { fill(RunPlan()); });
    check();
}

PlanDialog::~PlanDialog() = default;

RunPlan PlanDialog::plan() const
{
    return m_plan;
}

void PlanDialog::fill(const RunPlan &plan)
{
    m_ui->headers->setPlainText(headersToText(plan.headers));
    m_ui->body->setPlainText(QString::fromUtf8(plan.body));
    m_ui->timeout->setText(durationToText(plan.timeout));
    m_ui->connectTimeout->setText(durationToText(plan.connectTimeout));
    m_ui->maxBody->setText(sizeToText(plan.maxBody));
    m_ui->acceptStatus->setText(statusRangesToText(plan.acceptStatus));
    m_ui->redirects->setValue(plan.redirects);
    m_ui->warmup->setValue(int(qMin(plan.warmup, quint32(m_ui->warmup->maximum()))));
    m_ui->steps->setCurrentIndex(plan.steps.save ? 2 : plan.steps.wrap ? 1 : 0);
    m_ui->removeFiles->setChecked(plan.steps.remove || !plan.steps.save);
    m_ui->workDir->setText(plan.workDir);
    choose(m_ui->transport, plan.transport);
    choose(m_ui->http, plan.http);
    m_ui->threads->setValue(plan.threads);
    m_ui->freshConnections->setChecked(plan.freshConnections);
    m_ui->insecure->setChecked(plan.insecure);
}

std::optional<RunPlan> PlanDialog::read(PlanProblem *problem) const
{
    const auto fail = [problem](const char *option, const QString &message) {
        if (problem)
            *problem = {QLatin1String(option), message};
        return std::nullopt;
    };
    RunPlan plan = m_plan;
    plan.headers.clear();
    const QStringList lines = m_ui->headers->toPlainText().split(QLatin1Char('\n'), Qt::SkipEmptyParts);
    for (const QString &line : lines) {
        const qsizetype colon = line.indexOf(QLatin1Char(':'));
        if (colon < 1)
            return fail("--header",
                        tr("A header is a name, a colon and a value, as in “Accept: text/plain”; got “%1”.").arg(line));
        plan.headers.append({line.left(colon).trimmed().toUtf8(), line.mid(colon + 1).trimmed().toUtf8()});
    }
    plan.body = m_ui->body->toPlainText().toUtf8();
    const auto timeout = durationFromText(m_ui->timeout->text().trimmed());
    if (!timeout)
        return fail("--timeout",
                    tr("The timeout is a time such as 250ms, 10s or 2m; got “%1”.").arg(m_ui->timeout->text()));
    plan.timeout = *timeout;
    const auto connectTimeout = durationFromText(m_ui->connectTimeout->text().trimmed());
    if (!connectTimeout)
        return fail(
            "--connect-timeout",
            tr("The connect timeout is a time such as 250ms, 5s or 1m; got “%1”.").arg(m_ui->connectTimeout->text()));
    plan.connectTimeout = *connectTimeout;
    const auto maxBody = sizeFromText(m_ui->maxBody->text().trimmed());
    if (!maxBody)
        return fail("--max-body",
                    tr("The largest reply is a size such as 64KiB or 16MiB; got “%1”.").arg(m_ui->maxBody->text()));
    plan.maxBody = *maxBody;
    const auto ranges = statusRangesFromText(m_ui->acceptStatus->text().trimmed());
    if (!ranges)
        return fail("--accept-status",
                    tr("Success is a list of status codes from 100 to 999, such as 200-399,404; got “%1”.")
                        .arg(m_ui->acceptStatus->text()));
    plan.acceptStatus = *ranges;
    plan.redirects = m_ui->redirects->value();
    plan.warmup = quint32(m_ui->warmup->value());
    const int steps = m_ui->steps->currentIndex();
    plan.steps = {.wrap = steps > 0, .save = steps > 1, .remove = steps > 1 && m_ui->removeFiles->isChecked()};
    plan.workDir = m_ui->workDir->text().trimmed();
    plan.transport = m_ui->transport->currentData().toString();
    plan.http = m_ui->http->currentData().toString();
    plan.threads = m_ui->threads->value();
    plan.freshConnections = m_ui->freshConnections->isChecked();
    plan.insecure = m_ui->insecure->isChecked();
    const QList<PlanProblem> problems = problemsOf(plan);
    for (const PlanProblem &found : problems) {
        if (hasOption(found.option)) { // the run bar's fields are checked there
            if (problem)
                *problem = found;
            return std::nullopt;
        }
    }
    return plan;
}

void PlanDialog::check()
{
    m_ui->removeFiles->setEnabled(m_ui->steps->currentIndex() > 1);
    PlanProblem problem;
    const bool isFine = read(&problem).has_value();
    m_ui->buttons->button(QDialogButtonBox::Ok)->setEnabled(isFine);
    m_ui->message->setText(wordedForWindow(visibleText(problem.message), Reading::OptionsDialog));
    QPalette palette;
    palette.setColor(QPalette::WindowText, StageColours(palette).error);
    m_ui->message->setPalette(palette);
}

bool PlanDialog::hasOption(const QString &option)
{
    return findField(option) != nullptr;
}

void PlanDialog::focusOption(const QString &option)
{
    const OptionField *found = findField(option);
    if (!found)
        return;
    QWidget *field = found->widget(*m_ui);
    for (int tab = 0; tab < m_ui->tabs->count(); ++tab) {
        if (m_ui->tabs->widget(tab)->isAncestorOf(field))
            m_ui->tabs->setCurrentIndex(tab);
    }
    field->setFocus();
}

QStringList PlanDialog::changesOf(const RunPlan &plan)
{
    const RunPlan fresh;
    QStringList changes;
    const auto note = [&changes](bool isChanged, const QString &name) {
        if (isChanged)
            changes.append(name);
    };
    note(plan.headers != fresh.headers, tr("headers"));
    note(plan.body != fresh.body, tr("body"));
    note(plan.timeout != fresh.timeout, tr("timeout"));
    note(plan.connectTimeout != fresh.connectTimeout, tr("connect timeout"));
    note(plan.maxBody != fresh.maxBody, tr("largest reply"));
    note(plan.acceptStatus != fresh.acceptStatus, tr("success status"));
    note(plan.redirects != fresh.redirects, tr("redirects"));
    note(plan.warmup != fresh.warmup, tr("warm-up"));
    note(plan.steps != fresh.steps, tr("steps"));
    note(plan.workDir != fresh.workDir, tr("folder"));
    note(plan.transport != fresh.transport, tr("transport"));
    note(plan.http != fresh.http, tr("HTTP version"));
    note(plan.threads != fresh.threads, tr("engine threads"));
    note(plan.freshConnections != fresh.freshConnections, tr("new connections"));
    note(plan.insecure != fresh.insecure, tr("certificates not verified"));
    return changes;
}

void PlanDialog::changeEvent(QEvent *event)
{
    QDialog::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        check();
}

} // namespace fiftyfold
