// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/plan/multipartform.h"

#include <QTest>

using namespace fiftyfold;

class TestMultipartForm : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsParts_data();
    void readsParts();
    void refuses_data();
    void refuses();
    void textStandsForItself();
    void namesFilesOnce();
    void bodyIsAsCurlMakesIt();
};

void TestMultipartForm::readsParts_data()
{
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<QString>("file");
    QTest::addColumn<QByteArray>("fileName"); // "-": none
    QTest::addColumn<QByteArray>("type");
    const auto text = [](const char *field, const QByteArray &value, const QByteArray &type = {},
                         const QByteArray &fileName = "-") {
        QTest::newRow(field) << value << QString() << fileName << type;
    };
    const auto file = [](const char *field, const char *name, const QByteArray &fileName, const QByteArray &type) {
        QTest::newRow(field) << QByteArray() << QString::fromUtf8(name) << fileName << type;
    };
    text("n=v", "v");
    text("n=", "");
    text("n=a=b", "a=b");
    text("n= a b ", "a b");
    text("n=\" a;b,c \"", " a;b,c ");
    text("n=\"a\\\"b\\\\c\\d\"", "a\"b\\c\\d");
    text("n=\"a", "\"a");
    text("n=a,b", "a,b");
    text("n=a@b<c(d", "a@b<c(d");
    text("n=v;type=text/plain", "v", "text/plain");
    text("n=v ; type= text/plain ; charset=utf-8 ", "v", "text/plain ; charset=utf-8");
    text("n=v;TYPE=a/b;filename=c.png", "v", "a/b", "c.png");
    text("n=v;filename=\"a;b\\\".html\"", "v", "text/html", "a;b\".html");
    text("n=v;filename=x", "v", "", "x");
    text("n=ü;type=a/b", "ü", "a/b");
    file("n=@a.txt", "a.txt", "a.txt", "text/plain");
    file("n=@/d/e/a.JPG", "/d/e/a.JPG", "a.JPG", "image/jpeg");
    file("n=@a", "a", "a", "application/octet-stream");
    file("n=@ a b ", "a b", "a b", "application/octet-stream");
    file("n=@\"a,b;c\"", "a,b;c", "a,b;c", "application/octet-stream");
    file("n=@a;type=x/y;filename=\"b c\"", "a", "b c", "x/y");
    file("n=@a.png;filename=b", "a.png", "b", "image/png");
    file("n=@a;filename=", "a", "", "application/octet-stream");
    file("n=<a", "a", "-", "");
    file("n=<a.txt", "a.txt", "-", "");
    file("n=<a.svg", "a.svg", "-", "image/svg+xml");
    file("n=<a.txt;type=text/plain", "a.txt", "-", "text/plain");
}

void TestMultipartForm::readsParts()
{
    QFETCH(QByteArray, value);
    QFETCH(QString, file);
    QFETCH(QByteArray, fileName);
    QFETCH(QByteArray, type);
    QList<FormPart> form;
    const Refusal refusal = appendFormPart(form, QTest::currentDataTag());
    QVERIFY2(!refusal, qPrintable(refusal.value_or(QString())));
    QCOMPARE(form.size(), 1);
    const FormPart &part = form.first();
    QCOMPARE(part.name, QByteArray("n"));
    QCOMPARE(part.value, value);
    QCOMPARE(part.file, file);
    QCOMPARE(part.fileName.value_or("-"), fileName);
    QCOMPARE(part.type, type);
}

void TestMultipartForm::refuses_data()
{
    QTest::addColumn<QByteArray>("part");
    const auto row = [](const char *field, const char *part) { QTest::newRow(field) << QByteArray(part); };
    row("", "without the =");
    row("hunter2", "without the =");
    row("=hunter2", "without a name");
    row("n=@", "without the name of a file");
    row("n=<", "without the name of a file");
    row("n=@;type=a/b", "without the name of a file");
    row("n=@-", "standard input");
    row("n=<-", "standard input");
    row("n=@a,b", "several files");
    row("n=@a;type=a/b,c", "several files");
    row("n=(;type=a/b", "form within a form");
    row("n=hunter2;x", "before something else");
    row("n=hunter2;", "ends in a ;");
    row("n=hunter2;type=a/b;filename=c;x", "before something else");
    row("n=\"hunter2\"x", "after the closing quote");
    row("n=hunter2;headers=\"A: b\"", "headers=");
    row("n=hunter2;encoder=base64", "encoder=");
    row("n=hunter2;type=a", "text/plain");
    row("n=hunter2;type=", "text/plain");
    row("n=hunter2;type=a/;b", "text/plain");
    row("n=hunter2;type=a/b\r\nC: d", "text/plain");
    row("n=<a;filename=b", "NAME=@FILE");
}

void TestMultipartForm::refuses()
{
    QFETCH(QByteArray, part);
    QList<FormPart> form;
    const Refusal refusal = appendFormPart(form, QTest::currentDataTag());
    QVERIFY(refusal);
    QVERIFY2(refusal->contains(QString::fromUtf8(part)), qPrintable(*refusal));
    QVERIFY2(!refusal->contains(QLatin1String("hunter2")), qPrintable(*refusal));
    QVERIFY(form.isEmpty());
}

void TestMultipartForm::textStandsForItself()
{
    QList<FormPart> form;
    QVERIFY(!appendFormText(form, "n=@\"a\";type=b "));
    QCOMPARE(form.first(), (FormPart{"n", "@\"a\";type=b ", {}, {}, {}}));
    QVERIFY(appendFormText(form, "n"));
    QVERIFY(appendFormText(form, "=n"));
}

void TestMultipartForm::namesFilesOnce()
{
    QList<FormPart> form;
    for (const char *field : {"a=@x", "b=y", "c=<z", "d=@x"})
        QVERIFY(!appendFormPart(form, field));
    QCOMPARE(filesOf(form), QStringLiteral("x,z").split(QLatin1Char(',')));
}

void TestMultipartForm::bodyIsAsCurlMakesIt()
{
    QList<FormPart> form;
    for (const char *field : {"a\"\r\n=b", "c=@d.txt;filename=\"q\\\"r\\\\s\"", "e=<d.txt", "f=g;type=x/y"})
        QVERIFY(!appendFormPart(form, field));
    const FileContents files = {{QStringLiteral("d.txt"), QByteArray("x\r\n\0y", 5)}};
    QCOMPARE(multipartBody(form, files, "B"),
             QByteArray("--B\r\nContent-Disposition: form-data; name=\"a%22%0D%0A\"\r\n\r\nb\r\n"
                        "--B\r\nContent-Disposition: form-data; name=\"c\"; filename=\"q%22r\\s\"\r\n"
                        "Content-Type: text/plain\r\n\r\nx\r\n") +
                 QByteArray("\0y\r\n", 4) +
                 QByteArray("--B\r\nContent-Disposition: form-data; name=\"e\"\r\n\r\nx\r\n") +
                 QByteArray("\0y\r\n", 4) +
                 QByteArray("--B\r\nContent-Disposition: form-data; name=\"f\"\r\nContent-Type: x/y\r\n\r\ng\r\n"
                            "--B--\r\n"));
    QCOMPARE(multipartType("B"), QByteArray("multipart/form-data; boundary=B"));
    QCOMPARE(multipartType("B", "multipart/x"), QByteArray("multipart/x; boundary=B"));
}

QTEST_APPLESS_MAIN(TestMultipartForm)
#include "tst_multipartform.moc"
