// SPDX-License-Identifier: GPL-3.0-or-later
#include "records/base/textoutput.h"

#include <QIODevice>

#include <charconv>
#include <limits>

namespace fiftyfold {

namespace {

constexpr qsizetype bufferSize = 64 * 1024;
constexpr qsizetype longestNumber = std::numeric_limits<quint64>::digits10 + 2;

} // namespace

TextOutput::TextOutput(QIODevice &device)
    : m_device(device)
{
    m_buffer.reserve(bufferSize + 1024);
}

void TextOutput::append(char character)
{
    m_buffer.append(character);
    if (m_buffer.size() >= bufferSize)
        writeBuffer();
}

void TextOutput::append(QByteArrayView text)
{
    m_buffer.append(text);
    if (m_buffer.size() >= bufferSize)
        writeBuffer();
}

void TextOutput::appendNumber(qint64 number)
{
    char digits[longestNumber];
    const auto result = std::to_chars(digits, digits + longestNumber, number);
    append(QByteArrayView(digits, result.ptr));
}

void TextOutput::appendMillionths(qint64 millionths)
{
    constexpr qint64 million = 1'000'000;
    if (millionths < 0)
        append('-');
    const qint64 whole = millionths / million;
    appendNumber(whole < 0 ? -whole : whole);

    qint64 fraction = millionths % million;
    if (fraction == 0)
        return;
    if (fraction < 0)
        fraction = -fraction;
    char places[7] = {'.', '0', '0', '0', '0', '0', '0'};
    for (int i = 6; i > 0; --i, fraction /= 10)
        places[i] = static_cast<char>('0' + fraction % 10);
    qsizetype length = 7;
    while (places[length - 1] == '0')
        --length;
    append(QByteArrayView(places, length));
}

QString TextOutput::finish()
{
    writeBuffer();
    return m_problem;
}

void TextOutput::writeBuffer()
{
    // Where only a part is taken, the next write says why.
    qint64 written = 0;
    while (m_problem.isEmpty() && written < m_buffer.size()) {
        const qint64 count = m_device.write(m_buffer.constData() + written, m_buffer.size() - written);
        if (count < 0)
            m_problem = m_device.errorString();
        else if (count == 0)
            m_problem = QStringLiteral("only %1 of %2 bytes were taken").arg(written).arg(m_buffer.size());
        written += count;
    }
    m_buffer.resize(0); // keeps its memory, as clear() would not
}

QString writeBytes(QIODevice &device, const QByteArray &bytes)
{
    return device.write(bytes) == bytes.size() ? QString() : device.errorString();
}

} // namespace fiftyfold
