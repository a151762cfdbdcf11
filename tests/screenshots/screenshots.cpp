// SPDX-License-Identifier: GPL-3.0-or-later
// The pictures of the README, and with --all of each tab at each size of run, made anew from real runs against the
// practice server: `./dev screenshots FOLDER [--all]`. Not a test; ctest sees that it works, with small runs.
#include "widgets/base/appearance.h"
#include "widgets/comparison/comparisonwindow.h"
#include "widgets/run/runbar.h"
#include "widgets/run/runcontroller.h"
#include "widgets/window/mainwindow.h"

#include "core/plan/rate.h"
#include "core/text/numberlocale.h"
#include "engine/base/enginethreads.h"
#include "rivals.h"
#include "windowpictures.h"

#include <QAction>
#include <QApplication>
#include <QCommandLineParser>
#include <QDeadlineTimer>
#include <QDir>
#include <QRegularExpression>
#include <QSettings>
#include <QTabWidget>
#include <QTemporaryDir>
#include <QTest>
#include <QTranslator>

#include <array>
#include <cstdio>
#include <functional>

using namespace fiftyfold;

namespace {

constexpr QSize wideSize(1360, 860);
constexpr QSize narrowSize(900, 600);
constexpr int runDeadlineMs = 10 * 60 * 1000;

RunPlan practicePlan(const QString &query, quint32 requests, quint32 atOnce)
{
    RunPlan plan;
    plan.url = QUrl(QLatin1String("practice:robots.txt?") + query);
    plan.requests = requests;
    plan.atOnce = atOnce;
    return plan;
}

/// Texts 1.4 times as long, to see that there is room for those of other languages.
class PseudoLocale : public QTranslator
{
public:
    using QTranslator::QTranslator;
    bool isEmpty() const override { return false; }
    QString translate(const char *, const char *text, const char *, int) const override
    {
        QString translated = QString::fromUtf8(text);
        static const QRegularExpression vowels(QStringLiteral("(?<!&)([aeiou])"));
        static const QRegularExpression marked(QStringLiteral("[<{]"));
        const bool isText = translated.size() > 1 && !translated.contains(marked);
        return isText ? translated.replace(vowels, QStringLiteral("\\1\\1")) : translated;
    }
};

/// The server stands still from the third second to the fifth.
RunPlan stalledPlan()
{
    RunPlan plan = practicePlan(QStringLiteral("latency=20ms&stall=3s+2s"), 0, 20);
    plan.rate.pieces = {RatePiece{200, 200, {}}};
    plan.duration = std::chrono::seconds(8);
    return plan;
}

class Photographer
{
public:
    explicit Photographer(const QString &folder)
        : m_folder(folder)
        , m_window(&m_appearance)
    {
        m_window.resize(wideSize);
        m_window.show();
    }

    bool isWhole() const { return m_isWhole; }

    void photographWindows()
    {
        const auto keep = [this](const QImage &image, const QString &name) { save(image, name); };
        m_isWhole = fiftyfold::photographWindows(m_appearance, keep) && m_isWhole;
    }

    void run(const RunPlan &plan)
    {
        RunController *controller = m_window.controller();
        bool isSummarised = false;
        const auto connection =
            QObject::connect(controller, &RunController::summarised, controller, [&] { isSummarised = true; });
        m_window.runBar()->setPlan(plan);
        m_window.run();
        m_isWhole = m_isWhole && QTest::qWaitFor([&] { return isSummarised; }, runDeadlineMs);
        QObject::disconnect(connection);
        settle();
    }

    void select(int request)
    {
        m_window.controller()->selection()->setCurrent(request);
        settle();
    }

    void photograph(const QString &name, QSize size, Colours colours, int tab = 0)
    {
        m_appearance.setColours(colours);
        m_window.resize(size);
        m_window.findChild<QTabWidget *>(QStringLiteral("runTabs"))->setCurrentIndex(tab);
        settle();
        save(m_window.grab().toImage(), name);
    }

    /// Every tab of the run that ended, light and dark, wide and narrow.
    void photographAll(const QString &run)
    {
        const int tabs = m_window.findChild<QTabWidget *>(QStringLiteral("runTabs"))->count();
        for (int tab = 0; tab < tabs; ++tab) {
            for (const Colours colours : {Colours::Light, Colours::Dark}) {
                for (const QSize size : {wideSize, narrowSize}) {
                    const QString tone = colours == Colours::Dark ? QStringLiteral("dark") : QStringLiteral("light");
                    photograph(QStringLiteral("%1-tab%2-%3-%4").arg(run).arg(tab).arg(tone).arg(size.width()), size,
                               colours, tab);
                }
            }
        }
    }

    void photographComparison(const QString &name)
    {
        m_appearance.setColours(Colours::Light);
        m_window.compare();
        m_isWhole = m_isWhole && QTest::qWaitFor([&] { return m_window.comparison(); }, runDeadlineMs);
        ComparisonWindow *comparison = m_window.comparison();
        if (!comparison)
            return;
        comparison->resize(1360, 760);
        comparison->run();
        m_isWhole = m_isWhole && QTest::qWaitFor([&] { return !comparison->isBusy(); }, runDeadlineMs);
        settle();
        save(comparison->grab().toImage(), name);
        comparison->close();
    }

    /// A run of ours before what another program has measured of the same load, in the Latency tab.
    void photographRival(const Rival &rival, const QString &name)
    {
        const QString query = QStringLiteral("latency=100ms&jitter=40ms");
        const QString file = fileOfRival(rival, query, QDir(m_rivalFiles.path()));
        if (file.isEmpty()) {
            m_isWhole = false;
            return;
        }
        run(practicePlan(query, 1'000, 20));
        RunBaseline *baseline = m_window.baseline();
        baseline->read(file);
        const auto isCompared = [baseline] {
            return baseline->state() == RunBaseline::State::Ready && baseline->comparison();
        };
        m_isWhole = QTest::qWaitFor(isCompared, runDeadlineMs) && m_isWhole;
        constexpr QSize tallSize(1360, 940); // with the table of both, and no panels of single requests
        for (const char *panel : {"actionShowDetails", "actionShowLog"})
            m_window.findChild<QAction *>(QLatin1String(panel))->setChecked(false);
        photograph(name, tallSize, Colours::Light, 1);
        baseline->remove();
    }

private:
    /// Layouts, summaries in the pool and charts have come to rest.
    static void settle() { QTest::qWait(300); }

    void save(const QImage &image, const QString &name)
    {
        const QString file = m_folder.filePath(name + QLatin1String(".png"));
        m_isWhole = image.save(file) && m_isWhole;
        std::printf("%s\n", qUtf8Printable(file));
        std::fflush(stdout);
    }

    QDir m_folder;
    QTemporaryDir m_rivalFiles;
    Appearance m_appearance;
    MainWindow m_window;
    bool m_isWhole = true;
};

void photographReadme(Photographer &photographer)
{
    photographer.run(practicePlan(QStringLiteral("latency=100ms&jitter=40ms"), 50, 10));
    photographer.select(23);
    photographer.photograph(QStringLiteral("window-light"), wideSize, Colours::Light);
    photographer.photographComparison(QStringLiteral("compare-light"));
    photographer.run(stalledPlan());
    photographer.photograph(QStringLiteral("stall-light"), wideSize, Colours::Light);
    photographer.photographRival(rivals().front(), QStringLiteral("rival-light"));
}

void photographEachRival(Photographer &photographer)
{
    for (const Rival &rival : rivals())
        photographer.photographRival(rival, QStringLiteral("rival-%1").arg(rival.name));
}

void photographEachCount(Photographer &photographer, quint32 most)
{
    struct Run {
        quint32 requests;
        quint32 atOnce;
        const char *query;
    };
    constexpr std::array runs = {Run{50, 10, "latency=100ms&jitter=40ms&stall=250ms+300ms"},
                                 Run{2'000, 50, "latency=20ms&stall=500ms+300ms&fail=0.01"},
                                 Run{100'000, 50, "latency=0ms&stall=4s+1s"},
                                 Run{1'000'000, 50, "latency=0ms&stall=30s+5s"}};
    for (const Run &run : runs) {
        if (run.requests > most)
            break;
        photographer.run(practicePlan(QLatin1String(run.query), run.requests, run.atOnce));
        photographer.photographAll(QString::number(run.requests));
    }
    photographer.run(stalledPlan());
    photographer.photographAll(QStringLiteral("open"));
}

} // namespace

int main(int argc, char **argv)
{
    qputenv("FIFTYFOLD_LIBEXEC_DIR", FIFTYFOLD_BIN_DIR);
    prepareEngineThreads(); // as the program does: what memory runs take is held against that of here
    QApplication application(argc, argv);
    QCommandLineParser parser;
    parser.addPositionalArgument(QStringLiteral("folder"), QStringLiteral("Where the pictures go."));
    const QCommandLineOption all(QStringLiteral("all"), QStringLiteral("Each tab at each size of run as well."));
    const QCommandLineOption most(QStringLiteral("most"),
                                  QStringLiteral("With --all, runs of at most so many requests."), QStringLiteral("N"),
                                  QStringLiteral("1000000"));
    const QCommandLineOption language(QStringLiteral("language"),
                                      QStringLiteral("Texts in this language, or \"pseudo\": 1.4 times as long."),
                                      QStringLiteral("NAME"));
    const QCommandLineOption windows(QStringLiteral("windows"),
                                     QStringLiteral("The comparison and dialogs alone, at each size."));
    const QCommandLineOption others(QStringLiteral("rivals"),
                                    QStringLiteral("A run before each other program's file alone."));
    parser.addOptions({all, most, language, windows, others});
    parser.addHelpOption();
    parser.process(application);
    const QStringList folders = parser.positionalArguments();
    if (folders.size() != 1 || !QDir().mkpath(folders.first())) {
        std::fputs("screenshots takes a folder, which it makes where it is not there.\n", stderr);
        return 2;
    }
    QTranslator translator;
    PseudoLocale pseudoLocale;
    if (parser.value(language) == QLatin1String("pseudo")) {
        QCoreApplication::installTranslator(&pseudoLocale);
    } else if (parser.isSet(language)) {
        const QString file = QLatin1String(FIFTYFOLD_TRANSLATIONS "/fiftyfold_") + parser.value(language);
        if (!translator.load(file)) {
            std::fprintf(stderr, "screenshots has no texts in that language: there is no %s.qm.\n",
                         qUtf8Printable(file));
            return 2;
        }
        QCoreApplication::installTranslator(&translator);
        setNumberLocale(QLocale(parser.value(language)));
    }
    // The settings of nobody: pictures look the same wherever they are made.
    const QTemporaryDir settings;
    QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, settings.path());
    Photographer photographer(folders.first());
    if (parser.isSet(windows))
        photographer.photographWindows();
    else if (parser.isSet(others))
        photographEachRival(photographer);
    else if (parser.isSet(all))
        photographEachCount(photographer, parser.value(most).toUInt());
    else
        photographReadme(photographer);
    return photographer.isWhole() ? 0 : 1;
}
