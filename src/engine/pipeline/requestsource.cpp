// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/pipeline/requestsource.h"

#include "core/text/redaction.h"
#include "core/text/remark.h"

#include <QDateTime>

#include <utility>

namespace fiftyfold {

namespace {

/// Where a target leads that nobody agreed to, or empty.
QString problemOfHosts(const RunPlan &plan, const RequestParts &parts)
{
    if (plan.allowRemote)
        return {};
    for (const Target &target : parts.targets()) {
        RunPlan one = plan;
        one.url = target.url;
        if (!isLocalTarget(one))
            return remarkText(RemarkKind::TargetIsRemote, {target.name()});
    }
    return {};
}

} // namespace

std::unique_ptr<RequestSource> RequestSource::make(const RunPlan &plan, const RunShare &share, QString *problem)
{
    std::optional<RequestParts> parts = RequestParts::read(plan, problem);
    if (!parts || parts->isPlansOwn())
        return nullptr;
    parts->resolvePractice(plan.url);
    *problem = problemOfHosts(plan, *parts);
    if (!problem->isEmpty())
        return nullptr;
    return std::unique_ptr<RequestSource>(new RequestSource(plan, share, *std::move(parts)));
}

RequestSource::RequestSource(const RunPlan &plan, const RunShare &share, RequestParts &&parts)
    : m_plan(plan)
    , m_share(share)
    , m_order(targetOrderOf(plan, static_cast<quint32>(parts.targets().size())))
    , m_parts(std::move(parts))
    , m_constant(static_cast<std::size_t>(m_parts.targets().size()))
{
}

/// Reads on up to the row of that index.
bool RequestSource::takeRow(quint32 index, TemplateValues &values, QString *problem)
{
    if (const auto found = m_early.find(index); found != m_early.end()) {
        values = *found;
        m_early.erase(found);
        return true;
    }
    while (m_parts.nextRow(values, problem)) {
        const quint32 read = m_nextRow++;
        if (read == index)
            return true;
        const IndexShare &own = m_share.requests;
        const bool isOwn = read >= own.first && (read - own.first) % own.step == 0;
        if (isOwn && !m_parts.isConstant(m_order.targetOf(read)))
            m_early.insert(read, values);
    }
    return false;
}

std::shared_ptr<const RequestFactory> RequestSource::factoryFor(quint32 number, quint32 lane, Fault *fault)
{
    const quint32 index = m_share.requests.indexOf(number);
    const quint32 target = m_order.targetOf(index);
    QString problem;
    TemplateValues values;
    {
        const std::lock_guard lock(m_mutex);
        if (m_parts.isConstant(target) && m_constant[target])
            return m_constant[target];
        if (m_parts.usesRows() && !takeRow(index, values, &problem)) {
            *fault = toldFault(ErrorClass::Worker, m_parts.problemOfRow(problem));
            return nullptr;
        }
    }
    values.index = index;
    values.lane = m_share.firstLane + lane;
    values.seed = m_plan.seed;
    values.time = std::chrono::milliseconds(QDateTime::currentMSecsSinceEpoch());
    const std::optional<RunPlan> plan = m_parts.planOf(m_plan, target, values, &problem);
    if (!plan) {
        *fault = toldFault(ErrorClass::Worker, problem);
        return nullptr;
    }
    auto factory = std::make_shared<const RequestFactory>(*plan, nullptr);
    if (m_parts.isConstant(target)) {
        const std::lock_guard lock(m_mutex);
        m_constant[target] = factory;
    }
    return factory;
}

} // namespace fiftyfold
