// SPDX-License-Identifier: GPL-3.0-or-later
// The body in the dialog of the requests, as a text or as a form, and who asks.
#include "widgets/run/requestsdialog.h"

#include "core/plan/headerfields.h"
#include "core/text/visibletext.h"
#include "models/base/windowwording.h"
#include "widgets/base/stagecolours.h"
#include "widgets/run/requestreader.h"

#include "ui_requestsdialog.h"

#include <QFileDialog>
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

} // namespace

void RequestsDialog::connectBody()
{
    for (const QPlainTextEdit *edit : {m_ui->body, m_ui->form})
        connect(edit, &QPlainTextEdit::textChanged, this, [this] {
            followBody();
            check();
        });
    connect(m_ui->bodyTabs, &QTabWidget::currentChanged, this, &RequestsDialog::check);
    connect(m_ui->readBody, &QPushButton::clicked, this, &RequestsDialog::chooseFile);
}

void RequestsDialog::chooseFile()
{
    auto *chooser = new QFileDialog(this, m_ui->readBody->accessibleName());
    chooser->setAttribute(Qt::WA_DeleteOnClose);
    chooser->setFileMode(QFileDialog::ExistingFile);
    connect(chooser, &QFileDialog::fileSelected, this, &RequestsDialog::takeFile);
    chooser->open();
}

void RequestsDialog::takeFile(const QString &fileName)
{
    if (m_ui->bodyTabs->currentWidget() == m_ui->bodyPage)
        return readBody(fileName);
    const QString escaped = QString(fileName)
                                .replace(QLatin1Char('\\'), QLatin1String("\\\\"))
                                .replace(QLatin1Char('"'), QLatin1String("\\\""));
    m_ui->form->appendPlainText(QLatin1String("file=@\"") + escaped + QLatin1Char('"'));
}

void RequestsDialog::readBody(const QString &fileName)
{
    m_reader->readFiles({fileName}, RequestReader::mostOfABody,
                        m_ui->readBody, // beside previews, which are for this dialog
                        [this, fileName](const FileContents &contents, const QString &problem) {
                            if (problem.isEmpty())
                                fillBody(contents.value(fileName));
                            followBody();
                            check();
                            if (!problem.isEmpty())
                                showBodyHint(problem, true);
                        });
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

QStringList RequestsDialog::formLines() const
{
    QStringList lines = m_ui->form->toPlainText().split(QLatin1Char('\n'));
    lines.removeIf([](const QString &line) { return line.trimmed().isEmpty(); });
    return lines;
}

/// As in the terminal, a body or a form makes the method POST where nobody chose another.
void RequestsDialog::followBody()
{
    const QString method = m_ui->requestMethod->currentText();
    const bool hasBody = !formLines().isEmpty() || !body().isEmpty();
    if (hasBody == std::exchange(m_hadBody, hasBody))
        return;
    if (hasBody && method == QLatin1String("GET")) {
        m_isPostForBody = true;
        m_ui->requestMethod->setCurrentText(QStringLiteral("POST"));
    } else if (!hasBody && std::exchange(m_isPostForBody, false) && method == QLatin1String("POST")) {
        m_ui->requestMethod->setCurrentText(QStringLiteral("GET"));
    }
}

/// Nothing, with `problem` set, where it is wrong, in itself or beside the plan.
std::optional<RequestShorthand> RequestsDialog::readShorthand(const RunPlan &plan, PlanProblem *problem) const
{
    RequestShorthand shorthand;
    const auto isRead = [&shorthand, problem](const char *option, const QString &takes, const QString &text,
                                              Refusal (*take)(RequestShorthand &, const QString &)) {
        const Refusal got = text.isEmpty() ? Refusal() : take(shorthand, text);
        if (got)
            *problem = {QLatin1String(option), refusedText(option, takes, *got)};
        return !got;
    };
    if (!isRead("--user", userTakes(), m_ui->user->text(), readUser) ||
        !isRead("--bearer", bearerTakes(), m_ui->bearer->text(), readBearer))
        return std::nullopt;
    const QStringList lines = formLines();
    for (const QString &line : lines) {
        if (!isRead("--form", formPartTakes(), line, readFormField))
            return std::nullopt;
    }
    *problem = problemBeside(shorthand, plan);
    return problem->message.isEmpty() ? std::optional(shorthand) : std::nullopt;
}

void RequestsDialog::complete(RunPlan plan, const RequestShorthand &shorthand, const FileContents &files,
                              const QString &unread)
{
    m_written = {};
    PlanProblem problem{{}, unread};
    if (unread.isEmpty())
        problem.message = writeShorthand(shorthand, files, m_boundary, plan, &m_written);
    const bool isOfForm = !unread.isEmpty() && !files.contains(shorthand.secretFile()); // which is the last
    problem.option = isOfForm                   ? QStringLiteral("--form")
                     : shorthand.user.isEmpty() ? QStringLiteral("--bearer")
                                                : QStringLiteral("--user");
    showProblem(problem);
    if (!problem.message.isEmpty())
        return showPreview({});
    m_read = plan;
    preview();
}

/// What the server is told of it, and what can't be shown.
void RequestsDialog::describeBody()
{
    const bool isForm = m_ui->bodyTabs->currentWidget() == m_ui->formPage;
    m_ui->readBody->setAccessibleName(isForm ? tr("Form field from a file") : tr("Body from a file"));
    m_ui->readBody->setToolTip(isForm ? tr("Add a field that sends a file with its name")
                                      : tr("Take what a file holds as the body, byte for byte"));
    const QByteArray sent = body();
    const QList<HeaderField> headers = m_ui->headers->headers();
    const HeaderField *header = findHeader(headers, "Content-Type");
    const QByteArray type = header ? header->value : QByteArray();
    QString hint;
    if (!formLines().isEmpty() && sent.isEmpty())
        hint = tr("Sent as a form (multipart/form-data).");
    else if (m_ui->body->isReadOnly())
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

} // namespace fiftyfold
