// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/text/remark.h"

#include <QTest>

using namespace fiftyfold;

class TestRemark : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void areReadAsTheyWereWritten();
    void othersAreNone();
};

void TestRemark::areReadAsTheyWereWritten()
{
    for (quint8 number = 0; number <= quint8(RemarkKind::StandardError); ++number) {
        const auto kind = static_cast<RemarkKind>(number);
        QStringList values;
        const QString sentence = QString::fromUtf8(remarkSentence(kind));
        while (sentence.contains(QLatin1Char('%') + QString::number(values.size() + 1)))
            values.append(QStringLiteral("%%2 (%1)\n,").arg(values.size()));
        if (kind == RemarkKind::RunnerBroke)
            values[0] = QStringLiteral("%%2"); // a program's name, of one word
        const QString text = remarkText(kind, values);
        const std::optional<Remark> read = readRemark(text);
        QVERIFY2(read, qPrintable(text));
        QCOMPARE(read->kind, kind);
        QCOMPARE(read->values, values);
    }
}

void TestRemark::othersAreNone()
{
    QVERIFY(!readRemark(QString()));
    QVERIFY(!readRemark(QStringLiteral("At once was lowered")));
    QVERIFY(!readRemark(QStringLiteral("Before. ") + remarkText(RemarkKind::RaiseFiles)));
}

QTEST_MAIN(TestRemark)
#include "tst_remark.moc"
