// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

namespace fiftyfold {

// What the kernel knows of a socket that libcurl has.

/// What has arrived and nobody has read, the beginning of it: about `most` bytes. Takes it off the socket.
QByteArray unreadOf(int socket, qsizetype most);

/// -1 where there is none, as of a Unix socket.
int localPortOf(int socket);

} // namespace fiftyfold
