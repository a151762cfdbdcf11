// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/run/runrecorder.h"

#include <QTimeZone>

#include <random>

namespace fiftyfold::test {

/// A run of so many requests on 64 lanes as a fast server on loopback answers them: all stages but dns and tls, no two
/// times alike, one in a hundred failed.
inline std::shared_ptr<RunRecord> loadedRecord(quint32 requests, const QString &url = QStringLiteral("http://[::1]/a"))
{
    constexpr quint64 id = 5;
    constexpr qint64 lanes = 64;
    RunPlan plan;
    plan.url = ExactUrl::fromText(url.toUtf8());
    plan.requests = requests;
    plan.atOnce = lanes;
    RunRecorder recorder(plan, id);
    std::mt19937 random(requests); // the same numbers each time
    const auto between = [&random](qint64 least, qint64 most) {
        return least + static_cast<qint64>(random() % static_cast<quint64>(most - least + 1));
    };
    FactBatch batch;
    batch.runId = id;
    qint64 start = 0;
    qint64 last = 0;
    for (quint32 request = 0; request < requests; ++request) {
        start += between(12'000, 24'000);
        Fact fact;
        fact.request = request;
        fact.kind = Fact::Kind::Ended;
        fact.stage = Stage::Queued;
        fact.at = start;
        fact.value = request % lanes;
        batch.facts.push_back(fact);
        qint64 at = start;
        const auto add = [&](Stage stage, qint64 gap, qint64 length) {
            fact.stage = stage;
            fact.begin = at + gap;
            fact.at = at = fact.begin + length;
            fact.value = 0;
            batch.facts.push_back(fact);
        };
        if (request < lanes)
            add(Stage::Connect, 0, between(40'000, 90'000));
        add(Stage::Send, 0, between(8'000, 14'000));
        add(Stage::Wait, 0, between(600'000, 1'400'000));
        fact.kind = Fact::Kind::Replied;
        fact.status = request % 100 == 99 ? 503 : 200;
        fact.http = HttpVersion::Http11;
        fact.reuse = request < lanes ? Fact::Reuse::Fresh : Fact::Reuse::Reused;
        fact.value = request % lanes;
        batch.facts.push_back(fact);
        fact.kind = Fact::Kind::Ended;
        add(Stage::Receive, 0, between(5'000, 40'000));
        const bool isDone = fact.status == 200;
        if (isDone) {
            add(Stage::Wrap, between(500, 3'000), between(800, 2'500));
            add(Stage::Save, between(200, 1'500), between(20'000, 80'000));
            add(Stage::Delete, between(200, 1'500), between(9'000, 30'000));
        } else {
            batch.notes.push_back(
                {request, Note::Kind::Failure, {}, Fault(FaultKind::StatusNotAccepted, {QStringLiteral("503 Busy")})});
        }
        if (request < 2)
            batch.notes.push_back(
                {request, Note::Kind::ResponseHeaders, QStringLiteral("server: items/%1").arg(request), Fault()});
        fact.kind = Fact::Kind::Finished;
        fact.at = at + between(100, 900);
        fact.value = 6804;
        fact.outcome = isDone ? Outcome::Done : Outcome::Failed;
        fact.error = isDone ? ErrorClass::None : ErrorClass::Status;
        last = std::max(last, fact.at);
        batch.facts.push_back(fact);
        if (batch.facts.size() > 10'000 || request + 1 == requests) {
            recorder.apply(batch);
            batch.facts.clear();
            batch.notes.clear();
        }
    }
    const std::shared_ptr<RunRecord> record = recorder.record();
    record->startedAt = QDateTime(QDate(2026, 11, 23), QTime(10, 0, 0, 5), QTimeZone::utc());
    record->elapsedNs = last;
    record->connectionsOpened = lanes;
    record->pageDigest = QByteArrayLiteral("00ff");
    return record;
}

} // namespace fiftyfold::test
