// SPDX-License-Identifier: GPL-3.0-or-later
// How a reply is held against checks; see check.cpp for how those are written.
#include "core/plan/check.h"

#include "core/text/canonicaljson.h"
#include "core/text/quantities.h"
#include "core/text/redaction.h"
#include "core/text/remark.h"
#include "core/text/visibletext.h"

#include <algorithm>
#include <memory>

namespace fiftyfold {

namespace {

constexpr qsizetype shownBytes = 4 * foundLimit; ///< Enough for so many letters, and for a secret's name before them.

/// On one line, cut off where it is too long.
QString foundText(const QString &text)
{
    QString shown = visibleText(text.simplified());
    if (shown.size() <= foundLimit)
        return shown;
    const qsizetype end = foundLimit - 1;
    shown.truncate(shown[end - 1].isHighSurrogate() ? end - 1 : end);
    return shown + QChar(u'…');
}

QString foundBytes(QByteArrayView bytes)
{
    return foundText(redactedWords(QString::fromUtf8(bytes.first(std::min(bytes.size(), shownBytes)))));
}

QString foundBody(QByteArrayView body)
{
    return body.isEmpty() ? remarkText(RemarkKind::EmptyBody) : foundBytes(body);
}

/// Holds one reply against one check after the other: what was found instead, or nothing where it passes.
class ReplyChecker
{
public:
    using Found = std::optional<QString>;

    ReplyChecker(const QList<Check> &checks, const CheckedReply &reply)
        : m_checks(checks)
        , m_reply(reply)
    {
    }

    Found operator()(const BodyContains &body) const
    {
        return passes(m_reply.body.indexOf(body.text) >= 0, [this] { return foundBody(m_reply.body); });
    }

    Found operator()(const BodyMatches &body) const
    {
        const bool isCut = m_reply.body.size() > bodyMatchLimit;
        const QString subject = QString::fromUtf8(isCut ? m_reply.body.first(bodyMatchLimit) : m_reply.body);
        const QRegularExpressionMatch match = body.expression.match(subject);
        if (!match.isValid())
            return remarkText(RemarkKind::TooManySteps);
        return passes(match.hasMatch(), [this, isCut] {
            return isCut ? foundText(remarkText(RemarkKind::NoMatchAtFirst, {foundBytes(m_reply.body)}))
                         : foundBody(m_reply.body);
        });
    }

    Found operator()(const HeaderContains &header) const
    {
        const std::pair<QByteArray, QByteArray> *last = nullptr;
        for (const auto &field : m_reply.headers) {
            if (field.first.compare(header.name, Qt::CaseInsensitive) != 0)
                continue;
            if (field.second.contains(header.text))
                return std::nullopt;
            last = &field;
        }
        if (!last)
            return remarkText(RemarkKind::NoSuchHeader);
        return last->second.isEmpty() ? remarkText(RemarkKind::EmptyValue)
                                      : foundText(QString::fromUtf8(redactedHeaderValue(header.name, last->second)));
    }

    Found operator()(const JsonEquals &json)
    {
        const JsonLookup &values = lookedUp();
        const QByteArrayView value = values.values.at(m_jsonSeen++);
        if (values.errorAt >= 0)
            return foundNoJson(values.errorAt);
        if (value.isNull())
            return remarkText(RemarkKind::NothingThere);
        // An array or an object is gone through where one is asked for alone.
        const bool isNested = value.startsWith('{') || value.startsWith('[');
        const bool canBeIt = !isNested || value.front() == json.canonical.front();
        return passes(canBeIt && canonicalJson(value) == json.canonical,
                      [&] { return json.isSecret() ? QString::fromLatin1(redactedText) : foundBytes(value); });
    }

    Found operator()(const SizeWithin &size) const
    {
        return passes(m_reply.size >= size.least && m_reply.size <= size.most,
                      [this] { return QStringLiteral("%1 bytes").arg(m_reply.size); });
    }

    Found operator()(const TimeWithin &time) const
    {
        return passes(m_reply.serviceTime <= time.most,
                      [this] { return durationForPeople(m_reply.serviceTime.count(), recordLocale()); });
    }

private:
    template<typename Otherwise>
    static Found passes(bool does, Otherwise &&otherwise)
    {
        return does ? Found() : Found(otherwise());
    }

    /// Of all checks that ask for JSON, in their order.
    const JsonLookup &lookedUp()
    {
        if (m_lookup)
            return *m_lookup;
        QList<const JsonPointer *> pointers;
        for (const Check &check : m_checks) {
            if (const auto *json = std::get_if<JsonEquals>(&check.condition()))
                pointers.append(&json->pointer);
        }
        m_lookup = std::make_unique<JsonLookup>(lookUpJson(m_reply.body, pointers));
        return *m_lookup;
    }

    QString foundNoJson(qsizetype errorAt) const
    {
        const QByteArrayView rest = m_reply.body.sliced(errorAt);
        if (m_reply.body.trimmed().isEmpty())
            return remarkText(RemarkKind::EmptyBody);
        if (rest.isEmpty())
            return remarkText(RemarkKind::JsonCutOff, {QString::number(errorAt)});
        return foundText(remarkText(RemarkKind::NoJsonFrom, {QString::number(errorAt), foundBytes(rest)}));
    }

    const QList<Check> &m_checks;
    const CheckedReply &m_reply;
    std::unique_ptr<JsonLookup> m_lookup;
    qsizetype m_jsonSeen = 0;
};

} // namespace

std::optional<CheckFailure> firstCheckFailure(const QList<Check> &checks, const CheckedReply &reply)
{
    ReplyChecker checker(checks, reply);
    for (qsizetype i = 0; i < checks.size(); ++i) {
        const std::optional<QString> found =
            std::visit([&checker](const auto &condition) { return checker(condition); }, checks[i].condition());
        if (found)
            return CheckFailure{i, checks[i].redactedText(), *found};
    }
    return std::nullopt;
}

} // namespace fiftyfold
