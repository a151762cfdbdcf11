// SPDX-License-Identifier: GPL-3.0-or-later
// What a screen reader is told, asked of Qt's own interfaces.
#include "widgets/base/spoken.h"

#include "widgets/base/announcer.h"
#include "widgets/base/tile.h"
#include "widgets/base/uniformlistview.h"

#include <QAccessible>
#include <QLabel>
#include <QStringListModel>
#include <QTest>

using namespace fiftyfold;

namespace {

/// What was said in each second that is over, whoever looks when.
class Heard : public QObject
{
public:
    explicit Heard(Announcer *announcer)
        : m_announcer(announcer)
    {
        announcer->installEventFilter(this);
    }

    /// With what was said last.
    QStringList all() const { return m_before + QStringList(m_announcer->said()); }

    bool eventFilter(QObject *, QEvent *event) override
    {
        if (event->type() == QEvent::Timer)
            m_before.append(m_announcer->said());
        return false;
    }

private:
    Announcer *m_announcer;
    QStringList m_before;
};

} // namespace

class SpokenTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aTileSaysItsFigure()
    {
        Tile tile(QStringLiteral("LATENCY p50 · p95"), {});
        const QAccessibleInterface *spoken = QAccessible::queryAccessibleInterface(&tile);
        QCOMPARE(spoken->text(QAccessible::Name), QStringLiteral("Latency p50, p95"));
        QCOMPARE(spoken->text(QAccessible::Description), QStringLiteral("none yet"));
        QCOMPARE(spoken->role(), QAccessible::StaticText);
        tile.setFigure({QStringLiteral("116 · 178"), QStringLiteral("ms")});
        tile.setNote(QStringLiteral("of 39"));
        QCOMPARE(spoken->text(QAccessible::Description), QStringLiteral("116, 178 ms, of 39"));
        QCOMPARE(spoken->text(QAccessible::Value), QStringLiteral("116, 178 ms, of 39"));
        auto *text = const_cast<QAccessibleInterface *>(spoken)->textInterface();
        QVERIFY(text); // read out where the tile is passed, without a question for its description
        QCOMPARE(text->text(0, text->characterCount()), QStringLiteral("Latency p50, p95 116, 178 ms, of 39"));
    }

    void aNameDoesNotHideALabelsText()
    {
        const Tile tile(QStringLiteral("ANY"), {}); // any Spoken widget: the program has some
        QLabel label(QStringLiteral("<b>Done</b>: 50 of 50"));
        QCOMPARE(QAccessible::queryAccessibleInterface(&label)->text(QAccessible::Name),
                 QStringLiteral("Done: 50 of 50"));
        QLabel named(QStringLiteral("<b>Done</b>: 50 of 50"));
        named.setAccessibleName(QStringLiteral("State"));
        const QAccessibleInterface *spoken = QAccessible::queryAccessibleInterface(&named);
        QCOMPARE(spoken->text(QAccessible::Name), QStringLiteral("State"));
        QCOMPARE(spoken->text(QAccessible::Description), QStringLiteral("Done: 50 of 50"));
        named.setText(QStringLiteral("Stopped"));
        QCOMPARE(spoken->text(QAccessible::Description), QStringLiteral("Stopped"));
        named.setAccessibleDescription(QStringLiteral("by you"));
        QCOMPARE(spoken->text(QAccessible::Description), QStringLiteral("Stopped. by you"));
    }

    void ofSeveralSentencesInASecondTheNewestIsSaid()
    {
        QWidget window;
        Announcer announcer(&window);
        QAccessible::setActive(true); // as when a screen reader starts
        window.show();
        announcer.sayProgress(QStringLiteral("10 of 50"));
        QCOMPARE(announcer.said(), QStringLiteral("10 of 50"));
        for (int i = 11; i < 40; ++i)
            announcer.sayProgress(QStringLiteral("%1 of 50").arg(i));
        QCOMPARE(announcer.said(), QStringLiteral("10 of 50"));
        QTRY_COMPARE(announcer.said(), QStringLiteral("39 of 50"));
        announcer.sayProgress(QStringLiteral("49 of 50"));
        announcer.sayEvent(QStringLiteral("Done: 50 of 50"));
        QTRY_VERIFY(announcer.said() != QStringLiteral("39 of 50"));
        QCOMPARE(announcer.said(), QStringLiteral("Done: 50 of 50")); // the one before was outdated
        const QAccessibleInterface *spoken = QAccessible::queryAccessibleInterface(&announcer);
        QCOMPARE(spoken->role(), QAccessible::Notification);
        QCOMPARE(spoken->text(QAccessible::Name), QStringLiteral("Done: 50 of 50"));
        QCOMPARE(spoken->text(QAccessible::Description), QString());
    }

    void eachEventIsSaidInItsOrder()
    {
        QWidget window;
        Announcer announcer(&window);
        QAccessible::setActive(true);
        window.show();
        const Heard heard(&announcer);
        announcer.sayEvent(QStringLiteral("No checks"));
        announcer.sayEvent(QStringLiteral("The first has failed"));
        announcer.sayEvent(QStringLiteral("The first has failed")); // it waits already
        announcer.sayProgress(QStringLiteral("40 of 50"));
        announcer.sayEvent(QStringLiteral("Done: 49 of 50"));
        announcer.sayProgress(QStringLiteral("0 of 50")); // of the next run
        const QString last = QStringLiteral("0 of 50");
        QTRY_COMPARE(announcer.said(), last);
        QCOMPARE(heard.all(), QStringList({QStringLiteral("No checks"), QStringLiteral("The first has failed"),
                                           QStringLiteral("Done: 49 of 50"), last}));
    }

    void notMoreEventsWaitThanCanBeHeard()
    {
        QWidget window;
        Announcer announcer(&window);
        QAccessible::setActive(true);
        window.show();
        const Heard heard(&announcer);
        announcer.sayEvent(QStringLiteral("at once"));
        for (int i = 0; i <= Announcer::mostWaitingEvents; ++i)
            announcer.sayEvent(QString::number(i));
        QTRY_VERIFY(announcer.said() != QLatin1String("at once"));
        QCOMPARE(heard.all(), QStringList({QStringLiteral("at once"), QStringLiteral("1")})); // without 0
    }

    void nothingIsSaidToNobody()
    {
        QWidget window;
        Announcer announcer(&window);
        QAccessible::setActive(false);
        announcer.sayEvent(QStringLiteral("Done"));
        QCOMPARE(announcer.said(), QString());
    }

    void aListIsReadRowByRow()
    {
        QStringListModel model({QStringLiteral("0.100 #0 connected"), QStringLiteral("0.200 #0 200 OK")});
        UniformListView view;
        view.setModel(&model);
        view.resize(300, 200);
        view.show();
        QAccessibleInterface *list = QAccessible::queryAccessibleInterface(&view);
        QCOMPARE(list->role(), QAccessible::List);
        QCOMPARE(list->childCount(), 2);
        QAccessibleInterface *row = list->child(1);
        QCOMPARE(row->role(), QAccessible::ListItem);
        QCOMPARE(row->text(QAccessible::Name), QStringLiteral("0.200 #0 200 OK"));
        QCOMPARE(row->parent(), list);
        QCOMPARE(list->indexOfChild(row), 1);
        QCOMPARE(list->child(1), row);
        QVERIFY(!row->state().selected);
        view.setCurrentIndex(model.index(1));
        QVERIFY(row->state().selected);
        const QPoint middle = row->rect().center();
        QCOMPARE(list->childAt(middle.x(), middle.y()), row);

        model.removeRows(0, 1);
        QVERIFY(!row->isValid()); // there is no second row
        QCOMPARE(list->child(1), nullptr);
        QCOMPARE(list->child(0)->text(QAccessible::Name), QStringLiteral("0.200 #0 200 OK"));
    }
};

QTEST_MAIN(SpokenTest)
#include "tst_spoken.moc"
