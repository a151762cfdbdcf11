// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayView>

#include <vector>

namespace fiftyfold {

/// The body of a reply, in pieces of up to some 256 KiB: it grows without being copied, and whoever goes through it can
/// let each piece go. A small one, most of the time, is a single piece. What appends may throw std::bad_alloc; what was
/// there stays.
class PageBody
{
public:
    qint64 size() const { return m_size; }
    bool isEmpty() const { return m_size == 0; }
    void clear();

    /// Takes the bytes over, where that holds no memory in vain.
    void append(QByteArray &&bytes);
    void append(QByteArrayView bytes);

    const std::vector<QByteArray> &pieces() const { return m_pieces; }
    /// Nothing is left then.
    std::vector<QByteArray> takePieces();

private:
    std::vector<QByteArray> m_pieces;
    qint64 m_size = 0;
};

} // namespace fiftyfold
