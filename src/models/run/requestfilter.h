// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/run/outcome.h"
#include "core/run/stage.h"

#include <QString>
#include <QStringList>

#include <vector>

namespace fiftyfold {

/// One condition on a request: "response > 400ms".
struct RequestCondition {
    enum class Field : quint8 {
        Response, ///< Times are in ns.
        Service,
        Lag,
        Due,
        Start,
        Stage, ///< How long `stage` took.
        Status,
        Bytes,
        Lane,
        Connection,
        Number,
        Outcome, ///< `number`: of the enum.
        Class,   ///< Likewise.
        Target,  ///< `text` is what these two are, or have.
        Error
    };
    enum class Comparison : quint8 { Below, AtMost, Equal, NotEqual, AtLeast, Above };

    Field field = Field::Response;
    Comparison comparison = Comparison::Equal;
    Stage stage = Stage::Queued;
    qint64 number = 0;
    QString text;

    bool holds(qint64 value) const;
};

/// What a user writes to pick requests out. All conditions hold, and each of the texts is somewhere in the request's
/// outcome, class of error, status, target or error message, in any case.
struct RequestFilter {
    std::vector<RequestCondition> conditions;
    QStringList texts;

    bool isEmpty() const { return conditions.empty() && texts.isEmpty(); }
};

/// Reads "response > 400ms", "status = 503 and lag > 1ms", "class = timeout", "reset". What has no known name before a
/// sign of comparison is a text, and so is all in quotation marks. `problem` is a sentence on what can't be read, and
/// the filter then empty; otherwise it is empty.
RequestFilter readRequestFilter(const QString &text, QString *problem);

/// The text that picks the requests of one kind of failure; an empty message stands for any.
QString filterTextFor(ErrorClass error, const QString &message);

} // namespace fiftyfold
