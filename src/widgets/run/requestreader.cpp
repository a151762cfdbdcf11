// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/run/requestreader.h"

#include "core/text/redaction.h"
#include "core/text/visibletext.h"
#include "engine/http/tlsfiles.h"

#include <QDateTime>
#include <QFile>
#include <QFileInfo>

#include <utility>

namespace fiftyfold {

namespace {

/// What is wrong with reading it, or nothing.
QString readFile(const QString &name, qint64 most, QByteArray &contents)
{
    const auto unread = [&name](const QString &why) {
        return sentence(RequestReader::tr("The file \"%1\" could not be read: %2").arg(redactedUrlText(name), why));
    };
    if (!QFileInfo(name).isFile()) // what is none may never end
        return unread(QFileInfo::exists(name) ? RequestReader::tr("it is no plain file")
                                              : RequestReader::tr("there is no such file"));
    QFile file(name);
    if (!file.open(QIODevice::ReadOnly))
        return unread(file.errorString());
    contents = file.read(most + 1);
    if (file.error() != QFileDevice::NoError)
        return unread(file.errorString());
    return contents.size() > most ? unread(RequestReader::tr("it is larger than %1 bytes").arg(most)) : QString();
}

QList<PlanProblem> fileProblemsOf(const RunPlan &plan)
{
    constexpr qint64 mostOfCertificates = qint64(16) * 1024 * 1024;
    QList<PlanProblem> problems;
    for (const auto &[option, name] : {std::pair("--cacert", plan.caCertificate), std::pair("--cert", plan.certificate),
                                       std::pair("--key", plan.privateKey)}) {
        QByteArray contents;
        const QString problem = name.isEmpty() ? QString() : readFile(name, mostOfCertificates, contents);
        if (!problem.isEmpty())
            problems.append({QLatin1String(option), problem});
    }
    if (problems.isEmpty() && plan.certificate.isEmpty() == plan.privateKey.isEmpty()) {
        QString problem;
        tlsFor(plan, &problem);
        if (!problem.isEmpty())
            problems.append({problem.section(QLatin1Char(' '), 0, 0), problem}); // the sentence begins with the option
    }
    if (!plan.unixSocket.isEmpty() && !QFileInfo::exists(plan.unixSocket))
        problems.append(
            {QStringLiteral("--unix-socket"), RequestReader::tr("There is no such socket: no server listens there.")});
    if (const QFileInfo folder(plan.workDir); !plan.workDir.isEmpty() && !(folder.isDir() && folder.isWritable()))
        problems.append({QStringLiteral("--work-dir"), folder.isDir()
                                                           ? RequestReader::tr("Nothing can be written in this folder.")
                                                           : RequestReader::tr("There is no such folder.")});
    return problems;
}

} // namespace

RequestReader::RequestReader(QObject *parent)
    : QObject(parent)
{
    m_pool.setMaxThreadCount(1);
    m_pool.setExpiryTimeout(-1);
    m_pool.start([] {}); // its thread, while there is one: a pool waits for good for one that can't be started
}

RequestReader::~RequestReader()
{
    m_waiting.clear();
    if (m_cancelled)
        *m_cancelled = true;
}

void RequestReader::preview(const RunPlan &plan, QObject *context,
                            std::function<void(const RequestPreview &preview)> then)
{
    add(context, [plan, then = std::move(then)](const std::atomic_bool *isCancelled) -> Answer {
        const std::chrono::milliseconds now(QDateTime::currentMSecsSinceEpoch());
        return [then, preview = previewOf(plan, now, isCancelled)] { then(preview); };
    });
}

void RequestReader::readFiles(const QStringList &names, qint64 most, QObject *context,
                              std::function<void(const FileContents &contents, const QString &problem)> then)
{
    add(context, [names, most, then = std::move(then)](const std::atomic_bool *isCancelled) -> Answer {
        FileContents contents;
        QString problem;
        for (const QString &name : names) {
            if (!problem.isEmpty() || *isCancelled)
                break;
            problem = readFile(name, most, contents[name]);
        }
        return [then, contents, problem] { then(contents, problem); };
    });
}

void RequestReader::checkFiles(const RunPlan &plan, QObject *context,
                               std::function<void(const QList<PlanProblem> &problems)> then)
{
    add(context, [plan, then = std::move(then)](const std::atomic_bool *) -> Answer {
        return [then, problems = fileProblemsOf(plan)] { then(problems); };
    });
}

void RequestReader::add(QObject *context, Work work)
{
    m_waiting.removeIf([context](const Job &job) { return !job.context || job.context == context; });
    if (m_cancelled && (!m_context || m_context == context))
        *m_cancelled = true;
    m_waiting.append({context, std::move(work)});
    startNext();
}

void RequestReader::startNext()
{
    if (m_cancelled || m_waiting.isEmpty())
        return;
    const Job job = m_waiting.takeFirst();
    m_context = job.context;
    m_cancelled = std::make_shared<std::atomic_bool>(false);
    m_pool.start([this, work = job.work, cancelled = m_cancelled] { // the pool is waited for before this dies
        const Answer answer = work(cancelled.get());
        QMetaObject::invokeMethod(
            this,
            [this, answer, cancelled] {
                const bool isWanted = !*cancelled && m_context;
                m_cancelled.reset();
                if (isWanted)
                    answer();
                startNext();
            },
            Qt::QueuedConnection);
    });
}

} // namespace fiftyfold
