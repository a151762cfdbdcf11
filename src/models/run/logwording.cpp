// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/run/logwording.h"

#include "core/run/runrecord.h"
#include "core/text/numberlocale.h"
#include "core/text/quantities.h"

#include <QCoreApplication>
#include <QStringList>

namespace fiftyfold {

namespace {

struct LogWording {
    Q_DECLARE_TR_FUNCTIONS(fiftyfold::LogModel)
};

QString withDetails(const QString &text, const QString &detail)
{
    return text + QLatin1String(" (") + detail + QLatin1Char(')');
}

QString endedText(const Fact &ended)
{
    const QString length = durationForPeople(ended.at - ended.begin);
    // Runners that are programs of their own tell no sizes.
    const QString size = ended.value < 0 ? QString() : sizeForPeople(ended.value);
    const auto withSize = [&size](const QString &word, const QString &joint) {
        return size.isEmpty() ? word : word + joint + size;
    };
    switch (ended.stage) {
    case Stage::Queued:
        return LogWording::tr("left the queue, lane %1").arg(ended.value);
    case Stage::Dns:
        return withDetails(LogWording::tr("name resolved"), length);
    case Stage::Connect:
        return withDetails(LogWording::tr("connected"), length);
    case Stage::Tls:
        return withDetails(LogWording::tr("TLS ready"), length);
    case Stage::Send:
        return withDetails(LogWording::tr("request sent"), length);
    case Stage::Wait:
        return withDetails(LogWording::tr("reply begun"), length);
    case Stage::Receive:
        return withDetails(withSize(LogWording::tr("received"), QStringLiteral(" ")), length);
    case Stage::Wrap:
        return withDetails(withSize(LogWording::tr("wrapped"), QStringLiteral(", ")), length);
    case Stage::Save:
        return withDetails(LogWording::tr("saved %1").arg(pageFileName(ended.request)),
                           size.isEmpty() ? length : size + QLatin1String(", ") + length);
    case Stage::Delete:
        return withDetails(LogWording::tr("deleted %1").arg(pageFileName(ended.request)), length);
    }
    Q_UNREACHABLE();
}

QString repliedText(const Fact &replied)
{
    QStringList parts = {LogWording::tr("replied %1").arg(replied.status)};
    if (replied.http != HttpVersion::Unknown)
        parts.append(QLatin1String("HTTP/") + httpVersionName(replied.http));
    if (replied.reuse == Fact::Reuse::Fresh)
        parts.append(LogWording::tr("new connection"));
    else if (replied.reuse == Fact::Reuse::Reused)
        parts.append(LogWording::tr("connection reused"));
    if (replied.retries == 1)
        parts.append(LogWording::tr("after one retry"));
    else if (replied.retries > 1)
        parts.append(LogWording::tr("after %1 retries").arg(replied.retries));
    return parts.join(QLatin1String(", "));
}

} // namespace

QString secondsText(qint64 at)
{
    const qint64 milliseconds = (at + 500'000) / 1'000'000;
    QString text = QString::number(milliseconds / 1000) + numberLocale().decimalPoint();
    for (qint64 place = 100; place > 0; place /= 10)
        text += QLatin1Char(static_cast<char>('0' + milliseconds / place % 10));
    return text;
}

QString stepText(const Fact &fact)
{
    return fact.kind == Fact::Kind::Replied ? repliedText(fact) : endedText(fact);
}

QString finishedText(const Fact &finished, const QString &message)
{
    switch (finished.outcome) {
    case Outcome::Done:
        return LogWording::tr("done");
    case Outcome::Failed:
        return LogWording::tr("failed: %1").arg(message.isEmpty() ? QString(errorClassName(finished.error)) : message);
    case Outcome::Cancelled:
    case Outcome::Pending:
        break;
    }
    return LogWording::tr("cancelled");
}

} // namespace fiftyfold
