// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/run/pagewrapper.h"

#include <QTest>

#include <malloc.h>

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
    void piecesMakeTheSamePage_data();
    void piecesMakeTheSamePage();
    void largePages_data();
    void largePages();
    void largePagesTakeTwiceTheirBody_data();
    void largePagesTakeTwiceTheirBody();
    void bodyGrowsWithoutSlack();
};

namespace {

/// As it is written.
QByteArray bytesOf(const Page &page)
{
    QByteArray bytes;
    page.writePieces([&bytes](QByteArrayView piece) {
        bytes.append(piece);
        return true;
    });
    return bytes;
}

PageBody inPieces(const QByteArray &body)
{
    constexpr qsizetype atOnce = 10'000;
    PageBody pieces;
    for (qsizetype at = 0; at < body.size(); at += atOnce)
        pieces.append(QByteArrayView(body).sliced(at, qMin(atOnce, body.size() - at)));
    return pieces;
}

/// Zero under sanitizers, whose allocator is another.
std::size_t allocatedBytes()
{
    const struct mallinfo2 info = mallinfo2();
    return info.uordblks + info.hblkhd;
}

QByteArray pageOf(QByteArray body, const QByteArray &contentType, const QString &source)
{
    PageBody pieces;
    pieces.append(std::move(body));
    return bytesOf(wrappedPage(std::move(pieces), contentType, source));
}

QString textOf(const QByteArray &page)
{
    const QString all = QString::fromUtf8(page);
    const qsizetype begin = all.indexOf(QLatin1String("<pre>\n")) + 6;
    return all.mid(begin, all.lastIndexOf(QLatin1String("</pre>")) - begin);
}

} // namespace

void TestPageWrapper::escapesEveryDangerousCharacter()
{
    QCOMPARE(textOf(pageOf("a&b<c>d\"e'f", "", QString())), QStringLiteral("a&amp;b&lt;c&gt;d&quot;e&#39;f"));
    QCOMPARE(textOf(pageOf(QByteArray(1, '\0'), "", QString())), QString(QChar(QChar::ReplacementCharacter)));
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
    const QString text = textOf(pageOf(body, "text/html", QStringLiteral("http://x/")));
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
    QCOMPARE(textOf(pageOf(body, contentType, QString())), text);
}

void TestPageWrapper::titleIsEscaped()
{
    const QByteArray page = pageOf("x", "text/plain", QStringLiteral("http://x/?</title><script>"));
    QVERIFY(page.contains("<title>http://x/?&lt;/title&gt;&lt;script&gt;</title>"));
}

void TestPageWrapper::declaresUtf8AndForbidsScript()
{
    const QByteArray page = pageOf("", "", QString());
    const qsizetype charset = page.indexOf("<meta charset=\"utf-8\">");
    const qsizetype policy = page.indexOf("http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'\"");
    QVERIFY(page.startsWith("<!DOCTYPE html>"));
    QVERIFY(charset > 0);
    QVERIFY(policy > charset);
    QVERIFY(policy < page.indexOf("<body>"));
}

void TestPageWrapper::piecesMakeTheSamePage_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QByteArray>("contentType");
    QTest::newRow("characters of every length")
        << QByteArray("a\xc3\xbc\xe2\x82\xac\xf0\x9f\x98\x80<&>") << QByteArray();
    QTest::newRow("marks at the beginning and within")
        << QByteArray("\xef\xbb\xbfx\xef\xbb\xbfy\xef\xbb\xbf") << QByteArray();
    QTest::newRow("broken") << QByteArray("\xff\xe2\x82<\xc3\xf0\x9f\x98\xc3\xbc\x80\x80\xe2\x82") << QByteArray();
    QTest::newRow("utf-16") << QByteArray("a\0\xfc\0\x3d\xd8\x00\xde<\0", 10)
                            << QByteArray("text/html; charset=utf-16le");
    QTest::newRow("latin-1") << QByteArray("\xfc<\xdf") << QByteArray("text/html; charset=iso-8859-1");
}

void TestPageWrapper::piecesMakeTheSamePage()
{
    QFETCH(QByteArray, body);
    QFETCH(QByteArray, contentType);
    const QByteArray whole = pageOf(body, contentType, QStringLiteral("http://x/"));
    for (qsizetype cut = 1; cut < body.size(); ++cut) {
        PageBody pieces;
        pieces.append(QByteArray(body.constData(), cut));
        pieces.append(QByteArrayView(body).sliced(cut));
        QCOMPARE(pieces.pieces().size(), std::size_t(2));
        QCOMPARE(pieces.size(), qint64(body.size()));
        const Page page = wrappedPage(std::move(pieces), contentType, QStringLiteral("http://x/"));
        QCOMPARE(bytesOf(page), whole);
        QCOMPARE(page.size(), qint64(whole.size()));
    }
}

void TestPageWrapper::largePages_data()
{
    QTest::addColumn<QByteArray>("part");
    QTest::addColumn<QByteArray>("contentType");
    const QByteArray utf8("text/html");
    const QByteArray latin1("text/html; charset=iso-8859-1");
    const QByteArray utf16("text/html; charset=utf-16le");
    QTest::newRow("plain") << QByteArray("Nothing in it becomes longer. ") << utf8;
    QTest::newRow("a little longer") << QByteArray("<p>Text with \"quotes\" and \xc3\xbc.</p>\n") << utf8;
    QTest::newRow("six times as long") << QByteArray("\"\"\"") << utf8;
    QTest::newRow("nothing decodes") << QByteArray("\xff\xfe\x80") << utf8;
    QTest::newRow("some does not decode") << QByteArray("Mostly it does. \xff") << utf8;
    QTest::newRow("zeros") << QByteArray(10, '\0') << utf8;
    QTest::newRow("latin-1") << QByteArray("\xe4\xf6\xfc") << latin1;
    QTest::newRow("latin-1, longer") << QByteArray("\xe4\"\xf6\"") << latin1;
    QTest::newRow("utf-16") << QByteArray("\x3d\xd8\x00\xde<\0\xfc\0", 8) << utf16;
    QTest::newRow("utf-16, longer") << QByteArray("\"\0\x3d\xd8\x00\xde", 6) << utf16;
}

/// In many pieces, of which some are escaped only as they are written.
void TestPageWrapper::largePages()
{
    QFETCH(QByteArray, part);
    QFETCH(QByteArray, contentType);
    const QByteArray body = part.repeated(1'500'000 / part.size());
    const Page page = wrappedPage(inPieces(body), contentType, QStringLiteral("http://x/"));
    const QByteArray whole = pageOf(body, contentType, QStringLiteral("http://x/"));
    QVERIFY(bytesOf(page) == whole);
    QCOMPARE(page.size(), qint64(whole.size()));
}

void TestPageWrapper::largePagesTakeTwiceTheirBody_data()
{
    largePages_data();
}

void TestPageWrapper::largePagesTakeTwiceTheirBody()
{
    QFETCH(QByteArray, part);
    QFETCH(QByteArray, contentType);
    const QByteArray text = part.repeated(30'000'000 / part.size());
    PageBody body = inPieces(text);
    const std::size_t before = allocatedBytes();
    const auto size = static_cast<std::size_t>(body.size());
    const Page page = wrappedPage(std::move(body), contentType, QStringLiteral("http://x/"));
    const std::size_t held = size + allocatedBytes() - before; // the body itself is gone
    QVERIFY2(held <= 2 * size + size / 20, qPrintable(QStringLiteral("%1 of %2").arg(held).arg(size)));
    QVERIFY(page.size() >= qint64(size) / 2);
}

void TestPageWrapper::bodyGrowsWithoutSlack()
{
    PageBody body;
    for (int i = 0; i < 2'000; ++i) {
        QByteArray bytes;
        bytes.reserve(20'000); // more than is in it, as buffers come
        bytes.append(QByteArray(4'000, 'x'));
        body.append(std::move(bytes));
    }
    qint64 held = 0;
    for (const QByteArray &piece : body.pieces())
        held += piece.capacity();
    QCOMPARE(body.size(), qint64(8'000'000));
    QVERIFY2(held < 8'500'000, qPrintable(QString::number(held)));
}

QTEST_APPLESS_MAIN(TestPageWrapper)
#include "tst_pagewrapper.moc"
