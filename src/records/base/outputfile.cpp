// SPDX-License-Identifier: GPL-3.0-or-later
#include "records/base/outputfile.h"

#include "core/text/redaction.h"
#include "core/text/visibletext.h"

#include <QFile>
#include <QFileInfo>
#include <QSaveFile>

#include <cerrno>
#include <fcntl.h>
#include <unistd.h>

namespace fiftyfold {

std::optional<int> openAlready(const QString &path)
{
    if (path == QLatin1String("-") || path == QLatin1String("/dev/stdout"))
        return STDOUT_FILENO;
    if (path == QLatin1String("/dev/stderr"))
        return STDERR_FILENO;
    for (const QLatin1String folder : {QLatin1String("/dev/fd/"), QLatin1String("/proc/self/fd/")}) {
        bool isNumber = false;
        const int descriptor = path.startsWith(folder) ? path.mid(folder.size()).toInt(&isNumber) : -1;
        if (isNumber && descriptor >= 0)
            return descriptor;
    }
    return std::nullopt;
}

OutputFile::OutputFile(const QString &path, Appears appears)
    : m_path(path)
    , m_appears(appears)
{
}

OutputFile::~OutputFile() = default;

QString OutputFile::open()
{
    constexpr QIODevice::OpenMode mode = QIODevice::WriteOnly | QIODevice::Unbuffered;
    const QFileInfo info(m_path);
    bool isOpen = false;
    if (const std::optional<int> descriptor = openAlready(m_path)) {
        const int flags = ::fcntl(*descriptor, F_GETFL); // Qt would find out with the first write
        if (flags < 0 || (flags & O_ACCMODE) == O_RDONLY)
            return sentence(qt_error_string(EBADF));
        auto file = std::make_unique<QFile>();
        isOpen = file->open(*descriptor, mode, QFileDevice::DontCloseHandle);
        m_device = std::move(file);
    } else if (m_appears == Appears::Growing || (info.exists() && !info.isFile())) {
        // Moving a file to /dev/null would replace it.
        if (info.isDir())
            return sentence(QStringLiteral("it is a folder"));
        m_device = std::make_unique<QFile>(m_path);
        isOpen = m_device->open(mode);
    } else {
        // A link that leads to itself would be replaced, too.
        if (::access(QFile::encodeName(m_path).constData(), F_OK) != 0 && errno == ELOOP)
            return sentence(qt_error_string(ELOOP));
        m_device = std::make_unique<QSaveFile>(m_path);
        isOpen = m_device->open(mode);
    }
    return isOpen ? QString() : sentence(m_device->errorString());
}

QString OutputFile::commit(const QString &problem)
{
    QString reason = problem;
    if (auto *file = qobject_cast<QSaveFile *>(m_device.get())) {
        if (!reason.isEmpty())
            file->cancelWriting();
        else if (!file->commit())
            reason = file->errorString();
    } else {
        m_device->close();
        if (reason.isEmpty() && m_device->error() != QFileDevice::NoError)
            reason = m_device->errorString();
    }
    m_device.reset();
    if (reason == qt_error_string(EPIPE)) // as of `head`, once it has read enough
        reason = QStringLiteral("nobody reads it any more");
    if (reason == qt_error_string(EFBIG))
        reason = QStringLiteral("it would be too large for the limit of this shell. Raise it with \"ulimit -f\"");
    return reason.isEmpty() ? QString() : sentence(reason);
}

void WrittenFiles::commit(OutputFile &file, const QString &problem)
{
    const QString sentence = file.commit(problem);
    m_isWhole = m_isWhole && sentence.isEmpty();
    if (!sentence.isEmpty())
        m_problems.append(sentence);
}

QString OutputFile::sentence(const QString &problem) const
{
    if (m_path == QLatin1String("-"))
        return fiftyfold::sentence(QStringLiteral("Standard output could not be written: %1").arg(problem));
    return fiftyfold::sentence(
        QStringLiteral("The file \"%1\" could not be written: %2").arg(redactedUrlText(m_path), problem));
}

} // namespace fiftyfold
