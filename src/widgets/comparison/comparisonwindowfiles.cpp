// SPDX-License-Identifier: GPL-3.0-or-later
// How the comparison's page becomes a picture, a file or something to paste.
#include "widgets/comparison/comparisonwindow.h"

#include "engine/base/systemlimits.h"
#include "models/base/windowwording.h"
#include "records/base/outputfile.h"
#include "records/base/textoutput.h"
#include "records/forms/reportforms.h"
#include "widgets/base/card.h"
#include "widgets/base/fittingscrollarea.h"
#include "widgets/capacity/capacitypage.h"
#include "widgets/charts/chartcard.h"
#include "widgets/charts/chartpicture.h"
#include "widgets/comparison/comparisonchart.h"
#include "widgets/comparison/comparisontable.h"
#include "widgets/comparison/exportdialog.h"
#include "widgets/comparison/sweeppage.h"

#include "ui_comparisonwindow.h"

#include <QBuffer>
#include <QClipboard>
#include <QFileDialog>
#include <QGuiApplication>
#include <QImage>
#include <QLabel>
#include <QPainter>
#include <QScrollBar>
#include <QToolButton>

#include <algorithm>

namespace fiftyfold {

namespace {

constexpr qreal leastPictureScale = 2;

const ReportForm &formOf(const QString &suffix)
{
    return *std::find_if(reportForms().begin(), reportForms().end(),
                         [&suffix](const ReportForm &form) { return suffix == QLatin1String(form.suffix); });
}

} // namespace

/// Plain: without what shows where one has clicked.
void ComparisonWindow::setPlain(bool isPlain)
{
    m_table->setPlain(isPlain);
    m_chart->setPlain(isPlain);
    m_sweepPage->setPlain();
    const QList<Card *> cards = m_ui->page->findChildren<Card *>();
    for (Card *card : cards)
        card->setPlain(isPlain);
}

QImage ComparisonWindow::picture(QByteArray *svg)
{
    const qreal scale = qMax(leastPictureScale, devicePixelRatioF());
    setPlain(true);
    const bool hadMessage = m_ui->messageBar->isVisible();
    m_ui->messageBar->setVisible(false); // whose room the table gets
    const bool hadList = m_ui->comparisons->isVisible();
    m_ui->comparisons->setVisible(false);
    layout()->activate();
    const QRect onScreen = m_ui->page->geometry();
    const int hiddenRows = m_table->isVisible() ? qMax(0, m_table->wholeHeight() - m_table->height()) : 0;
    m_table->setMinimumHeight(hiddenRows > 0 ? m_table->wholeHeight() : 0);
    QWidget *charts = m_chartsArea->widget();
    charts->layout()->activate();
    const int wanted = qMax(charts->minimumSizeHint().height(), charts->heightForWidth(charts->width()));
    const int hidden = qMax(hiddenRows, wanted - m_chartsArea->height());
    const int hiddenColumns = m_table->isVisible() ? m_table->horizontalScrollBar()->maximum() : 0;
    // With all rows and columns, and nothing to scroll.
    m_ui->page->resize(onScreen.width() + hiddenColumns, onScreen.height() + hidden);
    m_ui->pageLayout->activate();
    const QSize page = m_ui->page->size();
    const int answer = m_ui->answer->isVisible() ? m_ui->answer->height() : 0;
    const QSize size(page.width(), answer + page.height() + m_ui->sameForAll->height() + 10);
    QImage image(size * scale, QImage::Format_RGB32);
    image.setDevicePixelRatio(scale);
    image.fill(palette().color(QPalette::Window));
    const bool hadButton = m_rangeButton->isVisible();
    m_rangeButton->setVisible(false);
    QPainter painter(&image);
    if (answer > 0)
        m_ui->answer->render(&painter, QPoint(0, 0), QRegion(), QWidget::DrawChildren);
    m_ui->page->render(&painter, QPoint(0, answer), QRegion(), QWidget::DrawChildren);
    m_ui->sameForAll->render(&painter, QPoint(14, answer + page.height()), QRegion(), QWidget::DrawChildren);
    painter.end();
    if (svg) {
        QList<std::pair<QWidget *, QPoint>> parts = {{m_ui->page, QPoint(0, answer)},
                                                     {m_ui->sameForAll, QPoint(14, answer + page.height())}};
        if (answer > 0)
            parts.append({m_ui->answer, QPoint(0, 0)});
        *svg = partsSvg(parts, size, tr("Comparison"));
    }
    m_table->setMinimumHeight(0); // first: what is shown again makes the window as high as it has to be
    m_ui->page->setGeometry(onScreen);
    m_rangeButton->setVisible(hadButton);
    m_ui->comparisons->setVisible(hadList);
    m_ui->messageBar->setVisible(hadMessage);
    setPlain(false);
    return image;
}

/// As it is now, whatever runs on behind the dialog.
void ComparisonWindow::savePicture()
{
    if (!isCapacityShown()) {
        QByteArray svg;
        const QImage image = picture(&svg);
        return choosePicture(QStringLiteral("fiftyfold-comparison"), image, svg);
    }
    if (m_capacity->hasSteps())
        choosePicture(QStringLiteral("fiftyfold-capacity"), chartImage(*m_capacity->chartCard()),
                      chartSvg(*m_capacity->chartCard(), tr("Capacity")));
}

void ComparisonWindow::choosePicture(const QString &name, const QImage &image, const QByteArray &svg)
{
    QFileDialog *chooser =
        newExportDialog(this, tr("Save the picture"), name, {tr("Pictures (*.png)"), tr("Vector graphics (*.svg)")});
    connect(chooser, &QFileDialog::fileSelected, this, [this, chooser, image, svg](const QString &path) {
        const bool isSvg = chosenSuffix(*chooser, path) == QLatin1String("svg");
        writeFile(path, [image, svg, isSvg](QIODevice &device) {
            return isSvg ? writeBytes(device, svg) : writePng(device, image);
        });
    });
    chooser->open();
}

/// What is shown, as it is now, whatever comes before it is made. Entries and rows are in the same order.
std::function<ComparisonReport()> ComparisonWindow::reportMaker() const
{
    return makerOf(m_controller.shownRecord(), shown(), m_controller.baselineRow());
}

/// Of what has just run, whatever is shown.
void ComparisonWindow::tellEnd()
{
    if (isBusy() || !m_controller.hasMeasured())
        return;
    const ComparisonRecord &record = m_controller.record();
    const auto named = std::find_if(record.entries.begin(), record.entries.end(), [this](const MeasuredEntry &entry) {
        return entry.name == m_shown.choice.baselineInUse();
    });
    const bool isNamed = m_controller.isLookingBack() && named != record.entries.end();
    Q_EMIT measured(makerOf(record, m_shown, isNamed ? named - record.entries.begin() : m_controller.baselineRow()));
}

std::function<ComparisonReport()> ComparisonWindow::makerOf(const ComparisonRecord &told, const Shown &shown,
                                                            qsizetype baseline) const
{
    return [record = std::make_shared<const ComparisonRecord>(told), plan = shown.plan, baseline,
            isArticle = shown.choice.isArticle] {
        ComparisonReport report = reportOf(*record, plan, baseline);
        for (ReportedEntry &entry : report.entries) {
            if (isOwnRunnerName(entry.name))
                entry.name = entry.label; // as the user calls it
        }
        if (isArticle)
            report.preset = QStringLiteral("article");
        return report;
    };
}

bool ComparisonWindow::hasReport()
{
    return (m_looked || !isBusy()) && m_controller.model()->hasMeasured();
}

void ComparisonWindow::exportReport()
{
    if (!hasReport())
        return;
    QFileDialog *chooser =
        newExportDialog(this, tr("Export the comparison"), QStringLiteral("fiftyfold-comparison"), comparisonFilters());
    connect(chooser, &QFileDialog::fileSelected, this, [this, chooser, make = reportMaker()](const QString &path) {
        const ReportForm &form = formOf(chosenSuffix(*chooser, path));
        writeFile(path, [make, &form](QIODevice &device) { return form.writeComparison(device, make()); });
    });
    chooser->open();
}

/// The search as it is now, whatever comes before it is written.
void ComparisonWindow::exportCapacity()
{
    if (!m_capacity->hasSteps())
        return;
    QFileDialog *chooser = newExportDialog(this, tr("Export the search for capacity"),
                                           QStringLiteral("fiftyfold-capacity"), capacityFilters());
    connect(chooser, &QFileDialog::fileSelected, this,
            [this, chooser,
             record = std::make_shared<const CapacityRecord>(m_capacity->controller()->record())](const QString &path) {
                const ReportForm &form = formOf(chosenSuffix(*chooser, path));
                writeFile(path, [record, &form](QIODevice &device) { return form.writeCapacity(device, *record); });
            });
    chooser->open();
}

/// Onto the clipboard, once the pool has made them.
void ComparisonWindow::copyFigures(ReportWriter write)
{
    if (!hasReport())
        return;
    if (!takeThread()) {
        m_ui->messageBar->showMessage(MessageBar::Kind::Error, noThreadFor(tr("The thread that copies the figures")));
        return;
    }
    m_pool.start([this, make = reportMaker(), write] { // the pool is waited for before this dies
        QBuffer buffer;
        if (!buffer.open(QIODevice::WriteOnly) || !write(buffer, make()).isEmpty())
            return; // of memory there is none
        QMetaObject::invokeMethod(
            this, [text = QString::fromUtf8(buffer.data())] { QGuiApplication::clipboard()->setText(text); },
            Qt::QueuedConnection);
    });
}

void ComparisonWindow::writeFile(const QString &path, const std::function<QString(QIODevice &)> &write)
{
    if (!takeThread()) {
        m_ui->messageBar->showMessage(MessageBar::Kind::Error, noThreadFor(tr("The thread that writes the file")));
        return;
    }
    ++m_writes;
    m_pool.start([this, path, write] { // the pool is waited for before this dies
        OutputFile file(path);
        QString problem = file.open();
        if (problem.isEmpty())
            problem = file.commit(write(file.device()));
        QMetaObject::invokeMethod(
            this,
            [this, path, problem] {
                if (!problem.isEmpty()) // where it was closed meanwhile nobody would know; it tells its notice then
                    show();
                QStringList lines = {problem.isEmpty() ? tr("Saved %1").arg(path) : wordedForWindow(problem)};
                const QString notice = isCapacityShown() ? QString() : noticeText(); // which holds on
                if (!notice.isEmpty())
                    lines.append(notice);
                m_ui->messageBar->showMessage(problem.isEmpty() ? MessageBar::Kind::Notice : MessageBar::Kind::Error,
                                              lines.join(QLatin1Char('\n')));
                --m_writes;
                Q_EMIT written(problem);
            },
            Qt::QueuedConnection);
    });
}

} // namespace fiftyfold
