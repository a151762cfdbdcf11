// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/exitreport.h"
#include "app/firstpaint.h"
#include "app/qtoptions.h"
#include "app/startoptions.h"
#include "app/translations.h"
#include "core/run/environment.h"
#include "core/text/exitcode.h"
#include "core/text/visibletext.h"
#include "engine/base/enginethreads.h"
#include "engine/base/signalwatcher.h"
#include "engine/base/systemlimits.h"
#include "engine/base/writesignals.h"
#include "engine/strategies/strategycatalogue.h"
#include "widgets/base/appearance.h"
#include "widgets/base/applicationid.h"
#include "widgets/run/runbar.h"
#include "widgets/window/mainwindow.h"

#include <QApplication>

#include <cstdio>
#include <optional>

int main(int argc, char **argv)
{
    using namespace fiftyfold;
    returnWriteErrors();
    prepareEngineThreads();
    QStringList arguments;
    for (int i = 0; i < argc; ++i)
        arguments.append(QString::fromLocal8Bit(argv[i]));
    const StartOptions line = startOptions(arguments); // before Qt asks for a display
    if (line.action == StartOptions::Action::PrintText) {
        std::fputs(qUtf8Printable(line.text), stdout);
        return 0;
    }
    if (line.action == StartOptions::Action::Refuse) {
        std::fprintf(stderr, "fiftyfold: %s\n", qUtf8Printable(visibleText(line.text)));
        return 2;
    }
    if (!hasDisplay(arguments)) {
        std::fputs("fiftyfold: there is no display to show a window on (neither DISPLAY nor WAYLAND_DISPLAY is set). "
                   "fiftyfold-cli run does the same job in the terminal.\n",
                   stderr);
        return 1;
    }

    // Those of the desktop, of writing and reading files and the history, and of a run; where one of them can't be
    // started, Qt waits for it for good.
    constexpr quint32 threadsOfWindow = 12;
    if (const ThreadSupply supply = threadSupply(threadsOfWindow); supply.count < threadsOfWindow) {
        std::fprintf(stderr, "fiftyfold: a window needs %u threads: %s. %s\n", threadsOfWindow,
                     qUtf8Printable(supply.limit), qUtf8Printable(supply.remedy));
        return 1;
    }

    QApplication application(argc, argv);
    QCoreApplication::setOrganizationName(QStringLiteral("Fiftyfold"));
    QCoreApplication::setApplicationName(QStringLiteral("Fiftyfold"));
    QCoreApplication::setApplicationVersion(programVersion());
    setApplicationId();
    installTranslations(&application);

    if (const auto info = line.strategy ? strategyNamed(*line.strategy) : std::nullopt;
        info && !info->unavailable.isEmpty()) { // which only a program that knows where it lies can tell
        std::fprintf(stderr, "fiftyfold: %s\n", qUtf8Printable(info->unavailable));
        return exitcode::couldNotRun;
    }

    const bool hasGivenStyle =
        qtOptionValue(arguments, QLatin1String("style")) || !qEnvironmentVariableIsEmpty("QT_STYLE_OVERRIDE");
    Appearance appearance(hasGivenStyle ? Appearance::Style::Given : Appearance::Style::Own);
    MainWindow window(&appearance);
    window.runBar()->setPlan(line.appliedTo(window.runBar()->plan(nullptr)));
    if (line.isNotKept)
        window.keepNoHistory();
    FirstPaint firstPaint(&window);
    std::optional<ExitReport> report;
    if (line.isExitingWhenDone)
        report.emplace(&window, &firstPaint);
    if (!line.file.isEmpty())
        QObject::connect(&firstPaint, &FirstPaint::over, &window, [&window, &line] { window.openFile(line.file); });
    if (line.isStarting)
        QObject::connect(&firstPaint, &FirstPaint::over, &window, &MainWindow::run);
    window.show();
    SignalWatcher signalWatcher; // whoever sends one waits for no answer; a run is stopped and cleaned up
    QObject::connect(&signalWatcher, &SignalWatcher::stopRequested, &window, &MainWindow::closeAtOnce);
    const int result = QApplication::exec();
    return signalWatcher.received() != 0 ? exitcode::stoppedBy(signalWatcher.received()) : result;
}
