// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/run/requestsdialog.h"

#include "core/plan/headerfields.h"
#include "core/plan/planfields.h"
#include "core/text/visibletext.h"
#include "models/base/windowwording.h"
#include "widgets/base/filefield.h"
#include "widgets/base/fittingscrollarea.h"
#include "widgets/base/screenroom.h"
#include "widgets/base/stagecolours.h"
#include "widgets/run/previewtext.h"
#include "widgets/run/requestreader.h"

#include "ui_requestsdialog.h"

#include <QDateTime>
#include <QEvent>
#include <QFileDialog>
#include <QFontDatabase>
#include <QLabel>
#include <QPushButton>
#include <QSignalBlocker>

namespace fiftyfold {

namespace {

constexpr qsizetype editableBody = qsizetype(1024) * 1024; ///< Bytes; a larger one is shown in part.

/// Whether it is the same again once it has been a text in a field.
bool isEditable(const QByteArray &body)
{
    return body.size() <= editableBody && !body.contains('\r') && !body.contains('\0') &&
           QString::fromUtf8(body).toUtf8() == body;
}

bool hasFiles(const RunPlan &plan)
{
    return !plan.targetsFile.isEmpty() || !plan.rowsFile.isEmpty();
}

} // namespace

RequestsDialog::RequestsDialog(const RunPlan &plan, QWidget *parent, RequestReader *reader)
    : QDialog(parent)
    , m_ui(std::make_unique<Ui::RequestsDialog>())
    , m_reader(reader ? reader : new RequestReader(this))
    , m_plan(plan)
{
    m_ui->setupUi(this);
    m_ui->outer->removeWidget(m_ui->content);
    m_ui->outer->insertWidget(0, new FittingScrollArea(m_ui->content, this), 1);
    const QFont fixed = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    m_ui->body->setFont(fixed);
    m_ui->preview->setFont(fixed);
    m_ui->order->addItem(tr("in turn"), QStringLiteral("turn"));
    m_ui->order->addItem(tr("shuffled"), QStringLiteral("shuffled"));
    m_ui->message->setAccessibleName(tr("What is wrong with these requests"));
    m_ui->message->setMinimumHeight(2 * fontMetrics().lineSpacing());
    const QList<QLabel *> labels = findChildren<QLabel *>();
    for (QLabel *label : labels) { // which thinks itself as wide as its text with kerning
        if (label->buddy())
            label->setMinimumWidth(label->sizeHint().width() + 2);
    }
    for (QLabel *about : {m_ui->bodyHint, m_ui->targetsAbout, m_ui->rowsAbout})
        about->setForegroundRole(QPalette::PlaceholderText);
    m_ui->headers->setMinimumHeight(5 * fontMetrics().lineSpacing());
    m_ui->body->setMinimumHeight(4 * fontMetrics().lineSpacing());
    m_ui->preview->setMinimumHeight(6 * fontMetrics().lineSpacing());
    m_ui->requestMethod->setCurrentText(QString::fromLatin1(plan.method));
    m_ui->requestUrl->setText(plan.url.toString());
    m_ui->requestUrl->setCursorPosition(0);
    fill(plan);
    connectFields();
    check();
    const int letter = fontMetrics().averageCharWidth();
    resize(QSize(120 * letter, 32 * fontMetrics().lineSpacing()).expandedTo(sizeHint()).boundedTo(roomOnScreen(*this)));
}

RequestsDialog::~RequestsDialog() = default;

void RequestsDialog::connectFields()
{
    for (const QLineEdit *edit : {m_ui->requestUrl, m_ui->userAgent})
        connect(edit, &QLineEdit::textChanged, this, &RequestsDialog::check);
    for (const FileField *file : {m_ui->targets, m_ui->rows})
        connect(file, &FileField::textChanged, this, &RequestsDialog::check);
    connect(m_ui->requestMethod, &QComboBox::editTextChanged, this, &RequestsDialog::check);
    connect(m_ui->order, &QComboBox::currentIndexChanged, this, &RequestsDialog::check);
    connect(m_ui->body, &QPlainTextEdit::textChanged, this, &RequestsDialog::check);
    connect(m_ui->headers, &HeadersTable::edited, this, &RequestsDialog::check);
    connect(m_ui->addHeader, &QPushButton::clicked, m_ui->headers, &HeadersTable::addRow);
    connect(m_ui->removeHeader, &QPushButton::clicked, m_ui->headers, &HeadersTable::removeSelectedRows);
    connect(m_ui->readBody, &QPushButton::clicked, this, [this] {
        auto *chooser = new QFileDialog(this, m_ui->readBody->accessibleName());
        chooser->setAttribute(Qt::WA_DeleteOnClose);
        chooser->setFileMode(QFileDialog::ExistingFile);
        connect(chooser, &QFileDialog::fileSelected, this, &RequestsDialog::readBody);
        chooser->open();
    });
    connect(m_ui->buttons, &QDialogButtonBox::accepted, this, &RequestsDialog::acceptChecked);
    connect(m_ui->buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    QPushButton *defaults = m_ui->buttons->button(QDialogButtonBox::RestoreDefaults);
    defaults->setText(tr("Defau&lts"));
    defaults->setAutoDefault(false);
    const QList<QAbstractButton *> buttons = m_ui->buttons->buttons();
    for (QAbstractButton *button : buttons)
        button->setAccessibleName(button->text().remove(QLatin1Char('&')));
    connect(defaults, &QPushButton::clicked, this, [this] {
        fill(RunPlan());
        check();
    });
}

void RequestsDialog::readBody(const QString &fileName)
{
    m_reader->readFiles({fileName}, RequestReader::mostOfABody,
                        m_ui->readBody, // beside previews, which are for this dialog
                        [this, fileName](const FileContents &contents, const QString &problem) {
                            if (problem.isEmpty())
                                fillBody(contents.value(fileName));
                            check();
                            if (!problem.isEmpty())
                                showBodyHint(problem, true);
                        });
}

RunPlan RequestsDialog::plan() const
{
    return m_plan;
}

void RequestsDialog::fill(const RunPlan &plan)
{
    m_ui->headers->setHeaders(plan.headers);
    m_ui->userAgent->setText(plan.userAgent);
    fillBody(plan.body);
    m_ui->targets->setText(plan.targetsFile);
    m_ui->order->setCurrentIndex(qMax(0, m_ui->order->findData(plan.order)));
    m_ui->rows->setText(plan.rowsFile);
}

void RequestsDialog::fillBody(const QByteArray &body)
{
    const QSignalBlocker blocker(m_ui->body);
    m_body = body;
    constexpr qsizetype shownOfLong = 4096;
    const bool isWhole = isEditable(body);
    m_ui->body->setPlainText(QString::fromUtf8(isWhole ? body : body.left(shownOfLong)));
    m_ui->body->setReadOnly(!isWhole);
    m_ui->body->document()->setModified(false);
}

QByteArray RequestsDialog::body() const
{
    return m_ui->body->document()->isModified() ? m_ui->body->toPlainText().toUtf8() : m_body;
}

/// What is wrong, or nothing.
QString RequestsDialog::readTexts(RunPlan &plan, QString *option) const
{
    for (const auto &[name, text] :
         {std::pair("--user-agent", m_ui->userAgent->text().trimmed()), std::pair("--targets", m_ui->targets->text()),
          std::pair("--rows", m_ui->rows->text()), std::pair("--order", m_ui->order->currentData().toString())}) {
        const PlanField &field = *findPlanField(QLatin1String(name));
        field.value.reset(plan);
        if (text.isEmpty())
            continue;
        *option = QLatin1String(name);
        if (const Refusal got = field.value.read(plan, text))
            return QStringLiteral("%1 takes %2, got %3.").arg(QLatin1String(name), field.value.takes, *got);
    }
    return {};
}

std::optional<RunPlan> RequestsDialog::read(PlanProblem *problem) const
{
    RunPlan plan = m_plan;
    plan.targetNames.clear();
    problem->message = readTexts(plan, &problem->option);
    if (!problem->message.isEmpty())
        return std::nullopt;
    plan.headers = m_ui->headers->headers();
    plan.body = body();
    if (plan.targetsFile.isEmpty()) {
        plan.method = m_ui->requestMethod->currentText().trimmed().toLatin1();
        const QString url = m_ui->requestUrl->text().trimmed();
        plan.url = url.isEmpty() ? ExactUrl() : urlFromUserInput(url, &problem->message);
        problem->option = QStringLiteral("URL");
        if (!problem->message.isEmpty())
            return std::nullopt;
    }
    for (const PlanField &field : planFields()) {
        if (field.place != FieldPlace::Requests && qstrcmp(field.name, "method") != 0)
            continue;
        *problem = {QLatin1String(field.option), field.problem(plan)};
        if (!problem->message.isEmpty())
            return std::nullopt;
    }
    return plan;
}

void RequestsDialog::check()
{
    const bool hasTargets = !m_ui->targets->text().isEmpty();
    for (QWidget *own : {static_cast<QWidget *>(m_ui->requestMethod), static_cast<QWidget *>(m_ui->requestUrl)})
        own->setEnabled(!hasTargets);
    m_ui->order->setEnabled(hasTargets);
    describeBody();
    m_preview.reset();
    PlanProblem problem;
    m_read = read(&problem);
    m_ui->buttons->button(QDialogButtonBox::Ok)->setEnabled(false);
    showProblem(problem.message);
    if (!m_read) {
        showPreview({});
        return;
    }
    if (!hasTargets && m_read->url.isEmpty()) { // the run bar says that it needs one
        takePreview({});
        return;
    }
    if (!hasFiles(*m_read) && m_read->body.size() <= editableBody)
        takePreview(previewOf(*m_read, std::chrono::milliseconds(QDateTime::currentMSecsSinceEpoch())));
    else // what is shown stays until that is there
        m_reader->preview(*m_read, this, [this, asked = m_read](const RequestPreview &preview) {
            if (asked == m_read)
                takePreview(preview);
        });
}

void RequestsDialog::takePreview(const RequestPreview &preview)
{
    m_preview = preview;
    m_ui->buttons->button(QDialogButtonBox::Ok)->setEnabled(preview.problem.isEmpty());
    showProblem(preview.problem);
    showPreview(preview);
}

void RequestsDialog::showPreview(const RequestPreview &preview)
{
    m_ui->preview->setPlainText(previewText(preview));
    m_ui->targetsAbout->setText(aboutTargets(preview));
    m_ui->rowsAbout->setText(aboutColumns(preview));
}

/// What the server is told of it, and what can't be shown.
void RequestsDialog::describeBody()
{
    const QByteArray sent = body();
    const QList<HeaderField> headers = m_ui->headers->headers();
    const HeaderField *header = findHeader(headers, "Content-Type");
    const QByteArray type = header ? header->value : QByteArray();
    QString hint;
    if (m_ui->body->isReadOnly())
        hint =
            tr("%1 bytes, sent as they are; only the beginning is shown. Defaults takes them away.").arg(sent.size());
    else if (sent.isEmpty())
        hint = tr("No body.");
    else if (type.isEmpty())
        hint = tr("Sent as a form (application/x-www-form-urlencoded), as no header Content-Type says otherwise.");
    else
        hint = tr("Sent as %1.").arg(visibleText(QString::fromUtf8(type)));
    showBodyHint(hint, false);
}

void RequestsDialog::showBodyHint(const QString &hint, bool isProblem)
{
    QPalette own;
    if (isProblem)
        own.setColor(QPalette::PlaceholderText, StageColours(palette()).error);
    m_ui->bodyHint->setPalette(own);
    m_ui->bodyHint->setText(hint);
}

void RequestsDialog::showProblem(const QString &problem)
{
    m_ui->message->setText(wordedForWindow(visibleText(problem), Reading::RequestsDialog));
    QPalette palette;
    palette.setColor(QPalette::WindowText, StageColours(palette).error);
    m_ui->message->setPalette(palette);
}

void RequestsDialog::acceptChecked()
{
    if (!m_read || !m_preview || !m_preview->problem.isEmpty())
        return;
    m_plan = *m_read;
    if (!m_plan.targetsFile.isEmpty()) {
        m_plan.targetNames = m_preview->names;
        m_plan.url = m_preview->firstUrl;
        m_plan.method = m_preview->firstMethod;
    }
    accept();
}

bool RequestsDialog::hasOption(const QString &option)
{
    const PlanField *field = findPlanField(option);
    return field && field->place == FieldPlace::Requests;
}

void RequestsDialog::focusOption(const QString &option)
{
    const PlanField *found = hasOption(option) ? findPlanField(option) : nullptr;
    QWidget *field = found ? findChild<QWidget *>(QLatin1String(found->name)) : m_ui->requestUrl;
    field->setFocus();
}

void RequestsDialog::changeEvent(QEvent *event)
{
    QDialog::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        showProblem(m_ui->message->text());
}

} // namespace fiftyfold
