// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "records/json/runjsonreader.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QString>

#include <memory>

class QIODevice;

namespace fiftyfold {

inline constexpr qsizetype importLineLimit = 1024 * 1024;
/// Of what a file is told by.
inline constexpr qsizetype importBeginningSize = 64 * 1024;
/// Of a file of which a part at a time is taken out, and of a report that is taken as one.
inline constexpr qsizetype importTextLimit = qsizetype(4) * 1024 * 1024 * 1024;
inline constexpr qsizetype importReportLimit = qsizetype(256) * 1024 * 1024;

/// What is said where ReadingGoesOn says no.
QString readingGivenUp();

/// The text of a file to be imported, unpacked where it is gzip'ed, without a byte order mark. Either its lines are
/// read, one after the other, or all of it. Reads from the device as it goes, from one thread; does not own it.
class ImportText
{
public:
    ImportText(QIODevice &device, ReadingGoesOn goesOn);
    ~ImportText();
    Q_DISABLE_COPY_MOVE(ImportText)

    /// Its first 64 KiB, or all where there is less; they are still to be read.
    QByteArrayView beginning();
    /// The next line without its end; false at the end of the file, or where there is a problem.
    bool readLine(QByteArray &line);
    /// All that has not been read, up to `limit`, of a gzip'ed file 1 GiB; empty where there is a problem.
    QByteArray readAll(qsizetype limit);
    /// Whether the last line that was read ends with the file, in the middle for all that is known.
    bool isLastLineOpen() const { return m_isLastLineOpen; }

    /// "line 12: " and what is wrong there.
    QString problemHere(const QString &what) const;
    /// Why it can't be read on; empty where all is well.
    const QString &problem() const { return m_problem; }

private:
    class Unpacker;

    bool fill();

    QIODevice &m_device;
    const ReadingGoesOn m_goesOn;
    std::unique_ptr<Unpacker> m_unpacker; ///< Of a gzip'ed file.
    QByteArray m_buffer;
    qsizetype m_at = 0;
    qint64 m_bytes = 0;    ///< That were read.
    qint64 m_unpacked = 0; ///< That came of them.
    qint64 m_line = 0;
    bool m_hasBegun = false;
    bool m_isAtEnd = false;
    bool m_isLastLineOpen = false;
    QString m_problem;
};

} // namespace fiftyfold
