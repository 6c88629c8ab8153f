// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <deque>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "core/backends/ibm_provider.h"

namespace qstore::test {

inline constexpr std::string_view kKey = "ApiKeyOfTheTest-0123456789abcdefghijklmnopq";
inline constexpr std::string_view kTokenUrl = "https://iam.example/identity/token";
inline constexpr std::string_view kBase = "https://ibm.example/api/v1";
inline constexpr std::string_view kCrn =
    "crn:v1:bluemix:public:quantum-computing:us-east:a/account1:instance1::";

/// Time that stands until it is moved; the wall clock and the steady clock are moved apart.
class IbmFakeClock final : public Clock {
public:
    std::int64_t unixMs() const override { return unix; }
    std::int64_t steadyMs() const override { return steady; }
    bool waitFor(std::int64_t ms, const std::stop_token&) override {
        steady += ms;
        return true;
    }
    std::int64_t unix = 1'780'000'000'000;
    std::int64_t steady = 5'000;
};

/// Answers by "METHOD path" (without the base address); the last answer of a path stays. Keeps what was
/// asked, with the authorization as it would be sent.
class IbmFakeTransport final : public HttpTransport {
public:
    struct Asked {
        HttpMethod method = HttpMethod::Get;
        std::string url, body, authorization;
        std::map<std::string, std::string> headers;
        std::size_t maxResponseBytes = 0;
    };

    void reply(const std::string& what, int status, std::string body,
               std::string type = "application/json") {
        HttpResponse response;
        response.status = status;
        response.body = std::move(body);
        response.headers = {{"Content-Type", std::move(type)}};
        m_answers[what].push_back(HttpResult(std::move(response)));
    }
    void fault(const std::string& what, NetFault fault, bool maybeReceived) {
        NetError error;
        error.fault = fault;
        error.error = {ErrorCode::Io, "no reply from ibm.example", "look at the cable"};
        error.maybeReceived = maybeReceived;
        m_answers[what].push_back(tl::unexpected(std::move(error)));
    }
    void token(const std::string& value, int seconds = 3600) {
        reply("TOKEN", 200,
              R"({"access_token":")" + value + R"(","token_type":"Bearer","expires_in":)" +
                  std::to_string(seconds) + R"(,"expiration":1473188353,"scope":"ibm openid"})");
    }
    void retryAfter(const std::string& what, std::int64_t ms) { m_answers[what].back()->retryAfterMs = ms; }
    void forget(const std::string& what) { m_answers.erase(what); }

    HttpResult send(const HttpRequest& request, const RunControl&) const override {
        const std::scoped_lock lock(m_mutex);
        Asked one{request.method,
                  request.url,
                  request.body + std::string(request.secretBody.reveal()),
                  request.authorizationScheme + " " + std::string(request.authorization.reveal()),
                  {},
                  request.maxResponseBytes};
        for (const HttpHeader& header : request.headers) one.headers[header.name] = header.value;
        m_asked.push_back(one);
        std::string what = request.url == kTokenUrl
                               ? "TOKEN"
                               : std::string(methodName(request.method)) + " " +
                                     request.url.substr(std::min(kBase.size(), request.url.size()));
        auto found = m_answers.find(what);
        if (found == m_answers.end()) {
            HttpResponse missing;
            missing.status = 404;
            missing.body = R"({"errors":[{"code":"1404","message":"no answer for )" + what + R"("}]})";
            return missing;
        }
        HttpResult answer = found->second.front();
        if (found->second.size() > 1) found->second.pop_front();
        return answer;
    }

    std::vector<Asked> asked() const { return m_asked; }
    /// Those to one path.
    std::vector<Asked> asked(std::string_view urlEnd) const {
        std::vector<Asked> some;
        for (const Asked& each : m_asked)
            if (each.url.size() >= urlEnd.size() &&
                each.url.compare(each.url.size() - urlEnd.size(), urlEnd.size(), urlEnd) == 0)
                some.push_back(each);
        return some;
    }

private:
    static const char* methodName(HttpMethod method) {
        return method == HttpMethod::Get ? "GET" : (method == HttpMethod::Post ? "POST" : "OTHER");
    }
    mutable std::mutex m_mutex;
    mutable std::map<std::string, std::deque<HttpResult>> m_answers;
    mutable std::vector<Asked> m_asked;
};

/// Five qubits in a line, ECR in one direction each.
inline constexpr const char* kEcrConfiguration = R"({
  "backend_name": "ibm_line", "backend_version": "1.2.7", "n_qubits": 5,
  "basis_gates": ["ecr", "id", "rz", "sx", "x"],
  "gates": [
    {"name": "rz", "parameters": ["theta"], "qasm_def": "gate rz(theta) q { U(0, 0, theta) q; }",
     "coupling_map": [[0], [1], [2], [3], [4]]},
    {"name": "ecr", "parameters": [], "qasm_def": "gate ecr q0, q1 { }",
     "coupling_map": [[1, 0], [1, 2], [3, 2], [3, 4]]}],
  "local": false, "simulator": false, "conditional": false, "memory": true,
  "max_shots": 100000, "max_experiments": 300,
  "coupling_map": [[0, 1], [1, 0], [1, 2], [2, 1], [2, 3], [3, 2], [3, 4], [4, 3]]})";

/// Three qubits in a line, CZ, listed one way.
inline constexpr const char* kCzConfiguration = R"({
  "backend_name": "ibm_chain", "n_qubits": 3, "basis_gates": ["cz", "id", "rz", "sx", "x"],
  "simulator": false, "max_shots": 10000, "max_experiments": 4, "coupling_map": [[0, 1], [1, 2]]})";

struct Fixture {
    std::shared_ptr<IbmFakeTransport> transport = std::make_shared<IbmFakeTransport>();
    std::shared_ptr<IbmFakeClock> clock = std::make_shared<IbmFakeClock>();

    std::shared_ptr<const IbmProvider> provider(std::optional<double> usdPerSecond = 1.6) const {
        IbmOptions options;
        options.endpoint = std::string(kBase) + "/";
        options.tokenEndpoint = kTokenUrl;
        options.key = Secret(kKey);
        options.instance = kCrn;
        options.usdPerSecond = usdPerSecond;
        return makeIbmProvider(std::move(options), transport, clock).value();
    }
    Fixture() {
        transport->token("token-one");
        transport->reply("GET /backends/ibm_line/configuration", 200, kEcrConfiguration);
        transport->reply("GET /backends/ibm_chain/configuration", 200, kCzConfiguration);
    }
};

/// A Bell pair in the gates of `ibm_chain`, measured into one register.
inline Circuit bellInCz() {
    CircuitParts parts;
    parts.name = "bell";
    parts.qubits = 2;
    parts.bits = 2;
    parts.operations = {Operation::gateOn("rz", {0}, {1.5}), Operation::gateOn("sx", {0}),
                        Operation::gateOn("cz", {0, 1}), Operation::measure(0, 0),
                        Operation::measure(1, 1)};
    return Circuit::of(std::move(parts));
}

inline JobRequest bellRequest() {
    JobRequest request;
    request.device = "ibm_chain";
    request.name = "first";
    request.token = "t-1";
    request.circuits = {bellInCz()};
    request.shots = 4;
    request.native = true;
    return request;
}

/// Nothing of key or token, in any spelling, is in what a person may read.
inline std::string allText(const RemoteError& error) {
    return error.error.message + "\n" + error.error.hint + "\n" + error.providerCode;
}

}  // namespace qstore::test
