// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/plan/fileargument.h"

#include "core/text/hostaddress.h"
#include "core/text/problemwords.h"
#include "core/text/redaction.h"

#include <QFileInfo>
#include <QRegularExpression>

#include <algorithm>
#include <array>

namespace fiftyfold {

namespace {

constexpr QLatin1Char slash('/');

bool isPath(const QString &text)
{
    static const std::array<QLatin1String, 4> beginnings = {QLatin1String("/"), QLatin1String("./"),
                                                            QLatin1String("../"), QLatin1String("~/")};
    return std::any_of(beginnings.begin(), beginnings.end(),
                       [&text](QLatin1String beginning) { return text.startsWith(beginning); });
}

bool isFolderSign(const QString &text)
{
    return text == QLatin1String(".") || text == QLatin1String("..") || text == QLatin1String("~");
}

/// "example.org/data.json" is a URL without its scheme; a host alone does not end so.
bool isRecordName(const QString &text)
{
    static const QRegularExpression pattern(QStringLiteral("^[^/?#:]+\\.(?:json|har|csv)$"),
                                            QRegularExpression::CaseInsensitiveOption);
    return pattern.match(text).hasMatch();
}

/// What is before the path of a URL without its scheme.
QString hostOf(const QString &text)
{
    static const QRegularExpression behind(QStringLiteral("[/?#]"));
    static const QRegularExpression withPort(QStringLiteral("^(\\[[^\\]]*\\]|[^:]*):\\d*$"));
    const QString host = text.section(behind, 0, 0);
    const QRegularExpressionMatch match = withPort.match(host);
    return match.hasMatch() ? match.captured(1) : host;
}

/// Nobody means a file by it, even where one of that name lies in the folder.
bool isCertainlyHost(const QString &host)
{
    const bool isWhole =
        host.count(QLatin1Char('.')) == 3 || host.contains(QLatin1Char(':')); // 2024 is a folder's name
    return host.compare(QLatin1String("localhost"), Qt::CaseInsensitive) == 0 ||
           host.endsWith(QLatin1String(".localhost"), Qt::CaseInsensitive) ||
           (isWhole && HostAddress::fromHost(host).has_value());
}

enum class Meant { Url, File, Folder, Missing };

Meant meantBy(const QString &name)
{
    if (isFolderSign(name))
        return Meant::Folder;
    const QFileInfo there(name);
    if (isPath(name))
        return there.isDir() ? Meant::Folder : there.exists() ? Meant::File : Meant::Missing;
    const QString host = hostOf(name);
    if (isCertainlyHost(host))
        return Meant::Url;
    const bool hasDot = host.lastIndexOf(QLatin1Char('.')) > 0;
    if (there.isDir()) // a mirror of example.org lies in a folder of that name
        return hasDot ? Meant::Url : Meant::Folder;
    if (there.isFile())
        return Meant::File;
    const QString first = name.section(slash, 0, 0);
    const bool isBelow = name.contains(slash);
    const QFileInfo thereFirst(first);
    if (isBelow && thereFirst.isFile() && (!hasDot || isRecordName(first))) // nothing is below a file
        return name.count(slash) == 1 && name.endsWith(slash) ? Meant::File : Meant::Missing;
    const bool isBelowFolder = isBelow && thereFirst.isDir() && !hasDot;
    return isRecordName(name) || isBelowFolder ? Meant::Missing : Meant::Url;
}

} // namespace

QString fileInsteadOfUrl(const QString &text)
{
    static const QRegularExpression scheme(QStringLiteral("^[A-Za-z][A-Za-z0-9+.-]*:(?!\\d)"));
    const QString name = text.trimmed();
    if (name.isEmpty() || scheme.match(name).hasMatch() || name.startsWith(QLatin1String("//")))
        return {};
    const Meant meant = meantBy(name);
    if (meant == Meant::Url)
        return {};
    const QString what =
        meant == Meant::Folder ? ProblemWords::tr("\"%1\" is a folder, not a URL.")
        : meant == Meant::File
            ? ProblemWords::tr("\"%1\" is a file, not a URL; what a record says is shown by fiftyfold-cli show FILE.")
            : ProblemWords::tr("\"%1\" looks like the name of a file, not a URL, and there is none of that name.");
    return what.arg(redactedUrlText(name)) +
           ProblemWords::tr(" A URL is http://HOST[:PORT]/PATH, https://… or practice:…; write http:// before it if it "
                            "is a host.");
}

} // namespace fiftyfold
