// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/base/spoken.h"
#include "widgets/charts/timegestures.h"
#include "widgets/charts/waterfallscan.h"
#include "widgets/charts/waterfallscene.h"

#include <QAbstractItemModel>
#include <QAbstractScrollArea>
#include <QTimer>

namespace fiftyfold {

/// A row for each request that lived in the time in view, or for each lane, with its stages as coloured spans on the
/// shared time axis. Reads a model with the roles of RequestModel, and paints only the rows in view. Where the rows are
/// far more than the height has pixels they are shown as a StageDensity, until one zooms in or scrolls. Marks at the
/// right edge lead to the slowest and the failed.
///
/// One request is current: click, Up, Down, Page Up, Page Down, Home, End; on lanes Left and Right too. F and S go to
/// the next that is marked, as failed or as slow.
class WaterfallView : public QAbstractScrollArea, public Spoken
{
    Q_OBJECT
public:
    /// None is owned, all outlive this. `selection` null: no range can be picked.
    WaterfallView(QAbstractItemModel *model, const TimelineIndex *timeline, TimeAxis *axis,
                  RunSelection *selection = nullptr, QWidget *parent = nullptr);

    /// The current request, and what is shown, in words.
    QString spokenText() const override;

    int currentRequest() const { return m_current; }
    /// -1: none. Comes into view.
    void setCurrentRequest(int request);
    WaterfallMode mode() const { return m_mode; }
    void setMode(WaterfallMode mode);
    /// Zooms and scrolls so that the request is seen well, and makes it current.
    void reveal(quint32 request);
    /// Real rows instead of a density, until one fits the run, zooms out or changes the mode; `row` in the middle.
    void showRows(int row);
    /// Takes over what changed, and brings the rows that are at work into view as a run goes on, until the user
    /// scrolls.
    void followRun();
    void setHint(const QString &text);

    /// The stages and loop waits of the requests that are shown, of the first so many, as lines of columns with a tab
    /// between them.
    QString numbers() const;
    /// What is in view and when, in short; empty where all of the run is.
    QString shownText() const;
    WaterfallRows rows() const;
    /// Which requests are shown.
    const RequestRows &requests() const { return m_requests; }
    bool isDense() const;
    TimeScale timeScale() const;
    std::vector<EdgeMark> edgeMarks() const { return scene().edgeMarks(); }

    QSize minimumSizeHint() const override;

Q_SIGNALS:
    void currentRequestChanged(int request);
    /// shownText() may be another.
    void shownChanged();
    /// Density and marks are those of what is shown.
    void scanned();

protected:
    bool event(QEvent *event) override;
    bool viewportEvent(QEvent *event) override;
    void changeEvent(QEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void scrollContentsBy(int dx, int dy) override;
    void showEvent(QShowEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;

private:
    WaterfallScene scene() const;
    NsRange timeInView() const;
    qint64 nowNs() const { return qint64(m_axis->nowNs().value_or(0)); }
    void reset();
    void noteChanged(const QModelIndex &first, const QModelIndex &last);
    void noteRange();
    void updateCursor();
    void updateRows();
    void updateScrollBar();
    void scrollTo(int row);
    void showAround(int row);
    void startScan();
    void scanSoon();
    QString shownSentence() const;
    int leftMargin() const;
    int axisHeight() const;
    double rowsHeight() const;
    void select(int row);
    bool pressRowKey(int key);
    bool pressLaneKey(const QKeyEvent *event);
    void goToMark(bool isFailed);
    void showToolTip(const QPoint &position, const QPoint &globalPosition);

    QAbstractItemModel *m_model;
    const TimelineIndex *m_timeline;
    TimeAxis *m_axis;
    RunSelection *m_selection;
    TimeGestures m_gestures;
    WaterfallScan m_scan;
    QTimer m_scanDue;
    RequestRows m_requests; ///< That are shown.
    WaterfallMode m_mode = WaterfallMode::ByRequest;
    bool m_prefersRows = false;
    bool m_isStale = false; ///< The run has gone on since m_requests was made.
    double m_spanNs = 0;    ///< That was in view last.
    int m_current = -1;
    int m_lastStarted = -1; ///< Request.
    bool m_isFollowing = true;
    bool m_isScanWanted = false;        ///< Once the view is seen.
    std::optional<double> m_paintedNow; ///< Where the lines are, ns.
    std::optional<double> m_paintedHover;
    QString m_hint;
};

} // namespace fiftyfold
