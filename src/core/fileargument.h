// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace fiftyfold {

/// Empty, or the sentence that says that `text`, which stands where a URL belongs, is a file's name: it has no scheme,
/// and is a path, ends as a record does (.json, .har, .csv) or is a file that exists. Looks at the file system.
QString fileInsteadOfUrl(const QString &text);

} // namespace fiftyfold
