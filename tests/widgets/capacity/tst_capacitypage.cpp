// SPDX-License-Identifier: GPL-3.0-or-later
// The page that finds the highest rate, offscreen, over a server that is a formula.
#include "engine/run/capacityrun.h"
#include "engine/run/formularunner.h"
#include "widgets/capacity/capacitychart.h"
#include "widgets/capacity/capacitypage.h"
#include "widgets/comparison/comparisonwindow.h"
#include "widgets/run/commandbox.h"
#include "windowchecks.h"

#include <QAction>
#include <QClipboard>
#include <QComboBox>
#include <QGuiApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSettings>
#include <QSignalSpy>
#include <QTabBar>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>

using namespace fiftyfold;
using namespace fiftyfold::test;

namespace {

constexpr int deadlineMs = 20'000;

} // namespace

class TestCapacityPage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();

    void showsTheCommand();
    void findsTheHighestRate();
    void isTakenAlong();
    void tellsWhenItIsTheClientsLimit();
    void saysWhatCannotBeRead_data();
    void saysWhatCannotBeRead();
    void stops();
    void waitsForAnotherRun();
    void remembersItsFields();
    void isAPageOfTheComparison();
    void fitsAndIsReachedByKeys();

private:
    std::unique_ptr<CapacityPage> newPage()
    {
        return std::make_unique<CapacityPage>(strategyCatalogue(), [this](const CapacityPlan &plan,
                                                                          PracticeServer *server) {
            return std::make_unique<CapacityRun>(plan, server, nullptr, [this](const RunPlan &run, PracticeServer *) {
                return std::make_unique<FormulaRunner>(run, m_scene);
            });
        });
    }
    static QString answerIn(const CapacityPage &page)
    {
        for (const QLabel *label : page.findChildren<QLabel *>()) {
            if (label->accessibleName() == QLatin1String("Answer"))
                return label->text();
        }
        return {};
    }
    static CapacityFields quickFields()
    {
        return {QStringLiteral("p95 < 200ms, failed < 1%"), QStringLiteral("async"), QStringLiteral("4s"),
                QStringLiteral("200/s")};
    }

    FormulaScene m_scene;
    QTemporaryDir m_settings;
};

void TestCapacityPage::init()
{
    QVERIFY(m_settings.isValid());
    QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, m_settings.path());
    QSettings(QSettings::IniFormat, QSettings::UserScope, QStringLiteral("Fiftyfold"), QStringLiteral("Fiftyfold"))
        .clear();
    m_scene = FormulaScene();
}

void TestCapacityPage::showsTheCommand()
{
    const auto page = newPage();
    RunPlan plan;
    plan.url = QUrl(QStringLiteral("http://127.0.0.1:8080/slow"));
    plan.rate = rateFromText(QStringLiteral("50/s")).value(); // of a run, not of steps
    plan.requests = 7;
    plan.arrivals = QStringLiteral("poisson");
    page->setPlan(plan, {});
    page->setFields(quickFields());
    QCOMPARE(
        page->findChild<CommandBox *>()->command(),
        QStringLiteral("fiftyfold-cli capacity http://127.0.0.1:8080/slow --arrivals poisson --expect 'p95 < 200 ms' "
                       "--expect 'failed < 1%' --duration 4s --from 200/s"));
}

void TestCapacityPage::findsTheHighestRate()
{
    const auto page = newPage();
    page->setFields(quickFields());
    QSignalSpy busy(page.get(), &CapacityPage::busyChanged);
    page->find();
    QVERIFY(page->isBusy());
    QVERIFY(!page->findChild<QLineEdit *>(QStringLiteral("objective"))->isEnabled());
    QTRY_VERIFY_WITH_TIMEOUT(!page->isBusy(), deadlineMs);
    QCOMPARE(busy.count(), 2);
    const CapacityRecord &record = page->controller()->record();
    QVERIFY(record.answer.isServers());
    const auto *table = page->findChild<QTableView *>(QStringLiteral("capacitySteps"));
    QCOMPARE(table->model()->rowCount(), static_cast<int>(record.steps.size()));
    QCOMPARE(page->chart()->points().size(), record.steps.size());
    QVERIFY(page->chart()->spokenText().startsWith(QLatin1String("200/s: p95 20.0 ms, held; ")) ||
            page->chart()->spokenText().startsWith(QLatin1String("200/s: p95 2")));
    QVERIFY2(answerIn(*page).contains(QLatin1String("is the highest rate that holds")), qPrintable(answerIn(*page)));
    QCOMPARE(page->stateText(), QStringLiteral("done after %1 steps").arg(record.steps.size()));
}

void TestCapacityPage::isTakenAlong()
{
    const auto page = newPage();
    const auto *button = page->findChild<QToolButton *>(QStringLiteral("exportCapacity"));
    QVERIFY(!button->isEnabled());
    QGuiApplication::clipboard()->clear();
    page->copyMarkdown();
    QCOMPARE(QGuiApplication::clipboard()->text(), QString());
    page->setFields(quickFields());
    page->find();
    QTRY_VERIFY_WITH_TIMEOUT(!page->isBusy(), deadlineMs);
    QVERIFY(button->isEnabled());
    page->copyMarkdown();
    QVERIFY(QGuiApplication::clipboard()->text().contains(QStringLiteral("| ---")));
    page->copyJson();
    const QJsonObject json = QJsonDocument::fromJson(QGuiApplication::clipboard()->text().toUtf8()).object();
    QCOMPARE(json[QLatin1String("steps")].toArray().size(), qsizetype(page->controller()->record().steps.size()));
    QSignalSpy asked(page.get(), &CapacityPage::exportRequested);
    page->findChild<QToolButton *>(QStringLiteral("exportCapacity"))->click();
    QCOMPARE(asked.count(), 1);
}

void TestCapacityPage::tellsWhenItIsTheClientsLimit()
{
    m_scene.isLate = true;
    const auto page = newPage();
    page->setFields(quickFields());
    page->find();
    QTRY_VERIFY_WITH_TIMEOUT(!page->isBusy(), deadlineMs);
    QVERIFY(!page->controller()->record().answer.isServers());
    QVERIFY2(answerIn(*page).contains(QLatin1String("This is the client's limit, and says nothing of the server's.")),
             qPrintable(answerIn(*page)));
}

void TestCapacityPage::saysWhatCannotBeRead_data()
{
    QTest::addColumn<CapacityFields>("fields");
    QTest::addColumn<QString>("message");
    CapacityFields fields = quickFields();
    fields.objective = QStringLiteral("p95");
    QTest::newRow("objective") << fields << QStringLiteral("The objective takes thresholds");
    fields.objective = QStringLiteral(" , ");
    QTest::newRow("no objective") << fields << QStringLiteral("Give an objective");
    fields.objective = QStringLiteral("rate > 200/s");
    QTest::newRow("rate") << fields << QStringLiteral("rate > 200/s");
    fields = quickFields();
    fields.stepTime = QStringLiteral("soon");
    QTest::newRow("step") << fields << QStringLiteral("A step takes a time such as 20s");
    fields = quickFields();
    fields.from = QStringLiteral("1/s..9/s");
    QTest::newRow("from") << fields << QStringLiteral("The first rate is one such as 200/s");
}

void TestCapacityPage::saysWhatCannotBeRead()
{
    QFETCH(const CapacityFields, fields);
    QFETCH(const QString, message);
    const auto page = newPage();
    QSignalSpy raised(page.get(), &CapacityPage::messageRaised);
    page->setFields(fields);
    page->find();
    QVERIFY(!page->isBusy());
    QCOMPARE(raised.count(), 1);
    QVERIFY2(raised.first().first().toString().contains(message), qPrintable(raised.first().first().toString()));
    QVERIFY(raised.first().at(1).toBool());
    QVERIFY(m_scene.log.isEmpty());
}

void TestCapacityPage::stops()
{
    m_scene.isEndless = true;
    const auto page = newPage();
    page->setFields(quickFields());
    auto *button = page->findChild<QPushButton *>(QStringLiteral("find"));
    QTest::mouseClick(button, Qt::LeftButton);
    QVERIFY(page->isBusy());
    QCOMPARE(button->text(), QStringLiteral("&Stop"));
    QVERIFY2(page->stateText().startsWith(QLatin1String("Step 1: 200/s, 0 of ")), qPrintable(page->stateText()));
    QTest::mouseClick(button, Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(!page->isBusy(), deadlineMs);
    QCOMPARE(page->controller()->state(), CapacityController::State::Stopped);
    QCOMPARE(page->stateText(), QStringLiteral("stopped after 0 steps"));
}

void TestCapacityPage::waitsForAnotherRun()
{
    const auto page = newPage();
    page->setFields(quickFields());
    page->setOtherRunGoing(true);
    page->find();
    QVERIFY(!page->isBusy() && m_scene.log.isEmpty());
    QCOMPARE(page->stateText(), QStringLiteral("waits for another run"));
}

void TestCapacityPage::remembersItsFields()
{
    m_scene.isEndless = true;
    {
        const auto page = newPage();
        page->setFields(quickFields());
        page->find();
    }
    const auto page = newPage();
    QCOMPARE(page->fields(), quickFields());
}

void TestCapacityPage::isAPageOfTheComparison()
{
    ComparisonWindow window;
    window.show();
    auto *tabs = window.findChild<QTabBar *>(QStringLiteral("comparisonTabs"));
    QVERIFY(!window.capacity()->isVisible());
    tabs->setCurrentIndex(1);
    QVERIFY(window.capacity()->isVisible() && !window.findChild<QWidget *>(QStringLiteral("bar"))->isVisible());
    window.setMainRunGoing(true);
    QCOMPARE(window.capacity()->stateText(), QStringLiteral("waits for another run"));
    window.setMainRunGoing(false);
    RunPlan plan;
    plan.url = QUrl(QStringLiteral("http://127.0.0.1:8080/"));
    window.setPlan(plan);
    QVERIFY(window.capacity()->findChild<CommandBox *>()->command().contains(QLatin1String("http://127.0.0.1:8080/")));
    tabs->setCurrentIndex(0);
    QVERIFY(!window.capacity()->isVisible() && window.findChild<QWidget *>(QStringLiteral("bar"))->isVisible());
}

void TestCapacityPage::fitsAndIsReachedByKeys()
{
    ComparisonWindow window;
    window.findChild<QTabBar *>(QStringLiteral("comparisonTabs"))->setCurrentIndex(1);
    window.resize(900, 600);
    window.show();
    window.activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&window));
    QCOMPARE(window.size(), QSize(900, 600));
    QCOMPARE(widgetWithoutName(window), QString());
    QCOMPARE(clippedText(window), QString());
    QCOMPARE(tabProblem(window), QString());
    QCOMPARE(actionWithoutKey(window), QString());
}

QTEST_MAIN(TestCapacityPage)
#include "tst_capacitypage.moc"
