// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/text/visibletext.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace fiftyfold;

class TestVisibleText : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void showsWhatIsHidden_data();
    void showsWhatIsHidden();
    void leavesWhatIsSeen_data();
    void leavesWhatIsSeen();
    void keepsLinesWhereThereIsRoom();
    void endsSentencesOnce_data();
    void endsSentencesOnce();
};

void TestVisibleText::showsWhatIsHidden_data()
{
    QTest::addColumn<QString>("hidden");
    QTest::addColumn<QByteArray>("json");
    for (const char32_t code :
         {U'\0',     U'\a',     U'\b',     U'\t',     U'\n',     U'\r',      U'\x1b',    U'\x7f',   U'\x80',
          U'\x85',   U'\x9b',   U'\xad',   U'\x61c',  U'\x180e', U'\x200b',  U'\x200d',  U'\x200e', U'\x200f',
          U'\x2028', U'\x2029', U'\x202a', U'\x202e', U'\x2060', U'\x2066',  U'\x2069',  U'\x206f', U'\xfeff',
          U'\x3164', U'\x115f', U'\xfff9', U'\xd800', U'\xdfff', U'\xe0041', U'\x1d173', U'\x600'}) {
        QString text;
        QByteArray json;
        const QStringList units = code > 0xffff
                                      ? QStringList{QChar(QChar::highSurrogate(code)), QChar(QChar::lowSurrogate(code))}
                                      : QStringList{QChar(static_cast<char16_t>(code))};
        for (const QString &unit : units) {
            text += unit;
            json += "\\u" + QByteArray::number(unit[0].unicode(), 16).rightJustified(4, '0');
        }
        QTest::addRow("U+%04X", static_cast<unsigned>(code)) << text << json;
    }
}

void TestVisibleText::showsWhatIsHidden()
{
    QFETCH(const QString, hidden);
    QFETCH(const QByteArray, json);
    const QString text = QLatin1String("a") + hidden + QLatin1String("b");
    QCOMPARE(visibleText(text), QStringLiteral("a\ufffdb"));
    QCOMPARE(jsonWithoutHidden(text), "a" + json + "b");
    QCOMPARE(visibleText(hidden + hidden), QStringLiteral("\ufffd\ufffd"));
    if (!hidden[0].isSurrogate() || hidden.size() == 2) {
        const QByteArray document = "{\"a\":\"" + jsonWithoutHidden(text) + "\"}";
        QCOMPARE(QJsonDocument::fromJson(document).object().value(QLatin1String("a")).toString(), text);
    }
}

void TestVisibleText::leavesWhatIsSeen_data()
{
    QTest::addColumn<QString>("text");
    for (const char *text :
         {"", "plain ~!", "Straße", "привет", "日本語", "العربية", "हिन्दी", "e\xcc\x81", "😀 ☀️ …", "a\u00a0b"})
        QTest::newRow(*text == 0 ? "(empty)" : text) << QString::fromUtf8(text);
}

void TestVisibleText::leavesWhatIsSeen()
{
    QFETCH(const QString, text);
    QCOMPARE(visibleText(text), text);
    QCOMPARE(visibleLines(text), text);
    QCOMPARE(jsonWithoutHidden(text), text.toUtf8());
}

void TestVisibleText::keepsLinesWhereThereIsRoom()
{
    QCOMPARE(visibleLines(QStringLiteral("a\nb\r\u202ec\n")), QStringLiteral("a\nb\ufffd\ufffdc\n"));
}

void TestVisibleText::endsSentencesOnce_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("sentence");
    const auto row = [](const char *text, const char *said) {
        QTest::newRow(text) << QString::fromUtf8(text) << QString::fromUtf8(said);
    };
    row("it is gone", "it is gone.");
    row("it is gone.", "it is gone.");
    row("is the disk full?", "is the disk full?");
    row("is the disk full?.", "is the disk full?");
    row("no!", "no!");
    row("and so on …", "and so on …");
    row("two lines.\n", "two lines.");
    row("it said \"no.\"", "it said \"no.\".");
}

void TestVisibleText::endsSentencesOnce()
{
    QFETCH(const QString, text);
    QTEST(sentence(text), "sentence");
}

QTEST_APPLESS_MAIN(TestVisibleText)
#include "tst_visibletext.moc"
