// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/http/qt/oncebody.h"

#include <algorithm>

namespace fiftyfold {

OnceBody::OnceBody(const QByteArray &bytes)
    : m_bytes(bytes)
{
    open(QIODevice::ReadOnly | QIODevice::Unbuffered);
}

bool OnceBody::reset()
{
    return !m_isBegun && !m_bytes.isEmpty() && QIODevice::reset();
}

qint64 OnceBody::readData(char *data, qint64 most)
{
    const qint64 count = std::min(most, m_bytes.size() - pos());
    std::copy_n(m_bytes.constData() + pos(), count, data);
    m_isBegun = m_isBegun || count > 0;
    return count > 0 || most == 0 ? count : -1;
}

} // namespace fiftyfold
