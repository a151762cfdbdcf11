// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/run/commandbox.h"

#include <QClipboard>
#include <QEvent>
#include <QFontDatabase>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QPlainTextEdit>
#include <QPushButton>

#include <utility>

namespace fiftyfold {

namespace {

constexpr int linesInView = 3;

} // namespace

CommandBox::CommandBox(QWidget *parent)
    : Card(parent)
    , m_text(new QPlainTextEdit(this))
    , m_copy(new QPushButton(tr("Cop&y"), this))
{
    setPlain(true);
    QFont fixed = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    fixed.setPointSizeF(font().pointSizeF() * 0.86);
    m_text->setObjectName(QStringLiteral("command"));
    m_text->setAccessibleName(tr("The command that runs this in the terminal"));
    m_text->setFont(fixed);
    m_text->setReadOnly(true);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_text->setTabChangesFocus(true);
    m_text->setFrameShape(QFrame::NoFrame);
    m_text->setWordWrapMode(QTextOption::WrapAnywhere);
    m_text->document()->setDocumentMargin(0);
    m_text->setFixedHeight(linesInView * QFontMetrics(fixed).lineSpacing() + 4);
    m_text->viewport()->installEventFilter(this);
    m_copy->setObjectName(QStringLiteral("copy"));
    m_copy->setAccessibleName(tr("Copy the command"));
    m_copy->setToolTip(tr("The whole command, on one line; secrets are left out of it"));
    m_copy->setAutoDefault(false);
    connect(m_copy, &QPushButton::clicked, this, [this] { QGuiApplication::clipboard()->setText(command()); });
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(11, 9, 9, 9);
    layout->addWidget(m_text, 1);
    layout->addWidget(m_copy, 0, Qt::AlignTop);
}

void CommandBox::setParts(const QStringList &parts)
{
    m_copy->setEnabled(!parts.isEmpty());
    m_text->setEnabled(!parts.isEmpty());
    if (parts.isEmpty() || parts == m_parts)
        return;
    m_parts = parts;
    showLines();
}

QString CommandBox::command() const
{
    return m_parts.join(QLatin1Char(' '));
}

void CommandBox::showLines()
{
    const int letters = m_text->viewport()->width() / qMax(1, m_text->fontMetrics().horizontalAdvance(u'm')) - 1;
    const QString broken = QStringLiteral(" \\\n  ");
    QString text;
    qsizetype length = 0;
    for (const QString &part : std::as_const(m_parts)) {
        const bool fits = length + 1 + part.size() + 2 <= letters;
        if (!text.isEmpty())
            text += fits ? QStringLiteral(" ") : broken;
        length = (text.isEmpty() || fits ? length + 1 : 2) + part.size();
        text += part;
    }
    m_text->setPlainText(text);
}

bool CommandBox::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::Resize)
        showLines();
    return Card::eventFilter(watched, event);
}

} // namespace fiftyfold
