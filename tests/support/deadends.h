// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QtGlobal>

namespace fiftyfold::test {

/// Sockets on loopback that lead nowhere, open as long as this object.
class DeadEnd
{
public:
    ~DeadEnd();
    Q_DISABLE_COPY_MOVE(DeadEnd)

    quint16 port() const { return m_port; }

protected:
    DeadEnd();

    int m_bound = -1;
    QList<int> m_others;
    quint16 m_port = 0;
};

/// A port that is taken, so that nobody else gets it, but where nobody listens: connecting is refused.
class ClosedPort : public DeadEnd
{
};

/// A port where somebody listens and never accepts, with a backlog that is full: connecting has no end.
class BlackHole : public DeadEnd
{
public:
    BlackHole();
};

} // namespace fiftyfold::test
