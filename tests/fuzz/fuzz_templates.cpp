// SPDX-License-Identifier: GPL-3.0-or-later
// A URL, a header's value and a body with places: parsed or refused, filled or refused.
#include "core/plan/templates.h"
#include "core/text/fieldsyntax.h"

#include "fuzzing.h"

using namespace fiftyfold;

extern "C" int LLVMFuzzerTestOneInput(const unsigned char *data, std::size_t size)
{
    const QList<QByteArray> parts = fuzz::partsOf(data, size, 5);
    const ExactUrl url = ExactUrl::fromText(parts.at(0));
    if (!url.isValid() || !isFieldValue(parts.at(1)))
        return 0;
    QString problem;
    const auto request =
        RequestTemplate::parse(url, {{QByteArrayLiteral("X-Value"), parts.at(1)}}, parts.at(2),
                               {QStringLiteral("name"), QString::fromUtf8(parts.at(3).left(20))}, &problem);
    fuzz::must(request.has_value() == problem.isEmpty());
    if (!request)
        return 0;
    TemplateValues values;
    values.index = 7;
    values.row = {parts.at(4), parts.at(3)};
    FilledRequest filled;
    const bool isFilled = request->fill(values, filled, &problem);
    fuzz::must(isFilled == problem.isEmpty());
    if (!isFilled)
        return 0;
    fuzz::must(ExactUrl::fromText(filled.url).text() == filled.url);
    for (const HeaderField &header : filled.headers)
        fuzz::must(isFieldValue(header.value));
    return 0;
}
