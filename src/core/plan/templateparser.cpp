// SPDX-License-Identifier: GPL-3.0-or-later
// How places in double braces are read; see templatetext.cpp for how they are filled.
#include "core/plan/templateparser.h"

#include "core/text/nearestname.h"
#include "core/text/problemwords.h"
#include "core/text/redaction.h"
#include "core/text/visibletext.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <optional>
#include <utility>

namespace fiftyfold {

namespace {

using Piece = TemplateText::Piece;
using What = TemplateText::What;

constexpr qsizetype placeLimit = 200;   ///< Bytes between the braces.
constexpr qsizetype listedColumns = 20; ///< In a message.

struct BuiltInName {
    const char *name;
    What what;
};
constexpr std::array<BuiltInName, 4> builtInNames = {
    {{"index", What::Index}, {"lane", What::Lane}, {"uuid", What::Uuid}, {"time", What::Time}}};

/// A text, byte by byte, as what it means: in a URL an escape is one byte.
class TemplateCursor
{
public:
    TemplateCursor(QByteArrayView text, bool isUrl)
        : m_text(text)
        , m_isUrl(isUrl)
    {
    }

    bool isAtEnd() const { return m_at >= m_text.size(); }
    qsizetype position() const { return m_at; }
    void goTo(qsizetype position) { m_at = position; }

    /// Takes the next byte, of however many it is made; 0 at the end.
    char take()
    {
        if (isAtEnd())
            return '\0';
        if (m_isUrl && m_text[m_at] == '%' && isHex(m_at + 1) && isHex(m_at + 2)) {
            const QByteArray byte = QByteArray::fromHex(m_text.sliced(m_at + 1, 2).toByteArray());
            m_at += 3;
            return byte.front();
        }
        return m_text[m_at++];
    }

    /// Whether these come next, and takes them then.
    bool take(QByteArrayView bytes)
    {
        const qsizetype begin = m_at;
        const bool isThere =
            std::all_of(bytes.begin(), bytes.end(), [this](char byte) { return !isAtEnd() && take() == byte; });
        m_at = isThere ? m_at : begin;
        return isThere;
    }

private:
    bool isHex(qsizetype at) const { return at < m_text.size() && std::isxdigit(uchar(m_text[at])) != 0; }

    QByteArrayView m_text;
    bool m_isUrl;
    qsizetype m_at = 0;
};

/// What is between the braces of which the first two are behind; nothing where they do not end.
std::optional<QByteArray> takeInside(TemplateCursor &cursor)
{
    QByteArray inside;
    bool isQuoted = false;
    while (!cursor.isAtEnd() && inside.size() < placeLimit) {
        if (!isQuoted && cursor.take("}}"))
            return inside.trimmed();
        const char byte = cursor.take();
        if (byte == '"')
            isQuoted = !isQuoted && inside.trimmed().isEmpty();
        inside.append(byte);
    }
    return std::nullopt;
}

/// Between the braces is a text in quotes, which stands for itself.
bool isLiteral(const QByteArray &inside)
{
    return inside.size() >= 2 && inside.startsWith('"') && inside.indexOf('"', 1) == inside.size() - 1;
}

void appendText(QList<Piece> &pieces, QByteArrayView text)
{
    if (text.isEmpty())
        return;
    if (pieces.isEmpty() || pieces.last().what != What::Text)
        pieces.append(Piece{});
    pieces.last().text.append(text);
}

/// Whether a byte of JSON stands in a string, going from one to the next.
class JsonQuotes
{
public:
    bool isInside() const { return m_isInside; }

    void pass(QByteArrayView text)
    {
        for (const char byte : text) {
            if (m_isEscape)
                m_isEscape = false;
            else if (byte == '"')
                m_isInside = !m_isInside;
            else
                m_isEscape = m_isInside && byte == '\\';
        }
    }

private:
    bool m_isInside = false;
    bool m_isEscape = false;
};

QString shownPlace(const QByteArray &inside)
{
    return redactedWords(visibleText(QString::fromUtf8(inside.left(80))));
}

std::optional<qint64> templateNumber(const QByteArray &word)
{
    bool isNumber = false;
    const qint64 number = word.toLongLong(&isNumber);
    return isNumber ? std::optional(number) : std::nullopt;
}

} // namespace

TemplateParser::TemplateParser(QStringList columns)
    : m_columns(std::move(columns))
{
    for (const QString &column : m_columns)
        m_columnNames.append(column.toUtf8());
}

TemplateText TemplateParser::parse(const QByteArray &text, Form form, TemplateSite site, const QString &where,
                                   QString *problem)
{
    problem->clear();
    QList<Piece> pieces;
    JsonQuotes quotes;
    TemplateCursor cursor(text, form == Form::Url);
    qsizetype plainBegin = 0;
    const auto endPlain = [&](qsizetype end) {
        const QByteArrayView plain = QByteArrayView(text).sliced(plainBegin, end - plainBegin);
        quotes.pass(plain);
        appendText(pieces, plain);
    };
    while (!cursor.isAtEnd()) {
        const qsizetype begin = cursor.position();
        if (!cursor.take("{{")) {
            cursor.take();
            continue;
        }
        const qsizetype behind = cursor.position();
        if (cursor.take("{")) { // of a row of braces the last two are the place's
            cursor.goTo(begin);
            cursor.take();
            continue;
        }
        cursor.goTo(behind);
        endPlain(begin);
        if (form == Form::Json)
            site = quotes.isInside() ? TemplateSite::JsonText : TemplateSite::Json;
        const std::optional<QByteArray> inside = takeInside(cursor);
        if (!inside)
            *problem = ProblemWords::tr("In %1 \"}}\" is missing behind \"{{\"; one that stands for itself is written "
                                        "{{\"{{\"}}.")
                           .arg(where);
        if (!inside || !addPlace(pieces, *inside, site, problem))
            return TemplateText();
        plainBegin = cursor.position();
    }
    endPlain(text.size());
    return TemplateText(pieces);
}

bool TemplateParser::addPlace(QList<Piece> &pieces, const QByteArray &inside, TemplateSite site, QString *problem)
{
    if (isLiteral(inside)) {
        QByteArray text;
        appendAt(text, inside.mid(1).chopped(1), site); // in JSON outside of strings it may be anything
        appendText(pieces, text);
        return true;
    }
    Piece piece;
    piece.site = site;
    piece.text = inside;
    piece.column = m_columnNames.indexOf(inside);
    const QList<QByteArray> words = inside.simplified().split(' ');
    const auto found = std::find_if(builtInNames.begin(), builtInNames.end(),
                                    [&inside](const BuiltInName &one) { return inside == one.name; });
    if (piece.column >= 0)
        piece.what = What::Column;
    else if (words.first() == "random")
        return addRandom(pieces, piece, words, problem);
    else if (found != builtInNames.end())
        piece.what = found->what;
    if (piece.what == What::Text)
        *problem = unknownNameProblem(inside);
    else if (piece.what == What::Uuid && site == TemplateSite::Json)
        *problem = ProblemWords::tr("{{uuid}} stands in JSON without quotes around it, and is no number.");
    pieces.append(piece);
    return problem->isEmpty();
}

bool TemplateParser::addRandom(QList<Piece> &pieces, Piece piece, const QList<QByteArray> &words, QString *problem)
{
    const std::optional<qint64> least = templateNumber(words.value(1));
    const std::optional<qint64> most = templateNumber(words.value(2));
    if (words.size() != 3 || !least || !most || *least > *most) {
        *problem =
            ProblemWords::tr("{{random}} takes two whole numbers, the lower one first, such as {{random 1 100}}; "
                             "got {{%1}}.")
                .arg(shownPlace(piece.text));
        return false;
    }
    piece.what = What::Random;
    piece.least = *least;
    piece.most = *most;
    piece.draw = m_draws++;
    pieces.append(piece);
    return true;
}

QString TemplateParser::unknownNameProblem(const QByteArray &name) const
{
    QStringList known = m_columns.mid(0, listedColumns);
    const bool isCut = known.size() < m_columns.size();
    QStringList all = m_columns;
    for (const BuiltInName &one : builtInNames)
        all.append(QString::fromLatin1(one.name));
    all.append(QStringLiteral("random"));
    const QString nearest = nearestName(all, QString::fromUtf8(name));
    for (const BuiltInName &one : builtInNames)
        known.append(QString::fromLatin1(one.name));
    const QString inBraces = QLatin1String("{{") + known.join(QLatin1String("}}, {{")) + QLatin1String("}}");
    return ProblemWords::tr("There is no {{%1}}%2 There are %3%4 and {{random LEAST MOST}}; %5\"{{\" that stands for "
                            "itself is written {{\"{{\"}}.")
        .arg(shownPlace(name),
             nearest.isEmpty() ? QStringLiteral(".")
                               : ProblemWords::tr("; did you mean {{%1}}?").arg(visibleText(nearest)),
             visibleText(inBraces), isCut ? ProblemWords::tr(", further columns") : QString(),
             m_columns.isEmpty() ? ProblemWords::tr("columns come with --rows FILE; ") : QString());
}

} // namespace fiftyfold
