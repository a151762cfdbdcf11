// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

class QFileDialog;
class QWidget;

namespace fiftyfold {

/// What a comparison can be saved as, see reportForms(): "Markdown (*.md)", …
QStringList comparisonFilters();
/// Likewise a search for capacity.
QStringList capacityFilters();

/// Asks for a file of one of the filters, of which each has one ending; the first is chosen. `name` is without an
/// ending. It deletes itself, and is not open yet.
QFileDialog *newExportDialog(QWidget *parent, const QString &title, const QString &name, const QStringList &filters);

/// "md": as the file's name says, or the chosen filter where the name has none of the filters' endings.
QString chosenSuffix(const QFileDialog &chooser, const QString &path);

} // namespace fiftyfold
