// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/plan/rows.h"

#include "core/text/problemwords.h"
#include "core/text/visibletext.h"

#include <algorithm>
#include <string_view>

namespace fiftyfold {

namespace {

constexpr qint64 rowsReadAtOnce = qint64(64) * 1024;
constexpr int noByte = -1;

/// A number of fields, for people.
QString fieldsText(qsizetype count)
{
    return count == 1 ? ProblemWords::tr("one field") : ProblemWords::tr("%1 fields").arg(count);
}

} // namespace

RowReader::RowReader(QIODevice *device, QString *problem)
    : m_device(device)
    , m_bufferBegin(device->isSequential() ? 0 : device->pos())
{
    problem->clear();
    fill();
    constexpr std::string_view byteOrderMark = "\xEF\xBB\xBF";
    if (m_buffer.startsWith(QByteArrayView(byteOrderMark.data(), 3)))
        m_at = 3;
    if (m_buffer.startsWith("\xFF\xFE") || m_buffer.startsWith("\xFE\xFF")) {
        wrong(problem, ProblemWords::tr("the file is in UTF-16; it is to be in UTF-8"));
        return;
    }
    QList<QByteArray> names;
    const Read read = readRow(names, problem);
    if (read == Read::End)
        wrong(problem, ProblemWords::tr("there is nothing; it takes the names of columns, separated by commas"));
    if (read != Read::Row)
        return;
    const QString what = takeColumns(names);
    if (!what.isEmpty()) {
        m_line = m_rowLine;
        wrong(problem, what);
        return;
    }
    m_rowsBegin = m_bufferBegin + m_at;
    m_rowsLine = m_line;
}

QString RowReader::takeColumns(const QList<QByteArray> &names)
{
    for (const QByteArray &bytes : names) {
        const QString name = QString::fromUtf8(bytes.trimmed());
        if (name.isEmpty())
            return ProblemWords::tr("the header's column %1 has no name").arg(m_columns.size() + 1);
        if (m_columns.contains(name))
            return ProblemWords::tr("the header has two columns named \"%1\"").arg(visibleText(name.left(80)));
        m_columns.append(name);
    }
    return {};
}

bool RowReader::next(QList<QByteArray> &row, QString *problem)
{
    if (m_isWrong || m_rowsBegin < 0) {
        *problem = ProblemWords::tr("There are no further rows.");
        return false;
    }
    Read read = readRow(row, problem);
    if (read == Read::End) {
        if (!goBack(problem))
            return false;
        read = readRow(row, problem);
        if (read == Read::End)
            wrong(problem, ProblemWords::tr("there is no row behind the header"));
    }
    if (read != Read::Row)
        return false;
    if (row.size() == m_columns.size())
        return true;
    m_line = m_rowLine;
    wrong(problem, ProblemWords::tr("%1, where the header has %2; a comma in a field is written in quotes")
                       .arg(fieldsText(row.size()))
                       .arg(m_columns.size()));
    return false;
}

bool RowReader::goBack(QString *problem)
{
    m_at = 0;
    m_buffer.resize(0);
    if (m_device->isSequential() || !m_device->seek(m_rowsBegin)) {
        wrong(problem, ProblemWords::tr("the rows end here, and what they come from can't be read a second time; it is "
                                        "to be a file"));
        return false;
    }
    m_bufferBegin = m_rowsBegin;
    m_line = m_rowsLine;
    return true;
}

RowReader::Read RowReader::readRow(QList<QByteArray> &row, QString *problem)
{
    while (here() == '\n' || here() == '\r') { // lines with nothing on them
        if (readSeparator(problem) == Ended::Wrong)
            return Read::Wrong;
    }
    m_rowLine = m_line;
    m_rowBegin = m_bufferBegin + m_at;
    if (here() == noByte) {
        if (!m_isUnreadable)
            return Read::End;
        wrong(problem, ProblemWords::tr("the file can't be read on: %1").arg(m_device->errorString()));
        return Read::Wrong;
    }
    qsizetype count = 0;
    Ended ended = Ended::Field;
    for (; ended == Ended::Field; ++count) {
        if (count == row.size())
            row.emplaceBack();
        row[count].resize(0);
        ended = readField(row[count], problem);
    }
    row.resize(count);
    return ended == Ended::Row ? Read::Row : Read::Wrong;
}

RowReader::Ended RowReader::readField(QByteArray &field, QString *problem)
{
    if (here() != '"')
        return readPlain(field, problem);
    pass(1);
    return readQuoted(field, problem);
}

RowReader::Ended RowReader::readPlain(QByteArray &field, QString *problem)
{
    while (here() != noByte) {
        const auto begin = m_buffer.cbegin() + m_at;
        const auto end =
            std::find_if(begin, m_buffer.cend(), [](char c) { return c == ',' || c == '\n' || c == '\r' || c == '"'; });
        field.append(QByteArrayView(begin, end));
        pass(end - begin);
        if (m_bufferBegin + m_at - m_rowBegin > rowLimit || m_at < m_buffer.size())
            break;
    }
    if (here() == '"')
        return wrong(problem, ProblemWords::tr("a quote in the middle of a field; such a field is in quotes, and its "
                                               "own quotes are doubled"));
    return readSeparator(problem);
}

/// Behind its first quote.
RowReader::Ended RowReader::readQuoted(QByteArray &field, QString *problem)
{
    const qint64 begin = m_line;
    while (here() != noByte) {
        const char byte = m_buffer[m_at];
        pass(1);
        if (byte == '"' && here() != '"')
            return readSeparator(problem);
        if (byte == '"')
            pass(1);
        if (byte == '\n')
            ++m_line;
        field.append(byte);
        if (m_bufferBegin + m_at - m_rowBegin > rowLimit)
            return readSeparator(problem);
    }
    m_line = begin;
    return wrong(problem, ProblemWords::tr("a quote that nothing ends"));
}

/// A comma, or the end of a line.
RowReader::Ended RowReader::readSeparator(QString *problem)
{
    const int byte = here();
    if (m_bufferBegin + m_at - m_rowBegin > rowLimit) {
        m_line = m_rowLine;
        return wrong(problem, ProblemWords::tr("a row of more than 1 MiB; is there a quote too many before it?"));
    }
    if (byte == noByte)
        return Ended::Row;
    pass(1);
    if (byte == ',')
        return Ended::Field;
    const bool isReturn = byte == '\r';
    if (byte == '\n' || (isReturn && here() == '\n')) {
        pass(isReturn ? 1 : 0);
        ++m_line;
        return Ended::Row;
    }
    if (isReturn)
        return wrong(problem, ProblemWords::tr("a carriage return without a line feed; lines end with LF or CR LF"));
    return wrong(problem,
                 ProblemWords::tr("a comma or the end of the line is to be behind a field in quotes, whose own "
                                  "quotes are doubled"));
}

/// The next byte, which is not passed; `noByte` at the end.
int RowReader::here()
{
    if (m_at == m_buffer.size() && !fill())
        return noByte;
    return static_cast<unsigned char>(m_buffer[m_at]);
}

void RowReader::pass(qsizetype bytes)
{
    m_at += bytes;
}

/// Puts what follows into the buffer, all of which was read; false at the end.
bool RowReader::fill()
{
    m_bufferBegin += m_buffer.size();
    m_at = 0;
    m_buffer.resize(rowsReadAtOnce);
    const qint64 size = m_device->read(m_buffer.data(), rowsReadAtOnce);
    m_buffer.resize(std::max<qint64>(size, 0));
    m_isUnreadable = size < 0 && !m_device->isSequential(); // of a pipe that is its end, too
    return size > 0;
}

RowReader::Ended RowReader::wrong(QString *problem, const QString &what)
{
    m_isWrong = true;
    *problem = sentence(ProblemWords::tr("line %1: %2").arg(m_line).arg(what));
    return Ended::Wrong;
}

} // namespace fiftyfold
