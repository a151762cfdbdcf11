// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/plan/runplan.h"

#include <QString>
#include <QUrl>

#include <optional>

namespace fiftyfold {

/// The proxy that a text names, as `--proxy` and the environment have it: without a scheme it is http, without a port
/// 1080, or 443 for https, as curl has it. What it names beyond host, port and credentials is left out. Nothing where
/// no host can be read.
std::optional<QUrl> proxyFromText(const QString &text);

/// Which proxy a plan's requests go through.
struct ProxyChoice {
    QUrl proxy;      ///< Empty: none.
    QString problem; ///< Not empty: a variable can't be read as a proxy, and this says which.
};

/// The plan's own, or, where it has none of its own, the environment's for its URL. Not for a loopback host, nor
/// through a Unix socket.
///
/// Of the environment it reads http_proxy or https_proxy, then all_proxy, each in lower case before upper case; one
/// that is empty counts as not there. no_proxy is a list with commas or blanks between: `*` for all; a name for itself
/// and all names below it, with or without a dot before it; an address; a range of addresses such as 10.0.0.0/8; each
/// with or without a port. Nobody else reads these variables: what was chosen is in the plan that workers and runners
/// get.
///
/// Reads environment variables: not while another thread sets one.
ProxyChoice proxyChoiceFor(const RunPlan &plan);

} // namespace fiftyfold
