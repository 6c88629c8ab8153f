// SPDX-License-Identifier: Apache-2.0
#include "core/simulation/simd.h"

#include <hwy/targets.h>

#include <algorithm>
#include <array>
#include <utility>

namespace qstore {
namespace {

/// Best first; the plain kernels are the ones that every machine runs.
constexpr std::array<std::pair<std::int64_t, const char*>, 3> kTargets{
    {{HWY_AVX3, "avx512"}, {HWY_AVX2, "avx2"}, {HWY_SCALAR, "plain"}}};

/// What the processor has, whatever was chosen before.
std::int64_t supported() {
    static const std::int64_t targets = hwy::SupportedTargets() | HWY_SCALAR;
    return targets;
}

void choose(std::int64_t targets) {
    hwy::GetChosenTarget().Update(targets);
}

std::int64_t& chosen() {
    static std::int64_t target = [] {
        for (const auto& [bit, name] : kTargets) {
            if ((supported() & bit) != 0) return bit;
        }
        return std::int64_t{HWY_SCALAR};
    }();
    return target;
}

}  // namespace

std::vector<std::string> simdTargets() {
    std::vector<std::string> names;
    for (const auto& [bit, name] : kTargets) {
        if ((supported() & bit) != 0) names.emplace_back(name);
    }
    return names;
}

std::string simdTarget() {
    const auto* const found = std::find_if(kTargets.begin(), kTargets.end(),
                                           [](const auto& target) { return target.first == chosen(); });
    return found->second;
}

Status useSimdTarget(std::string_view name) {
    const auto* const found =
        std::find_if(kTargets.begin(), kTargets.end(), [&](const auto& t) { return t.second == name; });
    if (found == kTargets.end() || (supported() & found->first) == 0) {
        std::string list;
        for (const std::string& target : simdTargets()) list += (list.empty() ? "" : ", ") + target;
        return fail(ErrorCode::InvalidArgument,
                    "this machine has no instruction set '" + std::string(name) + "'",
                    "It has: " + list + ".");
    }
    chosen() = found->first;
    choose(found->first | HWY_SCALAR);
    return {};
}

}  // namespace qstore
