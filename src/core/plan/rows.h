// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QIODevice>
#include <QList>
#include <QString>
#include <QStringList>

namespace fiftyfold {

/// A row with its line breaks, in bytes.
inline constexpr qsizetype rowLimit = 1024 * 1024;

/// The rows of a CSV file, one after the other, and after the last one the first again: it goes back in the device to
/// where the header ended, and reads on from there. Of the file never more than one row and 64 KiB are in memory.
///
/// Strictly RFC 4180 with a header, in UTF-8: fields that are apart by commas; those with a comma, a quote or a line
/// break in quotes; quotes in them doubled. Lines end with LF or CR LF, the last one with nothing too. A byte order
/// mark before the header, and lines with nothing on them, are passed over (so a row with one empty field is `""`).
///
/// Where a file is wrong, a problem is a sentence that begins with its line, from 1; then there are no further rows.
/// One thread at a time.
class RowReader
{
public:
    /// Reads the header. `device` is open for reading, not as text, and outlives this; nobody else reads from it. Where
    /// `problem` is not empty there is nothing to be had.
    RowReader(QIODevice *device, QString *problem);

    /// Their names, each once and none empty.
    const QStringList &columns() const { return m_columns; }

    /// Puts the next row into `row`, as many fields as columns, whose memory is used again; false where there is a
    /// problem. A device that can't go back (a pipe) has one after its last row, and so has a file without rows.
    bool next(QList<QByteArray> &row, QString *problem);

    /// Where the row that was read last begins.
    qint64 line() const { return m_rowLine; }

private:
    enum class Read { Row, End, Wrong };
    enum class Ended { Field, Row, Wrong };

    Read readRow(QList<QByteArray> &row, QString *problem);
    Ended readField(QByteArray &field, QString *problem);
    Ended readQuoted(QByteArray &field, QString *problem);
    Ended readPlain(QByteArray &field, QString *problem);
    Ended readSeparator(QString *problem);
    bool goBack(QString *problem);
    bool fill();
    int here();
    void pass(qsizetype bytes);
    Ended wrong(QString *problem, const QString &what);
    QString takeColumns(const QList<QByteArray> &names);

    QIODevice *m_device;
    QStringList m_columns;
    QByteArray m_buffer;
    qsizetype m_at = 0;       ///< In the buffer.
    qint64 m_bufferBegin = 0; ///< In the device.
    qint64 m_line = 1;
    qint64 m_rowLine = 1;
    qint64 m_rowBegin = 0;   ///< In the device.
    qint64 m_rowsBegin = -1; ///< Likewise, of the first one; -1: it is not known yet.
    qint64 m_rowsLine = 1;
    bool m_isWrong = false;
    bool m_isUnreadable = false;
};

} // namespace fiftyfold
