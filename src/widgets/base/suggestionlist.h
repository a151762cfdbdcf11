// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QComboBox;

namespace fiftyfold {

/// Suggests the items of an editable `field` in a list below it, never in the field itself: its text is what was typed,
/// or an item that was chosen, by mouse or arrow keys. Escape closes the list and gives back what was typed. The wheel
/// no longer walks through the items. Once for each field.
void suggestInList(QComboBox *field);

} // namespace fiftyfold
