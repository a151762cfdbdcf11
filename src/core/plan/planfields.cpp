// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/plan/planfields.h"

#include "core/plan/fieldvalues.h"
#include "core/plan/loadfields.h"
#include "core/plan/planproblems.h"
#include "core/plan/plantexts.h"
#include "core/plan/proxychoice.h"
#include "core/plan/requestfields.h"
#include "core/text/redaction.h"

#include <algorithm>

namespace fiftyfold {

namespace {

using Group = FieldGroup;
using Place = FieldPlace;

FieldValue stagesValue()
{
    FieldValue value = parsed<&RunPlan::steps>(
        FieldWords::tr("fetch, then wrap, save and delete in this order, each only after the one before it, such as "
                       "fetch,wrap"),
        stepsToText, stepsFromText);
    value.offer = Offer::Words;
    for (const Steps &steps :
         {Steps{false, false, false}, Steps{true, false, false}, Steps{true, true, false}, Steps()})
        value.words.append(stepsToText(steps));
    return value;
}

FieldValue maxBodyValue()
{
    FieldValue value = number<&RunPlan::maxBody>(1, maxBodyLimit);
    value.takes = FieldWords::tr("a size above zero such as 512, 64KiB or 16MiB");
    value.texts = [](const RunPlan &plan, Secrets) { return QStringList(sizeToText(plan.maxBody)); };
    value.read = [](RunPlan &plan, const QString &text) -> Refusal {
        const std::optional<qint64> size = sizeFromText(text);
        if (!size || *size < 1)
            return quoted(text);
        plan.maxBody = *size;
        return accepted;
    };
    return value;
}

/// An empty text, and null in JSON, is no proxy; without either it is the environment's.
FieldValue proxyValue()
{
    FieldValue value = textual<&RunPlan::proxy>(
        QStringLiteral("http://HOST:PORT, https://HOST:PORT, socks5://HOST:PORT or socks5h://HOST:PORT"),
        [](const RunPlan &plan, Secrets secrets) {
            if (!plan.proxy)
                return QStringList();
            return QStringList(secrets == Secrets::Kept ? plan.proxy->toString(QUrl::FullyEncoded)
                                                        : redactedProxy(*plan.proxy));
        },
        [](RunPlan &plan, const QString &text) -> Refusal {
            plan.proxy = text.isEmpty() ? QUrl() : proxyFromText(text);
            return plan.proxy ? Refusal() : FieldWords::tr("a text that names no host"); // it may hold a secret
        });
    value.schema = {{QStringLiteral("type"), QJsonArray{QStringLiteral("string"), QStringLiteral("null")}}};
    value.toJson = [toText = value.toJson](const RunPlan &plan, Secrets secrets) -> QJsonValue {
        return plan.proxy && plan.proxy->isEmpty() ? QJsonValue(QJsonValue::Null) : toText(plan, secrets);
    };
    value.fromJson = [fromText = value.fromJson](RunPlan &plan, const QJsonValue &json) {
        return fromText(plan, json.isNull() ? QJsonValue(QString()) : json);
    };
    return value;
}

template<auto member, typename Rule>
FieldValue rules(QString takes, QString (*toText)(const Rule &), std::optional<Rule> (*fromText)(const QString &))
{
    return list<member>(
        std::move(takes),
        [toText](const RunPlan &plan, Secrets) {
            QStringList texts;
            for (const Rule &rule : plan.*member)
                texts.append(toText(rule));
            return texts;
        },
        [fromText](RunPlan &plan, const QString &text) -> Refusal {
            return takeParsed(fromText(text), text, [&plan](const Rule &rule) { (plan.*member).append(rule); });
        });
}

std::vector<PlanField> limitFields()
{
    return {
        {"--timeout", "", "timeout_ms", "timeout", Group::Limits, Place::MoreOptions,
         QT_TRANSLATE_NOOP("fiftyfold::PlanField", "Timeout"), QT_TRANSLATE_NOOP("fiftyfold::PlanField", "timeout"),
         "TIME", QStringLiteral("Deadline of one request, from its first stage to its last byte. Default: 10s."),
         time<&RunPlan::timeout>(), timeoutProblem},
        {"--connect-timeout", "", "connect_timeout_ms", "connectTimeout", Group::Limits, Place::MoreOptions,
         QT_TRANSLATE_NOOP("fiftyfold::PlanField", "Connect timeout"),
         QT_TRANSLATE_NOOP("fiftyfold::PlanField", "connect timeout"), "TIME",
         QStringLiteral("Deadline of name lookup, connecting and TLS together. Default: 5s."),
         time<&RunPlan::connectTimeout>(), connectTimeoutProblem},
        {"--max-body", "", "max_body", "maxBody", Group::Limits, Place::MoreOptions,
         QT_TRANSLATE_NOOP("fiftyfold::PlanField", "Largest reply"),
         QT_TRANSLATE_NOOP("fiftyfold::PlanField", "largest reply"), "SIZE",
         QStringLiteral("Larger replies fail. Default: 16MiB."), maxBodyValue(), maxBodyProblem},
    };
}

std::vector<PlanField> connectionFields()
{
    const QString nameOfFile = FieldWords::tr("the name of a file");
    return {
        {"--fresh-connections", "", "fresh_connections", "freshConnections", Group::Connections, Place::MoreOptions,
         QT_TRANSLATE_NOOP("fiftyfold::PlanField", "A new connection for each request"),
         QT_TRANSLATE_NOOP("fiftyfold::PlanField", "new connections"), "",
         QStringLiteral("A new connection for each request."), onOff<&RunPlan::freshConnections>(), noProblem},
        {"--insecure", "", "insecure", "insecure", Group::Connections, Place::MoreOptions,
         QT_TRANSLATE_NOOP("fiftyfold::PlanField", "Do not verify certificates (insecure)"),
         QT_TRANSLATE_NOOP("fiftyfold::PlanField", "certificates not verified"), "",
         QStringLiteral("Do not verify TLS certificates. The summary and the record say so."),
         onOff<&RunPlan::insecure>(), noProblem},
        {"--proxy", "", "proxy", "proxy", Group::Connections, Place::MoreOptions,
         QT_TRANSLATE_NOOP("fiftyfold::PlanField", "Proxy"), QT_TRANSLATE_NOOP("fiftyfold::PlanField", "proxy"), "URL",
         QStringLiteral("Go through this proxy: http, socks5, socks5h, and under the transport curl https. An empty "
                        "text: none. Default: the environment's."),
         proxyValue(), proxyProblem},
        {"--unix-socket", "", "unix_socket", "unixSocket", Group::Connections, Place::MoreOptions,
         QT_TRANSLATE_NOOP("fiftyfold::PlanField", "Unix socket"),
         QT_TRANSLATE_NOOP("fiftyfold::PlanField", "Unix socket"), "PATH",
         QStringLiteral("Connect to this Unix socket, whatever host the URL names. Not in the transport qt, and not "
                        "with --proxy."),
         text<&RunPlan::unixSocket>(FieldWords::tr("the path of a socket"), Offer::File), unixSocketProblem},
        {"--resolve", "", "resolve", "resolve", Group::Connections, Place::MoreOptions,
         QT_TRANSLATE_NOOP("fiftyfold::PlanField", "Addresses of names"),
         QT_TRANSLATE_NOOP("fiftyfold::PlanField", "addresses of names"), "HOST:PORT:ADDRESS",
         QStringLiteral("Use ADDRESS for HOST:PORT without asking the name service. May be repeated."),
         rules<&RunPlan::resolve>(FieldWords::tr("HOST:PORT:ADDRESS with a port from 1 to 65535 and a numeric address"),
                                  resolveToText, resolveFromText),
         noProblem},
        {"--connect-to", "", "connect_to", "connectTo", Group::Connections, Place::MoreOptions,
         QT_TRANSLATE_NOOP("fiftyfold::PlanField", "Connect elsewhere"),
         QT_TRANSLATE_NOOP("fiftyfold::PlanField", "connected elsewhere"), "HOST:PORT:HOST:PORT",
         QStringLiteral("Connect to the second pair when asked for the first; what is empty in the first matches any, "
                        "in the second changes nothing. May be repeated."),
         rules<&RunPlan::connectTo>(FieldWords::tr("HOST:PORT:HOST:PORT, in which each may be empty"), connectToText,
                                    connectToFromText),
         noProblem},
        {"--cacert", "", "cacert", "cacert", Group::Connections, Place::MoreOptions,
         QT_TRANSLATE_NOOP("fiftyfold::PlanField", "Certificate authorities"),
         QT_TRANSLATE_NOOP("fiftyfold::PlanField", "certificate authorities"), "FILE",
         QStringLiteral("Trust the certificate authorities in this PEM file instead of the system's."),
         text<&RunPlan::caCertificate>(nameOfFile, Offer::File), noProblem},
        {"--cert", "", "cert", "cert", Group::Connections, Place::MoreOptions,
         QT_TRANSLATE_NOOP("fiftyfold::PlanField", "Client certificate"),
         QT_TRANSLATE_NOOP("fiftyfold::PlanField", "client certificate"), "FILE",
         QStringLiteral("Client certificate as a PEM file; belongs together with --key."),
         text<&RunPlan::certificate>(nameOfFile, Offer::File), certificateProblem},
        {"--key", "", "key", "key", Group::Connections, Place::MoreOptions,
         QT_TRANSLATE_NOOP("fiftyfold::PlanField", "Private key"),
         QT_TRANSLATE_NOOP("fiftyfold::PlanField", "private key"), "FILE",
         QStringLiteral("Its private key as a PEM file."), text<&RunPlan::privateKey>(nameOfFile, Offer::File),
         privateKeyProblem},
    };
}

std::vector<PlanField> pageFields()
{
    return {
        {"--stages", "", "stages", "stages", Group::Pages, Place::MoreOptions,
         QT_TRANSLATE_NOOP("fiftyfold::PlanField", "Steps"), QT_TRANSLATE_NOOP("fiftyfold::PlanField", "steps"), "LIST",
         QStringLiteral("Which steps to run. Default: fetch,wrap,save,delete."), stagesValue(), stagesProblem},
        {"--work-dir", "", "work_dir", "workDir", Group::Pages, Place::MoreOptions,
         QT_TRANSLATE_NOOP("fiftyfold::PlanField", "Folder"), QT_TRANSLATE_NOOP("fiftyfold::PlanField", "folder"),
         "FOLDER",
         QStringLiteral("Where the run makes its private folder for pages. Default: the system's temporary folder."),
         text<&RunPlan::workDir>(FieldWords::tr("the name of a folder that exists"), Offer::Folder), noProblem},
    };
}

} // namespace

QString quoted(const QString &value)
{
    return QStringLiteral("\"%1\"").arg(redactedUrlText(value));
}

const std::vector<PlanField> &planFields()
{
    static const std::vector<PlanField> table = [] {
        std::vector<PlanField> all;
        for (std::vector<PlanField> (*make)() :
             {loadFields, requestFields, limitFields, connectionFields, pageFields}) {
            const std::vector<PlanField> some = make();
            all.insert(all.end(), some.begin(), some.end());
        }
        return all;
    }();
    return table;
}

quint32 usualRequests(const RunPlan &plan)
{
    return plan.hasEnd() ? 0 : RunPlan().requests;
}

bool isUsual(const PlanField &field, const RunPlan &plan)
{
    RunPlan usual;
    usual.requests = usualRequests(plan);
    if (!plan.body.isEmpty())
        usual.method = QByteArrayLiteral("POST");
    return field.value.texts(plan, Secrets::Kept) == field.value.texts(usual, Secrets::Kept);
}

const PlanField *findPlanField(const QString &option)
{
    const std::vector<PlanField> &table = planFields();
    const auto found = std::find_if(table.begin(), table.end(), [&option](const PlanField &field) {
        return option == QLatin1String(field.option);
    });
    return found == table.end() ? nullptr : &*found;
}

} // namespace fiftyfold
