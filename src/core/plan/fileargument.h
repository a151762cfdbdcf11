// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace fiftyfold {

/// Empty, or the sentence that says that `text`, which stands where a URL belongs, is a file's or a folder's name: it
/// has no scheme, and is a path, ends as a record does (.json, .har, .csv), is a file or a folder that exists, or is
/// below one by its first part. What reads as a host stays one: localhost and addresses whatever lies there, a name
/// with a dot beside a folder of that name. Looks at the file system, which may take its time.
QString fileInsteadOfUrl(const QString &text);

} // namespace fiftyfold
