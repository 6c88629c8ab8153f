// SPDX-License-Identifier: Apache-2.0
#include "core/states/state_edit.h"

#include <array>
#include <bit>
#include <complex>

namespace qstore {
namespace {

struct KindWords {
    StateEditKind kind;
    std::string_view name;
    std::string_view words;
};

constexpr std::array<KindWords, 20> kinds{{
    {StateEditKind::CreateRecord, "create-record", "create record"},
    {StateEditKind::UpdateRecord, "update-record", "update record"},
    {StateEditKind::RemoveContext, "remove-context", "remove a context of record"},
    {StateEditKind::SetPayload, "set-payload", "set the payload of record"},
    {StateEditKind::SetTier, "set-tier", "set the tier of record"},
    {StateEditKind::ArchiveRecord, "archive-record", "archive record"},
    {StateEditKind::RestoreRecord, "restore-record", "restore record"},
    {StateEditKind::RemoveRecord, "remove-record", "remove record"},
    {StateEditKind::Sweep, "sweep", "sweep"},
    {StateEditKind::SetOptions, "set-options", "set capacity and coherence times"},
    {StateEditKind::CreateRegister, "create-register", "create register"},
    {StateEditKind::ReplaceRegister, "replace-register", "replace the state of register"},
    {StateEditKind::RenameRegister, "rename-register", "rename register"},
    {StateEditKind::RemoveRegister, "remove-register", "remove register"},
    {StateEditKind::CreateGroup, "create-group", "create group"},
    {StateEditKind::RemoveGroup, "remove-group", "remove group"},
    {StateEditKind::AddMember, "add-member", "add a member to group"},
    {StateEditKind::RemoveMember, "remove-member", "remove a member of group"},
    {StateEditKind::SetStrength, "set-strength", "set a strength of group"},
    {StateEditKind::ApplyToGroup, "apply-to-group", "apply a change to group"},
}};

const KindWords& wordsOf(StateEditKind kind) {
    return kinds.at(static_cast<std::size_t>(kind));
}

bool sameBits(std::complex<double> a, std::complex<double> b) {
    const auto bits = [](double value) { return std::bit_cast<std::uint64_t>(value); };
    return bits(a.real()) == bits(b.real()) && bits(a.imag()) == bits(b.imag());
}

bool sameState(const State& a, const State& b) {
    if (&a.storage() == &b.storage()) return true;
    for (std::uint64_t index = 0; index < std::uint64_t{1} << a.qubits(); ++index)
        if (!sameBits(a.amplitude(index), b.amplitude(index))) return false;
    return true;
}

bool sameDensity(const DensityMatrix& a, const DensityMatrix& b) {
    const std::uint64_t size = std::uint64_t{1} << a.qubits();
    for (std::uint64_t column = 0; column < size; ++column)
        for (std::uint64_t row = 0; row < size; ++row)
            if (!sameBits(a.entry(row, column), b.entry(row, column))) return false;
    return true;
}

}  // namespace

std::string_view stateEditKindName(StateEditKind kind) {
    return wordsOf(kind).name;
}

std::optional<StateEditKind> stateEditKindOf(std::string_view name) {
    for (const KindWords& each : kinds)
        if (each.name == name) return each.kind;
    return std::nullopt;
}

std::string StateEditHead::text() const {
    std::string text(wordsOf(kind).words);
    if (!subject.empty()) text += " '" + subject + "'";
    return text;
}

bool sameRegister(const SimulatedRegister& a, const SimulatedRegister& b) {
    if (!(a.info() == b.info()) || a.qubits() != b.qubits() || a.isPure() != b.isPure()) return false;
    return a.isPure() ? sameState(*a.state(), *b.state()) : sameDensity(*a.density(), *b.density());
}

}  // namespace qstore
