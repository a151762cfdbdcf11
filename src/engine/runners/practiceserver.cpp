// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/runners/practiceserver.h"

#include "core/text/remark.h"
#include "engine/base/siblingprogram.h"
#include "engine/base/systemlimits.h"

#include <QProcess>
#include <QRegularExpression>
#include <QTimer>

#include <unistd.h>

#include <chrono>

namespace fiftyfold {

namespace {

constexpr char programName[] = "fiftyfold-practice-server";
constexpr std::chrono::seconds startDeadline{10};

} // namespace

PracticeServer::PracticeServer(QObject *parent)
    : QObject(parent)
{
}

PracticeServer::~PracticeServer()
{
    if (!m_process)
        return;
    disconnect(m_process, nullptr, this, nullptr);
    m_process->kill(); // it holds nothing that could be lost
    m_process->waitForFinished(1000);
}

void PracticeServer::start()
{
    if (isListening()) {
        m_process->write("run\n"); // any line does
        return;
    }
    if (m_process)
        return; // on its way
    const QString program = siblingProgram(QLatin1String(programName));
    if (program.isEmpty()) {
        const QString message = remarkText(RemarkKind::NoPracticeProgram, {QLatin1String(programName)});
        QMetaObject::invokeMethod(this, [this, message] { Q_EMIT failed(message); }, Qt::QueuedConnection);
        return;
    }
    m_process = new QProcess(this);
    m_process->setProcessChannelMode(QProcess::ForwardedErrorChannel);
    connect(m_process, &QProcess::readyReadStandardOutput, this, &PracticeServer::readPort);
    // Said only when the server has the line: no request of the new run can overtake it.
    connect(m_process, &QProcess::bytesWritten, this, &PracticeServer::listening);
    connect(m_process, &QProcess::finished, this,
            [this](int exitCode) { lose(remarkText(RemarkKind::PracticeEnded, {QString::number(exitCode)})); });
    connect(m_process, &QProcess::errorOccurred, this, [this](QProcess::ProcessError error) {
        const QString words = m_process->errorString();
        lose(error == QProcess::FailedToStart ? whyNotStarted(words).chopped(1) : words);
    });
    QTimer::singleShot(startDeadline, m_process, [this] {
        if (!isListening())
            lose(remarkText(RemarkKind::PracticeSilent, {QString::number(startDeadline.count())}));
    });
    // Not in the terminal's group: Ctrl+C is for this process, which may still want answers while it stops.
    m_process->setChildProcessModifier([] { setpgid(0, 0); });
    // Its standard input stays open as long as this process lives, however that ends.
    m_process->start(program, {QStringLiteral("--until-stdin-closes")});
}

void PracticeServer::lose(const QString &why)
{
    if (!m_process)
        return;
    m_process->disconnect(this);
    m_process->deleteLater();
    m_process = nullptr;
    m_output.clear();
    m_port = 0;
    Q_EMIT failed(remarkText(RemarkKind::PracticeFails, {why}));
}

void PracticeServer::readPort()
{
    static const QRegularExpression pattern(QStringLiteral("^listening http://127\\.0\\.0\\.1:(\\d+)/$"),
                                            QRegularExpression::MultilineOption);
    m_output += m_process->readAllStandardOutput();
    const QRegularExpressionMatch match = pattern.match(QString::fromLatin1(m_output));
    if (isListening() || !match.hasMatch())
        return;
    m_port = match.captured(1).toUShort();
    Q_EMIT listening();
}

ExactUrl PracticeServer::resolved(const ExactUrl &practiceUrl) const
{
    QByteArray target = practiceUrl.target();
    while (target.startsWith('/')) // of "practice://…"
        target.remove(0, 1);
    return ExactUrl::fromText("http://127.0.0.1:" + QByteArray::number(m_port) + '/' + target);
}

} // namespace fiftyfold
