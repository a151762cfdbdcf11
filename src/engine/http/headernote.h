// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QList>
#include <QString>

#include <utility>

namespace fiftyfold {

class SecretFilter;

/// What is kept of the fields of a lane's replies: "name: value" lines joined by '\n', without secrets, 8 Ki characters
/// at most. A secret that this cuts in two goes as a whole. Engine thread.
class HeaderNote
{
public:
    using Fields = QList<std::pair<QByteArray, QByteArray>>;

    /// `secrets` is the same each time.
    QString textOf(const Fields &fields, const SecretFilter &secrets);

private:
    Fields m_fields; ///< Of the last reply. The next one's are the same, as often as not.
    QString m_text;
};

} // namespace fiftyfold
