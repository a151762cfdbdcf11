// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QString>
#include <QThreadPool>

#include <functional>
#include <vector>

class QIODevice;

namespace fiftyfold {

/// Writes files in a thread of its own, each whole or not at all, one after the other. Main thread; its destructor
/// waits for what it has begun.
class FileWriter : public QObject
{
    Q_OBJECT
public:
    /// A file, and what writes it, in the writer's thread: empty, or what went wrong.
    struct Job {
        QString path;
        std::function<QString(QIODevice &device)> write;
    };

    explicit FileWriter(QObject *parent = nullptr);

    /// `then` is told, in the main thread and while this lives, the first problem, a sentence that names the file;
    /// empty where all are written. What follows one that could not be written is left out.
    void write(std::vector<Job> jobs, std::function<void(const QString &problem)> then);

private:
    bool m_hasThread = false;
    QThreadPool m_pool; ///< Last, so that it is waited for first.
};

} // namespace fiftyfold
