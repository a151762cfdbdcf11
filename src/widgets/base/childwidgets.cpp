// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/base/childwidgets.h"

#include <QWidget>

namespace fiftyfold {

void deleteChildWidgets(QWidget &parent)
{
    while (auto *child =
               parent.findChild<QWidget *>(QString(), Qt::FindDirectChildrenOnly)) // one may take others along
        delete child;
}

} // namespace fiftyfold
