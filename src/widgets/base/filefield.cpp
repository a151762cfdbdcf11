// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/base/filefield.h"

#include "widgets/base/stagecolours.h"

#include <QEvent>
#include <QFileDialog>
#include <QFileInfo>
#include <QGridLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>

namespace fiftyfold {

FileField::FileField(QWidget *parent)
    : QWidget(parent)
    , m_edit(new QLineEdit(this))
    , m_browse(new QPushButton(tr("Browse…"), this))
    , m_problem(new QLabel(this))
{
    m_browse->setAutoDefault(false);
    m_problem->setTextFormat(Qt::PlainText);
    m_problem->setWordWrap(true);
    m_problem->hide();
    auto *layout = new QGridLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setVerticalSpacing(2);
    layout->setColumnStretch(0, 1);
    layout->addWidget(m_edit, 0, 0);
    layout->addWidget(m_browse, 0, 1);
    layout->addWidget(m_problem, 1, 0, 1, 2);
    setFocusProxy(m_edit);
    setFocusPolicy(Qt::StrongFocus); // without which a label's key does not lead here
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Maximum);
    showColours();
    connect(m_edit, &QLineEdit::textChanged, this, &FileField::textChanged);
    connect(m_browse, &QPushButton::clicked, this, &FileField::choose);
}

void FileField::setTitle(const QString &title)
{
    m_title = title;
    m_edit->setAccessibleName(title);
    m_browse->setAccessibleName(tr("Browse: %1").arg(title));
}

void FileField::setPlaceholderText(const QString &text)
{
    m_edit->setPlaceholderText(text);
}

QString FileField::text() const
{
    return m_edit->text().trimmed();
}

void FileField::setText(const QString &text)
{
    m_edit->setText(text);
}

void FileField::setProblem(const QString &sentence)
{
    if (sentence == m_problem->text())
        return;
    m_problem->setText(sentence);
    m_problem->setVisible(!sentence.isEmpty());
    m_edit->setAccessibleDescription(sentence);
}

QString FileField::problem() const
{
    return m_problem->text();
}

void FileField::choose()
{
    auto *chooser = new QFileDialog(this, m_title, m_kind == Kind::Folder ? text() : QFileInfo(text()).path());
    chooser->setAttribute(Qt::WA_DeleteOnClose);
    chooser->setFileMode(m_kind == Kind::Folder ? QFileDialog::Directory : QFileDialog::ExistingFile);
    chooser->setOption(QFileDialog::ShowDirsOnly, m_kind == Kind::Folder);
    if (m_kind == Kind::Socket)
        chooser->setFilter(chooser->filter() | QDir::System);
    connect(chooser, &QFileDialog::fileSelected, m_edit, &QLineEdit::setText);
    chooser->open();
}

void FileField::showColours()
{
    QPalette own;
    own.setColor(QPalette::WindowText, StageColours(palette()).error);
    m_problem->setPalette(own);
}

void FileField::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        showColours();
}

} // namespace fiftyfold
