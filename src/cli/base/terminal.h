// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace fiftyfold {

/// Colours of the terminal, or none.
struct TextStyle {
    bool hasColours = false;

    QString good(const QString &text) const;
    QString bad(const QString &text) const;
    QString strong(const QString &text) const;
};

/// Colours for a descriptor: only where it is a terminal, and NO_COLOR is not set.
TextStyle styleFor(int descriptor);

/// Standard error: where everything goes that is for people. What can't be written there is lost. Words of others, of a
/// server, a file name or an argument, are made visible before (visibleText()): they must not steer a terminal.
class Terminal
{
public:
    Terminal();

    /// Standard error is a terminal that can rewrite a line.
    bool isInteractive() const { return m_isInteractive; }
    /// Somebody is there to answer a question.
    bool canAsk() const;
    /// Colours only on a terminal, and not where NO_COLOR is set.
    TextStyle style() const { return m_style; }
    /// Columns, as they are now; 80 where it can't be told.
    int width() const;

    void write(const QString &text) const;
    /// "fiftyfold-cli: sentence" on a line of its own, made visible.
    void writeProblem(const QString &sentence) const;
    /// Asks a yes-or-no question and waits for the answer; everything but y and yes is no. Only where canAsk().
    bool ask(const QString &question) const;

private:
    bool m_isInteractive = false;
    TextStyle m_style;
};

} // namespace fiftyfold
