// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/states/example_states.h"

#include "core/states/context_register.h"
#include "core/states/register_builders.h"

namespace qstore::ui {
namespace {

NewRecord recordOf(std::string id, std::vector<double> work, std::vector<double> leisure, RecordTier tier) {
    NewRecord record;
    record.id = std::move(id);
    record.contexts["work"] = {std::move(work), 0.7};
    record.contexts["leisure"] = {std::move(leisure), 0.3};
    record.tier = tier;
    return record;
}

}  // namespace

Status addExampleStates(StateLibrary& library) {
    QSTORE_CHECK(library.addRecord(
        recordOf("ada", {0.9, 0.2, -0.1, 0.3}, {-0.2, 0.7, 0.5, -0.4}, RecordTier::Pinned)));
    QSTORE_CHECK(library.addRecord(
        recordOf("blaise", {0.8, 0.1, -0.2, 0.4}, {0.3, -0.6, -0.5, 0.2}, RecordTier::Medium)));
    QSTORE_CHECK(library.addRecord(
        recordOf("carl", {-0.3, 0.6, 0.4, 0.1}, {-0.1, 0.6, 0.6, -0.3}, RecordTier::Short)));
    RecordGroup group;
    group.id = "colleagues";
    group.members = {"ada", "blaise", "carl"};
    group.strength = 0.5;
    QSTORE_CHECK(library.addGroup(group));
    QSTORE_TRY(const SimulatedRegister bell, bellRegister("bell", BellState::PhiPlus));
    QSTORE_CHECK(library.addRegister(bell));
    QSTORE_TRY(const StateRecord ada, library.records().record("ada"));
    QSTORE_TRY(const ContextRegister superposed, superposeContexts("ada as a state", ada.contexts));
    return library.addRegister(superposed.reg);
}

}  // namespace qstore::ui
