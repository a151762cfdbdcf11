// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/base/helpboxes.h"

#include "core/run/environment.h"
#include "widgets/base/fittingscrollarea.h"
#include "widgets/base/screenroom.h"

#include <QApplication>
#include <QDialog>
#include <QDialogButtonBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>

#include <array>

namespace fiftyfold {

namespace {

struct HelpBoxes {
    Q_DECLARE_TR_FUNCTIONS(fiftyfold::HelpBoxes)
};

/// With the names that a keyboard of the language has on its keys.
QString keysText(const char *keys)
{
    static constexpr std::array named = {
        QT_TRANSLATE_NOOP("fiftyfold::HelpBoxes", "Ctrl"),    QT_TRANSLATE_NOOP("fiftyfold::HelpBoxes", "Shift"),
        QT_TRANSLATE_NOOP("fiftyfold::HelpBoxes", "Esc"),     QT_TRANSLATE_NOOP("fiftyfold::HelpBoxes", "Enter"),
        QT_TRANSLATE_NOOP("fiftyfold::HelpBoxes", "Page Up"), QT_TRANSLATE_NOOP("fiftyfold::HelpBoxes", "Page Down"),
        QT_TRANSLATE_NOOP("fiftyfold::HelpBoxes", "Home"),    QT_TRANSLATE_NOOP("fiftyfold::HelpBoxes", "End"),
        QT_TRANSLATE_NOOP("fiftyfold::HelpBoxes", "Menu")};
    QString text = QString::fromUtf8(keys);
    for (const char *name : named)
        text.replace(QLatin1String(name), HelpBoxes::tr(name));
    return text;
}

/// No message box, which neither scrolls nor lets its button stay on the screen.
void openBox(QWidget *parent, const QString &title, const QString &text, bool hasIcon)
{
    auto *box = new QDialog(parent);
    box->setObjectName(QStringLiteral("helpBox"));
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setWindowTitle(title);
    auto *content = new QWidget;
    auto *beside = new QHBoxLayout(content);
    beside->setSpacing(16);
    if (hasIcon) {
        auto *icon = new QLabel(content);
        icon->setPixmap(QApplication::windowIcon().pixmap(64, 64));
        beside->addWidget(icon, 0, Qt::AlignTop);
    }
    auto *label = new QLabel(text, content);
    label->setTextFormat(Qt::RichText);
    label->setWordWrap(true);
    if (text.contains(QLatin1String("<a "))) // without one there is nothing in it to come to by Tab
        label->setTextInteractionFlags(Qt::LinksAccessibleByMouse | Qt::LinksAccessibleByKeyboard);
    label->setOpenExternalLinks(true);
    beside->addWidget(label, 1, Qt::AlignTop);
    auto *area = new FittingScrollArea(content, box);
    area->setFocusPolicy(Qt::StrongFocus);    // to be scrolled by keyboard
    area->setFrameShape(QFrame::StyledPanel); // which shows it
    area->setAccessibleName(title);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, box);
    QObject::connect(buttons, &QDialogButtonBox::rejected, box, &QDialog::reject);
    auto *layout = new QVBoxLayout(box);
    layout->addWidget(area, 1);
    layout->addWidget(buttons);
    box->resize(box->sizeHint().boundedTo(roomOnScreen(*box)));
    buttons->button(QDialogButtonBox::Close)->setFocus();
    box->open();
}

} // namespace

void showShortcuts(QWidget *parent)
{
    struct Shortcut {
        const char *keys;
        const char *meaning;
    };
    static constexpr Shortcut shortcuts[] = {
        {"F5, Ctrl+R", QT_TRANSLATE_NOOP("fiftyfold::HelpBoxes", "run")},
        {"Esc", QT_TRANSLATE_NOOP("fiftyfold::HelpBoxes", "stop the run")},
        {"Ctrl+L", QT_TRANSLATE_NOOP("fiftyfold::HelpBoxes", "go to the URL")},
        {"Ctrl+D", QT_TRANSLATE_NOOP("fiftyfold::HelpBoxes", "load: how many requests, and when")},
        {"Ctrl+T", QT_TRANSLATE_NOOP("fiftyfold::HelpBoxes", "requests: headers, body, and files of many")},
        {"Ctrl+M", QT_TRANSLATE_NOOP("fiftyfold::HelpBoxes", "more options")},
        {"Ctrl+K", QT_TRANSLATE_NOOP("fiftyfold::HelpBoxes", "compare strategies, in a window of their own")},
        {"Ctrl+B", QT_TRANSLATE_NOOP("fiftyfold::HelpBoxes", "hold runs against a record")},
        {"Ctrl+S, Ctrl+E, Ctrl+W",
         QT_TRANSLATE_NOOP("fiftyfold::HelpBoxes", "in that window: save the picture, export, close")},
        {"Enter", QT_TRANSLATE_NOOP("fiftyfold::HelpBoxes", "in that window: see the code of the selected strategy")},
        {"Ctrl++, Ctrl+-, Ctrl+0", QT_TRANSLATE_NOOP("fiftyfold::HelpBoxes", "zoom in, zoom out, fit the whole run")},
        {"+, -, 0, ← →", QT_TRANSLATE_NOOP("fiftyfold::HelpBoxes", "the same in a chart, and move through time")},
        {"R, Esc",
         QT_TRANSLATE_NOOP("fiftyfold::HelpBoxes", "in a chart: pick the requests of the time in view, or none")},
        {"Shift+← →",
         QT_TRANSLATE_NOOP("fiftyfold::HelpBoxes", "over percentiles and histogram: pick requests by response time")},
        {"↑ ↓, Page Up, Page Down, Home, End",
         QT_TRANSLATE_NOOP("fiftyfold::HelpBoxes", "select a request in the waterfall or the table")},
        {"← →, Ctrl+← →", QT_TRANSLATE_NOOP("fiftyfold::HelpBoxes", "by lane: along the lane, and move through time")},
        {"F, S, Enter",
         QT_TRANSLATE_NOOP("fiftyfold::HelpBoxes",
                           "in the waterfall: the next failed one, the next of the slowest, see it well")},
        {"F8, Shift+F8", QT_TRANSLATE_NOOP("fiftyfold::HelpBoxes", "go to the next, the previous failed request")},
        {"Ctrl+Shift+F", QT_TRANSLATE_NOOP("fiftyfold::HelpBoxes", "filter the requests")},
        {"Menu", QT_TRANSLATE_NOOP("fiftyfold::HelpBoxes", "in a table: sort it, copy its rows")},
        {"Ctrl+F", QT_TRANSLATE_NOOP("fiftyfold::HelpBoxes", "filter the log")},
        {"Ctrl+C", QT_TRANSLATE_NOOP("fiftyfold::HelpBoxes", "copy the selected rows or log lines")},
        {"Ctrl+Q", QT_TRANSLATE_NOOP("fiftyfold::HelpBoxes", "quit")},
    };
    QString table = QStringLiteral("<table cellspacing='6'>");
    for (const Shortcut &shortcut : shortcuts)
        table += QStringLiteral("<tr><td><b>%1</b></td><td>%2</td></tr>")
                     .arg(keysText(shortcut.keys), HelpBoxes::tr(shortcut.meaning));
    table += QStringLiteral("</table>");
    table += HelpBoxes::tr("<p>Over the charts: the wheel zooms, dragging moves, dragging with Shift picks "
                           "the requests of a time, a double click fits the run.<br>Shift and "
                           "the wheel, or the wheel over the row numbers, scroll the requests.</p>");
    table += HelpBoxes::tr(
        "<p>Without colours: stages follow each other in the order of the legend, in the chart from above, "
        "and the readout at the cursor and the details of a request name each of them.</p>");
    openBox(parent, HelpBoxes::tr("Keyboard shortcuts"), table, false);
}

void showAbout(QWidget *parent)
{
    const QString text =
        HelpBoxes::tr(
            "<h3>Fiftyfold %1</h3><p>Shows what concurrency buys: fires requests, wraps, saves and deletes each "
            "reply, and shows where the time goes.</p>"
            "<p>Qt %2. Charts by QCustomPlot.</p>"
            "<p>This program is free software: you can use, study, share and change it under the terms of the "
            "<a href='https://www.gnu.org/licenses/gpl-3.0.html'>GNU General Public License</a>, version 3 or "
            "later. It comes without any warranty.</p>")
            .arg(programVersion(), QLatin1String(qVersion()));
    openBox(parent, HelpBoxes::tr("About Fiftyfold"), text, true);
}

} // namespace fiftyfold
