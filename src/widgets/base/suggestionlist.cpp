// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/base/suggestionlist.h"

#include <QAbstractItemView>
#include <QComboBox>
#include <QCompleter>
#include <QKeyEvent>
#include <QLineEdit>

namespace fiftyfold {

namespace {

class SuggestionFilter : public QObject
{
public:
    explicit SuggestionFilter(QComboBox *field)
        : QObject(field)
        , m_field(field)
    {
        field->installEventFilter(this);
        field->completer()->popup()->installEventFilter(this);
    }

protected:
    bool eventFilter(QObject *watched, QEvent *event) override
    {
        if (event->type() == QEvent::Wheel && watched == m_field) {
            event->ignore();
            return true;
        }
        if (event->type() == QEvent::KeyPress && watched != m_field &&
            static_cast<QKeyEvent *>(event)->matches(QKeySequence::Cancel))
            m_field->lineEdit()->setText(m_field->completer()->completionPrefix()); // arrows have put items there
        return false;
    }

private:
    QComboBox *m_field;
};

} // namespace

void suggestInList(QComboBox *field)
{
    field->completer()->setCompletionMode(QCompleter::PopupCompletion);
    field->completer()->setCaseSensitivity(Qt::CaseSensitive);
    new SuggestionFilter(field); // the field's child
}

} // namespace fiftyfold
