// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "support/originlog.h"
#include "support/script.h"

#include <QObject>
#include <QTimer>

class QTcpSocket;

namespace fiftyfold::test {

/// Plays one script on one socket, which it owns. Lives in the origin's thread, and deletes itself when the
/// connection has ended.
class ScriptedConnection : public QObject
{
    Q_OBJECT
public:
    /// The log must outlive this object.
    ScriptedConnection(QTcpSocket *socket, Script script, OriginLog *log, QObject *parent);
    ~ScriptedConnection() override;

    /// Goes on with the script as far as it goes without waiting.
    void play();

private:
    // Each is called until it says that its step is over.
    bool playStep(const ReadHead &);
    bool playStep(const ReadBody &);
    bool playStep(const StopReading &);
    bool playStep(const Delay &step);
    bool playStep(const Send &step);
    bool playStep(const SendSlowly &step);
    bool playStep(const SendEndlessly &step);
    bool playStep(const Close &);
    bool playStep(const Reset &);
    bool playStep(const KeepOpen &);
    bool playStep(const Repeat &);

    bool isAllSent() const;
    void beginAnswer();

    QTcpSocket *m_socket;
    const Script m_script;
    OriginLog *m_log;
    QTimer m_timer;
    QByteArray m_input; ///< Read from the socket, not yet taken by a step.
    qsizetype m_step = 0;
    qsizetype m_progress = 0; ///< Of the current step: 0 when it has not begun.
    qsizetype m_bodyLength = 0;
    bool m_isPlaying = false;
    bool m_isDeaf = false;
    bool m_isAsked = false; ///< A head is read, the answer has not begun.
};

} // namespace fiftyfold::test
