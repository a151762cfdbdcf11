// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/run/loaddialog.h"

#include "core/plan/plancommand.h"
#include "core/plan/planfields.h"
#include "core/text/numberlocale.h"
#include "core/text/quantities.h"
#include "core/text/visibletext.h"
#include "models/base/windowwording.h"
#include "models/run/loadshape.h"
#include "models/run/loadwording.h"
#include "widgets/base/fittingscrollarea.h"
#include "widgets/base/screenroom.h"
#include "widgets/base/stagecolours.h"

#include "ui_loaddialog.h"

#include <QButtonGroup>
#include <QEvent>
#include <QFontDatabase>
#include <QPushButton>

namespace fiftyfold {

namespace {

/// "-n, --requests"
QString optionsOf(const PlanField &field)
{
    const QString shortOption = QLatin1String(field.shortOption);
    return shortOption.isEmpty() ? QString(QLatin1String(field.option))
                                 : QStringLiteral("-%1, %2").arg(shortOption, QLatin1String(field.option));
}

QString numberText(int value)
{
    return value == 0 ? QString() : QString::number(value);
}

int fieldValue(quint32 number)
{
    return int(qMin(number, requestsLimit));
}

QString grouped(quint32 number)
{
    return numberLocale().toString(number);
}

bool isOf(const PlanField &field, const char *option)
{
    return qstrcmp(field.option, option) == 0;
}

bool isOfThresholds(const QString &option)
{
    return option == QLatin1String("--expect") || option == QLatin1String("--strict");
}

} // namespace

LoadDialog::LoadDialog(const RunPlan &plan, QWidget *parent)
    : QDialog(parent)
    , m_ui(std::make_unique<Ui::LoadDialog>())
    , m_plan(plan)
{
    m_ui->setupUi(this);
    m_ui->arrivals->setFocusProxy(m_ui->even);
    auto *loads = new QButtonGroup(this); // apart from the arrivals, which are below the same parent
    loads->addButton(m_ui->closed);
    loads->addButton(m_ui->open);
    m_ui->message->setAccessibleName(tr("What is wrong with this load"));
    m_ui->message->setMinimumHeight(fontMetrics().lineSpacing());
    m_ui->commandBox->setAccessibleName(tr("The same in the terminal"));
    nameFields();
    showColours();
    fill(plan);
    connectFields();

    connect(m_ui->buttons, &QDialogButtonBox::accepted, this, &LoadDialog::acceptChecked);
    connect(m_ui->buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    QPushButton *defaults = m_ui->buttons->button(QDialogButtonBox::RestoreDefaults);
    defaults->setText(tr("Defau&lts"));
    defaults->setAutoDefault(false);
    const QList<QAbstractButton *> buttons = m_ui->buttons->buttons();
    for (QAbstractButton *button : buttons)
        button->setAccessibleName(button->text().remove(QLatin1Char('&')));
    connect(defaults, &QPushButton::clicked, this, [this] {
        fill(RunPlan());
        m_ui->thresholds->setThresholds({});
        check();
    });
    check();
    // Not before all is written: it keeps the size that it asks for here.
    m_ui->outer->removeWidget(m_ui->content);
    auto *area = new FittingScrollArea(m_ui->content, this);
    area->setGrowsWindow(true);
    m_ui->outer->insertWidget(0, area, 1);
    (mode() == Mode::Open ? m_ui->open : m_ui->closed)->setFocus();
    resize(sizeHint().boundedTo(roomOnScreen(*this)));
}

LoadDialog::~LoadDialog() = default;

RunPlan LoadDialog::plan() const
{
    return m_plan;
}

void LoadDialog::setThresholds(const ThresholdSet &set)
{
    m_thresholds = set;
    m_ui->thresholds->setThresholds(set);
}

/// With a threshold that was typed and not added yet, if it is one.
void LoadDialog::acceptChecked()
{
    const std::optional<RunPlan> checked = read(mode(), nullptr);
    if (!checked)
        return;
    if (m_ui->thresholds->isPending() && !m_ui->thresholds->add())
        return;
    m_plan = *checked;
    m_thresholds = m_ui->thresholds->thresholds();
    accept();
}

/// The terminal's name of each field, under it or beside it.
void LoadDialog::nameFields()
{
    QFont fixed = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    fixed.setPointSizeF(font().pointSizeF() * 0.8);
    const auto name = [this, &fixed](const QString &labelName, const PlanField &field) {
        auto *label = findChild<QLabel *>(labelName + QLatin1String("Option"));
        if (!label)
            return;
        label->setText(optionsOf(field));
        label->setFont(fixed);
        label->setForegroundRole(QPalette::PlaceholderText);
    };
    for (const PlanField &field : planFields()) {
        if (field.place == FieldPlace::Load)
            name(QLatin1String(field.name), field);
    }
    name(QStringLiteral("openRequests"), *findPlanField(QStringLiteral("--requests")));
    name(QStringLiteral("openAtOnce"), *findPlanField(QStringLiteral("--at-once")));
    // A label thinks itself as wide as its text with kerning, which there is not beside an underlined letter.
    const QList<QLabel *> labels = findChildren<QLabel *>();
    for (QLabel *label : labels) {
        if (label->buddy())
            label->setMinimumWidth(label->sizeHint().width() + 2);
    }
    for (QLabel *about : {m_ui->closedAbout, m_ui->openAbout, m_ui->closedSentence})
        about->setForegroundRole(QPalette::PlaceholderText);
    // By its stretch it has that much wherever there is room, and gives it up before the dialog scrolls sideways.
    m_ui->closedBox->setMaximumWidth(m_ui->closedBox->minimumSizeHint().width() + 9 * fontMetrics().averageCharWidth());
    const int indent = style()->pixelMetric(QStyle::PM_ExclusiveIndicatorWidth) +
                       style()->pixelMetric(QStyle::PM_RadioButtonLabelSpacing);
    for (QLabel *about : {m_ui->closedAbout, m_ui->openAbout})
        about->setContentsMargins(indent, 0, 0, 0);
}

void LoadDialog::connectFields()
{
    for (QAbstractButton *button : {m_ui->closed, m_ui->open, m_ui->even, m_ui->poisson})
        connect(button, &QAbstractButton::toggled, this, &LoadDialog::check);
    for (QLineEdit *edit : {m_ui->rampUp, m_ui->seed, m_ui->duration, m_ui->drain})
        connect(edit, &QLineEdit::textChanged, this, &LoadDialog::check);
    for (QSpinBox *number :
         {static_cast<QSpinBox *>(m_ui->requests), static_cast<QSpinBox *>(m_ui->atOnce),
          static_cast<QSpinBox *>(m_ui->openRequests), static_cast<QSpinBox *>(m_ui->openAtOnce), m_ui->warmup})
        connect(number, &QSpinBox::valueChanged, this, &LoadDialog::check);
    connect(m_ui->rate, &RateEditor::edited, this, &LoadDialog::check);
    connect(m_ui->thresholds, &ThresholdEditor::edited, this, &LoadDialog::check);
}

void LoadDialog::fill(const RunPlan &plan)
{
    const int requests = plan.requests == usualRequests(plan) ? 0 : fieldValue(plan.requests);
    for (UsualSpinBox *number : {m_ui->requests, m_ui->openRequests})
        number->setValue(requests);
    for (UsualSpinBox *number : {m_ui->atOnce, m_ui->openAtOnce})
        number->setValue(fieldValue(plan.atOnce));
    const auto time = [](std::chrono::nanoseconds given) {
        return given.count() == 0 ? QString() : durationToText(given);
    };
    m_ui->rampUp->setText(time(plan.rampUp));
    m_ui->duration->setText(time(plan.duration));
    m_ui->drain->setText(durationToText(plan.drain));
    m_ui->seed->setText(QString::number(plan.seed));
    m_ui->warmup->setValue(fieldValue(plan.warmup));
    m_ui->rate->setRate(plan.rate);
    (plan.arrivals == QLatin1String("poisson") ? m_ui->poisson : m_ui->even)->setChecked(true);
    (plan.isOpen() ? m_ui->open : m_ui->closed)->setChecked(true);
}

LoadDialog::Mode LoadDialog::mode() const
{
    return m_ui->open->isChecked() ? Mode::Open : Mode::Closed;
}

QString LoadDialog::textOf(const PlanField &field, Mode mode) const
{
    const bool isOpen = mode == Mode::Open;
    if (isOf(field, "--requests"))
        return numberText((isOpen ? m_ui->openRequests : m_ui->requests)->value());
    if (isOf(field, "--at-once"))
        return numberText((isOpen ? m_ui->openAtOnce : m_ui->atOnce)->value());
    if (isOf(field, "--rate"))
        return isOpen ? m_ui->rate->text() : QString();
    if (isOf(field, "--arrivals"))
        return isOpen && m_ui->poisson->isChecked() ? QStringLiteral("poisson") : QString();
    if (isOf(field, "--warmup"))
        return QString::number(m_ui->warmup->value());
    if (isOf(field, "--ramp-up") && isOpen)
        return {};
    if (isOf(field, "--seed") && !m_ui->poisson->isChecked() && !wholeNumberFromText(m_ui->seed->text()))
        return {}; // nobody can mend it then
    const auto *edit = findChild<const QLineEdit *>(QLatin1String(field.name));
    return edit ? edit->text().trimmed() : QString();
}

std::optional<RunPlan> LoadDialog::read(Mode mode, PlanProblem *problem) const
{
    RunPlan plan = m_plan;
    const auto fail = [problem](const PlanField &field, const QString &message) {
        if (problem)
            *problem = {QLatin1String(field.option), message};
        return std::nullopt;
    };
    for (const PlanField &field : planFields()) {
        if (field.place != FieldPlace::Load)
            continue;
        field.value.reset(plan);
        const QString text = textOf(field, mode);
        if (text.isEmpty() && !(mode == Mode::Open && isOf(field, "--rate")))
            continue;
        if (const Refusal got = field.value.read(plan, text))
            return fail(field, refusedText(field.option, field.value.takes, *got));
    }
    if (textOf(*findPlanField(QStringLiteral("--requests")), mode).isEmpty())
        plan.requests = usualRequests(plan);
    for (const PlanField &field : planFields()) {
        const QString message = field.place == FieldPlace::Load ? field.problem(plan) : QString();
        if (!message.isEmpty())
            return fail(field, message);
    }
    return plan;
}

void LoadDialog::check()
{
    const bool isOpen = mode() == Mode::Open;
    m_ui->closedBox->setEnabled(!isOpen);
    m_ui->openBox->setEnabled(isOpen);
    m_ui->seed->setEnabled(m_ui->poisson->isChecked());
    m_ui->seedLabel->setEnabled(m_ui->poisson->isChecked());
    m_ui->warmup->setSuffix(m_ui->warmup->value() == 1 ? tr(" request") : tr(" requests"));
    PlanProblem problem;
    const std::optional<RunPlan> checked = read(mode(), &problem);
    m_ui->buttons->button(QDialogButtonBox::Ok)->setEnabled(checked.has_value());
    const QString &message = checked ? m_ui->thresholds->problem() : problem.message;
    m_ui->message->setText(wordedForWindow(visibleText(message), Reading::LoadDialog));
    m_ui->commandBox->setParts(checked ? terminalCommandParts(*checked) +
                                             terminalCommandParts(m_ui->thresholds->thresholds())
                                       : QStringList());
    showUsual();
    showLoad(Mode::Closed);
    showLoad(Mode::Open);
}

/// What fields that are left empty stand for, which depends on the others.
void LoadDialog::showUsual()
{
    const bool isOpen = mode() == Mode::Open;
    const std::optional<Rate> rate = isOpen ? rateFromText(m_ui->rate->text()) : std::nullopt;
    const std::chrono::nanoseconds pieces = rate ? rate->length() : std::chrono::nanoseconds(0);
    m_ui->duration->setPlaceholderText(pieces.count() > 0 ? tr("%1, the pieces’ sum").arg(durationToText(pieces))
                                                          : tr("until all have ended"));
    m_ui->drain->setPlaceholderText(durationToText(RunPlan().drain));
    m_ui->seed->setPlaceholderText(QString::number(RunPlan().seed));

    const bool hasDuration = durationFromText(m_ui->duration->text().trimmed()).has_value();
    RunPlan plan = m_plan;
    plan.atOnce = 0;
    const auto show = [&plan](UsualSpinBox *requests, UsualSpinBox *atOnce, bool hasEnd, const QString &inTime) {
        const auto usual = int(RunPlan().requests);
        requests->setUsual(usual, hasEnd ? inTime : grouped(RunPlan().requests));
        plan.requests = requests->value() > 0 ? quint32(requests->value()) : hasEnd ? 0 : RunPlan().requests;
        atOnce->setUsual(int(plan.effectiveAtOnce()), grouped(plan.effectiveAtOnce()));
    };
    plan.rate = {};
    show(m_ui->requests, m_ui->atOnce, hasDuration, tr("as time allows"));
    plan.rate = {{{1, 1}}}; // at whatever rate
    show(m_ui->openRequests, m_ui->openAtOnce, hasDuration || pieces.count() > 0, tr("all that are due"));
}

void LoadDialog::showLoad(Mode mode)
{
    const std::optional<RunPlan> plan = read(mode, nullptr);
    const std::optional<LoadShape> shape = plan ? std::optional(loadShapeOf(*plan)) : std::nullopt;
    const QString sentence = plan ? loadSentence(*plan) : QString();
    if (mode == Mode::Open) {
        m_ui->rate->showShape(shape, sentence);
        return;
    }
    m_ui->closedCurve->setShape(shape);
    m_ui->closedCurve->setAccessibleDescription(sentence);
    m_ui->closedSentence->setText(sentence);
}

bool LoadDialog::hasOption(const QString &option)
{
    if (isOfThresholds(option))
        return true;
    const PlanField *field = findPlanField(option);
    return field && field->place == FieldPlace::Load;
}

void LoadDialog::focusOption(const QString &option)
{
    if (isOfThresholds(option))
        return m_ui->thresholds->focusLimit();
    const PlanField *field = hasOption(option) ? findPlanField(option) : nullptr;
    if (!field)
        return;
    const bool isOpen = mode() == Mode::Open;
    QWidget *widget = findChild<QWidget *>(QLatin1String(field->name));
    if (isOpen && isOf(*field, "--requests"))
        widget = m_ui->openRequests;
    if (isOpen && isOf(*field, "--at-once"))
        widget = m_ui->openAtOnce;
    if (widget && widget->isEnabled())
        widget->setFocus();
}

void LoadDialog::showColours()
{
    QPalette own;
    own.setColor(QPalette::WindowText, StageColours(palette()).error);
    m_ui->message->setPalette(own);
}

void LoadDialog::changeEvent(QEvent *event)
{
    QDialog::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        showColours();
}

} // namespace fiftyfold
