// SPDX-License-Identifier: Apache-2.0
#include "core/serving/practice_pages.h"

#include <nlohmann/json.hpp>

#include "core/base/json.h"
#include "core/base/json_fields.h"

namespace qstore {
namespace {

using Json = nlohmann::json;

/// For people to read, who ask with curl.
HttpReply page(const Json& document, int status = 200) {
    HttpReply reply;
    reply.status = status;
    reply.body = document.dump(2) + "\n";
    return reply;
}

HttpReply badBody(const Error& error) {
    return page({{"error", {{"message", error.message}, {"hint", error.hint}}}}, 400);
}

/// {"action": "add" | "revoke" | "restore" | "expire-after" | "expire-tokens", "key": …, "requests": n,
/// "lifetimeMs": n}
HttpReply changeKeys(PracticeAccount& account, const HttpCall& call) {
    const auto body = parseJson(call.body);
    if (!body) return badBody(body.error());
    std::string action, key;
    std::uint64_t requests = 0, lifetimeMs = 0;
    JsonFields fields(*body, "");
    fields.require("action").read("action", action).read("key", key);
    fields.read("requests", requests).read("lifetimeMs", lifetimeMs);
    if (const Status read = fields.finish(); !read) return badBody(read.error());
    const std::lock_guard lock(account.mutex);
    if (action == "add") {
        std::optional<std::int64_t> end;
        if (lifetimeMs > 0) end = account.clock->unixMs() + static_cast<std::int64_t>(lifetimeMs);
        return page({{"key", account.keys.add(end)}}, 201);
    }
    bool known = true;
    if (action == "revoke") {
        known = account.keys.revoke(key);
    } else if (action == "restore") {
        known = account.keys.restore(key);
    } else if (action == "expire-after") {
        known = account.keys.expireAfter(key, requests);
    } else if (action == "expire-tokens") {
        account.keys.expireTokens();
    } else {
        return badBody({ErrorCode::InvalidArgument, "action: there is no '" + action + "'",
                        "add, revoke, restore, expire-after or expire-tokens"});
    }
    if (!known) return badBody({ErrorCode::NotFound, "there is no such key", "POST {\"action\": \"add\"}"});
    return page({{"done", action}});
}

HttpReply changeFaults(PracticeAccount& account, FaultState& faults, const HttpCall& call) {
    auto plan = readFaultPlan(call.body);
    if (!plan) return badBody(plan.error());
    const std::lock_guard lock(account.mutex);
    faults = FaultState(std::move(*plan));
    return page({{"done", "faults"}});
}

}  // namespace

std::string practicePage(const std::string& url) {
    return R"(<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>Practice cloud</title>
<style>body{font:16px/1.5 sans-serif;max-width:46em;margin:3em auto;padding:0 1em}code{background:#eee;padding:0 .2em}</style>
</head><body>
<h1>This is a practice cloud, not a real one</h1>
<p>Q-Store Workbench runs it on this machine. It speaks the interfaces of two providers of quantum computers, so that
accounts, jobs, prices and failures can be tried without an account, a bill or a network. Circuits are simulated here;
the machines, their calibrations and the prices are made for practice. It is not connected to IonQ or IBM.</p>
<table>
<tr><td>IonQ's interface</td><td><code>)" +
           url + R"(/v0.4</code></td></tr>
<tr><td>IBM's interface</td><td><code>)" +
           url + R"(/api/v1</code>, tokens from <code>)" + url + R"(/identity/token</code></td></tr>
<tr><td>What was run and billed</td><td><a href="/practice/ledger">/practice/ledger</a></td></tr>
</table>
</body></html>
)";
}

std::string ledgerJson(const PracticeLedger& ledger) {
    Json jobs = Json::array();
    for (const LedgerJob& job : ledger.jobs) {
        Json circuits = Json::array();
        for (const LedgerCircuit& circuit : job.circuits)
            circuits.push_back({{"hash", circuit.hash},
                                {"shots", circuit.shots},
                                {"runs", circuit.runs},
                                {"billed", circuit.billed}});
        jobs.push_back({{"id", job.id},
                        {"token", job.token},
                        {"device", job.device},
                        {"state", job.state},
                        {"metadata", job.metadata},
                        {"tags", job.tags},
                        {"circuits", circuits},
                        {"billedUsd", job.billedUsd}});
    }
    return Json{{"practice", true},
                {"priceTable", kPracticePriceDate},
                {"circuitsRun", ledger.circuitsRun()},
                {"circuitsBilled", ledger.circuitsBilled()},
                {"billedUsd", ledger.billedUsd()},
                {"jobs", jobs}}
               .dump(2) +
           "\n";
}

HttpReply answerPractice(PracticeAccount& account, FaultState& faults, const std::string& url,
                         const HttpCall& call) {
    HttpReply reply;
    if (call.method == "GET" && (call.path == "/" || call.path == "/practice")) {
        reply.contentType = "text/html; charset=utf-8";
        reply.body = practicePage(url);
        return reply;
    }
    if (call.method == "GET" && call.path == "/practice/ledger") {
        reply.body = ledgerJson(account.jobs->ledger());
        return reply;
    }
    if (call.method == "POST" && call.path == "/practice/keys") return changeKeys(account, call);
    if (call.method == "POST" && call.path == "/practice/faults")
        return changeFaults(account, faults, call);
    return ionqError(404, "The practice cloud has no such page.");
}

}  // namespace qstore
