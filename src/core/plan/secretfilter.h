// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

namespace fiftyfold {

struct RunPlan;

/// Takes a plan's secrets out of what others say, before it is kept or shown: runners, servers that echo what they were
/// sent, libraries in their error texts. Secrets that a text itself names, such as those in a URL of the server's own,
/// go with them. Used by any thread once it is made.
class SecretFilter
{
public:
    explicit SecretFilter(const RunPlan &plan);

    QString filtered(const QString &text) const;
    /// Of a text that may have been cut off: also without the beginning of a secret at its end.
    QString filteredBeginning(const QString &text) const;
    /// What a runner wrote, made fit for a message: filtered, visible, at most `most` characters.
    QString shown(const QString &said, qsizetype most = 200) const;

private:
    void addHeader(const QByteArray &name, const QString &value);
    void addNamed(const QString &text, bool isUrl);
    void add(const QString &secret);

    QStringList m_secrets; ///< The longest first.
};

} // namespace fiftyfold
