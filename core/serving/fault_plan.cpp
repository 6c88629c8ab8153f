// SPDX-License-Identifier: Apache-2.0
#include "core/serving/fault_plan.h"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>

#include "core/base/closest_name.h"
#include "core/base/json_fields.h"

namespace qstore {
namespace {

struct NamedStage {
    std::string_view name;
    FaultStage stage;
};
constexpr std::array<NamedStage, 7> kStages = {{{"submit", FaultStage::Submit},
                                                {"poll", FaultStage::Poll},
                                                {"fetch", FaultStage::Fetch},
                                                {"cancel", FaultStage::Cancel},
                                                {"token", FaultStage::Token},
                                                {"other", FaultStage::Other},
                                                {"any", FaultStage::Any}}};

struct NamedFault {
    std::string_view name;
    FaultKind kind;
    int status = 0;
};
constexpr std::array<NamedFault, 24> kFaults = {{{"reset", FaultKind::Reset},
                                                 {"close", FaultKind::Close},
                                                 {"truncated", FaultKind::Truncated},
                                                 {"reset-mid-body", FaultKind::ResetMidBody},
                                                 {"hang", FaultKind::Hang},
                                                 {"garbage", FaultKind::Garbage},
                                                 {"html", FaultKind::Html},
                                                 {"bad-gzip", FaultKind::BadGzip},
                                                 {"wrong-content-type", FaultKind::WrongContentType},
                                                 {"unknown-format", FaultKind::UnknownFormat},
                                                 {"bad-sum", FaultKind::BadSum},
                                                 {"deleted", FaultKind::Deleted},
                                                 {"clock-skew", FaultKind::ClockSkew},
                                                 {"slow", FaultKind::Slow},
                                                 {"400", FaultKind::HttpStatus, 400},
                                                 {"401", FaultKind::HttpStatus, 401},
                                                 {"403", FaultKind::HttpStatus, 403},
                                                 {"404", FaultKind::HttpStatus, 404},
                                                 {"429", FaultKind::HttpStatus, 429},
                                                 {"500", FaultKind::HttpStatus, 500},
                                                 {"502", FaultKind::HttpStatus, 502},
                                                 {"503", FaultKind::HttpStatus, 503},
                                                 {"504", FaultKind::HttpStatus, 504},
                                                 {"520", FaultKind::HttpStatus, 520}}};

constexpr std::uint64_t kMostSeconds = 86'400;

Result<Fault> readFault(const nlohmann::json& object, const std::string& path) {
    JsonFields fields(object, path);
    std::string name, stage = "any", form = "seconds";
    Fault fault;
    fields.require("fault").read("fault", name).read("stage", stage).read("retryAfterForm", form);
    QSTORE_CHECK(fields.status());
    const auto found = findFault(name);
    if (!found) {
        const std::vector<std::string> names = faultNames();
        const std::string closest = closestName(name, names);
        return fail(ErrorCode::InvalidArgument, path + ".fault: there is no fault '" + name + "'",
                    closest.empty() ? "reset, hang, 503 and others; see the manual"
                                    : "did you mean '" + closest + "'?");
    }
    fault = *found;
    const auto where = findFaultStage(stage);
    if (!where)
        return fail(ErrorCode::InvalidArgument, path + ".stage: there is no stage '" + stage + "'",
                    "submit, poll, fetch, cancel, token, other or any");
    fault.stage = *where;
    std::uint64_t times = 0, retryAfter = 0, delay = 0;
    fields.read("processed", fault.processed).read("times", times).read("skip", fault.skip);
    fields.read("probability", fault.probability)
        .read("retryAfterSeconds", retryAfter)
        .read("delayMs", delay);
    QSTORE_CHECK(fields.finish());
    if (form != "seconds" && form != "date")
        return fail(ErrorCode::InvalidArgument, path + ".retryAfterForm: '" + form + "'",
                    "'seconds' or 'date'");
    if (!(fault.probability >= 0.0 && fault.probability <= 1.0))
        return fail(ErrorCode::InvalidArgument,
                    path + ".probability: " + std::to_string(fault.probability) + " is outside [0, 1]",
                    "0.1 hits one request in ten");
    if (retryAfter > kMostSeconds || delay > kMostSeconds * 1000)
        return fail(ErrorCode::InvalidArgument, path + ": waits longer than a day",
                    "choose a shorter time");
    if (object.contains("times")) fault.times = times;
    if (object.contains("retryAfterSeconds")) fault.retryAfterSeconds = retryAfter;
    if (object.contains("delayMs")) fault.delayMs = static_cast<std::int64_t>(delay);
    fault.retryAfterAsDate = form == "date";
    return fault;
}

}  // namespace

std::optional<Fault> findFault(std::string_view name) {
    for (const NamedFault& known : kFaults) {
        if (known.name != name) continue;
        Fault fault;
        fault.kind = known.kind;
        fault.status = known.status;
        fault.processed = known.kind >= FaultKind::Truncated;
        if (known.kind == FaultKind::Slow) fault.delayMs = 1000;
        return fault;
    }
    return std::nullopt;
}

std::vector<std::string> faultNames() {
    std::vector<std::string> names;
    for (const NamedFault& known : kFaults) names.emplace_back(known.name);
    return names;
}

std::optional<FaultStage> findFaultStage(std::string_view name) {
    const auto found =
        std::find_if(kStages.begin(), kStages.end(), [&](const auto& known) { return known.name == name; });
    if (found == kStages.end()) return std::nullopt;
    return found->stage;
}

Result<FaultPlan> readFaultPlan(std::string_view json) {
    QSTORE_TRY(const nlohmann::json document, parseJson(json));
    JsonFields fields(document, "");
    FaultPlan plan;
    fields.read("seed", plan.seed);
    const nlohmann::json* list = fields.child("faults");
    QSTORE_CHECK(fields.finish());
    if (list == nullptr || !list->is_array())
        return fail(ErrorCode::InvalidArgument, "faults: there is no list of faults",
                    R"(for example {"faults": [{"stage": "submit", "fault": "503", "times": 2}]})");
    for (std::size_t index = 0; index < list->size(); ++index) {
        QSTORE_TRY(Fault fault, readFault((*list)[index], "faults[" + std::to_string(index) + "]"));
        plan.faults.push_back(fault);
    }
    return plan;
}

FaultState::FaultState(FaultPlan plan)
    : m_plan(std::move(plan)),
      m_seen(m_plan.faults.size(), 0),
      m_hits(m_plan.faults.size(), 0),
      m_random(m_plan.seed, "faults") {}

std::optional<Fault> FaultState::next(FaultStage stage) {
    for (std::size_t index = 0; index < m_plan.faults.size(); ++index) {
        const Fault& fault = m_plan.faults[index];
        if (fault.stage != FaultStage::Any && fault.stage != stage) continue;
        if (m_seen[index]++ < fault.skip) continue;
        if (fault.times && m_hits[index] >= *fault.times) continue;
        if (fault.probability < 1.0 && m_random.uniform() >= fault.probability) continue;
        ++m_hits[index];
        ++m_total;
        return fault;
    }
    return std::nullopt;
}

}  // namespace qstore
