// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/run/logmodel.h"
#include "support/facts.h"

#include <QAbstractItemModelTester>

/// What the tests of the log have in common: batches to give it, and what it shows of them.
namespace fiftyfold::logs {

constexpr qint64 us = 1'000;
constexpr qint64 ms = 1'000'000;
constexpr int linesOfWholeRequest = 5;
constexpr auto fatal = QAbstractItemModelTester::FailureReportingMode::Fatal;

inline FactBatch batchOf(const std::vector<Fact> &facts, const std::vector<Note> &notes = {})
{
    FactBatch batch;
    batch.facts = facts::whole(facts);
    batch.notes = notes;
    return batch;
}

inline Note messageOf(quint32 request, const char *text)
{
    return {request, Note::Kind::Failure, {}, toldFault(ErrorClass::Connect, QString::fromUtf8(text))};
}

/// `count` facts, a line each: request n left the queue at n µs.
inline FactBatch lines(quint32 first, quint32 count)
{
    FactBatch batch;
    for (quint32 request = first; request < first + count; ++request)
        batch.facts.push_back(facts::ended(request, Stage::Queued, request * us));
    return batch;
}

inline QVariant valueAt(const LogModel &model, int row, int role)
{
    return model.data(model.index(row), role);
}

inline QStringList shownBy(const LogModel &model, int role = LogModel::TextRole)
{
    QStringList texts;
    for (int row = 0; row < model.rowCount(); ++row)
        texts.append(valueAt(model, row, role).toString());
    return texts;
}

inline qint64 requestAt(const LogModel &model, int row)
{
    return valueAt(model, row, LogModel::RequestRole).toLongLong();
}

} // namespace fiftyfold::logs
