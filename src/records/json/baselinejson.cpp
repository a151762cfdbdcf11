// SPDX-License-Identifier: GPL-3.0-or-later
#include "records/json/baselinejson.h"

#include "records/json/jsonmembers.h"

#include <array>
#include <utility>

namespace fiftyfold {

namespace {

constexpr double nsOfOneMs = 1e6;

/// In an object that has begun.
void writeFigureMembers(JsonWriter &json, const ComparedFigure &figure)
{
    const double unit = isTimeFigure(figure.kind) ? nsOfOneMs : 1;
    json.key("figure"_key);
    json.string(comparedFigureName(figure.kind));
    for (const auto &[key, value] : {std::pair("baseline"_key, figure.baseline), std::pair("run"_key, figure.run)}) {
        if (value)
            json.decimal(key, *value / unit);
    }
    if (figure.ratio)
        json.decimal("ratio"_key, figure.ratio->value);
    if (figure.hasInterval) {
        json.decimal("low"_key, figure.ratio->low);
        json.decimal("high"_key, figure.ratio->high);
    }
    if (const QLatin1String verdict = runVerdictName(figure.verdict); !verdict.isEmpty()) {
        json.key("verdict"_key);
        json.string(verdict);
    }
}

void writeObstacle(JsonWriter &json, const ComparisonObstacle &obstacle)
{
    json.beginObject();
    const bool isDifference = obstacle.baseline != obstacle.run;
    for (const auto &[key, text] : {std::pair("what"_key, obstacle.key), std::pair("text"_key, obstacle.text)}) {
        json.key(key);
        json.string(text);
    }
    for (const auto &[key, text] : {std::pair("baseline"_key, obstacle.baseline), std::pair("run"_key, obstacle.run)}) {
        if (!isDifference)
            continue;
        json.key(key);
        json.string(text);
    }
    json.endObject();
}

void writeVerdict(JsonWriter &json, Verdict verdict, const std::vector<ComparisonObstacle> &obstacles)
{
    json.key("verdict"_key);
    json.string(runVerdictName(verdict));
    if (obstacles.empty())
        return;
    json.key("obstacles"_key);
    json.beginArray();
    for (const ComparisonObstacle &obstacle : obstacles) {
        json.onNewLine();
        writeObstacle(json, obstacle);
    }
    json.endArray();
}

std::optional<Verdict> runVerdictNamed(const QString &name)
{
    constexpr std::array verdicts{Verdict::Faster, Verdict::Slower, Verdict::NoDifference, Verdict::NotComparable};
    for (const Verdict verdict : verdicts) {
        if (name == runVerdictName(verdict))
            return verdict;
    }
    return std::nullopt;
}

Verdict verdictIn(JsonMembers &members)
{
    const std::optional<Verdict> verdict = runVerdictNamed(members.text("verdict"));
    if (!verdict)
        members.expect("verdict", QStringLiteral("faster, slower, no-difference or not-comparable"));
    return verdict.value_or(Verdict::NotComparable);
}

QString readFigure(const QJsonObject &json, const QString &path, RunComparison &comparison)
{
    JsonMembers members(json, path);
    ComparedFigure figure;
    const auto kind = named<ComparedFigureKind>(members.text("figure"), comparedFigureCount, comparedFigureName);
    if (!kind)
        return {}; // of a later version
    figure.kind = *kind;
    const double unit = isTimeFigure(*kind) ? nsOfOneMs : 1;
    for (const auto &[key, into] : {std::pair("baseline", &figure.baseline), std::pair("run", &figure.run)}) {
        if (members.has(key))
            *into = members.number(key) * unit;
    }
    figure.hasInterval = members.has("low");
    if (members.has("ratio")) {
        const double ratio = members.number("ratio");
        figure.ratio = Estimate{ratio, ratio, ratio};
    }
    if (figure.hasInterval) {
        figure.ratio = Estimate{members.number("ratio"), members.number("low"), members.number("high")};
        figure.verdict = verdictIn(members);
    }
    comparison.figures.push_back(figure);
    return members.problem();
}

} // namespace

void writeComparedFigures(JsonWriter &json, const RunComparison &comparison)
{
    writeVerdict(json, comparison.verdict, comparison.obstacles);
    json.key("figures"_key);
    json.beginArray();
    for (const ComparedFigure &figure : comparison.figures) {
        json.onNewLine();
        json.beginObject();
        writeFigureMembers(json, figure);
        json.endObject();
    }
    json.endArray();
}

void writeComparedEntries(JsonWriter &json, const ComparedEntries &compared)
{
    writeVerdict(json, compared.verdict, compared.obstacles);
    json.key("figures"_key);
    json.beginArray();
    json.endArray();
    json.key("entries"_key);
    json.beginArray();
    for (const ComparedEntry &entry : compared.entries) {
        json.onNewLine();
        json.beginObject();
        json.key("name"_key);
        json.string(entry.name);
        writeFigureMembers(json, entry);
        if (!entry.reason.isEmpty()) {
            json.key("not_comparable"_key);
            json.string(entry.reason);
        }
        json.endObject();
    }
    json.endArray();
}

void writeBaseline(JsonWriter &json, const RunComparison &comparison)
{
    json.key("baseline"_key);
    json.beginObject();
    json.key("name"_key);
    json.string(comparison.baselineName);
    if (comparison.baselineStartedAt.isValid()) {
        json.key("started_at"_key);
        json.string(comparison.baselineStartedAt.toUTC().toString(Qt::ISODateWithMs));
    }
    writeComparedFigures(json, comparison);
    json.endObject();
    json.onNewLine();
}

QString readBaseline(const QJsonValue &json, RunComparison &comparison)
{
    if (!json.isObject())
        return QStringLiteral("baseline should be an object");
    JsonMembers members(json.toObject(), QStringLiteral("baseline."));
    comparison.baselineName = members.text("name");
    if (members.has("started_at"))
        comparison.baselineStartedAt = QDateTime::fromString(members.text("started_at"), Qt::ISODateWithMs);
    comparison.verdict = verdictIn(members);
    const QJsonArray obstacles = members.array("obstacles");
    for (const QJsonValue obstacle : obstacles) {
        const QJsonObject object = obstacle.toObject();
        const auto text = [&object](const char *key) { return object.value(QLatin1String(key)).toString(); };
        comparison.obstacles.push_back({text("what"), text("text"), text("baseline"), text("run")});
    }
    const QJsonArray figures = members.array("figures");
    for (qsizetype i = 0; i < figures.size() && members.problem().isEmpty(); ++i) {
        const QString problem =
            readFigure(figures.at(i).toObject(), QStringLiteral("baseline.figures[%1].").arg(i), comparison);
        if (!problem.isEmpty())
            members.fail(problem);
    }
    return members.problem();
}

} // namespace fiftyfold
