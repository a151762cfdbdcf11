// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>
#include <QUrl>

namespace fiftyfold {

/// A URL whose path and query stay as they were given, down to the case of an escape: QUrl makes `%7e` a `~` and `%2f`
/// a `%2F`, and where one `%` stands alone it escapes all of them, which breaks signatures. The fragment is left out.
///
/// The one place where a URL is escaped. What is escaped follows the WHATWG URL standard: bytes of its path and
/// special-query percent-encode sets, in their place only; valid escapes are untouched, and a `%` that begins none
/// becomes `%25`. Host and port are in their usual form (lower case, punycode, 127.1 as 127.0.0.1, no default port).
/// Dot segments stay in what a person gives, and go in what a reference is resolved to. asGiven() has none of
/// it escaped.
///
/// text() is what goes into a record, a runner's plan and settings, and comes back from there unchanged, of asGiven()
/// by urlAsSent(); libcurl sends its target() byte for byte. Qt has to be given toUrl(), whose differences
/// ARCHITECTURE.md tells.
///
/// A value, to be copied; reentrant.
class ExactUrl
{
public:
    ExactUrl() = default;
    /// What QUrl has made of a text, so only for URLs that nobody typed and no server sent.
    ExactUrl(const QUrl &url); // NOLINT(google-explicit-constructor): every QUrl is one of these

    /// A URL with its scheme, as a person, a file or a plan gives it. Invalid where the scheme's authority can't be
    /// read; errorString() has why.
    static ExactUrl fromText(const QByteArray &text);
    static ExactUrl fromText(const QString &text) { return fromText(text.toUtf8()); }

    /// The same with path and query as they were given, as curl sends them: nothing is escaped there but blanks and
    /// controls, and a fragment is left out. This one where they are no UTF-8. toUrl() stays escaped.
    ExactUrl asGiven() const;

    /// A reference as in the Location of a reply from this URL, read as browsers read it: `\` is `/`, tabs and line
    /// breaks are dropped, bytes that are not ASCII are escaped as they are.
    ExactUrl resolved(const QByteArray &reference) const;

    /// All of it, ASCII, or of asGiven() UTF-8; empty where the URL is invalid.
    const QByteArray &text() const { return m_text; }
    QString toString() const { return QString::fromUtf8(m_text); }
    QByteArray textWithoutUserInfo() const;
    /// Path and query as a request line has them; the path is never empty.
    QByteArray target() const { return m_text.mid(m_targetAt); }
    /// Of target(), without its question mark.
    QByteArray queryText() const;

    /// QUrl's reading of text().
    const QUrl &toUrl() const { return m_url; }
    operator const QUrl &() const { return m_url; } // NOLINT(google-explicit-constructor): for what only looks at it
    bool isValid() const { return m_url.isValid(); }
    bool isEmpty() const { return m_url.isEmpty(); }
    QString errorString() const { return m_error; }
    QString scheme() const { return m_url.scheme(); }
    QString userInfo() const { return m_url.userInfo(); }
    QString userName() const { return m_url.userName(QUrl::FullyDecoded); }
    QString password() const { return m_url.password(QUrl::FullyDecoded); }
    QString host() const { return m_url.host(); }
    int port() const { return m_url.port(); }

    friend bool operator==(const ExactUrl &one, const ExactUrl &other) { return one.m_text == other.m_text; }
    friend bool operator==(const ExactUrl &one, const QUrl &other) { return one == ExactUrl(other); }

private:
    static ExactUrl fromParts(const QByteArray &scheme, const QByteArray &authority, const QByteArray &target);

    QByteArray m_text;
    qsizetype m_targetAt = 0;
    QByteArray m_givenTarget; ///< Empty: as in m_text.
    QUrl m_url;
    QString m_error;
};

} // namespace fiftyfold
