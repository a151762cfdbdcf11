// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/run/plandialog.h"

#include "models/base/planchanges.h"
#include "support/changedplan.h"
#include "widgets/base/filefield.h"
#include "widgets/base/screenroom.h"
#include "widgets/base/windowsettings.h"
#include "widgets/run/loaddialog.h"
#include "widgets/run/requestsdialog.h"
#include "widgets/run/runbar.h"

#include <QAbstractButton>
#include <QApplication>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QFile>
#include <QLabel>
#include <QPushButton>
#include <QScopeGuard>
#include <QSettings>
#include <QTemporaryDir>
#include <QTest>

#include <memory>

using namespace fiftyfold;

/// Walks the table of plan fields through the window: what a field lacks there is named by its option.
class TestPlanDialog : public QObject
{
    Q_OBJECT

private:
    static const PlanField &field()
    {
        QFETCH_GLOBAL(const QString, option);
        return *findPlanField(option);
    }
    /// What stands beside the field, or on it.
    static QString labelOf(const QWidget &dialog, const QWidget *field)
    {
        const QList<QLabel *> labels = dialog.findChildren<QLabel *>();
        for (const QLabel *label : labels) {
            if (label->buddy() == field)
                return label->text().remove(QLatin1Char('&'));
        }
        const auto *button = qobject_cast<const QAbstractButton *>(field);
        return button ? button->text().remove(QLatin1Char('&')) : field->accessibleName();
    }

    /// Arrivals go with a rate, an order with targets, and what names a file with one that is there.
    RunPlan changed(const PlanField &field) const
    {
        RunPlan plan = changedPlan(field).value();
        if (plan.order != RunPlan().order)
            plan.targetsFile = QStringLiteral("targets");
        for (QString *name : {&plan.targetsFile, &plan.rowsFile}) {
            if (name->isEmpty())
                continue;
            *name = m_folder->filePath(QStringLiteral("lines"));
            QFile file(*name);
            if (file.open(QIODevice::WriteOnly))
                file.write("http://127.0.0.1/a\nhttp://127.0.0.1/b\n");
        }
        for (QString *name : {&plan.certificate, &plan.privateKey}) {
            if (plan.certificate != plan.privateKey)
                *name = QStringLiteral("7"); // they go together
        }
        if (plan.arrivals != RunPlan().arrivals)
            plan.rate = rateFromText(QStringLiteral("5/s")).value();
        plan.requests = plan.requests == RunPlan().requests ? usualRequests(plan) : plan.requests;
        return plan;
    }
    template<typename Dialog>
    static void verifyEdits(const PlanField &field, const RunPlan &plan)
    {
        Dialog dialog(plan);
        auto *buttons = dialog.template findChild<QDialogButtonBox *>();
        QTRY_VERIFY(buttons->button(QDialogButtonBox::Ok)->isEnabled()); // once files are read
        buttons->button(QDialogButtonBox::Ok)->click();
        QVERIFY(dialog.plan() == plan);
        QVERIFY(changesOf(plan, field.place).contains(QLatin1String(field.change)));
        const bool hasCompanion =
            qstrcmp(field.name, "arrivals") == 0 || qstrcmp(field.name, "order") == 0 || !plan.certificate.isEmpty();
        QCOMPARE(changesOf(plan, field.place).size() == 1, !hasCompanion);
        buttons->button(QDialogButtonBox::RestoreDefaults)->click();
        buttons->button(QDialogButtonBox::Ok)->click();
        QVERIFY(dialog.plan() == RunPlan());
        QCOMPARE(changesOf(dialog.plan(), field.place), QStringList());
    }

    template<typename Dialog>
    void verifyScrolls(const PlanField &field)
    {
        Dialog dialog(changed(field));
        dialog.focusOption(QLatin1String(field.option));
        dialog.show();
        QVERIFY(QTest::qWaitForWindowActive(&dialog));
        const QSize room = roomOnScreen(dialog);
        QVERIFY2(dialog.width() <= room.width() && dialog.height() <= room.height(),
                 qPrintable(QStringLiteral("%1 × %2").arg(dialog.width()).arg(dialog.height())));
        const auto *buttons = dialog.template findChild<QDialogButtonBox *>();
        QVERIFY(dialog.rect().contains(buttons->geometry()));
        const auto *widget = dialog.template findChild<QWidget *>(QLatin1String(field.name));
        QTRY_VERIFY(!widget->isEnabled() || !widget->visibleRegion().isEmpty()); // the one with the keyboard
    }

    std::unique_ptr<QTemporaryDir> m_folder;

private Q_SLOTS:
    void initTestCase_data()
    {
        QTest::addColumn<QString>("option");
        for (const PlanField &field : planFields()) {
            if (field.hasWidget())
                QTest::newRow(field.option) << QString::fromLatin1(field.option);
        }
    }

    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, m_folder->path());
    }

    void hasItsWidget()
    {
        const PlanField &one = field();
        const PlanDialog options{RunPlan()};
        const LoadDialog load{RunPlan()};
        const RequestsDialog requests{RunPlan()};
        const RunBar bar;
        const QWidget &home = one.place == FieldPlace::RunBar     ? static_cast<const QWidget &>(bar)
                              : one.place == FieldPlace::Load     ? static_cast<const QWidget &>(load)
                              : one.place == FieldPlace::Requests ? static_cast<const QWidget &>(requests)
                                                                  : options;
        const auto *widget = home.findChild<QWidget *>(QLatin1String(one.name));
        QVERIFY2(widget, "a widget of its name in runbar.ui, loaddialog.ui, requestsdialog.ui or plandialog.ui");
        QVERIFY2(labelOf(home, widget).startsWith(QLatin1String(one.label)), qPrintable(labelOf(home, widget)));
    }

    void isEditedAndListed()
    {
        const PlanField &one = field();
        const RunPlan plan = changed(one);
        RunBar bar;
        bar.setPlan(plan);
        QCOMPARE(one.value.texts(bar.plan(nullptr), Secrets::Kept), one.value.texts(plan, Secrets::Kept));
        if (one.place == FieldPlace::MoreOptions)
            verifyEdits<PlanDialog>(one, plan);
        else if (one.place == FieldPlace::Load)
            verifyEdits<LoadDialog>(one, plan);
        else if (one.place == FieldPlace::Requests && plan.targetsFile.isEmpty() && plan.rowsFile.isEmpty())
            verifyEdits<RequestsDialog>(one, plan); // of those with files more is read: see tst_requestsdialog
    }

    void isRemembered()
    {
        const PlanField &one = field();
        RunPlan plan = changed(one);
        plan.url = ExactUrl::fromText(QByteArrayLiteral("https://127.0.0.1/")); // over which HTTP/2 can go
        WindowSettings().setPlan(plan);
        const RunPlan expected = one.isSecret ? RunPlan() : plan;
        QCOMPARE(one.value.texts(WindowSettings().plan(), Secrets::Kept), one.value.texts(expected, Secrets::Kept));
        WindowSettings().setPlan(RunPlan());
        QCOMPARE(one.value.texts(WindowSettings().plan(), Secrets::Kept), one.value.texts(RunPlan(), Secrets::Kept));
    }

    void withLargeLettersItScrolls()
    {
        const PlanField &one = field();
        if (one.place == FieldPlace::RunBar)
            return;
        const QFont usual = QApplication::font();
        const auto restore = qScopeGuard([&usual] { QApplication::setFont(usual); });
        QFont large = usual;
        large.setPointSizeF(usual.pointSizeF() * 2.5);
        QApplication::setFont(large);
        if (one.place == FieldPlace::MoreOptions)
            verifyScrolls<PlanDialog>(one);
        else if (one.place == FieldPlace::Requests)
            verifyScrolls<RequestsDialog>(one);
        else
            verifyScrolls<LoadDialog>(one);
    }

    /// One that is remembered and can't be used takes no other along.
    void fallsBackAlone()
    {
        const PlanField &one = field();
        {
            QSettings settings(QSettings::IniFormat, QSettings::UserScope, QStringLiteral("Fiftyfold"),
                               QStringLiteral("Fiftyfold"));
            settings.setValue(QStringLiteral("plan/url"), QStringLiteral("http://127.0.0.1/x"));
            settings.setValue(QStringLiteral("plan/requests"), 51);
            settings.setValue(QStringLiteral("plan/timeout"), QStringLiteral("7s"));
            settings.setValue(QLatin1String("plan/") + QLatin1String(one.name), QStringLiteral("\x01 5000000000"));
        }
        const RunPlan plan = WindowSettings().plan();
        QCOMPARE(plan.url.toString(), QStringLiteral("http://127.0.0.1/x"));
        QCOMPARE(plan.requests, qstrcmp(one.name, "requests") == 0 ? 50U : 51U);
        const bool isTimeout = qstrcmp(one.name, "timeout") == 0;
        QVERIFY(plan.timeout == (isTimeout ? RunPlan().timeout : std::chrono::seconds(7)));
        const bool isFileName = one.value.offer == Offer::File || one.value.offer == Offer::Folder;
        if (!isFileName) // which any text may be
            QCOMPARE(one.value.texts(plan, Secrets::Kept).size(), one.value.texts(RunPlan(), Secrets::Kept).size());
    }

    void theProxyIsTheEnvironmentsOrNoneOrOnesOwn()
    {
        QFETCH_GLOBAL(const QString, option);
        if (option != QLatin1String("--proxy"))
            return;
        for (const std::optional<QUrl> &proxy : {std::optional<QUrl>(), std::optional(QUrl()),
                                                 std::optional(QUrl(QStringLiteral("socks5h://127.0.0.1:9050")))}) {
            RunPlan plan;
            plan.proxy = proxy;
            WindowSettings().setPlan(plan);
            QCOMPARE(WindowSettings().plan().proxy, proxy);
            PlanDialog dialog(plan);
            const auto *field = dialog.findChild<QComboBox *>(QStringLiteral("proxy"));
            QCOMPARE(field->currentText().contains(QLatin1String("9050")), proxy && !proxy->isEmpty());
            dialog.findChild<QDialogButtonBox *>()->button(QDialogButtonBox::Ok)->click();
            QCOMPARE(dialog.plan().proxy, proxy);
        }
        PlanDialog dialog{RunPlan()};
        auto *field = dialog.findChild<QComboBox *>(QStringLiteral("proxy"));
        const QPushButton *ok = dialog.findChild<QDialogButtonBox *>()->button(QDialogButtonBox::Ok);
        field->setEditText(QStringLiteral("ftp://127.0.0.1"));
        QVERIFY(!ok->isEnabled());
        field->setEditText(QString()); // the environment's again
        QVERIFY(ok->isEnabled());
    }

    /// It may be there when a run begins: OK does not wait for it.
    void aFilesProblemIsSaidAtItsField()
    {
        const PlanField &one = field();
        const bool isRead = one.place == FieldPlace::MoreOptions &&
                            (one.value.offer == Offer::File || one.value.offer == Offer::Folder);
        if (!isRead)
            return;
        PlanDialog dialog(changed(one));
        const auto *said = dialog.findChild<FileField *>(QLatin1String(one.name));
        QTRY_VERIFY2(said->problem().contains(QLatin1String("o such ")), qPrintable(said->problem()));
        QVERIFY(dialog.findChild<QDialogButtonBox *>()->button(QDialogButtonBox::Ok)->isEnabled());
        QFile file(m_folder->filePath(QStringLiteral("empty.pem")));
        QVERIFY(file.open(QIODevice::WriteOnly));
        const bool isFolder = one.value.offer == Offer::Folder;
        for (auto *each : dialog.findChildren<FileField *>()) {
            if (!each->text().isEmpty())
                each->setText(isFolder ? m_folder->path() : file.fileName());
        }
        const bool isSocket = qstrcmp(one.name, "unixSocket") == 0;
        const bool isKey = qstrcmp(one.name, "key") == 0; // of two empty files the certificate comes first
        if (isFolder || isSocket || isKey)
            QTRY_COMPARE(said->problem(), QString());
        else
            QTRY_VERIFY2(said->problem().contains(QLatin1String("holds no certificate")), qPrintable(said->problem()));
    }

    void aBodySizeBeyondTheLimitIsForgottenAlone()
    {
        QSettings(QSettings::IniFormat, QSettings::UserScope, QStringLiteral("Fiftyfold"), QStringLiteral("Fiftyfold"))
            .setValue(QStringLiteral("plan/maxBody"), QStringLiteral("5000000000"));
        QCOMPARE(WindowSettings().plan().maxBody, RunPlan().maxBody);
    }
};

QTEST_MAIN(TestPlanDialog)
#include "tst_plandialog.moc"
