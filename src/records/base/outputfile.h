// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFileDevice>
#include <QString>
#include <QStringList>

#include <memory>
#include <optional>

namespace fiftyfold {

/// The descriptor that an output's name means where that is open already, such as standard output by each of its names.
/// Opened anew, the file behind it would be cut off or replaced, with all that stands in it by then.
std::optional<int> openAlready(const QString &path);

/// A file that is there whole or not at all: written beside its place and moved there by commit(). Standard output for
/// "-"; that by another name (/dev/stdout, /dev/fd/1), devices and pipes, which cannot be replaced, are written
/// directly. Without commit() nothing is left behind, unless it is one that grows. Errors are sentences that name the
/// file.
class OutputFile
{
public:
    /// Growing: written in its place from the beginning, for who follows it.
    enum class Appears { Whole, Growing };
    explicit OutputFile(const QString &path, Appears appears = Appears::Whole);
    ~OutputFile();
    Q_DISABLE_COPY_MOVE(OutputFile)

    /// Empty when it can be written, otherwise why not.
    QString open();
    /// Only between open() and commit(). Unbuffered: what its write() returns is what the system took.
    QIODevice &device() { return *m_device; }
    /// Puts the file in its place unless `problem`, what went wrong in writing it, says something. Empty when it is
    /// there, otherwise why not.
    QString commit(const QString &problem);

private:
    QString sentence(const QString &problem) const;

    QString m_path;
    Appears m_appears;
    std::unique_ptr<QFileDevice> m_device;
};

/// What came of several files.
class WrittenFiles
{
public:
    /// Commits one, with what went wrong in writing it.
    void commit(OutputFile &file, const QString &problem);
    bool isWhole() const { return m_isWhole; }
    /// What is to be told.
    const QStringList &problems() const { return m_problems; }

private:
    bool m_isWhole = true;
    QStringList m_problems;
};

} // namespace fiftyfold
