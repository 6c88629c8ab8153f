// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/circuit/templates.h"

namespace qstore {

/// Reads the options of one template or encoder against its declaration.
class OptionReader {
public:
    OptionReader(std::string_view owner, const std::vector<TemplateOption>& declared,
                 const TemplateOptions& given)
        : m_owner(owner), m_declared(declared), m_given(given) {}

    /// Refuses an option that was not declared, and a choice that is not offered.
    Status check() const;
    std::string text(const std::string& name) const;
    Result<std::uint64_t> number(const std::string& name, std::uint64_t low, std::uint64_t high) const;

private:
    std::string m_owner;
    const std::vector<TemplateOption>& m_declared;
    const TemplateOptions& m_given;
};

/// Unique identifiers for features, in order.
std::vector<std::string> uniqueIdentifiers(const std::vector<std::string>& names);
/// "a, b" → {"a", "b"}.
std::vector<std::string> splitNames(std::string_view text);

}  // namespace qstore
