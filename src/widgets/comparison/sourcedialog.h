// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

class QLabel;
class QPlainTextEdit;

namespace fiftyfold {

class SourceHighlighter;
struct StrategyInfo;

/// The source of a strategy or a runner as it is compiled in, with what there is to learn from it above. Read-only;
/// Esc closes. Not modal, so that two can be held against each other.
class SourceDialog : public QDialog
{
    Q_OBJECT
public:
    explicit SourceDialog(const StrategyInfo &info, QWidget *parent = nullptr);

    /// The whole text, as Copy copies it.
    QString source() const;

protected:
    void changeEvent(QEvent *event) override;

private:
    void applyPalette();

    QLabel *m_lesson;
    QPlainTextEdit *m_text;
    SourceHighlighter *m_highlighter;
};

} // namespace fiftyfold
