// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/plan/runplan.h"
#include "core/run/fault.h"
#include "core/run/pagebody.h"

#include <QByteArray>
#include <QString>

class QDataStream;

namespace fiftyfold {

class Clock;
class FileStore;

/// A reply that is to be wrapped, saved and deleted by somebody else than the engine thread. Plain data, for other
/// threads and processes.
struct PageWork {
    quint32 index = 0;
    Steps steps;
    PageBody body;
    QByteArray contentType;
    QString shownUrl;
};

/// One step on the run's clock, in nanoseconds.
struct StepTime {
    qint64 begin = -1; ///< -1: it did not happen.
    qint64 end = -1;   ///< -1: it failed.
    qint64 pageBytes = 0;
};

/// What came of it. Steps follow each other up to the first that did not happen.
struct PageResult {
    quint32 index = 0;
    StepTime wrap;
    StepTime save;
    StepTime remove;
    Fault fault;          ///< None if all went well.
    bool isSaved = false; ///< A file is there.
};

/// Whether there is room for a body's page beside the body, with what is spared for others. A small one has always.
bool hasRoomForPage(qint64 bodyBytes);

/// Does the work, in the caller's thread.
PageResult runSteps(PageWork work, FileStore &store, const Clock &clock);

/// All of it but the body, which is to follow as it is.
QDataStream &operator<<(QDataStream &stream, const PageWork &work);
QDataStream &operator>>(QDataStream &stream, PageWork &work);
QDataStream &operator<<(QDataStream &stream, const PageResult &result);
QDataStream &operator>>(QDataStream &stream, PageResult &result);

} // namespace fiftyfold
