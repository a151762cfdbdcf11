// SPDX-License-Identifier: GPL-3.0-or-later
// How places are filled; see templateparser.cpp for how they are read.
#include "core/plan/templatetext.h"

#include "core/plan/seededdraw.h"
#include "core/text/fieldsyntax.h"
#include "core/text/jsonlookup.h"
#include "core/text/remark.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <string_view>
#include <utility>

namespace fiftyfold {

namespace {

constexpr std::string_view templateHexDigits = "0123456789abcdef";
constexpr quint64 uuidDraw = quint64(1) << 32U; ///< Beyond all those that places are numbered with.

bool isPlainInUrl(char c, bool isForm)
{
    const bool isAlphanumeric = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    return isAlphanumeric || c == '-' || c == '.' || c == '_' || c == (isForm ? '*' : '~');
}

void appendPercentEncoded(QByteArray &to, QByteArrayView value, bool isForm)
{
    constexpr std::string_view digits = "0123456789ABCDEF";
    for (const char c : value) {
        const auto byte = static_cast<unsigned char>(c);
        if (isPlainInUrl(c, isForm))
            to.append(c);
        else if (isForm && c == ' ')
            to.append('+');
        else
            to.append('%').append(digits[byte >> 4U]).append(digits[byte & 15U]);
    }
}

void appendJsonEscaped(QByteArray &to, QByteArrayView value)
{
    for (const char c : value) {
        const auto byte = static_cast<unsigned char>(c);
        if (c == '"' || c == '\\')
            to.append('\\').append(c);
        else if (c == '\n')
            to.append("\\n");
        else if (byte >= 0x20)
            to.append(c);
        else
            to.append("\\u00").append(templateHexDigits[byte >> 4U]).append(templateHexDigits[byte & 15U]);
    }
}

template<typename Number>
void appendNumber(QByteArray &to, Number number)
{
    std::array<char, 24> digits{};
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), number).ptr;
    to.append(digits.data(), end - digits.data());
}

/// Version 4 of RFC 9562. The same wherever it stands in a request, another one in each request.
void appendUuid(QByteArray &to, quint64 seedOfRequest)
{
    std::array<quint64, 2> halves = {seededDraw(seedOfRequest, uuidDraw), seededDraw(seedOfRequest, uuidDraw + 1)};
    halves[0] = (halves[0] & ~Q_UINT64_C(0xF000)) | Q_UINT64_C(0x4000);
    halves[1] = (halves[1] & ~(Q_UINT64_C(3) << 62U)) | (Q_UINT64_C(2) << 62U);
    for (unsigned int digit = 0; digit < 32; ++digit) {
        if (digit == 8 || digit == 12 || digit == 16 || digit == 20)
            to.append('-');
        to.append(templateHexDigits[(halves[digit / 16] >> (60U - digit % 16U * 4U)) & 15U]);
    }
}

qint64 randomNumber(const TemplateText::Piece &piece, quint64 seedOfRequest)
{
    const quint64 span = static_cast<quint64>(piece.most) - static_cast<quint64>(piece.least);
    return static_cast<qint64>(static_cast<quint64>(piece.least) + seededDrawUpTo(span, seedOfRequest, piece.draw));
}

} // namespace

bool appendAt(QByteArray &to, QByteArrayView value, TemplateSite site)
{
    switch (site) {
    case TemplateSite::Url:
    case TemplateSite::Form:
        appendPercentEncoded(to, value, site == TemplateSite::Form);
        return true;
    case TemplateSite::JsonText:
        appendJsonEscaped(to, value);
        return true;
    case TemplateSite::Json:
        to.append(value);
        return isJson(value);
    case TemplateSite::Header:
        to.append(value);
        return isFieldValue(value);
    case TemplateSite::Plain:
        to.append(value);
        return true;
    }
    return false;
}

TemplateText::TemplateText(QList<Piece> pieces)
    : m_pieces(std::move(pieces))
{
}

bool TemplateText::isConstant() const
{
    return std::all_of(m_pieces.cbegin(), m_pieces.cend(), [](const Piece &piece) { return piece.what == What::Text; });
}

bool TemplateText::usesColumns() const
{
    return std::any_of(m_pieces.cbegin(), m_pieces.cend(),
                       [](const Piece &piece) { return piece.what == What::Column; });
}

bool TemplateText::fill(QByteArray &to, const TemplateValues &values, QString *problem) const
{
    const quint64 seedOfRequest = seededDraw(values.seed, values.index);
    to.resize(0);
    for (const Piece &piece : m_pieces) {
        switch (piece.what) {
        case What::Text:
            to.append(piece.text);
            break;
        case What::Column:
            if (piece.column < values.row.size() && appendAt(to, values.row[piece.column], piece.site))
                break;
            *problem = remarkText(piece.column >= values.row.size()  ? RemarkKind::PlaceIsMissing
                                  : piece.site == TemplateSite::Json ? RemarkKind::PlaceIsNoJson
                                                                     : RemarkKind::PlaceHasControl,
                                  {QString::fromUtf8(piece.text)});
            return false;
        case What::Index:
            appendNumber(to, values.index);
            break;
        case What::Lane:
            appendNumber(to, values.lane);
            break;
        case What::Uuid:
            appendUuid(to, seedOfRequest);
            break;
        case What::Random:
            appendNumber(to, randomNumber(piece, seedOfRequest));
            break;
        case What::Time:
            appendNumber(to, values.time.count());
            break;
        }
    }
    return true;
}

} // namespace fiftyfold
