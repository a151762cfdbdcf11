// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

#include <optional>

namespace fiftyfold {

/// Remarks about a run with something in them that is another each time, and what they are made of: a remark and what
/// explains it are joined by ": " or ". ", which no value has in it but what others wrote. They are
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
    OneLane,              ///< [strategy]
    PlaceIsMissing,       ///< [name]
    PlaceIsNoJson,        ///< [name]
    PlaceHasControl,      ///< [name]
    RunnerBroke,          ///< [title of one word, what it did: one of what follows]
    DidNotGetReady,       ///< [time]
    SaidNothing,          ///< [time]
    WroteLongLine,        ///< [size]
    WritesTooFast,        ///< [size]
    WroteNoLine,          ///< [why]
    SaidReadyTwice,       ///< []
    SaidFinishedEarly,    ///< []
    ToldEarly,            ///< []
    ToldOfFuture,         ///< []
    ToldStageTwice,       ///< []
    ToldTooMany,          ///< []
    ToldOfOthers,         ///< []
    ToldAgain,            ///< []
    ToldOfOtherLanes,     ///< []
    SignalledEarly,       ///< [signal]
    SignalledInRun,       ///< [signal]
    EndedEarly,           ///< [exit code]
    EndedInRun,           ///< [exit code]
    InMiddleOfLine,       ///< [how it ended]
    RunnerForgot,         ///< [title]
    RunByHand,            ///< []
    UserLimitHere,        ///< [limit]
    SpaceLimitHere,       ///< [limit]
    BothLimitsHere,       ///< [limit, limit]
    NoRunnerCommand,      ///< []
    RunnerNotInPath,      ///< [program]
    NoWorkerProgram,      ///< []
    NoStepProgram,        ///< []
    NoOwnProgram,         ///< []
    NoPracticeProgram,    ///< [name]
    PracticeEnded,        ///< [exit code]
    PracticeSilent,       ///< [seconds]
    NoRunnersFolder,      ///< [folder]
    ProgramMissing,       ///< [path]
    ModuleMissing,        ///< [module, folder]
    ProgramNotInPath,     ///< [title]
    InstallPackage,       ///< [package]
    WasStopped,           ///< []
    TookMinutes,          ///< [number]
    FolderNotMade,        ///< [folder]
    FolderReadOnly,       ///< [folder]
    FolderReadOnlyAs,     ///< [folder, why]
    NoFolder,             ///< []
    NoSuchFolder,         ///< []
    FolderRemoved,        ///< []
    NoCaCertificate,      ///< [file]
    NoCertificate,        ///< [file]
    NoPrivateKey,         ///< [file]
    NoMemoryForTransport, ///< []
    TargetIsRemote,       ///< [target]
    NotEnoughForEntry,    ///< [at once, threads]
    TellsNoReason,        ///< []
    TookNoTime,           ///< []
    EndedUnanswered,      ///< []
    EmptyBody,            ///< []; this and what follows is found in a reply
    TooManySteps,         ///< []
    NoSuchHeader,         ///< []
    EmptyValue,           ///< []
    NothingThere,         ///< []
    JsonCutOff,           ///< [byte]
    DamagedData,          ///< [coding, why]
    // From here on values are what others wrote, which may have anything in it.
    RunnerNotStarted,  ///< [title, why]
    RunnerNotCompiled, ///< [file, why]
    PracticeFails,     ///< [why]
    PagesNotSaved,     ///< [folder, why]
    FolderNotOpened,   ///< [folder, why]
    NoStepProcess,     ///< [why]
    TransportNoMemory, ///< [limit]
    TransportNotReady, ///< [why]
    RequestsFailed,    ///< [failed, of how many, why]
    NoJsonFrom,        ///< [byte, what is there]
    NoMatchAtFirst,    ///< [how it begins]
    StandardError      ///< [who, what was written]
};

struct Remark {
    RemarkKind kind;
    QStringList values;
};

/// Whether its values may be what others wrote, of which nobody knows where it ends.
bool isOfOthers(RemarkKind kind);
/// With %1 and so on where its values stand.
const char *remarkSentence(RemarkKind kind);
/// In English.
QString remarkText(RemarkKind kind, const QStringList &values = {});
/// `sentence` with the values in it, each as it is: one that has %1 in it stays what it is.
QString withValues(const QString &sentence, const QStringList &values);
/// What remarkText() made of it; nothing of another text.
std::optional<Remark> readRemark(const QString &english);

} // namespace fiftyfold
