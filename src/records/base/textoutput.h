// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QString>

class QIODevice;

namespace fiftyfold {

/// Text on its way to a device that is open for writing: gathered in one reused buffer, so that a million lines need no
/// more memory than one. Every write is checked; after the first that fails the rest is dropped. Numbers never follow
/// the locale. The device belongs to the caller.
class TextOutput
{
public:
    explicit TextOutput(QIODevice &device);

    void append(char character);
    void append(QByteArrayView text);
    void appendNumber(qint64 number);
    /// A decimal number of up to six places, without trailing zeros: 1500000 gives "1.5". As nanoseconds are millionths
    /// of a millisecond, this writes them as milliseconds, exactly.
    void appendMillionths(qint64 millionths);

    /// Writes what is left in the buffer. Empty when all went well, otherwise why the device did not take it.
    QString finish();

private:
    void writeBuffer();

    QIODevice &m_device;
    QByteArray m_buffer;
    QString m_problem;
};

/// Bytes that are there whole, to a device that is open for writing. Empty, or why it did not take all of them.
QString writeBytes(QIODevice &device, const QByteArray &bytes);

} // namespace fiftyfold
