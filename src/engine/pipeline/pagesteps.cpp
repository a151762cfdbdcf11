// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/pipeline/pagesteps.h"

#include "core/run/pagewrapper.h"
#include "engine/base/clock.h"
#include "engine/base/filestore.h"
#include "engine/base/memorylimit.h"

#include <QDataStream>

#include <new>
#include <utility>

namespace fiftyfold {

bool hasRoomForPage(qint64 bodyBytes)
{
    constexpr qint64 smallBody = qint64(256) * 1024;
    return bodyBytes <= smallBody || hasAddressSpaceFor(static_cast<quint64>(bodyBytes) + sparedAddressSpace);
}

PageResult runSteps(PageWork work, FileStore &store, const Clock &clock)
{
    PageResult result;
    result.index = work.index;
    if (!work.steps.wrap)
        return result;
    result.wrap.begin = clock.nowNs();
    if (!hasRoomForPage(work.body.size())) {
        result.fault = FaultKind::NoMemoryForBody;
        return result;
    }
    Page page;
    try {
        page = wrappedPage(std::move(work.body), work.contentType, work.shownUrl);
    } catch (const std::bad_alloc &) {
        result.fault = FaultKind::NoMemoryForBody;
        return result;
    }
    result.wrap.end = clock.nowNs();
    result.wrap.pageBytes = page.size();
    if (!work.steps.save)
        return result;
    result.save.begin = result.wrap.end;
    result.fault = store.save(work.index, page);
    if (!result.fault.isNone())
        return result;
    result.isSaved = true;
    result.save.end = clock.nowNs();
    result.save.pageBytes = page.size();
    if (!work.steps.remove)
        return result;
    result.remove.begin = result.save.end;
    result.isSaved = false;
    result.fault = store.remove(work.index);
    if (!result.fault.isNone())
        return result;
    result.remove.end = clock.nowNs();
    return result;
}

namespace {

QDataStream &operator<<(QDataStream &stream, const StepTime &time)
{
    return stream << time.begin << time.end << time.pageBytes;
}

QDataStream &operator>>(QDataStream &stream, StepTime &time)
{
    return stream >> time.begin >> time.end >> time.pageBytes;
}

} // namespace

QDataStream &operator<<(QDataStream &stream, const PageWork &work)
{
    return stream << work.index << work.steps.wrap << work.steps.save << work.steps.remove << work.contentType
                  << work.shownUrl;
}

QDataStream &operator>>(QDataStream &stream, PageWork &work)
{
    return stream >> work.index >> work.steps.wrap >> work.steps.save >> work.steps.remove >> work.contentType >>
           work.shownUrl;
}

QDataStream &operator<<(QDataStream &stream, const PageResult &result)
{
    return stream << result.index << result.wrap << result.save << result.remove << result.fault << result.isSaved;
}

QDataStream &operator>>(QDataStream &stream, PageResult &result)
{
    return stream >> result.index >> result.wrap >> result.save >> result.remove >> result.fault >> result.isSaved;
}

} // namespace fiftyfold
