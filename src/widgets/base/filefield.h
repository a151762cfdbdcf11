// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QWidget>

class QLabel;
class QLineEdit;
class QPushButton;

namespace fiftyfold {

/// A name of a file to type or to choose, with what is wrong with it below. Looks at no file itself.
class FileField : public QWidget
{
    Q_OBJECT
    Q_PROPERTY(Kind kind READ kind WRITE setKind)
public:
    enum class Kind { File, Folder, Socket };
    Q_ENUM(Kind)

    explicit FileField(QWidget *parent = nullptr);

    /// What it is for, "Private key": for a screen reader, and above the dialog in which it is chosen.
    void setTitle(const QString &title);
    Kind kind() const { return m_kind; }
    void setKind(Kind kind) { m_kind = kind; }
    void setPlaceholderText(const QString &text);

    QString text() const;
    void setText(const QString &text);
    /// A sentence; empty: nothing is wrong.
    void setProblem(const QString &sentence);
    QString problem() const;

Q_SIGNALS:
    void textChanged();

protected:
    void changeEvent(QEvent *event) override;

private:
    void choose();
    void showColours();

    Kind m_kind = Kind::File;
    QString m_title;
    QLineEdit *m_edit;
    QPushButton *m_browse;
    QLabel *m_problem;
};

} // namespace fiftyfold
