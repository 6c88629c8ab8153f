// SPDX-License-Identifier: Apache-2.0
#include "core/net/curl_line.h"

namespace qstore {

bool startCurl() {
    static const CURLcode code = ::curl_global_init(CURL_GLOBAL_DEFAULT);
    return code == CURLE_OK;
}

CurlShare::CurlShare() : m_share(::curl_share_init()) {
    if (m_share == nullptr) return;
    ::curl_share_setopt(m_share, CURLSHOPT_LOCKFUNC, &CurlShare::lock);
    ::curl_share_setopt(m_share, CURLSHOPT_UNLOCKFUNC, &CurlShare::unlock);
    ::curl_share_setopt(m_share, CURLSHOPT_USERDATA, this);
    ::curl_share_setopt(m_share, CURLSHOPT_SHARE, CURL_LOCK_DATA_DNS);
    ::curl_share_setopt(m_share, CURLSHOPT_SHARE, CURL_LOCK_DATA_SSL_SESSION);
}

CurlShare::~CurlShare() {
    ::curl_share_cleanup(m_share);
}

void CurlShare::lock(CURL* /*easy*/, curl_lock_data what, curl_lock_access /*access*/, void* self) {
    static_cast<CurlShare*>(self)->m_mutexes.at(what).lock();
}

void CurlShare::unlock(CURL* /*easy*/, curl_lock_data what, void* self) {
    static_cast<CurlShare*>(self)->m_mutexes.at(what).unlock();
}

std::unique_ptr<CurlLine> CurlLine::open(CURLSH* share) {
    CURL* easy = ::curl_easy_init();
    CURLM* multi = ::curl_multi_init();
    if (easy == nullptr || multi == nullptr) {
        ::curl_easy_cleanup(easy);
        ::curl_multi_cleanup(multi);
        return nullptr;
    }
    ::curl_multi_setopt(multi, CURLMOPT_MAXCONNECTS, 1L);
    return std::unique_ptr<CurlLine>(new CurlLine(easy, multi, share));
}

CurlLine::CurlLine(CURL* easy, CURLM* multi, CURLSH* share) : m_easy(easy), m_multi(multi), m_share(share) {
    reset();
}

CurlLine::~CurlLine() {
    ::curl_easy_cleanup(m_easy);
    ::curl_multi_cleanup(m_multi);
}

void CurlLine::reset() {
    ::curl_easy_reset(m_easy);
    m_error.fill('\0');
    ::curl_easy_setopt(m_easy, CURLOPT_ERRORBUFFER, m_error.data());
    if (m_share != nullptr) ::curl_easy_setopt(m_easy, CURLOPT_SHARE, m_share);
}

std::optional<CURLcode> CurlLine::perform(const std::stop_token& stop) {
    if (::curl_multi_add_handle(m_multi, m_easy) != CURLM_OK) return CURLE_FAILED_INIT;
    const auto code = drive(stop);
    // Taken away before its end, a transfer takes its connection with it.
    ::curl_multi_remove_handle(m_multi, m_easy);
    return code;
}

std::optional<CURLcode> CurlLine::drive(const std::stop_token& stop) {
    const std::stop_callback wake(stop, [this] { ::curl_multi_wakeup(m_multi); });
    constexpr int atMostMs = 1000;
    int running = 1;
    while (running > 0) {
        if (stop.stop_requested()) return std::nullopt;
        if (::curl_multi_perform(m_multi, &running) != CURLM_OK) return CURLE_FAILED_INIT;
        if (running > 0 && ::curl_multi_poll(m_multi, nullptr, 0, atMostMs, nullptr) != CURLM_OK)
            return CURLE_FAILED_INIT;
    }
    int left = 0;
    const CURLMsg* message = ::curl_multi_info_read(m_multi, &left);
    return message == nullptr ? CURLE_FAILED_INIT : message->data.result;
}

}  // namespace qstore
