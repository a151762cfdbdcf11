// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "records/import/importedrun.h"
#include "records/import/importtext.h"

#include <QByteArrayView>
#include <QList>
#include <QString>

namespace fiftyfold {

/// A kind of file of another tool.
struct ImportFormat {
    /// Of the beginning without space before it, its first line, and the keys of its object; both texts are empty where
    /// it is one, else there are no keys.
    bool (*isOf)(QByteArrayView beginning, QByteArrayView line, const QList<QByteArray> &keys);
    QString (*read)(ImportText &text, ImportedRun &run);
    QString refusal; ///< Not empty: it is not read, and why.
};

/// Which it is by its first bytes; none where it is of none that is known, our own among them.
const ImportFormat *importFormatOf(QByteArrayView beginning);

/// Of what is of none that is known, which it nearly is, and what it lacks; empty where it is like none.
QString nearlyKnown(QByteArrayView beginning);

/// Whether it says by its schema that it is of ours, of a run or of something else.
bool isOfOurs(QByteArrayView beginning);

} // namespace fiftyfold
