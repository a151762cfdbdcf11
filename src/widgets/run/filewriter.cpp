// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/run/filewriter.h"

#include "engine/base/systemlimits.h"
#include "records/base/outputfile.h"

#include <new>
#include <utility>

namespace fiftyfold {

namespace {

QString writeWhole(const FileWriter::Job &job)
{
    OutputFile file(job.path);
    QString problem = file.open();
    if (!problem.isEmpty())
        return problem;
    try {
        problem = job.write(file.device());
    } catch (const std::bad_alloc &) {
        problem = FileWriter::tr("there is too little memory for it");
    }
    return file.commit(problem);
}

} // namespace

FileWriter::FileWriter(QObject *parent)
    : QObject(parent)
{
    m_pool.setMaxThreadCount(1);
    m_pool.setExpiryTimeout(-1);
}

void FileWriter::write(std::vector<Job> jobs, std::function<void(const QString &problem)> then)
{
    if (!m_hasThread && threadSupply(1).count < 1) // a pool waits for good for one that can't be started
        return then(noThreadFor(tr("The thread that writes the file")));
    m_hasThread = true;
    m_pool.start([this, jobs = std::move(jobs), then = std::move(then)] { // the pool is waited for before this dies
        QString problem;
        for (const Job &job : jobs) {
            if (problem.isEmpty())
                problem = writeWhole(job);
        }
        QMetaObject::invokeMethod(this, [then, problem] { then(problem); }, Qt::QueuedConnection);
    });
}

} // namespace fiftyfold
