// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>
#include <QStringList>

namespace fiftyfold {

// What reports are made of: HTML that is XML as well, so that any reader of either can check it. Whatever is text is
// escaped in here, with hidden characters made visible; what is markup says so in its name.

/// Fit for text and for attributes in quotes of either kind.
QString htmlText(const QString &text);

/// With the first column to the left, and the others too where `isOfNumbers` is false. Empty without rows.
QString htmlTable(const QStringList &headings, const QList<QStringList> &rows, bool isOfNumbers = true);

/// Names and values, as a table without headings.
QString htmlPairs(const QList<std::pair<QString, QString>> &pairs);

/// A heading with what belongs to it; empty where that is.
QString htmlSection(const QString &title, const QString &markup);

QString htmlParagraph(const QString &text, const char *cssClass = nullptr);
QString htmlList(const QStringList &items, const char *cssClass = nullptr);

/// What the colours of a chart mean: classes of style.css, with their names.
QString htmlLegend(const QList<std::pair<QString, QString>> &classesAndNames);

/// The whole document: one file that asks for nothing from anywhere, runs no script and looks right in light, in dark
/// and on paper.
QString htmlPage(const QString &title, const QString &bodyMarkup);

} // namespace fiftyfold
