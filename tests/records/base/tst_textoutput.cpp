// SPDX-License-Identifier: GPL-3.0-or-later
#include "records/base/textoutput.h"
#include "recordsample.h"

#include <QBuffer>
#include <QTest>

#include <limits>

using namespace fiftyfold;

class TestTextOutput : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void writesMillionthsExactly_data();
    void writesMillionthsExactly();
    void passesOnWhatOutgrowsTheBuffer();
    void reportsShortWrite();
    void reportsClosedDevice();
};

void TestTextOutput::writesMillionthsExactly_data()
{
    QTest::addColumn<qint64>("millionths");
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("zero") << qint64(0) << QByteArray("0");
    QTest::newRow("one nanosecond") << qint64(1) << QByteArray("0.000001");
    QTest::newRow("trailing zeros") << qint64(1'200'000) << QByteArray("1.2");
    QTest::newRow("whole") << qint64(100'000'000) << QByteArray("100");
    QTest::newRow("inner zeros") << qint64(1'000'010) << QByteArray("1.00001");
    QTest::newRow("all places") << qint64(12'345'678) << QByteArray("12.345678");
    QTest::newRow("negative, below one") << qint64(-500'000) << QByteArray("-0.5");
    QTest::newRow("negative") << qint64(-2'000'001) << QByteArray("-2.000001");
    QTest::newRow("largest") << std::numeric_limits<qint64>::max() << QByteArray("9223372036854.775807");
    QTest::newRow("smallest") << std::numeric_limits<qint64>::min() << QByteArray("-9223372036854.775808");
}

void TestTextOutput::writesMillionthsExactly()
{
    QFETCH(const qint64, millionths);
    QBuffer buffer;
    QVERIFY(buffer.open(QIODevice::WriteOnly));
    TextOutput output(buffer);
    output.appendMillionths(millionths);
    QCOMPARE(output.finish(), QString());
    QTEST(buffer.data(), "text");
}

void TestTextOutput::passesOnWhatOutgrowsTheBuffer()
{
    QBuffer buffer;
    QVERIFY(buffer.open(QIODevice::WriteOnly));
    TextOutput output(buffer);
    QByteArray expected;
    for (int i = 0; i < 50'000; ++i) {
        output.appendNumber(i);
        output.append('\n');
        expected += QByteArray::number(i) + '\n';
    }
    QVERIFY2(buffer.size() > 0, "nothing is written before the end");
    QCOMPARE(output.finish(), QString());
    QCOMPARE(buffer.data(), expected);
}

void TestTextOutput::reportsShortWrite()
{
    test::ShortDevice device(10);
    TextOutput output(device);
    output.append("twelve bytes");
    QVERIFY2(output.finish().contains(QLatin1String("10 of 12 bytes")), "the short write goes unnoticed");
    output.append("more");
    QVERIFY(!output.finish().isEmpty());
}

void TestTextOutput::reportsClosedDevice()
{
    QBuffer buffer;
    TextOutput output(buffer);
    output.append('x');
    QTest::ignoreMessage(QtWarningMsg, "QIODevice::write (QBuffer): device not open");
    QVERIFY(!output.finish().isEmpty());
}

QTEST_GUILESS_MAIN(TestTextOutput)
#include "tst_textoutput.moc"
