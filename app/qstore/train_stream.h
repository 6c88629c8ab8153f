// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>

#include "app/qstore/command.h"
#include "app/qstore/key_access.h"
#include "core/exchange/stream_order.h"

namespace CLI {
class App;
class Option;
}  // namespace CLI

namespace qstore {

/// A training on the points of a collection instead of a dataset.
struct StreamOptions {
    std::string from;    ///< "STORE/COLLECTION", or a collection of the local store
    std::string target;  ///< empty: as when this workspace pushed there
    std::string filter;
    SecretInput secrets;
};
/// --from, --target, --filter and --password-stdin; returns --from.
CLI::Option* addStreamOptions(CLI::App& verb, StreamOptions& options);

Result<OpenedStream> openStream(const Command& command, const StreamOptions& options,
                                const std::shared_ptr<Workspace>& workspace);
/// Splits and fits by the order's recipe, and says what the rows are.
Status attachStream(const Command& command, OpenedStream opened, TrainingOrder& order);

/// For runs that go on.
StreamOpener streamOpener(const Command& command, std::shared_ptr<Workspace> workspace,
                          const SecretInput& secrets);

nlohmann::ordered_json streamJson(const StreamConfig& stream);

}  // namespace qstore
