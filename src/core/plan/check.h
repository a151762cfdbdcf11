// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/text/jsonlookup.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QList>
#include <QRegularExpression>
#include <QString>

#include <chrono>
#include <limits>
#include <optional>
#include <utility>
#include <variant>

namespace fiftyfold {

/// `body contains TEXT`: its bytes in UTF-8 are somewhere in the body.
struct BodyContains {
    QByteArray text;
};

/// `body matches REGEX`: PCRE2's finds something in the body's first bodyMatchLimit bytes, read as UTF-8. Bounded in
/// time: what takes more than some million steps is given up, and has failed.
struct BodyMatches {
    QString pattern;
    QRegularExpression expression; ///< Of the pattern, so that it ends.
};
inline constexpr qsizetype bodyMatchLimit = 1024 * 1024;

/// `header NAME contains TEXT`: one of the fields of that name, in any case, has its bytes.
struct HeaderContains {
    QByteArray name;
    QByteArray text;
};

/// `json /pointer = VALUE`: the body is JSON, and has that value there. Numbers are held against each other by value,
/// with all their digits; members of an object may be in any order.
struct JsonEquals {
    JsonPointer pointer;
    QString value;        ///< JSON, or a string without its quotes.
    QByteArray canonical; ///< The same, see canonicalJson().
    /// Whether it stands below a name that says so.
    bool isSecret() const;
};

/// `size 10..20000`: bytes of the decoded body, both included. Either may be left out.
struct SizeWithin {
    qint64 least = 0;
    qint64 most = std::numeric_limits<qint64>::max();
};

/// `within 200ms`: service time, that one included.
struct TimeWithin {
    std::chrono::nanoseconds most{0};
};

/// What a reply must be to count as done: one `--check`. A value; reentrant.
class Check
{
public:
    using Condition = std::variant<BodyContains, BodyMatches, HeaderContains, JsonEquals, SizeWithin, TimeWithin>;

    /// All forms, to complete "--check takes …".
    static QString forms();
    /// Nothing where it is none; `problem` then completes "--check takes …, got …", without secrets.
    static std::optional<Check> fromText(const QString &text, QString *problem);

    /// As it is typed, with one blank where any number may be; fromText() makes the same check of it.
    QString toText() const;
    /// The same for a record and for people.
    QString redactedText() const;

    const Condition &condition() const { return m_condition; }
    /// Whether more of the body counts than its size.
    bool needsBody() const;

    friend bool operator==(const Check &one, const Check &other) { return one.toText() == other.toText(); }

private:
    Condition m_condition;
};

/// What checks look at, of a reply that came whole.
struct CheckedReply {
    QByteArrayView body; ///< Decoded. May be empty where no check needs it.
    qint64 size = 0;     ///< Of the decoded body, in bytes.
    QList<std::pair<QByteArray, QByteArray>> headers;
    std::chrono::nanoseconds serviceTime{0};
};

struct CheckFailure {
    qsizetype index = 0; ///< Of the check.
    QString check;       ///< Its redactedText().
    QString found;       ///< What was there instead: one line of at most foundLimit letters, redacted.
    bool operator==(const CheckFailure &) const = default;
};
inline constexpr qsizetype foundLimit = 80;

/// The first of them that the reply fails; nothing where it passes all. Any thread. Of the body no copy is made unless
/// an expression is asked for, and JSON is read once for all checks.
std::optional<CheckFailure> firstCheckFailure(const QList<Check> &checks, const CheckedReply &reply);

} // namespace fiftyfold
