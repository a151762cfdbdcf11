// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/plan/curlrequest.h"

#include "core/plan/headerfields.h"
#include "core/text/problemwords.h"
#include "core/text/visibletext.h"

#include <QRegularExpression>

#include <string_view>

namespace fiftyfold {

namespace {

const QByteArray contentTypeName = QByteArrayLiteral("Content-Type");

/// Of a request that is about to be made of a draft.
bool hasField(const CurlDraft &draft, const QByteArray &name)
{
    return hasHeader(draft.command.headers, name);
}

/// `name` in lower case.
bool isTakenAway(const CurlDraft &draft, const QByteArray &name)
{
    return draft.withoutHeaders.contains(name) && !hasField(draft, name);
}

/// Whether curl adds its own; likewise.
bool wantsField(const CurlDraft &draft, const QByteArray &name)
{
    return !draft.withoutHeaders.contains(name) && !hasField(draft, name);
}

bool sendsData(const CurlDraft &draft)
{
    return !draft.command.data.isEmpty() && !draft.isGet;
}

bool sendsBody(const CurlDraft &draft)
{
    return sendsData(draft) || !draft.command.form.isEmpty();
}

/// The length of an IPv6 address in brackets that stands there as a host; 0: none does.
qsizetype addressLengthAt(const QByteArray &url, qsizetype at)
{
    static const QRegularExpression pattern(QStringLiteral("^\\[[0-9A-Fa-f]*:[0-9A-Fa-f:.]*(?:%[^\\]/]*)?\\]"));
    const bool isHost = at == 0 || url[at - 1] == '@' || (at > 1 && url.mid(at - 2, 2) == "//");
    constexpr qsizetype longestAddress = 128;
    return isHost ? pattern.match(QString::fromLatin1(url.mid(at, longestAddress))).capturedLength() : 0;
}

/// The URL without the backslashes that keep curl from taking brackets for several URLs; nothing where it takes them
/// so.
std::optional<QByteArray> unglobbed(const QByteArray &url)
{
    constexpr std::string_view brackets = "[]{}";
    QByteArray plain;
    for (qsizetype i = 0; i < url.size(); ++i) {
        const bool isBracket = brackets.find(url[i]) != std::string_view::npos;
        const bool isEscape =
            url[i] == '\\' && i + 1 < url.size() && brackets.find(url[i + 1]) != std::string_view::npos;
        qsizetype length = 1;
        if (isBracket) {
            const bool isEmptyPair = url.mid(i, 2) == "[]";
            length = isEmptyPair ? 2 : url[i] == '[' ? addressLengthAt(url, i) : 0;
        }
        if (length == 0)
            return std::nullopt;
        i += isEscape ? 1 : 0;
        plain += url.mid(i, length);
        i += length - 1;
    }
    return plain;
}

/// The way that curl goes with dots in a path, unless it is told not to.
ExactUrl withoutDots(const ExactUrl &url)
{
    static const QRegularExpression dots(QStringLiteral("^[^?]*/\\.{1,2}(?:/|\\?|$)"));
    return dots.match(QString::fromLatin1(url.target())).hasMatch() ? ExactUrl().resolved(url.text()).asGiven() : url;
}

QString finishUrl(CurlDraft &draft)
{
    if (draft.urls.isEmpty())
        return ProblemWords::tr("The command has no URL; it takes one, http://HOST[:PORT]/PATH or https://….");
    if (draft.urls.size() > 1)
        return ProblemWords::tr(
                   "The command has %1 URLs, and a request has one; leave the others out. A word that lost "
                   "its quotes, or the dash of its option, is taken for one too.")
            .arg(draft.urls.size());
    const std::optional<QByteArray> text = draft.isGlobbingOff ? draft.urls.first() : unglobbed(draft.urls.first());
    if (!text)
        return ProblemWords::tr(
            "The URL has brackets or braces, of which curl makes several URLs; write a backslash before "
            "each that is meant as it is, or add --globoff.");
    if (!text->isValidUtf8())
        return ProblemWords::tr("The URL has a byte that is no UTF-8; it is written as an escape, such as %E9.");
    QString problem;
    ExactUrl url = urlFromUserInput(QString::fromUtf8(*text), &problem).asGiven();
    if (!problem.isEmpty())
        return sentence(problem);
    if (!draft.isPathAsIs && !url.isEmpty())
        url = withoutDots(url);
    if (!draft.urlQuery.isEmpty() && draft.isGet && !draft.command.data.isEmpty())
        return ProblemWords::tr("The options --url-query and -G (--get) both add to the URL's query; use one of them.");
    if (!draft.urlQuery.isEmpty())
        url = withQuery(url, draft.urlQuery.join('&'));
    draft.command.url = url;
    return {};
}

QString finishMethod(CurlDraft &draft)
{
    CurlCommand &command = draft.command;
    if (!command.form.isEmpty() && !command.data.isEmpty())
        return ProblemWords::tr(
            "The options -F (--form) and -d (--data) exclude each other, got both: a request has one "
            "body.");
    if (!command.form.isEmpty() && draft.isGet)
        return ProblemWords::tr("The option -G (--get) puts the data of -d into the URL, and can't do so with a form "
                                "(-F); leave one of them out.");
    if (draft.isHead && sendsBody(draft))
        return ProblemWords::tr(
            "The option -I (--head) asks for no body and sends none; leave it out, or add -G to have "
            "the data in the URL.");
    command.isDataInUrl = draft.isGet;
    command.method = draft.method       ? *draft.method
                     : draft.isHead     ? QByteArrayLiteral("HEAD")
                     : sendsBody(draft) ? QByteArrayLiteral("POST")
                                        : QByteArrayLiteral("GET");
    return {};
}

QString takenAwayProblem(const char *name)
{
    return ProblemWords::tr(
               "The option -H takes the field %1 away, which is always sent here; leave that out, or give it "
               "a value.")
        .arg(QLatin1String(name));
}

/// What curl would leave out, and we can't.
QString withoutProblem(const CurlDraft &draft)
{
    for (const char *name : {"host", "user-agent", "accept"}) {
        if (isTakenAway(draft, name))
            return takenAwayProblem(name);
    }
    for (const char *name : {"content-type", "content-length"}) {
        if (isTakenAway(draft, name) && sendsBody(draft))
            return takenAwayProblem(name);
    }
    if (draft.userAgent && draft.userAgent->isEmpty() && !hasField(draft, "user-agent"))
        return ProblemWords::tr(
            "The option -A with an empty text takes the field user-agent away, which is always sent "
            "here; give it a text.");
    return {};
}

/// Fields that only a carrier can say.
QString framingProblem(CurlDraft &draft)
{
    if (hasField(draft, "transfer-encoding"))
        return ProblemWords::tr(
            "The option -H with Transfer-Encoding is not taken from a curl command: a body is sent as "
            "one, with its length; leave it out.");
    const HeaderField *length = findHeader(draft.command.headers, "content-length");
    if (length && (sendsBody(draft) || length->value != "0")) {
        draft.notes.append(ProblemWords::tr("Content-Length is left out; it is counted from the body."));
        removeHeaders(draft.command.headers, "content-length");
    }
    return {};
}

/// The fields that curl sends before those of -H.
QString prependOwnFields(CurlDraft &draft)
{
    QList<HeaderField> own;
    if (draft.user && draft.bearer)
        return ProblemWords::tr("The options -u (--user) and --oauth2-bearer exclude each other, got both.");
    if (draft.user && wantsField(draft, "authorization"))
        own.append({"Authorization", "Basic " + draft.user->toBase64()});
    if (draft.bearer && wantsField(draft, "authorization"))
        own.append({"Authorization", "Bearer " + *draft.bearer});
    if (!draft.range.isEmpty() && wantsField(draft, "range"))
        own.append({"Range", "bytes=" + draft.range});
    if (!draft.referer.isEmpty() && wantsField(draft, "referer"))
        own.append({"Referer", draft.referer});
    if (!draft.cookies.isEmpty() && wantsField(draft, "cookie"))
        own.append({"Cookie", draft.cookies.join(';')});
    draft.command.headers = own + draft.command.headers;
    return {};
}

/// Those behind them: what the body is.
void appendOwnFields(CurlDraft &draft)
{
    CurlCommand &command = draft.command;
    const QByteArray json = QByteArrayLiteral("application/json");
    if (draft.isJson && wantsField(draft, "content-type"))
        command.headers.append({contentTypeName, json});
    if (draft.isJson && wantsField(draft, "accept"))
        command.headers.append({"Accept", json});
    if (sendsData(draft) && wantsField(draft, "content-type"))
        command.headers.append({contentTypeName, "application/x-www-form-urlencoded"});
    if (command.form.isEmpty())
        return;
    command.formType = QByteArrayLiteral("multipart/form-data");
    if (const HeaderField *given = findHeader(command.headers, contentTypeName))
        command.formType = given->value;
    removeHeaders(command.headers, contentTypeName);
}

QString finishHeaders(CurlDraft &draft)
{
    for (QString (*step)(CurlDraft &) :
         {+[](CurlDraft &of) { return withoutProblem(of); }, framingProblem, prependOwnFields}) {
        if (const QString problem = step(draft); !problem.isEmpty())
            return problem;
    }
    appendOwnFields(draft);
    if (draft.userAgent && !hasField(draft, "user-agent"))
        draft.command.userAgent = QString::fromUtf8(*draft.userAgent);
    draft.command.isCompressed = draft.isCompressed && wantsField(draft, "accept-encoding");
    if (draft.command.isCompressed)
        draft.notes.append(ProblemWords::tr(
            "--compressed asks for the codings that curl asks for, but for zstd, which can't be decoded here."));
    else if (draft.isCompressed && hasField(draft, "accept-encoding"))
        draft.notes.append(
            ProblemWords::tr("Accept-Encoding is sent as the command has it, so that pages are kept as they "
                             "come, not decoded as --compressed would; checks look into what they are decoded."));
    return {};
}

QString finishConnection(CurlDraft &draft)
{
    CurlCommand &command = draft.command;
    command.isInsecure = draft.isInsecure;
    command.redirects = draft.isFollowing ? draft.mostRedirects : 0;
    if (draft.hasAutoReferer && draft.isFollowing)
        return ProblemWords::tr(
            "The option -e (--referer) with ;auto changes the field with each redirect, which is not "
            "done here; leave ;auto out.");
    if (!command.certificate.isEmpty() && command.privateKey.isEmpty())
        command.privateKey = command.certificate; // one file may hold both
    if (draft.proxyUser.isEmpty())
        return {};
    if (!command.proxy || command.proxy->isEmpty())
        return ProblemWords::tr("The option -U (--proxy-user) is for the proxy of -x; add -x http://HOST:PORT.");
    const qsizetype colon = draft.proxyUser.indexOf(':');
    command.proxy->setUserName(QString::fromUtf8(draft.proxyUser.left(colon)), QUrl::DecodedMode);
    command.proxy->setPassword(QString::fromUtf8(draft.proxyUser.mid(colon + 1)), QUrl::DecodedMode);
    return {};
}

} // namespace

QString finishCurlRequest(CurlDraft &draft)
{
    for (QString (*finish)(CurlDraft &) : {finishUrl, finishMethod, finishHeaders, finishConnection}) {
        if (const QString problem = finish(draft); !problem.isEmpty())
            return problem;
    }
    return {};
}

ExactUrl withQuery(const ExactUrl &url, const QByteArray &query)
{
    if (query.isEmpty())
        return url;
    const QByteArray given = url.queryText();
    QByteArray text = url.text();
    if (!text.contains('?'))
        text += '?';
    else if (!given.isEmpty() && !given.endsWith('&'))
        text += '&';
    return ExactUrl::fromText(text + query).asGiven();
}

} // namespace fiftyfold
