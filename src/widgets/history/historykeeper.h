// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "records/history/historystore.h"
#include "records/history/keptrun.h"

#include <QObject>
#include <QThread>

#include <functional>
#include <memory>
#include <vector>

namespace fiftyfold {

/// Reads what is kept, by a connection of its own, in the thread that asks: for RunOpener::open(). A file that is
/// damaged stays where it is. Empty, or what is wrong.
QString readFromHistory(const QString &path, const QString &id, ReadRecord &record, const ReadingGoesOn &goesOn = {});

/// The history for the windows: all that takes time is done in a thread of its own, one after the other, which begins
/// with the first thing to be done. What is asked for is told by signals. Destroyed, it first keeps what is to be kept.
/// Main thread; never blocks but for that.
class HistoryKeeper : public QObject
{
    Q_OBJECT
public:
    explicit HistoryKeeper(const QString &path = historyPath(), QObject *parent = nullptr);
    ~HistoryKeeper() override;

    /// There is a history. Where there is none, nothing is kept, and nothing else may be asked for.
    bool isThere() const { return !m_path.isEmpty(); }
    /// Its file.
    const QString &path() const { return m_path; }

    /// Keeps what `make` makes, in the thread.
    void keep(const std::function<KeptRun()> &make);
    void list(const HistoryQuery &query);
    void find(const QString &id);
    /// Of a comparison.
    void wordAnswer(const QString &id);
    void setLabel(const QString &id, const QString &label);
    void setPinned(const QString &id, bool isPinned);
    void remove(const QString &id);
    /// How many bytes the requests of all runs may take; where they take more, the oldest go.
    void askLimit();
    void setLimit(qint64 bytes);
    /// Writes it to a file, in the form of which files end so: of a run json, csv or md, otherwise see reportForms().
    void exportTo(const QString &id, const QString &path, const QString &suffix);

Q_SIGNALS:
    /// There is another one, or one is another: what is listed is old.
    void changed();
    /// What list() was asked for last; `total` is how many there are in all.
    void listed(const fiftyfold::HistoryQuery &query, const std::vector<fiftyfold::HistoryEntry> &entries, int total);
    /// Instead, after it was told why.
    void listingFailed();
    /// What find() was asked for.
    void found(const fiftyfold::HistoryEntry &entry);
    /// Instead, where there is none; neither where the history can't be read.
    void notFound(const QString &id);
    /// What askLimit() was asked for.
    void limitTold(qint64 bytes);
    /// See keptAnswer(); never where there is none.
    void answerWorded(const QString &id, const QString &answer);
    /// What the user should know: something went wrong, or a file was set aside.
    void told(const QString &sentence);

private:
    /// What is to be done in the main thread then.
    using Answer = std::function<void()>;
    using Work = std::function<Answer(HistoryStore &store)>;
    class Worker;

    bool isStarted();
    /// `otherwise` is done where the work can't be, after it was told why.
    void post(Work work, const Answer &otherwise = {});
    void change(const std::function<QString(HistoryStore &store)> &work);

    const QString m_path;       ///< Empty: there is none.
    Worker *m_worker = nullptr; ///< Lives in the thread, and is gone with it.
    QThread m_thread;
};

} // namespace fiftyfold
