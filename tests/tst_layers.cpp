// SPDX-License-Identifier: GPL-3.0-or-later
// Holds the includes of src/ to the table of layers in ARCHITECTURE.md.
#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QHash>
#include <QRegularExpression>
#include <QTest>

class TestLayers : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void knowsWhatGoesUpOrSideways_data();
    void knowsWhatGoesUpOrSideways();
    void everyFolderIsInTheTable();
    void everyIncludeGoesDown();

private:
    struct Layer {
        QStringList folders; ///< In their order.
        QStringList mayUse;
    };
    /// Why a file of a folder ("core/text") may not include from another one; empty if it may.
    QString problemOf(const QString &from, const QString &to) const;

    QHash<QString, Layer> m_layers;
};

namespace {

const QString sourceFolder = QStringLiteral(FIFTYFOLD_SOURCE_DIR "/src/");

QStringList wordsIn(const QString &cell)
{
    static const QRegularExpression word(QStringLiteral("`([^`]+)`"));
    QStringList words;
    for (auto found = word.globalMatch(cell); found.hasNext();)
        words.append(found.next().captured(1));
    return words;
}

/// "core/text" of "core/text/quantities.h".
QString folderOf(const QString &file)
{
    return file.left(file.lastIndexOf(QLatin1Char('/')));
}

QStringList sources()
{
    QStringList files;
    QDirIterator found(sourceFolder, {QStringLiteral("*.h"), QStringLiteral("*.cpp")}, QDir::Files,
                       QDirIterator::Subdirectories);
    while (found.hasNext())
        files.append(found.next().mid(sourceFolder.size()));
    return files;
}

} // namespace

void TestLayers::initTestCase()
{
    QFile page(QStringLiteral(FIFTYFOLD_SOURCE_DIR "/ARCHITECTURE.md"));
    QVERIFY(page.open(QIODevice::ReadOnly));
    const QStringList lines = QString::fromUtf8(page.readAll()).split(QLatin1Char('\n'));
    for (const QString &line : lines) {
        const QStringList cells = line.split(QLatin1Char('|'));
        if (cells.size() == 6 && cells[1].trimmed().startsWith(QLatin1String("`src/")))
            m_layers.insert(wordsIn(cells[1]).constFirst().mid(4), {wordsIn(cells[2]), wordsIn(cells[3])});
    }
    QVERIFY2(m_layers.size() >= 8, "the table of layers can't be read");
}

QString TestLayers::problemOf(const QString &from, const QString &to) const
{
    const QString layer = from.section(QLatin1Char('/'), 0, 0);
    const QString used = to.section(QLatin1Char('/'), 0, 0);
    if (layer != used) {
        return m_layers[layer].mayUse.contains(used) ? QString() : QStringLiteral("%1 may not use %2").arg(layer, used);
    }
    const QString folder = from.section(QLatin1Char('/'), 1);
    const QString other = to.section(QLatin1Char('/'), 1);
    if (folder.isEmpty() || folder == other) // main() and what is beside it may use all of the layer
        return {};
    const QStringList &folders = m_layers[layer].folders;
    return folders.indexOf(other) >= 0 && folders.indexOf(other) < folders.indexOf(folder)
               ? QString()
               : QStringLiteral("%1 stands before %2").arg(from, to);
}

void TestLayers::knowsWhatGoesUpOrSideways_data()
{
    QTest::addColumn<QString>("from");
    QTest::addColumn<QString>("to");
    QTest::addColumn<bool>("isFine");
    QTest::newRow("own folder") << "core/run" << "core/run" << true;
    QTest::newRow("down within the layer") << "core/run" << "core/text" << true;
    QTest::newRow("up within the layer") << "core/text" << "core/run" << false;
    QTest::newRow("down a layer") << "engine/base" << "core/comparison" << true;
    QTest::newRow("up a layer") << "core/comparison" << "engine/base" << false;
    QTest::newRow("sideways") << "records/json" << "models/run" << false;
    QTest::newRow("engine from the terminal") << "engine/base" << "cli/base" << false;
    QTest::newRow("one carrier from the other") << "engine/http/curl" << "engine/http/qt" << false;
}

void TestLayers::knowsWhatGoesUpOrSideways()
{
    QFETCH(QString, from);
    QFETCH(QString, to);
    QFETCH(bool, isFine);
    QCOMPARE(problemOf(from, to).isEmpty(), isFine);
}

void TestLayers::everyFolderIsInTheTable()
{
    for (const QString &file : sources()) {
        const QString folder = folderOf(file);
        const QString layer = folder.section(QLatin1Char('/'), 0, 0);
        const QString rest = folder.section(QLatin1Char('/'), 1);
        const bool isKnown = m_layers.contains(layer) && (rest.isEmpty() || m_layers[layer].folders.contains(rest));
        QVERIFY2(isKnown, qPrintable(QStringLiteral("%1 is in no folder of the table").arg(file)));
    }
}

void TestLayers::everyIncludeGoesDown()
{
    static const QRegularExpression include(QStringLiteral("^#include \"([a-z/]+/[a-z0-9]+\\.h)\""));
    QStringList problems;
    int count = 0;
    for (const QString &name : sources()) {
        QFile file(sourceFolder + name);
        QVERIFY(file.open(QIODevice::ReadOnly));
        for (int number = 1; !file.atEnd(); ++number) {
            const QRegularExpressionMatch match = include.match(QString::fromUtf8(file.readLine()));
            if (!match.hasMatch())
                continue;
            ++count;
            const QString problem = problemOf(folderOf(name), folderOf(match.captured(1)));
            if (!problem.isEmpty())
                problems.append(QStringLiteral("src/%1:%2: %3").arg(name).arg(number).arg(problem));
        }
    }
    QVERIFY(count > 500);
    QVERIFY2(problems.isEmpty(), qPrintable(problems.join(QLatin1Char('\n'))));
}

QTEST_GUILESS_MAIN(TestLayers)
#include "tst_layers.moc"
