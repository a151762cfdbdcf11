// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QNetworkAccessManager>
#include <QNetworkRequest>

namespace fiftyfold {

/// A manager whose replies are TracedReply, and that hands one out as it made it. QNetworkAccessManager's own get(),
/// head() and their like connect each reply to signals of the manager's, to which nobody here listens.
class DirectManager : public QNetworkAccessManager
{
    Q_OBJECT
public:
    using QNetworkAccessManager::QNetworkAccessManager;

    QNetworkReply *send(Operation operation, const QNetworkRequest &request)
    {
        return createRequest(operation, request, nullptr);
    }
};

/// "GET", whichever way it was asked for.
QByteArray methodOf(QNetworkAccessManager::Operation operation, const QNetworkRequest &request);

} // namespace fiftyfold
