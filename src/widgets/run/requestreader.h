// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/plan/multipartform.h"
#include "core/plan/requestpreview.h"

#include <QObject>
#include <QPointer>
#include <QThreadPool>

#include <atomic>
#include <functional>
#include <memory>

namespace fiftyfold {

/// Reads in a thread of its own what a plan's requests are made of, one thing after the other, so that no window waits
/// for a file. Of what is asked for a context only the newest counts: `then` is called in the main thread with that,
/// and not at all where the context is gone by then. Main thread; its destructor waits for the file at hand.
class RequestReader : public QObject
{
    Q_OBJECT
public:
    /// Bytes: all of a body is held, and sent with each request.
    static constexpr qint64 mostOfABody = qint64(64) * 1024 * 1024;

    explicit RequestReader(QObject *parent = nullptr);
    ~RequestReader() override;

    void preview(const RunPlan &plan, QObject *context, std::function<void(const RequestPreview &preview)> then);
    /// Whole files, none of them larger than `most` bytes. `problem` is a sentence, or empty.
    void readFiles(const QStringList &names, qint64 most, QObject *context,
                   std::function<void(const FileContents &contents, const QString &problem)> then);
    /// What is wrong with the files that `plan` names for its connections and the folder for its pages, each at most
    /// once; they may be right by the time of a run.
    void checkFiles(const RunPlan &plan, QObject *context,
                    std::function<void(const QList<PlanProblem> &problems)> then);

private:
    using Answer = std::function<void()>;
    using Work = std::function<Answer(const std::atomic_bool *isCancelled)>;
    struct Job {
        QPointer<QObject> context;
        Work work;
    };

    void add(QObject *context, Work work);
    void startNext();

    QList<Job> m_waiting;
    QPointer<QObject> m_context;                   ///< Of the one at hand.
    std::shared_ptr<std::atomic_bool> m_cancelled; ///< Likewise; null: there is none.
    QThreadPool m_pool;                            ///< Last, so that it is waited for first.
};

} // namespace fiftyfold
