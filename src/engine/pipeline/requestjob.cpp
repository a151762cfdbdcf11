// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/pipeline/requestjob.h"

#include "core/run/pagewrapper.h"
#include "core/text/quantities.h"
#include "core/text/redaction.h"
#include "engine/base/filestore.h"
#include "engine/http/contentdecoder.h"
#include "engine/http/redirect.h"
#include "engine/http/replyfault.h"
#include "engine/http/replyfields.h"
#include "engine/http/replystages.h"
#include "engine/http/tracedreply.h"
#include "engine/pipeline/deadlines.h"
#include "engine/pipeline/replychecks.h"
#include "engine/pipeline/requestsource.h"

#include <QCryptographicHash>

#include <algorithm>
#include <new>
#include <optional>
#include <utility>

namespace fiftyfold {

namespace {

constexpr qint64 mostDigested = 1024 * 1024; // some milliseconds, in which the engine thread does nothing else

QString digestOf(const PageBody &page)
{
    QCryptographicHash hash(QCryptographicHash::Sha256);
    for (const QByteArray &piece : page.pieces())
        hash.addData(piece);
    return QString::fromLatin1(hash.result().toHex());
}

} // namespace

RequestJob::RequestJob(const JobContext &context, quint32 lane, DirectManager *manager, QObject *parent)
    : QObject(parent)
    , m_context(context)
    , m_lane(lane)
    , m_manager(manager)
    , m_factory(context.factory)
    , m_log(context.sink, context.clock)
{
    m_request.isFinished = true; // there is none yet
}

RequestJob::~RequestJob()
{
    m_context.deadlines->remove(this);
    releaseReply();
    qDeleteAll(m_endedReplies);
}

void RequestJob::start(quint32 index, qint64 dueNs)
{
    qDeleteAll(m_endedReplies);
    m_endedReplies.clear();
    m_request = Request();
    m_request.index = index;
    const Fault unmade = chooseFactory();
    m_request.hop = m_factory->firstHop();
    m_log.start(index, dueNs);
    m_request.begunAt = m_log.endQueued(m_lane);
    if (!unmade.isNone())
        return fail(unmade);
    m_request.deadline = QDeadlineTimer(plan().timeout, Qt::PreciseTimer);
    m_context.deadlines->add(this);
    send();
}

/// None, or why the request can't be made.
Fault RequestJob::chooseFactory()
{
    m_factory = m_context.factory;
    if (!m_context.source)
        return {};
    Fault fault;
    m_ownFactory = m_context.source->factoryFor(m_request.index, m_lane, &fault);
    if (m_ownFactory)
        m_factory = m_ownFactory.get();
    m_headerNote = {}; // which knows what the one before it was, with that one's secrets
    return fault;
}

QDeadlineTimer RequestJob::nextDeadline() const
{
    return std::min(m_request.deadline, m_request.connectDeadline);
}

void RequestJob::expire()
{
    if (!m_request.deadline.hasExpired() && !m_request.connectDeadline.hasExpired())
        return;
    if (m_reply) {
        m_reply->updateTimes();
        advance();
    }
    const RunPlan &plan = m_factory->plan();
    if (m_request.deadline.hasExpired()) {
        fail(
            {FaultKind::TimedOut, {durationForPeople(plan.timeout.count(), recordLocale()), stageName(m_log.stage())}});
    } else if (m_request.connectDeadline.hasExpired()) {
        fail({FaultKind::ConnectTimedOut, {durationForPeople(plan.connectTimeout.count(), recordLocale())}});
    }
}

void RequestJob::send()
{
    m_request.hasHeaders = false;
    m_request.connectionsTold = 0;
    m_request.reader = BodyReader(&m_factory->plan());
    m_reply = m_factory->send(m_manager, m_request.hop);
    m_reply->setReadBufferSize(BodyReader::piece);
    connect(m_reply, &TracedReply::advanced, this, &RequestJob::advance);
    m_context.deadlines->lookAt(m_request.deadline);
    advance();
}

/// Goes on as far as the reply has come.
void RequestJob::advance()
{
    if (m_request.hop.redirects == 0) // `wait` goes on over the hops of a redirect
        tellStages(m_log, m_reply->times());
    lookAtConnection();
    if (!m_reply)
        return; // cancelled by whoever heard of a connection
    if (m_reply->isFinished())
        return replyFinished();
    headersReceived();
    if (m_reply && m_reply->unreadBytes() > 0)
        readBody();
}

void RequestJob::lookAtConnection()
{
    if (m_reply->times().connected >= 0) {
        m_request.connectDeadline = QDeadlineTimer::Forever;
    } else if (m_request.connectDeadline.isForever()) {
        m_request.connectDeadline = QDeadlineTimer(plan().connectTimeout, Qt::PreciseTimer);
        m_context.deadlines->lookAt(m_request.connectDeadline);
    }
    while (m_reply && m_request.connectionsTold < m_reply->connectionsOpened()) {
        ++m_request.connectionsTold;
        Q_EMIT connectionOpened();
    }
}

void RequestJob::releaseReply()
{
    if (!m_reply)
        return;
    m_request.retriesBefore = retries();
    disconnect(m_reply, nullptr, this, nullptr);
    if (m_reply->isRunning()) {
        m_reply->abort();
        m_reply->deleteLater();
    } else {
        m_endedReplies.append(m_reply); // this may be called from one of its signals
    }
    m_reply = nullptr;
}

quint8 RequestJob::retries() const
{
    return static_cast<quint8>(std::min(m_request.retriesBefore + (m_reply ? m_reply->retries() : 0), 255));
}

void RequestJob::headersReceived()
{
    const ReplyHead &head = m_reply->head();
    const int status = head.status();
    if (m_request.hasHeaders || !head.isComplete() || status == 0)
        return;
    m_request.hasHeaders = true;
    const Fault fault =
        headerFaultOf(status, m_reply->mayHaveBody(), head.value("content-length"), head.value("transfer-encoding"));
    if (fault.isNone() && isRedirectStatus(status) && plan().redirects > 0)
        return; // followed when its body has ended, so that the connection can be used again
    const qint64 at = m_reply->times().firstByte;
    m_log.end(at, 0);
    tellReply(at);
    if (!fault.isNone())
        return fail(fault);
    m_request.contentType = contentTypeFrom(head.value("content-type"));
    if (const QByteArray encoding = head.value("content-encoding"); !encoding.isEmpty() && m_factory->decodes())
        m_request.reader.decode(encoding);
    m_log.begin(Stage::Receive, at);
}

void RequestJob::tellReply(qint64 at)
{
    const ReplyHead &head = m_reply->head();
    m_log.replied(at, head.status(), head.version(), m_reply->reuse(), retries(), m_reply->connection());
    if (m_request.index < m_context.keptHeaders)
        m_log.note(Note::Kind::ResponseHeaders, m_headerNote.textOf(head.fields(), m_factory->secrets()));
}

void RequestJob::readBody()
{
    if (const Fault fault = m_request.reader.read(m_reply->takeBody()); !fault.isNone())
        fail(fault);
}

void RequestJob::replyFinished()
{
    const RunPlan &plan = m_factory->plan();
    headersReceived();
    if (m_request.isFinished)
        return;
    readBody();
    if (m_request.isFinished)
        return;
    if (const Fault fault = faultOfReply(); !fault.isNone())
        return fail(fault);

    const int status = m_reply->head().status();
    if (isRedirectStatus(status) && plan.redirects > 0)
        return follow();
    m_log.end(m_reply->times().end, m_request.reader.received());
    if (!plan.accepts(status))
        return fail(statusFault(status, textFromServer(m_reply->head().reason())));
    if (const Fault fault = lookIntoBody(); !fault.isNone())
        return fail(fault);
    m_request.deadline = QDeadlineTimer::Forever;
    m_request.isReplied = true;
    releaseReply();
    Q_EMIT replied();
}

/// None if the reply is whole, whatever its status.
Fault RequestJob::faultOfReply() const
{
    if (!m_reply->fault().isNone())
        return m_reply->fault();
    return m_request.hasHeaders ? m_request.reader.end() : Fault(FaultKind::NoStatusLine);
}

Fault RequestJob::lookIntoBody()
{
    const RunPlan &plan = m_factory->plan();
    const PageBody &body = m_request.reader.body;
    const bool isChecked = !plan.checks.isEmpty();
    const bool isDigested = m_request.index == 0 && plan.steps.wrap && body.size() <= mostDigested; // of one alone
    if (!isChecked && !isDigested)
        return {};
    // Who asks for a coding of his own keeps pages as they come; what page it is does not hang on how it came.
    const QByteArray coding = m_factory->decodes() ? QByteArray() : m_reply->head().value("content-encoding");
    const std::optional<PageBody> page =
        decodedPage(body, coding, std::max(isChecked ? plan.maxBody : 0, isDigested ? mostDigested : 0));
    const bool isWithinLimit = page && page->size() <= plan.maxBody;
    const std::chrono::nanoseconds service(m_reply->times().end - m_request.begunAt);
    const Fault fault = checkFaultOf(plan.checks, m_reply->head(), isWithinLimit ? *page : body, service);
    if (fault.isNone() && isDigested)
        m_log.note(Note::Kind::PageDigest, page && page->size() <= mostDigested ? digestOf(*page) : QString());
    return fault;
}

void RequestJob::follow()
{
    const int status = m_reply->head().status();
    const QByteArray location = m_reply->head().value("location");
    Redirect redirect;
    if (m_request.hop.redirects >= plan().redirects) {
        redirect.fault = {
            FaultKind::TooManyRedirects,
            {QString::number(m_request.hop.redirects), redactedUrl(m_request.hop.url.resolved(location))}};
    } else {
        redirect = redirectFrom(plan(), m_request.hop, status, location);
    }
    if (!redirect.fault.isNone()) {
        tellReply(m_log.now());
        return fail(redirect.fault);
    }
    releaseReply();
    m_request.hop = redirect.next;
    send();
}

void RequestJob::wrap()
{
    if (m_request.isFinished || !m_request.isReplied)
        return; // cancelled, while this call was on its way
    if (!plan().steps.wrap)
        return finish(Outcome::Done, ErrorClass::None);
    m_log.begin(Stage::Wrap);
    if (!hasRoomForPage(m_request.reader.body.size()))
        return fail(FaultKind::NoMemoryForBody);
    try {
        m_request.page =
            wrappedPage(std::exchange(m_request.reader.body, {}), m_request.contentType, m_request.hop.shownUrl);
    } catch (const std::bad_alloc &) {
        return fail(FaultKind::NoMemoryForBody);
    }
    m_log.end(m_request.page.size());
    Q_EMIT wrapped();
}

void RequestJob::save()
{
    if (m_request.isFinished)
        return;
    if (!plan().steps.save)
        return finish(Outcome::Done, ErrorClass::None);
    m_log.begin(Stage::Save);
    if (const Fault fault = m_context.store->save(m_request.index, m_request.page); !fault.isNone())
        return fail(fault);
    m_request.isSaved = true;
    m_log.end(m_request.page.size());
    m_request.page = {};
    Q_EMIT saved();
}

void RequestJob::remove()
{
    if (m_request.isFinished)
        return;
    if (!plan().steps.remove)
        return finish(Outcome::Done, ErrorClass::None);
    m_log.begin(Stage::Delete);
    m_request.isSaved = false;
    if (const Fault fault = m_context.store->remove(m_request.index); !fault.isNone())
        return fail(fault);
    m_log.end();
    Q_EMIT deleted();
    finish(Outcome::Done, ErrorClass::None);
}

PageWork RequestJob::takeWork()
{
    return {m_request.index, plan().steps, std::exchange(m_request.reader.body, {}), m_request.contentType,
            m_request.hop.shownUrl};
}

void RequestJob::conclude(const PageResult &result)
{
    if (m_request.isFinished || m_request.index != result.index) {
        if (result.isSaved)
            m_context.store->remove(result.index);
        return;
    }
    const auto tell = [this](Stage stage, const StepTime &time) {
        if (time.begin >= 0)
            m_log.begin(stage, time.begin);
        if (time.end >= 0)
            m_log.end(time.end, time.pageBytes);
    };
    tell(Stage::Wrap, result.wrap);
    tell(Stage::Save, result.save);
    tell(Stage::Delete, result.remove);
    const bool isLost = result.fault.error == ErrorClass::Worker;
    if (isLost && result.isSaved)
        m_context.store->remove(result.index);
    m_request.isSaved = result.isSaved && !isLost;
    if (!result.fault.isNone())
        return fail(result.fault);
    finish(Outcome::Done, ErrorClass::None);
}

void RequestJob::cancel()
{
    finish(Outcome::Cancelled, ErrorClass::Cancelled);
}

void RequestJob::fail(const Fault &fault)
{
    if (m_request.isFinished)
        return;
    const SecretFilter &secrets = m_factory->secrets();
    m_log.note(fault.changed([&secrets](const QString &text) { return secrets.filtered(text); }));
    finish(Outcome::Failed, fault.error);
}

void RequestJob::finish(Outcome outcome, ErrorClass error)
{
    if (m_request.isFinished)
        return;
    m_request.isFinished = true;
    m_context.deadlines->remove(this);
    releaseReply();
    m_request.reader.body.clear(); // it may be a while until the lane's next one
    m_request.page = {};
    if (m_request.isSaved && outcome == Outcome::Cancelled)
        m_context.store->remove(m_request.index);
    m_log.finish(outcome, error, retries(), m_request.reader.received());
    Q_EMIT finished(outcome);
}

} // namespace fiftyfold
