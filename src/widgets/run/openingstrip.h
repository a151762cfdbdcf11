// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTimer>
#include <QWidget>

class QProgressBar;

namespace fiftyfold {

class ElidedLabel;
class RunOpener;

/// How far a run has been read that is being opened, and a button that gives it up. In view only where it takes longer
/// than a moment.
class OpeningStrip : public QWidget
{
    Q_OBJECT
public:
    /// `opener` is not owned and outlives this.
    explicit OpeningStrip(RunOpener *opener, QWidget *parent = nullptr);

private:
    void showOpening(bool isOpening);

    RunOpener *m_opener;
    ElidedLabel *m_label;
    QProgressBar *m_bar;
    QTimer m_moment;
};

} // namespace fiftyfold
