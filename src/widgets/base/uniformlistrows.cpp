// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/base/uniformlistrows.h"

#include "widgets/base/uniformlistview.h"

#include <QAccessibleWidget>
#include <QHash>
#include <QPointer>

namespace fiftyfold {

namespace {

class UniformRow final : public QAccessibleInterface
{
public:
    UniformRow(UniformListView *view, int row)
        : m_view(view)
        , m_row(row)
    {
    }

    int row() const { return m_row; }

    bool isValid() const override { return index().isValid(); }
    QObject *object() const override { return nullptr; }
    QWindow *window() const override { return m_view ? m_view->window()->windowHandle() : nullptr; }
    QAccessibleInterface *parent() const override { return QAccessible::queryAccessibleInterface(m_view); }
    QAccessibleInterface *child(int) const override { return nullptr; }
    QAccessibleInterface *childAt(int, int) const override { return nullptr; }
    int childCount() const override { return 0; }
    int indexOfChild(const QAccessibleInterface *) const override { return -1; }
    QAccessible::Role role() const override { return QAccessible::ListItem; }
    void setText(QAccessible::Text, const QString &) override {}

    QString text(QAccessible::Text kind) const override
    {
        return kind == QAccessible::Name ? index().data(Qt::DisplayRole).toString() : QString();
    }

    QRect rect() const override
    {
        if (!isValid())
            return {};
        const QRect own = m_view->visualRect(index());
        return QRect(m_view->viewport()->mapToGlobal(own.topLeft()), own.size());
    }

    QAccessible::State state() const override
    {
        QAccessible::State state;
        if (!isValid()) {
            state.invalid = true;
            return state;
        }
        state.selectable = true;
        state.focusable = true;
        state.selected = m_view->selectionModel()->isSelected(index());
        state.focused = m_view->hasFocus() && m_view->currentIndex() == index();
        const bool isInView = m_view->viewport()->rect().intersects(m_view->visualRect(index()));
        state.invisible = !m_view->isVisible();
        state.offscreen = !isInView;
        return state;
    }

private:
    QModelIndex index() const
    {
        const QAbstractItemModel *model = m_view ? m_view->model() : nullptr;
        return model ? model->index(m_row, 0, m_view->rootIndex()) : QModelIndex();
    }

    QPointer<UniformListView> m_view;
    int m_row;
};

class UniformList final : public QAccessibleWidget
{
public:
    explicit UniformList(UniformListView *view)
        : QAccessibleWidget(view, QAccessible::List)
    {
    }

    int childCount() const override
    {
        const UniformListView *own = view();
        return own && own->model() ? own->model()->rowCount(own->rootIndex()) : 0;
    }

    QAccessibleInterface *child(int row) const override
    {
        if (row < 0 || row >= childCount())
            return nullptr;
        const auto known = m_rows.constFind(row);
        if (known != m_rows.cend())
            return QAccessible::accessibleInterface(*known);
        auto *made = new UniformRow(view(), row);
        m_rows.insert(row, QAccessible::registerAccessibleInterface(made));
        return made;
    }

    int indexOfChild(const QAccessibleInterface *child) const override
    {
        const auto *row = dynamic_cast<const UniformRow *>(child);
        return row ? row->row() : -1;
    }

    QAccessibleInterface *childAt(int x, int y) const override
    {
        return view() ? child(view()->indexAt(view()->viewport()->mapFromGlobal(QPoint(x, y))).row()) : nullptr;
    }

    QAccessibleInterface *focusChild() const override
    {
        return view() && view()->hasFocus() ? child(view()->currentIndex().row()) : nullptr;
    }

protected:
    ~UniformList() override
    {
        for (const QAccessible::Id id : std::as_const(m_rows))
            QAccessible::deleteAccessibleInterface(id);
    }

private:
    UniformListView *view() const { return static_cast<UniformListView *>(widget()); }

    mutable QHash<int, QAccessible::Id> m_rows; ///< Those that were asked for.
};

QAccessibleInterface *newList(const QString &, QObject *object)
{
    auto *view = qobject_cast<UniformListView *>(object);
    return view ? new UniformList(view) : nullptr;
}

} // namespace

void makeUniformListsReadable()
{
    QAccessible::installFactory(newList);
}

} // namespace fiftyfold
