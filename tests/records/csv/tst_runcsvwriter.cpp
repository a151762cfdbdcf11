// SPDX-License-Identifier: GPL-3.0-or-later
#include "records/csv/runcsvwriter.h"
#include "recordsample.h"

#include <QBuffer>
#include <QTest>

using namespace fiftyfold;

class TestRunCsvWriter : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void writesTheContract();
    void writesSomeRequests();
    void reportsShortWrite();
};

void TestRunCsvWriter::writesTheContract()
{
    QBuffer buffer;
    QVERIFY(buffer.open(QIODevice::WriteOnly));
    QCOMPARE(writeRunCsv(buffer, *test::sampleRecord()), QString());
    // The message of request 1 holds a comma, quotes and a line break: none of it may leak into the table.
    QCOMPARE(buffer.data(),
             QByteArray("index,lane,outcome,start_ms,end_ms,queued_ms,dns_ms,connect_ms,tls_ms,send_ms,wait_ms,"
                        "receive_ms,wrap_ms,save_ms,delete_ms,status,bytes,http,connection,reused,retries,error,"
                        "due_ms,target\r\n"
                        "0,0,done,1.2,5,1.2,,0.300001,,0.099999,3,0.1,0.05,0.1,0.1,200,6804,1.1,4,false,0,,,\r\n"
                        "1,1,failed,1.7,10,1.7,,,,,,,,,,,,,,,0,timeout,,\r\n"
                        "2,,cancelled,,10,,,,,,,,,,,,,,,,0,cancelled,,\r\n"));
}

void TestRunCsvWriter::writesSomeRequests()
{
    const std::vector<quint32> wanted = {2, 1};
    QBuffer buffer;
    QVERIFY(buffer.open(QIODevice::WriteOnly));
    QCOMPARE(writeRunCsv(buffer, *test::sampleRecord(), wanted, true), QString());
    QCOMPARE(buffer.data().count('\n'), 3);
    QVERIFY(buffer.data().startsWith("index,"));
    QCOMPARE(writeRunCsv(buffer, *test::sampleRecord(), wanted, false), QString());
    const QByteArray lines = "2,,cancelled,,10,,,,,,,,,,,,,,,,0,cancelled,,\r\n"
                             "1,1,failed,1.7,10,1.7,,,,,,,,,,,,,,,0,timeout,,\r\n";
    QCOMPARE(buffer.data().count(lines), 2);
}

void TestRunCsvWriter::reportsShortWrite()
{
    test::ShortDevice device(300);
    QVERIFY(!writeRunCsv(device, *test::sampleRecord()).isEmpty());
}

QTEST_GUILESS_MAIN(TestRunCsvWriter)
#include "tst_runcsvwriter.moc"
