// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/run/fact.h"

namespace fiftyfold {

QLatin1String httpVersionName(HttpVersion version)
{
    switch (version) {
    case HttpVersion::Unknown:
        break;
    case HttpVersion::Http10:
        return QLatin1String("1.0");
    case HttpVersion::Http11:
        return QLatin1String("1.1");
    case HttpVersion::Http2:
        return QLatin1String("2");
    }
    return {};
}

} // namespace fiftyfold
