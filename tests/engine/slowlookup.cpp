// SPDX-License-Identifier: GPL-3.0-or-later
#include "slowlookup.h"

#include <dlfcn.h>
#include <netdb.h>

#include <atomic>
#include <thread>

namespace {

using LookupFunction = int (*)(const char *, const char *, const addrinfo *, addrinfo **);

std::atomic<fiftyfold::test::SlowLookup *> activeLookup = nullptr;

} // namespace

/// In the place of the C library's, for this program and for the libraries that it loads. Names as in its header.
extern "C" int getaddrinfo(const char *name, const char *service, const addrinfo *req, addrinfo **pai)
{
    static const auto systemLookup = reinterpret_cast<LookupFunction>(dlsym(RTLD_NEXT, "getaddrinfo"));
    return systemLookup(fiftyfold::test::SlowLookup::lookingUp(name) ? "127.0.0.1" : name, service, req, pai);
}

namespace fiftyfold::test {

SlowLookup::SlowLookup(const QByteArray &name, std::chrono::milliseconds delay)
    : m_name(name)
    , m_delay(delay)
{
    activeLookup = this;
}

SlowLookup::~SlowLookup()
{
    activeLookup = nullptr;
}

std::vector<qint64> SlowLookup::tookNs() const
{
    const QMutexLocker lock(&m_mutex);
    return m_tookNs;
}

bool SlowLookup::lookingUp(const char *name)
{
    using std::chrono::steady_clock;
    SlowLookup *lookup = activeLookup;
    if (!lookup || !name || lookup->m_name != name)
        return false;
    const steady_clock::time_point begin = steady_clock::now();
    if (lookup->m_delay.count() > 0)
        std::this_thread::sleep_until(begin + lookup->m_delay);
    const qint64 tookNs = std::chrono::nanoseconds(steady_clock::now() - begin).count();
    const QMutexLocker lock(&lookup->m_mutex);
    lookup->m_tookNs.push_back(tookNs);
    return true;
}

} // namespace fiftyfold::test
