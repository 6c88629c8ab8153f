// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <utility>
#include <vector>

#include "core/backends/account_test.h"

namespace qstore::test {

/// Answers what it was told, in order, and remembers what it was asked.
class FakeTransport : public HttpTransport {
public:
    HttpResult send(const HttpRequest& request, const RunControl& control) const override {
        m_requests.push_back(request);
        if (onSend) return onSend(request, control);
        if (answers.empty()) return HttpResponse{404, {}, "not found", {}, 1};
        const HttpResult answer = answers.front();
        answers.pop_front();
        return answer;
    }
    const std::vector<HttpRequest>& requests() const { return m_requests; }

    mutable std::deque<HttpResult> answers;
    std::function<HttpResult(const HttpRequest&, const RunControl&)> onSend;

private:
    mutable std::vector<HttpRequest> m_requests;
};

/// Of the calls of an account the three that its test makes; the others are mistakes.
class CheckedProvider : public Provider {
public:
    std::function<Remote<Identity>(const RunControl&)> onIdentity = [](const RunControl&) {
        return Identity();
    };
    std::function<Remote<std::optional<RemoteJob>>(const std::string&)> onFind = [](const std::string&) {
        return std::optional<RemoteJob>();
    };
    std::function<Remote<RemoteJob>(const std::string&)> onJob = [](const std::string&) {
        return remoteFail(RemoteFault::NotFound, ErrorCode::NotFound, "404: no such job");
    };
    std::function<Remote<std::vector<DeviceInfo>>()> onDevices = [] { return std::vector<DeviceInfo>(1); };

    std::string_view kind() const override { return "fake"; }
    Remote<Identity> identity(const RunControl& control) const override { return onIdentity(control); }
    Remote<std::vector<DeviceInfo>> devices(const RunControl&) const override { return onDevices(); }
    Remote<std::optional<RemoteJob>> findByToken(const std::string& token,
                                                 const RunControl&) const override {
        return onFind(token);
    }

    Remote<std::vector<Calibration>> calibrations(const std::string&, std::size_t,
                                                  const RunControl&) const override {
        return mistake();
    }
    Remote<ProviderEstimate> estimate(const EstimateRequest&, const RunControl&) const override {
        return mistake();
    }
    Remote<std::string> jobBody(const JobRequest&) const override { return mistake(); }
    Remote<std::string> submit(const JobRequest&, const RunControl&) const override { return mistake(); }
    Remote<RemoteJob> job(const std::string& id, const RunControl&) const override { return onJob(id); }
    std::vector<Remote<RemoteJob>> jobs(const std::vector<std::string>&, const RunControl&) const override {
        return {};
    }
    Remote<std::vector<CircuitOutcome>> results(const std::string&, const std::vector<Circuit>&,
                                                std::uint64_t, const RunControl&) const override {
        return mistake();
    }
    Remote<RemoteState> cancel(const std::string&, const RunControl&) const override { return mistake(); }
    Remote<std::optional<double>> costUsd(const std::string&, const RunControl&) const override {
        return mistake();
    }
    Remote<JobRequest> fetchRequest(const std::string&, const RunControl&) const override {
        return mistake();
    }

private:
    static tl::unexpected<RemoteError> mistake() {
        return remoteFail(RemoteFault::Local, ErrorCode::Failed, "a test of an account must not ask this");
    }
};

/// Time stands still until a test lets a wait be over.
class HeldClock : public Clock {
public:
    std::int64_t unixMs() const override { return 1'764'547'200'000; }  // 2025-12-01 00:00 UTC
    std::int64_t steadyMs() const override { return 0; }
    bool waitFor(std::int64_t ms, const std::stop_token& stop) override {
        std::unique_lock lock(m_mutex);
        m_waited.push_back(ms);
        m_changed.wait(lock, stop, [this] { return m_over; });
        return m_over;
    }
    void letTimePass() {
        const std::scoped_lock lock(m_mutex);
        m_over = true;
        m_changed.notify_all();
    }
    std::vector<std::int64_t> waited() const {
        const std::scoped_lock lock(m_mutex);
        return m_waited;
    }

private:
    mutable std::mutex m_mutex;
    std::condition_variable_any m_changed;
    bool m_over = false;
    std::vector<std::int64_t> m_waited;
};

}  // namespace qstore::test
