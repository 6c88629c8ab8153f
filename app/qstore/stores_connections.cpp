// SPDX-License-Identifier: GPL-3.0-or-later
#include <map>
#include <nlohmann/json.hpp>

#include "app/qstore/account_arguments.h"
#include "app/qstore/connection_report.h"
#include "app/qstore/secret_prompt.h"
#include "app/qstore/stores_verbs.h"
#include "core/backends/profile_rules.h"

namespace qstore {
namespace {

using Json = nlohmann::ordered_json;

struct ConnectionOptions {
    std::string name, kind;
    std::optional<std::string> endpoint, proxy, caFile;
    std::map<std::string, std::string> settings;
    bool forget = false, keepKey = false;
    SecretInput secrets;

    /// `before` with what was named changed.
    StoreConnection changed(StoreConnection before) const {
        if (endpoint) before.endpoint = *endpoint;
        if (proxy) before.proxy = *proxy;
        if (caFile) before.caFile = caFile->empty() ? *caFile : std::filesystem::absolute(*caFile).string();
        for (const auto& [setting, value] : settings) before.settings[setting] = value;
        return before;
    }
};

/// The connection of that name; for the store in the workspace, which has none, `why` it is not needed.
Result<StoreConnection> connectionNamed(StoreAccess& stores, const std::string& name,
                                        const std::string& why) {
    if (name != "local") return stores.connections().find(name);
    return fail(ErrorCode::InvalidArgument, "'local' is the store in the workspace: it " + why,
                "`qstore stores list` shows the others");
}

/// Completed by its driver and checked, with everything but the key.
Result<StoreConnection> checkedConnection(const StoreDriver& driver, StoreConnection connection) {
    QSTORE_TRY(StoreConnection complete, driver.complete(std::move(connection)));
    QSTORE_CHECK(checkConnection(complete));
    QSTORE_CHECK(checkCertificates(complete.caFile));
    return complete;
}

Status listKinds(const Command& command, const ConnectionOptions& options) {
    StoreAccess stores(command, options.secrets);
    for (const std::string& note : stores.plugins().notes()) command.note(note);
    const std::vector<StoreKind> kinds = stores.plugins().storeKinds();
    command.answer(kindsJson(kinds), kindsText(kinds));
    return {};
}

Status listStores(const Command& command, const ConnectionOptions& options) {
    StoreAccess stores(command, options.secrets);
    QSTORE_TRY(const auto connections, stores.connections().list());
    if (options.secrets.passwordFromStdin && stores.keys().vault().exists())
        QSTORE_CHECK(stores.keys().openVault());
    std::vector<ConnectionState> states;
    for (const StoreConnection& connection : connections) {
        ConnectionState state{connection, {}, {}, {}};
        const auto driver = stores.driverOf(connection);
        if (!driver) {
            state.reason = driver.error().message;
            state.cure = driver.error().hint;
        } else if ((*driver)->kind().key != KeyNeed::None) {
            state.key = stores.keys().keyState(keyAddress(connection, **driver));
            if (!state.key->note.empty()) command.note(state.key->note);
        }
        states.push_back(std::move(state));
    }
    command.answer(storesJson(command.workspaceFile().string(), states),
                   storesText(command.workspaceFile().string(), states));
    return {};
}

/// Answers with the connection and where its key is.
void answerConnection(const Command& command, const StoreConnection& connection, const StoreDriver& driver,
                      const std::string& what, const std::optional<SecretPlace>& place) {
    Json document = connectionJson(connection);
    document["key"] = {{"place", place ? Json(secretPlaceName(*place)) : Json("none")}};
    std::string text =
        what + " '" + connection.name + "': " + connection.kind + " at " + connection.endpoint;
    if (place)
        text += "; its key is in the " + std::string(secretPlaceName(*place));
    else if (driver.kind().key == KeyNeed::Required)
        text += "; it has no key yet: `qstore stores key " + connection.name + "`";
    command.answer(document, text + '\n');
}

Status add(const Command& command, const ConnectionOptions& options) {
    StoreAccess stores(command, options.secrets);
    StoreConnection wanted;
    wanted.name = options.name;
    wanted.kind = options.kind;
    QSTORE_TRY(const auto driver, stores.driverOf(wanted));
    QSTORE_TRY(const StoreConnection complete, checkedConnection(*driver, options.changed(wanted)));
    const KeyAddress address = keyAddress(complete, *driver);
    const KeyNeed need = driver->kind().key;
    if (need == KeyNeed::None && options.secrets.keyFromStdin)
        return fail(ErrorCode::InvalidArgument, "a store of kind '" + complete.kind + "' takes no key",
                    "leave --key-stdin out");
    std::optional<Secret> key;
    // Both are there before anything is stored. Who may do without a key is not asked for one.
    if (options.secrets.keyFromStdin || (need == KeyNeed::Required && canPrompt())) {
        QSTORE_TRY(key, stores.keys().readKey(address));
    }
    QSTORE_CHECK(stores.connections().add(complete));
    std::optional<SecretPlace> place;
    if (key) {
        const auto kept = stores.keys().keepKey(address, *key);
        if (!kept)
            return fail(
                kept.error().code,
                "store '" + complete.name + "' is added, but its key is not kept: " + kept.error().message,
                kept.error().hint);
        place = *kept;
    } else if (need != KeyNeed::None) {
        place = stores.keys().keyState(address).place;
    }
    answerConnection(command, complete, *driver, "added", place);
    return {};
}

Status change(const Command& command, const ConnectionOptions& options) {
    StoreAccess stores(command, options.secrets);
    QSTORE_TRY(const StoreConnection before,
               connectionNamed(stores, options.name, "has nothing to change"));
    QSTORE_TRY(const auto driver, stores.driverOf(before));
    QSTORE_TRY(const StoreConnection after, checkedConnection(*driver, options.changed(before)));
    QSTORE_CHECK(stores.connections().change(after));
    const KeyAddress from = keyAddress(before, *driver), to = keyAddress(after, *driver);
    if (from.host != to.host)
        command.note("keys are bound to their host: the key for " + from.host + " is not sent to " +
                     to.host + "; `qstore stores key " + after.name + "` keeps one for it");
    answerConnection(command, after, *driver, "changed", stores.keys().keyState(to).place);
    return {};
}

Status test(const Command& command, const ConnectionOptions& options) {
    StoreAccess stores(command, options.secrets);
    QSTORE_TRY(const StoreConnection connection,
               connectionNamed(stores, options.name, "is always there and needs no test"));
    QSTORE_TRY(const auto driver, stores.driverOf(connection));
    std::optional<FoundKey> key;
    if (driver->kind().key != KeyNeed::None) {
        QSTORE_TRY(key, stores.keys().findKey(keyAddress(connection, *driver)));
    }
    const auto steps =
        driver->test(connection, key ? key->key : Secret(), RunControl{command.stop.get_token(), {}}, {});
    const auto failure = failureOf(connection.name, steps);
    const Json document = {
        {"store", connection.name}, {"passed", !failure}, {"steps", storeStepsJson(steps)}};
    if (failure) return command.answerFailure(document, storeStepsText(steps), *failure);
    command.answer(document, storeStepsText(steps));
    return {};
}

Status remove(const Command& command, const ConnectionOptions& options) {
    StoreAccess stores(command, options.secrets);
    QSTORE_TRY(const StoreConnection connection,
               connectionNamed(stores, options.name,
                               "cannot be removed; `qstore stores drop` deletes a collection of it"));
    std::string left;
    if (!options.keepKey) {
        const auto driver = stores.driverOf(connection);
        // Which host its key is for is known to its plugin alone, and the connection is what names it.
        if (!driver)
            return fail(
                driver.error().code,
                "the key of '" + connection.name + "' cannot be forgotten: " + driver.error().message,
                (driver.error().hint.empty() ? "" : driver.error().hint + "; or ") +
                    ("--keep-key removes the connection and leaves the key where it is"));
        if ((*driver)->kind().key != KeyNeed::None) {
            QSTORE_TRY(left, stores.keys().forgetKey(keyAddress(connection, **driver)));
        }
    }
    QSTORE_CHECK(stores.connections().remove(options.name));
    if (!left.empty()) command.note(left);
    command.answer(
        {{"store", options.name}, {"removed", true}, {"keyLeft", options.keepKey || !left.empty()}},
        "removed '" + options.name + "'; what it holds is still there\n");
    return {};
}

Status keyOfStore(const Command& command, const ConnectionOptions& options) {
    StoreAccess stores(command, options.secrets);
    QSTORE_TRY(const StoreConnection connection, connectionNamed(stores, options.name, "takes no key"));
    QSTORE_TRY(const auto driver, stores.driverOf(connection));
    if (driver->kind().key == KeyNeed::None)
        return fail(ErrorCode::InvalidArgument, "a store of kind '" + connection.kind + "' takes no key");
    const KeyAddress address = keyAddress(connection, *driver);
    if (options.forget) {
        QSTORE_TRY(const std::string left, stores.keys().forgetKey(address));
        if (!left.empty())
            return fail(ErrorCode::Busy, left, "run it in a terminal, or send --password-stdin");
        answerConnection(command, connection, *driver, "forgot the key of", std::nullopt);
        return {};
    }
    QSTORE_TRY(const Secret key, stores.keys().readKey(address));
    QSTORE_TRY(const SecretPlace place, stores.keys().keepKey(address, key));
    if (stores.keys().keyState(address).place == SecretPlace::Environment)
        command.note(keyVariable(address.name) + " is set and is used before the key that was just kept");
    answerConnection(command, connection, *driver, "key of", place);
    return {};
}

/// --key-stdin, --password-stdin and where keys go; words that would put a secret on the command line are
/// refused.
void addSecrets(CLI::App& verb, ConnectionOptions& options, bool takesKey) {
    verb.add_flag("--password-stdin", options.secrets.passwordFromStdin,
                  "The vault's master password is the first line of standard input");
    if (takesKey) {
        verb.add_flag("--key-stdin", options.secrets.keyFromStdin, "The key is a line of standard input");
        verb.add_option_function<std::string>(
                "--keep-in",
                [&options](const std::string& name) { options.secrets.place = findSecretPlace(name); },
                "keychain or vault (default: the keychain where there is one)")
            ->check(CLI::IsMember({"keychain", "vault"}));
    }
    refuseSecretArguments(verb);
}

void addAddress(CLI::App& verb, ConnectionOptions& options) {
    verb.add_option("--endpoint", options.endpoint,
                    "Where it is reached (`qstore stores kinds` shows how)");
    verb.add_option("--proxy", options.proxy,
                    "http://host:port or socks5h://host:port (default: the environment's)");
    verb.add_option("--ca", options.caFile, "Further certificate authorities, a PEM file");
    verb.add_option_function<std::vector<std::string>>(
            "--set",
            [&options](const std::vector<std::string>& texts) {
                for (const std::string& text : texts) {
                    const std::string name = text.substr(0, text.find('='));
                    const bool isNew =
                        options.settings.try_emplace(name, text.substr(text.find('=') + 1)).second;
                    if (!isNew) throw CLI::ValidationError("--set", "'" + name + "' is given twice");
                }
            },
            "A setting of the kind, name=value; may be given again")
        ->allow_extra_args(false)
        ->check([](const std::string& text) {
            const std::size_t equals = text.find('=');
            return equals == 0 || equals == std::string::npos
                       ? "'" + text + "' is not of the form name=value"
                       : std::string();
        });
}

}  // namespace

void addStoreConnections(CLI::App& stores, Command& command) {
    auto options = std::make_shared<ConnectionOptions>();
    const auto verb = [&](const char* name, const char* help,
                          Status (*run)(const Command&, const ConnectionOptions&)) {
        return addStoreVerb(stores, command, options, name, help, run);
    };
    const auto named = [&](const char* name, const char* help,
                           Status (*run)(const Command&, const ConnectionOptions&)) {
        CLI::App* sub = verb(name, help, run);
        sub->add_option("NAME", options->name, "The store's name")->required();
        return sub;
    };
    addSecrets(*verb("list", "The stores there are, and where their keys are", listStores), *options,
               false);
    verb("kinds", "The kinds of stores that can be reached, each with its settings", listKinds);
    CLI::App* adding =
        named("add", "Add a store elsewhere; its key comes from a prompt or --key-stdin", add);
    adding->add_option("--kind", options->kind, "qdrant, pinecone, pgvector … (`qstore stores kinds`)")
        ->required();
    addAddress(*adding, *options);
    addSecrets(*adding, *options, true);
    CLI::App* changing = named("change", "Change how a store is reached; what is not named stays", change);
    addAddress(*changing, *options);
    refuseSecretArguments(*changing);
    addSecrets(*named("test",
                      "Host, TLS, key, version, collections: five steps, each failure with its cure", test),
               *options, false);
    CLI::App* removing = named("remove", "Forget how a store is reached, and its key", remove);
    removing->add_flag("--keep-key", options->keepKey, "Leave its key where it is");
    addSecrets(*removing, *options, false);
    CLI::App* keeping = named("key", "Keep a key: from a prompt without echo, or --key-stdin", keyOfStore);
    keeping->add_flag("--forget", options->forget, "Forget the key instead");
    addSecrets(*keeping, *options, true);
}

}  // namespace qstore
