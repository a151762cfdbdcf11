// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/plan/rows.h"

#include <QBuffer>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <cstring>
#include <utility>

#include <malloc.h>

using namespace fiftyfold;

namespace {

/// A file as long as one likes, of rows that count.
class CountingDevice : public QIODevice
{
public:
    static constexpr qint64 rowSize = 18;

    explicit CountingDevice(qint64 rows)
        : m_size((rows + 1) * rowSize)
    {
    }

    qint64 size() const override { return m_size; }

protected:
    qint64 readData(char *data, qint64 most) override
    {
        const qint64 begin = pos();
        const qint64 count = std::min(most, m_size - begin);
        for (qint64 done = 0; done < count;) {
            const qint64 at = begin + done;
            const QByteArray row = rowAt(at / rowSize);
            const qint64 from = at % rowSize;
            const qint64 part = std::min(rowSize - from, count - done);
            std::memcpy(data + done, row.constData() + from, static_cast<std::size_t>(part));
            done += part;
        }
        return count;
    }

    qint64 writeData(const char *, qint64) override { return -1; }

private:
    static QByteArray rowAt(qint64 row)
    {
        if (row == 0)
            return QByteArrayLiteral("number00,quoted0\r\n");
        return QByteArray::number(row).rightJustified(8, '0') + ",\"a\"\"b,\"\r\n";
    }

    qint64 m_size;
};

/// What a pipe is like.
class PipeDevice : public QIODevice
{
public:
    explicit PipeDevice(QByteArray bytes)
        : m_bytes(std::move(bytes))
    {
    }

    bool isSequential() const override { return true; }

protected:
    qint64 readData(char *data, qint64 most) override
    {
        const qint64 count = std::min<qint64>(most, m_bytes.size());
        std::memcpy(data, m_bytes.constData(), static_cast<std::size_t>(count));
        m_bytes.remove(0, count);
        return count > 0 ? count : -1;
    }

    qint64 writeData(const char *, qint64) override { return -1; }

private:
    QByteArray m_bytes;
};

/// Gives so many bytes at a time, and then an error.
class FailingDevice : public QBuffer
{
protected:
    qint64 readData(char *data, qint64 most) override
    {
        if (pos() < 8)
            return QBuffer::readData(data, std::min<qint64>(most, 4));
        setErrorString(QStringLiteral("the disk is on fire"));
        return -1;
    }
};

} // namespace

class TestRows : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void reads_data();
    void reads();
    void refuses_data();
    void refuses();
    void beginsAnew();
    void readsAcrossPieces();
    void readsMillionsInFlatMemory();
    void cannotGoBackInAPipe();
    void tellsWhatCannotBeRead();
    void beginsWhereTheDeviceIs();
    void noticesAFileThatShrank();
    void tellsLines();

private:
    /// Each row's fields with a bar between them, rows with a slash: "a|b/c|d". Of one round.
    static QString rowsOf(const QByteArray &bytes, QString *problem)
    {
        QBuffer device;
        device.setData(bytes);
        device.open(QIODevice::ReadOnly);
        RowReader reader(&device, problem);
        QStringList rows(reader.columns().join(QLatin1Char('|')));
        QList<QByteArray> row;
        qint64 line = 0;
        while (problem->isEmpty() && reader.next(row, problem) && reader.line() > line) {
            line = reader.line();
            rows.append(QString::fromUtf8(row.join('|')));
        }
        return rows.join(QLatin1Char('/'));
    }
};

void TestRows::reads_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("rows");
    const auto row = [](const char *name, const QByteArray &bytes, const char *rows) {
        QTest::newRow(name) << bytes << QString::fromUtf8(rows);
    };
    row("plain", "a,b\n1,2\n3,4\n", "a|b/1|2/3|4");
    row("CR LF", "a,b\r\n1,2\r\n3,4\r\n", "a|b/1|2/3|4");
    row("no line end at the end", "a,b\n1,2\n3,4", "a|b/1|2/3|4");
    row("quoted at the end", "a,b\n1,\"2\"", "a|b/1|2");
    row("comma at the end", "a,b\n1,", "a|b/1|");
    row("byte order mark",
        "\xEF\xBB\xBF"
        "a,b\n1,2\n",
        "a|b/1|2");
    row("byte order mark before a quote", "\xEF\xBB\xBF\"a\",b\n1,2\n", "a|b/1|2");
    row("quoted", "\"a\",\"b\"\n\"1\",\"2\"\n", "a|b/1|2");
    row("comma in quotes", "a,b\n\"1,5\",2\n", "a|b/1,5|2");
    row("quotes in quotes", "a,b\n\"\"\"1\"\"\",\"\"\"\"\n", "a|b/\"1\"|\"");
    row("line breaks in quotes", "a,b\n\"1\n2\r\n3\r4\",5\n6,7\n", "a|b/1\n2\r\n3\r4|5/6|7");
    row("empty fields", "a,b,c\n,,\n\"\",x,\"\"\n", "a|b|c/||/|x|");
    row("empty lines", "\n\r\na\n\n1\n\n\n2\n\r\n", "a/1/2");
    row("an empty row", "a\n\"\"\n1\n", "a//1");
    row("blanks", " a , b\n 1 ,2 \n", "a|b/ 1 |2 ");
    row("beyond ASCII", "größe\nklein\n", "größe/klein");
    row("no UTF-8", "a\n\xFF\n", "a/\xEF\xBF\xBD");
    row("NUL", QByteArray("a\nx\0y\n", 6), "a/x");
    row("templates", "a b,{{c}}\n1,2\n", "a b|{{c}}/1|2");
    row("one column, one row", "a\n1", "a/1");
    row("apostrophes", "a,b\n'1,2'\n", "a|b/'1|2'");
}

void TestRows::reads()
{
    QFETCH(const QByteArray, bytes);
    QFETCH(const QString, rows);
    QString problem;
    const QString read = rowsOf(bytes, &problem);
    QCOMPARE(problem, QString());
    if (bytes.contains('\0'))
        QCOMPARE(read.left(rows.size()), rows);
    else
        QCOMPARE(read, rows);
}

void TestRows::refuses_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("said");
    const auto row = [](const char *name, const QByteArray &bytes, const QByteArray &said) {
        QTest::newRow(name) << bytes << QString::fromUtf8(said);
    };
    const char *nothing = "line 1: there is nothing; it takes the names of columns, separated by commas.";
    row("nothing", "", nothing);
    row("byte order mark alone", "\xEF\xBB\xBF", nothing);
    row("line breaks alone", "\n\r\n", "line 3: there is nothing; it takes the names of columns, separated by commas.");
    row("UTF-16",
        QByteArray("\xFF\xFE"
                   "a\0\n\0",
                   6),
        "line 1: the file is in UTF-16; it is to be in UTF-8.");
    row("the other UTF-16", QByteArray("\xFE\xFF\0a", 4), "line 1: the file is in UTF-16; it is to be in UTF-8.");
    row("no name", "a,,c\n1,2,3\n", "line 1: the header's column 2 has no name.");
    row("blank name", "a, \n1,2\n", "line 1: the header's column 2 has no name.");
    row("same name", "a,b, a\n1,2,3\n", "line 1: the header has two columns named \"a\".");
    row("controls in a name", "\x1b[2J,\x1b[2J\n", "line 1: the header has two columns named \"\xEF\xBF\xBD[2J\".");
    row("header alone", "a,b\n", "line 2: there is no row behind the header.");
    row("header without line end", "a,b", "line 1: there is no row behind the header.");
    row("header and blank lines", "a,b\n\n\n", "line 4: there is no row behind the header.");
    const char *fields = "; a comma in a field is written in quotes.";
    row("too few fields", "a,b,c\n1,2,3\n\n1,2\n4,5,6",
        QByteArray("line 4: 2 fields, where the header has 3") + fields);
    row("too many fields", "a,b\n1,2,3\n", QByteArray("line 2: 3 fields, where the header has 2") + fields);
    row("one field", "a,b\n1\n", QByteArray("line 2: one field, where the header has 2") + fields);
    row("line of a long row", "a,b\n\"\n\n\"\n", QByteArray("line 2: one field, where the header has 2") + fields);
    row("open quote", "a,b\n1,2\n3,\"4\n5,6\n", "line 3: a quote that nothing ends.");
    row("open quote at the end", "a\n\"", "line 2: a quote that nothing ends.");
    row("open quote in the header", "\"a\n1\n", "line 1: a quote that nothing ends.");
    row("quote in the middle", "a,b\n1,5\" disk\n",
        "line 2: a quote in the middle of a field; such a field is in quotes, and its own quotes are doubled.");
    row("blank before a quote", "a,b\n1, \"2\"\n",
        "line 2: a quote in the middle of a field; such a field is in quotes, and its own quotes are doubled.");
    row("letter behind a quote", "a,b\n1,\"2\"x\n",
        "line 2: a comma or the end of the line is to be behind a field in quotes, whose own quotes are doubled.");
    row("backslash and quote", "a\n\"x\\\"y\"\n",
        "line 2: a comma or the end of the line is to be behind a field in quotes, whose own quotes are doubled.");
    row("carriage returns alone", "a,b\r1,2\r",
        "line 1: a carriage return without a line feed; lines end with LF or CR LF.");
    row("carriage return at the end", "a\n1\r",
        "line 2: a carriage return without a line feed; lines end with LF or CR LF.");
    const char *tooLong = "line 3: a row of more than 1 MiB; is there a quote too many before it?";
    row("long row", "a\n1\n" + QByteArray(rowLimit + 1, 'x') + "\n", tooLong);
    row("long row in quotes", "a\n1\n\"" + QByteArray("x\n").repeated(rowLimit / 2) + "\"\n", tooLong);
    row("many fields", "a\n1\n" + QByteArray(rowLimit + 1, ',') + "\n", tooLong);
    row("long header", QByteArray(rowLimit + 1, 'x') + "\n1\n",
        "line 1: a row of more than 1 MiB; is there a quote too many before it?");
}

void TestRows::refuses()
{
    QFETCH(const QByteArray, bytes);
    QString problem;
    rowsOf(bytes, &problem);
    QTEST(problem, "said");
}

void TestRows::beginsAnew()
{
    QBuffer device;
    device.setData("\xEF\xBB\xBFn,m\r\n\r\n1,a\r\n2,\"b\nc\"\r\n3,d");
    device.open(QIODevice::ReadOnly);
    QString problem;
    RowReader reader(&device, &problem);
    QList<QByteArray> row;
    for (int i = 0; i < 3000; ++i) {
        QVERIFY2(reader.next(row, &problem), qPrintable(problem));
        QCOMPARE(row.first(), QByteArray::number(i % 3 + 1));
        QCOMPARE(reader.line(), i % 3 == 0 ? 3 : i % 3 == 1 ? 4 : 6);
    }
}

void TestRows::readsAcrossPieces()
{
    // Every part of a row lies once at the end of what is read at a time.
    const QByteArray rest = "\r\n\"x\"\"y\r\nz\",2\r\n3,4\r\n";
    for (qsizetype i = 0; i < 24; ++i) {
        const QByteArray filler(64 * 1024 - i - 5, 'f');
        QString problem;
        QCOMPARE(rowsOf("a,b\n" + filler + ",1" + rest, &problem),
                 QLatin1String("a|b/") + QString::fromLatin1(filler) + QLatin1String("|1/x\"y\r\nz|2/3|4"));
        QCOMPARE(problem, QString());
    }
    QString problem;
    const QByteArray longest(rowLimit - 4, 'x');
    QCOMPARE(rowsOf("a\n\"" + longest + "\"\n", &problem).size(), longest.size() + 2);
    QCOMPARE(problem, QString());
}

void TestRows::readsMillionsInFlatMemory()
{
    constexpr int rows = 500'000;
    CountingDevice device(rows);
    device.open(QIODevice::ReadOnly);
    QString problem;
    RowReader reader(&device, &problem);
    QCOMPARE(reader.columns(), QStringList({QStringLiteral("number00"), QStringLiteral("quoted0")}));
    QList<QByteArray> row;
    QVERIFY(reader.next(row, &problem));
    const auto before = mallinfo2().uordblks;
    for (int i = 1; i < 2 * rows + 1; ++i) {
        if (!reader.next(row, &problem) || row[0].toInt() != i % rows + 1 || row[1] != "a\"b,")
            QFAIL(qPrintable(QStringLiteral("%1: %2").arg(i).arg(problem)));
        if (i % rows == 0)
            QVERIFY(mallinfo2().uordblks < before + 1'000'000);
    }
    QCOMPARE(problem, QString());
}

void TestRows::cannotGoBackInAPipe()
{
    PipeDevice device("a\n1\n2\n");
    device.open(QIODevice::ReadOnly);
    QString problem;
    RowReader reader(&device, &problem);
    QList<QByteArray> row;
    QVERIFY(reader.next(row, &problem));
    QVERIFY(reader.next(row, &problem));
    QCOMPARE(row, QList<QByteArray>{"2"});
    QVERIFY(!reader.next(row, &problem));
    QCOMPARE(problem, QStringLiteral("line 4: the rows end here, and what they come from can't be read a second time; "
                                     "it is to be a file."));
    QVERIFY(!reader.next(row, &problem));
    QCOMPARE(problem, QStringLiteral("There are no further rows."));
}

void TestRows::tellsWhatCannotBeRead()
{
    FailingDevice device;
    device.setData("a\n1\n2\n3\n4\n5\n6\n");
    device.open(QIODevice::ReadOnly | QIODevice::Unbuffered);
    QString problem;
    RowReader reader(&device, &problem);
    QList<QByteArray> row;
    for (int i = 0; i < 3; ++i)
        QVERIFY2(reader.next(row, &problem), qPrintable(problem));
    QVERIFY(!reader.next(row, &problem));
    QCOMPARE(problem, QStringLiteral("line 5: the file can't be read on: the disk is on fire."));
}

void TestRows::beginsWhereTheDeviceIs()
{
    QBuffer device;
    device.setData("passed over\na\n1\n2\n");
    device.open(QIODevice::ReadOnly);
    device.readLine();
    QString problem;
    RowReader reader(&device, &problem);
    QCOMPARE(reader.columns(), QStringList(QStringLiteral("a")));
    QList<QByteArray> row;
    for (const char *value : {"1", "2", "1", "2"}) {
        QVERIFY(reader.next(row, &problem));
        QCOMPARE(row, QList<QByteArray>{value});
    }
}

void TestRows::noticesAFileThatShrank()
{
    const QTemporaryDir folder;
    QFile file(folder.filePath(QStringLiteral("rows.csv")));
    QVERIFY(file.open(QIODevice::ReadWrite));
    file.write("a\n1\n");
    file.seek(0);
    QString problem;
    RowReader reader(&file, &problem);
    QList<QByteArray> row;
    QVERIFY(reader.next(row, &problem));
    QVERIFY(file.resize(2));
    QVERIFY(!reader.next(row, &problem));
    QCOMPARE(problem, QStringLiteral("line 2: there is no row behind the header."));
}

void TestRows::tellsLines()
{
    QBuffer device;
    device.setData("\"a\nb\"\n\"1\n2\"\n\n3\n");
    device.open(QIODevice::ReadOnly);
    QString problem;
    RowReader reader(&device, &problem);
    QCOMPARE(reader.columns(), QStringList(QStringLiteral("a\nb")));
    QList<QByteArray> row;
    for (const qint64 line : {3, 6, 3}) {
        QVERIFY(reader.next(row, &problem));
        QCOMPARE(reader.line(), line);
    }
}

QTEST_GUILESS_MAIN(TestRows)
#include "tst_rows.moc"
