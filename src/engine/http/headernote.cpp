// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/http/headernote.h"

#include "core/plan/secretfilter.h"
#include "core/text/redaction.h"

namespace fiftyfold {

namespace {

constexpr qsizetype mostKept = 8 * 1024;
/// Read beyond it too, so that what makes a secret of it, such as the @ behind a password, is seen.
constexpr qsizetype mostRead = 12 * 1024;

QByteArray shownValue(const QByteArray &name, const QByteArray &value, const SecretFilter &secrets)
{
    if (value.size() <= mostRead)
        return redactedHeaderValue(name, value);
    const QString beginning = secrets.filteredBeginning(QString::fromUtf8(value.left(mostRead)));
    return redactedHeaderValue(name, beginning.toUtf8());
}

QString shown(const HeaderNote::Fields &fields, const SecretFilter &secrets)
{
    QByteArray lines;
    for (const auto &[name, value] : fields) {
        if (lines.size() <= mostRead)
            lines += name.toLower() + ": " + shownValue(name, value, secrets) + '\n';
    }
    lines.chop(1);
    QString text = lines.size() > mostRead ? secrets.filteredBeginning(QString::fromUtf8(lines.left(mostRead)))
                                           : secrets.filtered(QString::fromUtf8(lines));
    text.truncate(mostKept);
    if (!text.isEmpty() && text.back().isHighSurrogate())
        text.chop(1);
    return text;
}

} // namespace

QString HeaderNote::textOf(const Fields &fields, const SecretFilter &secrets)
{
    if (m_fields != fields) {
        m_text = shown(fields, secrets);
        m_fields = fields;
    }
    return m_text;
}

} // namespace fiftyfold
