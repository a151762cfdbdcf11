// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/run/runrecord.h"
#include "records/base/jsonwriter.h"

#include <QJsonObject>
#include <QString>

namespace fiftyfold {

/// `imported` as a member.
void writeImported(JsonWriter &json, const Imported &imported);

/// Reads that again. Empty, or what is wrong.
QString readImportedJson(const QJsonObject &json, Imported &imported);

/// Of a plan that another program has carried out: what its file can tell, and none of our defaults.
QJsonObject importedPlanJson(const RunPlan &plan);

} // namespace fiftyfold
