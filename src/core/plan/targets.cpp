// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/plan/targets.h"

#include "core/plan/planproblems.h"
#include "core/plan/practicequery.h"
#include "core/plan/targetparts.h"
#include "core/text/fieldsyntax.h"
#include "core/text/nearestname.h"
#include "core/text/problemwords.h"
#include "core/text/redaction.h"
#include "core/text/visibletext.h"

#include <QByteArrayView>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <array>
#include <string_view>

namespace fiftyfold {

namespace {

constexpr std::array<const char *, 10> usualMethods = {"GET",    "HEAD",    "POST",  "PUT",   "PATCH",
                                                       "DELETE", "OPTIONS", "TRACE", "PURGE", "PROPFIND"};

bool isUsualMethod(const QByteArray &word)
{
    return std::any_of(usualMethods.begin(), usualMethods.end(),
                       [&word](const char *method) { return word == method; });
}

/// As methods are written in a line; a host is not.
bool looksLikeMethod(const QByteArray &word)
{
    const bool isUpperCase = std::all_of(word.cbegin(), word.cend(), [](char c) {
        return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
    });
    return isUpperCase || isUsualMethod(word.toUpper());
}

/// The beginning of a list of JSON; one of an IPv6 address is another.
bool beginsList(const QByteArray &line)
{
    const QByteArray rest = line.mid(1).trimmed();
    return line.startsWith('[') && (rest.isEmpty() || rest.startsWith('{') || rest.startsWith('"') ||
                                    rest.startsWith('[') || rest.startsWith(']'));
}

/// Blanks belong to a URL only between the braces of a template's place.
bool hasBlank(QString text)
{
    for (qsizetype begin = text.indexOf(QLatin1String("{{")); begin >= 0; begin = text.indexOf(QLatin1String("{{"))) {
        const qsizetype end = text.indexOf(QLatin1String("}}"), begin);
        text.remove(begin, end < 0 ? text.size() : end + 2 - begin);
    }
    return std::any_of(text.cbegin(), text.cend(), [](QChar c) { return c.isSpace(); });
}

ExactUrl targetUrl(const QString &text, QString *problem)
{
    const QString takes = ProblemWords::tr("a line is URL, METHOD URL or {\"method\": …, \"url\": …, \"headers\": {…}, "
                                           "\"body\": …}");
    if (text.startsWith(QLatin1Char('@')))
        *problem = ProblemWords::tr("a body stands in a line of JSON, not in a file of its own; %1").arg(takes);
    else if (hasBlank(text))
        *problem = ProblemWords::tr("a blank in the URL \"%1\", where it is written %20; %2")
                       .arg(redactedWords(redactedUrlText(text.left(200))), takes);
    if (!problem->isEmpty())
        return {};
    const ExactUrl url = urlFromUserInput(text, problem);
    if (problem->isEmpty() && url.scheme() == QLatin1String("practice") && !text.contains(QLatin1String("{{")))
        *problem = practiceQueryProblem(url);
    return url;
}

Target targetOfWords(const QByteArray &line, QString *problem)
{
    Target target;
    const auto end = std::find_if(line.cbegin(), line.cend(), [](char c) { return c == ' ' || c == '\t'; });
    const QByteArray word = line.left(end - line.cbegin());
    if (!looksLikeMethod(word)) {
        target.url = targetUrl(QString::fromUtf8(line), problem);
        return target;
    }
    target.method = usualMethod(word);
    const QByteArray rest = line.mid(word.size()).trimmed();
    if (!rest.isEmpty())
        target.url = targetUrl(QString::fromUtf8(rest), problem);
    else if (isUsualMethod(target.method))
        *problem = ProblemWords::tr("%1 without a URL behind it").arg(QString::fromLatin1(target.method));
    else {
        target.method = "GET";
        target.url = targetUrl(QString::fromUtf8(line), problem);
    }
    return target;
}

/// Adds those of one member of "headers"; false where it is neither a text nor a list of them.
bool addHeaderValues(QList<HeaderField> &headers, const QString &name, const QJsonValue &value)
{
    const QJsonArray values = value.isArray() ? value.toArray() : QJsonArray{value};
    for (const QJsonValue one : values) {
        if (!one.isString())
            return false;
        headers.append({name.toUtf8(), one.toString().trimmed().toUtf8()});
    }
    return true;
}

bool addHeaders(QList<HeaderField> &headers, const QJsonValue &json)
{
    if (json.isObject()) {
        const QJsonObject object = json.toObject();
        for (auto member = object.begin(); member != object.end(); ++member) {
            if (!addHeaderValues(headers, member.key(), member.value()))
                return false;
        }
        return true;
    }
    const QJsonArray pairs = json.toArray();
    for (const QJsonValue element : pairs) {
        const QJsonArray pair = element.toArray();
        if (pair.size() != 2 || !pair.at(0).isString() || !pair.at(1).isString())
            return false;
        addHeaderValues(headers, pair.at(0).toString(), pair.at(1));
    }
    return json.isArray();
}

QString unknownKeyProblem(const QString &key)
{
    const QStringList known = {QStringLiteral("method"), QStringLiteral("url"), QStringLiteral("headers"),
                               QStringLiteral("body")};
    const QString nearest = nearestName(known, key.left(80));
    const QString meant = nearest.isEmpty() ? QString() : ProblemWords::tr("; did you mean \"%1\"?").arg(nearest);
    return ProblemWords::tr("there is no \"%1\"%2 It takes method, url, headers and body")
        .arg(visibleText(key.left(80)), meant.isEmpty() ? QStringLiteral(".") : meant);
}

Target targetOfJson(const QByteArray &line, QString *problem)
{
    Target target;
    QJsonParseError error;
    const QJsonObject object = QJsonDocument::fromJson(line, &error).object();
    if (error.error != QJsonParseError::NoError) {
        *problem = ProblemWords::tr("no JSON (%1, at byte %2); each object is on a line of its own")
                       .arg(error.errorString())
                       .arg(error.offset);
        return target;
    }
    const auto isText = [&object](const char *key) {
        const QJsonValue value = object.value(QLatin1String(key));
        return value.isUndefined() || value.isString();
    };
    target.method.clear();
    for (auto member = object.begin(); member != object.end() && problem->isEmpty(); ++member) {
        const QString key = member.key();
        if (key == QLatin1String("url"))
            target.url = isText("url") ? targetUrl(member->toString(), problem) : ExactUrl();
        else if (key == QLatin1String("method"))
            target.method = usualMethod(member->toString().toUtf8());
        else if (key == QLatin1String("body"))
            target.body = member->toString().toUtf8();
        else if (key != QLatin1String("headers"))
            *problem = unknownKeyProblem(key);
        else if (!addHeaders(target.headers, *member))
            *problem =
                ProblemWords::tr("\"headers\" takes {\"NAME\": \"VALUE\"}, where a value may be a list of them, or "
                                 "[[\"NAME\", \"VALUE\"]]");
    }
    if (!problem->isEmpty())
        return target;
    if (!object.contains(QLatin1String("url")) || !isText("url"))
        *problem = ProblemWords::tr("\"url\", a text, is not there");
    else if (!isText("method") || !isText("body"))
        *problem = ProblemWords::tr("\"%1\" takes a text; quotes in it are written \\\"")
                       .arg(QLatin1String(isText("method") ? "body" : "method"));
    else if (!object.contains(QLatin1String("method")))
        target.method = target.body.isEmpty() ? "GET" : "POST";
    return target;
}

Target targetOfLine(const QByteArray &line, QString *problem)
{
    if (line.size() > targetLineLimit)
        *problem = ProblemWords::tr("more than 1 MiB");
    else if (!line.isValidUtf8())
        *problem = ProblemWords::tr("bytes that are no UTF-8");
    else if (!isFieldValue(line))
        *problem = ProblemWords::tr("a control character, which in JSON is written \\uXXXX and in a URL %XX");
    else if (beginsList(line))
        *problem = ProblemWords::tr("a list; each target is on a line of its own");
    if (!problem->isEmpty())
        return {};
    const Target target = line.startsWith('{') ? targetOfJson(line, problem) : targetOfWords(line, problem);
    if (problem->isEmpty())
        *problem = problemOf(target);
    return target;
}

TargetList targetsOfLines(QByteArrayView bytes, QString *problem)
{
    TargetList list;
    qint64 number = 0;
    for (qsizetype begin = 0; begin < bytes.size();) {
        const qsizetype newLine = bytes.indexOf('\n', begin);
        const qsizetype end = newLine < 0 ? bytes.size() : newLine;
        const QByteArray line = bytes.sliced(begin, end - begin).trimmed().toByteArray();
        begin = end + 1;
        ++number;
        if (line.isEmpty() || line.startsWith('#'))
            continue;
        if (list.targets.size() == targetsLimit)
            *problem = ProblemWords::tr("more than %1 targets").arg(targetsLimit);
        else
            list.targets.append(targetOfLine(line, problem));
        list.lines.append(number);
        if (!problem->isEmpty()) {
            *problem = ProblemWords::tr("line %1: %2").arg(number).arg(*problem);
            return list;
        }
    }
    if (list.targets.isEmpty())
        *problem = ProblemWords::tr("it has no target; a line is URL, METHOD URL or JSON");
    return list;
}

} // namespace

QByteArray usualMethod(const QByteArray &method)
{
    const QByteArray upper = method.toUpper();
    return isUsualMethod(upper) ? upper : method;
}

QString problemOf(const Target &target)
{
    if (!isToken(target.method))
        return ProblemWords::tr("\"%1\" is no HTTP method such as GET or POST")
            .arg(redactedWords(visibleText(QString::fromUtf8(target.method.left(80)))));
    if (target.method.compare("CONNECT", Qt::CaseInsensitive) == 0)
        return ProblemWords::tr(
            "CONNECT is a method for proxies; it takes one that asks for a page, such as GET or POST");
    if (target.method == "HEAD" && !target.body.isEmpty())
        return ProblemWords::tr("HEAD asks for no body and sends none; it takes another method such as POST");
    for (const HeaderField &header : target.headers) {
        if (!isToken(header.name))
            return ProblemWords::tr("the name of a header has other signs than letters, digits and -");
        if (!isFieldValue(header.value))
            return ProblemWords::tr("the value of the header %1 has control characters")
                .arg(QString::fromLatin1(header.name));
        if (QString missing = missingSecret(ProblemWords::tr("the header %1").arg(QString::fromLatin1(header.name)),
                                            QString::fromUtf8(header.value));
            !missing.isEmpty())
            return missing;
    }
    return missingSecret(ProblemWords::tr("the URL"), target.url.toString());
}

QString Target::name() const
{
    return QString::fromUtf8(method) + QLatin1Char(' ') + redactedUrl(url);
}

std::optional<TargetList> TargetList::fromBytes(const QByteArray &bytes, const QString &fileName, QString *problem)
{
    constexpr std::string_view byteOrderMark = "\xEF\xBB\xBF";
    problem->clear();
    const bool hasMark = bytes.startsWith(QByteArrayView(byteOrderMark.data(), 3));
    const QByteArray text = hasMark ? bytes.mid(3) : bytes;
    TargetList list;
    if (bytes.startsWith("\xFF\xFE") || bytes.startsWith("\xFE\xFF"))
        *problem = ProblemWords::tr("it is in UTF-16, and is to be in UTF-8");
    else
        list = isHar(text) ? targetsOfHar(text, problem) : targetsOfLines(text, problem);
    if (problem->isEmpty())
        return list;
    *problem = sentence(visibleText(ProblemWords::tr("%1, %2").arg(fileName, *problem)));
    return std::nullopt;
}

} // namespace fiftyfold
