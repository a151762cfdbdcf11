// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/run/fault.h"

#include "core/run/faultwording.h"

#include <QDataStream>
#include <QHashFunctions>
#include <QJsonArray>
#include <QJsonObject>

#include <algorithm>
#include <array>
#include <utility>

namespace fiftyfold {

namespace {

struct FaultTraits {
    FaultKind kind;
    ErrorClass error;
    const char *name;
};

constexpr std::array faultTraits = {
    FaultTraits{FaultKind::None, ErrorClass::None, ""},
    FaultTraits{FaultKind::Told, ErrorClass::None, "told"},
    FaultTraits{FaultKind::NameUnresolved, ErrorClass::Dns, "name-unresolved"},
    FaultTraits{FaultKind::Refused, ErrorClass::Connect, "refused"},
    FaultTraits{FaultKind::SystemsTimeLimit, ErrorClass::Timeout, "systems-time-limit"},
    FaultTraits{FaultKind::NoConnection, ErrorClass::Connect, "no-connection"},
    FaultTraits{FaultKind::NoUnixConnection, ErrorClass::Connect, "no-unix-connection"},
    FaultTraits{FaultKind::NoLocalPort, ErrorClass::Connect, "no-local-port"},
    FaultTraits{FaultKind::NoTls, ErrorClass::Tls, "no-tls"},
    FaultTraits{FaultKind::NoCommonTlsProtocol, ErrorClass::Tls, "no-common-tls-protocol"},
    FaultTraits{FaultKind::ProxyUnusable, ErrorClass::Proxy, "proxy-unusable"},
    FaultTraits{FaultKind::ProxyUnresolved, ErrorClass::Proxy, "proxy-unresolved"},
    FaultTraits{FaultKind::ProxyWantsPassword, ErrorClass::Proxy, "proxy-wants-password"},
    FaultTraits{FaultKind::TimedOut, ErrorClass::Timeout, "timed-out"},
    FaultTraits{FaultKind::ConnectTimedOut, ErrorClass::Timeout, "connect-timed-out"},
    FaultTraits{FaultKind::ResetInBody, ErrorClass::Reset, "reset-in-body"},
    FaultTraits{FaultKind::ResetBeforeReply, ErrorClass::Reset, "reset-before-reply"},
    FaultTraits{FaultKind::ResetAndNotSentAgain, ErrorClass::Reset, "reset-and-not-sent-again"},
    FaultTraits{FaultKind::ResetOrNoHttp, ErrorClass::Reset, "reset-or-no-http"},
    FaultTraits{FaultKind::Truncated, ErrorClass::Truncated, "truncated"},
    FaultTraits{FaultKind::NoHttp, ErrorClass::Protocol, "no-http"},
    FaultTraits{FaultKind::NoStatusLine, ErrorClass::Protocol, "no-status-line"},
    FaultTraits{FaultKind::Http2Alone, ErrorClass::Protocol, "http2-alone"},
    FaultTraits{FaultKind::SwitchedProtocols, ErrorClass::Protocol, "switched-protocols"},
    FaultTraits{FaultKind::NoFinalStatus, ErrorClass::Protocol, "no-final-status"},
    FaultTraits{FaultKind::OddTransferEncoding, ErrorClass::Protocol, "odd-transfer-encoding"},
    FaultTraits{FaultKind::OddContentLength, ErrorClass::Protocol, "odd-content-length"},
    FaultTraits{FaultKind::TooManyHeaders, ErrorClass::Headers, "too-many-headers"},
    FaultTraits{FaultKind::BodyTooLarge, ErrorClass::BodyTooLarge, "body-too-large"},
    FaultTraits{FaultKind::NoMemoryForBody, ErrorClass::BodyTooLarge, "no-memory-for-body"},
    FaultTraits{FaultKind::Undecodable, ErrorClass::Decode, "undecodable"},
    FaultTraits{FaultKind::TooManyCodings, ErrorClass::Decode, "too-many-codings"},
    FaultTraits{FaultKind::CodingCutOff, ErrorClass::Decode, "coding-cut-off"},
    FaultTraits{FaultKind::StatusNotAccepted, ErrorClass::Status, "status-not-accepted"},
    FaultTraits{FaultKind::CheckFailed, ErrorClass::Check, "check-failed"},
    FaultTraits{FaultKind::TooManyRedirects, ErrorClass::Redirect, "too-many-redirects"},
    FaultTraits{FaultKind::NoLocation, ErrorClass::Redirect, "no-location"},
    FaultTraits{FaultKind::RedirectToOtherScheme, ErrorClass::Redirect, "redirect-to-other-scheme"},
    FaultTraits{FaultKind::RedirectToUnencrypted, ErrorClass::Redirect, "redirect-to-unencrypted"},
    FaultTraits{FaultKind::RedirectToNoHost, ErrorClass::Redirect, "redirect-to-no-host"},
    FaultTraits{FaultKind::RedirectToOthers, ErrorClass::Redirect, "redirect-to-others"},
    FaultTraits{FaultKind::FileNotMade, ErrorClass::Save, "file-not-made"},
    FaultTraits{FaultKind::FileNotWritten, ErrorClass::Save, "file-not-written"},
    FaultTraits{FaultKind::FileTooLarge, ErrorClass::Save, "file-too-large"},
    FaultTraits{FaultKind::FileNotClosed, ErrorClass::Save, "file-not-closed"},
    FaultTraits{FaultKind::FileNotDeleted, ErrorClass::Delete, "file-not-deleted"},
    FaultTraits{FaultKind::NoStepProcess, ErrorClass::Worker, "no-step-process"},
    FaultTraits{FaultKind::StepProcessNonsense, ErrorClass::Worker, "step-process-nonsense"},
    FaultTraits{FaultKind::StepProcessSilent, ErrorClass::Worker, "step-process-silent"},
    FaultTraits{FaultKind::StepProcessKilled, ErrorClass::Worker, "step-process-killed"},
    FaultTraits{FaultKind::StepProcessEnded, ErrorClass::Worker, "step-process-ended"},
    FaultTraits{FaultKind::AskHttp2, ErrorClass::None, "ask-http2"},
    FaultTraits{FaultKind::AskHttp2OverCurl, ErrorClass::None, "ask-http2-over-curl"},
    FaultTraits{FaultKind::AskOverCurlForAnswer, ErrorClass::None, "ask-over-curl-for-answer"},
    FaultTraits{FaultKind::RaiseFileSize, ErrorClass::None, "raise-file-size"},
    FaultTraits{FaultKind::HaveFewerInFlight, ErrorClass::None, "have-fewer-in-flight"},
    FaultTraits{FaultKind::FreeSpace, ErrorClass::None, "free-space"},
    FaultTraits{FaultKind::ChooseOtherFolder, ErrorClass::None, "choose-other-folder"},
};

constexpr bool standInOrder()
{
    for (std::size_t i = 0; i < faultTraits.size(); ++i) {
        if (faultTraits.at(i).kind != static_cast<FaultKind>(i))
            return false;
    }
    return faultTraits.back().kind == FaultKind::ChooseOtherFolder;
}
static_assert(standInOrder(), "one row a kind, in the order of the enumeration");

const FaultTraits &traitsOf(FaultKind kind)
{
    return faultTraits.at(static_cast<std::size_t>(kind));
}

std::optional<FaultKind> faultKindOf(const QString &name)
{
    const auto *found = std::find_if(faultTraits.begin() + 1, faultTraits.end(),
                                     [&name](const FaultTraits &traits) { return name == QLatin1String(traits.name); });
    return found == faultTraits.end() ? std::nullopt : std::optional(found->kind);
}

QStringList textsOf(const QJsonValue &list)
{
    QStringList texts;
    const QJsonArray array = list.toArray();
    for (const QJsonValue &text : array)
        texts.append(text.toString());
    return texts;
}

bool isAdvice(FaultKind kind)
{
    return kind >= FaultKind::AskHttp2 && kind <= FaultKind::ChooseOtherFolder;
}

/// Of this class, with all of its particulars: what came from elsewhere may be anything.
bool isWhole(const Fault &fault)
{
    return hasParticulars(fault) && errorClassOf(fault.kind) == fault.error && !fault.isNone() &&
           fault.with.size() == particularsOf(fault.kind) &&
           std::all_of(fault.advice.begin(), fault.advice.end(), isAdvice);
}

} // namespace

Fault::Fault(FaultKind what, QStringList particulars, QList<FaultKind> alsoSaid)
    : error(errorClassOf(what))
    , kind(what)
    , with(std::move(particulars))
    , advice(std::move(alsoSaid))
{
    Q_ASSERT(with.size() == particularsOf(kind));
}

std::size_t qHash(const Fault &fault, std::size_t seed)
{
    return qHashMulti(seed, quint8(fault.error), quint8(fault.kind), fault.with, fault.advice.size());
}

Fault toldFault(ErrorClass error, const QString &text)
{
    Fault fault;
    fault.error = error;
    if (text.isEmpty())
        return fault;
    fault.kind = FaultKind::Told;
    fault.with = {text};
    return fault;
}

bool hasParticulars(const Fault &fault)
{
    return fault.kind != FaultKind::None && fault.kind != FaultKind::Told;
}

QLatin1String faultKindName(FaultKind kind)
{
    return QLatin1String(traitsOf(kind).name);
}

ErrorClass errorClassOf(FaultKind kind)
{
    return traitsOf(kind).error;
}

void addFault(QJsonObject &object, const Fault &fault)
{
    object.insert(QStringLiteral("class"), errorClassName(fault.error));
    object.insert(QStringLiteral("message"), faultText(fault));
    if (!hasParticulars(fault))
        return;
    object.insert(QStringLiteral("kind"), faultKindName(fault.kind));
    if (!fault.with.isEmpty())
        object.insert(QStringLiteral("with"), QJsonArray::fromStringList(fault.with));
    QJsonArray advice;
    for (const FaultKind kind : fault.advice)
        advice.append(faultKindName(kind));
    if (!advice.isEmpty())
        object.insert(QStringLiteral("advice"), advice);
}

Fault faultFrom(const QJsonObject &object, ErrorClass error)
{
    Fault fault;
    fault.error = error;
    fault.kind = faultKindOf(object.value(QLatin1String("kind")).toString()).value_or(FaultKind::None);
    fault.with = textsOf(object.value(QLatin1String("with")));
    const QStringList advice = textsOf(object.value(QLatin1String("advice")));
    for (const QString &name : advice)
        fault.advice.append(faultKindOf(name).value_or(FaultKind::None));
    return isWhole(fault) ? fault : toldFault(error, object.value(QLatin1String("message")).toString());
}

QDataStream &operator<<(QDataStream &stream, const Fault &fault)
{
    return stream << quint8(fault.error) << quint8(fault.kind) << fault.with << fault.advice;
}

QDataStream &operator>>(QDataStream &stream, Fault &fault)
{
    quint8 error = 0;
    quint8 kind = 0;
    stream >> error >> kind >> fault.with >> fault.advice;
    const bool isKnown = error < errorClassCount && kind < faultTraits.size();
    fault.error = isKnown ? static_cast<ErrorClass>(error) : ErrorClass::Worker;
    fault.kind = isKnown ? static_cast<FaultKind>(kind) : FaultKind::Told;
    const bool isTold = fault.kind == FaultKind::Told && isKnown && fault.with.size() == 1 && fault.advice.isEmpty();
    const bool isNothing = fault == Fault();
    if (!isNothing && !isTold && !isWhole(fault))
        fault = toldFault(ErrorClass::Worker, fault.with.join(QLatin1Char(' ')));
    return stream;
}

} // namespace fiftyfold
