// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pagewrapper.h"

#include <QTest>

using namespace fiftyfold;

class TestPageWrapper : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void escapesEveryDangerousCharacter();
    void hostileBodiesStayText_data();
    void hostileBodiesStayText();
    void decodesByCharset_data();
    void decodesByCharset();
    void titleIsEscaped();
    void declaresUtf8AndForbidsScript();
};

namespace {

QString textOf(const QByteArray &page)
{
    const QString all = QString::fromUtf8(page);
    const qsizetype begin = all.indexOf(QLatin1String("<pre>\n")) + 6;
    return all.mid(begin, all.lastIndexOf(QLatin1String("</pre>")) - begin);
}

} // namespace

void TestPageWrapper::escapesEveryDangerousCharacter()
{
    QCOMPARE(textOf(wrappedPage("a&b<c>d\"e'f", "", QString())), QStringLiteral("a&amp;b&lt;c&gt;d&quot;e&#39;f"));
    QCOMPARE(textOf(wrappedPage(QByteArray(1, '\0'), "", QString())), QString(QChar(QChar::ReplacementCharacter)));
}

void TestPageWrapper::hostileBodiesStayText_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::newRow("script") << QByteArray("<script>alert(1)</script>");
    QTest::newRow("end of pre") << QByteArray("</pre><img src=x onerror=alert(1)>");
    QTest::newRow("attribute") << QByteArray("' onload='x' \"");
    QTest::newRow("second policy") << QByteArray(
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src *\">");
    QTest::newRow("overlong utf-8") << QByteArray("\xc0\xbcscript\xc0\xbe");
    QTest::newRow("utf-7") << QByteArray("+ADw-script+AD4-");
    QTest::newRow("nul") << QByteArray("<scr\0ipt>", 9);
}

void TestPageWrapper::hostileBodiesStayText()
{
    QFETCH(QByteArray, body);
    const QString text = textOf(wrappedPage(body, "text/html", QStringLiteral("http://x/")));
    for (const char16_t c : {u'<', u'>', u'"', u'\'', u'\0'})
        QVERIFY2(!text.contains(QChar(c)), qPrintable(text));
}

void TestPageWrapper::decodesByCharset_data()
{
    QTest::addColumn<QByteArray>("contentType");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("text");
    QTest::newRow("utf-8") << QByteArray("text/plain; charset=utf-8")
                           << QByteArray("Gr\xc3\xbc\xc3\x9f"
                                         "e")
                           << QStringLiteral("Grüße");
    QTest::newRow("none is utf-8") << QByteArray("text/plain") << QByteArray("\xc3\xbc") << QStringLiteral("ü");
    QTest::newRow("latin-1") << QByteArray("text/plain; charset=ISO-8859-1") << QByteArray("\xfc")
                             << QStringLiteral("ü");
    QTest::newRow("quoted") << QByteArray("text/plain; Charset = \"iso-8859-1\"") << QByteArray("\xfc")
                            << QStringLiteral("ü");
    QTest::newRow("utf-16") << QByteArray("text/plain; charset=utf-16le") << QByteArray("\xfc\0", 2)
                            << QStringLiteral("ü");
    QTest::newRow("unknown is utf-8") << QByteArray("text/plain; charset=klingon") << QByteArray("\xc3\xbc")
                                      << QStringLiteral("ü");
    QTest::newRow("broken is replaced") << QByteArray("text/plain; charset=utf-8")
                                        << QByteArray("a\xff"
                                                      "b")
                                        << QStringLiteral("a\ufffdb");
}

void TestPageWrapper::decodesByCharset()
{
    QFETCH(QByteArray, contentType);
    QFETCH(QByteArray, body);
    QFETCH(QString, text);
    QCOMPARE(textOf(wrappedPage(body, contentType, QString())), text);
}

void TestPageWrapper::titleIsEscaped()
{
    const QByteArray page = wrappedPage("x", "text/plain", QStringLiteral("http://x/?</title><script>"));
    QVERIFY(page.contains("<title>http://x/?&lt;/title&gt;&lt;script&gt;</title>"));
}

void TestPageWrapper::declaresUtf8AndForbidsScript()
{
    const QByteArray page = wrappedPage("", "", QString());
    const qsizetype charset = page.indexOf("<meta charset=\"utf-8\">");
    const qsizetype policy = page.indexOf("http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'\"");
    QVERIFY(page.startsWith("<!DOCTYPE html>"));
    QVERIFY(charset > 0);
    QVERIFY(policy > charset);
    QVERIFY(policy < page.indexOf("<body>"));
}

QTEST_APPLESS_MAIN(TestPageWrapper)
#include "tst_pagewrapper.moc"
