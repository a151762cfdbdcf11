// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/plan/runplan.h"

namespace fiftyfold {

/// What keeps a plan from being compared, beside problemsOf(): what is compared is what a number of requests takes.
/// Without a message where nothing does.
PlanProblem comparisonLoadProblem(const RunPlan &plan);

/// What is wrong with a text that still has the word for a secret that was left out of it, which nobody means to be
/// sent: a sentence about `what`; otherwise empty.
QString missingSecret(const QString &what, const QString &text);

// What is wrong with one field of a plan, the others taken into account: a sentence that says what it got and what it
// takes, without secrets; empty when nothing is. For planfields.cpp; everybody else asks problemsOf().
QString noProblem(const RunPlan &plan);
QString requestsProblem(const RunPlan &plan);
QString durationProblem(const RunPlan &plan);
QString rateProblem(const RunPlan &plan);
QString arrivalsProblem(const RunPlan &plan);
QString rampUpProblem(const RunPlan &plan);
QString targetsProblem(const RunPlan &plan);
QString orderProblem(const RunPlan &plan);
QString rowsProblem(const RunPlan &plan);
QString checksProblem(const RunPlan &plan);
QString strategyProblem(const RunPlan &plan);
QString transportProblem(const RunPlan &plan);
QString threadsProblem(const RunPlan &plan);
QString httpProblem(const RunPlan &plan);
QString unixSocketProblem(const RunPlan &plan);
QString proxyProblem(const RunPlan &plan);
QString methodProblem(const RunPlan &plan);
QString headersProblem(const RunPlan &plan);
QString userAgentProblem(const RunPlan &plan);
QString timeoutProblem(const RunPlan &plan);
QString connectTimeoutProblem(const RunPlan &plan);
QString redirectsProblem(const RunPlan &plan);
QString fieldsProblem(const RunPlan &plan);
QString acceptStatusProblem(const RunPlan &plan);
QString maxBodyProblem(const RunPlan &plan);
QString stagesProblem(const RunPlan &plan);
QString certificateProblem(const RunPlan &plan);
QString privateKeyProblem(const RunPlan &plan);

} // namespace fiftyfold
