// SPDX-License-Identifier: Apache-2.0
#include "core/base/random.h"

#include <Random123/philox.h>

#include <cassert>
#include <cmath>
#include <numbers>
#include <numeric>
#include <utility>

#include "core/base/random_numbers.h"

namespace qstore {
namespace {

// FNV-1a, then the finaliser of SplitMix64, so that close seeds and names give distant keys.
std::uint64_t streamKey(std::uint64_t seed, std::string_view name) {
    std::uint64_t hash = 0xcbf29ce484222325ULL;
    for (const char c : name) {
        hash ^= static_cast<unsigned char>(c);
        hash *= 0x100000001b3ULL;
    }
    std::uint64_t z = seed + 0x9e3779b97f4a7c15ULL * (hash | 1U);
    z = (z ^ (z >> 30U)) * 0xbf58476d1ce4e5b9ULL;
    z = (z ^ (z >> 27U)) * 0x94d049bb133111ebULL;
    return z ^ (z >> 31U);
}

}  // namespace

RandomStream::RandomStream(std::uint64_t seed, std::string_view name, std::uint64_t substream)
    : m_key(streamKey(seed, name)), m_substream(substream) {}

std::uint64_t RandomStream::nextU64() {
    // Each 128-bit block holds two numbers; recomputing the block keeps the state one counter.
    const std::uint64_t block = m_position / 2;
    r123::Philox4x32 generator;
    const r123::Philox4x32::ctr_type counter = {
        {static_cast<std::uint32_t>(block), static_cast<std::uint32_t>(block >> 32U),
         static_cast<std::uint32_t>(m_substream), static_cast<std::uint32_t>(m_substream >> 32U)}};
    const r123::Philox4x32::key_type key = {
        {static_cast<std::uint32_t>(m_key), static_cast<std::uint32_t>(m_key >> 32U)}};
    const auto words = generator(counter, key);
    const std::size_t half = (m_position % 2) * 2;
    ++m_position;
    return static_cast<std::uint64_t>(words[half]) | (static_cast<std::uint64_t>(words[half + 1]) << 32U);
}

void RandomStream::fill(std::span<std::uint64_t> numbers) {
    // Blocks hold two numbers: an odd start or end is drawn alone.
    if (m_position % 2 == 1 && !numbers.empty()) {
        numbers[0] = nextU64();
        numbers = numbers.subspan(1);
    }
    const std::size_t whole = numbers.size() / 2;
    philoxBlocks(m_key, m_substream, m_position / 2, whole, numbers.data());
    m_position += 2 * whole;
    if (numbers.size() % 2 == 1) numbers.back() = nextU64();
}

double RandomStream::uniform() {
    return static_cast<double>(nextU64() >> 11U) * 0x1.0p-53;
}

double RandomStream::normal() {
    // Only the cosine branch: a normal always costs two numbers, so positions stay predictable.
    const double radius = std::sqrt(-2.0 * std::log(1.0 - uniform()));
    return radius * std::cos(2.0 * std::numbers::pi * uniform());
}

std::uint64_t RandomStream::below(std::uint64_t bound) {
    assert(bound > 0);
    const std::uint64_t limit = bound * (~std::uint64_t{0} / bound);
    std::uint64_t value = nextU64();
    while (value >= limit) value = nextU64();
    return value % bound;
}

void RandomStream::shuffle(std::span<std::size_t> values) {
    for (std::size_t i = values.size(); i > 1; --i) std::swap(values[i - 1], values[below(i)]);
}

std::vector<std::size_t> RandomStream::permutation(std::size_t count) {
    std::vector<std::size_t> order(count);
    std::iota(order.begin(), order.end(), std::size_t{0});
    shuffle(order);
    return order;
}

void RandomStream::seek(std::uint64_t position) {
    m_position = position;
}

}  // namespace qstore
