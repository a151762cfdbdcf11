// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/charts/chartcopymenu.h"

#include <QAction>
#include <QClipboard>
#include <QCoreApplication>
#include <QGuiApplication>
#include <QLocale>
#include <QPixmap>
#include <QWidget>

namespace fiftyfold {

namespace {

struct ChartCopyWording {
    Q_DECLARE_TR_FUNCTIONS(fiftyfold::ChartCopyMenu)
};

} // namespace

void addChartCopyMenu(QWidget *chart, const std::function<QString()> &numbers)
{
    chart->setContextMenuPolicy(Qt::ActionsContextMenu);
    auto *picture = new QAction(ChartCopyWording::tr("Copy as &Picture"), chart);
    picture->setObjectName(QStringLiteral("copyPicture"));
    QObject::connect(picture, &QAction::triggered, chart,
                     [chart] { QGuiApplication::clipboard()->setPixmap(chart->grab()); });
    auto *text = new QAction(ChartCopyWording::tr("Copy as &Numbers"), chart);
    text->setObjectName(copyNumbersName);
    QObject::connect(text, &QAction::triggered, chart, [numbers] { QGuiApplication::clipboard()->setText(numbers()); });
    chart->addActions({picture, text});
}

QString copiedMilliseconds(double nanoseconds)
{
    return QLocale::c().toString(nanoseconds / 1e6, 'f', 6);
}

} // namespace fiftyfold
