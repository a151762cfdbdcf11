// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/text/jsonlookup.h"

#include "core/text/jsonstring.h"

#include <QVarLengthArray>

#include <algorithm>
#include <string_view>
#include <utility>

namespace fiftyfold {

namespace {

constexpr std::string_view jsonByteOrderMark = "\xEF\xBB\xBF";

bool isJsonDigit(char c)
{
    return c >= '0' && c <= '9';
}

/// Reads one text, strictly.
class JsonScanner
{
public:
    JsonScanner(QByteArrayView text, const QList<const JsonPointer *> &pointers)
        : m_text(text)
        , m_pointers(pointers)
    {
        m_found.values.resize(pointers.size());
    }

    JsonLookup run()
    {
        Active all;
        for (qsizetype i = 0; i < m_pointers.size(); ++i)
            all.append(i);
        if (m_text.startsWith(QByteArrayView(jsonByteOrderMark.data(), 3)))
            m_at = 3;
        skipBlanks();
        const bool isRead = readValue(0, all);
        if (isRead)
            skipBlanks();
        if (!isRead || m_at < m_text.size()) {
            m_found.errorAt = std::min(m_at, m_text.size());
            m_found.values.fill({});
        }
        return std::move(m_found);
    }

private:
    /// The pointers that lead into a value or to it.
    using Active = QVarLengthArray<qsizetype, 8>;

    char here() const { return m_at < m_text.size() ? m_text[m_at] : '\0'; }

    void skipBlanks()
    {
        while (here() == ' ' || here() == '\n' || here() == '\r' || here() == '\t')
            ++m_at;
    }

    bool take(char byte)
    {
        const bool isThere = m_at < m_text.size() && m_text[m_at] == byte;
        m_at += isThere ? 1 : 0;
        return isThere;
    }

    bool takeWord(QByteArrayView word)
    {
        const bool isThere = m_text.sliced(std::min(m_at, m_text.size())).startsWith(word);
        m_at += isThere ? word.size() : 0;
        return isThere;
    }

    /// How many there are.
    qsizetype takeDigits()
    {
        const qsizetype begin = m_at;
        while (isJsonDigit(here()))
            ++m_at;
        return m_at - begin;
    }

    bool readNumber()
    {
        take('-');
        const bool isZero = take('0');
        bool isRead = isZero || takeDigits() > 0;
        if (isRead && take('.'))
            isRead = takeDigits() > 0;
        if (isRead && (take('e') || take('E'))) {
            if (!take('+'))
                take('-');
            isRead = takeDigits() > 0;
        }
        return isRead;
    }

    bool readEscape()
    {
        constexpr std::string_view letters = "\"\\/bfnrt";
        const char letter = here();
        if (letter == 'u') {
            if (jsonCodeUnit(m_text, m_at + 1) < 0)
                return false;
            m_at += 5;
            return true;
        }
        if (letter == '\0' || letters.find(letter) == std::string_view::npos)
            return false;
        ++m_at;
        return true;
    }

    /// `inside`: what is between its quotes.
    bool readString(QByteArrayView *inside, bool *hasEscapes)
    {
        if (!take('"'))
            return false;
        const qsizetype begin = m_at;
        *hasEscapes = false;
        while (m_at < m_text.size()) {
            const char byte = m_text[m_at];
            if (static_cast<unsigned char>(byte) < 0x20)
                return false;
            ++m_at;
            if (byte == '"') {
                *inside = m_text.sliced(begin, m_at - 1 - begin);
                return true;
            }
            if (byte != '\\')
                continue;
            *hasEscapes = true;
            if (!readEscape())
                return false;
        }
        return false;
    }

    /// Those of `active` whose step at `depth` is what `matches` says.
    template<typename Matches>
    Active further(const Active &active, qsizetype depth, Matches &&matches) const
    {
        Active result;
        for (const qsizetype i : active) {
            const QList<JsonPointer::Step> &steps = m_pointers[i]->steps();
            if (steps.size() > depth && matches(steps[depth]))
                result.append(i);
        }
        return result;
    }

    bool readMember(qsizetype depth, const Active &active)
    {
        QByteArrayView name;
        bool hasEscapes = false;
        if (!readString(&name, &hasEscapes))
            return false;
        Active inside;
        if (!active.isEmpty() && hasEscapes) {
            const QByteArray meant = jsonStringContent(name);
            inside = further(active, depth, [&meant](const JsonPointer::Step &step) { return step.name == meant; });
        } else if (!active.isEmpty()) {
            inside = further(active, depth, [name](const JsonPointer::Step &step) { return step.name == name; });
        }
        skipBlanks();
        if (!take(':'))
            return false;
        skipBlanks();
        return readValue(depth + 1, inside);
    }

    bool readElement(qint64 index, qsizetype depth, const Active &active)
    {
        Active inside;
        if (!active.isEmpty())
            inside = further(active, depth, [index](const JsonPointer::Step &step) { return step.index == index; });
        return readValue(depth + 1, inside);
    }

    /// What is between the two brackets of an array or an object, and the second one.
    bool readContents(char end, qsizetype depth, const Active &active)
    {
        skipBlanks();
        if (take(end))
            return true;
        for (qint64 index = 0;; ++index) {
            skipBlanks();
            if (!(end == '}' ? readMember(depth, active) : readElement(index, depth, active)))
                return false;
            skipBlanks();
            if (take(end))
                return true;
            if (!take(','))
                return false;
        }
    }

    bool readPlain(qsizetype depth, const Active &active)
    {
        QByteArrayView inside;
        bool hasEscapes = false;
        switch (here()) {
        case '{':
        case '[': {
            const char end = here() == '{' ? '}' : ']';
            if (depth >= jsonNestingLimit)
                return false;
            ++m_at;
            return readContents(end, depth, active);
        }
        case '"':
            return readString(&inside, &hasEscapes);
        case 't':
            return takeWord("true");
        case 'f':
            return takeWord("false");
        case 'n':
            return takeWord("null");
        default:
            return readNumber();
        }
    }

    bool readValue(qsizetype depth, const Active &active)
    {
        for (const qsizetype i : active)
            m_found.values[i] = {}; // of a member of the same name before it
        const qsizetype begin = m_at;
        if (!readPlain(depth, active))
            return false;
        for (const qsizetype i : active) {
            if (m_pointers[i]->steps().size() == depth)
                m_found.values[i] = m_text.sliced(begin, m_at - begin);
        }
        return true;
    }

    const QByteArrayView m_text;
    const QList<const JsonPointer *> &m_pointers;
    qsizetype m_at = 0;
    JsonLookup m_found;
};

} // namespace

std::optional<JsonPointer> JsonPointer::fromText(const QString &text)
{
    JsonPointer pointer;
    if (text.isEmpty())
        return pointer;
    if (!text.startsWith(QLatin1Char('/')))
        return std::nullopt;
    const QList<QByteArray> parts = text.mid(1).toUtf8().split('/');
    for (const QByteArray &part : parts) {
        for (qsizetype at = part.indexOf('~'); at >= 0; at = part.indexOf('~', at + 1)) {
            if (at + 1 == part.size() || (part[at + 1] != '0' && part[at + 1] != '1'))
                return std::nullopt;
        }
        Step step{QByteArray(part).replace("~1", "/").replace("~0", "~")};
        const bool isIndex = !part.isEmpty() && part.size() < 18 && (part == "0" || part[0] != '0') &&
                             std::all_of(part.cbegin(), part.cend(), isJsonDigit);
        if (isIndex)
            step.index = part.toLongLong();
        pointer.m_steps.append(step);
    }
    return pointer;
}

QString JsonPointer::toText() const
{
    QByteArray text;
    for (const Step &step : m_steps)
        text += '/' + QByteArray(step.name).replace("~", "~0").replace("/", "~1");
    return QString::fromUtf8(text);
}

JsonLookup lookUpJson(QByteArrayView json, const QList<const JsonPointer *> &pointers)
{
    return JsonScanner(json, pointers).run();
}

bool isJson(QByteArrayView text)
{
    return lookUpJson(text, {}).errorAt < 0;
}

} // namespace fiftyfold
