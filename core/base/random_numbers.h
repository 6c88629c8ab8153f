// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>

namespace qstore {

/// Philox4x32-10 for consecutive counters `firstBlock`, `firstBlock` + 1, … (the low half of the counter;
/// the high half is `substream`): two numbers for each, several blocks at once in vectors. Exact integers,
/// the same with every instruction set.
void philoxBlocks(std::uint64_t key, std::uint64_t substream, std::uint64_t firstBlock, std::size_t blocks,
                  std::uint64_t* numbers);

}  // namespace qstore
