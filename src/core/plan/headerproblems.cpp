// SPDX-License-Identifier: GPL-3.0-or-later
// What can be wrong with the fields of a request's head, and where a secret is missing in a plan.
#include "core/plan/planproblems.h"

#include "core/text/fieldsyntax.h"
#include "core/text/redaction.h"
#include "core/text/visibletext.h"

#include <QCoreApplication>

namespace fiftyfold {

namespace {

struct HeaderProblemWords {
    Q_DECLARE_TR_FUNCTIONS(fiftyfold::PlanProblem)
};

/// What was meant as the name of a header. "Authorization Bearer abc", of which the colon is missing, has its secret in
/// it.
QString shownName(const QByteArray &name)
{
    if (isToken(name) || !isSecretHeader(name))
        return QString::fromUtf8(name);
    return QString::fromUtf8(name.left(name.indexOf(' '))) + QStringLiteral(" …");
}

/// What stands in the name of a header and may not; empty where nothing does.
QString strangeInName(const QByteArray &name)
{
    const QList<uint> characters = QString::fromUtf8(name).toUcs4();
    for (const char32_t character : characters) {
        const QString text = QString::fromUcs4(&character, 1);
        if (isToken(text.toUtf8()))
            continue;
        if (character == U' ')
            return HeaderProblemWords::tr("a space");
        return isHidden(character) ? HeaderProblemWords::tr("a control character") : QStringLiteral("\"%1\"").arg(text);
    }
    return {};
}

/// A secret was taken out of it where it was shown or kept.
bool isRedacted(const QString &text)
{
    return text.contains(QLatin1String(redactedText)) || text.contains(QLatin1String("%5Bredacted%5D"));
}

} // namespace

QString missingSecret(const QString &what, const QString &text)
{
    return isRedacted(text) ? HeaderProblemWords::tr("%1 has %2 where a secret was left out: put the secret there.")
                                  .arg(what, QLatin1String(redactedText))
                            : QString();
}

QString headersProblem(const RunPlan &plan)
{
    for (const HeaderField &header : plan.headers) {
        if (header.name.isEmpty())
            return HeaderProblemWords::tr("--header takes 'Name: value', got one without a name.");
        if (!isToken(header.name))
            return HeaderProblemWords::tr(
                       "--header takes 'Name: value' with a name of letters, digits and signs such as -, "
                       "got \"%1\" with %2 in it.")
                .arg(shownName(header.name), strangeInName(header.name));
        if (!isFieldValue(header.value))
            return HeaderProblemWords::tr(
                       "--header takes a value without control characters, got one with them for %1.")
                .arg(QString::fromLatin1(header.name));
        const QString what = QStringLiteral("--header %1").arg(QString::fromLatin1(header.name));
        if (QString missing = missingSecret(what, QString::fromUtf8(header.value)); !missing.isEmpty())
            return missing;
    }
    return {};
}

QString userAgentProblem(const RunPlan &plan)
{
    return missingSecret(QStringLiteral("--user-agent"), plan.userAgent);
}

} // namespace fiftyfold
