// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/comparison/sourcedialog.h"

#include "engine/strategies/strategycatalogue.h"
#include "models/base/windowwording.h"
#include "widgets/base/screenroom.h"
#include "widgets/base/stagecolours.h"
#include "widgets/comparison/sourcehighlighter.h"

#include <QClipboard>
#include <QDialogButtonBox>
#include <QEvent>
#include <QFile>
#include <QFileInfo>
#include <QFontDatabase>
#include <QGuiApplication>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace fiftyfold {

namespace {

QString textOf(const QString &fileName)
{
    QFile file(fileName);
    if (!file.open(QIODevice::ReadOnly))
        return SourceDialog::tr("This build does not have the source with it: %1.").arg(file.errorString());
    return QString::fromUtf8(file.readAll());
}

} // namespace

SourceDialog::SourceDialog(const StrategyInfo &info, QWidget *parent)
    : QDialog(parent)
    , m_lesson(new QLabel(strategyWords(info.lesson), this))
    , m_text(new QPlainTextEdit(this))
    , m_highlighter(
          new SourceHighlighter(m_text->document(), SourceHighlighter::languageOf(info.sourceFile), palette()))
{
    setWindowTitle(tr("%1 — %2").arg(info.label, QFileInfo(info.sourceFile).fileName()));
    m_lesson->setWordWrap(true);
    m_lesson->setTextFormat(Qt::PlainText);
    m_lesson->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_lesson->setAccessibleName(tr("What it does, and when it is the right choice"));
    m_lesson->setVisible(!info.lesson.isEmpty());

    m_text->setReadOnly(true);
    m_text->setLineWrapMode(QPlainTextEdit::NoWrap);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_text->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    m_text->setAccessibleName(tr("Source of %1").arg(info.label));
    m_text->setPlainText(textOf(info.sourceFile));
    constexpr int columns = 122; // and a scroll bar
    const QSize usual(m_text->fontMetrics().horizontalAdvance(QLatin1Char('m')) * columns + 60, 640);
    resize(usual.boundedTo(roomOnScreen(*this)));

    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    auto *copy = buttons->addButton(tr("C&opy"), QDialogButtonBox::ActionRole);
    copy->setAutoDefault(false);
    copy->setToolTip(tr("Copy the whole source"));
    copy->setAccessibleName(tr("Copy the whole source"));
    connect(copy, &QPushButton::clicked, this, [this] { QGuiApplication::clipboard()->setText(source()); });
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 14, 16, 14);
    layout->setSpacing(12);
    layout->addWidget(m_lesson);
    layout->addWidget(m_text, 1);
    layout->addWidget(buttons);
    applyPalette();
    m_text->setFocus();
}

QString SourceDialog::source() const
{
    return m_text->toPlainText();
}

void SourceDialog::applyPalette()
{
    m_highlighter->setPalette(palette());
}

void SourceDialog::changeEvent(QEvent *event)
{
    QDialog::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        applyPalette();
}

} // namespace fiftyfold
