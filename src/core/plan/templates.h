// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/plan/runplan.h"
#include "core/plan/templatetext.h"

#include <QByteArray>
#include <QList>
#include <QString>
#include <QStringList>

#include <optional>

namespace fiftyfold {

class TemplateParser;

/// What one request asks, made of a template.
struct FilledRequest {
    QByteArray url; ///< Such as ExactUrl::fromText() leaves it as it is.
    QList<HeaderField> headers;
    QByteArray body;
};

/// A request with places in its URL, its headers' values and its body:
///
///     {{NAME}}               the column NAME of the request's row; goes before the names below
///     {{index}} {{lane}}     from 0
///     {{uuid}}               one for each request, the same wherever it stands in it
///     {{random LEAST MOST}}  a whole number, both included; another one in each place
///     {{time}}               milliseconds since 1970, UTC
///     {{"TEXT"}}             TEXT itself, so {{"{{"}} for two braces
///
/// Chance is of the run's seed and the request's index alone, so that a run can be repeated. Each value is written as
/// is right where it stands; see TemplateSite. A body is JSON or a form as its Content-Type says; without one, or with
/// that of a form, it is JSON where it begins as an object or an array does.
///
/// Parsed once; after that it can be read by several threads.
class RequestTemplate
{
public:
    /// Nothing where a place can't be read; `problem` is then a sentence, without secrets. In path and query of `url`
    /// its escapes are read as what they mean, as ExactUrl escapes braces that a person typed; a place in the host, or
    /// in a name or a password before it, is refused.
    static std::optional<RequestTemplate> parse(const ExactUrl &url, const QList<HeaderField> &headers,
                                                const QByteArray &body, const QStringList &columns, QString *problem);

    /// Whether each request is the same.
    bool isConstant() const;
    /// Whether a row is needed.
    bool usesColumns() const;

    /// Overwrites `request`, whose memory is used again. False where a value can't be written where it stands;
    /// `problem` is then a sentence.
    bool fill(const TemplateValues &values, FilledRequest &request, QString *problem) const;

private:
    struct HeaderPlace {
        qsizetype header = 0;
        TemplateText value;
    };

    bool addHeaders(TemplateParser &parser, QString *problem);

    FilledRequest m_constant; ///< With what each request has the same.
    TemplateText m_url;
    TemplateText m_body;
    QList<HeaderPlace> m_headers; ///< Those that are not the same.
};

/// The URL for people, redacted, and with the places of a template, in which ExactUrl escapes braces, blanks and
/// quotes, as they are typed; of {{"TEXT"}} it has what is sent.
QString readableUrl(const ExactUrl &url);

/// Likewise, but with {{"TEXT"}} as it is typed, so that typed again it asks the same.
QString typedUrl(const ExactUrl &url);

} // namespace fiftyfold
