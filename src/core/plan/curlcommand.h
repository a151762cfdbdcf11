// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/plan/multipartform.h"
#include "core/plan/runplan.h"

#include <QByteArray>
#include <QList>
#include <QString>
#include <QStringList>

#include <chrono>
#include <optional>

namespace fiftyfold {

/// What becomes of a file that stands in for a text.
enum class FileUse : quint8 { AsIs, WithoutLineBreaks, Encoded };

/// One --data of a command: a text, and the contents of a file after it.
struct CurlData {
    QByteArray text;
    QString file; ///< Empty: none.
    FileUse fileUse = FileUse::AsIs;
    bool isJoined = true; ///< With & to what is before it.
    bool operator==(const CurlData &) const = default;
};

/// The request of a curl command. Plain data; holds secrets as they stand there.
struct CurlCommand {
    ExactUrl url; ///< As it was given, without the data of -G.
    QByteArray method;
    /// In the order in which curl sends them, of its own those that the command asks for: Authorization, Range,
    /// Referer, Cookie before those of -H, and the type of a body behind them, but a form's, which needs its boundary.
    QList<HeaderField> headers;
    QString userAgent; ///< Empty: ours; a request does not pass itself off as curl's.
    QList<CurlData> data;
    bool isDataInUrl = false;  ///< -G
    QList<FormPart> form;      ///< Instead of data.
    QByteArray formType;       ///< Of the form, without its boundary.
    bool isCompressed = false; ///< Asks for each coding that can be decoded here.
    int redirects = 0;         ///< 0 without -L, as curl follows none.
    bool isInsecure = false;
    // What the command does not say is left as the plan has it.
    QString http;
    std::optional<QUrl> proxy; ///< Empty: none.
    QString unixSocket;
    QList<ResolveRule> resolve;
    QList<ConnectToRule> connectTo;
    QString caCertificate;
    QString certificate;
    QString privateKey;
    std::optional<std::chrono::nanoseconds> timeout;
    std::optional<std::chrono::nanoseconds> connectTimeout;

    /// The files whose contents are sent (@FILE), each once, as they are named. The caller reads them.
    QStringList files() const;
};

/// What a text was read as.
struct CurlReading {
    std::optional<CurlCommand> command; ///< Nothing: see the problem.
    QString problem;                    ///< A sentence that says what was wrong and what would be right. No secrets.
    QStringList notes;                  ///< Sentences: what is not taken over, and changes nothing of the request.
};

/// Whether a text begins as a curl command does, with the prompt "$ " before it or without, rather than as a URL.
bool isCurlCommand(const QString &text);

/// Reads a curl command as browsers copy it, for bash or for cmd. Nothing is run, read or asked for: no shell, no file.
/// What changes the request and can't be had here is a problem that names its option.
CurlReading curlCommandFrom(const QString &text);

/// Takes the request over into a plan: URL, method, headers, user agent, other fields, body, redirects and whether
/// certificates are verified in any case, the others where the command says them. `files` has the contents of the
/// command's files(). The boundary is for a form; see multipartBody(). Gives a sentence, and leaves the plan as it is,
/// where a file is missing; otherwise an empty text. What a plan can't be is for problemsOf() to say.
QString applyCurlCommand(const CurlCommand &command, RunPlan &plan, const FileContents &files,
                         const QByteArray &boundary);

} // namespace fiftyfold
