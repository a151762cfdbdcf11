// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/base/applicationid.h"
#include "widgets/window/runfilenames.h"

#include <QFile>
#include <QGuiApplication>
#include <QIcon>
#include <QTest>

using namespace fiftyfold;

namespace {

QString textOf(const QString &path)
{
    QFile file(QStringLiteral(FIFTYFOLD_SOURCE_DIR "/") + path);
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

} // namespace

class DesktopIdTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void oneIdForAll()
    {
        setApplicationId();
        const QString id = applicationId();
        QCOMPARE(QGuiApplication::desktopFileName(), id);
        const QString desktop = textOf(QStringLiteral("packaging/linux/%1.desktop").arg(id));
        QVERIFY(desktop.contains(QStringLiteral("\nIcon=%1\n").arg(id)));
        const QString metainfo = textOf(QStringLiteral("packaging/linux/%1.metainfo.xml").arg(id));
        QVERIFY(metainfo.contains(QStringLiteral("<id>%1</id>").arg(id)));
        QVERIFY(metainfo.contains(QStringLiteral("<launchable type=\"desktop-id\">%1.desktop</launchable>").arg(id)));
        QVERIFY(!textOf(QStringLiteral("resources/icons/%1.svg").arg(id)).isEmpty());
        QVERIFY(textOf(QStringLiteral("packaging/CMakeLists.txt"))
                    .contains(QStringLiteral("set(application_id %1)").arg(id)));
    }

    /// Which are called so when they are saved.
    void itsFilesAreOpenedByIt()
    {
        setApplicationId();
        const QString id = applicationId();
        const QString type = QStringLiteral("application/vnd.fiftyfold.run+json");
        const QString desktop = textOf(QStringLiteral("packaging/linux/%1.desktop").arg(id));
        QVERIFY(desktop.contains(QStringLiteral("\nMimeType=%1;\n").arg(type)));
        QVERIFY(desktop.contains(QStringLiteral("\nExec=fiftyfold %f\n")));
        const QString metainfo = textOf(QStringLiteral("packaging/linux/%1.metainfo.xml").arg(id));
        QVERIFY(metainfo.contains(QStringLiteral("<mediatype>%1</mediatype>").arg(type)));
        const QString mime = textOf(QStringLiteral("packaging/linux/%1.mime.xml").arg(id));
        QVERIFY(mime.contains(QStringLiteral("<mime-type type=\"%1\">").arg(type)));
        const RunForm &record = runForms().front();
        QVERIFY(mime.contains(QStringLiteral("<glob pattern=\"*.%1\"").arg(fileSuffix(record))));
        QVERIFY(textOf(QStringLiteral("packaging/CMakeLists.txt")).contains(QStringLiteral("/mime/packages")));
    }

    void theIconIsInTheProgram()
    {
        setApplicationId();
        const QIcon icon = QGuiApplication::windowIcon();
        QVERIFY(!icon.pixmap(16, 16).isNull());
        QCOMPARE(icon.pixmap(128, 128).toImage().pixelColor(64, 10).alpha(), 255);
    }
};

QTEST_MAIN(DesktopIdTest)
#include "tst_desktopid.moc"
