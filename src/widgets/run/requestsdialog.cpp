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
#include <QFontDatabase>
#include <QLabel>
#include <QPushButton>
#include <QSignalBlocker>
#include <QTabBar>

namespace fiftyfold {

namespace {

constexpr qsizetype shownAtOnce = qsizetype(1024) * 1024; ///< Bytes of a body; of a larger one in another thread.

/// Of which the fields are named as their options are.
bool isShorthand(const QString &option)
{
    return option == QLatin1String("--user") || option == QLatin1String("--bearer") ||
           option == QLatin1String("--form");
}

bool hasFiles(const RunPlan &plan)
{
    return !plan.targetsFile.isEmpty() || !plan.rowsFile.isEmpty();
}

} // namespace

RequestsDialog::RequestsDialog(const RunPlan &plan, QWidget *parent, RequestReader *reader,
                               const WrittenShorthand &written)
    : QDialog(parent)
    , m_ui(std::make_unique<Ui::RequestsDialog>())
    , m_reader(reader ? reader : new RequestReader(this))
    , m_plan(plan)
    , m_boundary(newBoundary())
{
    RunPlan said = plan;
    const RequestShorthand shorthand = written.takeOut(said) ? written.shorthand : RequestShorthand();
    m_ui->setupUi(this);
    m_ui->outer->removeWidget(m_ui->content);
    m_ui->outer->insertWidget(0, new FittingScrollArea(m_ui->content, this), 1);
    const QFont fixed = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    m_ui->body->setFont(fixed);
    m_ui->form->setFont(fixed);
    m_ui->bodyTabs->tabBar()->setAccessibleName(m_ui->bodyTabs->accessibleName());
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
    fill(said, shorthand);
    m_hadBody = !body().isEmpty() || !formLines().isEmpty();
    connectFields();
    connectBody();
    check();
    const int letter = fontMetrics().averageCharWidth();
    resize(QSize(120 * letter, 32 * fontMetrics().lineSpacing()).expandedTo(sizeHint()).boundedTo(roomOnScreen(*this)));
}

RequestsDialog::~RequestsDialog() = default;

void RequestsDialog::connectFields()
{
    for (const QLineEdit *edit : {m_ui->requestUrl, m_ui->userAgent, static_cast<QLineEdit *>(m_ui->user),
                                  static_cast<QLineEdit *>(m_ui->bearer)})
        connect(edit, &QLineEdit::textChanged, this, &RequestsDialog::check);
    for (const FileField *file : {m_ui->targets, m_ui->rows})
        connect(file, &FileField::textChanged, this, &RequestsDialog::check);
    connect(m_ui->requestMethod, &QComboBox::editTextChanged, this, &RequestsDialog::check);
    connect(m_ui->order, &QComboBox::currentIndexChanged, this, &RequestsDialog::check);
    connect(m_ui->headers, &HeadersTable::edited, this, &RequestsDialog::check);
    connect(m_ui->addHeader, &QPushButton::clicked, m_ui->headers, &HeadersTable::addRow);
    connect(m_ui->removeHeader, &QPushButton::clicked, m_ui->headers, &HeadersTable::removeSelectedRows);
    connect(m_ui->buttons, &QDialogButtonBox::accepted, this, &RequestsDialog::acceptChecked);
    connect(m_ui->buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    QPushButton *defaults = m_ui->buttons->button(QDialogButtonBox::RestoreDefaults);
    defaults->setText(tr("Defau&lts"));
    defaults->setAutoDefault(false);
    const QList<QAbstractButton *> buttons = m_ui->buttons->buttons();
    for (QAbstractButton *button : buttons)
        button->setAccessibleName(button->text().remove(QLatin1Char('&')));
    connect(defaults, &QPushButton::clicked, this, [this] {
        fill(RunPlan(), {});
        followBody();
        check();
    });
}

RunPlan RequestsDialog::plan() const
{
    return m_plan;
}

void RequestsDialog::fill(const RunPlan &plan, const RequestShorthand &shorthand)
{
    m_ui->headers->setHeaders(plan.headers);
    m_ui->userAgent->setText(plan.userAgent);
    m_ui->user->setText(shorthand.user);
    m_ui->bearer->setText(shorthand.bearer);
    fillBody(plan.body);
    m_ui->form->setPlainText(shorthand.form.join(QLatin1Char('\n')));
    m_ui->bodyTabs->setCurrentWidget(shorthand.form.isEmpty() ? m_ui->bodyPage : m_ui->formPage);
    m_ui->targets->setText(plan.targetsFile);
    m_ui->order->setCurrentIndex(qMax(0, m_ui->order->findData(plan.order)));
    m_ui->rows->setText(plan.rowsFile);
}

/// What is wrong, or nothing.
QString RequestsDialog::readTexts(RunPlan &plan, QString *option) const
{
    const bool hasTargets = !m_ui->targets->text().isEmpty();
    const QString order = hasTargets ? m_ui->order->currentData().toString() : QString();
    for (const auto &[name, text] :
         {std::pair("--user-agent", m_ui->userAgent->text().trimmed()), std::pair("--targets", m_ui->targets->text()),
          std::pair("--rows", m_ui->rows->text()), std::pair("--order", order)}) {
        const PlanField &field = *findPlanField(QLatin1String(name));
        field.value.reset(plan);
        if (text.isEmpty())
            continue;
        *option = QLatin1String(name);
        if (const Refusal got = field.value.read(plan, text))
            return refusedText(name, field.value.takes, *got);
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
        plan.url = url.isEmpty() ? ExactUrl() : urlAsSent(plan, urlFromUserInput(url, &problem->message));
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
    m_read.reset();
    ++m_checks;
    PlanProblem problem;
    const std::optional<RunPlan> plan = read(&problem);
    const std::optional<RequestShorthand> shorthand = plan ? readShorthand(*plan, &problem) : std::nullopt;
    m_ui->buttons->button(QDialogButtonBox::Ok)->setEnabled(false);
    showProblem(problem);
    if (!shorthand)
        return showPreview({});
    const QStringList files = shorthand->files();
    if (files.isEmpty())
        return complete(*plan, *shorthand, {}, {});
    m_reader->readFiles(files, RequestReader::mostOfABody, m_ui->form, // beside previews, which are for this dialog
                        [this, check = m_checks, plan, shorthand](const FileContents &contents, const QString &unread) {
                            if (check == m_checks)
                                complete(*plan, *shorthand, contents, unread);
                        });
}

void RequestsDialog::preview()
{
    if (m_read->targetsFile.isEmpty() && m_read->url.isEmpty()) { // the run bar says that it needs one
        takePreview({});
        return;
    }
    if (!hasFiles(*m_read) && m_read->body.size() <= shownAtOnce)
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
    showProblem({{}, preview.problem});
    showPreview(preview);
}

void RequestsDialog::showPreview(const RequestPreview &preview)
{
    m_ui->preview->setPlainText(previewText(preview));
    m_ui->targetsAbout->setText(aboutTargets(preview));
    m_ui->rowsAbout->setText(aboutColumns(preview));
}

/// Beside the field, where it has a line for that.
void RequestsDialog::showProblem(const PlanProblem &problem)
{
    const QString text = wordedForWindow(visibleText(problem.message), Reading::RequestsDialog);
    const bool isOfForm = problem.option == QLatin1String("--form");
    const bool isOfAuthorization =
        problem.option == QLatin1String("--user") || problem.option == QLatin1String("--bearer");
    m_ui->authorizationHint->setVisible(isOfAuthorization && !text.isEmpty());
    m_ui->authorizationHint->setText(isOfAuthorization ? text : QString());
    if (isOfForm && !text.isEmpty())
        showBodyHint(text, true);
    m_ui->message->setText(isOfForm || isOfAuthorization ? QString() : text);
    QPalette palette;
    palette.setColor(QPalette::WindowText, StageColours(palette).error);
    m_ui->message->setPalette(palette);
    m_ui->authorizationHint->setPalette(palette);
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
    return (field && field->place == FieldPlace::Requests) || isShorthand(option);
}

void RequestsDialog::focusOption(const QString &option)
{
    const PlanField *found = hasOption(option) ? findPlanField(option) : nullptr;
    QWidget *field = found                 ? findChild<QWidget *>(QLatin1String(found->name))
                     : isShorthand(option) ? findChild<QWidget *>(option.mid(2))
                                           : m_ui->requestUrl;
    for (QWidget *page : {m_ui->bodyPage, m_ui->formPage}) {
        if (page->isAncestorOf(field))
            m_ui->bodyTabs->setCurrentWidget(page);
    }
    field->setFocus();
}

void RequestsDialog::changeEvent(QEvent *event)
{
    QDialog::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        check();
}

} // namespace fiftyfold
