// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/base/applicationid.h"

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
