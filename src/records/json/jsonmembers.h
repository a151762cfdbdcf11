// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonArray>
#include <QJsonObject>
#include <QJsonValue>
#include <QString>

#include <limits>
#include <optional>

namespace fiftyfold {

/// The members of one JSON object, as a reader expects them. What is not so is kept as a problem, the first of them
/// alone, with its key and what was there instead; what was asked for is then nought.
class JsonMembers
{
public:
    /// `path` stands before each key in a problem, "requests[3].".
    JsonMembers(const QJsonObject &object, const QString &path);

    bool has(const char *key) const { return m_object.contains(QLatin1String(key)); }
    bool isTrue(const char *key) const { return m_object.value(QLatin1String(key)).toBool(); }
    QString text(const char *key);
    /// A whole number up to `most`; `otherwise`, if there is one, where there is none.
    qint64 count(const char *key, qint64 most, qint64 otherwise = -1);
    double number(const char *key);
    /// 0 to 1.
    double share(const char *key);
    /// Of milliseconds the nanoseconds.
    qint64 time(const char *key);
    QJsonObject object(const char *key);
    /// Empty where it is not there.
    QJsonArray array(const char *key) const { return m_object.value(QLatin1String(key)).toArray(); }

    /// Says that the member should be `what`.
    void expect(const char *key, const QString &what);
    void fail(const QString &problem);
    const QString &problem() const { return m_problem; }

private:
    const QJsonObject m_object;
    const QString m_path;
    QString m_problem;
};

/// The most that a member can be that is kept in 32 bits.
inline constexpr qint64 most32 = std::numeric_limits<quint32>::max();

/// The names of an enumeration, as records write them.
template<typename Value, typename Name>
std::optional<Value> named(const QString &text, int count, Name nameOf)
{
    for (int i = 0; i < count; ++i) {
        if (text == nameOf(static_cast<Value>(i)))
            return static_cast<Value>(i);
    }
    return std::nullopt;
}

} // namespace fiftyfold
