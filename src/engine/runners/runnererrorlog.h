// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/plan/secretfilter.h"

#include <QByteArray>
#include <QString>

namespace fiftyfold {

/// The end of what a runner writes on its standard error, without secrets.
class RunnerErrorLog
{
public:
    /// The filter outlives it.
    explicit RunnerErrorLog(const SecretFilter *filter)
        : m_filter(filter)
    {
    }

    void add(const QByteArray &bytes);
    /// Nothing more comes.
    void end();

    /// For people; empty if it wrote nothing.
    QString text() const;
    /// The line that tells most; empty if there is none.
    QString lastWords() const;

private:
    void keep(const QString &text);

    const SecretFilter *m_filter;
    QByteArray m_line;         ///< Being read.
    bool m_isSkipping = false; ///< Until that line's end: it is too long.
    QString m_kept;
};

} // namespace fiftyfold
