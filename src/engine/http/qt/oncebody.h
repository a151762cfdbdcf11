// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QIODevice>

namespace fiftyfold {

/// The body of a request that goes to Qt's own HTTP. When a connection breaks before there is a reply, Qt sends the
/// request again by itself, up to three times, and has its body begin again for that; where that can't, it gives up
/// with ContentReSendError. So this keeps a request from being sent again once a byte of its body was read; an empty
/// one, a request without a body, at all. Engine thread, like all that Qt reads from.
class OnceBody final : public QIODevice
{
    Q_OBJECT
public:
    explicit OnceBody(const QByteArray &bytes);

    qint64 size() const override { return m_bytes.size(); }
    bool reset() override;

protected:
    qint64 readData(char *data, qint64 most) override;
    qint64 writeData(const char *, qint64) override { return -1; }

private:
    const QByteArray m_bytes;
    bool m_isBegun = false;
};

} // namespace fiftyfold
