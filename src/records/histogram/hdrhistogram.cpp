// SPDX-License-Identifier: GPL-3.0-or-later
#include "records/histogram/hdrhistogram.h"

#include <QtEndian>

#include <algorithm>
#include <bit>

namespace fiftyfold {

namespace {

// By three digits, and a unit of 1: 2,048 slots for the first bucket, and half as many for each that follows.
constexpr int slotBits = 11;
constexpr quint64 slotsOfABucket = quint64(1) << slotBits;
constexpr quint64 halfOfThem = slotsOfABucket / 2;

constexpr quint32 innerCookie = 0x1c849313;
constexpr quint32 outerCookie = 0x1c849314;

template<typename Number>
void appendBigEndian(QByteArray &bytes, Number number)
{
    const Number swapped = qToBigEndian(number);
    bytes.append(reinterpret_cast<const char *>(&swapped), sizeof swapped);
}

/// The sign in the lowest bit, then seven bits a byte, the lowest first; the ninth byte would have all eight.
void appendZigZag(QByteArray &bytes, qint64 number)
{
    quint64 rest = (static_cast<quint64>(number) << 1U) ^ static_cast<quint64>(number >> 63);
    for (int byte = 0; byte < 8 && rest > 0x7f; ++byte, rest >>= 7U)
        bytes.append(static_cast<char>((rest & 0x7fU) | 0x80U));
    bytes.append(static_cast<char>(rest));
}

} // namespace

std::size_t HdrHistogram::slotOf(qint64 value)
{
    const auto number = static_cast<quint64>(std::clamp<qint64>(value, 0, highest));
    const auto bucket = static_cast<quint64>(std::bit_width(number | (slotsOfABucket - 1)) - slotBits);
    return static_cast<std::size_t>((bucket + 1) * halfOfThem + (number >> bucket) - halfOfThem);
}

HdrHistogram::HdrHistogram()
    : m_counts(slotOf(highest) + 1)
{
}

void HdrHistogram::add(qint64 value)
{
    const std::size_t slot = slotOf(value);
    ++m_counts[slot];
    ++m_count;
    m_used = std::max(m_used, slot + 1);
    m_max = std::max(m_max, std::clamp<qint64>(value, 0, highest));
}

void HdrHistogram::clear()
{
    std::fill_n(m_counts.begin(), m_used, 0U);
    m_used = 0;
    m_max = 0;
    m_count = 0;
}

QByteArray HdrHistogram::payload() const
{
    QByteArray bytes;
    qint64 empty = 0;
    for (std::size_t slot = 0; slot < m_used; ++slot) {
        if (m_counts[slot] == 0) {
            ++empty;
            continue;
        }
        if (empty > 0)
            appendZigZag(bytes, -empty);
        empty = 0;
        appendZigZag(bytes, m_counts[slot]);
    }
    return bytes;
}

QByteArray HdrHistogram::encoded() const
{
    constexpr quint64 one = 0x3ff0000000000000; // 1.0, what values are to be multiplied by
    const QByteArray counts = payload();
    QByteArray inner;
    appendBigEndian<quint32>(inner, innerCookie);
    appendBigEndian<quint32>(inner, static_cast<quint32>(counts.size()));
    appendBigEndian<quint32>(inner, 0);
    appendBigEndian<quint32>(inner, digits);
    appendBigEndian<quint64>(inner, 1);
    appendBigEndian<quint64>(inner, highest);
    appendBigEndian<quint64>(inner, one);
    inner.append(counts);

    constexpr qsizetype lengthOfQt = 4; // which qCompress() puts before the stream
    const QByteArray stream = qCompress(inner).mid(lengthOfQt);
    QByteArray outer;
    appendBigEndian<quint32>(outer, outerCookie);
    appendBigEndian<quint32>(outer, static_cast<quint32>(stream.size()));
    outer.append(stream);
    return outer.toBase64();
}

} // namespace fiftyfold
