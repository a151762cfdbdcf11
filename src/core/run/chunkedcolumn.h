// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

#include <array>
#include <memory>
#include <vector>

namespace fiftyfold {

/// One value for each request, in chunks that come into being when a value of theirs is written: it grows without being
/// copied, and one of a million requests that have not begun takes no time and no memory. Not synchronised.
template<typename T>
class ChunkedColumn
{
public:
    /// `unwritten`: what stands where nothing was written.
    explicit ChunkedColumn(const T &unwritten = {})
        : m_unwritten(unwritten)
    {
    }

    const T &at(quint32 index) const
    {
        const quint32 chunk = index / chunkRows;
        return chunk < m_chunks.size() && m_chunks[chunk] ? (*m_chunks[chunk])[index % chunkRows] : m_unwritten;
    }

    /// Throws std::bad_alloc; then nothing has changed.
    T &forWriting(quint32 index)
    {
        const quint32 chunk = index / chunkRows;
        if (chunk >= m_chunks.size())
            m_chunks.resize(chunk + 1);
        if (!m_chunks[chunk]) {
            auto made = std::make_unique<std::array<T, chunkRows>>();
            made->fill(m_unwritten);
            m_chunks[chunk] = std::move(made);
        }
        return (*m_chunks[chunk])[index % chunkRows];
    }

    /// Memory of its chunks.
    std::size_t bytes() const
    {
        std::size_t bytes = 0;
        for (const auto &chunk : m_chunks)
            bytes += chunk ? sizeof(*chunk) : 0;
        return bytes;
    }

private:
    static constexpr quint32 chunkRows = 1024;

    T m_unwritten;
    std::vector<std::unique_ptr<std::array<T, chunkRows>>> m_chunks;
};

} // namespace fiftyfold
