// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/run/errorspanel.h"

#include "core/run/runrecorder.h"
#include "models/run/errormodel.h"
#include "support/facts.h"

#include <QListView>
#include <QSignalSpy>
#include <QTest>

using namespace fiftyfold;
using namespace fiftyfold::facts;

class ErrorsPanelTest : public QObject
{
    Q_OBJECT
private:
    /// Requests 2 and 7 are reset, 4 times out.
    void failSome()
    {
        RunPlan plan;
        plan.requests = 10;
        RunRecorder recorder(plan, 1);
        FactBatch batch;
        batch.runId = 1;
        batch.facts = {finished(2, Outcome::Failed, 1, ErrorClass::Reset),
                       finished(4, Outcome::Failed, 1, ErrorClass::Timeout),
                       finished(7, Outcome::Failed, 1, ErrorClass::Reset)};
        QVERIFY(recorder.apply(batch));
        m_model.setRecord(recorder.record());
        m_model.noteChanges(batch.facts);
    }

    ErrorModel m_model;

private Q_SLOTS:
    void init() { m_model.setRecord(nullptr); }

    void aClickGoesThroughTheRequestsOfAClass()
    {
        ErrorsPanel panel(&m_model);
        failSome();
        panel.resize(320, 200);
        panel.show();
        auto *list = panel.findChild<QListView *>();
        QSignalSpy chosen(&panel, &ErrorsPanel::requestChosen);
        const auto click = [list](int row) {
            const QRect place = list->visualRect(list->model()->index(row, 0));
            QTest::mouseClick(list->viewport(), Qt::LeftButton, {}, place.center());
        };
        for (const int row : {1, 1, 0, 0, 1}) // timeout stands before reset
            click(row);
        QList<int> requests;
        for (const QList<QVariant> &arguments : chosen)
            requests.append(arguments.first().toInt());
        QCOMPARE(requests, QList<int>({2, 7, 4, 4, 2}));
    }

    void theKeyboardReachesIt()
    {
        ErrorsPanel panel(&m_model);
        failSome();
        panel.resize(320, 200);
        panel.show();
        QVERIFY(QTest::qWaitForWindowActive(&panel));
        auto *list = panel.findChild<QListView *>();
        QVERIFY(list->focusPolicy() & Qt::TabFocus);
        QVERIFY(!list->accessibleName().isEmpty());
        list->setFocus();
        QSignalSpy chosen(&panel, &ErrorsPanel::requestChosen);
        QTest::keyClick(list, Qt::Key_Home);
        QTest::keyClick(list, Qt::Key_Return);
        QTest::keyClick(list, Qt::Key_Down);
        QTest::keyClick(list, Qt::Key_Space);
        QTest::keyClick(list, Qt::Key_Return);
        QCOMPARE(chosen.count(), 3);
        QCOMPARE(chosen.at(0).first().toInt(), 4);
        QCOMPARE(chosen.at(1).first().toInt(), 2);
        QCOMPARE(chosen.at(2).first().toInt(), 7);
    }
};

QTEST_MAIN(ErrorsPanelTest)
#include "tst_errorspanel.moc"
