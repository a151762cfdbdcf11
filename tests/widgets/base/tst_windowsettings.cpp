// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/base/windowsettings.h"
#include "widgets/comparison/comparisonsettings.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

#include <memory>

#include <sys/stat.h>

using namespace fiftyfold;

namespace {

constexpr QFile::Permissions ownersOnly =
    QFile::ReadOwner | QFile::WriteOwner | QFile::ReadUser | QFile::WriteUser; // Qt tells the owner as the user, too

} // namespace

/// What the windows remember: of whom it can be read, and which secrets it holds, namely none.
class TestWindowSettings : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, m_folder->path());
    }

    void onlyTheOwnerCanReadANewFile()
    {
        const mode_t before = umask(0);
        {
            WindowSettings settings;
            settings.setPlan(RunPlan());
        }
        umask(before);
        QCOMPARE(QFile::permissions(path()), ownersOnly);
    }

    void onlyTheOwnerCanReadOneThatIsThere_data()
    {
        QTest::addColumn<bool>("isOfComparison");
        QTest::newRow("main window") << false;
        QTest::newRow("comparison") << true;
    }

    void onlyTheOwnerCanReadOneThatIsThere()
    {
        QFETCH(const bool, isOfComparison);
        write("[window]\ncolours=dark\n");
        QVERIFY(QFile::setPermissions(path(), ownersOnly | QFile::ReadGroup | QFile::ReadOther));
        if (isOfComparison) {
            ComparisonSettings settings;
            QCOMPARE(QFile::permissions(path()), ownersOnly);
            settings.setChoice(ComparisonChoice());
        } else {
            WindowSettings settings;
            QCOMPARE(QFile::permissions(path()), ownersOnly);
            QCOMPARE(settings.colours(), Colours::Dark); // what was there is kept
            settings.setPlan(RunPlan());
        }
        QCOMPARE(QFile::permissions(path()), ownersOnly);
    }

    void keepsNoSecret()
    {
        {
            WindowSettings settings;
            RunPlan plan;
            plan.url = QUrl(QStringLiteral("http://host/old"));
            settings.setPlan(plan);
            plan.url = QUrl(QStringLiteral("http://host/?access_token=hunter2"));
            plan.headers = {{"X-Auth-Token", "hunter2"}, {"Referer", "http://a/?sig=hunter2"}, {"Accept", "text/html"}};
            settings.setPlan(plan);
            settings.setUrlHistory({QStringLiteral("http://me:hunter2@host/"),
                                    QStringLiteral("http://host/#jwt=hunter2"),
                                    QStringLiteral("http://host/?n=http%3A%2F%2Fa%2F%3Fsig%3Dhunter2"),
                                    QStringLiteral("http://host/?q=1")});
            ComparisonSettings comparison;
            ComparisonChoice choice;
            choice.runners = {{QStringLiteral("mine"), QStringLiteral("mine --api-key hunter2")}};
            comparison.setChoice(choice);
        }
        QVERIFY2(!contents().contains("hunter2"), contents().constData());
        const WindowSettings settings;
        QCOMPARE(settings.urlHistory(), QStringList{QStringLiteral("http://host/?q=1")});
        QVERIFY(
            settings.plan().url.text().startsWith("practice:")); // none that nobody typed goes with the other fields
        QCOMPARE(settings.plan().headers, (QList<HeaderField>{{"Accept", "text/html"}}));
    }

    void forgetsSecretsThatAreThere_data()
    {
        QTest::addColumn<QByteArray>("url");
        QTest::newRow("a URL") << QByteArray("http://host/?sig=hunter2");
        QTest::newRow("one that can't be read") << QByteArray("http://me:hunter2@ho st/");
        QTest::newRow("one with a bad port") << QByteArray("http://me:hunter2@host:99999/");
        QTest::newRow("one without its scheme") << QByteArray("me:hunter2@host/");
    }

    /// As an earlier version left them.
    void forgetsSecretsThatAreThere()
    {
        QFETCH(const QByteArray, url);
        write("[plan]\nurl=" + url +
              "\nheaders=X-Auth-Token: hunter2, Accept: text/html\n"
              "[urls]\nhistory=http://me:hunter2@host/, http://host/?q=1\n"
              "[comparison]\nrunners=mine=mine --access-token=hunter2, other=./other\n"
              "runnerCommand=mine --access-token=hunter2\n");
        {
            const WindowSettings settings;
            QCOMPARE(settings.plan().url, defaultPracticeUrl());
            QCOMPARE(settings.plan().headers, (QList<HeaderField>{{"Accept", "text/html"}}));
            QCOMPARE(settings.urlHistory(), QStringList{QStringLiteral("http://host/?q=1")});
            const ComparisonSettings comparison;
            const QList<OwnRunner> expected = {{QStringLiteral("other"), QStringLiteral("./other")}};
            QVERIFY(comparison.choice().runners == expected);
        }
        QVERIFY2(!contents().contains("hunter2"), contents().constData());
    }

    /// Its boundary and its body go together, and the body is a secret.
    void remembersNoTypeOfAForm()
    {
        RunPlan plan;
        plan.headers = {{"Accept", "*/*"}, {"content-type", "multipart/form-data; boundary=b"}};
        plan.body = "--b--\r\n";
        WindowSettings().setPlan(plan);
        QVERIFY(WindowSettings().plan().headers == (QList<HeaderField>{{"Accept", "*/*"}}));
    }

    void remembersThresholds()
    {
        QVERIFY(WindowSettings().thresholds().isEmpty());
        WindowSettings().setThresholds(
            thresholdSetOf({QStringLiteral("p95 < 120 ms"), QStringLiteral("failed < 1%")}, true));
        QCOMPARE(WindowSettings().thresholds().texts(),
                 QStringList({QStringLiteral("p95 < 120 ms"), QStringLiteral("failed < 1%")}));
        QVERIFY(WindowSettings().thresholds().isStrict);
        WindowSettings().setThresholds({});
        QVERIFY(WindowSettings().thresholds().isEmpty() && !WindowSettings().thresholds().isStrict);
        write("[plan]\nexpect=p95 < nothing, p50 < 1 s\nstrict=perhaps\n"); // what can't be read is not there
        QCOMPARE(WindowSettings().thresholds().texts(), QStringList{QStringLiteral("p50 < 1 s")});
    }

    /// Verification is left out only where somebody said so.
    void remembersWhatTheWaterfallsRowsAre()
    {
        QVERIFY(!WindowSettings().isWaterfallByLane());
        WindowSettings().setWaterfallByLane(true);
        QVERIFY(WindowSettings().isWaterfallByLane());
    }

    void anEmptySwitchIsOff()
    {
        write("[plan]\ninsecure=\nfreshConnections=\n");
        QVERIFY(!WindowSettings().plan().insecure);
        QVERIFY(!WindowSettings().plan().freshConnections);
    }

    /// A name that is no file, and a folder that can't be written to, keep nothing from starting.
    void startsWithoutAFile()
    {
        QVERIFY(QDir().mkpath(path()));
        const WindowSettings settings;
        QCOMPARE(settings.plan().url, defaultPracticeUrl());
    }

private:
    QString path() const { return m_folder->filePath(QStringLiteral("Fiftyfold/Fiftyfold.ini")); }
    void write(const QByteArray &text)
    {
        QVERIFY(QDir().mkpath(QFileInfo(path()).absolutePath()));
        QFile file(path());
        QVERIFY(file.open(QIODevice::WriteOnly));
        QCOMPARE(file.write(text), text.size());
    }
    QByteArray contents() const
    {
        QFile file(path());
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

    std::unique_ptr<QTemporaryDir> m_folder;
};

QTEST_GUILESS_MAIN(TestWindowSettings)
#include "tst_windowsettings.moc"
