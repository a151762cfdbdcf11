// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

namespace fiftyfold {

/// Whole numbers one after the other, seven bits a byte, the lowest first: small ones, such as differences of
/// neighbours, take a byte each.
class NumberColumn
{
public:
    void add(quint64 number)
    {
        while (number >= more) {
            m_bytes.append(static_cast<char>((number & low) | more));
            number >>= bitsAByte;
        }
        m_bytes.append(static_cast<char>(number));
    }
    /// With the sign in the lowest bit, so that small ones stay small.
    void addSigned(qint64 number) { add((static_cast<quint64>(number) << 1) ^ static_cast<quint64>(number >> 63)); }
    const QByteArray &bytes() const { return m_bytes; }

private:
    friend class NumberReader;
    static constexpr quint64 more = 0x80;
    static constexpr quint64 low = 0x7f;
    static constexpr int bitsAByte = 7;

    QByteArray m_bytes;
};

/// Reads them again. Beyond the last one there is nought, and isBroken().
class NumberReader
{
public:
    explicit NumberReader(const QByteArray &bytes = {})
        : m_bytes(bytes)
    {
    }

    quint64 next()
    {
        quint64 number = 0;
        for (int shift = 0; shift < 64 && m_at < m_bytes.size(); shift += NumberColumn::bitsAByte) {
            const auto byte = static_cast<quint8>(m_bytes.at(m_at++));
            number |= (byte & NumberColumn::low) << shift;
            if (byte < NumberColumn::more)
                return number;
        }
        m_isBroken = true;
        return 0;
    }
    qint64 nextSigned()
    {
        const quint64 number = next();
        return static_cast<qint64>(number >> 1) ^ -static_cast<qint64>(number & 1);
    }
    bool isBroken() const { return m_isBroken; }
    bool isAtEnd() const { return m_at == m_bytes.size(); }

private:
    QByteArray m_bytes;
    qsizetype m_at = 0;
    bool m_isBroken = false;
};

} // namespace fiftyfold
