// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QList>
#include <QString>

#include <optional>

namespace fiftyfold {

// Values of a JSON text, found in its bytes: no tree is made of it, and numbers keep each of their digits.

/// Where a value is in a JSON text (RFC 6901): "/items/0/name"; empty: all of it. A value; reentrant.
class JsonPointer
{
public:
    /// A part of it between two slashes, unescaped.
    struct Step {
        QByteArray name;   ///< UTF-8.
        qint64 index = -1; ///< Of an array; -1: it is none.
        bool operator==(const Step &) const = default;
    };

    /// Nothing where it is no such text: neither empty nor with a slash in front, or with a tilde before something else
    /// than 0 and 1.
    static std::optional<JsonPointer> fromText(const QString &text);
    QString toText() const;

    const QList<Step> &steps() const { return m_steps; }
    bool operator==(const JsonPointer &) const = default;

private:
    QList<Step> m_steps;
};

/// How deep arrays and objects can be in each other; a text with more is taken for no JSON.
inline constexpr int jsonNestingLimit = 512;

struct JsonLookup {
    qsizetype errorAt = -1;       ///< The byte from which on the text is no JSON (RFC 8259); -1: it is.
    QList<QByteArrayView> values; ///< One for each pointer, as it is written there; null where there is none.
};

/// Goes through the text once, however many pointers there are. The views are of `json`. A byte order mark before it is
/// passed over; of members with the same name the last one counts. What is not ASCII is not looked at.
JsonLookup lookUpJson(QByteArrayView json, const QList<const JsonPointer *> &pointers);

bool isJson(QByteArrayView text);

} // namespace fiftyfold
