// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

namespace fiftyfold {

/// On one line, with nothing that Markdown or HTML would take for more than text: some of it comes from servers.
QString markdownText(const QString &text);
/// A URL as code.
QString markdownCode(const QString &url);
/// A row of a table, of cells that are Markdown.
QString markdownRow(const QStringList &cells);

} // namespace fiftyfold
