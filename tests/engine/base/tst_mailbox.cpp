// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/base/mailbox.h"

#include <QTest>

#include <thread>

using namespace fiftyfold;

class TestMailbox : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void givesAllOnce();
    void losesNothingBetweenThreads();
};

void TestMailbox::givesAllOnce()
{
    Mailbox mailbox(9);
    Fact fact;
    fact.request = 5;
    mailbox.add(fact);
    mailbox.add(Note{5, Note::Kind::Failure, {}, toldFault(ErrorClass::Connect, QStringLiteral("x"))});
    const FactBatch batch = mailbox.take();
    QCOMPARE(batch.runId, 9U);
    QCOMPARE(batch.facts.size(), 1U);
    QCOMPARE(batch.facts[0].request, 5U);
    QCOMPARE(batch.notes.size(), 1U);
    const FactBatch empty = mailbox.take();
    QCOMPARE(empty.runId, 9U);
    QVERIFY(empty.facts.empty() && empty.notes.empty());
}

void TestMailbox::losesNothingBetweenThreads()
{
    constexpr quint32 perThread = 100'000;
    Mailbox mailbox(1);
    const auto write = [&mailbox](quint32 first) {
        for (quint32 i = 0; i < perThread; ++i) {
            Fact fact;
            fact.request = first + i;
            mailbox.add(fact);
        }
    };
    std::thread one(write, 0);
    std::thread two(write, perThread);
    std::vector<int> seen(std::size_t(2) * perThread);
    std::size_t count = 0;
    while (count < seen.size()) {
        for (const Fact &fact : mailbox.take().facts) {
            ++seen[fact.request];
            ++count;
        }
    }
    one.join();
    two.join();
    QVERIFY(std::all_of(seen.begin(), seen.end(), [](int times) { return times == 1; }));
}

QTEST_APPLESS_MAIN(TestMailbox)
#include "tst_mailbox.moc"
