// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/comparison/exportdialog.h"

#include "records/forms/reportforms.h"
#include "widgets/comparison/comparisonwindow.h"

#include <QFileDialog>
#include <QFileInfo>

#include <algorithm>

namespace fiftyfold {

namespace {

/// The ending of files that a filter stands for: "Markdown (*.md)".
QString suffixOf(const QString &filter)
{
    return filter.section(QLatin1String("*."), 1).chopped(1);
}

QString filterOf(const ReportForm &form)
{
    const QLatin1String name(form.name);
    return name == QLatin1String("markdown") ? ComparisonWindow::tr("Markdown (*.md)")
           : name == QLatin1String("html")   ? ComparisonWindow::tr("HTML report (*.html)")
           : name == QLatin1String("csv")    ? ComparisonWindow::tr("CSV (*.csv)")
                                             : ComparisonWindow::tr("JSON (*.json)");
}

} // namespace

QStringList comparisonFilters()
{
    QStringList filters;
    for (const ReportForm &form : reportForms())
        filters.append(filterOf(form));
    return filters;
}

QStringList capacityFilters()
{
    QStringList filters;
    for (const ReportForm &form : reportForms()) {
        if (form.writeCapacity)
            filters.append(filterOf(form));
    }
    return filters;
}

QFileDialog *newExportDialog(QWidget *parent, const QString &title, const QString &name, const QStringList &filters)
{
    auto *chooser = new QFileDialog(parent, title);
    chooser->setAttribute(Qt::WA_DeleteOnClose);
    chooser->setAcceptMode(QFileDialog::AcceptSave);
    chooser->setNameFilters(filters);
    chooser->setDefaultSuffix(suffixOf(filters.first()));
    chooser->selectFile(name + QLatin1Char('.') + suffixOf(filters.first()));
    QObject::connect(chooser, &QFileDialog::filterSelected, chooser, [chooser](const QString &filter) {
        chooser->setDefaultSuffix(suffixOf(filter));
        const QString typed = chooser->selectedFiles().value(0);
        chooser->selectFile(QFileInfo(typed).completeBaseName() + QLatin1Char('.') + suffixOf(filter));
    });
    return chooser;
}

QString chosenSuffix(const QFileDialog &chooser, const QString &path)
{
    const QString suffix = QFileInfo(path).suffix().toLower();
    const QStringList filters = chooser.nameFilters();
    const bool isOne = std::any_of(filters.cbegin(), filters.cend(),
                                   [&suffix](const QString &filter) { return suffixOf(filter) == suffix; });
    const QString chosen = chooser.selectedNameFilter(); // a platform's own dialog need not tell it
    return isOne ? suffix : suffixOf(filters.contains(chosen) ? chosen : filters.first());
}

} // namespace fiftyfold
