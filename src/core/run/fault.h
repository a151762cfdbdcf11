// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/run/outcome.h"

#include <QLatin1String>
#include <QList>
#include <QString>
#include <QStringList>

#include <cstddef>

class QDataStream;
class QJsonObject;

namespace fiftyfold {

/// What exactly went wrong with a request, with its particulars (Fault::with) in brackets. Words are in faultwording.h,
/// class and name of each in fault.cpp.
enum class FaultKind : quint8 {
    None,
    Told, ///< [text]: what another program said of it, or why it was given up. The one kind of any class.
    // On the way to a reply.
    NameUnresolved,       ///< [host]
    Refused,              ///< [host:port]
    SystemsTimeLimit,     ///< [host:port]
    NoConnection,         ///< [host:port, the system's error]
    NoUnixConnection,     ///< [path, the system's error]
    NoLocalPort,          ///< [host:port, the system's error]
    NoTls,                ///< [host:port, the library's error]
    NoCommonTlsProtocol,  ///< [host:port, the library's error]
    ProxyUnusable,        ///< [the library's error]
    ProxyUnresolved,      ///< [host]
    ProxyWantsPassword,   ///< []
    TimedOut,             ///< [time allowed, stage]
    ConnectTimedOut,      ///< [time allowed]
    ResetInBody,          ///< []
    ResetBeforeReply,     ///< []
    ResetAndNotSentAgain, ///< []
    ResetOrNoHttp,        ///< []: a library does not tell one from the other
    Truncated,            ///< []
    NoHttp,               ///< [the library's error]
    NoStatusLine,         ///< []
    Http2Alone,           ///< []
    SwitchedProtocols,    ///< []
    NoFinalStatus,        ///< [status]
    OddTransferEncoding,  ///< [the field]
    OddContentLength,     ///< [the field]
    TooManyHeaders,       ///< []
    BodyTooLarge,         ///< [size allowed]
    NoMemoryForBody,      ///< []
    Undecodable,          ///< [the library's error]
    TooManyCodings,       ///< [number]
    CodingCutOff,         ///< [name]
    StatusNotAccepted,    ///< [status and reason]
    CheckFailed,          ///< [check, what was there instead]
    // Of redirects.
    TooManyRedirects,      ///< [number, URL]
    NoLocation,            ///< [status]
    RedirectToOtherScheme, ///< [URL]
    RedirectToUnencrypted, ///< [URL]
    RedirectToNoHost,      ///< [URL]
    RedirectToOthers,      ///< [URL]
    // Of the steps.
    FileNotMade,         ///< [name, the system's error]
    FileNotWritten,      ///< [name, the system's error, bytes written, bytes]
    FileTooLarge,        ///< [name, bytes written, bytes]
    FileNotClosed,       ///< [name, the system's error]
    FileNotDeleted,      ///< [name, the system's error]
    NoStepProcess,       ///< []
    StepProcessNonsense, ///< []
    StepProcessSilent,   ///< [seconds]
    StepProcessKilled,   ///< []
    StepProcessEnded,    ///< [exit code]
    // Advice: no faults of their own, but what stands behind one.
    AskHttp2,
    AskHttp2OverCurl,
    AskOverCurlForAnswer,
    RaiseFileSize,
    HaveFewerInFlight,
    FreeSpace,
    ChooseOtherFolder
};

/// Why a request failed: its class and its particulars, as plain data. Redacted where it becomes a fact.
struct Fault {
    Fault() = default;
    /// As many particulars as the kind has.
    Fault(FaultKind what, QStringList particulars = {}, QList<FaultKind> alsoSaid = {});

    bool isNone() const { return error == ErrorClass::None; }
    /// `change` takes and returns a text; each particular goes through it.
    template<typename Change>
    Fault changed(const Change &change) const
    {
        Fault other = *this;
        for (QString &particular : other.with)
            particular = change(particular);
        return other;
    }
    bool operator==(const Fault &other) const = default;

    ErrorClass error = ErrorClass::None;
    FaultKind kind = FaultKind::None;
    QStringList with;
    QList<FaultKind> advice;
};
std::size_t qHash(const Fault &fault, std::size_t seed = 0);

/// Without a text only the class is known.
Fault toldFault(ErrorClass error, const QString &text);

/// Of a kind of its own: neither none, nor one that is Told, nor one of which only the class is known.
bool hasParticulars(const Fault &fault);

/// "refused", …: of records and of runners' lines.
QLatin1String faultKindName(FaultKind kind);
/// None for Told, which is of any.
ErrorClass errorClassOf(FaultKind kind);

/// Puts "class", "message" (as the terminal words it) and, unless it is Told, "kind", "with" and "advice" into the
/// object; those two only where there are any.
void addFault(QJsonObject &object, const Fault &fault);
/// The fault of an object whose class has been read. What is of no kind that is known here is Told by its message.
Fault faultFrom(const QJsonObject &object, ErrorClass error);

/// Between processes of one version; a fault that is none of this version is Told, of class Worker.
QDataStream &operator<<(QDataStream &stream, const Fault &fault);
QDataStream &operator>>(QDataStream &stream, Fault &fault);

} // namespace fiftyfold
