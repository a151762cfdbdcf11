// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QtEndian>

#include <bit>
#include <vector>

namespace fiftyfold {

// Whole numbers, as many bytes of each as the largest needs: first the lowest byte of all, then the next of all. The
// high ones are much the same and compress well, the low ones of times are chance and cost no more than they are.

/// Sign in the lowest bit, so that small ones stay small.
constexpr quint64 unsignedOf(qint64 number)
{
    return (static_cast<quint64>(number) << 1) ^ static_cast<quint64>(number >> 63);
}
constexpr qint64 signedOf(quint64 number)
{
    return static_cast<qint64>(number >> 1) ^ -static_cast<qint64>(number & 1);
}

class NumberColumn
{
public:
    static constexpr qsizetype headBytes = 5; ///< How many numbers, and of how many bytes.

    void add(quint64 number)
    {
        m_numbers.push_back(number);
        m_bits |= number;
    }
    void addSigned(qint64 number) { add(unsignedOf(number)); }

    /// Empty of none.
    QByteArray bytes() const
    {
        if (m_numbers.empty())
            return {};
        const auto count = static_cast<qsizetype>(m_numbers.size());
        const int width = (static_cast<int>(std::bit_width(m_bits)) + 7) / 8;
        QByteArray bytes(headBytes + width * count, Qt::Uninitialized);
        qToBigEndian(static_cast<quint32>(count), bytes.data());
        bytes[4] = static_cast<char>(width);
        char *at = bytes.data() + headBytes;
        for (int place = 0; place < width; ++place) {
            for (const quint64 number : m_numbers)
                *at++ = static_cast<char>(number >> (8 * place));
        }
        return bytes;
    }

private:
    std::vector<quint64> m_numbers;
    quint64 m_bits = 0; ///< All that are set in any.
};

/// Reads them again. Beyond the last one there is nought, and isBroken().
class NumberReader
{
public:
    NumberReader() = default;
    explicit NumberReader(const QByteArray &bytes)
        : m_bytes(bytes)
    {
        if (bytes.size() < NumberColumn::headBytes)
            return;
        m_count = qFromBigEndian<quint32>(bytes.constData());
        m_width = static_cast<quint8>(bytes.at(4));
        if (m_width > 8 || bytes.size() != NumberColumn::headBytes + qsizetype(m_width) * qsizetype(m_count))
            m_count = 0;
    }

    quint64 next()
    {
        if (m_next >= m_count) {
            m_isBroken = true;
            return 0;
        }
        const char *at = m_bytes.constData() + NumberColumn::headBytes + m_next++;
        quint64 number = 0;
        for (int place = 0; place < m_width; ++place, at += m_count)
            number |= quint64(static_cast<quint8>(*at)) << (8 * place);
        return number;
    }
    qint64 nextSigned() { return signedOf(next()); }
    bool isBroken() const { return m_isBroken; }

private:
    QByteArray m_bytes;
    quint32 m_count = 0;
    quint32 m_next = 0;
    int m_width = 0;
    bool m_isBroken = false;
};

} // namespace fiftyfold
