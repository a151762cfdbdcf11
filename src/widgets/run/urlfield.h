// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLineEdit>

namespace fiftyfold {

/// A line edit that says at its right end, in quiet letters, when the practice server will answer, or how many other
/// targets there are. While nobody types in it, a text that has no room leaves out its middle. A curl command that is
/// pasted or dropped is not put into it, but told.
class UrlField : public QLineEdit
{
    Q_OBJECT
public:
    explicit UrlField(QWidget *parent = nullptr);

    /// "and 3 more, in turn"; empty: none.
    void setRemark(const QString &remark);
    const QString &remark() const { return m_remark; }

Q_SIGNALS:
    void commandPasted(const QString &command);
    /// Ctrl+Z, where nothing that was typed here can be taken back.
    void undoRequested();
    /// Something was typed or pasted while the field is read only.
    void editRefused();

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void dropEvent(QDropEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    bool takeCommand(const QString &text);
    QString hint() const;
    bool isTextShortened() const;
    QRect textRect() const;
    void paintShortened();

    QString m_remark;
};

} // namespace fiftyfold
