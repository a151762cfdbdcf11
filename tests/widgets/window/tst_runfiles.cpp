// SPDX-License-Identifier: GPL-3.0-or-later
// The File menu of the window: what comes in, and what goes out.
#include "widgets/window/runfiles.h"

#include "app/startoptions.h"
#include "records/import/anyrun.h"
#include "records/json/comparisonjsonreader.h"
#include "widgets/base/appearance.h"
#include "widgets/base/messagebar.h"
#include "widgets/base/tile.h"
#include "widgets/charts/progresschart.h"
#include "widgets/charts/waterfallview.h"
#include "widgets/comparison/comparisonwindow.h"
#include "widgets/run/tilestrip.h"
#include "widgets/window/mainwindow.h"
#include "widgets/window/runfilenames.h"
#include "widgets/window/runtabs.h"
#include "windowchecks.h"

#include <QAction>
#include <QApplication>
#include <QDropEvent>
#include <QFileDialog>
#include <QImage>
#include <QLabel>
#include <QMenu>
#include <QMimeData>
#include <QPushButton>
#include <QSettings>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>
#include <QXmlStreamReader>

#include <algorithm>
#include <memory>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace fiftyfold;
using namespace fiftyfold::test;

namespace {

constexpr int deadline = 20'000;

QString sample(const char *name)
{
    return QStringLiteral(FIFTYFOLD_DATA_DIR "/") + QLatin1String(name);
}

} // namespace

class RunFilesTest : public QObject
{
    Q_OBJECT
private:
    std::unique_ptr<MainWindow> newWindow()
    {
        auto window = std::make_unique<MainWindow>(m_appearance.get());
        window->resize(1360, 860);
        window->show();
        return window;
    }
    /// Of what is read then.
    static void open(MainWindow &window, const QString &path)
    {
        QSignalSpy summarised(window.controller(), &RunController::summarised);
        window.openFile(path);
        QVERIFY(summarised.wait(deadline));
    }
    static QAction *action(const MainWindow &window, const char *name)
    {
        return window.findChild<QAction *>(QLatin1String(name));
    }
    static QString notices(const MainWindow &window)
    {
        return window.findChild<MessageBar *>(QStringLiteral("notices"))->text();
    }
    static QString message(const MainWindow &window) { return window.findChild<MessageBar *>()->text(); }
    static QPushButton *offer(const MainWindow &window)
    {
        return window.findChild<MessageBar *>()->findChild<QPushButton *>();
    }
    /// Answers the dialog that is open.
    static void choose(QWidget &window, const QString &path)
    {
        QFileDialog *chooser = nullptr;
        for (QFileDialog *one : window.findChildren<QFileDialog *>())
            chooser = one->isVisible() ? one : chooser;
        QVERIFY(chooser);
        Q_EMIT chooser->fileSelected(path);
        delete chooser;
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Appearance> m_appearance;

private Q_SLOTS:
    void initTestCase()
    {
        QApplication::setAttribute(Qt::AA_DontUseNativeDialogs);
        m_appearance = std::make_unique<Appearance>();
    }
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        for (const QSettings::Format format : {QSettings::IniFormat, QSettings::NativeFormat})
            QSettings::setPath(format, QSettings::UserScope, m_folder->path());
    }

    void aRecordIsShownInEveryView()
    {
        auto window = newWindow();
        QVERIFY(!action(*window, "actionSaveRun")->isEnabled());
        open(*window, sample("records/d7c4fb6-failed.json"));
        RunController *controller = window->controller();
        QCOMPARE(window->windowTitle(), QStringLiteral("d7c4fb6-failed.json – Fiftyfold"));
        QCOMPARE(controller->state(), RunController::State::Failed);
        QVERIFY(controller->figures().failed > 0);
        QCOMPARE(window->findChild<TileStrip *>()->failed()->figure().value,
                 QString::number(controller->figures().failed));
        QVERIFY(window->findChild<ProgressChart *>()->pointCount(StageSeries::Band::Failed) > 0);
        QCOMPARE(window->findChild<WaterfallView *>()->rows().count, controller->requests()->rowCount());
        QVERIFY(controller->errors()->total() > 0);
        QVERIFY(controller->selection()->current() >= 0); // why it failed is the first question
        QVERIFY(action(*window, "actionSaveRun")->isEnabled());
    }

    void aComparisonIsShownInItsWindow()
    {
        auto window = newWindow();
        window->openFile(sample("records/48a834d-comparison.json"));
        QTRY_VERIFY_WITH_TIMEOUT(window->comparison(), deadline);
        ComparisonWindow &comparison = *window->comparison();
        QVERIFY(comparison.isVisible());
        QCOMPARE(comparison.controller()->shownLines().size(), 2);
        QVERIFY(comparison.findChild<QLabel *>(QStringLiteral("state"))
                    ->text()
                    .startsWith(QLatin1String("48a834d-comparison.json, measured ")));
        QVERIFY(window->controller()->openedAs().isEmpty());
        const QList<QAction *> recent = window->findChild<QMenu *>(QStringLiteral("menuOpenRecent"))->actions();
        QCOMPARE(recent.size(), 1);
        QCOMPARE(recent.first()->text(), QStringLiteral("48a834d-comparison.json"));
    }

    void anothersFileIsShownAsFarAsItTells_data()
    {
        QTest::addColumn<QString>("file");
        QTest::addColumn<bool>("hasRequests");
        QTest::newRow("wrk") << "imports/wrk.txt" << false;
        QTest::newRow("ab") << "imports/ab.txt" << false;
        QTest::newRow("hey") << "imports/hey.csv" << true;
        QTest::newRow("har") << "imports/browser.har" << true;
        QTest::newRow("jmeter") << "imports/jmeter.jtl" << true;
        QTest::newRow("hyperfine") << "imports/hyperfine.json" << true;
        QTest::newRow("hyperfine's CSV") << "imports/hyperfine.csv" << false;
    }
    void anothersFileIsShownAsFarAsItTells()
    {
        QFETCH(const QString, file);
        QFETCH(const bool, hasRequests);
        ReadRun run;
        QCOMPARE(readAnyRunFile(sample(qPrintable(file)), run), QString());
        QCOMPARE(run.hasRequests, hasRequests);
        auto window = newWindow();
        open(*window, sample(qPrintable(file)));
        for (const QString &limit : run.record->imported->limits)
            QVERIFY2(notices(*window).contains(limit), qPrintable(notices(*window)));
        QCOMPARE(window->controller()->requests()->rowCount(), hasRequests ? int(run.record->requestCount()) : 0);
        for (const char *form : {"csv", "har", "trace", "histogram"})
            QCOMPARE(window->findChild<QMenu *>(QStringLiteral("menuExport"))
                         ->findChild<QAction *>(QLatin1String(form))
                         ->isEnabled(),
                     hasRequests);
        auto *tabs = window->findChild<RunTabs *>();
        for (int tab = 0; tab < tabs->count(); ++tab) { // each can paint it
            tabs->setCurrentIndex(tab);
            QVERIFY(!window->grab().isNull());
        }
        QTRY_COMPARE_WITH_TIMEOUT(clippedText(*window), QString(), deadline);
    }

    void whatIsWrongIsSaidWithItsLine()
    {
        auto window = newWindow();
        QFile file(m_folder->filePath(QStringLiteral("broken.json")));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("{\"schema\": \"fiftyfold.run/1\",\n\"plan\" 3}");
        file.close();
        window->openFile(file.fileName());
        QTRY_VERIFY_WITH_TIMEOUT(message(*window).startsWith(QStringLiteral("broken.json: line 2: ")), deadline);
        window->openFile(m_folder->filePath(QStringLiteral("none.json")));
        QTRY_VERIFY_WITH_TIMEOUT(message(*window).startsWith(QStringLiteral("none.json: ")), deadline);
    }

    void whatWasOpenedIsOfferedAgain()
    {
        {
            auto window = newWindow();
            QVERIFY(!window->findChild<QMenu *>(QStringLiteral("menuOpenRecent"))->isEnabled());
            open(*window, sample("imports/hey.csv"));
            open(*window, sample("records/d7c4fb6-done.json"));
        }
        auto window = newWindow();
        const QList<QAction *> recent = window->findChild<QMenu *>(QStringLiteral("menuOpenRecent"))->actions();
        QCOMPARE(recent.size(), 2);
        QCOMPARE(recent.first()->text(), QStringLiteral("d7c4fb6-done.json"));
        QSignalSpy summarised(window->controller(), &RunController::summarised);
        recent.last()->trigger();
        QVERIFY(summarised.wait(deadline));
        QCOMPARE(window->controller()->openedAs(), QStringLiteral("hey.csv"));
    }

    void aFileIsDropped()
    {
        auto window = newWindow();
        QMimeData data;
        data.setUrls({QUrl::fromLocalFile(sample("imports/hey.csv"))});
        QDragEnterEvent enter(QPoint(10, 10), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(window.get(), &enter);
        QVERIFY(enter.isAccepted());
        QDropEvent drop(QPointF(10, 10), Qt::CopyAction | Qt::MoveAction, &data, Qt::LeftButton, Qt::ShiftModifier);
        QSignalSpy summarised(window->controller(), &RunController::summarised);
        QApplication::sendEvent(window.get(), &drop);
        QCOMPARE(drop.dropAction(), Qt::CopyAction); // who gave it keeps it
        QVERIFY(summarised.wait(deadline));
        data.setUrls({QUrl(QStringLiteral("http://127.0.0.1/hey.csv"))});
        QVERIFY(RunFiles::droppedFile(data).isEmpty());
    }

    void whatIsSavedIsReadAgain()
    {
        auto window = newWindow();
        open(*window, sample("imports/hey.csv"));
        const RunSummary before = *window->controller()->summary();
        action(*window, "actionSaveRun")->trigger();
        const QString path = m_folder->filePath(QStringLiteral("kept.fiftyfold.json"));
        choose(*window, path);
        QTRY_COMPARE_WITH_TIMEOUT(message(*window), QStringLiteral("Saved %1").arg(path), deadline);
        open(*window, path);
        QCOMPARE(window->controller()->summary()->done, before.done);
        QCOMPARE(window->controller()->summary()->latency.p95, before.latency.p95);
        QVERIFY(window->controller()->record()->imported);
    }

    void eachFormIsExported()
    {
        auto window = newWindow();
        open(*window, sample("records/d7c4fb6-done.json"));
        QMenu *exports = window->findChild<QMenu *>(QStringLiteral("menuExport"));
        QStringList texts;
        for (const RunForm &form : runForms()) {
            if (QLatin1String(form.name) == QLatin1String("json"))
                continue;
            QAction *one = exports->findChild<QAction *>(QLatin1String(form.name));
            QVERIFY2(one && one->isEnabled() && one->text() != QLatin1String(form.name), form.name);
            texts.append(one->text());
            one->trigger();
            const QString path =
                m_folder->filePath(QStringLiteral("%1.%2").arg(QLatin1String(form.name), QLatin1String(form.suffix)));
            choose(*window, path);
            QTRY_VERIFY_WITH_TIMEOUT(QFileInfo(path).size() > 100, deadline);
        }
        QCOMPARE(sharedMnemonic(texts), QString());
    }

    void eachChartIsAPicture()
    {
        auto window = newWindow();
        open(*window, sample("records/d7c4fb6-failed.json"));
        window->findChild<QMenu *>(QStringLiteral("menuExport"))
            ->findChild<QAction *>(QStringLiteral("pictures"))
            ->trigger();
        choose(*window, m_folder->path());
        for (const char *chart : {"progress", "waterfall", "response-times", "percentiles", "histogram"}) {
            const QString base = m_folder->filePath(proposedBaseName(*window->controller()->record()) +
                                                    QLatin1Char('-') + QLatin1String(chart));
            QTRY_VERIFY_WITH_TIMEOUT(QFileInfo::exists(base + QStringLiteral(".svg")), deadline);
            const QImage image(base + QStringLiteral(".png"));
            QVERIFY2(image.width() > 300 && image.height() > 100, chart);
            QFile file(base + QStringLiteral(".svg"));
            QVERIFY(file.open(QIODevice::ReadOnly));
            QXmlStreamReader reader(&file);
            int paths = 0;
            int images = 0;
            int texts = 0;
            while (!reader.atEnd()) {
                reader.readNext();
                const QStringView name = reader.isStartElement() ? reader.name() : QStringView();
                paths += name == QLatin1String("path") || name == QLatin1String("polyline") ? 1 : 0;
                const bool isIcon = reader.attributes().value(QLatin1String("width")).toInt() <= 64;
                images += name == QLatin1String("image") && !isIcon ? 1 : 0;
                texts += name == QLatin1String("text") ? 1 : 0;
            }
            QVERIFY2(!reader.hasError(), qPrintable(reader.errorString()));
            QVERIFY2(paths > 3 && texts > 3, chart);
            if (chart != std::string_view("response-times")) // whose dots are painted as an image
                QVERIFY2(images == 0, chart);
        }
        QCOMPARE(window->findChild<RunTabs *>()->currentIndex(), 0);
    }

    void whatCannotBeWrittenIsKept()
    {
        auto window = newWindow();
        open(*window, sample("records/d7c4fb6-done.json"));
        action(*window, "actionSaveRun")->trigger();
        choose(*window, QStringLiteral("/proc/kept.fiftyfold.json")); // where nobody can write
        QTRY_VERIFY_WITH_TIMEOUT(message(*window).contains(QStringLiteral("could not be written")), deadline);
        QVERIFY(offer(*window)->isVisible());
        open(*window, sample("imports/hey.csv")); // whatever is shown by then
        window->openFile(QStringLiteral("/none"));
        QTRY_VERIFY_WITH_TIMEOUT(!offer(*window)->isVisible(), deadline);
        open(*window, sample("records/d7c4fb6-done.json"));
        action(*window, "actionSaveRun")->trigger();
        choose(*window, QStringLiteral("/proc/kept.fiftyfold.json"));
        QTRY_VERIFY_WITH_TIMEOUT(offer(*window)->isVisible(), deadline);
        offer(*window)->click();
        const QString path = m_folder->filePath(QStringLiteral("kept.fiftyfold.json"));
        choose(*window, path);
        QTRY_VERIFY_WITH_TIMEOUT(QFileInfo::exists(path), deadline);
        ReadRun run;
        QCOMPARE(readAnyRunFile(path, run), QString());
        action(*window, "actionSaveRun")->trigger();
        choose(*window, QStringLiteral("/dev/full.fiftyfold.json")); // as the chooser makes it of /dev/full
        QTRY_VERIFY_WITH_TIMEOUT(message(*window).contains(QStringLiteral("\"/dev/full\" could not be")), deadline);
    }

    void closesWhenAFileIsWritten_data()
    {
        QTest::addColumn<bool>("isOfComparison");
        QTest::newRow("its own") << false;
        QTest::newRow("the comparison's") << true;
    }

    void closesWhenAFileIsWritten()
    {
        QFETCH(bool, isOfComparison);
        auto window = newWindow();
        open(*window, sample("records/d7c4fb6-done.json"));
        const QString path = m_folder->filePath(QStringLiteral("pipe.json"));
        QVERIFY(mkfifo(qPrintable(path), 0600) == 0); // which is waited for as a slow disk is
        QWidget *writing = window.get();
        if (isOfComparison) {
            QFile file(sample("records/48a834d-comparison.json"));
            QVERIFY(file.open(QIODevice::ReadOnly));
            ComparisonReport report;
            QCOMPARE(readComparisonJson(file.readAll(), report), QString());
            window->compare();
            window->comparison()->showKept(report, QStringLiteral("kept"));
            writing = window->comparison();
            writing->findChild<QToolButton *>(QStringLiteral("exportButton"))->click();
        } else {
            action(*window, "actionSaveRun")->trigger();
        }
        choose(*writing, path);
        QVERIFY(!window->close());
        QVERIFY2(message(*window).startsWith(QStringLiteral("A file is being written")), qPrintable(message(*window)));
        const int reader = ::open(qPrintable(path), O_RDONLY | O_NONBLOCK);
        QVERIFY(reader >= 0);
        QByteArray taken;
        const auto take = [reader, &taken] {
            QByteArray piece(65536, Qt::Uninitialized);
            const auto size = ::read(reader, piece.data(), static_cast<std::size_t>(piece.size()));
            taken += piece.first(std::max<qsizetype>(0, size));
        };
        QTRY_VERIFY_WITH_TIMEOUT((take(), !window->isVisible()), deadline);
        take();
        ::close(reader);
        QVERIFY(taken.startsWith('{') && taken.trimmed().endsWith('}'));
    }

    void whileMeasuringNothingIsExported()
    {
        auto window = newWindow();
        open(*window, sample("records/d7c4fb6-done.json"));
        auto *files = window->findChild<RunFiles *>();
        for (const bool isMeasuring : {true, false}) {
            files->setMeasuring(isMeasuring);
            QCOMPARE(action(*window, "actionSaveRun")->isEnabled(), !isMeasuring);
            QCOMPARE(window->findChild<QMenu *>(QStringLiteral("menuExport"))->isEnabled(), !isMeasuring);
        }
    }

    void anOfferGoesWithItsMessage()
    {
        MessageBar bar;
        for (const bool isCleared : {true, false}) {
            auto kept = std::make_shared<int>(1);
            const std::weak_ptr<int> isKept = kept;
            bar.showMessage(MessageBar::Kind::Error, QStringLiteral("wrong"));
            bar.offer(QStringLiteral("Again"), [kept = std::move(kept)] { QVERIFY(kept); });
            QVERIFY(!isKept.expired());
            if (isCleared)
                bar.clear();
            else
                bar.showMessage(MessageBar::Kind::Notice, QStringLiteral("another"));
            QVERIFY(isKept.expired());
        }
    }

    void theCommandLineTakesAFile()
    {
        const QString path = sample("imports/hey.csv");
        const StartOptions line = startOptions({QStringLiteral("fiftyfold"), path});
        QCOMPARE(line.action, StartOptions::Action::ShowWindow);
        QCOMPARE(line.file, path);
        const StartOptions started = startOptions({QStringLiteral("fiftyfold"), QStringLiteral("--start"), path});
        QCOMPARE(started.action, StartOptions::Action::Refuse);
        QVERIFY(started.text.contains(QStringLiteral("can't be run")));
    }
};

QTEST_MAIN(RunFilesTest)
#include "tst_runfiles.moc"
