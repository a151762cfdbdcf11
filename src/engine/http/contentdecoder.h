// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/run/fault.h"
#include "core/run/pagebody.h"
#include "engine/http/contentcoding.h"

#include <QByteArray>

#include <memory>
#include <optional>
#include <vector>

namespace fiftyfold {

/// Takes the Content-Encoding off a reply's body as its bytes arrive, the same way whichever transport carries it.
///
/// The rule, which tests/data/contentencoding.json has cases of, for runners too:
/// - The field is a list, over all fields of that name; the body was coded from left to right and is decoded from right
///   to left. Names are read in any case; `gzip` and `x-gzip`, `deflate`, and `br` are codings.
/// - A name that is none of them codes nothing: `identity`, an empty one, `utf-8`, what nobody asked for (`zstd`).
/// - gzip may have several members; what follows the last one is passed over, and so is what follows the end of deflate
///   and br. deflate may be a zlib stream or bare.
/// - A body without a byte is an empty page, whatever its Content-Encoding.
/// - Damaged data, and data that end too early though the body came whole, are a fault `decode`. A body that the
///   connection cut off is the transport's fault (`truncated`, `reset`).
/// - What is decoded counts against the plan's limit for a body, and no more than that is ever held.
class ContentDecoder
{
public:
    /// Decodes nothing.
    ContentDecoder() = default;
    /// `contentEncoding`: the field's value; several fields joined by commas. `maxBody`: most decoded bytes.
    ContentDecoder(const QByteArray &contentEncoding, qint64 maxBody);

    /// Otherwise the body is the page as it comes, and the others are not to be called.
    bool isNeeded() const { return !m_layers.empty(); }
    /// Appends to `page` what comes of the body's next bytes, and counts it. Not to be called again after a fault
    /// (`decode`, `body-too-large`).
    Fault decode(QByteArrayView bytes, PageBody &page);
    /// What is wrong with a body that ends here.
    Fault end() const;
    /// Bytes decoded so far.
    qint64 decoded() const { return m_decoded; }

private:
    struct Layer {
        QByteArray name;
        std::unique_ptr<ContentCoding> coding;
        qint64 fed = 0;
    };

    bool feed(std::size_t layer, QByteArrayView bytes, PageBody &page);

    std::vector<Layer> m_layers; ///< The outermost first.
    qint64 m_maxBody = 0;
    qint64 m_decoded = 0;
    Fault m_fault;
};

/// The page that a whole body is, for those who look into it, where its coding was left on. Nothing where it has more
/// than `most` bytes, or can't be decoded.
std::optional<PageBody> decodedPage(const PageBody &body, const QByteArray &contentEncoding, qint64 most);

} // namespace fiftyfold
