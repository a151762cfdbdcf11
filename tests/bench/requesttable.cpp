// SPDX-License-Identifier: GPL-3.0-or-later
// How long the table of requests takes, and keeps the main thread, at COUNT requests (1,000,000): for people to look
// at.
#include "widgets/run/requesttable.h"
#include "models/run/requestruns.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QEventLoop>
#include <QScrollBar>
#include <QTimer>

#include <algorithm>
#include <cstdio>
#include <cstdlib>

using namespace fiftyfold;
using namespace fiftyfold::test;

namespace {

struct Took {
    double ms = 0;
    double longestBlockMs = 0; ///< How late a timer of 1 ms was at most.
};

/// From `ask` until the model shows what was asked for.
template<typename Ask>
Took timed(RequestTableModel &model, const Ask &ask)
{
    Took took;
    QEventLoop loop;
    QElapsedTimer clock;
    QElapsedTimer sinceTurn;
    QTimer turns;
    turns.setTimerType(Qt::PreciseTimer);
    QObject::connect(&turns, &QTimer::timeout, &loop, [&] {
        took.longestBlockMs = std::max(took.longestBlockMs, double(sinceTurn.nsecsElapsed()) / 1e6 - 1);
        sinceTurn.start();
        if (!model.isSearching())
            loop.quit();
    });
    clock.start();
    QObject::connect(&model, &RequestTableModel::searched, &loop,
                     [&] { took.ms = double(clock.nsecsElapsed()) / 1e6; });
    sinceTurn.start();
    turns.start(1);
    ask();
    loop.exec();
    return took;
}

void print(const char *what, const Took &took)
{
    std::printf("%-44s %8.1f ms, main thread kept %6.1f ms at most\n", what, took.ms, took.longestBlockMs);
}

} // namespace

int main(int argc, char *argv[])
{
    const QApplication application(argc, argv);
    const quint32 count = argc > 1 ? quint32(std::strtoul(argv[1], nullptr, 10)) : 1'000'000;
    ToldRun run(closedPlan(count));
    for (quint32 request = 0; request < count; ++request) {
        const qint64 service = ms + (request * 7919LL) % 100'003 * 1000;
        if (request % 100 == 99)
            run.fail(request, request * 1000LL, service, ErrorClass::Timeout, QStringLiteral("There was no reply."));
        else
            run.reply(request, 0, request * 1000LL, service);
    }
    RequestModel requests;
    for (const bool isRunning : {false, true}) {
        RequestTableModel model(&requests);
        model.setRunning(isRunning);
        requests.setRecord(run.record());
        RequestTable table(&model);
        table.layOutColumns();
        table.resize(1060, 560);
        table.show();
        std::printf("%s\n", isRunning ? "While a run goes on:" : "Of a run that has ended:");
        print("  by response",
              timed(model, [&] { table.sortByColumn(int(RequestColumn::Response), Qt::DescendingOrder); }));
        print("  by error", timed(model, [&] { table.sortByColumn(int(RequestColumn::Error), Qt::AscendingOrder); }));
        print("  by lane", timed(model, [&] { table.sortByColumn(int(RequestColumn::Lane), Qt::AscendingOrder); }));
        print("  of those those with a text", timed(model, [&] {
                  QString problem;
                  RequestQuery query;
                  query.filter = readRequestFilter(QStringLiteral("no reply"), &problem);
                  model.setQuery(query);
              }));
        print("  all again", timed(model, [&] { model.setQuery({}); }));
        constexpr int frames = 200;
        QElapsedTimer clock;
        clock.start();
        for (int frame = 0; frame < frames; ++frame) {
            table.verticalScrollBar()->setValue(frame * 3);
            table.viewport()->repaint();
        }
        std::printf("  %-42s %8.1f ms\n", "a frame of scrolling", double(clock.nsecsElapsed()) / 1e6 / frames);
    }
    return 0;
}
