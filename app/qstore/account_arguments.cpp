// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/qstore/account_arguments.h"

#include <CLI/CLI.hpp>

#include "core/backends/profile_rules.h"

namespace qstore {
namespace {

std::string absolutePath(const std::string& path) {
    std::error_code error;
    const auto absolute = std::filesystem::absolute(path, error);
    return path.empty() || error ? path : absolute.lexically_normal().string();
}

}  // namespace

Result<BackendProfile> AccountArguments::changed(BackendProfile before) const {
    if (region && endpoint)
        return fail(ErrorCode::InvalidArgument, "--region and --endpoint both say where to go",
                    "choose one of them");
    if (region) {
        QSTORE_TRY(before.endpoint, defaultEndpoint(before.provider, *region));
    }
    if (endpoint) before.endpoint = *endpoint;
    if (proxy) before.proxy = *proxy;
    if (caFile) before.caFile = absolutePath(*caFile);
    if (instance) before.instance = *instance;
    if (tokenEndpoint) before.tokenEndpoint = *tokenEndpoint;
    if (maxJobs) before.maxConcurrentJobs = *maxJobs;
    if (practice) before.practice = true;
    return before;
}

Result<BackendProfile> AccountArguments::profile() const {
    BackendProfile profile;
    profile.name = name;
    profile.provider = findProviderKind(provider.value_or("ionq")).value_or(ProviderKind::Ionq);
    return changed(std::move(profile));
}

void addName(CLI::App& sub, AccountArguments& options) {
    sub.add_option("NAME", options.name, "The account's name")->required();
}

void addProfileOptions(CLI::App& sub, AccountArguments& options, bool needsProvider) {
    if (needsProvider)
        sub.add_option("--provider", options.provider, "ionq or ibm")
            ->required()
            ->check(CLI::IsMember({"ionq", "ibm"}));
    sub.add_option("--endpoint", options.endpoint,
                   "Where it is reached (default: the provider's own address)");
    sub.add_option("--region", options.region, "IBM: us-east or eu-de, instead of an endpoint");
    sub.add_option("--proxy", options.proxy,
                   "http://host:port or socks5h://host:port (default: the environment's)");
    sub.add_option("--ca-file", options.caFile, "Further certificate authorities, a PEM file");
    sub.add_option("--instance", options.instance, "IBM: the CRN of the instance");
    sub.add_option("--token-endpoint", options.tokenEndpoint, "IBM: where a key becomes a token");
    sub.add_option("--max-jobs", options.maxJobs, "Jobs at a time (default 4)");
    sub.add_flag("--practice", options.practice, "An account of a practice cloud");
}

void refuseSecretArguments(CLI::App& sub) {
    const auto refuse = [](const std::string&) {
        throw CLI::ValidationError(
            "a secret on the command line is seen by everybody on this machine and kept in the shell's "
            "history; if this "
            "was one, replace it, and give the new one at the prompt, with --key-stdin, or in "
            "QSTORE_KEY_<ACCOUNT>");
    };
    // An error of CLI11 would repeat the word.
    sub.add_option_function<std::string>("--key,--api-key,--token,--secret,--password", refuse)
        ->expected(0, 1)
        ->trigger_on_parse()
        ->group("");
    sub.add_option_function<std::vector<std::string>>(
           "UNEXPECTED", [refuse](const std::vector<std::string>&) { refuse({}); })
        ->group("");
}

void addSecretOptions(CLI::App& sub, AccountArguments& options, bool takesKey) {
    sub.add_flag("--password-stdin", options.secrets.passwordFromStdin,
                 "The vault's master password is the first line of standard input");
    if (takesKey) {
        sub.add_flag("--key-stdin", options.secrets.keyFromStdin, "The key is a line of standard input");
        sub.add_option_function<std::string>(
               "--store",
               [&options](const std::string& name) { options.secrets.place = findSecretPlace(name); },
               "keychain or vault (default: the keychain where there is one)")
            ->check(CLI::IsMember({"keychain", "vault"}));
    }
    refuseSecretArguments(sub);
}

}  // namespace qstore
