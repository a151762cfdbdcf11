// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/plan/runplan.h"

#include <QTableWidget>

namespace fiftyfold {

/// Headers of a request, a row each: name and value. Lines "Name: value" that are pasted become rows of their own.
class HeadersTable : public QTableWidget
{
    Q_OBJECT
public:
    explicit HeadersTable(QWidget *parent = nullptr);

    void setHeaders(const QList<HeaderField> &headers);
    /// Without rows that are empty.
    QList<HeaderField> headers() const;
    /// Adds an empty row, and begins to edit it.
    void addRow();
    void removeSelectedRows();
    /// Adds each line "Name: value". False, and nothing is added, where there is none.
    bool addLines(const QString &text);

Q_SIGNALS:
    void edited();

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    void append(const QString &name, const QString &value);
};

} // namespace fiftyfold
