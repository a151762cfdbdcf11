// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

#include <optional>

namespace fiftyfold {

/// Remarks about a run with something in them that is another each time, and what they are made of: a remark and what
/// explains it are joined by ": " or ". ", which no value has in it but what was written on standard error. They are
/// kept and written in English; the window tells them in its language, also those that it read from a file. Their
/// sentences are marked for the context fiftyfold::Notice.
enum class RemarkKind : quint8 {
    LanesLowered,      ///< [from, to]
    ThreadsLowered,    ///< [from, to]
    BothLowered,       ///< [lanes from, lanes to, threads from, threads to]
    LanesOfAllLowered, ///< as of one run
    ThreadsOfAllLowered,
    BothOfAllLowered,
    FilesOfThis,          ///< [number]
    FilesOfEach,          ///< [number]
    FilesOfSystem,        ///< []
    ThreadsOfGroup,       ///< [number]
    ThreadsOfUser,        ///< [number]
    ThreadsOfSystem,      ///< [number]
    AddressSpace,         ///< [megabytes]
    RaiseFiles,           ///< []
    RaiseFilesForMore,    ///< []
    RaiseFilesOfSystem,   ///< []
    RaiseThreadsOfGroup,  ///< []
    RaiseThreadsOfUser,   ///< []
    RaiseThreadsOfSystem, ///< []
    RaiseAddressSpace,    ///< []
    NoRoomForFiles,       ///< [strategy]
    NoRoomForThreads,     ///< [strategy, transport, threads needed, threads there are]
    NoRoomForMemory,      ///< [strategy, transport]
    RecordTooLarge,       ///< [requests]
    NoThread,             ///< [what]
    NoThreadLeft,         ///< [what]
    ThreadOfSteps,        ///< []
    ThreadOfEngine,       ///< []
    ThreadOfEngineOf,     ///< [number, of how many]
    ThreadOfRunner,       ///< []
    StandardError         ///< [who, what was written]
};

struct Remark {
    RemarkKind kind;
    QStringList values;
};

/// With %1 and so on where its values stand.
const char *remarkSentence(RemarkKind kind);
/// In English.
QString remarkText(RemarkKind kind, const QStringList &values = {});
/// `sentence` with the values in it, each as it is: one that has %1 in it stays what it is.
QString withValues(const QString &sentence, const QStringList &values);
/// What remarkText() made of it; nothing of another text.
std::optional<Remark> readRemark(const QString &english);

} // namespace fiftyfold
