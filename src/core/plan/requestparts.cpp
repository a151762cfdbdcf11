// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/plan/requestparts.h"

#include "core/plan/headerfields.h"
#include "core/text/inputfile.h"
#include "core/text/problemwords.h"
#include "core/text/redaction.h"
#include "core/text/visibletext.h"

#include <algorithm>
#include <cctype>

namespace fiftyfold {

namespace {

/// What people write by hand, a URL or a field, has two braces for a place alone, or for a slip in one.
bool hasBraces(QByteArrayView text)
{
    return text.contains("{{");
}

/// In a body, of whatever form, a place is two braces, a name, a quoted text or a name with its values, and two braces.
bool mentionsPlace(QByteArrayView text)
{
    for (qsizetype at = text.indexOf("{{"); at >= 0; at = text.indexOf("{{", at + 1)) {
        const qsizetype end = text.indexOf("}}", at + 2);
        const QByteArrayView inside = end < 0 ? QByteArrayView() : text.sliced(at + 2, end - at - 2).trimmed();
        const bool isWord = !inside.isEmpty() && (std::isalpha(uchar(inside.front())) != 0 || inside.front() == '"' ||
                                                  inside.front() == '_' || uchar(inside.front()) >= 0x80);
        if (isWord && !inside.contains('\n'))
            return true;
    }
    return false;
}

bool hasPlaces(const Target &target)
{
    QByteArray url = target.url.toString().toUtf8(); // in whose path braces are escaped
    url.replace("%7B", "{");
    const bool isInHeaders = std::any_of(target.headers.cbegin(), target.headers.cend(),
                                         [](const HeaderField &header) { return hasBraces(header.value); });
    return hasBraces(url) || isInHeaders || (QByteArrayView(target.body).isValidUtf8() && mentionsPlace(target.body));
}

/// What --user-agent says is a field like the others where it is to be filled.
Target ownTarget(const RunPlan &plan)
{
    Target target{plan.method, plan.url, plan.headers, plan.body};
    const QByteArray name = QByteArrayLiteral("User-Agent");
    if (const QByteArray agent = plan.userAgent.toUtf8(); hasBraces(agent) && !hasHeader(target.headers, name))
        target.headers.append({name, agent});
    return target;
}

} // namespace

std::optional<RequestParts> RequestParts::read(const RunPlan &plan, QString *problem, bool *isUnreadable)
{
    RequestParts parts;
    *problem = parts.readTargets(plan);
    if (problem->isEmpty() && !plan.rowsFile.isEmpty())
        *problem = parts.openRows(plan.rowsFile);
    if (problem->isEmpty())
        *problem = parts.parseTemplates();
    if (problem->isEmpty() && !plan.rowsFile.isEmpty() && !parts.usesRows())
        *problem = ProblemWords::tr("--rows %1 has values for places such as {{%2}}, and the request has none.")
                       .arg(redactedUrlText(plan.rowsFile), parts.m_rows->columns().value(0));
    if (isUnreadable)
        *isUnreadable = parts.m_isUnreadable;
    return problem->isEmpty() ? std::optional(std::move(parts)) : std::nullopt;
}

QString RequestParts::unreadable(const char *option, const QString &fileName, const QString &why)
{
    m_isUnreadable = true;
    return unreadableText(QLatin1String(option), fileName, why);
}

QString RequestParts::readTargets(const RunPlan &plan)
{
    m_targetsFile = visibleText(redactedUrlText(plan.targetsFile));
    if (m_targetsFile.isEmpty()) {
        m_targets.targets = {ownTarget(plan)};
        return {};
    }
    QByteArray bytes;
    if (const QString why = readInput(plan.targetsFile, targetFileLimit, bytes); !why.isEmpty())
        return unreadable("--targets", plan.targetsFile, why);
    QString problem;
    std::optional<TargetList> list = TargetList::fromBytes(bytes, m_targetsFile, &problem);
    if (!list)
        return QLatin1String("--targets: ") + problem;
    m_targets = *std::move(list);
    const QList<HeaderField> own = ownTarget(plan).headers;
    for (Target &target : m_targets.targets) {
        target.url = urlAsSent(plan, target.url);
        for (const HeaderField &header : own) { // go with each, where a target has none of that name
            if (!hasHeader(target.headers, header.name))
                target.headers.append(header);
        }
    }
    return {};
}

QString RequestParts::openRows(const QString &fileName)
{
    m_rowsFile = std::make_unique<QFile>(fileName);
    if (const QString why = openInput(*m_rowsFile); !why.isEmpty())
        return unreadable("--rows", fileName, why);
    QString problem;
    m_rows = std::make_unique<RowReader>(m_rowsFile.get(), &problem);
    return problem.isEmpty() ? problem : problemOfRow(problem);
}

QString RequestParts::parseTemplates()
{
    const QStringList columns = m_rows ? m_rows->columns() : QStringList();
    QString problem;
    for (qsizetype i = 0; i < m_targets.targets.size(); ++i) {
        const Target &target = m_targets.targets.at(i);
        m_templates.emplace_back();
        if (m_targets.isRecording || !hasPlaces(target))
            continue;
        const QByteArray text = QByteArrayView(target.body).isValidUtf8() ? target.body : QByteArray();
        m_templates.back() = RequestTemplate::parse(target.url, target.headers, text, columns, &problem);
        if (!m_templates.back())
            return m_targetsFile.isEmpty() ? problem
                                           : ProblemWords::tr("--targets: %1, line %2: %3")
                                                 .arg(m_targetsFile, QString::number(m_targets.lines.at(i)), problem);
    }
    return {};
}

void RequestParts::resolvePractice(const ExactUrl &server)
{
    for (std::size_t i = 0; i < m_templates.size(); ++i) {
        ExactUrl &url = m_targets.targets[static_cast<qsizetype>(i)].url;
        if (url.scheme() != QLatin1String("practice"))
            continue;
        QByteArray target = url.target();
        while (target.startsWith('/'))
            target.remove(0, 1);
        url = ExactUrl::fromText("http://127.0.0.1:" + QByteArray::number(server.port()) + '/' + target);
    }
}

QStringList RequestParts::names() const
{
    QStringList names;
    for (const Target &target : m_targets.targets)
        names.append(target.name());
    return names;
}

bool RequestParts::usesRows() const
{
    return std::any_of(m_templates.begin(), m_templates.end(),
                       [](const std::optional<RequestTemplate> &one) { return one && one->usesColumns(); });
}

bool RequestParts::nextRow(TemplateValues &values, QString *problem)
{
    const bool isRead = m_rows->next(values.row, problem);
    values.rowLine = m_rows->line();
    return isRead;
}

QString RequestParts::problemOfRow(const QString &problem) const
{
    return ProblemWords::tr("--rows %1, %2").arg(redactedUrlText(m_rowsFile->fileName()), problem);
}

QString RequestParts::problemOfRows(quint64 most, const std::atomic_bool *isCancelled)
{
    if (!m_rows)
        return {};
    QString problem;
    QList<QByteArray> row;
    qint64 last = 0;
    for (quint64 i = 0; i < most && (!isCancelled || !*isCancelled); ++i) {
        if (!m_rows->next(row, &problem) || m_rows->line() <= last) // it begins anew
            break;
        last = m_rows->line();
    }
    return problem.isEmpty() ? problem : problemOfRow(problem);
}

std::optional<RunPlan> RequestParts::planOf(const RunPlan &plan, quint32 target, const TemplateValues &values,
                                            QString *problem) const
{
    RunPlan one = plan;
    const Target &own = m_targets.targets[target];
    one.method = own.method;
    one.url = own.url;
    one.headers = own.headers;
    one.body = own.body;
    if (!m_templates[target])
        return one;
    FilledRequest filled;
    if (!m_templates[target]->fill(values, filled, problem)) {
        if (m_rows)
            *problem = problemOfRow(ProblemWords::tr("line %1: %2").arg(values.rowLine).arg(*problem));
        return std::nullopt;
    }
    one.url = urlAsSent(plan, ExactUrl::fromText(filled.url));
    one.headers = filled.headers;
    if (QByteArrayView(own.body).isValidUtf8())
        one.body = filled.body;
    return one;
}

bool hasPlaces(const RunPlan &plan)
{
    return hasPlaces(ownTarget(plan));
}

TargetOrder targetOrderOf(const RunPlan &plan, quint32 count)
{
    return {TargetOrder::kindFromText(plan.order).value_or(TargetOrder::Kind::Turn), std::max(count, 1U), plan.seed};
}

} // namespace fiftyfold
