// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPalette>
#include <QSet>
#include <QSyntaxHighlighter>
#include <QTextCharFormat>

namespace fiftyfold {

/// Colours keywords, strings and comments of C++, Python, Go, JavaScript and Java. Lightly: it reads words, not
/// grammar.
class SourceHighlighter : public QSyntaxHighlighter
{
    Q_OBJECT
public:
    enum class Language { Cpp, Python, Go, JavaScript, Java };
    /// By the ending of a file's name; C++ where it is another.
    static Language languageOf(const QString &fileName);

    SourceHighlighter(QTextDocument *document, Language language, const QPalette &palette);

    /// Takes the colours of another palette.
    void setPalette(const QPalette &palette);

protected:
    void highlightBlock(const QString &text) override;

private:
    /// What a line may begin in, left open by the one before.
    enum Open { Nothing, BlockComment, TripleDouble, TripleSingle, RawString };
    qsizetype continueOpen(const QString &text);
    qsizetype colourFrom(const QString &text, qsizetype from);
    qsizetype colourUntil(const QString &text, qsizetype from, qsizetype searchFrom, Open open);
    qsizetype colourString(const QString &text, qsizetype from);
    qsizetype colourWord(const QString &text, qsizetype from);
    bool isLineComment(const QString &text, qsizetype from) const;
    void paint(qsizetype from, qsizetype end, const QTextCharFormat &format);

    const Language m_language;
    const QSet<QString> m_keywords;
    QTextCharFormat m_keyword;
    QTextCharFormat m_string;
    QTextCharFormat m_comment;
};

} // namespace fiftyfold
