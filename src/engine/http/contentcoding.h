// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>
#include <QString>

#include <functional>
#include <memory>

namespace fiftyfold {

/// One content coding of a body (RFC 9110, 8.4.1), decoded as the bytes arrive, in memory that does not grow with the
/// body. Made for one body. Throws std::bad_alloc where there is no memory.
class ContentCoding
{
public:
    enum class Progress {
        Fed,    ///< All bytes were used, or lie behind the coded data's end, where they mean nothing.
        Damaged ///< problem() says what is wrong.
    };
    /// Takes what was decoded, piece by piece; false: no more of it is wanted.
    using Take = std::function<bool(QByteArrayView)>;

    ContentCoding() = default;
    virtual ~ContentCoding() = default;
    Q_DISABLE_COPY_MOVE(ContentCoding)

    /// Not to be called again once the data are damaged, or `take` wanted no more.
    virtual Progress feed(QByteArrayView bytes, const Take &take) = 0;
    /// What was fed is whole: it ends where coded data may end. Nothing at all is whole too.
    virtual bool isWhole() const = 0;

    const QString &problem() const { return m_problem; }

protected:
    Progress damaged(const QString &problem)
    {
        m_problem = problem;
        return Progress::Damaged;
    }

private:
    QString m_problem;
};

/// gzip, of one member or several. What follows the last one is passed over, be it zeros or anything else that does not
/// begin like a member.
std::unique_ptr<ContentCoding> gzipCoding();
/// deflate, in a zlib stream as it should be (RFC 9110, 8.4.1.2), or bare as some servers send it.
std::unique_ptr<ContentCoding> deflateCoding();
std::unique_ptr<ContentCoding> brotliCoding();

} // namespace fiftyfold
