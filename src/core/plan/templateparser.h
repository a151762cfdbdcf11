// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/plan/templatetext.h"

#include <QStringList>

namespace fiftyfold {

/// Reads texts with places in double braces. One template's texts are read by one of these.
class TemplateParser
{
public:
    explicit TemplateParser(QStringList columns);

    enum class Form : quint8 {
        Url,  ///< ExactUrl's: braces, blanks and quotes may be escaped.
        Json, ///< What stands between quotes is told from what doesn't.
        Other ///< All of it is `site`.
    };

    /// `where` it stands: "the URL". Nothing but a `problem`, a sentence, where a place can't be read.
    TemplateText parse(const QByteArray &text, Form form, TemplateSite site, const QString &where, QString *problem);

private:
    bool addPlace(QList<TemplateText::Piece> &pieces, const QByteArray &inside, TemplateSite site, QString *problem);
    bool addRandom(QList<TemplateText::Piece> &pieces, TemplateText::Piece piece, const QList<QByteArray> &words,
                   QString *problem);
    QString unknownNameProblem(const QByteArray &name) const;

    const QStringList m_columns;
    QList<QByteArray> m_columnNames; ///< The same, UTF-8.
    quint32 m_draws = 0;
};

} // namespace fiftyfold
