// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <curl/curl.h>

#include <array>
#include <memory>
#include <mutex>
#include <optional>
#include <stop_token>
#include <string>

namespace qstore {

/// False when libcurl cannot be used at all. Thread-safe, done once.
bool startCurl();

/// Names and TLS sessions, known to all lines of a transport.
class CurlShare {
public:
    CurlShare();
    ~CurlShare();
    CurlShare(const CurlShare&) = delete;
    CurlShare& operator=(const CurlShare&) = delete;
    /// Null when memory ran out; lines then know nothing of each other.
    CURLSH* handle() const { return m_share; }

private:
    static void lock(CURL* easy, curl_lock_data what, curl_lock_access access, void* self);
    static void unlock(CURL* easy, curl_lock_data what, void* self);

    CURLSH* m_share;
    std::array<std::mutex, CURL_LOCK_DATA_LAST> m_mutexes;
};

/// One transfer at a time, and the connection that it leaves open. The transfer is driven by a multi
/// handle, because that one can be woken from another thread: libcurl's simple interface asks its progress
/// callback once a second, which is too late for a person who pressed Cancel.
class CurlLine {
public:
    /// Null when memory ran out.
    static std::unique_ptr<CurlLine> open(CURLSH* share);
    ~CurlLine();
    CurlLine(const CurlLine&) = delete;
    CurlLine& operator=(const CurlLine&) = delete;

    CURL* easy() const { return m_easy; }
    /// Nothing when it was stopped.
    std::optional<CURLcode> perform(const std::stop_token& stop);
    /// What libcurl says of the last failure; may quote the server.
    std::string errorText() const { return m_error.data(); }
    /// Forgets the request, and keeps the connection.
    void reset();

    std::string origin;  ///< whom the connection leads to

private:
    CurlLine(CURL* easy, CURLM* multi, CURLSH* share);
    std::optional<CURLcode> drive(const std::stop_token& stop);

    CURL* m_easy;
    CURLM* m_multi;
    CURLSH* m_share;
    std::array<char, CURL_ERROR_SIZE> m_error{};
};

}  // namespace qstore
