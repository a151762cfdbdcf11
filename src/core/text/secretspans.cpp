// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/text/secretspans.h"

#include "core/text/secretnames.h"

#include <QString>

#include <algorithm>
#include <limits>
#include <map>
#include <utility>
#include <vector>

namespace fiftyfold {

namespace {

/// A character of the text, or what a percent escape stands for: "%26" is & at depth 1, "%2526" at depth 2.
struct Unit {
    char16_t character = 0;
    int depth = 0;
    qsizetype begin = 0;
};

int hexDigit(QChar character)
{
    const char16_t code = character.unicode();
    if (code >= u'0' && code <= u'9')
        return code - u'0';
    const auto lower = static_cast<char16_t>(code | 0x20);
    return lower >= u'a' && lower <= u'f' ? lower - u'a' + 10 : -1;
}

int escapeAt(QStringView text, qsizetype at)
{
    if (at + 2 >= text.size() || text[at] != QLatin1Char('%'))
        return -1;
    const int high = hexDigit(text[at + 1]);
    const int low = hexDigit(text[at + 2]);
    return high < 0 || low < 0 ? -1 : high * 16 + low;
}

std::vector<Unit> unitsOf(QStringView text)
{
    std::vector<Unit> units;
    units.reserve(static_cast<std::size_t>(text.size()));
    for (qsizetype at = 0; at < text.size();) {
        Unit unit{text[at].unicode(), 0, at};
        qsizetype next = at + 1;
        if (int code = escapeAt(text, at); code >= 0) {
            unit.depth = 1;
            next = at + 3;
            // "%25" and then two digits are a % that begins an escape of its own.
            while (code == '%' && next + 1 < text.size() && hexDigit(text[next]) >= 0 &&
                   hexDigit(text[next + 1]) >= 0) {
                code = hexDigit(text[next]) * 16 + hexDigit(text[next + 1]);
                ++unit.depth;
                next += 2;
            }
            unit.character = static_cast<char16_t>(code);
        }
        units.push_back(unit);
        at = next;
    }
    return units;
}

bool isOneOf(char16_t character, const char *characters)
{
    return character < 0x80 && character != 0 &&
           std::char_traits<char>::find(characters, qstrlen(characters), static_cast<char>(character));
}

bool isBlank(char16_t character)
{
    return isOneOf(character, " \t\r\n");
}

bool isOfName(char16_t character)
{
    return (character >= u'0' && character <= u'9') || (character >= u'A' && character <= u'Z') ||
           (character >= u'a' && character <= u'z') || isOneOf(character, "-_.~[]$");
}

/// The size where there is none.
std::size_t lastOf(const std::vector<Unit> &units, char16_t character)
{
    for (std::size_t i = units.size(); i-- > 0;) {
        if (units[i].character == character)
            return i;
    }
    return units.size();
}

class Scan
{
public:
    Scan(QStringView text, SecretsIn kind)
        : m_units(unitsOf(text))
        , m_size(text.size())
        , m_isText(kind == SecretsIn::Text)
        , m_lastAt(lastOf(m_units, u'@'))
    {
    }

    QList<SecretSpan> spans()
    {
        if (!m_isText)
            findLeadingUser();
        for (std::size_t i = m_covered; i < m_units.size(); i = std::max(i + 1, m_covered)) {
            if (m_isText && endsWord(i))
                m_queryDepth = noQuery;
            if (is(i, u'?') || is(i, u'#'))
                m_queryDepth = std::min(m_queryDepth, m_units[i].depth);
            else if (is(i, u'='))
                findValue(i);
            else if (is(i, u':') && is(i + 1, u'/') && is(i + 2, u'/'))
                findUser(i + 3, std::max({m_units[i].depth, m_units[i + 1].depth, m_units[i + 2].depth}));
            else if (is(i, u':') && m_isText)
                findField(i);
        }
        return m_spans;
    }

private:
    static constexpr int noQuery = std::numeric_limits<int>::max();

    bool is(std::size_t at, char16_t character) const
    {
        return at < m_units.size() && m_units[at].character == character;
    }
    bool isQuote(std::size_t at) const { return is(at, u'"') || is(at, u'\''); }
    qsizetype beginOf(std::size_t at) const { return at < m_units.size() ? m_units[at].begin : m_size; }
    void add(std::size_t begin, std::size_t end)
    {
        if (begin >= end)
            return;
        m_spans.append({beginOf(begin), beginOf(end)});
        m_covered = end;
    }

    std::size_t nameBegin(std::size_t end) const
    {
        while (end > 0 && isOfName(m_units[end - 1].character))
            --end;
        return end;
    }
    QString textOf(std::size_t begin, std::size_t end) const
    {
        QString text;
        for (std::size_t i = begin; i < end; ++i)
            text += QChar(m_units[i].character);
        return text;
    }

    /// Where a word of free text ends, which a URL in it can't outlive.
    bool endsWord(std::size_t at) const
    {
        const char16_t character = m_units[at].character;
        if (m_units[at].depth > 0)
            return false;
        if (isBlank(character) || isOneOf(character, "\"'<>`"))
            return true;
        if (character == u'\\')
            return at + 1 < m_units.size() && isOneOf(m_units[at + 1].character, "\"'nrtu");
        const bool isLast = at + 1 == m_units.size() || isBlank(m_units[at + 1].character);
        return isLast && isOneOf(character, ".,:)}");
    }

    /// Whether a query or fragment has begun in the URL that is being read.
    bool isInQuery(int depth) const { return m_queryDepth <= depth; }

    /// "token=…"
    void findValue(std::size_t equals)
    {
        const int depth = m_units[equals].depth;
        std::size_t nameEnd = equals;
        std::size_t value = equals + 1;
        if (m_isText && nameEnd > 0 && isBlank(m_units[nameEnd - 1].character) && value < m_units.size() &&
            isBlank(m_units[value].character)) {
            --nameEnd;
            ++value;
        }
        const std::size_t begin = nameBegin(nameEnd);
        if (!isSecretName(textOf(begin, nameEnd)))
            return;
        if (m_isText && isQuote(value))
            return add(value + 1, quoteEnd(value));
        const bool isOfPath = begin > 0 && (is(begin - 1, u';') || is(begin - 1, u'/')) && !isInQuery(depth);
        std::size_t end = value;
        while (end < m_units.size() && !endsValue(end, depth, isOfPath))
            ++end;
        add(value, end);
    }

    bool endsValue(std::size_t at, int depth, bool isOfPath) const
    {
        if (m_isText && endsWord(at))
            return true;
        if (m_units[at].depth > depth)
            return false;
        const char16_t character = m_units[at].character;
        if (isOneOf(character, "&#"))
            return true;
        if (character == u';') // separates in some queries, and is a part of values in others
            return isOfPath || isName(at + 1);
        return isOfPath && isOneOf(character, "/?");
    }

    bool isName(std::size_t at) const
    {
        std::size_t end = at;
        while (end < m_units.size() && isOfName(m_units[end].character))
            ++end;
        return end > at && is(end, u'=');
    }

    /// The closing quote, or the end.
    std::size_t quoteEnd(std::size_t quote) const
    {
        std::size_t end = quote + 1;
        while (end < m_units.size() && !is(end, m_units[quote].character)) {
            const bool isEscape = is(end, u'\\') && !is(quote - 1, u'\\');
            end += isEscape && end + 1 < m_units.size() ? 2U : 1U;
        }
        end = std::min(end, m_units.size());
        return end > quote + 1 && is(end - 1, u'\\') && is(quote - 1, u'\\') ? end - 1 : end;
    }

    /// "me:word@host" without a scheme, or with http: and too few slashes.
    void findLeadingUser()
    {
        std::size_t at = 0;
        while (at < m_units.size() && isOfName(m_units[at].character))
            ++at;
        const QString scheme = textOf(0, at).toLower();
        const bool hasScheme = is(at, u':') && (scheme == QLatin1String("http") || scheme == QLatin1String("https"));
        std::size_t begin = hasScheme ? at + 1 : 0;
        while (is(begin, u'/') || is(begin, u'\\'))
            ++begin;
        if (!is(at, u':') || hasScheme || !is(at + 1, u'/') || !is(at + 2, u'/'))
            findUser(begin, 0);
    }

    /// "me:word@" at `begin`, behind "://" of that depth.
    void findUser(std::size_t begin, int depth)
    {
        if (m_lastAt == m_units.size() || m_lastAt < begin)
            return;
        const bool isNested = isInQuery(depth);
        const auto ends = [&](std::size_t at, const char *characters) {
            const Unit &unit = m_units[at];
            return (m_isText && endsWord(at)) || (unit.depth <= depth && isNested && unit.character == u'&') ||
                   (unit.depth <= depth && isOneOf(unit.character, characters));
        };
        std::size_t end = begin;
        std::size_t at = m_units.size();
        std::size_t port = m_units.size();
        for (; end < m_units.size() && !ends(end, "/?#\\"); ++end) {
            if (is(end, u'@') && m_units[end].depth <= depth)
                at = end;
            else if (is(end, u':'))
                port = end + 1;
            else if (is(end, u']'))
                port = m_units.size();
        }
        if (at == m_units.size()) {
            // Behind a colon, but no port: a password that has a slash, a ? or a # in it.
            const bool isPort = std::all_of(m_units.begin() + static_cast<std::ptrdiff_t>(std::min(port, end)),
                                            m_units.begin() + static_cast<std::ptrdiff_t>(end), [](const Unit &unit) {
                                                return unit.character >= u'0' && unit.character <= u'9';
                                            });
            std::size_t &noAtUntil = m_noAtUntil[{depth, isNested}];
            std::size_t i = begin;
            for (; !isPort && begin >= noAtUntil && i <= m_lastAt && !ends(i, ""); ++i) {
                if (is(i, u'@'))
                    at = i;
            }
            noAtUntil = std::max(noAtUntil, i);
        }
        if (at < m_units.size())
            add(begin, at);
    }

    /// "Authorization: …" or "token": "…"
    void findField(std::size_t colon)
    {
        std::size_t nameEnd = colon;
        std::size_t value = colon + 1;
        while (value < m_units.size() && isBlank(m_units[value].character) && !is(value, u'\n'))
            ++value;
        if (nameEnd > 0 && isQuote(nameEnd - 1)) {
            --nameEnd;
            nameEnd -= nameEnd > 0 && is(nameEnd - 1, u'\\') ? 1U : 0U;
            const std::size_t begin = nameBegin(nameEnd);
            if (begin > 0 && isQuote(begin - 1) && isSecretName(textOf(begin, nameEnd)))
                findMember(value);
            return;
        }
        const std::size_t begin = nameBegin(nameEnd);
        const QString name = textOf(begin, nameEnd).toLower();
        const bool isField = name == QLatin1String("authorization") || name == QLatin1String("cookie") ||
                             (!name.startsWith(QLatin1Char('-')) && name.contains(QLatin1Char('-')));
        if (!isField || !isSecretHeader(name.toLatin1()))
            return;
        std::size_t end = value;
        while (end < m_units.size() && !is(end, u'\n') && !isQuote(end))
            ++end;
        add(value, end);
    }

    /// The value of a member of a JSON object.
    void findMember(std::size_t value)
    {
        const std::size_t quote = is(value, u'\\') ? value + 1 : value;
        if (isQuote(quote))
            return add(quote + 1, quoteEnd(quote));
        const bool isWhole = is(value, u'[') || is(value, u'{');
        const char *ends = is(value, u'[') ? "]" : isWhole ? "}" : ",}] \n";
        std::size_t end = value;
        while (end < m_units.size() && !isOneOf(m_units[end].character, ends))
            ++end;
        add(value, std::min(isWhole ? end + 1 : end, m_units.size()));
    }

    const std::vector<Unit> m_units;
    const qsizetype m_size;
    const bool m_isText;
    const std::size_t m_lastAt;
    QList<SecretSpan> m_spans;
    std::size_t m_covered = 0;  ///< What is before it is read, or secret as a whole: each text is read in linear time.
    int m_queryDepth = noQuery; ///< At which a query has begun in the URL that is being read.
    /// Up to where findUser() looked in vain, by what ends that: what begins before it need not look again.
    std::map<std::pair<int, bool>, std::size_t> m_noAtUntil;
};

} // namespace

QList<SecretSpan> secretSpans(QStringView text, SecretsIn kind)
{
    // Most of what is asked about, such as the values of header fields, has none of what every secret has beside it.
    if (std::none_of(text.begin(), text.end(), [](QChar character) { return isOneOf(character.unicode(), "=:@%"); }))
        return {};
    return Scan(text, kind).spans();
}

} // namespace fiftyfold
