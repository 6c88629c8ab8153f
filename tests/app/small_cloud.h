// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <thread>

namespace qstore::test {

/// Just enough of IonQ's interface on 127.0.0.1 for the test of an account: whoami, an empty list of jobs,
/// one backend. Any other key than its own gets 401.
class SmallCloud {
public:
    explicit SmallCloud(std::string key);
    ~SmallCloud();
    SmallCloud(const SmallCloud&) = delete;
    SmallCloud& operator=(const SmallCloud&) = delete;

    /// "http://127.0.0.1:12345/v0.4".
    std::string endpoint() const;

private:
    void serve() const;
    std::string answer(const std::string& request) const;

    std::string m_key;
    std::uint16_t m_port = 0;  // before the listener, which sets it
    int m_listener = -1;
    std::jthread m_thread;
};

/// A port of this machine where nobody listens.
std::uint16_t closedPort();

}  // namespace qstore::test
