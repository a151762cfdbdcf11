// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/plan/runplan.h"
#include "engine/http/directmanager.h"
#include "engine/http/qt/qtreply.h"

#include <QNetworkProxy>
#include <QSslConfiguration>

namespace fiftyfold {

/// What is the same for all requests of a run that Qt carries.
struct QtSettings {
    RunPlan rules;                                               ///< Of the plan, --resolve and --connect-to only.
    QNetworkProxy proxy = QNetworkProxy(QNetworkProxy::NoProxy); ///< Whatever the environment says.
    QSslConfiguration tls;
    bool freshConnections = false;
    bool tellsConnections = true; ///< See QtConnection::isTold.
};

QtSettings qtSettingsFor(const RunPlan &plan);

/// Transport `qt`: Qt's own HTTP behind the reply contract (TracedReply). Qt has to be told with each request what
/// libcurl is told once. Lives in the engine thread, and takes its replies with it, without a signal.
class QtNetwork : public DirectManager
{
    Q_OBJECT
public:
    /// `clock` and `connectionNumbers` are the run's and outlive it; the latter may be null.
    QtNetwork(const QtSettings &settings, const Clock *clock, std::atomic<quint32> *connectionNumbers);

protected:
    QNetworkReply *createRequest(Operation operation, const QNetworkRequest &request, QIODevice *body) final;
    /// Qt's own reply.
    virtual QNetworkReply *carried(Operation operation, const QNetworkRequest &request, QIODevice *body);

private:
    QNetworkRequest prepared(const QNetworkRequest &request) const;
    void connectElsewhere(QNetworkRequest &request) const;

    const QtSettings m_settings;
    const Clock *const m_clock;
    QtConnection m_connection;
    QNetworkRequest m_preparedFor; ///< Nearly all requests are this one, and become the next.
    QNetworkRequest m_prepared;
};

} // namespace fiftyfold
