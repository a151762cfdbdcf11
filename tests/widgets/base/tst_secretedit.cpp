// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/base/secretedit.h"

#include <QTest>
#include <QVBoxLayout>

using namespace fiftyfold;

class TestSecretEdit : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void showsASecretWhileItIsTyped();
    void aFileIsNoSecret();
};

void TestSecretEdit::showsASecretWhileItIsTyped()
{
    QWidget window;
    SecretEdit edit;
    QLineEdit other;
    auto *layout = new QVBoxLayout(&window);
    layout->addWidget(&edit);
    layout->addWidget(&other);
    window.show();
    QVERIFY(QTest::qWaitForWindowActive(&window));
    edit.setFocus();
    QTest::keyClicks(&edit, QStringLiteral("me:pw"));
    QCOMPARE(edit.echoMode(), QLineEdit::Normal);
    other.setFocus();
    QCOMPARE(edit.echoMode(), QLineEdit::Password);
    edit.setFocus();
    QCOMPARE(edit.echoMode(), QLineEdit::Normal);
    QCOMPARE(edit.text(), QStringLiteral("me:pw"));
}

void TestSecretEdit::aFileIsNoSecret()
{
    SecretEdit edit;
    QCOMPARE(edit.echoMode(), QLineEdit::Normal);
    edit.setText(QStringLiteral("token"));
    QCOMPARE(edit.echoMode(), QLineEdit::Password);
    edit.setText(QStringLiteral("@token"));
    QCOMPARE(edit.echoMode(), QLineEdit::Normal);
}

QTEST_MAIN(TestSecretEdit)
#include "tst_secretedit.moc"
