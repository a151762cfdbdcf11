// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/base/windowlibraries.h"

#include <QByteArray>
#include <QFile>
#include <QList>
#include <QSet>

#include <algorithm>
#include <vector>

#include <link.h>

namespace fiftyfold {

namespace {

/// The program itself, which comes first, or a library that is loaded.
struct LoadedObject {
    QByteArray name; ///< As others say that they need it.
    QList<QByteArray> needed;
    quintptr begin = 0; ///< In memory, up to `end`.
    quintptr end = 0;
};

void readDynamic(const ElfW(Dyn) * entry, quintptr base, LoadedObject &object)
{
    const char *names = nullptr;
    std::vector<ElfW(Xword)> needed;
    ElfW(Xword) ownName = 0;
    for (; entry->d_tag != DT_NULL; ++entry) {
        if (entry->d_tag == DT_STRTAB) // which some loaders leave as it is in the file
            names =
                reinterpret_cast<const char *>(entry->d_un.d_ptr < base ? base + entry->d_un.d_ptr : entry->d_un.d_ptr);
        else if (entry->d_tag == DT_NEEDED)
            needed.push_back(entry->d_un.d_val);
        else if (entry->d_tag == DT_SONAME)
            ownName = entry->d_un.d_val;
    }
    if (!names)
        return;
    object.name = names + ownName;
    for (const ElfW(Xword) place : needed)
        object.needed.append(names + place);
}

int addObject(dl_phdr_info *info, std::size_t, void *objects)
{
    LoadedObject object;
    for (const ElfW(Phdr) *part = info->dlpi_phdr; part != info->dlpi_phdr + info->dlpi_phnum; ++part) {
        const quintptr begin = info->dlpi_addr + part->p_vaddr;
        if (part->p_type == PT_DYNAMIC)
            readDynamic(reinterpret_cast<const ElfW(Dyn) *>(begin), info->dlpi_addr, object);
        if (part->p_type != PT_LOAD)
            continue;
        object.begin = object.end == 0 ? begin : std::min(object.begin, begin);
        object.end = std::max<quintptr>(object.end, begin + part->p_memsz);
    }
    static_cast<std::vector<LoadedObject> *>(objects)->push_back(object);
    return 0;
}

/// These, and all that they need.
QSet<QByteArray> withAllNeeded(QList<QByteArray> open, const std::vector<LoadedObject> &objects)
{
    QSet<QByteArray> all;
    while (!open.isEmpty()) {
        const QByteArray name = open.takeFirst();
        if (all.contains(name))
            continue;
        all.insert(name);
        for (const LoadedObject &object : objects) {
            if (object.name == name)
                open += object.needed;
        }
    }
    return all;
}

bool isForWindows(const QByteArray &library, const std::vector<LoadedObject> &objects)
{
    const QSet<QByteArray> all = withAllNeeded({library}, objects);
    return std::any_of(all.cbegin(), all.cend(), [](const QByteArray &name) { return name.startsWith("libQt6Gui."); });
}

std::vector<LoadedObject> windowLibraries()
{
    std::vector<LoadedObject> objects;
    dl_iterate_phdr(addObject, &objects);
    if (objects.empty())
        return {};
    QList<QByteArray> withoutWindow;
    for (const QByteArray &library : objects.front().needed) {
        if (!isForWindows(library, objects))
            withoutWindow.append(library);
    }
    if (withoutWindow.size() == objects.front().needed.size())
        return {};
    // What needs nothing is the kernel's, or is too small to count.
    const QSet<QByteArray> kept = withAllNeeded(withoutWindow, objects);
    objects.erase(objects.begin());
    objects.erase(std::remove_if(objects.begin(), objects.end(),
                                 [&kept](const LoadedObject &object) {
                                     return object.needed.isEmpty() || kept.contains(object.name);
                                 }),
                  objects.end());
    return objects;
}

} // namespace

qint64 residentOfWindowLibraries()
{
    const std::vector<LoadedObject> libraries = windowLibraries();
    QFile maps(QStringLiteral("/proc/self/smaps"));
    if (libraries.empty() || !maps.open(QIODevice::ReadOnly))
        return 0;
    qint64 kibibytes = 0;
    bool isCounted = false;
    const QList<QByteArray> lines = maps.readAll().split('\n');
    for (const QByteArray &line : lines) {
        const QByteArray first = line.left(line.indexOf(' '));
        if (first.endsWith(':')) { // "Rss:     12 kB"
            if (isCounted && first == "Rss:")
                kibibytes += line.mid(first.size(), line.lastIndexOf(' ') - first.size()).trimmed().toLongLong();
            continue;
        }
        const quintptr begin = first.left(first.indexOf('-')).toULongLong(nullptr, 16); // "7f12a000-7f12b000 r-xp …"
        isCounted = std::any_of(libraries.begin(), libraries.end(), [begin](const LoadedObject &library) {
            return begin >= library.begin && begin < library.end;
        });
    }
    return kibibytes * 1024;
}

} // namespace fiftyfold
