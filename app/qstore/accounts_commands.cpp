// SPDX-License-Identifier: GPL-3.0-or-later
#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include "app/qstore/account_access.h"
#include "app/qstore/account_arguments.h"
#include "app/qstore/key_report.h"
#include "app/qstore/secret_prompt.h"
#include "app/qstore/text_table.h"
#include "core/backends/profile_rules.h"

namespace qstore {
namespace {

using Json = nlohmann::ordered_json;

Json profileJson(const BackendProfile& profile) {
    Json json = {{"name", profile.name},
                 {"provider", providerKindName(profile.provider)},
                 {"endpoint", profile.endpoint},
                 {"practice", profile.practice}};
    if (!profile.proxy.empty()) json["proxy"] = profile.proxy;
    if (!profile.caFile.empty()) json["caFile"] = profile.caFile;
    if (!profile.instance.empty()) json["instance"] = profile.instance;
    if (!profile.tokenEndpoint.empty()) json["tokenEndpoint"] = profile.tokenEndpoint;
    json["maxConcurrentJobs"] = profile.maxConcurrentJobs;
    return json;
}

Status listAccounts(const Command& command, const AccountArguments& options) {
    AccountAccess accounts(command, options.secrets);
    QSTORE_TRY(const auto profiles, accounts.profiles().list());
    if (options.secrets.passwordFromStdin && accounts.vault().exists()) QSTORE_CHECK(accounts.openVault());
    Json list = Json::array();
    TextTable table({"account", "provider", "endpoint", "key"});
    for (const BackendProfile& profile : profiles) {
        const KeyState state = accounts.keyState(profile);
        Json entry = profileJson(profile);
        entry["key"] = keyJson(state);
        list.push_back(std::move(entry));
        table.add({profile.name + (profile.practice ? " (practice)" : ""),
                   std::string(providerKindName(profile.provider)), profile.endpoint, keyText(state)});
        if (!state.note.empty()) command.note(state.note);
    }
    command.answer(list, table.empty() ? "no accounts; `qstore accounts add NAME --provider ionq` adds one"
                                       : table.toText());
    return {};
}

/// Answers with the profile and where its key is.
void answerProfile(const Command& command, const BackendProfile& profile, const char* what,
                   const std::optional<SecretPlace>& place) {
    Json document = profileJson(profile);
    document["key"] = {{"place", place ? Json(secretPlaceName(*place)) : Json("none")}};
    std::string text = what + (" '" + profile.name + "': ") +
                       std::string(providerKindName(profile.provider)) + " at " + profile.endpoint;
    text += place ? "; its key is in the " + std::string(secretPlaceName(*place))
                  : "; it has no key yet: `qstore accounts key " + profile.name + "`";
    command.answer(document, text);
}

Status addAccount(const Command& command, const AccountArguments& options) {
    AccountAccess accounts(command, options.secrets);
    QSTORE_TRY(const BackendProfile wanted, options.profile());
    // The profile is checked before anybody is asked for a key; both are there before anything is stored.
    QSTORE_TRY(const BackendProfile complete, completeProfile(wanted));
    QSTORE_CHECK(checkProfile(complete));
    std::optional<Secret> key;
    if (options.secrets.keyFromStdin || canPrompt()) {
        QSTORE_TRY(key, accounts.readKey(complete));
    }
    QSTORE_TRY(const BackendProfile added, accounts.profiles().add(complete));
    std::optional<SecretPlace> place;
    if (key) {
        const auto kept = accounts.keepKey(added, *key);
        if (!kept)
            return fail(
                kept.error().code,
                "account '" + added.name + "' is added, but its key is not kept: " + kept.error().message,
                kept.error().hint);
        place = *kept;
    } else {
        place = accounts.keyState(added).place;
    }
    answerProfile(command, added, "added", place);
    return {};
}

Status changeAccount(const Command& command, const AccountArguments& options) {
    AccountAccess accounts(command, options.secrets);
    QSTORE_TRY(const BackendProfile before, accounts.profiles().find(options.name));
    QSTORE_TRY(const BackendProfile wanted, options.changed(before));
    QSTORE_TRY(const BackendProfile after, accounts.profiles().change(wanted));
    if (keyHost(before) != keyHost(after))
        command.note("keys are bound to their host: the key for " + keyHost(before) + " is not sent to " +
                     keyHost(after));
    answerProfile(command, after, "changed", accounts.keyState(after).place);
    return {};
}

Status testAccountVerb(const Command& command, const AccountArguments& options) {
    AccountAccess accounts(command, options.secrets);
    QSTORE_TRY(const BackendProfile profile, accounts.profiles().find(options.name));
    QSTORE_TRY(const auto found, accounts.findKey(profile));
    const auto steps = testAccount(profile, found ? found->key : Secret(), networkAccess(),
                                   RunControl{command.stop.get_token(), {}});
    Json list = Json::array();
    std::string text;
    Error error;
    for (const AccountTestStep& step : steps) {
        list.push_back(stepJson(accountStepName(step.step), step));
        text += stepText(accountStepName(step.step), step);
        if (step.state == StepState::Cancelled) error = cancelled().value();
        if (step.state == StepState::Failed)
            error = {ErrorCode::Failed,
                     "account '" + profile.name + "' fails at '" + std::string(accountStepName(step.step)) +
                         "': " + step.detail,
                     step.cure};
    }
    const bool passed = allPassed(steps);
    const Json document = {{"account", profile.name}, {"passed", passed}, {"steps", std::move(list)}};
    if (!passed) return command.answerFailure(document, text, error);
    command.answer(document, text);
    return {};
}

Status removeAccount(const Command& command, const AccountArguments& options) {
    AccountAccess accounts(command, options.secrets);
    QSTORE_TRY(const BackendProfile profile, accounts.profiles().find(options.name));
    QSTORE_TRY(const std::string left, accounts.forgetKey(profile));
    QSTORE_CHECK(accounts.profiles().remove(options.name));
    if (!left.empty()) command.note(left);
    command.answer({{"name", options.name}, {"removed", true}, {"keyLeft", !left.empty()}},
                   "removed '" + options.name + "'");
    return {};
}

Status renameAccount(const Command& command, const AccountArguments& options) {
    AccountAccess accounts(command, options.secrets);
    QSTORE_TRY(const BackendProfile before, accounts.profiles().find(options.name));
    QSTORE_TRY(const auto key, accounts.findKey(before));
    QSTORE_CHECK(accounts.profiles().rename(options.name, options.newName));
    BackendProfile after = before;
    after.name = options.newName;
    std::optional<SecretPlace> place;
    if (key && key->place != SecretPlace::Environment) {
        QSTORE_TRY(place, accounts.keepKey(after, key->key));
        QSTORE_CHECK(accounts.forgetKey(before));
    } else if (key) {
        command.note("its key is given in " + keyVariable(before.name) + "; set " +
                     keyVariable(after.name) + " instead");
    }
    answerProfile(command, after, "renamed", place);
    return {};
}

Status keyOfAccount(const Command& command, const AccountArguments& options) {
    AccountAccess accounts(command, options.secrets);
    QSTORE_TRY(const BackendProfile profile, accounts.profiles().find(options.name));
    if (options.forget) {
        QSTORE_TRY(const std::string left, accounts.forgetKey(profile));
        if (!left.empty())
            return fail(ErrorCode::Busy, left, "run it in a terminal, or send --password-stdin");
        answerProfile(command, profile, "forgot the key of", std::nullopt);
        return {};
    }
    QSTORE_TRY(const Secret key, accounts.readKey(profile));
    QSTORE_TRY(const SecretPlace place, accounts.keepKey(profile, key));
    const KeyState state = accounts.keyState(profile);
    if (state.place == SecretPlace::Environment)
        command.note(keyVariable(profile.name) + " is set and is used before the key that was just kept");
    answerProfile(command, profile, "key of", place);
    return {};
}

Status changePassword(const Command& command, const AccountArguments& options) {
    AccountAccess accounts(command, options.secrets);
    if (!accounts.vault().exists())
        return fail(ErrorCode::NotFound, "there is no vault at '" + accounts.vault().file().string() + "'",
                    "`qstore accounts key NAME --store vault` makes one");
    const auto stop = command.stop.get_token();
    const bool piped = options.secrets.passwordFromStdin;
    QSTORE_TRY(const Secret before, piped ? readSecretLine("the master password", stop)
                                          : promptSecret("the vault's master password", stop));
    QSTORE_TRY(const Secret after, piped ? readSecretLine("the new master password", stop)
                                         : promptNewSecret("the new master password", stop));
    QSTORE_CHECK(accounts.vault().changePassword(before, after));
    command.answer({{"vault", accounts.vault().file().string()}, {"changed", true}},
                   "the vault's master password is changed");
    return {};
}

}  // namespace

void addAccountsCommands(CLI::App& app, Command& command) {
    CLI::App* accounts =
        app.add_subcommand("accounts", "Accounts of quantum clouds: addresses, keys, a test");
    accounts->require_subcommand(1);
    auto options = std::make_shared<AccountArguments>();
    const auto add = [&](const char* name, const char* help,
                         Status (*verb)(const Command&, const AccountArguments&)) {
        CLI::App* sub = accounts->add_subcommand(name, help);
        sub->callback([&command, options, verb] {
            command.action = [&command, options, verb] { return verb(command, *options); };
        });
        return sub;
    };
    addSecretOptions(*add("list", "Every account, and where its key is", listAccounts), *options, false);

    CLI::App* addVerb =
        add("add", "Add an account; its key comes from a prompt or --key-stdin", addAccount);
    addName(*addVerb, *options);
    addProfileOptions(*addVerb, *options, true);
    addSecretOptions(*addVerb, *options, true);

    CLI::App* change =
        add("change", "Change how an account is reached; what is not named stays", changeAccount);
    addName(*change, *options);
    addProfileOptions(*change, *options, false);
    refuseSecretArguments(*change);

    const auto addNamed = [&](const char* name, const char* help,
                              Status (*verb)(const Command&, const AccountArguments&), bool takesKey) {
        CLI::App* sub = add(name, help, verb);
        addName(*sub, *options);
        if (name == std::string_view("rename"))
            sub->add_option("NEW", options->newName, "Its name from now on")->required();
        addSecretOptions(*sub, *options, takesKey);
        return sub;
    };
    addNamed("test", "Name, TLS, key, rights, devices: five steps, each failure with its cure",
             testAccountVerb, false);
    addNamed("remove", "Remove an account with its key", removeAccount, false);
    addNamed("rename", "Give an account another name; its key follows", renameAccount, false);
    addNamed("key", "Keep a key: from a prompt without echo, or --key-stdin", keyOfAccount, true)
        ->add_flag("--forget", options->forget, "Forget the key instead");
    addSecretOptions(*add("password", "Change the vault's master password", changePassword), *options,
                     false);
}

}  // namespace qstore
