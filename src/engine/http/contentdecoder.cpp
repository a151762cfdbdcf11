// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/http/contentdecoder.h"

#include "core/text/quantities.h"

#include <QList>

#include <algorithm>
#include <new>
#include <utility>

namespace fiftyfold {

namespace {

/// Nobody codes more often, unless to keep others busy.
constexpr std::size_t mostLayers = 4;

std::unique_ptr<ContentCoding> codingOf(const QByteArray &name)
{
    if (name == "gzip" || name == "x-gzip")
        return gzipCoding();
    if (name == "deflate")
        return deflateCoding();
    return name == "br" ? brotliCoding() : nullptr;
}

/// How much of coded bytes a page of so many may come from. Coding adds a little to what it can't make smaller; more is
/// an endless row of empty members, or what follows the last one.
qint64 mostCoded(qint64 maxBody)
{
    constexpr qint64 share = 64;
    constexpr qint64 spare = qint64(64) * 1024;
    return maxBody + maxBody / share + spare;
}

} // namespace

ContentDecoder::ContentDecoder(const QByteArray &contentEncoding, qint64 maxBody)
    : m_maxBody(maxBody)
{
    QList<QByteArray> names = contentEncoding.split(',');
    std::reverse(names.begin(), names.end()); // the last one applied is the first to be undone
    for (const QByteArray &name : std::as_const(names)) {
        QByteArray trimmed = name.trimmed().toLower();
        if (auto coding = codingOf(trimmed))
            m_layers.push_back({std::move(trimmed), std::move(coding)});
    }
}

Fault ContentDecoder::decode(QByteArrayView bytes, PageBody &page)
{
    if (m_layers.size() > mostLayers && !bytes.isEmpty()) {
        m_fault = {FaultKind::TooManyCodings, {QString::number(m_layers.size())}};
    }
    if (m_fault.isNone()) {
        try {
            feed(0, bytes, page);
        } catch (const std::bad_alloc &) {
            m_fault = FaultKind::NoMemoryForBody;
        }
    }
    return m_fault;
}

/// False when it is over, for one fault or another.
bool ContentDecoder::feed(std::size_t layer, QByteArrayView bytes, PageBody &page)
{
    if (layer == m_layers.size()) {
        m_decoded += bytes.size();
        if (m_decoded > m_maxBody)
            m_fault = {FaultKind::BodyTooLarge, {sizeForPeople(m_maxBody, recordLocale())}};
        else
            page.append(bytes);
        return m_fault.isNone();
    }
    Layer &at = m_layers[layer];
    at.fed += bytes.size();
    if (at.fed > mostCoded(m_maxBody)) {
        m_fault = {FaultKind::BodyTooLarge, {sizeForPeople(m_maxBody, recordLocale())}};
        return false;
    }
    const auto take = [this, layer, &page](QByteArrayView piece) { return feed(layer + 1, piece, page); };
    if (at.coding->feed(bytes, take) == ContentCoding::Progress::Damaged && m_fault.isNone())
        m_fault = {FaultKind::Undecodable, {at.coding->problem()}};
    return m_fault.isNone();
}

Fault ContentDecoder::end() const
{
    if (!m_fault.isNone())
        return m_fault;
    for (const Layer &layer : m_layers) {
        if (!layer.coding->isWhole())
            return {FaultKind::CodingCutOff, {QString::fromLatin1(layer.name)}};
    }
    return {};
}

std::optional<PageBody> decodedPage(const PageBody &body, const QByteArray &contentEncoding, qint64 most)
{
    ContentDecoder decoder(contentEncoding, most);
    if (!decoder.isNeeded() || body.isEmpty())
        return body.size() <= most ? std::optional(body) : std::nullopt;
    PageBody page;
    for (const QByteArray &piece : body.pieces()) {
        if (!decoder.decode(piece, page).isNone())
            return std::nullopt;
    }
    return decoder.end().isNone() ? std::optional(std::move(page)) : std::nullopt;
}

} // namespace fiftyfold
