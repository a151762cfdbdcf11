// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QWidget;

namespace fiftyfold {

/// Both open over `parent` and do not block.
void showShortcuts(QWidget *parent);
void showAbout(QWidget *parent);

} // namespace fiftyfold
