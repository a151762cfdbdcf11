// SPDX-License-Identifier: GPL-3.0-or-later
#include "records/json/environmentjson.h"

#include "records/json/jsonmembers.h"

#include <utility>

namespace fiftyfold {

void writeEnvironment(JsonWriter &json, const Environment &environment)
{
    json.beginObject();
    json.key("os"_key);
    json.string(environment.os);
    for (const auto &[key, value] :
         {std::pair("kernel"_key, environment.kernel), std::pair("architecture"_key, environment.architecture),
          std::pair("cpu"_key, environment.cpu)}) {
        if (value.isEmpty())
            continue;
        json.key(key);
        json.string(value);
    }
    json.key("cpu_count"_key);
    json.number(environment.cpuCount);
    json.key("qt"_key);
    json.string(environment.qt);
    json.key("transport_library"_key);
    json.string(environment.transportLibrary);
    json.endObject();
}

QString readEnvironment(const QJsonValue &json, Environment &environment)
{
    JsonMembers members(json.toObject(), QStringLiteral("environment."));
    environment.os = members.text("os");
    for (const auto &[key, into] :
         {std::pair("kernel", &environment.kernel), std::pair("architecture", &environment.architecture),
          std::pair("cpu", &environment.cpu)}) {
        if (members.has(key))
            *into = members.text(key);
    }
    environment.cpuCount = static_cast<int>(members.count("cpu_count", 1'000'000));
    environment.qt = members.text("qt");
    environment.transportLibrary = members.text("transport_library");
    return members.problem();
}

} // namespace fiftyfold
