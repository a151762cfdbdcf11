// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/plan/planjson.h"
#include "records/json/jsonslices.h"

#include <QHash>
#include <QJsonObject>

#include <initializer_list>

namespace fiftyfold {

/// The schema that a record says it has; empty where it says none. Reads no further than to there.
QString schemaOf(const QByteArray &json);

/// The members of a record, cut out of its text and each read when it is asked for. Does not own the text.
class RecordParts
{
public:
    explicit RecordParts(const QByteArray &json)
        : m_slices(json)
    {
    }

    /// Cuts them. The record is to be one of `what` ("a run"), which says `schema` ("fiftyfold.run/1"). Empty, or what
    /// is wrong, and on which line.
    QString cut(QLatin1String schema, const QString &what);
    bool has(const char *key) const { return m_parts.contains(QLatin1String(key)); }
    JsonSlice slice(const char *key) const { return m_parts.value(QLatin1String(key)); }
    const JsonSlices &slices() const { return m_slices; }
    /// Reads one, which has to be there.
    QString value(const char *key, QJsonValue *into) const;
    /// Reads those that are there; of the others who asks for them tells.
    QString values(std::initializer_list<const char *> keys, QJsonObject *into) const;
    /// Reads the plan, and why it can't be run again from there.
    QString plan(RunPlan &plan, PlanLack &lack) const;
    /// A problem with one, and on which line it stands; empty where there is none.
    QString at(const char *key, const QString &problem) const;

private:
    QString problemWithSchema(QLatin1String schema, const QString &what) const;

    const JsonSlices m_slices;
    QHash<QString, JsonSlice> m_parts;
};

} // namespace fiftyfold
