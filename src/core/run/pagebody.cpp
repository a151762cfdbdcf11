// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/run/pagebody.h"

#include <algorithm>
#include <utility>

namespace fiftyfold {

namespace {

constexpr qsizetype leastPiece = qsizetype(16) * 1024;
constexpr qsizetype mostPiece = qsizetype(256) * 1024;

qsizetype roomIn(const QByteArray &piece)
{
    return piece.capacity() - piece.size();
}

} // namespace

void PageBody::clear()
{
    m_pieces.clear();
    m_size = 0;
}

void PageBody::append(QByteArray &&bytes)
{
    const bool isFull = bytes.size() >= mostPiece / 4 && roomIn(bytes) <= bytes.size() / 8;
    if (!m_pieces.empty() && !isFull)
        return append(QByteArrayView(bytes));
    if (bytes.isEmpty())
        return;
    const qsizetype size = bytes.size();
    m_pieces.push_back(std::move(bytes));
    m_size += size;
}

void PageBody::append(QByteArrayView bytes)
{
    while (!bytes.isEmpty()) {
        if (m_pieces.empty() || roomIn(m_pieces.back()) <= 0) {
            QByteArray piece;
            piece.reserve(std::clamp<qsizetype>(m_size, leastPiece, mostPiece));
            m_pieces.push_back(std::move(piece));
        }
        QByteArray &last = m_pieces.back();
        const qsizetype count = std::min(bytes.size(), roomIn(last));
        last.append(bytes.data(), count);
        m_size += count;
        bytes = bytes.sliced(count);
    }
}

std::vector<QByteArray> PageBody::takePieces()
{
    m_size = 0;
    return std::exchange(m_pieces, {});
}

} // namespace fiftyfold
