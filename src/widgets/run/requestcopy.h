// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/run/requestquery.h"

#include <QBasicTimer>
#include <QObject>

#include <memory>
#include <vector>

namespace fiftyfold {

/// Puts requests onto the clipboard: one at a time, in slices of a few milliseconds, so that a million keep nobody
/// waiting. Main thread.
class RequestCopy : public QObject
{
    Q_OBJECT
public:
    enum class Form {
        Text, ///< As the table shows it, with a line of titles and tabs between the columns.
        Csv   ///< As --csv writes it.
    };

    using QObject::QObject;

    /// In place of what it is at. `columns` are those of the text.
    void start(std::shared_ptr<const RunRecord> record, std::vector<quint32> requests, Form form,
               std::vector<RequestColumn> columns);

protected:
    void timerEvent(QTimerEvent *event) override;

private:
    void appendSome();
    QString lineOf(quint32 request) const;

    std::shared_ptr<const RunRecord> m_record;
    std::vector<quint32> m_requests;
    std::vector<RequestColumn> m_columns;
    Form m_form = Form::Text;
    std::size_t m_next = 0;
    QString m_text;
    QBasicTimer m_slices;
};

} // namespace fiftyfold
