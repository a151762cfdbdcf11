// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/plan/runplan.h"

#include <QJsonObject>

namespace fiftyfold {

/// The record's `plan` object, secrets redacted. Times are milliseconds. `work_dir` is left out where it is empty. A
/// plan whose requests go through no proxy has null for `proxy`; without that field it is the environment's. One that
/// another program carries out has the transport `external`, and that program in `runner`. `practice` is there and true
/// where the URL is that of a practice server which was started for it.
QJsonObject redactedPlanToJson(const RunPlan &plan);

/// The same with its secrets, and with what a runner needs beyond the record: `allow_remote` where it is true. Not with
/// `body_base64`, which is as large as it likes and is for who writes the object to add. For the standard input of a
/// runner, never for anything that is kept or shown.
QJsonObject planToJson(const RunPlan &plan);

/// The plan that planToJson() wrote; what is absent has its default. `problem` names the first field that can't be
/// read, and then the plan is not to be used. Whether it can run is for problemsOf() to say.
RunPlan planFromJson(const QJsonObject &json, QString *problem);

/// Why the plan of a record can't be run again from there: what records do not keep.
enum class PlanLack : quint8 { Nothing, Secrets, Body, Files };
/// `json` is as redactedPlanToJson() made it.
PlanLack planLackOf(const QJsonObject &json);

} // namespace fiftyfold
