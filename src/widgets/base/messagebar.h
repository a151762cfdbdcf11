// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include <functional>

class QLabel;
class QPushButton;

namespace fiftyfold {

class FittingScrollArea;

/// A line that says what is wrong and what to do, without a box that asks to be clicked away. As wide as its parent. In
/// a window that is too low for all of its lines beside everything else they scroll.
class MessageBar : public QWidget
{
    Q_OBJECT
public:
    explicit MessageBar(QWidget *parent = nullptr);

    enum class Kind { Error, Warning, Notice };
    void showMessage(Kind kind, const QString &text);
    /// Adds a button to the message that is shown, which goes with it. It hides the message and does that.
    void offer(const QString &action, std::function<void()> then);
    /// The message that is shown outlives the next clear(): nobody asked for it, and what begins just then is not to
    /// take it away unread.
    void keepOnce() { m_isKeptOnce = true; }
    void clear();
    QString text() const;
    /// Who lays out what is around it is given each change of its height, which it carries out.
    void setLayouter(const std::function<void(const std::function<void()> &change)> &layOut);

    QSize minimumSizeHint() const override; ///< With all lines of the message that are seen at once.

Q_SIGNALS:
    void messageShown(const QString &text);

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void change(const std::function<void()> &change);
    void hideMessage();
    void limitLines();

    QLabel *m_label;
    FittingScrollArea *m_area;
    QPushButton *m_action;
    std::function<void()> m_then; ///< What it does.
    Kind m_kind = Kind::Notice;
    bool m_isKeptOnce = false;
    std::function<void(const std::function<void()> &change)> m_layOut;
};

} // namespace fiftyfold
