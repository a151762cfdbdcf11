// SPDX-License-Identifier: GPL-3.0-or-later
#include "records/histogram/hdrdecoder.h"

#include <QByteArray>
#include <QtEndian>

#include <algorithm>
#include <bit>
#include <cmath>

#include <zlib.h>

namespace fiftyfold {

namespace {

constexpr qsizetype outerHead = 8;
constexpr qsizetype innerHead = 40;
constexpr quint32 wordSizes = 0xf0; ///< The bits of a cookie that tell of the words of counts.
constexpr qint64 mostInASlot = qint64(1) << 52;

template<typename Number>
Number bigEndianAt(QByteArrayView bytes, qsizetype at)
{
    return qFromBigEndian<Number>(bytes.sliced(at).data());
}

QString notVersion2(quint32 cookie)
{
    switch (cookie & ~wordSizes) {
    case 0x1c849301:
    case 0x1c849302:
        return QStringLiteral("it is a histogram in the encoding V1, and V2 is read");
    case 0x1c849308:
    case 0x1c849309:
        return QStringLiteral("it is a histogram in the encoding V0, and V2 is read");
    case 0x1c849303:
        return QStringLiteral("it is a histogram that is not compressed, and those are read that are");
    default:
        return QStringLiteral("it is no compressed histogram");
    }
}

/// Of a stream of zlib, first so many bytes and then so many more.
class Inflater
{
public:
    explicit Inflater(QByteArrayView packed)
    {
        m_stream.next_in = reinterpret_cast<const Bytef *>(packed.data());
        m_stream.avail_in = static_cast<uInt>(packed.size());
        m_isReady = inflateInit(&m_stream) == Z_OK;
    }
    ~Inflater()
    {
        if (m_isReady)
            inflateEnd(&m_stream);
    }
    Q_DISABLE_COPY_MOVE(Inflater)

    /// Fewer where there are no more, or they are broken.
    QByteArray take(qsizetype size)
    {
        QByteArray bytes(size, '\0');
        m_stream.next_out = reinterpret_cast<Bytef *>(bytes.data());
        m_stream.avail_out = static_cast<uInt>(size);
        if (m_isReady)
            m_result = inflate(&m_stream, Z_SYNC_FLUSH);
        bytes.chop(static_cast<qsizetype>(m_stream.avail_out));
        return bytes;
    }
    /// Whether its end is there, with a sum that is right, or more than was taken.
    bool isWhole() { return !take(1).isEmpty() || m_result == Z_STREAM_END; }

private:
    z_stream m_stream{};
    int m_result = Z_OK;
    bool m_isReady = false;
};

/// How values are counted: see HdrHistogram, which has three digits and a unit of 1.
struct Layout {
    int slotBits = 0; ///< Of the first bucket.
    int unitBits = 0;
    qsizetype counts = 0;

    HdrSlot slotAt(qsizetype index) const
    {
        const qsizetype half = qsizetype(1) << (slotBits - 1);
        const qsizetype bucket = std::max<qsizetype>(0, index / half - 1);
        const qsizetype inBucket = index / half == 0 ? index : index % half + half;
        const auto shift = static_cast<int>(bucket) + unitBits;
        return {static_cast<quint64>(inBucket) << shift, quint64(1) << shift, 0};
    }
};

/// Empty, or why there is none such.
QString readLayout(QByteArrayView head, Layout &layout, quint64 &highest)
{
    constexpr quint32 mostDigits = 5;
    constexpr quint64 mostHighest = quint64(1) << 62;
    const auto digits = bigEndianAt<quint32>(head, 12);
    const auto lowest = bigEndianAt<quint64>(head, 16);
    highest = bigEndianAt<quint64>(head, 24);
    const auto ratio = std::bit_cast<double>(bigEndianAt<quint64>(head, 32));
    if (digits > mostDigits)
        return QStringLiteral("a histogram has up to 5 digits, and this one %1").arg(digits);
    if (lowest < 1 || lowest > mostHighest / 2 || highest < 2 * lowest)
        return QStringLiteral("the bounds of its values make no sense");
    if (bigEndianAt<quint32>(head, 8) != 0 || ratio != 1)
        return QStringLiteral("its values are shifted or fractions, and whole ones are read");
    layout.slotBits = static_cast<int>(std::ceil(std::log2(2 * std::pow(10, digits))));
    layout.unitBits = static_cast<int>(std::bit_width(lowest)) - 1;
    if (layout.slotBits + layout.unitBits > 61)
        return QStringLiteral("the bounds of its values make no sense");
    qsizetype buckets = 1;
    for (quint64 end = quint64(1) << (layout.slotBits + layout.unitBits); end <= highest && end < mostHighest * 2;
         end *= 2)
        ++buckets;
    layout.counts = (buckets + 1) << (layout.slotBits - 1);
    return {};
}

/// A number of ZigZag LEB128, of nine bytes at most; false where the bytes end within it.
bool takeZigZag(QByteArrayView bytes, qsizetype &at, qint64 &number)
{
    quint64 all = 0;
    for (int shift = 0; shift <= 56; shift += 7) {
        if (at >= bytes.size())
            return false;
        const auto byte = static_cast<quint8>(bytes.at(at++));
        const bool isLast = shift == 56 || (byte & 0x80U) == 0;
        all |= quint64(shift == 56 ? byte : byte & 0x7fU) << static_cast<unsigned>(shift);
        if (isLast)
            break;
    }
    number = static_cast<qint64>(all >> 1U) ^ -static_cast<qint64>(all & 1U);
    return true;
}

QString takeCounts(QByteArrayView payload, const Layout &layout, HdrCounts &counts)
{
    qsizetype index = 0;
    for (qsizetype at = 0; at < payload.size();) {
        qint64 number = 0;
        if (!takeZigZag(payload, at, number))
            return QStringLiteral("the counts of the histogram end in the middle of one");
        if (number < -qint64(layout.counts) || index + (number < 0 ? -number : 1) > layout.counts)
            return QStringLiteral("the histogram has more counts than its bounds leave room for");
        if (number > mostInASlot)
            return QStringLiteral("a count of the histogram is larger than any that is real");
        if (number > 0) {
            HdrSlot slot = layout.slotAt(index);
            slot.count = number;
            counts.used.push_back(slot);
        }
        index += number < 0 ? -number : 1;
    }
    return {};
}

} // namespace

QString decodeHdrHistogram(QByteArrayView base64, HdrCounts &counts)
{
    counts = {};
    const QByteArray::FromBase64Result decoded =
        QByteArray::fromBase64Encoding(base64.toByteArray(), QByteArray::AbortOnBase64DecodingErrors);
    if (decoded.decodingStatus != QByteArray::Base64DecodingStatus::Ok)
        return QStringLiteral("the histogram is not Base64");
    const QByteArray &outer = decoded.decoded;
    if (outer.size() < outerHead)
        return QStringLiteral("the histogram is cut short");
    const auto cookie = bigEndianAt<quint32>(outer, 0);
    if ((cookie & ~wordSizes) != 0x1c849304)
        return notVersion2(cookie);
    const auto packed = bigEndianAt<quint32>(outer, 4);
    if (qsizetype(packed) > outer.size() - outerHead)
        return QStringLiteral("the histogram is cut short");
    Inflater inflater(QByteArrayView(outer).sliced(outerHead, qsizetype(packed)));
    const QByteArray head = inflater.take(innerHead);
    if (head.size() < innerHead)
        return QStringLiteral("what is packed in the histogram is broken or cut short");
    if ((bigEndianAt<quint32>(head, 0) & ~wordSizes) != 0x1c849303)
        return notVersion2(bigEndianAt<quint32>(head, 0));
    Layout layout;
    if (QString problem = readLayout(head, layout, counts.highest); !problem.isEmpty())
        return problem;
    constexpr qsizetype longestCount = 9;
    const auto length = qsizetype(bigEndianAt<quint32>(head, 4));
    if (length > longestCount * layout.counts)
        return QStringLiteral("the histogram has more counts than its bounds leave room for");
    const QByteArray payload = inflater.take(length);
    if (payload.size() < length || !inflater.isWhole())
        return QStringLiteral("what is packed in the histogram is broken or cut short");
    return takeCounts(payload, layout, counts);
}

} // namespace fiftyfold
