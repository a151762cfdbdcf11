// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/plan/requestparts.h"
#include "core/run/fault.h"
#include "engine/base/runshare.h"
#include "engine/http/requestfactory.h"

#include <QHash>

#include <memory>
#include <mutex>
#include <vector>

namespace fiftyfold {

/// Makes each request of a plan whose requests are not all the same: its target by its index, with the row of its
/// index. Thread-safe; row k goes to request k, whoever asks first.
class RequestSource
{
public:
    /// Null where each request is the plan's own. Reads files. `problem` says what is wrong with them, or with where a
    /// target leads.
    static std::unique_ptr<RequestSource> make(const RunPlan &plan, const RunShare &share, QString *problem);

    /// For the request of that number in the share, in that lane of it. Null where it can't be made, as `fault` says.
    std::shared_ptr<const RequestFactory> factoryFor(quint32 number, quint32 lane, Fault *fault);

private:
    RequestSource(const RunPlan &plan, const RunShare &share, RequestParts &&parts);

    bool takeRow(quint32 index, TemplateValues &values, QString *problem);

    const RunPlan m_plan;
    const RunShare m_share;
    const TargetOrder m_order;
    std::mutex m_mutex;
    RequestParts m_parts;
    std::vector<std::shared_ptr<const RequestFactory>> m_constant; ///< Of targets that are always the same, once asked.
    quint32 m_nextRow = 0;
    QHash<quint32, TemplateValues> m_early; ///< Rows of own requests that were passed over.
};

} // namespace fiftyfold
