// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/plan/headerfields.h"

#include <algorithm>

namespace fiftyfold {

namespace {

auto isNamed(QByteArrayView name)
{
    return [name](const HeaderField &header) { return header.name.compare(name, Qt::CaseInsensitive) == 0; };
}

} // namespace

const HeaderField *findHeader(const QList<HeaderField> &headers, QByteArrayView name)
{
    const auto header = std::find_if(headers.cbegin(), headers.cend(), isNamed(name));
    return header == headers.cend() ? nullptr : &*header;
}

bool hasHeader(const QList<HeaderField> &headers, QByteArrayView name)
{
    return findHeader(headers, name) != nullptr;
}

HeaderField lengthOfNothing()
{
    return {QByteArrayLiteral("Content-Length"), QByteArrayLiteral("0")};
}

void removeHeaders(QList<HeaderField> &headers, QByteArrayView name)
{
    headers.removeIf(isNamed(name));
}

} // namespace fiftyfold
