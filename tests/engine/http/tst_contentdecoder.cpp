// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/run/faultwording.h"
#include "engine/http/contentdecoder.h"
#include "support/testdata.h"

#include <QTest>

using namespace fiftyfold;
using namespace fiftyfold::test;

class TestContentDecoder : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void cases_data();
    void cases();
    void tooManyCodings();
    void limit_data();
    void limit();
    void endlessNothing_data();
    void endlessNothing();
};

namespace {

constexpr qint64 plenty = 1'000'000;

QByteArray joined(const PageBody &body)
{
    return QByteArrayList(body.pieces().begin(), body.pieces().end()).join();
}

/// A gzip member made by zlib through Qt: its own stream without the frame, in gzip's.
QByteArray gzipOf(const QByteArray &text)
{
    const QByteArray zlib = qCompress(text, 9).mid(4); // nothing at all, of nothing
    const QByteArray data = text.isEmpty() ? QByteArray("\x03\x00", 2) : zlib.mid(2, zlib.size() - 6);
    const auto littleEndian = [](quint32 number) {
        QByteArray bytes;
        for (int i = 0; i < 4; ++i)
            bytes.append(static_cast<char>(number >> (8 * i)));
        return bytes;
    };
    quint32 crc = 0xffffffffU;
    for (const char c : text) {
        crc ^= static_cast<unsigned char>(c);
        for (int bit = 0; bit < 8; ++bit)
            crc = crc & 1U ? (crc >> 1U) ^ 0xedb88320U : crc >> 1U;
    }
    const QByteArray header("\x1f\x8b\x08\0\0\0\0\0\0\x03", 10);
    return header + data + littleEndian(~crc) + littleEndian(quint32(text.size()));
}

} // namespace

void TestContentDecoder::cases_data()
{
    QTest::addColumn<QByteArray>("encoding");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<bool>("isDone");
    QTest::addColumn<QByteArray>("page");
    const QList<QJsonObject> rows = sharedCases("contentencoding.json");
    QVERIFY(rows.size() > 50);
    for (const QJsonObject &row : rows) {
        QTest::newRow(qPrintable(row.value(QLatin1String("name")).toString()))
            << listOf(row, "fields").join(", ") << bytesOf(row, "body")
            << (row.value(QLatin1String("outcome")).toString() == QLatin1String("done")) << bytesOf(row, "page");
    }
}

void TestContentDecoder::cases()
{
    QFETCH(QByteArray, encoding);
    QFETCH(QByteArray, body);
    QFETCH(bool, isDone);
    QFETCH(QByteArray, page);
    // However the bytes arrive, it is the same.
    for (const qsizetype piece : {qsizetype(1), qsizetype(2), qsizetype(7), qMax(qsizetype(1), body.size())}) {
        ContentDecoder decoder(encoding, plenty);
        PageBody decoded;
        Fault fault;
        if (!decoder.isNeeded())
            decoded.append(QByteArrayView(body));
        for (qsizetype at = 0; decoder.isNeeded() && at < body.size() && fault.error == ErrorClass::None; at += piece)
            fault = decoder.decode(QByteArrayView(body).sliced(at, qMin(piece, body.size() - at)), decoded);
        if (decoder.isNeeded() && fault.error == ErrorClass::None)
            fault = decoder.end();
        QVERIFY2(fault.error == (isDone ? ErrorClass::None : ErrorClass::Decode), qPrintable(faultText(fault)));
        QCOMPARE(faultText(fault).isEmpty(), isDone);
        if (!isDone)
            continue;
        QCOMPARE(joined(decoded), page);
        if (decoder.isNeeded())
            QCOMPARE(decoder.decoded(), qint64(page.size()));
    }
}

/// Replies without a body name them, too: to HEAD, and 204.
void TestContentDecoder::tooManyCodings()
{
    ContentDecoder decoder("gzip, gzip, gzip, gzip, gzip", plenty);
    PageBody page;
    QVERIFY(decoder.isNeeded());
    QCOMPARE(decoder.end().error, ErrorClass::None);
    QCOMPARE(decoder.decode({}, page).error, ErrorClass::None);
    QCOMPARE(decoder.decode("x", page).error, ErrorClass::Decode);
    QCOMPARE(decoder.end().error, ErrorClass::Decode);
    QCOMPARE(page.size(), 0);
}

void TestContentDecoder::limit_data()
{
    QTest::addColumn<QByteArray>("encoding");
    QTest::addColumn<QByteArray>("body");
    const QByteArray zeros(3'000'000, '\0');
    QTest::newRow("gzip") << QByteArray("gzip") << gzipOf(zeros);
    QTest::newRow("deflate") << QByteArray("deflate") << qCompress(zeros, 9).mid(4);
    QTest::newRow("a hundred members") << QByteArray("gzip") << gzipOf(zeros.left(30'000)).repeated(100);
    QTest::newRow("gzip twice") << QByteArray("gzip, gzip") << gzipOf(gzipOf(zeros));
    QTest::newRow("inner one too large, and nothing comes of it")
        << QByteArray("gzip, gzip") << gzipOf(gzipOf({}).repeated(150'000));
}

/// A bomb: neither are its bytes held, nor is it decoded to its end.
void TestContentDecoder::limit()
{
    QFETCH(QByteArray, encoding);
    QFETCH(QByteArray, body);
    ContentDecoder decoder(encoding, 2'000'000);
    PageBody page;
    QCOMPARE(decoder.decode(body, page).error, ErrorClass::BodyTooLarge);
    QVERIFY(page.size() <= 2'000'000);
    QVERIFY(decoder.decoded() <= 2'000'000 + 64 * 1024);

    if (encoding.contains(','))
        return;
    ContentDecoder enough(encoding, 3'000'000);
    QCOMPARE(enough.decode(body, page = {}).error, ErrorClass::None);
    QCOMPARE(page.size(), 3'000'000);
    QCOMPARE(enough.end().error, ErrorClass::None);
}

void TestContentDecoder::endlessNothing_data()
{
    QTest::addColumn<QByteArray>("first");
    QTest::addColumn<QByteArray>("again");
    QTest::newRow("empty members") << QByteArray() << gzipOf({}).repeated(1000);
    QTest::newRow("zeros after the last member") << gzipOf("hello") << QByteArray(20'000, '\0');
}

void TestContentDecoder::endlessNothing()
{
    QFETCH(QByteArray, first);
    QFETCH(QByteArray, again);
    ContentDecoder decoder("gzip", 100'000);
    PageBody page;
    Fault fault = decoder.decode(first, page);
    for (int i = 0; i < 20 && fault.error == ErrorClass::None; ++i)
        fault = decoder.decode(again, page);
    QCOMPARE(fault.error, ErrorClass::BodyTooLarge);
}

QTEST_APPLESS_MAIN(TestContentDecoder)
#include "tst_contentdecoder.moc"
