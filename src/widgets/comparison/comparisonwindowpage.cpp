// SPDX-License-Identifier: GPL-3.0-or-later
// How the comparison's page is made, chosen for and laid out, and how it becomes a picture or a file.
#include "widgets/comparison/comparisonwindow.h"

#include "engine/base/systemlimits.h"
#include "models/base/windowwording.h"
#include "records/base/outputfile.h"
#include "records/json/comparisonjsonwriter.h"
#include "records/markdown/comparisonmarkdownwriter.h"
#include "widgets/base/announcer.h"
#include "widgets/base/card.h"
#include "widgets/base/stagecolours.h"
#include "widgets/capacity/capacitypage.h"
#include "widgets/charts/chartcard.h"
#include "widgets/comparison/comparisonaxis.h"
#include "widgets/comparison/comparisonchart.h"
#include "widgets/comparison/comparisonchooser.h"
#include "widgets/comparison/comparisonnews.h"
#include "widgets/comparison/comparisontable.h"
#include "widgets/comparison/sourcedialog.h"
#include "widgets/comparison/sweeppage.h"

#include "ui_comparisonwindow.h"

#include <QAction>
#include <QBuffer>
#include <QFileDialog>
#include <QFileInfo>
#include <QImage>
#include <QLabel>
#include <QPainter>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace fiftyfold {

namespace {

constexpr qreal leastPictureScale = 2;

QFont scaledFont(const QFont &font, double factor)
{
    QFont scaled = font;
    scaled.setPointSizeF(scaled.pointSizeF() * factor);
    return scaled;
}

/// Writes and counts: a full disk takes less than it was given.
QString writeBytes(QIODevice &device, const QByteArray &bytes)
{
    return device.write(bytes) == bytes.size() ? QString() : device.errorString();
}

/// The ending of files that a filter of the export stands for.
QString suffixOf(const QString &filter)
{
    return filter.contains(QLatin1String("*.json")) ? QStringLiteral("json") : QStringLiteral("md");
}

/// A file's name says what is in it; the filter does where the name has neither ending.
bool isJsonFile(const QString &path, const QString &filter)
{
    const QString suffix = QFileInfo(path).suffix().toLower();
    const bool isKnown = suffix == QLatin1String("json") || suffix == QLatin1String("md");
    return (isKnown ? suffix : suffixOf(filter)) == QLatin1String("json");
}

QFileDialog *newExportDialog(QWidget *parent)
{
    auto *chooser = new QFileDialog(parent, ComparisonWindow::tr("Export the comparison"));
    chooser->setAttribute(Qt::WA_DeleteOnClose);
    chooser->setAcceptMode(QFileDialog::AcceptSave);
    chooser->setNameFilters({ComparisonWindow::tr("Markdown (*.md)"), ComparisonWindow::tr("JSON (*.json)")});
    chooser->setDefaultSuffix(QStringLiteral("md"));
    chooser->selectFile(QStringLiteral("fiftyfold-comparison.md"));
    QObject::connect(chooser, &QFileDialog::filterSelected, chooser, [chooser](const QString &filter) {
        chooser->setDefaultSuffix(suffixOf(filter));
        const QString typed = chooser->selectedFiles().value(0);
        chooser->selectFile(QFileInfo(typed).completeBaseName() + QLatin1Char('.') + suffixOf(filter));
    });
    return chooser;
}

} // namespace

void ComparisonWindow::buildPage()
{
    QFont title = scaledFont(font(), 1.2);
    title.setWeight(QFont::DemiBold);
    m_ui->title->setFont(title);
    const QFont small = scaledFont(font(), 0.92);
    for (QLabel *label : {m_ui->sentence, m_ui->state, m_ui->sameForAll}) {
        label->setFont(small);
        label->setForegroundRole(QPalette::PlaceholderText);
    }
    // In line with the title's letters.
    for (QLabel *label : {m_ui->sentence, m_ui->state})
        label->setContentsMargins(0, 3, 0, 0);

    auto *card = new Card(m_ui->page);
    m_table = new ComparisonTable(m_controller.model(), card);
    m_axis = new ComparisonAxis(m_table, card);
    auto *cardLayout = new QVBoxLayout(card);
    cardLayout->setContentsMargins(1, 3, 1, 3);
    cardLayout->setSpacing(0);
    cardLayout->addWidget(m_table, 1);
    cardLayout->addWidget(m_axis);
    m_ui->pageLayout->addWidget(card);
    m_tableCard = card;
    m_sweepPage = new SweepPage(m_ui->page);
    m_ui->pageLayout->addWidget(m_sweepPage, 1);
    auto *announcer = new Announcer(this);
    new ComparisonNews(&m_controller, announcer, this);
    m_capacity->setAnnouncer(announcer);
    connect(m_ui->messageBar, &MessageBar::messageShown, announcer, &Announcer::sayEvent);
    m_chartCard = buildChartCard();
    m_ui->pageLayout->addWidget(m_chartCard, 1);
    QWidget *before = m_table; // the form's footer was there first
    for (QWidget *next : std::initializer_list<QWidget *>{m_sweepPage->plot(SweepFigure::Throughput),
                                                          m_sweepPage->plot(SweepFigure::Response),
                                                          m_sweepPage->plot(SweepFigure::Cost), m_rangeButton,
                                                          m_ui->savePicture, m_ui->exportButton, m_ui->runAgain}) {
        setTabOrder(before, next);
        before = next;
    }
}

QWidget *ComparisonWindow::buildChartCard()
{
    m_chart = new ComparisonChart(m_controller.model());
    auto *aside = new QWidget;
    m_rangeLabel = new QLabel(aside);
    m_rangeLabel->setFont(scaledFont(font(), 0.86));
    m_rangeLabel->setForegroundRole(QPalette::PlaceholderText);
    m_rangeButton = new QToolButton(aside);
    m_rangeButton->setFont(scaledFont(font(), 0.86));
    m_rangeButton->setAutoRaise(true);
    m_rangeButton->setCheckable(true);
    m_rangeButton->setFocusPolicy(Qt::StrongFocus);
    m_rangeButton->setText(tr("Sho&w all"));
    m_rangeButton->setAccessibleName(tr("Show all of the time"));
    m_rangeButton->setToolTip(tr("Up to the end of the slowest, instead of the slowest with more than one at once"));
    connect(m_rangeButton, &QToolButton::toggled, m_chart, &ComparisonChart::setShowingAll);
    auto *layout = new QHBoxLayout(aside);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_rangeLabel);
    layout->addStretch(1);
    layout->addWidget(m_rangeButton);
    return new ChartCard(tr("Requests done over time"), aside, m_chart, m_ui->page);
}

void ComparisonWindow::addActions()
{
    const auto add = [this](const QList<QKeySequence> &keys) {
        auto *action = new QAction(this);
        action->setShortcuts(keys);
        addAction(action);
        return action;
    };
    m_runAction = add({QKeySequence(Qt::Key_F5), QKeySequence(Qt::CTRL | Qt::Key_R)});
    connect(m_runAction, &QAction::triggered, this, &ComparisonWindow::runShown);
    m_stopAction = add({QKeySequence(Qt::Key_Escape)});
    connect(m_stopAction, &QAction::triggered, this, &ComparisonWindow::stopShown);
    m_comparisonActions = {add({QKeySequence(QKeySequence::Save)}), add({QKeySequence(Qt::CTRL | Qt::Key_E)})};
    connect(m_comparisonActions[0], &QAction::triggered, this, &ComparisonWindow::savePicture);
    connect(m_comparisonActions[1], &QAction::triggered, m_ui->exportButton, &QToolButton::click);
    connect(add({QKeySequence(Qt::CTRL | Qt::Key_W)}), &QAction::triggered, this, &QWidget::close);
    connect(m_ui->savePicture, &QToolButton::clicked, this, &ComparisonWindow::savePicture);
    connect(m_ui->exportButton, &QToolButton::clicked, this, &ComparisonWindow::exportReport);
    connect(m_ui->runAgain, &QToolButton::clicked, this, &ComparisonWindow::run);
}

void ComparisonWindow::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        applyPalette();
}

void ComparisonWindow::applyPalette()
{
    QPalette links;
    for (const QPalette::ColorGroup group : {QPalette::Active, QPalette::Inactive})
        links.setColor(group, QPalette::ButtonText, palette().color(group, QPalette::Link));
    for (QToolButton *button : {m_ui->savePicture, m_ui->exportButton, m_ui->runAgain, m_rangeButton})
        button->setPalette(links);
    QPalette line;
    line.setColor(QPalette::WindowText, StageColours(palette()).fieldBorder);
    m_ui->rule->setPalette(line);
    markInsecure();
}

/// As the main window marks a run whose peers were not verified.
void ComparisonWindow::markInsecure()
{
    QPalette texts;
    if (m_shown.plan.insecure)
        texts.setColor(QPalette::PlaceholderText, StageColours(palette()).error);
    m_ui->sentence->setPalette(texts);
}

void ComparisonWindow::showRange()
{
    const bool isAll = m_chart->endMs() >= m_chart->wholeEndMs();
    m_rangeLabel->setText(m_chart->isEmpty() ? QString()
                          : isAll            ? tr("to the end")
                                             : tr("first %1 s").arg(QString::number(m_chart->endMs() / 1e3, 'g', 4)));
    m_rangeButton->setVisible(!m_chart->isEmpty() && (!isAll || m_rangeButton->isChecked()));
}

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

QImage ComparisonWindow::picture()
{
    const qreal scale = qMax(leastPictureScale, devicePixelRatioF());
    setPlain(true);
    const bool hadMessage = m_ui->messageBar->isVisible();
    m_ui->messageBar->setVisible(false); // whose room the table gets
    layout()->activate();
    m_ui->pageLayout->activate();
    const QSize page = m_ui->page->size();
    const QSize size(page.width(), page.height() + m_ui->sameForAll->height() + 10);
    QImage image(size * scale, QImage::Format_RGB32);
    image.setDevicePixelRatio(scale);
    image.fill(palette().color(QPalette::Window));
    const bool hadButton = m_rangeButton->isVisible();
    m_rangeButton->setVisible(false);
    QPainter painter(&image);
    m_ui->page->render(&painter, QPoint(0, 0), QRegion(), QWidget::DrawChildren);
    m_ui->sameForAll->render(&painter, QPoint(14, page.height()), QRegion(), QWidget::DrawChildren);
    painter.end();
    m_rangeButton->setVisible(hadButton);
    m_ui->messageBar->setVisible(hadMessage);
    setPlain(false);
    return image;
}

void ComparisonWindow::savePicture()
{
    const QImage image = picture(); // as it is now, whatever runs on behind the dialog
    auto *chooser = new QFileDialog(this, tr("Save the picture"));
    chooser->setAttribute(Qt::WA_DeleteOnClose);
    chooser->setAcceptMode(QFileDialog::AcceptSave);
    chooser->setNameFilter(tr("Pictures (*.png)"));
    chooser->setDefaultSuffix(QStringLiteral("png"));
    chooser->selectFile(QStringLiteral("fiftyfold-comparison.png"));
    connect(chooser, &QFileDialog::fileSelected, this, [this, image](const QString &path) {
        writeFile(path, [image](QIODevice &device) {
            QByteArray bytes;
            QBuffer buffer(&bytes);
            if (!buffer.open(QIODevice::WriteOnly) || !image.save(&buffer, "PNG"))
                return tr("the picture could not be made");
            return writeBytes(device, bytes);
        });
    });
    chooser->open();
}

void ComparisonWindow::exportReport()
{
    if (isBusy() || !m_controller.model()->hasMeasured())
        return;
    // As it is now, whatever comes while the dialog stands. Entries and rows are in the same order.
    const auto makeReport = [record = std::make_shared<const ComparisonRecord>(m_controller.record()),
                             plan = m_shown.plan, baseline = m_controller.model()->baselineRow(),
                             isArticle = m_shown.choice.isArticle] {
        ComparisonReport report = reportOf(*record, plan, baseline);
        for (ReportedEntry &entry : report.entries) {
            if (entry.name == ownRunnerName())
                entry.name = entry.label; // as the user calls it
        }
        if (isArticle)
            report.preset = QStringLiteral("article");
        return report;
    };
    QFileDialog *chooser = newExportDialog(this);
    connect(chooser, &QFileDialog::fileSelected, this, [this, chooser, makeReport](const QString &path) {
        const bool isJson = isJsonFile(path, chooser->selectedNameFilter());
        writeFile(path, [makeReport, isJson](QIODevice &device) {
            return isJson ? writeComparisonJson(device, makeReport()) : writeComparisonMarkdown(device, makeReport());
        });
    });
    chooser->open();
}

void ComparisonWindow::writeFile(const QString &path, const std::function<QString(QIODevice &)> &write)
{
    if (!takeThread()) {
        m_ui->messageBar->showMessage(MessageBar::Kind::Error, noThreadFor(tr("The thread that writes the file")));
        return;
    }
    m_pool.start([this, path, write] { // the pool is waited for before this dies
        OutputFile file(path);
        QString problem = file.open();
        if (problem.isEmpty())
            problem = file.commit(write(file.device()));
        QMetaObject::invokeMethod(
            this,
            [this, path, problem] {
                QStringList lines = {problem.isEmpty() ? tr("Saved %1").arg(path) : wordedForWindow(problem)};
                if (const QString notice = noticeText(); !notice.isEmpty()) // which holds on
                    lines.append(notice);
                m_ui->messageBar->showMessage(problem.isEmpty() ? MessageBar::Kind::Notice : MessageBar::Kind::Error,
                                              lines.join(QLatin1Char('\n')));
            },
            Qt::QueuedConnection);
    });
}

void ComparisonWindow::openChooser()
{
    if (isBusy())
        return;
    auto *chooser = new ComparisonChooser(m_catalogue, m_choice, this);
    chooser->setAttribute(Qt::WA_DeleteOnClose);
    connect(chooser, &QDialog::accepted, this, [this, chooser] { setChoice(chooser->choice()); });
    chooser->open();
}

void ComparisonWindow::openSource(int row)
{
    const QString name = m_controller.lines()[row].entry.plan.strategy;
    const auto info = std::find_if(m_catalogue.cbegin(), m_catalogue.cend(),
                                   [&name](const StrategyInfo &known) { return known.name == name; });
    if (info == m_catalogue.cend())
        return;
    auto *dialog = new SourceDialog(*info, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->show();
}

} // namespace fiftyfold
