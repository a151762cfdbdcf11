// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/run/plandialog.h"

#include "core/plan/planfields.h"
#include "core/plan/plantexts.h"
#include "core/text/visibletext.h"
#include "models/base/windowwording.h"
#include "widgets/base/filefield.h"
#include "widgets/base/fittingscrollarea.h"
#include "widgets/base/screenroom.h"
#include "widgets/base/stagecolours.h"
#include "widgets/run/requestreader.h"

#include "ui_plandialog.h"

#include <QCheckBox>
#include <QEvent>
#include <QFontDatabase>
#include <QLabel>
#include <QPushButton>

#include <algorithm>

namespace fiftyfold {

namespace {

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

/// What was typed, or what stands for the item that was picked: nothing where that has no data.
QStringList textsIn(const QComboBox &choice)
{
    const QString typed = choice.currentText().trimmed();
    const int item = choice.isEditable() ? choice.findText(typed) : choice.currentIndex();
    if (item < 0)
        return typed.isEmpty() ? QStringList() : QStringList(typed);
    const QVariant data = choice.itemData(item);
    return data.isValid() ? QStringList(data.toString()) : QStringList();
}

/// As the option takes it, once for each time that it would be given.
QStringList textsIn(const QWidget *widget, bool isList)
{
    if (const auto *edit = qobject_cast<const QLineEdit *>(widget))
        return {edit->text().trimmed()};
    if (const auto *file = qobject_cast<const FileField *>(widget))
        return file->text().isEmpty() ? QStringList() : QStringList(file->text());
    if (const auto *number = qobject_cast<const QSpinBox *>(widget))
        return {QString::number(number->value())};
    if (const auto *choice = qobject_cast<const QComboBox *>(widget))
        return textsIn(*choice);
    if (const auto *isOn = qobject_cast<const QCheckBox *>(widget))
        return isOn->isChecked() ? QStringList(QString()) : QStringList();
    const auto *edit = qobject_cast<const QPlainTextEdit *>(widget);
    const QString text = edit ? edit->toPlainText() : QString();
    return isList ? text.split(QLatin1Char('\n'), Qt::SkipEmptyParts) : QStringList(text);
}

/// Items carry the text that a plan has.
void showTexts(QComboBox &choice, const QStringList &texts)
{
    const int item = texts.isEmpty() ? -1 : choice.findData(texts.first());
    if (item < 0 && choice.isEditable() && !texts.isEmpty())
        choice.setEditText(texts.first());
    else
        choice.setCurrentIndex(qMax(0, item));
}

void showTexts(QWidget *widget, const QStringList &texts)
{
    const QString first = texts.value(0);
    if (auto *edit = qobject_cast<QLineEdit *>(widget))
        edit->setText(first);
    else if (auto *file = qobject_cast<FileField *>(widget))
        file->setText(first);
    else if (auto *number = qobject_cast<QSpinBox *>(widget))
        number->setValue(int(qMin(first.toLongLong(), qint64(number->maximum()))));
    else if (auto *choice = qobject_cast<QComboBox *>(widget))
        showTexts(*choice, texts);
    else if (auto *isOn = qobject_cast<QCheckBox *>(widget))
        isOn->setChecked(!texts.isEmpty());
    else if (auto *lines = qobject_cast<QPlainTextEdit *>(widget))
        lines->setPlainText(texts.join(QLatin1Char('\n')));
}

/// So that with large letters the tabs scroll, and what is below them stays on the screen.
void makeScrollable(QTabWidget *tabs)
{
    for (int tab = 0; tab < tabs->count(); ++tab) {
        QWidget *page = tabs->widget(tab);
        const QString title = tabs->tabText(tab);
        tabs->removeTab(tab);
        tabs->insertTab(tab, new FittingScrollArea(page, tabs), title);
    }
    tabs->setCurrentIndex(0);
}

/// Of the steps, which the dialog shows as a choice and a box.
QString withoutRemoval(const RunPlan &plan)
{
    Steps steps = plan.steps;
    steps.remove = false;
    return stepsToText(steps);
}

} // namespace

PlanDialog::PlanDialog(const RunPlan &plan, QWidget *parent, RequestReader *reader)
    : QDialog(parent)
    , m_ui(std::make_unique<Ui::PlanDialog>())
    , m_reader(reader ? reader : new RequestReader(this))
    , m_plan(plan)
{
    m_ui->setupUi(this);
    const QFont fixed = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    for (QPlainTextEdit *lines : {m_ui->checks, m_ui->resolve, m_ui->connectTo})
        lines->setFont(fixed);
    m_ui->proxy->addItem(tr("as the environment says"));
    m_ui->proxy->addItem(tr("none"), QString(QLatin1String("")));
    m_ui->proxy->setCompleter(nullptr);
    m_ui->proxy->lineEdit()->setPlaceholderText(m_ui->proxy->itemText(0));
    m_ui->proxy->lineEdit()->setAccessibleName(m_ui->proxy->accessibleName());
    const QStringList transports = availableTransports();
    for (const QString &transport : transports)
        m_ui->transport->addItem(labelOfTransport(transport), transport);
    const QStringList versions = availableHttpVersions();
    for (const QString &version : versions)
        m_ui->http->addItem(labelOfHttpVersion(version), version);
    m_ui->fields->addItem(tr("the usual ones"), QString(usualFields));
    m_ui->fields->addItem(tr("those of curl"), QString(curlFields));
    m_ui->fields->addItem(tr("those of curl --compressed"), QString(curlCompressedFields));
    m_ui->threads->setMaximum(threadsLimit);
    const QStringList steps = {stepsToText({false, false, false}), stepsToText({true, false, false}),
                               stepsToText({true, true, false})};
    for (int i = 0; i < steps.size(); ++i)
        m_ui->stages->setItemData(i, steps.at(i));
    // A label thinks itself as wide as its text with kerning, which there is not beside an underlined letter; and its
    // line lies a little higher than that of a field.
    const QList<QLabel *> labels = findChildren<QLabel *>();
    for (QLabel *label : labels) {
        if (!label->buddy())
            continue;
        label->setContentsMargins(0, 2, 0, 0);
        label->setMinimumWidth(label->sizeHint().width() + 2);
    }
    makeScrollable(m_ui->tabs);
    m_ui->message->setAccessibleName(tr("What is wrong with these options"));
    fill(plan);
    connectFields();
    check();
    const QSize room = roomOnScreen(*this);
    setMinimumSize(minimumSize().boundedTo(room));
    resize(sizeHint().expandedTo(minimumSize()).boundedTo(room));
}

PlanDialog::~PlanDialog() = default;

void PlanDialog::connectFields()
{
    const QList<QLineEdit *> edits = m_ui->tabs->findChildren<QLineEdit *>();
    for (const QLineEdit *edit : edits)
        connect(edit, &QLineEdit::textChanged, this, &PlanDialog::check);
    const QList<QPlainTextEdit *> texts = m_ui->tabs->findChildren<QPlainTextEdit *>();
    for (const QPlainTextEdit *text : texts)
        connect(text, &QPlainTextEdit::textChanged, this, &PlanDialog::check);
    const QList<QComboBox *> choices = m_ui->tabs->findChildren<QComboBox *>();
    for (const QComboBox *choice : choices)
        connect(choice, &QComboBox::currentIndexChanged, this, &PlanDialog::check);
    connect(m_ui->buttons, &QDialogButtonBox::accepted, this, [this] {
        const std::optional<RunPlan> said = read(nullptr);
        if (!said || !problemIn(*said).message.isEmpty())
            return;
        m_plan = *said;
        accept();
    });
    connect(m_ui->buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    QPushButton *defaults = m_ui->buttons->button(QDialogButtonBox::RestoreDefaults);
    defaults->setAutoDefault(false);
    connect(defaults, &QPushButton::clicked, this, [this] { fill(RunPlan()); });
}

RunPlan PlanDialog::plan() const
{
    return m_plan;
}

QWidget *PlanDialog::widgetOf(const PlanField &field) const
{
    return field.place == FieldPlace::MoreOptions ? m_ui->tabs->findChild<QWidget *>(QLatin1String(field.name))
                                                  : nullptr;
}

void PlanDialog::fill(const RunPlan &plan)
{
    for (const PlanField &field : planFields())
        showTexts(widgetOf(field), field.value.texts(plan, Secrets::Kept));
    showTexts(m_ui->stages, {withoutRemoval(plan)});
    m_ui->removeFiles->setChecked(plan.steps.remove || !plan.steps.save);
}

std::optional<RunPlan> PlanDialog::read(PlanProblem *problem) const
{
    RunPlan plan = m_plan;
    for (const PlanField &field : planFields()) {
        const QWidget *widget = widgetOf(field);
        if (!widget)
            continue;
        field.value.reset(plan);
        const QStringList texts = textsIn(widget, field.value.isList);
        for (const QString &text : texts) {
            if (const Refusal got = field.value.read(plan, text)) {
                if (problem)
                    *problem = {QLatin1String(field.option), refusedText(field.option, field.value.takes, *got)};
                return std::nullopt;
            }
        }
    }
    plan.steps.remove = plan.steps.save && m_ui->removeFiles->isChecked();
    return plan;
}

PlanProblem PlanDialog::problemIn(const RunPlan &plan) const
{
    for (const PlanField &field : planFields()) {
        const QString message = widgetOf(field) ? field.problem(plan) : QString(); // the run bar's are checked there
        if (!message.isEmpty())
            return {QLatin1String(field.option), message};
    }
    return {};
}

void PlanDialog::check()
{
    m_ui->removeFiles->setEnabled(m_ui->stages->currentIndex() > 1);
    PlanProblem problem;
    if (const std::optional<RunPlan> said = read(&problem)) {
        problem = problemIn(*said);
        m_reader->checkFiles(*said, this, [this](const QList<PlanProblem> &problems) { showFileProblems(problems); });
    }
    m_ui->buttons->button(QDialogButtonBox::Ok)->setEnabled(problem.message.isEmpty());
    m_ui->message->setText(wordedForWindow(visibleText(problem.message), Reading::OptionsDialog));
    QPalette palette;
    palette.setColor(QPalette::WindowText, StageColours(palette).error);
    m_ui->message->setPalette(palette);
}

void PlanDialog::showFileProblems(const QList<PlanProblem> &problems)
{
    const QList<FileField *> fields = m_ui->tabs->findChildren<FileField *>();
    for (FileField *field : fields) {
        const auto found = std::find_if(problems.begin(), problems.end(), [this, field](const PlanProblem &problem) {
            const PlanField *of = findPlanField(problem.option);
            return of && widgetOf(*of) == field;
        });
        field->setProblem(
            found == problems.end() ? QString() : wordedForWindow(visibleText(found->message), Reading::OptionsDialog));
    }
}

bool PlanDialog::hasOption(const QString &option)
{
    const PlanField *field = findPlanField(option);
    return field && field->place == FieldPlace::MoreOptions;
}

void PlanDialog::focusOption(const QString &option)
{
    const PlanField *found = findPlanField(option);
    QWidget *field = found ? widgetOf(*found) : nullptr;
    if (!field)
        return;
    for (int tab = 0; tab < m_ui->tabs->count(); ++tab) {
        if (m_ui->tabs->widget(tab)->isAncestorOf(field))
            m_ui->tabs->setCurrentIndex(tab);
    }
    field->setFocus();
}

void PlanDialog::changeEvent(QEvent *event)
{
    QDialog::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        check();
}

} // namespace fiftyfold
