// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/plan/curlcommand.h"

namespace fiftyfold {

/// A command as far as its options were read, before one is weighed against the other. See curlcommand.cpp.
struct CurlDraft {
    CurlCommand command; ///< What an option says by itself; `headers` are those of -H.
    QList<QByteArray> urls;
    QList<QByteArray> withoutHeaders; ///< Taken away by -H 'NAME:', in lower case.
    std::optional<QByteArray> method;
    std::optional<QByteArray> user;
    std::optional<QByteArray> bearer;
    std::optional<QByteArray> userAgent;
    QByteArray referer;
    bool hasAutoReferer = false;
    QByteArray range;
    QList<QByteArray> cookies;
    QList<QByteArray> urlQuery; ///< --url-query, encoded.
    QByteArray proxyUser;
    int mostRedirects = 50; ///< As curl has it.
    bool isHead = false;
    bool isGet = false;
    bool isJson = false;
    bool isFollowing = false;
    bool isInsecure = false;
    bool isCompressed = false;
    bool isGlobbingOff = false;
    bool isPathAsIs = false;
    QStringList leftOut; ///< Options as they stand there.
    QStringList notes;
};

/// An option of curl, or several with the same meaning. It is a switch, taken by a function, refused, or, where it has
/// nothing of that, left out with a note.
struct CurlOption {
    const char *names;           ///< Separated by blanks.
    const char *takes = nullptr; ///< Of FieldWords; completes "The option -d takes …". Null: no value.
    bool CurlDraft::*flag = nullptr;
    Refusal (*take)(CurlDraft &draft, const QByteArray &value) = nullptr; ///< The value is empty where it takes none.
    const char *refusal = nullptr; ///< A clause of ProblemWords: why it is not taken, or what is there instead.
};

/// The option of that name, with its dashes; null: curl has none that we know of.
const CurlOption *findCurlOption(const QByteArray &name);

// What the options that are taken do, for curloptions.cpp. Each gives what the value was, where it is not taken.
Refusal takeUrl(CurlDraft &draft, const QByteArray &value);
Refusal takeUrlQuery(CurlDraft &draft, const QByteArray &value);
Refusal takeMethod(CurlDraft &draft, const QByteArray &value);
Refusal takeHeader(CurlDraft &draft, const QByteArray &value);
Refusal takeUserAgent(CurlDraft &draft, const QByteArray &value);
Refusal takeReferer(CurlDraft &draft, const QByteArray &value);
Refusal takeCookie(CurlDraft &draft, const QByteArray &value);
Refusal takeUser(CurlDraft &draft, const QByteArray &value);
Refusal takeBearer(CurlDraft &draft, const QByteArray &value);
Refusal takeRange(CurlDraft &draft, const QByteArray &value);
Refusal takeData(CurlDraft &draft, const QByteArray &value);
Refusal takeDataRaw(CurlDraft &draft, const QByteArray &value);
Refusal takeDataBinary(CurlDraft &draft, const QByteArray &value);
Refusal takeDataUrlEncoded(CurlDraft &draft, const QByteArray &value);
Refusal takeJson(CurlDraft &draft, const QByteArray &value);
Refusal takeForm(CurlDraft &draft, const QByteArray &value);
Refusal takeFormString(CurlDraft &draft, const QByteArray &value);
Refusal takeMostRedirects(CurlDraft &draft, const QByteArray &value);
Refusal takeProxy(CurlDraft &draft, const QByteArray &value);
Refusal takeProxyUser(CurlDraft &draft, const QByteArray &value);
Refusal takeNoProxy(CurlDraft &draft, const QByteArray &value);
Refusal takeSocks(CurlDraft &draft, const QByteArray &value);
Refusal takeSocksWithNames(CurlDraft &draft, const QByteArray &value);
Refusal takeResolve(CurlDraft &draft, const QByteArray &value);
Refusal takeConnectTo(CurlDraft &draft, const QByteArray &value);
Refusal takeUnixSocket(CurlDraft &draft, const QByteArray &value);
Refusal takeCaCertificate(CurlDraft &draft, const QByteArray &value);
Refusal takeCertificate(CurlDraft &draft, const QByteArray &value);
Refusal takePrivateKey(CurlDraft &draft, const QByteArray &value);
Refusal takePemType(CurlDraft &draft, const QByteArray &value);
Refusal takeHttp11(CurlDraft &draft, const QByteArray &value);
Refusal takeHttp2(CurlDraft &draft, const QByteArray &value);
Refusal takeTimeout(CurlDraft &draft, const QByteArray &value);
Refusal takeConnectTimeout(CurlDraft &draft, const QByteArray &value);

} // namespace fiftyfold
