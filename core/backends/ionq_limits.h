// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace qstore {

/// What IonQ's interface v0.4 takes (its specification and documentation, May 2026).
constexpr std::size_t ionqMaxCircuits = 5'000;
constexpr std::size_t ionqMaxGates = 150'000;  ///< of a whole job
constexpr std::size_t ionqMaxBodyBytes = 10'000'000;
constexpr std::uint64_t ionqMaxShots = 1'000'000;
constexpr std::uint64_t ionqMinMitigatedShots = 500;
constexpr std::uint64_t ionqMaxSeed = 2'147'483'647;  ///< int32
constexpr std::size_t ionqMaxMetadataKeys = 10;
constexpr std::size_t ionqMaxMetadataKeyBytes = 40;
constexpr std::size_t ionqMaxMetadataValueBytes = 40'000;
constexpr std::string_view ionqSimulator = "simulator";
constexpr std::array<std::string_view, 8> ionqNoiseModels{
    "ideal", "harmony", "harmony-1", "harmony-2", "aria-1", "aria-2", "forte-1", "forte-enterprise-1"};

}  // namespace qstore
