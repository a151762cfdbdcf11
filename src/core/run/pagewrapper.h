// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/run/pagebody.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QString>

#include <functional>
#include <utility>
#include <vector>

namespace fiftyfold {

/// An HTML page, as it is to be written. A small one is one piece. Of a large one, pieces that being escaped makes more
/// than twice as long are kept as they came, and are escaped as they are written: so no page takes more than twice its
/// body's memory.
class Page
{
public:
    Page() = default;
    Page(QByteArray whole) // a page is nothing but its bytes
    {
        add(std::move(whole));
    }

    /// In bytes, as it is written.
    qint64 size() const { return m_size; }
    /// Gives one piece after the other to `write`, until it says that it does not want more. May throw std::bad_alloc.
    void writePieces(const std::function<bool(QByteArrayView piece)> &write) const;

private:
    struct Piece {
        QByteArray bytes;
        bool isText = false; ///< To be escaped as it is written; perhaps not valid UTF-8.
        QString decoded;     ///< In place of `bytes`, to be escaped as it is written: text of another charset.
    };

    void add(QByteArray bytes);
    void addText(QByteArray text, qsizetype bodyBytes);
    void addUtf8(QByteArray text);
    void addDecoded(QString text, qsizetype bodyBytes);

    friend Page wrappedPage(PageBody body, const QByteArray &contentType, const QString &source);

    std::vector<Piece> m_pieces;
    qint64 m_size = 0;
};

/// The body of a reply as an HTML page: decoded by the charset of `contentType` (UTF-8 where it names none or one that
/// is unknown; what does not decode becomes U+FFFD), escaped, in a <pre>, declared as UTF-8, with a
/// Content-Security-Policy that allows no script. `source` is shown as the title and must be redacted already. Lets
/// the body's pieces go one by one. May throw std::bad_alloc.
Page wrappedPage(PageBody body, const QByteArray &contentType, const QString &source);

} // namespace fiftyfold
