// SPDX-License-Identifier: GPL-3.0-or-later
#include "records/forms/reportforms.h"

#include "records/csv/comparisoncsvwriter.h"
#include "records/html/comparisonhtmlwriter.h"
#include "records/json/capacityjsonwriter.h"
#include "records/json/comparisonjsonwriter.h"
#include "records/markdown/capacitymarkdownwriter.h"
#include "records/markdown/comparisonmarkdownwriter.h"

namespace fiftyfold {

const std::vector<ReportForm> &reportForms()
{
    static const std::vector<ReportForm> forms = {
        {"markdown", "md", writeComparisonMarkdown, writeCapacityMarkdown},
        {"html", "html", writeComparisonHtml, nullptr},
        {"csv", "csv", writeComparisonCsv, nullptr},
        {"json", "json", writeComparisonJson, writeCapacityJson},
    };
    return forms;
}

} // namespace fiftyfold
