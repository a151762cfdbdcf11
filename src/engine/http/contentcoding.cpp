// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/http/contentcoding.h"

#include "core/text/remark.h"

#include <QByteArray>

#include <algorithm>
#include <array>
#include <new>
#include <vector>

#include <brotli/decode.h>
#include <zlib.h>

namespace fiftyfold {

namespace {

constexpr std::size_t pieceSize = std::size_t(32) * 1024;

/// What zlib decodes: gzip or deflate.
class Inflation : public ContentCoding
{
public:
    ~Inflation() override
    {
        if (m_isReady)
            inflateEnd(&m_stream);
    }

protected:
    /// `windowBits` as zlib has it, which also says what is around the data.
    void begin(int windowBits)
    {
        if (inflateInit2(&m_stream, windowBits) != Z_OK)
            throw std::bad_alloc();
        m_isReady = true;
    }
    bool isReady() const { return m_isReady; }
    void beginAgain() { inflateReset(&m_stream); }

    enum class Step { NeedsMore, AtEnd, Stopped, Damaged };
    /// Takes from the front of `bytes` what it has used.
    Step inflateSome(QByteArrayView &bytes, const Take &take)
    {
        m_stream.next_in = reinterpret_cast<const Bytef *>(bytes.data()); // ZLIB_CONST
        m_stream.avail_in = static_cast<uInt>(bytes.size());
        int code = Z_OK;
        do {
            m_stream.next_out = reinterpret_cast<Bytef *>(m_piece.data());
            m_stream.avail_out = static_cast<uInt>(m_piece.size());
            code = inflate(&m_stream, Z_NO_FLUSH);
            const auto made = static_cast<qsizetype>(m_piece.size() - m_stream.avail_out);
            if (made > 0 && !take({m_piece.data(), made}))
                return Step::Stopped;
        } while (code == Z_OK && (m_stream.avail_in > 0 || m_stream.avail_out == 0));
        bytes = bytes.last(static_cast<qsizetype>(m_stream.avail_in));
        if (code == Z_STREAM_END)
            return Step::AtEnd;
        if (code == Z_MEM_ERROR)
            throw std::bad_alloc();
        return code == Z_OK || code == Z_BUF_ERROR ? Step::NeedsMore : Step::Damaged;
    }
    QString zlibsWords() const
    {
        return m_stream.msg ? QString::fromLatin1(m_stream.msg) : QStringLiteral("it wants a dictionary");
    }

private:
    z_stream m_stream = {};
    bool m_isReady = false;
    std::vector<char> m_piece = std::vector<char>(pieceSize);
};

class Gzip final : public Inflation
{
public:
    Progress feed(QByteArrayView bytes, const Take &take) override
    {
        while (!bytes.isEmpty() && m_state != State::Ended) {
            if (m_state == State::BetweenMembers) {
                lookForMember(bytes);
                if (m_state != State::InMember)
                    continue;
                QByteArrayView start(magic);
                inflateSome(start, take); // two bytes, of which nothing comes yet
            } else if (m_state == State::Nothing) {
                begin(MAX_WBITS + 16);
                m_state = State::InMember;
            }
            switch (inflateSome(bytes, take)) {
            case Step::AtEnd:
                beginAgain();
                m_state = State::BetweenMembers;
                m_matched = 0;
                break;
            case Step::Damaged:
                return damaged(remarkText(RemarkKind::DamagedData, {QStringLiteral("gzip"), zlibsWords()}));
            case Step::NeedsMore:
            case Step::Stopped:
                return Progress::Fed;
            }
        }
        return Progress::Fed;
    }
    bool isWhole() const override { return m_state != State::InMember; }

private:
    enum class State { Nothing, InMember, BetweenMembers, Ended };
    static constexpr std::array<char, 2> magic = {'\x1f', '\x8b'};

    void lookForMember(QByteArrayView &bytes)
    {
        if (bytes.front() != magic[m_matched]) {
            m_state = State::Ended;
            return;
        }
        bytes = bytes.sliced(1);
        if (++m_matched == magic.size())
            m_state = State::InMember;
    }

    State m_state = State::Nothing;
    std::size_t m_matched = 0; ///< Bytes of the magic number that the next member begins with.
};

class Deflate final : public Inflation
{
public:
    Progress feed(QByteArrayView bytes, const Take &take) override
    {
        if (m_isEnded || bytes.isEmpty())
            return Progress::Fed;
        m_hasBegun = true;
        if (isReady())
            return inflateAll(bytes, take);
        m_start.append(bytes.data(), bytes.size());
        if (m_start.size() < 2)
            return Progress::Fed;
        begin(hasZlibHeader() ? MAX_WBITS : -MAX_WBITS);
        return inflateAll(m_start, take);
    }
    bool isWhole() const override { return m_isEnded || !m_hasBegun; }

private:
    /// RFC 1950, 2.2. No bare data of any encoder begin like this: it would be a stored block with rubbish as padding.
    bool hasZlibHeader() const
    {
        const auto first = static_cast<unsigned char>(m_start.at(0));
        const auto second = static_cast<unsigned char>(m_start.at(1));
        return (first & 0x0fU) == 8 && (first >> 4U) <= 7 && (first * 256U + second) % 31 == 0;
    }
    Progress inflateAll(QByteArrayView bytes, const Take &take)
    {
        switch (inflateSome(bytes, take)) {
        case Step::AtEnd:
            m_isEnded = true;
            break;
        case Step::Damaged:
            return damaged(remarkText(RemarkKind::DamagedData, {QStringLiteral("deflate"), zlibsWords()}));
        case Step::NeedsMore:
        case Step::Stopped:
            break;
        }
        return Progress::Fed;
    }

    QByteArray m_start; ///< Until there is enough to tell the two kinds apart.
    bool m_hasBegun = false;
    bool m_isEnded = false;
};

class Brotli final : public ContentCoding
{
public:
    Brotli()
        : m_decoder(BrotliDecoderCreateInstance(nullptr, nullptr, nullptr))
    {
        if (!m_decoder)
            throw std::bad_alloc();
    }

    Progress feed(QByteArrayView bytes, const Take &take) override
    {
        auto left = static_cast<std::size_t>(bytes.size());
        const auto *next = reinterpret_cast<const std::uint8_t *>(bytes.data());
        m_hasBegun = m_hasBegun || left > 0;
        BrotliDecoderResult result = BROTLI_DECODER_RESULT_NEEDS_MORE_OUTPUT;
        while (!m_isEnded && result == BROTLI_DECODER_RESULT_NEEDS_MORE_OUTPUT) {
            std::size_t room = m_piece.size();
            auto *out = reinterpret_cast<std::uint8_t *>(m_piece.data());
            result = BrotliDecoderDecompressStream(m_decoder.get(), &left, &next, &room, &out, nullptr);
            const auto made = static_cast<qsizetype>(m_piece.size() - room);
            if (made > 0 && !take({m_piece.data(), made}))
                return Progress::Fed;
            m_isEnded = result == BROTLI_DECODER_RESULT_SUCCESS;
        }
        if (result == BROTLI_DECODER_RESULT_ERROR) {
            const char *said = BrotliDecoderErrorString(BrotliDecoderGetErrorCode(m_decoder.get()));
            return damaged(remarkText(RemarkKind::DamagedData, {QStringLiteral("br"), QString::fromLatin1(said)}));
        }
        return Progress::Fed;
    }
    bool isWhole() const override { return m_isEnded || !m_hasBegun; }

private:
    struct Free {
        void operator()(BrotliDecoderState *state) const { BrotliDecoderDestroyInstance(state); }
    };

    std::unique_ptr<BrotliDecoderState, Free> m_decoder;
    std::vector<char> m_piece = std::vector<char>(pieceSize);
    bool m_hasBegun = false;
    bool m_isEnded = false;
};

} // namespace

std::unique_ptr<ContentCoding> gzipCoding()
{
    return std::make_unique<Gzip>();
}

std::unique_ptr<ContentCoding> deflateCoding()
{
    return std::make_unique<Deflate>();
}

std::unique_ptr<ContentCoding> brotliCoding()
{
    return std::make_unique<Brotli>();
}

} // namespace fiftyfold
