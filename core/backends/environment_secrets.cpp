// SPDX-License-Identifier: Apache-2.0
#include "core/backends/environment_secrets.h"

#include <cstdlib>

#include "core/backends/profile_rules.h"

namespace qstore {
namespace {

const char* value(const std::string& variable) {
    return std::getenv(variable.c_str());  // NOLINT(concurrency-mt-unsafe): never set by us
}

}  // namespace

Result<std::optional<Secret>> EnvironmentSecrets::find(const std::string& profile,
                                                       const std::string& /*host*/) {
    const std::string variable = keyVariable(profile);
    const char* text = value(variable);
    if (text == nullptr || *text == '\0') return std::optional<Secret>();
    Secret secret{std::string_view(text)};
    if (const Status fits = checkKey(secret); !fits)
        return fail(ErrorCode::InvalidArgument, variable + ": " + fits.error().message, fits.error().hint);
    return std::optional<Secret>(std::move(secret));
}

Status EnvironmentSecrets::keep(const std::string& profile, const std::string& /*host*/,
                                const Secret& /*secret*/) {
    return fail(ErrorCode::Unsupported, "a program cannot keep a key in the environment",
                "set " + keyVariable(profile) + " where the program is started");
}

Status EnvironmentSecrets::forget(const std::string& profile, const std::string& /*host*/) {
    const std::string variable = keyVariable(profile);
    if (value(variable) == nullptr) return {};
    return fail(ErrorCode::Unsupported, variable + " is set outside of this program",
                "`unset " + variable + "` where the program is started");
}

}  // namespace qstore
