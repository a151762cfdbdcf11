// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/run/comparison.h"
#include "engine/runners/runner.h"
#include "support/facts.h"
#include "widgets/base/appearance.h"
#include "widgets/base/messagebar.h"
#include "widgets/comparison/comparisonwindow.h"

#include <QFile>
#include <QFileDialog>
#include <QLabel>
#include <QMessageBox>
#include <QPushButton>
#include <QSettings>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>

#include <memory>
#include <utility>

/// The window of comparisons over runners that send nothing.
namespace fiftyfold::test {

using State = ComparisonController::State;

inline constexpr int deadline = 20'000;
inline constexpr qint64 ms = 1'000'000;

/// What the fake runners do, told by the strategy of their plan.
struct Script {
    QString failing;   ///< Its requests fail.
    QString hanging;   ///< Does nothing until it is stopped.
    int hangsFrom = 0; ///< So does the run of this number, and those after it; 0: none.
    int runs = 0;      ///< How many were made.
};

/// Says at once that all requests are done, as long as the strategy would have taken with 100 ms each.
class FakeRunner : public Runner
{
public:
    FakeRunner(const RunPlan &plan, Script *script)
        : m_plan(plan)
        , m_script(script)
        , m_id(quint64(++script->runs))
        , m_mailbox(m_id)
    {
    }

    quint64 runId() const override { return m_id; }
    Mailbox &mailbox() override { return m_mailbox; }
    void start() override
    {
        const bool isLate = m_script->hangsFrom > 0 && m_id >= quint64(m_script->hangsFrom);
        if (!isLate && m_plan.strategy != m_script->hanging)
            QMetaObject::invokeMethod(this, &FakeRunner::finishRun, Qt::QueuedConnection);
    }
    void stop() override
    {
        m_isStopped = true;
        QMetaObject::invokeMethod(this, &FakeRunner::finishRun, Qt::QueuedConnection);
    }

private:
    void finishRun()
    {
        if (std::exchange(m_isFinished, true))
            return;
        const bool isSequential = m_plan.strategy == QLatin1String("sequential");
        const qint64 slower = qint64(m_id % 5) * ms; // no two rounds are alike
        RunEnd end;
        end.isStopped = m_isStopped;
        for (quint32 request = 0; request < m_plan.requests && !m_isStopped; ++request) {
            const qint64 begin = isSequential ? qint64(request) * (100 * ms + slower) : 0;
            const qint64 last = begin + 100 * ms + slower + (isSequential ? 0 : qint64(request) * ms / 10);
            m_mailbox.add(facts::ended(request, Stage::Queued, begin));
            const bool isFailed = m_plan.strategy == m_script->failing;
            if (isFailed)
                m_mailbox.add(Note{request,
                                   Note::Kind::Failure,
                                   {},
                                   toldFault(ErrorClass::Connect, QStringLiteral("nobody listens <b>here</b>"))});
            m_mailbox.add(facts::finished(request, isFailed ? Outcome::Failed : Outcome::Done, last,
                                          isFailed ? ErrorClass::Connect : ErrorClass::None));
            end.elapsedNs = qMax(end.elapsedNs, last);
        }
        Q_EMIT finished(end);
    }

    const RunPlan m_plan;
    Script *m_script;
    const quint64 m_id;
    Mailbox m_mailbox;
    bool m_isStopped = false;
    bool m_isFinished = false;
};

inline StrategyInfo info(const char *name, const char *label, const QString &sourceFile = {})
{
    StrategyInfo made;
    made.name = QLatin1String(name);
    made.label = QLatin1String(label);
    made.description = QLatin1String("what it does");
    made.lesson = QLatin1String("It does this. It is right for that.");
    made.sourceFile = sourceFile;
    return made;
}

inline RunPlan practicePlan()
{
    RunPlan plan;
    plan.url = QUrl(QStringLiteral("practice:robots.txt?latency=100ms"));
    return plan;
}

/// What each test of the window begins with: a folder of its own, in which settings are kept as well.
class ComparisonFixture : public QObject
{
protected:
    QList<StrategyInfo> catalogue() const
    {
        StrategyInfo absent = info("go-goroutines", "Go goroutines");
        absent.isExternal = true;
        absent.unavailable = QStringLiteral("Go is missing: sudo apt install golang-go");
        return {info("sequential", "Sequential", m_source), info("async", "Async"), info("threads", "Threads"), absent};
    }

    std::unique_ptr<ComparisonWindow> newWindow(const QList<StrategyInfo> &strategies)
    {
        Script *script = &m_script;
        const auto makeRunner = [script](const RunPlan &plan, PracticeServer *) -> std::unique_ptr<Runner> {
            return std::make_unique<FakeRunner>(plan, script);
        };
        const auto factory = [makeRunner](const QList<ComparisonEntry> &entries, int rounds, PracticeServer *server) {
            return std::make_unique<Comparison>(entries, rounds, server, nullptr, makeRunner);
        };
        auto window = std::make_unique<ComparisonWindow>(strategies, factory);
        window->setPlan(practicePlan());
        window->show();
        return window;
    }
    std::unique_ptr<ComparisonWindow> newWindow() { return newWindow(catalogue()); }

    static QString label(const ComparisonWindow &window, const char *name)
    {
        return window.findChild<QLabel *>(QLatin1String(name))->text();
    }
    static QPushButton *runButton(const ComparisonWindow &window)
    {
        return window.findChild<QPushButton *>(QStringLiteral("run"));
    }
    static QString cell(ComparisonWindow &window, int row, int column, int role = Qt::DisplayRole)
    {
        return window.controller()->model()->index(row, column).data(role).toString();
    }
    static void finish(ComparisonWindow &window)
    {
        QTRY_COMPARE_WITH_TIMEOUT(window.controller()->state(), State::Done, deadline);
    }

    /// What is written when a file of this name is chosen; of the usual filter where none is given.
    QByteArray exported(ComparisonWindow &window, const QString &name, const QString &filter = {}) const
    {
        window.findChild<QToolButton *>(QStringLiteral("exportButton"))->click();
        auto *chooser = window.findChild<QFileDialog *>();
        if (!chooser)
            return "no dialog";
        if (!filter.isEmpty())
            chooser->selectNameFilter(filter);
        const QString path = m_folder->filePath(name);
        Q_EMIT chooser->fileSelected(path);
        delete chooser;
        const bool isThere = QTest::qWaitFor([&path] { return QFile::exists(path); }, deadline);
        QFile file(path);
        return isThere && file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("no file");
    }
    static QString message(const ComparisonWindow &window) { return window.findChild<MessageBar *>()->text(); }
    static void agree(const QMessageBox &box)
    {
        const QList<QAbstractButton *> buttons = box.buttons();
        for (QAbstractButton *button : buttons) {
            if (box.buttonRole(button) == QMessageBox::AcceptRole) {
                button->click();
                return;
            }
        }
    }

    void prepare()
    {
        if (!m_appearance)
            m_appearance = std::make_unique<Appearance>();
        m_script = Script();
        m_folder = std::make_unique<QTemporaryDir>();
        QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, m_folder->path());
        QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, m_folder->path()); // QFileDialog's
        m_source = m_folder->filePath(QStringLiteral("sequential.cpp"));
        QFile file(m_source);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("// one at a time\nint n = 10'000; /* open\nstill */ return \"text\";\n");
    }

    Script m_script;
    QString m_source;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Appearance> m_appearance;
};

} // namespace fiftyfold::test
