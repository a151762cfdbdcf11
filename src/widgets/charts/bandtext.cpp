// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/charts/bandtext.h"

#include "core/run/stage.h"
#include "models/run/requestcell.h"

#include <QCoreApplication>

namespace fiftyfold {

QString bandName(StageSeries::Band band)
{
    using Band = StageSeries::Band;
    switch (band) {
    case Band::Done:
        return outcomeInWords(Outcome::Done);
    case Band::Failed:
        return outcomeInWords(Outcome::Failed);
    case Band::Cancelled:
        return outcomeInWords(Outcome::Cancelled);
    case Band::Delete:
        return stageName(Stage::Delete);
    case Band::Save:
        return stageName(Stage::Save);
    case Band::Wrap:
        return stageName(Stage::Wrap);
    case Band::LoopWait:
        return QCoreApplication::translate("fiftyfold::StageBars", "loop wait");
    case Band::Receive:
        return stageName(Stage::Receive);
    case Band::Wait:
        return stageName(Stage::Wait);
    case Band::Send:
        return stageName(Stage::Send);
    case Band::Tls:
        return stageName(Stage::Tls);
    case Band::Connect:
        return stageName(Stage::Connect);
    case Band::Dns:
        return stageName(Stage::Dns);
    case Band::Queued:
        return stageName(Stage::Queued);
    }
    return {};
}

} // namespace fiftyfold
