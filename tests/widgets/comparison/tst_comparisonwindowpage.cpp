// SPDX-License-Identifier: GPL-3.0-or-later
// What is kept of a comparison: its files and its picture.
#include "comparisonfixture.h"
#include "widgets/base/stagecolours.h"
#include "widgets/comparison/answerband.h"
#include "widgets/comparison/comparisonchart.h"
#include "widgets/comparison/comparisonheader.h"
#include "widgets/comparison/comparisontable.h"

#include <QCheckBox>
#include <QClipboard>
#include <QGuiApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QScrollBar>
#include <QXmlStreamReader>

using namespace fiftyfold;
using namespace fiftyfold::test;

class ComparisonWindowPageTest : public ComparisonFixture
{
    Q_OBJECT
private Q_SLOTS:
    void init() { prepare(); }

    void anInsecureOneSaysSo()
    {
        auto window = newWindow();
        RunPlan plan = practicePlan();
        plan.insecure = true;
        window->setPlan(plan);
        window->run();
        finish(*window);
        QVERIFY(label(*window, "sentence").contains(QStringLiteral("certificates not verified")));
        QVERIFY(exported(*window, QStringLiteral("a.json")).contains("certificates were not verified"));
        QVERIFY(exported(*window, QStringLiteral("a.md")).contains("certificates not verified"));
    }

    void exportsAllThatThereIsToTell()
    {
        auto window = newWindow();
        window->run();
        finish(*window);
        const QString markdown = QString::fromUtf8(exported(*window, QStringLiteral("comparison.md")));
        for (const char *words : {"times as fast as sequential |", "| sequential |", "| async |", "| threads |",
                                  "not here: Go is missing", "Floor: 100 ms", "Same for all: HTTP/1.1"})
            QVERIFY2(markdown.contains(QLatin1String(words)), qPrintable(markdown));
        QVERIFY(!markdown.contains(QLatin1String("2018")));

        window->controller()->model()->setBaseline(QStringLiteral("async"));
        const QByteArray text = exported(*window, QStringLiteral("comparison.json"));
        const QJsonObject json = QJsonDocument::fromJson(text).object();
        QCOMPARE(json.value(QLatin1String("schema")).toString(), QStringLiteral("fiftyfold.comparison/1"));
        QCOMPARE(json.value(QLatin1String("baseline")).toString(), QStringLiteral("async"));
        QVERIFY(!json.contains(QLatin1String("preset")));
        const QJsonArray entries = json.value(QLatin1String("entries")).toArray();
        QCOMPARE(entries.size(), 4);
        QCOMPARE(entries.at(2).toObject().value(QLatin1String("name")).toString(), QStringLiteral("threads"));
        QCOMPARE(entries.at(2).toObject().value(QLatin1String("rounds")).toArray().size(), 6);
        QVERIFY(entries.at(3).toObject().contains(QLatin1String("unavailable")));

        // The filter says what it is to be where the name does not.
        const QByteArray unnamed = exported(*window, QStringLiteral("comparison"), QStringLiteral("JSON (*.json)"));
        QCOMPARE(QJsonDocument::fromJson(unnamed).object().value(QLatin1String("baseline")).toString(),
                 QStringLiteral("async"));
    }

    void exportsTheArticlesCaseAsSuch()
    {
        auto window = newWindow();
        window->findChild<QCheckBox *>(QStringLiteral("article"))->click();
        window->run();
        finish(*window);
        const QByteArray markdown = exported(*window, QStringLiteral("article.md"));
        QVERIFY2(markdown.contains("Reported in 2018"), markdown.constData());
        const QByteArray text = exported(*window, QStringLiteral("article.json"));
        QCOMPARE(QJsonDocument::fromJson(text).object().value(QLatin1String("preset")).toString(),
                 QStringLiteral("article"));
    }

    void figuresAreCopied()
    {
        auto window = newWindow();
        window->run();
        finish(*window);
        QClipboard *clipboard = QGuiApplication::clipboard();
        window->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(window.get()));
        window->table()->setFocus();
        QTest::keySequence(window->table(), QKeySequence::Copy);
        const QStringList lines = clipboard->text().split(QLatin1Char('\n'), Qt::SkipEmptyParts);
        QCOMPARE(lines.size(), 1 + 4);
        QVERIFY2(lines.at(1).startsWith(QStringLiteral("Sequential\t5.")), qPrintable(lines.at(1)));
        QVERIFY2(lines.at(1).endsWith(QStringLiteral("\tbaseline")), qPrintable(lines.at(1)));
        QVERIFY(lines.at(0).startsWith(QStringLiteral("Strategy\tMedian time, s\tfrom\tto\tTimes as fast as ")));
        for (const QString &line : lines) // of each cell there is a heading
            QCOMPARE(line.count(QLatin1Char('\t')), lines.at(0).count(QLatin1Char('\t')));
        QVERIFY2(lines.at(4).endsWith(QStringLiteral("\tcan’t run here: Go is missing: sudo apt install golang-go")),
                 qPrintable(lines.at(4)));
        Q_EMIT window->table()->csvRequested();
        QTRY_VERIFY_WITH_TIMEOUT(clipboard->text().startsWith(QStringLiteral("name,label,")), deadline);
        QCOMPARE(clipboard->text().split(QStringLiteral("\n"), Qt::SkipEmptyParts).size(), 1 + 4);
        Q_EMIT window->table()->markdownRequested();
        QTRY_VERIFY_WITH_TIMEOUT(clipboard->text().contains(QStringLiteral("| sequential |")), deadline);
        QVERIFY(exported(*window, QStringLiteral("a.csv")).startsWith("name,label,rounds,"));
    }

    /// Below the figure, in the last quarter of its cell, where nothing is of one round.
    void aCostHasItsIntervalBelow()
    {
        ComparisonModel model;
        ComparisonSubject subject;
        subject.name = QStringLiteral("a");
        model.setSubjects({subject}, subject.name);
        ComparisonTable table(&model);
        table.resize(1300, 200);
        table.show();
        const auto hasInkBelow = [&] {
            QRect cell = table.visualRect(table.model()->index(0, ComparisonModel::MemoryColumn));
            cell.setTop(cell.top() + cell.height() * 3 / 4);
            const QImage image = table.viewport()->grab(cell.adjusted(1, 0, -1, -1)).toImage();
            for (int y = 0; y < image.height(); ++y) {
                for (int x = 0; x < image.width(); ++x) {
                    if (image.pixel(x, y) != image.pixel(0, 0))
                        return true;
                }
            }
            return false;
        };
        ComparisonResult result;
        RoundCost cost;
        cost.requests = 100;
        cost.peakMemoryBytes = 20 * 1024 * 1024;
        result.elapsedMs = {10};
        result.costs = {cost};
        model.setResult(0, result);
        QVERIFY(!hasInkBelow());
        result.elapsedMs = {10, 11};
        result.costs = {cost, cost};
        model.setResult(0, result);
        QVERIFY(hasInkBelow());
    }

    /// In the smallest window that is asked for all are there; in less they are scrolled to.
    void allCostsAreInViewWhereThereIsLittleRoom()
    {
        auto window = newWindow();
        window->resize(900, 600);
        window->run();
        finish(*window);
        const ComparisonTable *table = window->table();
        const auto *header = qobject_cast<ComparisonHeader *>(table->horizontalHeader());
        QTRY_COMPARE_WITH_TIMEOUT(table->horizontalScrollBar()->maximum(), 0, deadline);
        for (int column = 0; column < ComparisonModel::ColumnCount; ++column) {
            QVERIFY(!table->isColumnHidden(column));
            QVERIFY(table->columnViewportPosition(column) + table->columnWidth(column) <= table->viewport()->width());
        }
        for (int column = ComparisonModel::ProcessorColumn; column < ComparisonModel::ColumnCount; ++column) {
            QVERIFY(table->columnWidth(column) > header->textWidth(column));
            QVERIFY(!table->model()->headerData(column, Qt::Horizontal, Qt::ToolTipRole).toString().isEmpty());
        }
        const auto lines = [header](int column) { return header->headingLines(column, 80); };
        QCOMPARE(lines(ComparisonModel::ProcessorColumn),
                 QStringLiteral("PROCESSOR|A REQUEST").split(QLatin1Char('|')));
        QCOMPARE(lines(ComparisonModel::MemoryColumn), QStringLiteral("PEAK|MEMORY").split(QLatin1Char('|')));
        QCOMPARE(lines(ComparisonModel::SwitchesColumn), QStringLiteral("SWITCHES|A REQUEST").split(QLatin1Char('|')));

        ComparisonTable narrow(window->controller()->model());
        narrow.resize(500, 300);
        narrow.show();
        QTRY_VERIFY_WITH_TIMEOUT(narrow.horizontalScrollBar()->maximum() > 0, deadline);
        narrow.resize(500, narrow.sizeHint().height()); // the bar takes no row's place
        QTRY_COMPARE_WITH_TIMEOUT(narrow.verticalScrollBar()->maximum(), 0, deadline);
        QVERIFY(narrow.horizontalScrollBar()->maximum() > 0);
    }

    void thePictureHasAllRows()
    {
        auto window = newWindow();
        ComparisonChoice choice = window->choice();
        for (int i = 1; i <= 16; ++i)
            choice.runners.append({QStringLiteral("r%1").arg(i), QStringLiteral("./r")});
        choice.rounds = 1;
        window->setChoice(choice);
        window->resize(796, 560);
        window->run();
        finish(*window);
        const ComparisonTable *table = window->table();
        QVERIFY(table->verticalScrollBar()->maximum() > 0);
        const QSize page = window->findChild<QWidget *>(QStringLiteral("page"))->size();
        const int hidden = table->wholeHeight() - table->height();
        const int hiddenColumns = table->horizontalScrollBar()->maximum();
        const QImage picture = window->picture();
        QVERIFY(picture.width() >= 2 * (page.width() + hiddenColumns));
        QVERIFY(picture.height() >= 2 * (page.height() + hidden));
        QCoreApplication::sendPostedEvents();
        QCOMPARE(window->findChild<QWidget *>(QStringLiteral("page"))->size(), page);
        QVERIFY(table->verticalScrollBar()->maximum() > 0);
    }

    void thePictureHasThePage()
    {
        auto window = newWindow();
        window->run();
        finish(*window);
        const QImage picture = window->picture();
        QVERIFY(picture.width() >= 2 * (window->width() - 2));
        const auto *answer = window->findChild<AnswerBand *>();
        QVERIFY(answer->isVisible()); // above the page, as in the window
        QCOMPARE(picture.pixelColor(2, 2), StageColours(window->palette()).success);
        QCOMPARE(picture.pixelColor(2, 2 * answer->height() + 2), window->palette().color(QPalette::Window));
    }

    void thePictureIsHadInVectors()
    {
        auto window = newWindow();
        window->run();
        finish(*window);
        const QString path = m_folder->filePath(QStringLiteral("page.svg"));
        window->findChild<QToolButton *>(QStringLiteral("savePicture"))->click();
        auto *chooser = window->findChild<QFileDialog *>();
        QVERIFY(chooser);
        Q_EMIT chooser->fileSelected(path);
        delete chooser;
        QTRY_VERIFY_WITH_TIMEOUT(QFile::exists(path), deadline);
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QXmlStreamReader reader(&file);
        QString text;
        int lines = 0;
        while (!reader.atEnd()) {
            reader.readNext();
            const QStringView name = reader.isStartElement() ? reader.name() : QStringView();
            lines += name == QLatin1String("path") || name == QLatin1String("polyline") ? 1 : 0;
            if (name == QLatin1String("text"))
                text += reader.readElementText() + QLatin1Char('\n');
        }
        QVERIFY2(!reader.hasError(), qPrintable(reader.errorString()));
        QVERIFY(lines > 10);
        for (const char *words : {"Requests done over time", "Same for all"})
            QVERIFY2(text.contains(QLatin1String(words)), words);
    }

    void thePictureHasNoSelection()
    {
        auto window = newWindow();
        window->run();
        finish(*window);
        window->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(window.get()));
        window->table()->setCurrentIndex({});
        const QImage before = window->picture();
        window->table()->setFocus();
        window->table()->selectRow(1);
        window->chart()->setCurrentRow(1);
        QCOMPARE(window->picture(), before);
        QVERIFY(window->table()->selectionModel()->isRowSelected(1));
    }
};

QTEST_MAIN(ComparisonWindowPageTest)
#include "tst_comparisonwindowpage.moc"
