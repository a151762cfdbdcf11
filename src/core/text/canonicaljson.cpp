// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/text/canonicaljson.h"

#include "core/text/jsonstring.h"

#include <algorithm>
#include <map>
#include <string_view>

namespace fiftyfold {

namespace {

/// Its digits without zeros at either end, and the power of ten of the last one: "-12.50" is "-125e-1".
QByteArray canonicalNumber(QByteArrayView number)
{
    const bool isNegative = number.startsWith('-');
    QByteArray digits;
    qint64 exponent = 0;
    bool isFraction = false;
    for (qsizetype at = isNegative ? 1 : 0; at < number.size(); ++at) {
        const char byte = number[at];
        if (byte == 'e' || byte == 'E') {
            const QByteArrayView power = number.sliced(at + 1);
            bool fits = false;
            const qlonglong given = power.toByteArray().toLongLong(&fits);
            constexpr qlonglong most = Q_INT64_C(1'000'000'000'000'000'000); // nobody means one beyond it
            exponent += fits ? std::clamp(given, -most, most) : power.startsWith('-') ? -most : most;
            break;
        }
        if (byte == '.')
            isFraction = true;
        else if (byte != '0' || !digits.isEmpty())
            digits.append(byte);
        exponent -= isFraction && byte != '.' ? 1 : 0;
    }
    const auto last = std::find_if(digits.crbegin(), digits.crend(), [](char digit) { return digit != '0'; });
    const auto zeros = static_cast<qsizetype>(last - digits.crbegin());
    digits.chop(zeros);
    if (digits.isEmpty())
        return QByteArrayLiteral("0");
    return (isNegative ? "-" : "") + digits + 'e' + QByteArray::number(exponent + zeros);
}

/// Goes through a value that is known to be JSON.
class JsonCanon
{
public:
    explicit JsonCanon(QByteArrayView json)
        : m_json(json)
    {
    }

    QByteArray value()
    {
        skipTo();
        switch (m_json[m_at]) {
        case '{':
            return object();
        case '[':
            return array();
        case '"':
            return canonicalJsonString(string());
        case 't':
        case 'f':
        case 'n':
            return word().toByteArray();
        default:
            return canonicalNumber(word());
        }
    }

private:
    /// What is no separator.
    void skipTo()
    {
        constexpr std::string_view between = " \n\r\t,:";
        while (between.find(m_json[m_at]) != std::string_view::npos)
            ++m_at;
    }

    QByteArrayView word()
    {
        constexpr std::string_view ends = " \n\r\t,:]}";
        const qsizetype begin = m_at;
        while (m_at < m_json.size() && ends.find(m_json[m_at]) == std::string_view::npos)
            ++m_at;
        return m_json.sliced(begin, m_at - begin);
    }

    QByteArray string()
    {
        const qsizetype begin = ++m_at;
        while (m_json[m_at] != '"')
            m_at += m_json[m_at] == '\\' ? 2 : 1;
        return jsonStringContent(m_json.sliced(begin, m_at++ - begin));
    }

    bool atEnd(char end)
    {
        skipTo();
        const bool isEnd = m_json[m_at] == end;
        m_at += isEnd ? 1 : 0;
        return isEnd;
    }

    QByteArray array()
    {
        QByteArray elements("[");
        for (++m_at; !atEnd(']');)
            elements += value() + ',';
        return elements + ']';
    }

    QByteArray object()
    {
        std::map<QByteArray, QByteArray> members;
        for (++m_at; !atEnd('}');) {
            const QByteArray name = canonicalJsonString(string());
            members[name] = value();
        }
        QByteArray text("{");
        for (const auto &[name, value] : members)
            text += name + ':' + value + ',';
        return text + '}';
    }

    const QByteArrayView m_json;
    qsizetype m_at = 0;
};

} // namespace

QByteArray canonicalJson(QByteArrayView json)
{
    return JsonCanon(json).value();
}

QByteArray canonicalJsonString(QByteArrayView content)
{
    QByteArray text = content.toByteArray();
    text.replace("\\", "\\\\").replace("\"", "\\\"");
    return '"' + text + '"';
}

} // namespace fiftyfold
