// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <iterator>
#include <memory>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"
#include "core/learning/trainer.h"

namespace qstore {

/// Takes known entries out of a JSON object; what is left at the end is an error that names the closest
/// entry, never ignored. The first wrong value is the error of finish().
class ConfigFields {
public:
    using Json = nlohmann::ordered_json;
    /// `name` is what errors call the object ("the training configuration", "\"optimizer\"").
    ConfigFields(const Json& object, std::string name);
    ~ConfigFields();
    ConfigFields(const ConfigFields&) = delete;
    ConfigFields& operator=(const ConfigFields&) = delete;

    bool has(const char* key) const;
    ConfigFields& number(const char* key, double& value);
    ConfigFields& flag(const char* key, bool& value);
    ConfigFields& text(const char* key, std::string& value);
    ConfigFields& whole(const char* key, std::uint64_t& value);
    /// One of `names`, its place.
    ConfigFields& choose(const char* key, const std::vector<std::string_view>& names, std::size_t& index);
    /// One of the names that `nameOf` gives to `choices`.
    template <class Choices, class NameOf, class T>
    ConfigFields& choice(const char* key, const Choices& choices, NameOf nameOf, T& value) {
        std::vector<std::string_view> names;
        names.reserve(std::size(choices));
        for (const T candidate : choices) names.push_back(nameOf(candidate));
        std::size_t index = names.size();
        choose(key, names, index);
        if (index < names.size()) value = choices[index];
        return *this;
    }
    /// Null when absent; the caller reads it.
    const Json* find(const char* key);
    void wrong(const char* key, const Json& found, const std::string& wanted);
    void refuse(std::string message, std::string hint);
    Status finish() const;

private:
    struct State;
    std::unique_ptr<State> m_state;
};

/// What writeTrainConfigJson writes, taken out of `fields`; unchecked.
Status takeTrainConfig(ConfigFields& fields, TrainConfig& config);
/// "kind", "factor", "epochs" of a schedule, or its name alone.
Status readSchedule(const ConfigFields::Json& json, OptimizerConfig& optimizer);

}  // namespace qstore
