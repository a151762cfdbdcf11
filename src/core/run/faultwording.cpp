// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/run/faultwording.h"

#include "core/text/visibletext.h"

#include <QCoreApplication>

#include <algorithm>
#include <utility>

namespace fiftyfold {

namespace {

/// %1 is the first particular; a full stop behind one that has its own is left out. {--option VALUE} is worded by
/// whoever reads it.
const char *wordsOf(FaultKind kind)
{
    switch (kind) {
    case FaultKind::None:
        return "";
    case FaultKind::Told:
        return "%1";
    case FaultKind::NameUnresolved:
        return QT_TRANSLATE_NOOP("fiftyfold::Fault",
                                 "The name %1 does not resolve. Check its spelling and the name server.");
    case FaultKind::Refused:
        return QT_TRANSLATE_NOOP("fiftyfold::Fault",
                                 "%1 refused the connection. Is the server running, and is that its port?");
    case FaultKind::SystemsTimeLimit:
        return QT_TRANSLATE_NOOP("fiftyfold::Fault", "No connection to %1: the system's own time limit passed.");
    case FaultKind::NoConnection:
        return QT_TRANSLATE_NOOP("fiftyfold::Fault", "No connection to %1: %2.");
    case FaultKind::NoUnixConnection:
        return QT_TRANSLATE_NOOP(
            "fiftyfold::Fault",
            "No connection to the Unix socket %1: %2. Is the server running, and is that its path?");
    case FaultKind::NoLocalPort:
        return QT_TRANSLATE_NOOP(
            "fiftyfold::Fault",
            "No connection to %1: no local port is left (%2). Keep connections open instead of "
            "{--fresh-connections}, have fewer at once, or wait a minute for the system to free some.");
    case FaultKind::NoTls:
        return QT_TRANSLATE_NOOP(
            "fiftyfold::Fault",
            "No TLS connection to %1: %2. Mend the server's certificate or name its CA with {--cacert}; "
            "{--insecure} does without verification.");
    case FaultKind::NoCommonTlsProtocol:
        return QT_TRANSLATE_NOOP("fiftyfold::Fault",
                                 "No TLS connection to %1: %2. The server wants another protocol than HTTP/1.1.");
    case FaultKind::ProxyUnusable:
        return QT_TRANSLATE_NOOP(
            "fiftyfold::Fault",
            "The proxy can't be used: %1. Check {--proxy}, or what the environment has in http_proxy, https_proxy "
            "and all_proxy.");
    case FaultKind::ProxyUnresolved:
        return QT_TRANSLATE_NOOP(
            "fiftyfold::Fault",
            "The proxy can't be used: its name, %1, does not resolve. Check {--proxy}, or what the environment has "
            "in http_proxy, https_proxy and all_proxy.");
    case FaultKind::ProxyWantsPassword:
        return QT_TRANSLATE_NOOP(
            "fiftyfold::Fault",
            "The proxy asks for a name and password (407), or refuses those given: give them as {--proxy} "
            "http://USER:PASSWORD@HOST:PORT.");
    case FaultKind::TimedOut:
        return QT_TRANSLATE_NOOP(
            "fiftyfold::Fault",
            "Not done within %1 (%2). Allow more with {--timeout}, or see why the server takes so long.");
    case FaultKind::ConnectTimedOut:
        return QT_TRANSLATE_NOOP(
            "fiftyfold::Fault",
            "No connection within %1. Check host, port and firewall, or allow more with {--connect-timeout}.");
    case FaultKind::ResetInBody:
        return QT_TRANSLATE_NOOP(
            "fiftyfold::Fault",
            "The connection was reset in the middle of the body. Look at the server's log, or try fewer at once.");
    case FaultKind::ResetBeforeReply:
        return QT_TRANSLATE_NOOP(
            "fiftyfold::Fault",
            "The connection ended before there was a reply. Look at the server's log, or try fewer at once.");
    case FaultKind::ResetAndNotSentAgain:
        return QT_TRANSLATE_NOOP(
            "fiftyfold::Fault",
            "The connection ended before there was a reply. The request may have had its effect, so it was not sent "
            "again. Look at the server's log, or try fewer at once.");
    case FaultKind::ResetOrNoHttp:
        return QT_TRANSLATE_NOOP(
            "fiftyfold::Fault",
            "The connection ended before there was a reply that is valid HTTP. Look at the server's log, or try "
            "fewer at once; {--transport curl} tells more of it.");
    case FaultKind::Truncated:
        return QT_TRANSLATE_NOOP(
            "fiftyfold::Fault",
            "The body ended before its announced length. The server or something between closed the connection too "
            "early.");
    case FaultKind::NoHttp:
        return QT_TRANSLATE_NOOP("fiftyfold::Fault", "The reply is no valid HTTP: %1.");
    case FaultKind::NoStatusLine:
        return QT_TRANSLATE_NOOP("fiftyfold::Fault", "The reply is no valid HTTP: it has no status line.");
    case FaultKind::Http2Alone:
        return QT_TRANSLATE_NOOP(
            "fiftyfold::Fault",
            "The server speaks HTTP/2 alone, and that over an unencrypted connection. Ask an https URL of it, with "
            "{--http 2}.");
    case FaultKind::SwitchedProtocols:
        return QT_TRANSLATE_NOOP("fiftyfold::Fault", "The server switched protocols (101) although nobody asked.");
    case FaultKind::NoFinalStatus:
        return QT_TRANSLATE_NOOP("fiftyfold::Fault", "The reply's status is %1, which is no final answer.");
    case FaultKind::OddTransferEncoding:
        return QT_TRANSLATE_NOOP("fiftyfold::Fault",
                                 "The reply's Transfer-Encoding is \"%1\"; nobody asked for another than chunked.");
    case FaultKind::OddContentLength:
        return QT_TRANSLATE_NOOP("fiftyfold::Fault", "The reply's Content-Length is \"%1\", which is no length.");
    case FaultKind::TooManyHeaders:
        return QT_TRANSLATE_NOOP(
            "fiftyfold::Fault",
            "The reply's headers are more, or longer, than any program should send. Look at what the server adds to "
            "each reply.");
    case FaultKind::BodyTooLarge:
        return QT_TRANSLATE_NOOP("fiftyfold::Fault", "The body is larger than %1. Allow more with {--max-body}.");
    case FaultKind::NoMemoryForBody:
        return QT_TRANSLATE_NOOP(
            "fiftyfold::Fault",
            "There is no memory left for the body. Allow less of it with {--max-body}, or have fewer in flight.");
    case FaultKind::Undecodable:
        return QT_TRANSLATE_NOOP("fiftyfold::Fault", "The body can't be decompressed: %1.");
    case FaultKind::TooManyCodings:
        return QT_TRANSLATE_NOOP(
            "fiftyfold::Fault",
            "The body can't be decompressed: its Content-Encoding names %1 codings, one upon the other.");
    case FaultKind::CodingCutOff:
        return QT_TRANSLATE_NOOP("fiftyfold::Fault",
                                 "The body can't be decompressed: its %1 data end before they should.");
    case FaultKind::StatusNotAccepted:
        return QT_TRANSLATE_NOOP("fiftyfold::Fault",
                                 "The server answered %1, which does not count as success. See {--accept-status}.");
    case FaultKind::CheckFailed:
        return QT_TRANSLATE_NOOP("fiftyfold::Fault", "The reply fails the check \"%1\": found %2.");
    case FaultKind::TooManyRedirects:
        return QT_TRANSLATE_NOOP(
            "fiftyfold::Fault",
            "Still redirected after %1 hops (the last one to %2). Look for a loop, or allow more with "
            "{--redirects}.");
    case FaultKind::NoLocation:
        return QT_TRANSLATE_NOOP("fiftyfold::Fault", "The %1 reply names no readable Location to go on to.");
    case FaultKind::RedirectToOtherScheme:
        return QT_TRANSLATE_NOOP(
            "fiftyfold::Fault",
            "The redirect leads to %1: only http and https are followed. Nothing was read from there.");
    case FaultKind::RedirectToUnencrypted:
        return QT_TRANSLATE_NOOP(
            "fiftyfold::Fault",
            "The redirect leads from https to unencrypted %1 and is not followed. Ask that URL itself if that is "
            "what you want.");
    case FaultKind::RedirectToNoHost:
        return QT_TRANSLATE_NOOP("fiftyfold::Fault", "The redirect leads to %1, which has no host.");
    case FaultKind::RedirectToOthers:
        return QT_TRANSLATE_NOOP(
            "fiftyfold::Fault",
            "The redirect leads to %1, a host that nobody agreed to. Ask that URL itself, or allow other hosts "
            "({--allow-remote}).");
    case FaultKind::FileNotMade:
        return QT_TRANSLATE_NOOP("fiftyfold::Fault", "%1 could not be made: %2.");
    case FaultKind::FileNotWritten:
        return QT_TRANSLATE_NOOP("fiftyfold::Fault", "%1 could not be saved: %2 after %3 of %4 bytes.");
    case FaultKind::FileTooLarge:
        return QT_TRANSLATE_NOOP(
            "fiftyfold::Fault",
            "%1 could not be saved: the file would be too large for the limit of this shell after %2 of %3 bytes.");
    case FaultKind::FileNotClosed:
        return QT_TRANSLATE_NOOP("fiftyfold::Fault", "%1 could not be saved: %2.");
    case FaultKind::FileNotDeleted:
        return QT_TRANSLATE_NOOP("fiftyfold::Fault", "%1 could not be deleted: %2.");
    case FaultKind::NoStepProcess:
        return QT_TRANSLATE_NOOP("fiftyfold::Fault", "No process is left that could do the steps.");
    case FaultKind::StepProcessNonsense:
        return QT_TRANSLATE_NOOP(
            "fiftyfold::Fault",
            "The process that had its page answered with nonsense: it is not of this version. Install Fiftyfold "
            "again.");
    case FaultKind::StepProcessSilent:
        return QT_TRANSLATE_NOOP(
            "fiftyfold::Fault",
            "The process that had its page did not answer for %1 s. See whether the disk with the run's folder is "
            "slow or hangs, and choose another with {--work-dir}.");
    case FaultKind::StepProcessKilled:
        return QT_TRANSLATE_NOOP(
            "fiftyfold::Fault",
            "The process that had its page was killed. Run again; if it happens again, see how much memory is left.");
    case FaultKind::StepProcessEnded:
        return QT_TRANSLATE_NOOP(
            "fiftyfold::Fault",
            "The process that had its page ended with exit code %1. Run again; if it happens again, see how much "
            "memory is left.");
    case FaultKind::AskHttp2:
        return QT_TRANSLATE_NOOP("fiftyfold::Fault", "Should it speak HTTP/2 alone, ask for that with {--http 2}.");
    case FaultKind::AskHttp2OverCurl:
        return QT_TRANSLATE_NOOP("fiftyfold::Fault",
                                 "Should it speak HTTP/2 alone, ask for that with {--transport curl} {--http 2}.");
    case FaultKind::AskOverCurlForAnswer:
        return QT_TRANSLATE_NOOP("fiftyfold::Fault",
                                 "If the server answered before it had read the body, {--transport curl} tells how.");
    case FaultKind::RaiseFileSize:
        return QT_TRANSLATE_NOOP("fiftyfold::Fault", "Raise it with \"ulimit -f\".");
    case FaultKind::HaveFewerInFlight:
        return QT_TRANSLATE_NOOP("fiftyfold::Fault", "Have fewer in flight with {--at-once}.");
    case FaultKind::FreeSpace:
        return QT_TRANSLATE_NOOP("fiftyfold::Fault", "Free some space, or choose another folder with {--work-dir}.");
    case FaultKind::ChooseOtherFolder:
        return QT_TRANSLATE_NOOP("fiftyfold::Fault", "Choose another folder with {--work-dir}.");
    }
    Q_UNREACHABLE();
}

QString worded(const QString &words, const QStringList &with, const OptionWords &optionWords)
{
    QString text;
    bool isBehindParticular = false;
    for (qsizetype i = 0; i < words.size(); ++i) {
        const bool wasBehindParticular = std::exchange(isBehindParticular, false);
        const QChar letter = words.at(i);
        if (letter == QLatin1Char('%')) {
            ++i;
            text += with.value(words.at(i).digitValue() - 1);
            isBehindParticular = true;
        } else if (letter == QLatin1Char('{')) {
            const qsizetype end = words.indexOf(QLatin1Char('}'), i);
            const QString option = words.mid(i + 1, end - i - 1);
            text += optionWords(option.section(QLatin1Char(' '), 0, 0), option.section(QLatin1Char(' '), 1));
            i = end;
        } else if (letter == QLatin1Char('.') && wasBehindParticular) {
            text = sentence(text);
        } else {
            text += letter;
        }
    }
    return text;
}

template<typename Words>
QString allWords(const Fault &fault, const Words &wordsOfKind, const OptionWords &optionWords)
{
    QString text = worded(wordsOfKind(fault.kind), fault.with, optionWords);
    for (const FaultKind advice : fault.advice)
        text += QLatin1Char(' ') + worded(wordsOfKind(advice), {}, optionWords);
    return text;
}

} // namespace

QString faultText(const Fault &fault, const OptionWords &optionWords)
{
    const auto words = [](FaultKind kind) { return QCoreApplication::translate("fiftyfold::Fault", wordsOf(kind)); };
    return allWords(fault, words, optionWords);
}

QString faultText(const Fault &fault)
{
    return allWords(
        fault, [](FaultKind kind) { return QString::fromLatin1(wordsOf(kind)); },
        [](const QString &option, const QString &value) {
            return value.isEmpty() ? option : option + QLatin1Char(' ') + value;
        });
}

qsizetype particularsOf(FaultKind kind)
{
    const QLatin1String words(wordsOf(kind));
    qsizetype most = 0;
    for (qsizetype i = words.indexOf(QLatin1Char('%')); i >= 0; i = words.indexOf(QLatin1Char('%'), i + 1))
        most = std::max<qsizetype>(most, words.at(i + 1).toLatin1() - '0');
    return most;
}

} // namespace fiftyfold
