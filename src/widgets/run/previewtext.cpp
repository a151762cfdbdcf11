// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/run/previewtext.h"

#include "core/text/numberlocale.h"
#include "core/text/visibletext.h"

#include <QCoreApplication>

namespace fiftyfold {

namespace {

struct PreviewWords {
    Q_DECLARE_TR_FUNCTIONS(fiftyfold::PreviewText)
};

constexpr qsizetype shownNames = 3;
constexpr qsizetype longestName = 60;
constexpr qsizetype longestLine = 1000;

QString countText(qsizetype number)
{
    return numberLocale().toString(number);
}

QString shortened(const QString &text, qsizetype most)
{
    const QString visible = visibleText(text);
    return visible.size() <= most ? visible : visible.left(most - 1) + QChar(0x2026);
}

} // namespace

QString previewText(const RequestPreview &preview)
{
    QStringList lines;
    for (const PreviewedRequest &request : preview.first) {
        if (!lines.isEmpty())
            lines.append(QString());
        lines.append(shortened(request.line, longestLine));
        for (const QString &header : request.headers)
            lines.append(shortened(header, longestLine));
        if (request.bodySize == 0)
            continue;
        lines.append(QString());
        lines.append(visibleLines(request.body));
        if (request.body.toUtf8().size() < request.bodySize)
            lines.append(PreviewWords::tr("… %1 bytes in all").arg(countText(request.bodySize)));
    }
    return lines.join(QLatin1Char('\n'));
}

QString aboutTargets(const RequestPreview &preview)
{
    if (preview.names.isEmpty())
        return {};
    QStringList names;
    const QStringList first = preview.names.mid(0, shownNames);
    for (const QString &name : first)
        names.append(shortened(name, longestName));
    if (preview.names.size() > shownNames)
        names.append(QString(QChar(0x2026)));
    const QString count = preview.names.size() == 1
                              ? PreviewWords::tr("1 target")
                              : PreviewWords::tr("%1 targets").arg(countText(preview.names.size()));
    const QString leftOut =
        preview.leftOut == 0 ? QString() : PreviewWords::tr(", %1 entries left out").arg(countText(preview.leftOut));
    return count + leftOut + QLatin1String(":\n") + names.join(QLatin1Char('\n'));
}

QString aboutColumns(const RequestPreview &preview)
{
    constexpr qsizetype most = 200;
    return preview.columns.isEmpty()
               ? QString()
               : shortened(PreviewWords::tr("Columns: %1").arg(preview.columns.join(QLatin1String(", "))), most);
}

QString otherTargets(const RunPlan &plan)
{
    const qsizetype others = plan.targetNames.size() - 1;
    if (others < 1)
        return {};
    return plan.order == QLatin1String("shuffled") ? PreviewWords::tr("and %1 more, shuffled").arg(countText(others))
                                                   : PreviewWords::tr("and %1 more, in turn").arg(countText(others));
}

} // namespace fiftyfold
