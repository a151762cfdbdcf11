// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/plan/runplan.h"

#include <QJsonObject>
#include <QJsonValue>
#include <QString>
#include <QStringList>

#include <functional>
#include <optional>
#include <vector>

namespace fiftyfold {

/// What a value was, in words that give no secret away, where it is not taken; nothing where it is.
using Refusal = std::optional<QString>;
inline constexpr std::nullopt_t accepted = std::nullopt;

/// A value as it is shown in a refusal.
QString quoted(const QString &value);

enum class Secrets : quint8 { Redacted, Kept };

/// What is offered where a value is typed.
enum class Offer : quint8 { Nothing, Words, File, Folder };

/// What one field of a plan holds, in each of its forms. `takes` and `texts` are empty where there is nothing to say.
struct FieldValue {
    QString takes; ///< Completes "--requests takes …"; empty for a switch.
    Offer offer = Offer::Nothing;
    QStringList words;   ///< What it takes, or the usual of that.
    bool isList = false; ///< Its option may be repeated: each text adds an element.
    QJsonObject schema;  ///< Of its JSON.
    /// As its option takes it: none where it is as in a new plan of that kind and there is no text for that.
    std::function<QStringList(const RunPlan &plan, Secrets secrets)> texts;
    /// Sets it, or adds to it. An empty text is a switch that is given.
    std::function<Refusal(RunPlan &plan, const QString &text)> read;
    /// As it is in a new plan; in a list nothing.
    std::function<void(RunPlan &plan)> reset;
    /// Undefined where it is left out.
    std::function<QJsonValue(const RunPlan &plan, Secrets secrets)> toJson;
    /// False where it can't be read.
    std::function<bool(RunPlan &plan, const QJsonValue &value)> fromJson;
};

enum class FieldGroup : quint8 { Load, Request, Limits, Connections, Pages };

/// Where the window has a field.
enum class FieldPlace : quint8 {
    RunBar,
    Load,     ///< In the dialog behind the run bar's button of that name.
    Requests, ///< Likewise.
    MoreOptions,
    Elsewhere,    ///< It has something else instead, which `label` says.
    TerminalOnly, ///< It has none.
};

/// All that is known of one field of a plan. Command lines, help, completion, man pages, the record, the schema, the
/// window's settings, its fields and what it says of them are made from the table of these.
struct PlanField {
    const char *option;      ///< "--at-once"
    const char *shortOption; ///< "c"; empty: none.
    const char *key;         ///< In JSON, "at_once".
    const char *name;        ///< In the window's settings, and of the widget that edits it, "atOnce".
    FieldGroup group;        ///< Under which its option is listed.
    FieldPlace place;        ///< Where the window has it …
    const char *label;       ///< … and what it is called there. To be translated in the context fiftyfold::PlanField.
    const char *change;      ///< "largest reply": how it is listed where it is not as in a new plan. Likewise.
    const char *valueName;   ///< "N"; empty for a switch.
    QString help;            ///< One sentence or two, with the default.
    FieldValue value;
    /// What is wrong with it in the plan, with the others taken into account; empty when nothing is.
    std::function<QString(const RunPlan &plan)> problem;
    bool isSecret = false; ///< Neither recorded nor remembered; its key stands for its size.

    QString longName() const { return QString::fromLatin1(option).mid(2); }
    bool hasWidget() const { return place != FieldPlace::Elsewhere && place != FieldPlace::TerminalOnly; }
};

/// All fields but the URL (which is no option) and runnerCommand, in the order of the help.
const std::vector<PlanField> &planFields();

/// How many requests a plan has that says nothing of them: those of a new one, or as many as there are before its end.
quint32 usualRequests(const RunPlan &plan);

/// Whether it is as in a plan that says nothing of it and has the others: a body makes the method POST, an end in time
/// as many requests as there are before it.
bool isUsual(const PlanField &field, const RunPlan &plan);

/// The field of that option ("--at-once"); null where there is none.
const PlanField *findPlanField(const QString &option);

} // namespace fiftyfold
