// SPDX-License-Identifier: GPL-3.0-or-later
#include <nlohmann/json.hpp>

#include "app/qstore/stores_verbs.h"
#include "app/qstore/text_table.h"
#include "core/exchange/store_files.h"

namespace qstore {
namespace {

using Json = nlohmann::ordered_json;

struct FileOptions {
    StoreChoice choice;
    std::string name, as;
    std::optional<std::string> dataset, model, run;
    bool replace = false;
};

Json fileJson(const KeptFile& file) {
    return {{"file", file.name},
            {"kind", file.kind},
            {"bytes", file.bytes},
            {"sha256", file.sha256},
            {"keptMs", file.keptMs}};
}

Status keep(const Command& command, const FileOptions& options) {
    StoreAccess stores(command, options.choice.secrets);
    QSTORE_TRY(const OpenStore open, stores.open(options.choice.store, WorkspaceNeed::Existing));
    QSTORE_TRY(ByteStore * files, byteStoreOf(*open.store, open.name));
    const RunControl control = command.control("keeping");
    const KeptBefore before = options.replace ? KeptBefore::Replace : KeptBefore::Refuse;
    auto kept = options.dataset ? keepDataset(*files, *open.workspace, *options.dataset, control, before)
                : options.model ? keepModel(*files, *open.workspace, *options.model, control, before)
                                : keepCheckpoint(*files, *open.workspace, *options.run, control, before);
    QSTORE_CHECK(kept);
    Json document = {{"store", open.name}};
    document.update(fileJson(*kept));
    command.answer(document, kept->name + ": " + std::to_string(kept->bytes) + " bytes are kept in " +
                                 open.name + '\n');
    return {};
}

Status listFiles(const Command& command, const FileOptions& options) {
    StoreAccess stores(command, options.choice.secrets);
    QSTORE_TRY(const OpenStore open, stores.open(options.choice.store, WorkspaceNeed::None));
    QSTORE_TRY(ByteStore * files, byteStoreOf(*open.store, open.name));
    QSTORE_TRY(const std::vector<KeptFile> list, files->files(command.control("reading")));
    Json document = Json::array();
    TextTable table({"file", "kind", "bytes", "kept"});
    for (const KeptFile& file : list) {
        document.push_back(fileJson(file));
        table.add({file.name, file.kind, std::to_string(file.bytes), localTime(file.keptMs)});
    }
    command.answer(document, list.empty() ? "no files; `qstore stores keep " + open.name +
                                                " --dataset NAME` keeps one\n"
                                          : table.toText());
    return {};
}

Status restore(const Command& command, const FileOptions& options) {
    StoreAccess stores(command, options.choice.secrets);
    QSTORE_TRY(const OpenStore open, stores.open(options.choice.store, WorkspaceNeed::Made));
    QSTORE_TRY(ByteStore * files, byteStoreOf(*open.store, open.name));
    QSTORE_TRY(const RestoredFile restored, restoreFile(*files, *open.workspace, options.name, options.as,
                                                        command.control("restoring")));
    std::string text = options.name + " is here again as " + restored.kind + " " + restored.name + '\n';
    if (restored.kind == kCheckpointKind)
        text =
            options.name + " is here again: `qstore runs resume " + restored.name + "` goes on with it\n";
    command.answer({{"file", options.name}, {"kind", restored.kind}, {"name", restored.name}}, text);
    return {};
}

Status forget(const Command& command, const FileOptions& options) {
    StoreAccess stores(command, options.choice.secrets);
    QSTORE_TRY(const OpenStore open, stores.open(options.choice.store, WorkspaceNeed::None));
    QSTORE_TRY(ByteStore * files, byteStoreOf(*open.store, open.name));
    QSTORE_TRY(const bool was, files->forget(options.name, command.control("removing")));
    command.answer({{"file", options.name}, {"removed", was}},
                   was ? "removed " + options.name + '\n' : options.name + " was not there\n");
    return {};
}

void addKept(CLI::App& verb, FileOptions& options) {
    auto* what = verb.add_option_group("what", "What is kept");
    what->add_option("--dataset", options.dataset, "A dataset with its recipe");
    what->add_option("--model", options.model, "A registered model: NAME, NAME:VERSION or NAME@ALIAS");
    what->add_option("--checkpoint", options.run, "The latest checkpoint of a run, by the run's id");
    what->require_option(1);
    verb.add_flag("--replace", options.replace, "Take the place of another file of that name");
}

}  // namespace

void addStoreFiles(CLI::App& stores, Command& command) {
    auto options = std::make_shared<FileOptions>();
    const auto add = [&](const char* name, const char* help,
                         Status (*run)(const Command&, const FileOptions&)) {
        CLI::App* verb = addStoreVerb(stores, command, options, name, help, run);
        verb->add_option("STORE", options->choice.store, "The store's name")->required();
        verb->add_flag("--password-stdin", options->choice.secrets.passwordFromStdin,
                       "The vault's master password is the first line of standard input");
        return verb;
    };
    addKept(*add("keep", "Keep a dataset, model or checkpoint as a file, where a store can", keep),
            *options);
    add("files", "The files a store keeps", listFiles);
    CLI::App* restoring = add("restore", "Put a kept file back into the workspace", restore);
    restoring->add_option("FILE", options->name, "The file's name")->required();
    restoring->add_option("--as", options->as, "The name of the dataset or model (default: its own)");
    add("forget", "Remove a kept file", forget)
        ->add_option("FILE", options->name, "The file's name")
        ->required();
}

}  // namespace qstore
