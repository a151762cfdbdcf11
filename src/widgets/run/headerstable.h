// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/plan/runplan.h"
#include "widgets/base/pairtable.h"

namespace fiftyfold {

/// The header fields of a request, a row each, to be edited. Lines "Name: value" can be pasted.
class HeadersTable : public PairTable
{
    Q_OBJECT
public:
    explicit HeadersTable(QWidget *parent = nullptr);

    void setHeaders(const QList<HeaderField> &headers);
    /// Without empty rows.
    QList<HeaderField> headers() const;

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    /// False where no line of it is one of a header.
    bool addLines(const QString &text);
};

} // namespace fiftyfold
