// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QList>
#include <QString>

#include <chrono>

namespace fiftyfold {

/// What the places of one request are filled with.
struct TemplateValues {
    quint32 index = 0;                 ///< {{index}}: of the request.
    quint32 lane = 0;                  ///< {{lane}}
    std::chrono::milliseconds time{0}; ///< {{time}}: since 1970, UTC.
    quint64 seed = 0;                  ///< Of the run: with the index it decides {{uuid}} and {{random …}}.
    QList<QByteArray> row;             ///< Of each column its field; may be empty where no column is used.
    qint64 rowLine = 0;                ///< Where that begins in its file, from 1.
};

/// Where a value is put in, which decides how it is written there.
enum class TemplateSite : quint8 {
    Url,      ///< Path or query: percent-encoded, all but letters, digits and -._~
    Form,     ///< The same with + for a blank, as in application/x-www-form-urlencoded.
    JsonText, ///< Between the quotes of a string of JSON: escaped.
    Json,     ///< Elsewhere in JSON: as it is, and it has to be JSON.
    Header,   ///< As it is, and it may have no controls but tabs.
    Plain     ///< As it is.
};

/// Appends a value as it is written there; false where it can't be.
bool appendAt(QByteArray &to, QByteArrayView value, TemplateSite site);

/// A text with places that each request fills in its own way. Made by TemplateParser; reentrant.
class TemplateText
{
public:
    enum class What : quint8 { Text, Column, Index, Lane, Uuid, Random, Time };

    struct Piece {
        What what = What::Text;
        TemplateSite site = TemplateSite::Plain;
        QByteArray text;      ///< Of Text, as it is sent; of others the name, for people.
        qsizetype column = 0; ///< Of Column.
        qint64 least = 0;     ///< Of Random …
        qint64 most = 0;
        quint32 draw = 0; ///< … and which one of the request's draws it is.
    };

    explicit TemplateText(QList<Piece> pieces = {});

    const QList<Piece> &pieces() const { return m_pieces; }
    /// Whether each request has the same.
    bool isConstant() const;
    bool usesColumns() const;

    /// Puts the text into `to`, whose memory is used again. False where a value can't be written where it stands;
    /// `problem` is then a sentence that names it, not its value.
    bool fill(QByteArray &to, const TemplateValues &values, QString *problem) const;

private:
    QList<Piece> m_pieces;
};

} // namespace fiftyfold
