// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/run/requestsdialog.h"

#include "widgets/run/countbutton.h"
#include "widgets/run/headerstable.h"
#include "widgets/run/runbar.h"
#include "widgets/run/urlfield.h"
#include "windowchecks.h"

#include <QAbstractButton>
#include <QClipboard>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QFile>
#include <QFileDialog>
#include <QGuiApplication>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace fiftyfold;

/// What the requests ask: fields there and back, the preview, what is wrong, and what the run bar says of it.
class TestRequestsDialog : public QObject
{
    Q_OBJECT

private:
    QString written(const QString &name, const QByteArray &bytes) const
    {
        QFile file(m_folder.filePath(name));
        if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
            return {};
        return file.fileName();
    }
    static RunPlan usualPlan()
    {
        RunPlan plan;
        plan.url = ExactUrl::fromText(QByteArrayLiteral("http://127.0.0.1/a"));
        return plan;
    }
    static QPushButton *ok(const QWidget &dialog)
    {
        return dialog.findChild<QDialogButtonBox *>()->button(QDialogButtonBox::Ok);
    }
    static QString preview(const QWidget &dialog)
    {
        return dialog.findChild<QPlainTextEdit *>(QStringLiteral("preview"))->toPlainText();
    }
    static QString message(const QWidget &dialog)
    {
        return dialog.findChild<QLabel *>(QStringLiteral("message"))->text();
    }
    static QString hint(const QWidget &dialog, const char *name)
    {
        return dialog.findChild<QLabel *>(QLatin1String(name))->text();
    }
    static QPlainTextEdit *form(const QWidget &dialog)
    {
        return dialog.findChild<QPlainTextEdit *>(QStringLiteral("form"));
    }
    static QLineEdit *line(const QWidget &dialog, const QString &name)
    {
        auto *field = dialog.findChild<QWidget *>(name);
        auto *edit = qobject_cast<QLineEdit *>(field);
        return edit ? edit : field->findChild<QLineEdit *>();
    }
    /// Presses the button, and chooses that file.
    static void readBody(const QWidget &dialog, const QString &file)
    {
        dialog.findChild<QPushButton *>(QStringLiteral("readBody"))->click();
        auto *chooser = dialog.findChild<QFileDialog *>();
        QVERIFY(chooser);
        Q_EMIT chooser->fileSelected(file);
        chooser->close();
        QTRY_VERIFY(!dialog.findChild<QFileDialog *>());
    }

    QTemporaryDir m_folder;

private Q_SLOTS:
    void givesBackWhatItGot();
    void bytesOfABodyAreKept();
    void headersAreEditedAndPasted();
    void previewFollowsWhatIsTyped();
    void takesTargets();
    void anOrderGoesWithItsTargets();
    void aRunBarTellsOfTargets();
    void aBodyMakesItAPost();
    void saysWhatIsWrong();
    void takesTheBodyFromAFile();
    void takesUserAndToken();
    void takesAForm();
    void saysWhatIsDouble();
    void readsSecretsAndFormFromFiles();
    void aRunBarRemembersWhatWasSaid();
    void cancellingChangesNothing();
    void hasNamesAndMnemonics();
};

void TestRequestsDialog::givesBackWhatItGot()
{
    RunPlan plan = usualPlan();
    plan.method = "PUT";
    plan.headers = {{"Accept", "text/plain"}, {"Authorization", "Bearer geheim"}};
    plan.userAgent = QStringLiteral("me");
    plan.body = "{\"a\": 1}\n";
    RequestsDialog dialog(plan);
    QVERIFY(ok(dialog)->isEnabled());
    QVERIFY(preview(dialog).startsWith(QStringLiteral("PUT http://127.0.0.1/a\nAccept: text/plain\n")));
    QVERIFY(!preview(dialog).contains(QStringLiteral("geheim")));
    ok(dialog)->click();
    QCOMPARE(dialog.result(), int(QDialog::Accepted));
    QVERIFY(dialog.plan() == plan);
}

void TestRequestsDialog::bytesOfABodyAreKept()
{
    RunPlan plan = usualPlan();
    plan.method = "POST";
    plan.body = QByteArray("--x\r\n\r\n\xff\0\r\n--x--\r\n", 18);
    RequestsDialog dialog(plan);
    QVERIFY(dialog.findChild<QPlainTextEdit *>(QStringLiteral("body"))->isReadOnly());
    line(dialog, QStringLiteral("userAgent"))->setText(QStringLiteral("me"));
    ok(dialog)->click();
    QCOMPARE(dialog.plan().body, plan.body);
}

void TestRequestsDialog::headersAreEditedAndPasted()
{
    RequestsDialog dialog(usualPlan());
    auto *table = dialog.findChild<HeadersTable *>();
    QGuiApplication::clipboard()->setText(
        QStringLiteral("GET / HTTP/1.1\r\nAccept: a:b\r\n:authority: h\r\nX-Other:\r\n"));
    QTest::keySequence(table, QKeySequence::Paste);
    const QList<HeaderField> expected{{"Accept", "a:b"}, {"X-Other", ""}};
    QCOMPARE(table->headers().size(), 2);
    QVERIFY(table->headers() == expected);
    QVERIFY(preview(dialog).contains(QStringLiteral("Accept: a:b")));
    table->selectRow(0);
    dialog.findChild<QPushButton *>(QStringLiteral("removeHeader"))->click();
    QCOMPARE(table->headers().size(), 1);
    dialog.findChild<QPushButton *>(QStringLiteral("addHeader"))->click();
    table->item(1, 0)->setText(QStringLiteral("bad name"));
    QVERIFY(!ok(dialog)->isEnabled());
    QVERIFY2(message(dialog).contains(QStringLiteral("bad name")), qPrintable(message(dialog)));
    table->item(1, 0)->setText(QString());
    QVERIFY(ok(dialog)->isEnabled());
}

void TestRequestsDialog::previewFollowsWhatIsTyped()
{
    RequestsDialog dialog(usualPlan());
    line(dialog, QStringLiteral("requestUrl"))->setText(QStringLiteral("127.0.0.1/{{index}}"));
    dialog.findChild<QComboBox *>(QStringLiteral("requestMethod"))->setEditText(QStringLiteral("POST"));
    dialog.findChild<QPlainTextEdit *>(QStringLiteral("body"))->setPlainText(QStringLiteral("n={{index}}"));
    QVERIFY2(preview(dialog).contains(QStringLiteral("POST http://127.0.0.1/2\n")), qPrintable(preview(dialog)));
    QVERIFY(preview(dialog).endsWith(QStringLiteral("n=2")));
    QVERIFY(dialog.findChild<QLabel *>(QStringLiteral("bodyHint"))->text().contains(QStringLiteral("form")));
}

void TestRequestsDialog::takesTargets()
{
    const QString targets =
        written(QStringLiteral("targets"), "POST http://127.0.0.1/a/{{name}}\nhttp://127.0.0.1/b\nhttp://127.0.0.1/c");
    const QString rows = written(QStringLiteral("rows.csv"), "name,id\nx,1\n");
    RequestsDialog dialog(usualPlan());
    line(dialog, QStringLiteral("rows"))->setText(rows);
    line(dialog, QStringLiteral("targets"))->setText(targets);
    auto *order = dialog.findChild<QComboBox *>(QStringLiteral("order"));
    QVERIFY(order->isEnabled());
    QTRY_VERIFY(ok(dialog)->isEnabled());
    QVERIFY(preview(dialog).startsWith(QStringLiteral("POST http://127.0.0.1/a/x\n")));
    QVERIFY(dialog.findChild<QLabel *>(QStringLiteral("targetsAbout"))->text().startsWith(QStringLiteral("3 targets")));
    QCOMPARE(dialog.findChild<QLabel *>(QStringLiteral("rowsAbout"))->text(), QStringLiteral("Columns: name, id"));
    order->setCurrentIndex(order->findData(QStringLiteral("shuffled")));
    QVERIFY(!ok(dialog)->isEnabled());
    QTRY_VERIFY(ok(dialog)->isEnabled());
    ok(dialog)->click();
    const RunPlan plan = dialog.plan();
    QCOMPARE(plan.targetsFile, targets);
    QCOMPARE(plan.rowsFile, rows);
    QCOMPARE(plan.order, QStringLiteral("shuffled"));
    QCOMPARE(plan.targetNames.size(), 3);
    QCOMPARE(plan.method, QByteArray("POST"));
}

void TestRequestsDialog::anOrderGoesWithItsTargets()
{
    RunPlan plan = usualPlan();
    plan.targetsFile = written(QStringLiteral("targets"), "http://127.0.0.1/b\nhttp://127.0.0.1/c");
    plan.order = QStringLiteral("shuffled");
    RequestsDialog dialog(plan);
    line(dialog, QStringLiteral("targets"))->clear();
    QTRY_VERIFY(ok(dialog)->isEnabled());
    ok(dialog)->click();
    QCOMPARE(dialog.plan().order, RunPlan().order);
}

void TestRequestsDialog::aRunBarTellsOfTargets()
{
    RunBar bar;
    RunPlan plan = usualPlan();
    plan.targetsFile = written(QStringLiteral("targets"),
                               "http://127.0.0.1/1\nhttp://127.0.0.1/2\nhttp://127.0.0.1/3\nhttp://127.0.0.1/4");
    bar.setPlan(plan); // as it was remembered, without names
    auto *button = bar.findChild<CountButton *>();
    QTRY_COMPARE(button->badge(), QStringLiteral("4"));
    auto *field = bar.findChild<UrlField *>();
    QCOMPARE(field->remark(), QStringLiteral("and 3 more, in turn"));
    QCOMPARE(field->text(), QStringLiteral("http://127.0.0.1/1"));
    QVERIFY(field->isReadOnly());
    QVERIFY(button->toolTip().endsWith(QStringLiteral("targets")));
    QVERIFY2(field->toolTip().contains(plan.targetsFile), qPrintable(field->toolTip()));
    QSignalSpy refused(&bar, &RunBar::urlRefused);
    QTest::keyClick(field, Qt::Key_Right);
    QTest::keyClick(field, Qt::Key_C, Qt::ControlModifier);
    QCOMPARE(refused.size(), 0);
    QTest::keyClick(field, Qt::Key_H);
    QCOMPARE(refused.size(), 1);
    QCOMPARE(field->text(), QStringLiteral("http://127.0.0.1/1"));
    bar.openRequests(QStringLiteral("--targets"));
    auto *dialog = bar.findChild<RequestsDialog *>();
    QVERIFY(dialog);
    QCOMPARE(dialog->focusWidget(), line(*dialog, QStringLiteral("targets")));
    line(*dialog, QStringLiteral("targets"))->clear();
    ok(*dialog)->click();
    QCOMPARE(button->badge(), QString());
    QCOMPARE(field->remark(), QString());
    QVERIFY(!field->isReadOnly());
    QVERIFY(bar.plan(nullptr).targetNames.isEmpty());
    QCOMPARE(field->toolTip(), QString());
    bar.setPlan(plan);
    bar.dropTargets();
    QVERIFY(bar.plan(nullptr).targetsFile.isEmpty());
    QVERIFY(!field->isReadOnly());
}

/// As in the terminal.
void TestRequestsDialog::aBodyMakesItAPost()
{
    RequestsDialog dialog(usualPlan());
    dialog.show();
    auto *method = dialog.findChild<QComboBox *>(QStringLiteral("requestMethod"));
    auto *body = dialog.findChild<QPlainTextEdit *>(QStringLiteral("body"));
    const auto clear = [body] {
        QTest::keyClick(body, Qt::Key_A, Qt::ControlModifier);
        QTest::keyClick(body, Qt::Key_Delete);
    };
    QTest::keyClicks(body, QStringLiteral("a=b"));
    QCOMPARE(method->currentText(), QStringLiteral("POST"));
    clear();
    QCOMPARE(method->currentText(), QStringLiteral("GET"));
    method->setEditText(QStringLiteral("PUT"));
    QTest::keyClicks(body, QStringLiteral("a=b"));
    QCOMPARE(method->currentText(), QStringLiteral("PUT"));
    method->setEditText(QStringLiteral("GET")); // chosen, with a body there
    QTest::keyClicks(body, QStringLiteral("c"));
    QCOMPARE(method->currentText(), QStringLiteral("GET"));
}

void TestRequestsDialog::saysWhatIsWrong()
{
    RequestsDialog dialog(usualPlan());
    line(dialog, QStringLiteral("requestUrl"))->setText(QStringLiteral("http://127.0.0.1/{{nmae}}"));
    QVERIFY2(message(dialog).contains(QStringLiteral("nmae")), qPrintable(message(dialog)));
    QVERIFY(!ok(dialog)->isEnabled());
    line(dialog, QStringLiteral("requestUrl"))->setText(QStringLiteral("http://127.0.0.1/"));
    QVERIFY(ok(dialog)->isEnabled());
    QCOMPARE(message(dialog), QString());
    line(dialog, QStringLiteral("targets"))->setText(written(QStringLiteral("bad"), "http://127.0.0.1/\nftp://x/\n"));
    QTRY_VERIFY2(message(dialog).contains(QStringLiteral("line 2")), qPrintable(message(dialog)));
    QVERIFY(message(dialog).startsWith(QStringLiteral("“Targets”: ")));
    line(dialog, QStringLiteral("targets"))->setText(m_folder.filePath(QStringLiteral("none")));
    QTRY_VERIFY2(message(dialog).contains(QStringLiteral("could not be read")), qPrintable(message(dialog)));
    QVERIFY(!ok(dialog)->isEnabled());
}

void TestRequestsDialog::takesTheBodyFromAFile()
{
    RunPlan plan = usualPlan();
    plan.method = "POST";
    RequestsDialog dialog(plan);
    const auto hint = [&dialog] { return dialog.findChild<QLabel *>(QStringLiteral("bodyHint"))->text(); };
    const QByteArray bytes("\x00\r\n\xff", 4); // which no field of text gives back
    readBody(dialog, written(QStringLiteral("bytes"), bytes));
    QTRY_VERIFY2(hint().startsWith(QStringLiteral("4 bytes")), qPrintable(hint()));
    readBody(dialog, m_folder.filePath(QStringLiteral("none")));
    QTRY_VERIFY2(hint().contains(QStringLiteral("could not be read")), qPrintable(hint()));
    ok(dialog)->click();
    QCOMPARE(dialog.plan().body, bytes);
}

void TestRequestsDialog::takesUserAndToken()
{
    RequestsDialog dialog(usualPlan());
    line(dialog, QStringLiteral("user"))->setText(QStringLiteral("nobody"));
    QVERIFY(!ok(dialog)->isEnabled());
    QVERIFY2(hint(dialog, "authorizationHint").startsWith(QStringLiteral("“User” takes ")),
             qPrintable(hint(dialog, "authorizationHint")));
    QCOMPARE(message(dialog), QString());
    line(dialog, QStringLiteral("user"))->setText(QStringLiteral("me:pw"));
    QVERIFY(ok(dialog)->isEnabled());
    QCOMPARE(hint(dialog, "authorizationHint"), QString());
    QVERIFY(preview(dialog).contains(QStringLiteral("Authorization: ")));
    line(dialog, QStringLiteral("bearer"))->setText(QStringLiteral("abc"));
    QCOMPARE(hint(dialog, "authorizationHint"), QStringLiteral("“User” and “Token” exclude each other, got both."));
    line(dialog, QStringLiteral("user"))->clear();
    ok(dialog)->click();
    QVERIFY(dialog.plan().headers == (QList<HeaderField>{{"Authorization", "Bearer abc"}}));
}

void TestRequestsDialog::takesAForm()
{
    RequestsDialog dialog(usualPlan());
    const auto *method = dialog.findChild<QComboBox *>(QStringLiteral("requestMethod"));
    form(dialog)->setPlainText(QStringLiteral("name=Ada\n\npin"));
    QVERIFY2(hint(dialog, "bodyHint").startsWith(QStringLiteral("“Form” takes ")),
             qPrintable(hint(dialog, "bodyHint")));
    QVERIFY(!ok(dialog)->isEnabled());
    form(dialog)->setPlainText(QStringLiteral("name=Ada\n\npin=1"));
    QCOMPARE(method->currentText(), QStringLiteral("POST"));
    QVERIFY(hint(dialog, "bodyHint").contains(QStringLiteral("multipart/form-data")));
    form(dialog)->clear();
    QCOMPARE(method->currentText(), QStringLiteral("GET"));
    form(dialog)->setPlainText(QStringLiteral("name=Ada"));
    ok(dialog)->click();
    QCOMPARE(dialog.plan().method, QByteArray("POST"));
    QVERIFY(dialog.plan().body.contains("name=\"name\"\r\n\r\nAda\r\n"));
    QVERIFY(dialog.plan().headers.value(0).value.startsWith("multipart/form-data; boundary="));
}

void TestRequestsDialog::saysWhatIsDouble()
{
    RunPlan plan = usualPlan();
    plan.method = "PUT";
    plan.body = "a=1";
    RequestsDialog dialog(plan);
    form(dialog)->setPlainText(QStringLiteral("name=Ada"));
    QCOMPARE(hint(dialog, "bodyHint"), QStringLiteral("“Form” and “Body” exclude each other, got both."));
    QVERIFY(!ok(dialog)->isEnabled());
    auto *body = dialog.findChild<QPlainTextEdit *>(QStringLiteral("body"));
    body->selectAll();
    QTest::keyClick(body, Qt::Key_Delete);
    QVERIFY(ok(dialog)->isEnabled());
    QCOMPARE(dialog.findChild<QComboBox *>(QStringLiteral("requestMethod"))->currentText(), QStringLiteral("PUT"));
    line(dialog, QStringLiteral("targets"))->setText(written(QStringLiteral("double"), "http://127.0.0.1/"));
    QCOMPARE(hint(dialog, "bodyHint"), QStringLiteral("“Targets” and “Form” exclude each other, got both."));
}

void TestRequestsDialog::readsSecretsAndFormFromFiles()
{
    RequestsDialog dialog(usualPlan());
    line(dialog, QStringLiteral("user"))->setText(QLatin1Char('@') + m_folder.filePath(QStringLiteral("none")));
    QTRY_VERIFY2(hint(dialog, "authorizationHint").contains(QStringLiteral("could not be read")),
                 qPrintable(hint(dialog, "authorizationHint")));
    line(dialog, QStringLiteral("user"))->setText(QLatin1Char('@') + written(QStringLiteral("secret"), "me:pw\n"));
    form(dialog)->setPlainText(QStringLiteral("a=<%1").arg(m_folder.filePath(QStringLiteral("none"))));
    QTRY_VERIFY2(hint(dialog, "bodyHint").contains(QStringLiteral("could not be read")),
                 qPrintable(hint(dialog, "bodyHint")));
    form(dialog)->setPlainText(QStringLiteral("a=<%1").arg(written(QStringLiteral("value"), "contents")));
    QTRY_VERIFY(ok(dialog)->isEnabled());
    ok(dialog)->click();
    QVERIFY(dialog.plan().body.contains("\r\n\r\ncontents\r\n"));
    QCOMPARE(dialog.plan().headers.value(1).value, "Basic " + QByteArray("me:pw").toBase64());
}

void TestRequestsDialog::aRunBarRemembersWhatWasSaid()
{
    RunBar bar;
    bar.setPlan(usualPlan());
    bar.openRequests(QStringLiteral("--form"));
    auto *dialog = bar.findChild<RequestsDialog *>();
    QCOMPARE(dialog->focusWidget(), form(*dialog));
    form(*dialog)->setPlainText(QStringLiteral("name=Ada"));
    line(*dialog, QStringLiteral("bearer"))->setText(QStringLiteral("abc"));
    ok(*dialog)->click();
    QTRY_VERIFY(!bar.findChild<RequestsDialog *>());
    QVERIFY(!bar.plan(nullptr).body.isEmpty());
    bar.openRequests();
    dialog = bar.findChild<RequestsDialog *>();
    QCOMPARE(form(*dialog)->toPlainText(), QStringLiteral("name=Ada"));
    QCOMPARE(line(*dialog, QStringLiteral("bearer"))->text(), QStringLiteral("abc"));
    QCOMPARE(dialog->findChild<HeadersTable *>()->rowCount(), 0);
    QVERIFY(ok(*dialog)->isEnabled());
    dialog->reject();
    QTRY_VERIFY(!bar.findChild<RequestsDialog *>());
    bar.setPlan(usualPlan()); // another one, to which it does not belong
    bar.openRequests();
    dialog = bar.findChild<RequestsDialog *>();
    QCOMPARE(form(*dialog)->toPlainText(), QString());
    QCOMPARE(line(*dialog, QStringLiteral("bearer"))->text(), QString());
}

void TestRequestsDialog::cancellingChangesNothing()
{
    RunBar bar;
    bar.setPlan(usualPlan());
    bar.openRequests();
    auto *dialog = bar.findChild<RequestsDialog *>();
    line(*dialog, QStringLiteral("userAgent"))->setText(QStringLiteral("other"));
    QTest::keyClick(dialog, Qt::Key_Escape);
    QVERIFY(bar.plan(nullptr) == usualPlan());
    QTRY_VERIFY(!bar.findChild<RequestsDialog *>());
}

void TestRequestsDialog::hasNamesAndMnemonics()
{
    RequestsDialog dialog(usualPlan());
    dialog.show();
    QVERIFY(QTest::qWaitForWindowActive(&dialog));
    QCOMPARE(test::widgetWithoutName(dialog), QString());
    QStringList texts;
    const QList<QLabel *> labels = dialog.findChildren<QLabel *>();
    for (const QLabel *label : labels) {
        if (label->buddy())
            texts.append(label->text());
    }
    const QList<QAbstractButton *> buttons = dialog.findChildren<QAbstractButton *>();
    for (const QAbstractButton *button : buttons)
        texts.append(button->text());
    QCOMPARE(test::sharedMnemonic(texts), QString());
}

QTEST_MAIN(TestRequestsDialog)
#include "tst_requestsdialog.moc"
