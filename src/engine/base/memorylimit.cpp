// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/base/memorylimit.h"

#include "core/text/remark.h"

#include <QFile>

#include <malloc.h>
#include <pthread.h>
#include <sys/resource.h>
#include <unistd.h>

namespace fiftyfold {

namespace {

std::optional<quint64> addressSpaceLimit()
{
    rlimit limit = {};
    if (getrlimit(RLIMIT_AS, &limit) != 0 || limit.rlim_cur == RLIM_INFINITY)
        return std::nullopt;
    return limit.rlim_cur;
}

} // namespace

std::optional<quint64> addressSpaceLeft()
{
    const std::optional<quint64> limit = addressSpaceLimit();
    if (!limit)
        return std::nullopt;
    QFile file(QStringLiteral("/proc/self/statm"));
    if (!file.open(QIODevice::ReadOnly))
        return std::nullopt;
    const QByteArray sizes = file.readAll();
    const quint64 used = sizes.left(sizes.indexOf(' ')).toULongLong() * quint64(sysconf(_SC_PAGESIZE));
    return used < *limit ? *limit - used : 0;
}

std::optional<quint64> addressSpaceForHeap()
{
    std::optional<quint64> left = addressSpaceLeft();
    if (left)
        *left += mallinfo2().keepcost;
    return left;
}

bool hasAddressSpaceFor(quint64 bytes)
{
    const std::optional<quint64> left = addressSpaceForHeap();
    return !left || *left >= bytes;
}

void saveAddressSpace()
{
    if (!addressSpaceLimit())
        return;
    mallopt(M_ARENA_MAX, 1);
    pthread_attr_t attributes;
    if (pthread_attr_init(&attributes) != 0)
        return;
    pthread_attr_setstacksize(&attributes, smallStackBytes);
    pthread_setattr_default_np(&attributes);
    pthread_attr_destroy(&attributes);
}

QString addressSpaceLimitText()
{
    return remarkText(RemarkKind::AddressSpace, {QString::number(addressSpaceLimit().value_or(0) / 1'000'000)});
}

} // namespace fiftyfold
