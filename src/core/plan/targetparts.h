// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/plan/targets.h"

#include <QByteArrayView>
#include <QString>

namespace fiftyfold {

// What the readers of targets have in common. For targets.cpp and hartargets.cpp.

/// In upper case where it is a method that people write in any.
QByteArray usualMethod(const QByteArray &method);

/// What is wrong with a target in itself, as the rest of a sentence; empty when nothing is.
QString problemOf(const Target &target);

/// Whether it is a HAR, by its first bytes.
bool isHar(QByteArrayView bytes);

/// The targets of a HAR; `problem` names the entry, from 1, without the file.
TargetList targetsOfHar(const QByteArray &bytes, QString *problem);

} // namespace fiftyfold
