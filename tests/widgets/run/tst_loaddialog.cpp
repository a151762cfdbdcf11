// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/run/loaddialog.h"

#include "core/plan/plancommand.h"
#include "models/run/loadwording.h"
#include "widgets/base/appearance.h"
#include "widgets/base/stagecolours.h"
#include "widgets/base/usualspinbox.h"
#include "widgets/run/commandbox.h"
#include "widgets/run/loadcurve.h"
#include "widgets/run/rateeditor.h"
#include "windowchecks.h"

#include <QApplication>
#include <QClipboard>
#include <QDialogButtonBox>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QRadioButton>
#include <QSignalSpy>
#include <QTableWidget>
#include <QTest>
#include <QToolButton>

using namespace fiftyfold;
using namespace fiftyfold::test;
using namespace std::chrono_literals;

namespace {

const char *const threePieces = "0/s..200/s:10s,200/s:30s,200/s..0/s:10s";

RunPlan openPlan(const char *rate)
{
    RunPlan plan;
    plan.url = ExactUrl::fromText(QByteArrayLiteral("http://127.0.0.1:8080/items"));
    plan.rate = rateFromText(QString::fromLatin1(rate)).value();
    plan.requests = plan.hasEnd() ? 0 : 50;
    return plan;
}

RunPlan timedPlan()
{
    RunPlan plan;
    plan.url = ExactUrl::fromText(QByteArrayLiteral("http://h/"));
    plan.requests = 0;
    plan.atOnce = 20;
    plan.duration = 10s;
    return plan;
}

} // namespace

class TestLoadDialog : public QObject
{
    Q_OBJECT

private:
    template<typename Widget>
    static Widget *field(const QWidget &dialog, const char *name)
    {
        return dialog.findChild<Widget *>(QLatin1String(name));
    }
    static QLineEdit *edit(const QWidget &dialog, const char *name) { return field<QLineEdit>(dialog, name); }
    static QString textOf(const QWidget &dialog, const char *name) { return field<QLabel>(dialog, name)->text(); }
    static QPushButton *button(const QWidget &dialog, QDialogButtonBox::StandardButton which)
    {
        return dialog.findChild<QDialogButtonBox *>()->button(which);
    }
    static QPushButton *okButton(const QWidget &dialog) { return button(dialog, QDialogButtonBox::Ok); }
    static QTableWidget *table(const QWidget &dialog) { return dialog.findChild<QTableWidget *>(); }
    static void press(const QWidget &dialog, const QString &sign)
    {
        const QList<QToolButton *> buttons = dialog.findChildren<QToolButton *>();
        for (QToolButton *one : buttons) {
            if (one->text() == sign)
                return one->click();
        }
        QFAIL("no such button");
    }
    static QString command(const QWidget &dialog) { return dialog.findChild<CommandBox *>()->command(); }
    /// What the dialog makes of its fields.
    static RunPlan accepted(LoadDialog &dialog)
    {
        okButton(dialog)->click();
        return dialog.plan();
    }

private Q_SLOTS:
    void eachPlanComesBack_data();
    void eachPlanComesBack();
    void closedFieldsAreRead();
    void openFieldsAreRead();
    void aLoadThatIsChosenStaysChosen();
    void whatIsLeftOutIsUsual();
    void kindsOfRateLeadToEachOther();
    void piecesAreEditedInTheirTable();
    void saysWhatIsWrong_data();
    void saysWhatIsWrong();
    void drawsAndSaysTheLoad();
    void showsTheCommandAndCopiesIt();
    void defaultsCancelAndKeys();
    void beginsWithTheFieldOfAnOption();
    void hasNamesAndMnemonics();
    void followsThePalette();
};

void TestLoadDialog::eachPlanComesBack_data()
{
    QTest::addColumn<RunPlan>("plan");
    QTest::newRow("new") << RunPlan();
    RunPlan plan;
    plan.requests = 5000;
    plan.atOnce = 20;
    plan.rampUp = 1500ms;
    plan.warmup = 20;
    plan.method = "HEAD"; // which is not the dialog's
    QTest::newRow("closed") << plan;
    plan = timedPlan();
    plan.drain = 7s;
    plan.seed = 7;
    QTest::newRow("for a time") << plan;
    plan.requests = 50; // and not as many as there is time for
    QTest::newRow("for a time, counted") << plan;
    QTest::newRow("constant") << openPlan("30/m");
    plan = openPlan("200/s");
    plan.duration = 60s;
    plan.requests = 500;
    plan.atOnce = 64;
    QTest::newRow("constant, all of it") << plan;
    plan = openPlan("10/s..500/s");
    plan.duration = 2min;
    plan.requests = 0;
    plan.arrivals = QStringLiteral("poisson");
    plan.seed = 42;
    QTest::newRow("ramp") << plan;
    plan = openPlan(threePieces);
    QTest::newRow("pieces") << plan;
    plan.duration = 20s;
    QTest::newRow("pieces, cut off") << plan;
    QTest::newRow("one piece") << openPlan("5/s:10s");
}

void TestLoadDialog::eachPlanComesBack()
{
    QFETCH(const RunPlan, plan);
    LoadDialog dialog(plan);
    QVERIFY2(okButton(dialog)->isEnabled(), qPrintable(textOf(dialog, "message")));
    QCOMPARE(command(dialog), terminalCommand(plan));
    QVERIFY(accepted(dialog) == plan);
    QCOMPARE(dialog.result(), int(QDialog::Accepted));
}

void TestLoadDialog::closedFieldsAreRead()
{
    LoadDialog dialog(openPlan(threePieces));
    field<QRadioButton>(dialog, "closed")->setChecked(true);
    QVERIFY(!field<QWidget>(dialog, "openBox")->isEnabled());
    field<UsualSpinBox>(dialog, "requests")->setValue(700);
    field<UsualSpinBox>(dialog, "atOnce")->setValue(7);
    edit(dialog, "rampUp")->setText(QStringLiteral("2s"));
    edit(dialog, "duration")->setText(QStringLiteral("30s"));
    edit(dialog, "drain")->setText(QStringLiteral("1s"));
    field<QSpinBox>(dialog, "warmup")->setValue(3);
    const RunPlan plan = accepted(dialog);
    QVERIFY(!plan.isOpen());
    QCOMPARE(plan.requests, 700U);
    QCOMPARE(plan.atOnce, 7U);
    QVERIFY(plan.rampUp == 2s && plan.duration == 30s && plan.drain == 1s);
    QCOMPARE(plan.warmup, 3U);
}

void TestLoadDialog::openFieldsAreRead()
{
    LoadDialog dialog{RunPlan()};
    edit(dialog, "rampUp")->setText(QStringLiteral("2s")); // of a closed load
    field<QRadioButton>(dialog, "open")->setChecked(true);
    QVERIFY(!field<QWidget>(dialog, "closedBox")->isEnabled());
    edit(dialog, "constantRate")->setText(QStringLiteral("200/s"));
    edit(dialog, "duration")->setText(QStringLiteral("60s"));
    QVERIFY(!edit(dialog, "seed")->isEnabled());
    field<QRadioButton>(dialog, "poisson")->setChecked(true);
    edit(dialog, "seed")->setText(QStringLiteral("9"));
    field<UsualSpinBox>(dialog, "openAtOnce")->setValue(64);
    const RunPlan plan = accepted(dialog);
    QCOMPARE(rateToText(plan.rate), QStringLiteral("200/s"));
    QVERIFY(plan.duration == 60s && plan.rampUp == 0s);
    QCOMPARE(plan.requests, 0U);
    QCOMPARE(plan.arrivals, QStringLiteral("poisson"));
    QCOMPARE(plan.seed, 9U);
    QCOMPARE(plan.atOnce, 64U);
}

/// As in the terminal: 50, and with an end as many as there is time for.
void TestLoadDialog::aLoadThatIsChosenStaysChosen()
{
    LoadDialog dialog(timedPlan());
    for (const char *load : {"open", "open", "closed", "closed"}) {
        field<QRadioButton>(dialog, load)->click();
        QVERIFY(field<QRadioButton>(dialog, load)->isChecked());
        QVERIFY(field<QRadioButton>(dialog, "even")->isChecked());
    }
    QVERIFY(!field<QRadioButton>(dialog, "open")->isChecked());
}

void TestLoadDialog::whatIsLeftOutIsUsual()
{
    LoadDialog dialog{RunPlan()};
    auto *requests = field<UsualSpinBox>(dialog, "requests");
    const auto placeholderOf = [&dialog](const char *name) {
        return field<UsualSpinBox>(dialog, name)->findChild<QLineEdit *>()->placeholderText();
    };
    QCOMPARE(requests->text(), QString());
    QCOMPARE(placeholderOf("requests"), QStringLiteral("50"));
    QCOMPARE(placeholderOf("atOnce"), QStringLiteral("50"));
    requests->stepBy(1);
    QCOMPARE(requests->value(), 51); // from what it stood for
    QCOMPARE(placeholderOf("atOnce"), QStringLiteral("51"));
    requests->clear();
    QCOMPARE(requests->value(), 0);
    edit(dialog, "duration")->setText(QStringLiteral("10s"));
    QCOMPARE(placeholderOf("requests"), QStringLiteral("as time allows"));
    QCOMPARE(placeholderOf("atOnce"), QStringLiteral("256"));
    QCOMPARE(placeholderOf("openAtOnce"), QStringLiteral("1,024"));
    edit(dialog, "drain")->clear();
    const RunPlan plan = accepted(dialog);
    QCOMPARE(plan.requests, 0U);
    QVERIFY(plan.drain == RunPlan().drain);
}

void TestLoadDialog::kindsOfRateLeadToEachOther()
{
    RateEditor editor;
    using Kind = RateEditor::Kind;
    QCOMPARE(editor.kind(), Kind::Constant);
    editor.setRate(rateFromText(QStringLiteral("200/s")).value());
    QCOMPARE(editor.text(), QStringLiteral("200/s"));
    editor.setKind(Kind::Ramp);
    QCOMPARE(editor.text(), QStringLiteral("0/s..200/s"));
    editor.setKind(Kind::Pieces);
    QCOMPARE(editor.text(), QString::fromLatin1(threePieces));
    edit(editor, "rampTo")->setText(QStringLiteral("7/s"));
    editor.setKind(Kind::Ramp);
    QCOMPARE(editor.text(), QStringLiteral("0/s..7/s")); // what was typed stays
    QSignalSpy edited(&editor, &RateEditor::edited);
    field<QPushButton>(editor, "inPieces")->click();
    QCOMPARE(editor.kind(), Kind::Pieces);
    QCOMPARE(editor.text(), QString::fromLatin1(threePieces));
    QVERIFY(!edited.isEmpty());
}

void TestLoadDialog::piecesAreEditedInTheirTable()
{
    LoadDialog dialog(openPlan(threePieces));
    const auto *rate = field<RateEditor>(dialog, "rate");
    QTableWidget *pieces = table(dialog);
    QCOMPARE(pieces->rowCount(), 3);
    pieces->item(1, 0)->setText(QStringLiteral("100")); // a number alone
    pieces->item(1, 2)->setText(QStringLiteral("20"));
    QCOMPARE(rate->text(), QStringLiteral("0/s..200/s:10s,100/s..200/s:20s,200/s..0/s:10s"));
    pieces->setCurrentCell(0, 0);
    press(dialog, QStringLiteral("↓"));
    QCOMPARE(pieces->currentRow(), 1);
    QCOMPARE(rate->text(), QStringLiteral("100/s..200/s:20s,0/s..200/s:10s,200/s..0/s:10s"));
    press(dialog, QStringLiteral("↑"));
    press(dialog, QStringLiteral("↑")); // there is none above
    QCOMPARE(rate->text(), QStringLiteral("0/s..200/s:10s,100/s..200/s:20s,200/s..0/s:10s"));
    press(dialog, QStringLiteral("+")); // goes on where the one before ends
    QCOMPARE(rate->text(), QStringLiteral("0/s..200/s:10s,200/s:10s,100/s..200/s:20s,200/s..0/s:10s"));
    for (int i = 0; i < 6; ++i)
        press(dialog, QStringLiteral("−"));
    QCOMPARE(pieces->rowCount(), 1); // a rate has one at least
    QVERIFY2(okButton(dialog)->isEnabled(), qPrintable(textOf(dialog, "message")));
    pieces->item(0, 2)->setText(QString());
    QVERIFY(!okButton(dialog)->isEnabled());
    QVERIFY2(textOf(dialog, "message").startsWith(QStringLiteral("“Rate” takes ")),
             qPrintable(textOf(dialog, "message")));
}

void TestLoadDialog::saysWhatIsWrong_data()
{
    QTest::addColumn<bool>("isOpen");
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("says");
    const auto row = [](bool isOpen, const char *name, const char *text, const char *says) {
        QTest::addRow("%s %s", name, text)
            << isOpen << QString::fromLatin1(name) << QString::fromLatin1(text) << QString::fromUtf8(says);
    };
    row(false, "duration", "10", "“Duration” takes a time below a day");
    row(false, "drain", "soon", "“Drain” takes a time below a day");
    row(false, "rampUp", "-1s", "“Ramp-up” takes a time below a day");
    row(true, "constantRate", "", "“Rate” takes a rate such as 200/s");
    row(true, "constantRate", "2000000/s", "“Rate” takes a rate such as 200/s");
    row(true, "seed", "x", "“Seed” takes a whole number");
    row(true, "rampTo", "500/s", "“Rate” 0/s..500/s is a ramp over the duration");
}

void TestLoadDialog::saysWhatIsWrong()
{
    QFETCH(const bool, isOpen);
    QFETCH(const QString, name);
    QFETCH(const QString, text);
    LoadDialog dialog{RunPlan()};
    field<QRadioButton>(dialog, isOpen ? "open" : "closed")->setChecked(true);
    field<QRadioButton>(dialog, "poisson")->setChecked(name == QLatin1String("seed"));
    if (name == QLatin1String("rampTo"))
        field<RateEditor>(dialog, "rate")->setKind(RateEditor::Kind::Ramp);
    QLineEdit *one = dialog.findChild<QLineEdit *>(name);
    const QString before = one->text();
    QCOMPARE(textOf(dialog, "message").isEmpty(), name != QLatin1String("rampTo"));
    one->setText(text);
    QVERIFY(!okButton(dialog)->isEnabled());
    QVERIFY(!field<QPushButton>(dialog, "copy")->isEnabled());
    QFETCH(const QString, says);
    QVERIFY2(textOf(dialog, "message").startsWith(says), qPrintable(textOf(dialog, "message")));
    QVERIFY(!textOf(dialog, "message").contains(QStringLiteral("--")));
    one->setText(before);
    edit(dialog, "duration")->setText(QStringLiteral("10s"));
    QVERIFY2(okButton(dialog)->isEnabled(), qPrintable(textOf(dialog, "message")));
}

void TestLoadDialog::drawsAndSaysTheLoad()
{
    LoadDialog dialog(openPlan(threePieces));
    QCOMPARE(textOf(dialog, "openSentence"), QStringLiteral("8,000 requests become due in 50 s"));
    const auto *open = field<LoadCurve>(dialog, "openCurve");
    QVERIFY(open->shape());
    QCOMPARE(open->shape()->most, 200.);
    const auto *closed = field<LoadCurve>(dialog, "closedCurve");
    QVERIFY(closed->shape() && !closed->shape()->isOpen);
    table(dialog)->item(0, 0)->setText(QStringLiteral("much"));
    QVERIFY(!open->shape());
    QCOMPARE(textOf(dialog, "openSentence"), QString());
    const LoadDialog timed(timedPlan());
    QCOMPARE(textOf(timed, "closedSentence"), QStringLiteral("as many as 20 lanes do in 10 s"));
}

void TestLoadDialog::showsTheCommandAndCopiesIt()
{
    RunPlan plan = openPlan(threePieces);
    plan.headers = {{"Authorization", "Bearer hunter2"}};
    LoadDialog dialog(plan);
    dialog.show();
    const auto *shown = field<QPlainTextEdit>(dialog, "command");
    QString unbroken = shown->toPlainText();
    unbroken.replace(QStringLiteral(" \\\n  "), QStringLiteral(" "));
    QCOMPARE(unbroken, terminalCommand(plan));
    QVERIFY(!unbroken.contains(QStringLiteral("hunter2")));
    field<QSpinBox>(dialog, "warmup")->setValue(20);
    field<QPushButton>(dialog, "copy")->click();
    plan.warmup = 20;
    QCOMPARE(QApplication::clipboard()->text(), terminalCommand(plan));
    QVERIFY(QApplication::clipboard()->text().contains(QStringLiteral("--warmup 20")));
}

void TestLoadDialog::defaultsCancelAndKeys()
{
    LoadDialog dialog(openPlan(threePieces));
    dialog.show();
    QVERIFY(QTest::qWaitForWindowActive(&dialog));
    button(dialog, QDialogButtonBox::RestoreDefaults)->click();
    QVERIFY(field<QRadioButton>(dialog, "closed")->isChecked());
    QTest::keyClick(&dialog, Qt::Key_Escape);
    QCOMPARE(dialog.result(), int(QDialog::Rejected));
    QVERIFY(dialog.plan() == openPlan(threePieces)); // as it was given

    LoadDialog other(openPlan(threePieces));
    other.show();
    QVERIFY(QTest::qWaitForWindowActive(&other));
    edit(other, "drain")->setText(QStringLiteral("7s"));
    edit(other, "drain")->setFocus();
    QTest::keyClick(edit(other, "drain"), Qt::Key_Return);
    QCOMPARE(other.result(), int(QDialog::Accepted));
    QVERIFY(other.plan().drain == 7s);
}

void TestLoadDialog::beginsWithTheFieldOfAnOption()
{
    QVERIFY(LoadDialog::hasOption(QStringLiteral("--rate")));
    QVERIFY(LoadDialog::hasOption(QStringLiteral("--requests")));
    QVERIFY(!LoadDialog::hasOption(QStringLiteral("--timeout")));
    LoadDialog dialog(openPlan(threePieces));
    dialog.show();
    QVERIFY(QTest::qWaitForWindowActive(&dialog));
    dialog.focusOption(QStringLiteral("--rate"));
    QCOMPARE(dialog.focusWidget(), table(dialog));
    dialog.focusOption(QStringLiteral("--at-once"));
    QCOMPARE(dialog.focusWidget(), field<QWidget>(dialog, "openAtOnce"));
    dialog.focusOption(QStringLiteral("--arrivals"));
    QCOMPARE(dialog.focusWidget(), field<QWidget>(dialog, "even"));
    QCOMPARE(textOf(dialog, "requestsOption"), QStringLiteral("-n, --requests"));
    QCOMPARE(textOf(dialog, "rateOption"), QStringLiteral("--rate"));
    QCOMPARE(textOf(dialog, "warmupOption"), QStringLiteral("--warmup"));
}

void TestLoadDialog::hasNamesAndMnemonics()
{
    for (const char *rate : {"200/s", "0/s..5/s", threePieces}) {
        RunPlan plan = openPlan(rate);
        LoadDialog dialog(plan);
        dialog.show();
        for (const bool isOpen : {true, false}) {
            field<QRadioButton>(dialog, isOpen ? "open" : "closed")->setChecked(true);
            QCOMPARE(widgetWithoutName(dialog), QString());
            QStringList texts;
            const QList<QWidget *> widgets = dialog.findChildren<QWidget *>();
            for (const QWidget *widget : widgets) {
                const bool hasText =
                    qobject_cast<const QLabel *>(widget) || qobject_cast<const QAbstractButton *>(widget);
                if (hasText && widget->isVisible() && widget->isEnabled())
                    texts.append(widget->property("text").toString());
            }
            qsizetype taken = 0;
            QCOMPARE(sharedMnemonic(texts, &taken), QString());
            QVERIFY(taken >= 9);
        }
        field<QRadioButton>(dialog, "open")->setChecked(true);
        field<QRadioButton>(dialog, "poisson")->setChecked(true); // which has a seed
        QVERIFY(QTest::qWaitForWindowActive(&dialog));
        QCOMPARE(mnemonicProblem(dialog), QString());
    }
}

void TestLoadDialog::followsThePalette()
{
    const QPalette usual = QApplication::palette();
    LoadDialog dialog(openPlan(threePieces));
    dialog.show();
    for (const QPalette &palette : {Appearance::darkPalette(), Appearance::lightPalette()}) {
        QApplication::setPalette(palette);
        const auto *message = field<QLabel>(dialog, "message");
        QTRY_COMPARE(message->palette().color(QPalette::WindowText), StageColours(palette).error);
        QTRY_COMPARE(table(dialog)->palette().color(QPalette::Highlight), StageColours(palette).selectedRow);
        const QImage curve = field<LoadCurve>(dialog, "openCurve")->grab().toImage();
        QCOMPARE(curve.pixelColor(curve.width() - 4, 4), StageColours(palette).card);
    }
    QApplication::setPalette(usual);
}

QTEST_MAIN(TestLoadDialog)
#include "tst_loaddialog.moc"
