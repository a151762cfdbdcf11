// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/text/exacturl.h"

#include <QByteArray>
#include <QObject>

class QProcess;

namespace fiftyfold {

/// The practice server as a child process: found beside this program, in ../libexec/fiftyfold, or where
/// FIFTYFOLD_LIBEXEC_DIR says; on a loopback port
/// that the system picks. It ends with this object, and by itself when this process dies. Main thread; never blocks.
class PracticeServer : public QObject
{
    Q_OBJECT
public:
    explicit PracticeServer(QObject *parent = nullptr);
    ~PracticeServer() override;

    /// Starts it if it does not run yet, and otherwise tells it that a new run begins: what a rate or a stall of its
    /// query held back in the last one is no matter in the next. `listening` follows either way, or `failed`.
    void start();
    bool isListening() const { return m_port != 0; }
    /// http://127.0.0.1:PORT/… for a "practice:…" URL. Only while it listens.
    ExactUrl resolved(const ExactUrl &practiceUrl) const;

Q_SIGNALS:
    void listening();
    void failed(const QString &message);

private:
    void readPort();
    void lose(const QString &why);

    QProcess *m_process = nullptr;
    QByteArray m_output;
    quint16 m_port = 0;
};

} // namespace fiftyfold
