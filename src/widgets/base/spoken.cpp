// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/base/spoken.h"

#include <QAccessibleWidget>
#include <QLabel>
#include <QTextDocumentFragment>

namespace fiftyfold {

namespace {

QString plainTextOf(const QLabel &label)
{
    const bool isRich =
        label.textFormat() == Qt::RichText || (label.textFormat() == Qt::AutoText && Qt::mightBeRichText(label.text()));
    QString text = isRich ? QTextDocumentFragment::fromHtml(label.text()).toPlainText() : label.text();
    if (label.buddy()) // otherwise an ampersand is one
        text.remove(QLatin1Char('&'));
    return text;
}

/// A text that is read where it stands has the text interface: those who go through a window piece by piece are read
/// that, and not the description.
class SpokenInterface final : public QAccessibleWidget, public QAccessibleTextInterface
{
public:
    SpokenInterface(QWidget *widget, QAccessible::Role role)
        : QAccessibleWidget(widget, role)
    {
    }

    QString text(QAccessible::Text kind) const override
    {
        if (!widget())
            return {};
        switch (kind) {
        case QAccessible::Name:
            return isNamed() ? QAccessibleWidget::text(kind) : value();
        case QAccessible::Value:
            return value();
        case QAccessible::Description: {
            const QString said = value();
            if (!isNamed() || said == widget()->accessibleName())
                return QAccessibleWidget::text(kind);
            const QString own = widget()->accessibleDescription();
            return own.isEmpty() ? said : said + QLatin1String(". ") + own;
        }
        case QAccessible::Help:
            return widget()->toolTip();
        default:
            return QAccessibleWidget::text(kind);
        }
    }
    int childCount() const override { return 0; }
    QAccessibleInterface *child(int) const override { return nullptr; }
    QAccessibleInterface *childAt(int, int) const override { return nullptr; }
    int indexOfChild(const QAccessibleInterface *) const override { return -1; }

    QList<QPair<QAccessibleInterface *, QAccessible::Relation>> relations(QAccessible::Relation match) const override
    {
        auto relations = QAccessibleWidget::relations(match);
        const auto *label = qobject_cast<const QLabel *>(widget());
        if (label && label->buddy() && match.testFlag(QAccessible::Labelled))
            relations.append({QAccessible::queryAccessibleInterface(label->buddy()), QAccessible::Labelled});
        return relations;
    }

    void *interface_cast(QAccessible::InterfaceType type) override
    {
        if (type == QAccessible::TextInterface && role() == QAccessible::StaticText)
            return static_cast<QAccessibleTextInterface *>(this);
        return QAccessibleWidget::interface_cast(type);
    }

    QString text(int start, int end) const override { return shown().mid(start, end - start); }
    int characterCount() const override { return int(shown().size()); }
    int cursorPosition() const override { return 0; }
    int selectionCount() const override { return 0; }
    void selection(int, int *start, int *end) const override { *start = *end = 0; }
    void addSelection(int, int) override {}
    void removeSelection(int) override {}
    void setSelection(int, int, int) override {}
    void setCursorPosition(int) override {}
    QRect characterRect(int) const override { return rect(); }
    int offsetAtPoint(const QPoint &point) const override { return rect().contains(point) ? 0 : -1; }
    void scrollToSubstring(int, int) override {}
    QString attributes(int, int *start, int *end) const override
    {
        *start = 0;
        *end = characterCount();
        return {};
    }

private:
    bool isNamed() const { return !qobject_cast<const QLabel *>(widget()) || !widget()->accessibleName().isEmpty(); }
    QString value() const
    {
        if (const auto *spoken = dynamic_cast<const Spoken *>(widget()))
            return spoken->spokenText();
        const auto *label = qobject_cast<const QLabel *>(widget());
        return label ? plainTextOf(*label) : QString(); // it is none any more while it is destroyed
    }
    /// What there is to be read where the widget is: a label does not paint its name.
    QString shown() const
    {
        if (!dynamic_cast<const Spoken *>(widget()))
            return value();
        return widget()->accessibleName() + QLatin1Char(' ') + value();
    }
};

QAccessibleInterface *newInterface(const QString &, QObject *object)
{
    auto *widget = qobject_cast<QWidget *>(object);
    if (const auto *spoken = dynamic_cast<const Spoken *>(widget))
        return new SpokenInterface(widget, spoken->spokenRole());
    // Named or not, as the name may come after the first question. Of the links in one, Qt's own interface tells
    // nothing that this one leaves out.
    if (const auto *label = qobject_cast<const QLabel *>(widget); label && label->pixmap().isNull())
        return new SpokenInterface(widget, QAccessible::StaticText);
    return nullptr;
}

} // namespace

Spoken::Spoken()
{
    QAccessible::installFactory(newInterface); // a second time it does nothing
}

QString spokenDescription(QWidget *widget)
{
    const QAccessibleInterface *accessible = QAccessible::queryAccessibleInterface(widget);
    return accessible ? accessible->text(QAccessible::Description) : QString();
}

void tellSpokenChange(QWidget *widget)
{
    QAccessibleEvent changed(widget, QAccessible::DescriptionChanged);
    QAccessible::updateAccessibility(&changed);
}

} // namespace fiftyfold
