// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/fileargument.h"

#include "core/redaction.h"

#include <QFileInfo>
#include <QRegularExpression>

#include <algorithm>
#include <array>

namespace fiftyfold {

namespace {

bool isPath(const QString &text)
{
    static const std::array<QLatin1String, 4> beginnings = {QLatin1String("/"), QLatin1String("./"),
                                                            QLatin1String("../"), QLatin1String("~/")};
    return std::any_of(beginnings.begin(), beginnings.end(),
                       [&text](QLatin1String beginning) { return text.startsWith(beginning); });
}

/// "example.org/data.json" is a URL without its scheme; a host alone does not end so.
bool isRecordName(const QString &text)
{
    static const QRegularExpression pattern(QStringLiteral("^[^/?#:]+\\.(?:json|har|csv)$"),
                                            QRegularExpression::CaseInsensitiveOption);
    return pattern.match(text).hasMatch();
}

} // namespace

QString fileInsteadOfUrl(const QString &text)
{
    static const QRegularExpression scheme(QStringLiteral("^[A-Za-z][A-Za-z0-9+.-]*:(?!\\d)"));
    const QString name = text.trimmed();
    if (name.isEmpty() || scheme.match(name).hasMatch() || name.startsWith(QLatin1String("//")))
        return {};
    if (!isPath(name) && !isRecordName(name) && !QFileInfo(name).isFile())
        return {};
    return QStringLiteral(
               "\"%1\" is a file, not a URL, and records can't be opened yet. A URL is http://HOST[:PORT]/PATH, "
               "https://… or practice:…; write http:// before it if it is a host.")
        .arg(redactedUrlText(name));
}

} // namespace fiftyfold
