// SPDX-License-Identifier: GPL-3.0-or-later
// A URL: what is written of it is read as the same; so is what a reference resolves to.
#include "core/plan/runplan.h"
#include "core/text/exacturl.h"
#include "core/text/redaction.h"

#include "fuzzing.h"

#include <algorithm>

using namespace fiftyfold;

namespace {

void check(const ExactUrl &url)
{
    if (!url.isValid())
        return;
    const QByteArray text = url.text();
    fuzz::must(std::all_of(text.begin(), text.end(), [](char c) { return c > ' ' && c < '\x7f'; }));
    fuzz::must(ExactUrl::fromText(text).text() == text);
    redactedUrl(url);
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const unsigned char *data, std::size_t size)
{
    const QList<QByteArray> parts = fuzz::partsOf(data, size, 2);
    const ExactUrl url = ExactUrl::fromText(parts.at(0));
    check(url);
    if (url.isValid())
        check(url.resolved(parts.at(1)));
    QString problem;
    check(urlFromUserInput(QString::fromUtf8(parts.at(0)), &problem));
    return 0;
}
