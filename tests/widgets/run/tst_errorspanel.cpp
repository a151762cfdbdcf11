// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/run/errorspanel.h"

#include "core/run/runrecorder.h"
#include "models/run/errormodel.h"
#include "support/facts.h"
#include "widgets/base/celltable.h"
#include "widgets/base/fittingscrollarea.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QLabel>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>

using namespace fiftyfold;
using namespace fiftyfold::facts;

class ErrorsPanelTest : public QObject
{
    Q_OBJECT
private:
    /// Requests 2 and 7 are reset, 4 times out, with those words.
    void failSome(const QString &message = {})
    {
        RunPlan plan;
        plan.requests = 10;
        RunRecorder recorder(plan, 1);
        FactBatch batch;
        batch.runId = 1;
        batch.facts = {finished(2, Outcome::Failed, 1, ErrorClass::Reset),
                       finished(4, Outcome::Failed, 1, ErrorClass::Timeout),
                       finished(7, Outcome::Failed, 1, ErrorClass::Reset)};
        if (!message.isEmpty())
            batch.notes = {{4, Note::Kind::Failure, {}, toldFault(ErrorClass::Timeout, message)}};
        QVERIFY(recorder.apply(batch));
        m_model.setRecord(recorder.record());
        m_model.noteChanges(batch.facts);
        m_model.pushChanges();
    }

    static void click(const CellTable &table, int row, int column, Qt::KeyboardModifiers modifiers = {})
    {
        const QRect place = table.visualRect(table.model()->index(row, column));
        QTest::mouseClick(table.viewport(), Qt::LeftButton, modifiers, place.center());
    }

    ErrorModel m_model;

private Q_SLOTS:
    void init() { m_model.setRecord(nullptr); }

    /// In the smallest window that is asked for there is no more than this.
    void allOfItIsInViewWhereThereIsLittleRoom()
    {
        auto *panel = new ErrorsPanel(&m_model);
        FittingScrollArea area(panel);
        failSome(QStringLiteral("No reply within 10 s. Allow more with “Timeout” (under More…)."));
        area.resize(600, 200);
        area.show();
        auto *table = panel->findChild<CellTable *>();
        table->setCurrentIndex(table->model()->index(1, 0)); // that one
        QCoreApplication::sendPostedEvents();
        QCOMPARE(area.verticalScrollBar()->maximum(), 0);
        QVERIFY(table->height() > 80);
        QVERIFY(panel->findChild<QLabel *>(QStringLiteral("wholeMessage"))->isVisible());
    }

    void aClickShowsItsRequestsOrItsExample()
    {
        ErrorsPanel panel(&m_model);
        failSome();
        panel.resize(800, 200);
        panel.show();
        auto *table = panel.findChild<CellTable *>();
        QSignalSpy requests(&panel, &ErrorsPanel::requestsChosen);
        QSignalSpy example(&panel, &ErrorsPanel::requestChosen);
        click(*table, 0, ErrorModel::Message); // the most stand first
        QCOMPARE(requests.last().first().toString(), QStringLiteral("class = reset"));
        QCOMPARE(example.count(), 0);
        click(*table, 1, ErrorModel::Example);
        QCOMPARE(example.last().first().toInt(), 4);
        QCOMPARE(requests.count(), 1);
    }

    void aClickWithShiftOrCtrlOnlySelects()
    {
        ErrorsPanel panel(&m_model);
        failSome();
        panel.resize(800, 200);
        panel.show();
        auto *table = panel.findChild<CellTable *>();
        QSignalSpy requests(&panel, &ErrorsPanel::requestsChosen);
        click(*table, 0, ErrorModel::Class);
        QCOMPARE(requests.count(), 1);
        click(*table, 1, ErrorModel::Class, Qt::ControlModifier);
        QCOMPARE(table->selectedRows(), std::vector<int>({0, 1}));
        click(*table, 0, ErrorModel::Class, Qt::ShiftModifier);
        QCOMPARE(requests.count(), 1);
        click(*table, 1, ErrorModel::Class);
        QCOMPARE(requests.count(), 2);
    }

    void theKeyboardReachesIt()
    {
        ErrorsPanel panel(&m_model);
        failSome();
        panel.resize(800, 200);
        panel.show();
        QVERIFY(QTest::qWaitForWindowActive(&panel));
        auto *table = panel.findChild<CellTable *>();
        QVERIFY(table->focusPolicy() & Qt::TabFocus);
        QVERIFY(!table->accessibleName().isEmpty());
        table->setFocus();
        QSignalSpy requests(&panel, &ErrorsPanel::requestsChosen);
        QTest::keyClick(table, Qt::Key_Home);
        QTest::keyClick(table, Qt::Key_Return);
        QTest::keyClick(table, Qt::Key_Down);
        QTest::keyClick(table, Qt::Key_Space);
        QCOMPARE(requests.count(), 2);
        QCOMPARE(requests.at(0).first().toString(), QStringLiteral("class = reset"));
        QCOMPARE(requests.at(1).first().toString(), QStringLiteral("class = timeout"));
    }

    void copiesRows()
    {
        ErrorsPanel panel(&m_model);
        failSome();
        auto *table = panel.findChild<CellTable *>();
        table->selectAll();
        table->copy();
        const QStringList lines = QGuiApplication::clipboard()->text().split(QLatin1Char('\n'));
        QCOMPARE(lines.size(), 2);
        QVERIFY(lines.at(0).startsWith(QStringLiteral("reset\t\t2\t")));
        QGuiApplication::clipboard()->clear();
        table->clearSelection(); // all of them then
        table->copy();
        QCOMPARE(QGuiApplication::clipboard()->text().split(QLatin1Char('\n')), lines);
        table->selectRow(1);
        table->copy();
        QCOMPARE(QGuiApplication::clipboard()->text(), lines.at(1));
    }

    void theCurrentRowsMessageStandsWholeBelow()
    {
        ErrorsPanel panel(&m_model);
        const QString message = QStringLiteral("The server closed the connection. ").repeated(12).trimmed();
        failSome(message);
        panel.resize(600, 300);
        panel.show();
        auto *table = panel.findChild<CellTable *>();
        const auto *whole = panel.findChild<QLabel *>(QStringLiteral("wholeMessage"));
        QVERIFY(whole->isHidden());
        table->setCurrentIndex(table->model()->index(0, 0)); // reset, without words
        QVERIFY(whole->isHidden());
        table->setCurrentIndex(table->model()->index(1, 0));
        QTRY_VERIFY(whole->isVisible());
        QCOMPARE(whole->text(), message);
        QTRY_VERIFY(whole->height() >= whole->heightForWidth(whole->width()));
        m_model.setRecord(nullptr);
        QVERIFY(whole->isHidden());
    }
};

QTEST_MAIN(ErrorsPanelTest)
#include "tst_errorspanel.moc"
