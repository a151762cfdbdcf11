// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/comparison/comparedentries.h"

#include <QDialog>
#include <QString>

namespace fiftyfold {

/// What came of one comparison held against another: the verdict, and the entries of both beside each other. Main
/// thread.
class ComparisonDiffDialog : public QDialog
{
    Q_OBJECT
public:
    /// The names are what people know the two by.
    ComparisonDiffDialog(const QString &baseline, const QString &run, const ComparedEntries &compared,
                         QWidget *parent = nullptr);
    ~ComparisonDiffDialog() override;
};

} // namespace fiftyfold
