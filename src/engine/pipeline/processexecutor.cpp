// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/pipeline/processexecutor.h"

#include "core/text/remark.h"
#include "engine/base/clock.h"
#include "engine/base/folderstore.h"
#include "engine/base/siblingprogram.h"
#include "engine/base/systemlimits.h"

#include <QCoreApplication>
#include <QDataStream>
#include <QDeadlineTimer>
#include <QEvent>
#include <QProcess>
#include <QtEndian>

#include <algorithm>
#include <array>
#include <csignal>
#include <cstdio>
#include <new>
#include <utility>

#include <sys/prctl.h>
#include <unistd.h>

namespace fiftyfold {

namespace {

constexpr int startDeadlineMs = 10'000;
constexpr int endDeadlineMs = 500;
constexpr std::chrono::seconds answerDeadline{30};        // a page is written in milliseconds, but disks can be slow
constexpr qint64 slowestBytesPerSecond = 8 * 1024 * 1024; // so slow a disk may be: a large page has longer
constexpr std::chrono::milliseconds lastGlance{200};
constexpr qsizetype largestAnswer = 64 * 1024; // some numbers and a sentence

qint64 steadyNs()
{
    return std::chrono::duration_cast<std::chrono::nanoseconds>(std::chrono::steady_clock::now().time_since_epoch())
        .count();
}

/// The run's clock in another process: the monotonic clock is the same for all of a machine.
class SharedClock final : public Clock
{
public:
    explicit SharedClock(qint64 originNs)
        : m_originNs(originNs)
    {
    }
    qint64 nowNs() const override { return steadyNs() - m_originNs; }

private:
    const qint64 m_originNs;
};

constexpr qsizetype frameHead = sizeof(quint32);

// A frame is the length of what follows, four bytes with the least first, and a QDataStream. After that of a work, its
// body follows as it is: neither of the two processes ever has it twice.
template<typename... Values>
QByteArray frameOf(const Values &...values)
{
    QByteArray frame(frameHead, '\0');
    QDataStream stream(&frame, QIODevice::WriteOnly | QIODevice::Append);
    (stream << ... << values);
    qToLittleEndian(static_cast<quint32>(frame.size() - frameHead), frame.data());
    return frame;
}

/// Of the content of the first frame; -1 while that is not known.
qsizetype frameSize(const QByteArray &input)
{
    return input.size() < frameHead ? -1 : static_cast<qsizetype>(qFromLittleEndian<quint32>(input.constData()));
}

/// Takes the first frame's content off `input`; null while it is not whole.
QByteArray takeFrame(QByteArray &input)
{
    const qsizetype size = frameSize(input);
    if (size < 0 || input.size() < frameHead + size)
        return {};
    const QByteArray content = input.mid(frameHead, size);
    input.remove(0, frameHead + size);
    return content;
}

bool readExactly(QByteArray &bytes)
{
    const auto size = static_cast<std::size_t>(bytes.size());
    return std::fread(bytes.data(), 1, size, stdin) == size;
}

/// False at the end of the input. A body that there is no memory for is read past.
bool readWork(qint64 &originNs, PageWork &work, bool &isHeld)
{
    static std::array<char, 64 * 1024> piece; // also where no memory is left
    QByteArray head(frameHead, Qt::Uninitialized);
    if (!readExactly(head))
        return false;
    QByteArray content(frameSize(head), Qt::Uninitialized);
    if (!readExactly(content))
        return false;
    QDataStream stream(content);
    qint64 left = 0;
    work = PageWork();
    stream >> originNs >> work >> left;
    while (left > 0) {
        const auto size = static_cast<std::size_t>(std::min<qint64>(left, piece.size()));
        if (std::fread(piece.data(), 1, size, stdin) != size)
            return false;
        left -= static_cast<qint64>(size);
        try {
            if (isHeld)
                work.body.append(QByteArrayView(piece.data(), static_cast<qsizetype>(size)));
        } catch (const std::bad_alloc &) {
            isHeld = false;
            work.body.clear();
        }
    }
    return stream.status() == QDataStream::Ok;
}

} // namespace

ProcessExecutor::ProcessExecutor(int processes, const QString &folder, const Clock *clock)
    : m_clock(clock)
{
    const QString program = siblingProgram(QStringLiteral("fiftyfold-cli"));
    if (program.isEmpty()) {
        m_problem = remarkText(RemarkKind::NoStepProgram);
        return;
    }
    for (int i = 0; i < processes; ++i) {
        m_workers.push_back(std::make_unique<Worker>());
        Worker *worker = m_workers.back().get();
        worker->process = std::make_unique<QProcess>();
        worker->process->setProcessChannelMode(QProcess::ForwardedErrorChannel);
        worker->process->setChildProcessModifier([] {
            setpgid(0, 0); // not in the terminal's group: Ctrl+C is for this process, which ends them
            prctl(PR_SET_PDEATHSIG, SIGKILL); // or they would go on with what lies in their pipes
        });
        connect(worker->process.get(), &QProcess::readyReadStandardOutput, this, [this, worker] { read(worker); });
        connect(worker->process.get(), &QProcess::bytesWritten, this, [this, worker] {
            if (worker->answer.isActive())
                expect(worker); // it reads what it is given
        });
        connect(worker->process.get(), &QProcess::finished, this, [this, worker] { lose(worker); });
        worker->answer.setSingleShot(true);
        connect(&worker->answer, &QTimer::timeout, this, [this, worker] { expire(worker); });
        worker->process->start(program, {QStringLiteral("step-worker"), folder});
    }
    QString why;
    const auto isMissing = [&why](const std::unique_ptr<Worker> &worker) {
        if (worker->process->waitForStarted(startDeadlineMs))
            return false;
        why = worker->process->errorString();
        worker->process->kill(); // one that hangs on its way: ~QProcess() would wait for it much longer
        worker->process->waitForFinished(endDeadlineMs);
        return true;
    };
    m_workers.erase(std::remove_if(m_workers.begin(), m_workers.end(), isMissing), m_workers.end());
    if (m_workers.empty())
        m_problem = remarkText(RemarkKind::NoStepProcess, {whyNotStarted(why)});
}

ProcessExecutor::~ProcessExecutor()
{
    finish();
}

void ProcessExecutor::finish()
{
    for (const auto &worker : m_workers) {
        if (worker->process)
            worker->process->closeWriteChannel(); // it ends as its input does
    }
    const QDeadlineTimer deadline(endDeadlineMs);
    for (const auto &worker : m_workers) {
        if (worker->process)
            worker->process->waitForFinished(static_cast<int>(deadline.remainingTime())); // which may lose() it
    }
    for (const auto &worker : m_workers) {
        if (worker->process)
            worker->process->kill();
    }
    for (const auto &worker : m_workers) {
        if (worker->process)
            worker->process->waitForFinished(endDeadlineMs);
    }
    m_workers.clear();
    QCoreApplication::sendPostedEvents(this, QEvent::MetaCall); // of works that nobody will do
}

QList<qint64> ProcessExecutor::processIds() const
{
    QList<qint64> ids;
    for (const auto &worker : m_workers) {
        if (worker->process)
            ids.append(worker->process->processId());
    }
    return ids;
}

ProcessExecutor::Worker *ProcessExecutor::leastBusy() const
{
    Worker *found = nullptr;
    for (const auto &worker : m_workers) {
        if (worker->process && worker->fault.isNone() && (!found || worker->open.size() < found->open.size()))
            found = worker.get();
    }
    return found;
}

void ProcessExecutor::run(PageWork work)
{
    Worker *worker = leastBusy();
    if (!worker)
        return failLater(work.index, FaultKind::NoStepProcess);
    worker->largest = worker->open.isEmpty() ? work.body.size() : std::max(worker->largest, work.body.size());
    worker->open.insert(work.index);
    if (!worker->answer.isActive())
        expect(worker);
    worker->process->write(frameOf(steadyNs() - m_clock->nowNs(), work, work.body.size()));
    for (const QByteArray &piece : work.body.takePieces())
        worker->process->write(piece); // which it holds, without a copy, until it is written
}

void ProcessExecutor::read(Worker *worker)
{
    const QByteArray output = worker->process->readAllStandardOutput();
    if (!worker->fault.isNone())
        return;
    worker->output += output;
    for (QByteArray content = takeFrame(worker->output); !content.isNull(); content = takeFrame(worker->output)) {
        QDataStream stream(content);
        PageResult result;
        stream >> result;
        if (stream.status() != QDataStream::Ok || !worker->open.remove(result.index))
            return discard(worker, FaultKind::StepProcessNonsense);
        expect(worker);
        Q_EMIT done(result);
    }
    if (worker->open.isEmpty())
        worker->answer.stop();
    if (frameSize(worker->output) > largestAnswer)
        discard(worker, FaultKind::StepProcessNonsense);
}

void ProcessExecutor::expect(Worker *worker)
{
    worker->isLastLook = false;
    worker->answer.start(answerDeadlineOf(*worker));
}

std::chrono::seconds ProcessExecutor::answerDeadlineOf(const Worker &worker)
{
    return answerDeadline + std::chrono::seconds(worker.largest / slowestBytesPerSecond);
}

void ProcessExecutor::expire(Worker *worker)
{
    // Perhaps it was the machine that stood still, and the answer is on its way.
    if (!std::exchange(worker->isLastLook, true))
        return worker->answer.start(lastGlance);
    discard(worker, {FaultKind::StepProcessSilent, {QString::number(answerDeadlineOf(*worker).count())}});
}

/// Kills one that is of no use any more; lose() follows.
void ProcessExecutor::discard(Worker *worker, const Fault &fault)
{
    worker->output.clear();
    worker->fault = fault;
    worker->process->kill();
}

void ProcessExecutor::lose(Worker *worker)
{
    read(worker);
    worker->answer.stop();
    Fault fault = worker->fault;
    if (fault.isNone() && worker->process->exitStatus() == QProcess::CrashExit)
        fault = FaultKind::StepProcessKilled;
    else if (fault.isNone())
        fault = {FaultKind::StepProcessEnded, {QString::number(worker->process->exitCode())}};
    m_lost.push_back(std::move(worker->process)); // this is called from one of its signals
    for (const quint32 index : std::as_const(worker->open))
        failLater(index, fault);
    worker->open.clear();
}

void ProcessExecutor::failLater(quint32 index, const Fault &fault)
{
    PageResult result;
    result.index = index;
    result.fault = fault;
    result.isSaved = true; // perhaps, or a part of it
    QMetaObject::invokeMethod(this, [this, result] { Q_EMIT done(result); }, Qt::QueuedConnection);
}

int runStepWorker(const QString &folder)
{
    FolderStore store(folder);
    if (!store.isOpen())
        return 1;
    static std::array<char, 64 * 1024> buffer;
    std::setvbuf(stdin, buffer.data(), _IOFBF, buffer.size());
    qint64 originNs = 0;
    PageWork work;
    for (;;) {
        bool isHeld = true;
        if (!readWork(originNs, work, isHeld))
            return 0;
        PageResult result;
        result.index = work.index;
        if (isHeld)
            result = runSteps(std::move(work), store, SharedClock(originNs));
        else
            result.fault = FaultKind::NoMemoryForBody;
        const QByteArray answer = frameOf(result);
        const auto size = static_cast<std::size_t>(answer.size());
        if (std::fwrite(answer.constData(), 1, size, stdout) != size || std::fflush(stdout) != 0)
            return 1;
    }
}

} // namespace fiftyfold
