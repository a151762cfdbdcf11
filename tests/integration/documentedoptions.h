// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFile>
#include <QRegularExpression>
#include <QTest>

namespace fiftyfold::test {

/// The data of a test that calls verifyDocumented(): the help of a verb, and what the build makes of its options.
inline void addDocuments(const QString &help)
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("dashes");
    QTest::newRow("help") << help << QStringLiteral("--");
    const auto row = [](const char *name, const char *dashes) {
        QFile file(QLatin1String(FIFTYFOLD_SHARE) + QLatin1String(name));
        QVERIFY2(file.open(QIODevice::ReadOnly), name);
        QTest::newRow(name) << QString::fromUtf8(file.readAll()) << QString::fromLatin1(dashes);
    };
    row("/man/man1/fiftyfold-cli.1", "Fl -");
    row("/bash-completion/completions/fiftyfold-cli", "--");
    row("/zsh/site-functions/_fiftyfold-cli", "--");
    row("/fish/vendor_completions.d/fiftyfold-cli.fish", "-l ");
}

template<typename Table>
void verifyDocumented(const Table &table)
{
    QFETCH(const QString, text);
    QFETCH(const QString, dashes);
    QVERIFY(!text.contains(QChar(u'â'))); // the first byte of … and µ, read as a letter
    for (const auto &option : table) {
        const QRegularExpression name(QStringLiteral("%1%2\\b(?!-)").arg(dashes, option.names.last()));
        QVERIFY2(text.contains(name), qPrintable(option.longName()));
    }
}

} // namespace fiftyfold::test
