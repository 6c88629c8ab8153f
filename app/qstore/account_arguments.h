// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>

#include "app/qstore/account_access.h"

namespace qstore {

/// What the verbs of `qstore accounts` are told.
struct AccountArguments {
    std::string name, newName;
    std::optional<std::string> provider, endpoint, region, proxy, caFile, instance, tokenEndpoint;
    std::optional<std::size_t> maxJobs;
    bool practice = false, forget = false;
    SecretInput secrets;

    /// A new profile. InvalidArgument for --region beside --endpoint.
    Result<BackendProfile> profile() const;
    /// `before` with what was named changed.
    Result<BackendProfile> changed(BackendProfile before) const;
};

void addName(CLI::App& sub, AccountArguments& options);
void addProfileOptions(CLI::App& sub, AccountArguments& options, bool needsProvider);
/// --password-stdin, where a key is taken also --key-stdin and --store, and refuseSecretArguments.
void addSecretOptions(CLI::App& sub, AccountArguments& options, bool takesKey);
/// Options and words that would put a secret on the command line are refused with the reason.
void refuseSecretArguments(CLI::App& sub);

}  // namespace qstore
