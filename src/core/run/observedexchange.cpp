// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/run/observedexchange.h"

#include "core/run/runrecord.h"

#include <QStringList>

namespace fiftyfold {

namespace {

constexpr QLatin1String codingField("content-encoding: ");

void add(std::optional<quint64> &sum, const std::optional<quint64> &other)
{
    sum = sum && other ? std::optional(*sum + *other) : std::nullopt;
}

} // namespace

QByteArray codingName(const QByteArray &field)
{
    QByteArray name = field.simplified().toLower();
    return name.isEmpty() ? QByteArrayLiteral("identity") : name;
}

QByteArray codingIn(const QString &fields)
{
    const QStringList lines = fields.split(QLatin1Char('\n'));
    for (const QString &line : lines) {
        if (line.startsWith(codingField, Qt::CaseInsensitive))
            return codingName(line.mid(codingField.size()).toLatin1());
    }
    return codingName({});
}

ObservedExchange &ObservedExchange::operator+=(const ObservedExchange &other)
{
    if (other.replies == 0)
        return *this;
    if (replies == 0)
        return *this = other;
    replies += other.replies;
    const auto unite = [](auto &set, const auto &more) {
        if (set.empty() || more.empty())
            set.clear();
        else
            set.insert(more.begin(), more.end());
    };
    unite(http, other.http);
    unite(codings, other.codings);
    add(reused, other.reused);
    add(lookups, other.lookups);
    add(handshakes, other.handshakes);
    return *this;
}

ObservedExchange observedExchangeOf(const RunRecord &record)
{
    ObservedExchange seen;
    bool isHttpTold = true;
    quint64 reuseTold = 0;
    quint64 reused = 0;
    quint64 staged = 0; // requests that tell of the network at all
    quint64 lookups = 0;
    quint64 handshakes = 0;
    for (quint32 index = 0; index < record.requestCount(); ++index) {
        if (record.outcome(index) != Outcome::Done)
            continue;
        ++seen.replies;
        isHttpTold = isHttpTold && record.http(index) != HttpVersion::Unknown;
        seen.http.insert(record.http(index));
        reuseTold += record.reuse(index) != Fact::Reuse::Unknown ? 1U : 0U;
        reused += record.reuse(index) == Fact::Reuse::Reused ? 1U : 0U;
        staged += record.stage(index, Stage::Wait) ? 1U : 0U;
        lookups += record.stage(index, Stage::Dns) ? 1U : 0U;
        handshakes += record.stage(index, Stage::Tls) ? 1U : 0U;
        if (const QString fields = record.responseHeaders(index); !fields.isEmpty())
            seen.codings.insert(codingIn(fields));
    }
    if (!isHttpTold)
        seen.http.clear();
    if (reuseTold == seen.replies)
        seen.reused = reused;
    if (staged == seen.replies) {
        seen.lookups = lookups;
        seen.handshakes = handshakes;
    }
    return seen;
}

} // namespace fiftyfold
