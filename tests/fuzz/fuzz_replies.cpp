// SPDX-License-Identifier: GPL-3.0-or-later
// What a server sends: fields of its reply, the codings of a body, and what --check makes of it.
#include "core/plan/check.h"
#include "engine/http/contentdecoder.h"
#include "engine/http/replyfields.h"

#include "fuzzing.h"

using namespace fiftyfold;

extern "C" int LLVMFuzzerTestOneInput(const unsigned char *data, std::size_t size)
{
    const QByteArray bytes = fuzz::bytesOf(data, size);
    const qsizetype first = bytes.indexOf('\0');
    const qsizetype second = first < 0 ? -1 : bytes.indexOf('\0', first + 1);
    const QByteArray field = bytes.left(first);
    const QByteArray words = first < 0 ? QByteArray() : bytes.mid(first + 1, second < 0 ? -1 : second - first - 1);
    const QByteArray body = second < 0 ? QByteArray() : bytes.mid(second + 1);
    if (const std::optional<qint64> length = lengthFrom(field))
        fuzz::must(*length >= 0);
    hasTransferCoding(field);
    isChunked(field);
    contentTypeFrom(field);
    textFromServer(field);

    constexpr qint64 most = 1024 * 1024;
    ContentDecoder decoder(field, most);
    PageBody page;
    if (decoder.isNeeded()) {
        Fault fault;
        for (qsizetype at = 0; at < body.size() && fault.error == ErrorClass::None; at += 7) // in pieces, as they come
            fault =
                decoder.decode(QByteArrayView(body).sliced(at).first(std::min<qsizetype>(7, body.size() - at)), page);
        if (fault.error == ErrorClass::None)
            decoder.end();
        fuzz::must(page.size() <= most);
    }

    QString problem;
    const std::optional<Check> check = Check::fromText(QString::fromUtf8(words), &problem);
    if (!check)
        return 0;
    const std::optional<Check> again = Check::fromText(check->toText(), &problem);
    fuzz::must(again && *again == *check);
    CheckedReply reply;
    reply.body = body;
    reply.size = body.size();
    reply.headers = {{QByteArrayLiteral("Content-Type"), field}};
    if (const std::optional<CheckFailure> failure = firstCheckFailure({*check}, reply))
        fuzz::must(failure->found.size() <= foundLimit);
    return 0;
}
