// SPDX-License-Identifier: GPL-3.0-or-later
#include "records/import/importtext.h"

#include "core/text/quantities.h"

#include <QIODevice>

#include <algorithm>
#include <array>
#include <utility>

#include <zlib.h>

namespace fiftyfold {

namespace {

constexpr qint64 pieceSize = 16 * 1024; // which unpacks to 16 MiB at most
constexpr qint64 lineCountLimit = 100'000'000;
constexpr qint64 bombLimit = qint64(64) * 1024 * 1024; ///< Unpacked; a smaller one does no harm.
constexpr qint64 bombRatio = 200;
constexpr qsizetype unpackedLimit = qsizetype(1024) * 1024 * 1024;
constexpr QByteArrayView gzipMark("\x1f\x8b", 2);

/// The first one that is none; 0 where there is no such line. What a reader skips counts, too.
qsizetype lineWithoutUtf8(QByteArrayView text)
{
    if (text.isValidUtf8())
        return 0;
    qsizetype line = 1;
    for (qsizetype end = text.indexOf('\n'); end >= 0 && text.first(end).isValidUtf8(); end = text.indexOf('\n')) {
        text = text.sliced(end + 1);
        ++line;
    }
    return line;
}

} // namespace

QString readingGivenUp()
{
    return QStringLiteral("reading it was given up");
}

/// Of gzip, one member after the other.
class ImportText::Unpacker
{
public:
    Unpacker() { m_isReady = inflateInit2(&m_stream, 16 + MAX_WBITS) == Z_OK; }
    ~Unpacker()
    {
        if (m_isReady)
            inflateEnd(&m_stream);
    }
    Q_DISABLE_COPY_MOVE(Unpacker)

    /// Puts what the piece holds behind `text`; false where it is broken.
    bool unpack(const QByteArray &piece, QByteArray &text)
    {
        if (!m_isReady)
            return false;
        m_stream.next_in = reinterpret_cast<const Bytef *>(piece.constData());
        m_stream.avail_in = static_cast<uInt>(piece.size());
        std::array<char, 64 * 1024> room{};
        while (m_stream.avail_in > 0 || m_stream.avail_out == 0) {
            if (m_isBetween && !beginsMember())
                return true; // what follows the last one is padding
            m_stream.next_out = reinterpret_cast<Bytef *>(room.data());
            m_stream.avail_out = static_cast<uInt>(room.size());
            const int result = inflate(&m_stream, Z_NO_FLUSH);
            text.append(room.data(), static_cast<qsizetype>(room.size() - m_stream.avail_out));
            if (result == Z_STREAM_END)
                m_isBetween = true;
            else if (result == Z_BUF_ERROR)
                return true; // it waits for the next piece
            else if (result != Z_OK)
                return false;
        }
        return true;
    }
    bool isCutShort() const { return !m_isBetween; }

private:
    bool beginsMember()
    {
        if (m_stream.avail_in == 0 || *m_stream.next_in != static_cast<Bytef>(gzipMark.front()))
            return false;
        m_isBetween = false;
        return inflateReset(&m_stream) == Z_OK;
    }

    z_stream m_stream{};
    bool m_isReady = false;
    bool m_isBetween = false; ///< Members.
};

ImportText::ImportText(QIODevice &device, ReadingGoesOn goesOn)
    : m_device(device)
    , m_goesOn(std::move(goesOn))
{
}

ImportText::~ImportText() = default;

bool ImportText::fill()
{
    if (m_isAtEnd || !m_problem.isEmpty())
        return false;
    if (m_goesOn && !m_goesOn(m_bytes)) {
        m_problem = readingGivenUp();
        return false;
    }
    QByteArray piece(pieceSize, Qt::Uninitialized);
    const qint64 got = m_device.read(piece.data(), pieceSize);
    if (got < 0) {
        m_problem = m_device.errorString();
        return false;
    }
    piece.truncate(got);
    m_bytes += got;
    if (!std::exchange(m_hasBegun, true) && piece.startsWith(gzipMark))
        m_unpacker = std::make_unique<Unpacker>();
    if (piece.isEmpty()) {
        m_isAtEnd = true;
        if (m_unpacker && m_unpacker->isCutShort())
            m_problem = QStringLiteral("what is packed in it ends in the middle: it was cut short");
        return false;
    }
    if (!m_unpacker) {
        m_buffer += piece;
        return true;
    }
    const qsizetype before = m_buffer.size();
    if (!m_unpacker->unpack(piece, m_buffer))
        m_problem = QStringLiteral("it is gzip'ed, and what is packed in it is broken");
    m_unpacked += m_buffer.size() - before;
    if (m_unpacked > bombLimit && m_unpacked / bombRatio > m_bytes)
        m_problem = QStringLiteral("it unpacks to more than %1 times its size, which no report does").arg(bombRatio);
    return m_problem.isEmpty();
}

QByteArrayView ImportText::beginning()
{
    while (m_buffer.size() < importBeginningSize && fill()) {
    }
    if (m_at == 0 && m_buffer.startsWith("\xef\xbb\xbf"))
        m_at = 3;
    return QByteArrayView(m_buffer).sliced(m_at).first(std::min(importBeginningSize, m_buffer.size() - m_at));
}

bool ImportText::readLine(QByteArray &line)
{
    qsizetype end = -1;
    qsizetype from = m_at;
    while ((end = m_buffer.indexOf('\n', from)) < 0) {
        if (m_at > importBeginningSize) {
            m_buffer.remove(0, m_at);
            m_at = 0;
        }
        from = m_buffer.size();
        if (from - m_at > importLineLimit || !fill())
            break;
    }
    if (!m_problem.isEmpty())
        return false;
    const bool hasEnd = end >= 0;
    if (!hasEnd)
        end = m_buffer.size();
    if (m_isAtEnd && m_at >= m_buffer.size())
        return false;
    ++m_line;
    if (end - m_at > importLineLimit)
        m_problem = problemHere(QStringLiteral("it is longer than 1 MiB"));
    else if (m_line > lineCountLimit)
        m_problem = problemHere(QStringLiteral("there are more lines than %1").arg(lineCountLimit));
    if (!m_problem.isEmpty())
        return false;
    line = m_buffer.mid(m_at, end - m_at);
    m_isLastLineOpen = !hasEnd && !line.endsWith('}'); // as that of JSON lines does where it is whole
    m_at = std::min(end + 1, m_buffer.size());
    if (line.endsWith('\r'))
        line.chop(1);
    if (!QByteArrayView(line).isValidUtf8())
        m_problem = problemHere(QStringLiteral("it is not UTF-8"));
    return m_problem.isEmpty();
}

QByteArray ImportText::readAll(qsizetype limit)
{
    const qsizetype most = m_unpacker ? std::min(limit, unpackedLimit) : limit;
    do {
        if (m_buffer.size() - m_at > most)
            m_problem = QStringLiteral("it is larger than %1").arg(sizeForPeople(most));
    } while (fill());
    if (!m_problem.isEmpty())
        return {};
    m_buffer.remove(0, std::exchange(m_at, 0));
    if (const qsizetype line = lineWithoutUtf8(m_buffer); line > 0) {
        m_problem = QStringLiteral("line %1: it is not UTF-8").arg(line);
        return {};
    }
    return std::exchange(m_buffer, {});
}

QString ImportText::problemHere(const QString &what) const
{
    return QStringLiteral("line %1: %2").arg(m_line).arg(what);
}

} // namespace fiftyfold
