// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/plan/check.h"
#include "core/plan/rate.h"
#include "core/text/exacturl.h"

#include <QByteArray>
#include <QList>
#include <QString>
#include <QStringList>
#include <QUrl>

#include <chrono>
#include <optional>

namespace fiftyfold {

struct HeaderField {
    QByteArray name;
    QByteArray value;
    bool operator==(const HeaderField &) const = default;
};

/// `--resolve HOST:PORT:ADDRESS`: connect to ADDRESS when asked for HOST:PORT.
struct ResolveRule {
    QString host;
    quint16 port = 0;
    QString address;
    bool operator==(const ResolveRule &) const = default;
};

/// `--connect-to HOST:PORT:HOST:PORT`: connect to the second when asked for the first; an empty host or port matches
/// any.
struct ConnectToRule {
    QString host;
    quint16 port = 0;
    QString toHost;
    quint16 toPort = 0;
    bool operator==(const ConnectToRule &) const = default;
};

/// An inclusive range of status codes.
struct StatusRange {
    quint16 first = 0;
    quint16 last = 0;
    bool operator==(const StatusRange &) const = default;
};

/// What goes out besides the plan's own fields.
inline constexpr QLatin1String usualFields("usual");
inline constexpr QLatin1String curlFields("curl");
inline constexpr QLatin1String curlCompressedFields("curl-compressed"); ///< As curl --compressed has it.

/// 200-399
QList<StatusRange> defaultAcceptStatus();

/// Which steps follow the fetch. Each needs the one before it.
struct Steps {
    bool wrap = true;
    bool save = true;
    bool remove = true;
    /// Pages stay where they were saved.
    bool keepsFiles() const { return save && !remove; }
    bool operator==(const Steps &) const = default;
};

inline constexpr quint32 defaultAtOnceLimit = 256;
inline constexpr quint32 defaultOpenAtOnce = 1024;
inline constexpr quint32 requestsLimit = 10'000'000;
inline constexpr int threadsLimit = 64;
inline constexpr int redirectsLimit = 100;
inline constexpr qint64 maxBodyLimit = qint64(4) * 1024 * 1024 * 1024 - 1; ///< The record has 32 bits for it.

/// What to run. Plain data; holds secrets as the user gave them (redaction happens where something is kept or shown).
struct RunPlan {
    ExactUrl url;
    quint32 requests = 50; ///< 0: as many as there are before the end that hasEnd() knows of. See settledLoad().
    quint32 atOnce = 0;    ///< 0: as many as requests, at most defaultAtOnceLimit. See effectiveAtOnce().
    std::chrono::nanoseconds duration{0}; ///< 0: until all requests have ended. Otherwise none begins after it.
    std::chrono::nanoseconds drain = std::chrono::seconds(5); ///< What is under way at an end may take.
    Rate rate;                                                ///< Empty: the load is closed.
    QString arrivals = QStringLiteral("even");                ///< Or "poisson", of an open load.
    quint32 seed = 1;                                         ///< Of what is drawn: arrivals, order, {{random}}.
    std::chrono::nanoseconds rampUp{0};                       ///< Of a closed load: lanes open over that time.
    QString strategy = QStringLiteral("async");
    QString transport = QStringLiteral("curl");
    QByteArray method = QByteArrayLiteral("GET");
    QList<HeaderField> headers;
    QString userAgent; ///< Empty: ours. A header of that name goes before it.
    QString fields = usualFields;
    QByteArray body;
    QString targetsFile; ///< Not empty: requests in turn, instead of the one that URL, method and body make.
    QString order = QStringLiteral("turn"); ///< Of targets; or "shuffled".
    QString rowsFile;                       ///< Values for places such as {{name}}.
    std::chrono::nanoseconds timeout = std::chrono::seconds(10);
    std::chrono::nanoseconds connectTimeout = std::chrono::seconds(5);
    int redirects = 10;
    QList<StatusRange> acceptStatus = defaultAcceptStatus();
    QList<Check> checks; ///< What a reply must be besides.
    qint64 maxBody = qint64(16) * 1024 * 1024;
    bool insecure = false;
    QString http = QStringLiteral("1.1");
    std::optional<QUrl> proxy; ///< Empty: none. Nothing: the environment's, if any; see proxyChoiceFor().
    QString unixSocket;        ///< Empty: TCP. Excludes `proxy`.
    QList<ResolveRule> resolve;
    QList<ConnectToRule> connectTo;
    QString caCertificate;
    QString certificate;
    QString privateKey;
    Steps steps;
    bool freshConnections = false;
    QString workDir; ///< Parent of the run's private folder. Empty: the system's temporary folder.
    quint32 warmup = 0;
    bool allowRemote = false; ///< The user agreed to hosts that are neither loopback nor private.
    int threads = 1;          ///< Engine threads, up to threadsLimit. See effectiveThreads().
    /// Not empty: a program that speaks the runner protocol carries the plan out, and `strategy` is its name.
    QString runnerCommand;
    bool wasPractice = false; ///< Its URL, as it is asked, is that of the practice server that was started for it.
    QStringList targetNames;  ///< Of its file, for people; who makes the plan reads them. Figures are told for each.

    bool operator==(const RunPlan &) const = default;

    /// `atOnce`, or its default, never more than `requests`; 1 where there is one at a time.
    quint32 effectiveAtOnce() const;

    /// The same, whatever the strategy: what those have that can have several.
    quint32 concurrentAtOnce() const;

    /// Requests become due at a rate, whether a lane is free or not.
    bool isOpen() const { return !rate.isEmpty(); }

    /// Whether time ends it, too.
    bool hasEnd() const { return duration.count() > 0 || rate.length().count() > 0; }

    /// Whether it is known beforehand how many requests there will be: not where lanes go on until a time is over.
    bool isCountKnown() const { return isOpen() || duration.count() == 0; }

    /// `requests`, or their limit where time alone says how many there are.
    quint32 requestsAtMost() const { return requests == 0 ? requestsLimit : requests; }

    /// `threads`, never more than effectiveAtOnce(): each engine thread has at least one lane.
    quint32 effectiveThreads() const;

    bool accepts(int status) const;

    /// True for "practice:…", which means: start the practice server and ask it.
    bool isPractice() const;
};

/// The practice run that a first start shows.
ExactUrl defaultPracticeUrl();

/// The names that this build can run, in the order in which they are shown.
QStringList availableTransports();
QStringList availableHttpVersions();

/// The schemes of proxies that a transport can go through.
QStringList proxySchemesOf(const QString &transport);

/// Whether the connections to the plan's URL are to anybody. Where a redirect leads is not known beforehand.
bool isUnverified(const RunPlan &plan);

/// What must stand beside every figure of a plan whose TLS connections were to anybody; empty where certificates were
/// verified.
QString insecureRemark(const RunPlan &plan);

/// What a rate means to a strategy that has one lane; empty where there is nothing to say.
QString oneLaneRemark(const RunPlan &plan);

/// What is wrong with one option of a plan, as `option` (the command line's name for it, "--requests") and a sentence
/// that says what it got and what it takes.
struct PlanProblem {
    QString option;
    QString message;
};

/// Everything that is wrong with the plan in itself, without looking at the outside world; empty when it can run.
QList<PlanProblem> problemsOf(const RunPlan &plan);

/// Reads what a person types as a URL: "practice:…" with or without slashes, a host without scheme gets http://.
/// An unusable text gives an empty URL and `message` says what would be right.
ExactUrl urlFromUserInput(const QString &text, QString *message);

/// A URL of the plan's as it goes out: with the usual fields escaped as browsers do, with those of curl as it was
/// given.
ExactUrl urlAsSent(const RunPlan &plan, const ExactUrl &url);

/// The port of an http or https URL, given or usual.
quint16 portOf(const QUrl &url);

/// Where a connection for `url` really goes, after --connect-to and then --resolve, as curl applies them.
struct Endpoint {
    QString host;
    quint16 port = 0;
};
Endpoint endpointOf(const RunPlan &plan, const QUrl &url);

/// True if the host of the plan, after --resolve and --connect-to, is loopback or in a private range (RFC 1918,
/// RFC 4193, link-local), judged by its text alone. Practice and Unix-socket plans are local.
bool isLocalTarget(const RunPlan &plan);

/// The same rule for one host name or address.
bool isLocalHost(const QString &host);

/// True for localhost and what ends in .localhost (RFC 6761), with or without a last dot.
bool isLocalhostName(const QString &host);

/// True for these names and for the addresses that lead to this machine: 127.0.0.0/8, ::1, 0.0.0.0 and ::, in any
/// spelling.
bool isLoopbackHost(const QString &host);

} // namespace fiftyfold
