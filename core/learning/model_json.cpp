// SPDX-License-Identifier: Apache-2.0
#include <nlohmann/json.hpp>

#include "core/base/json.h"
#include "core/circuit/qasm.h"
#include "core/learning/losses.h"
#include "core/learning/model.h"

namespace qstore {
namespace {

using OrderedJson = nlohmann::ordered_json;

constexpr int kVersion = 1;
OrderedJson layersJson(const std::vector<DenseLayerSpec>& layers) {
    OrderedJson json = OrderedJson::array();
    for (const DenseLayerSpec& layer : layers)
        json.push_back({{"outputs", layer.outputs}, {"activation", activationName(layer.activation)}});
    return json;
}

tl::unexpected<Error> malformed(const std::string& what) {
    return fail(ErrorCode::Parse, "the model's description is malformed: " + what,
                "export the model again with this program");
}

Result<const OrderedJson*> member(const OrderedJson& json, const char* key, OrderedJson::value_t type) {
    const auto found = json.find(key);
    if (found == json.end()) return malformed(std::string("\"") + key + "\" is missing");
    if (found->type() != type) return malformed(std::string("\"") + key + "\" is a " + found->type_name());
    return &*found;
}

template <class Choices, class NameOf>
auto byName(const Choices& choices, NameOf nameOf, const std::string& name)
    -> Result<typename Choices::value_type> {
    for (const auto choice : choices)
        if (nameOf(choice) == name) return choice;
    return malformed("\"" + name + "\" is unknown");
}

Result<std::vector<std::string>> readTexts(const OrderedJson& json, const char* key) {
    QSTORE_TRY(const OrderedJson* const list, member(json, key, OrderedJson::value_t::array));
    std::vector<std::string> texts;
    for (const OrderedJson& item : *list) {
        if (!item.is_string()) return malformed(std::string("an entry of \"") + key + "\" is no text");
        texts.push_back(item.get<std::string>());
    }
    return texts;
}

Result<std::vector<DenseLayerSpec>> readLayers(const OrderedJson& json, const char* key) {
    QSTORE_TRY(const OrderedJson* const list, member(json, key, OrderedJson::value_t::array));
    std::vector<DenseLayerSpec> layers;
    for (const OrderedJson& item : *list) {
        if (!item.is_object()) return malformed(std::string("an entry of \"") + key + "\" is no object");
        QSTORE_TRY(const OrderedJson* const outputs,
                   member(item, "outputs", OrderedJson::value_t::number_unsigned));
        QSTORE_TRY(const OrderedJson* const name, member(item, "activation", OrderedJson::value_t::string));
        QSTORE_TRY(const Activation activation,
                   byName(allActivations(), activationName, name->get<std::string>()));
        layers.push_back({outputs->get<std::size_t>(), activation});
    }
    return layers;
}

Result<double> readNumber(const OrderedJson& json, const char* key) {
    const auto found = json.find(key);
    if (found == json.end() || !found->is_number())
        return malformed(std::string("\"") + key + "\" is no number");
    return found->get<double>();
}

}  // namespace

std::string_view activationName(Activation activation) {
    switch (activation) {
        case Activation::Identity: return "identity";
        case Activation::Tanh: return "tanh";
        case Activation::Relu: return "relu";
        case Activation::Sigmoid: return "sigmoid";
    }
    return "";
}

const std::vector<Activation>& allActivations() {
    static const std::vector<Activation> all = {Activation::Identity, Activation::Tanh, Activation::Relu,
                                                Activation::Sigmoid};
    return all;
}

std::string writeModelSpecJson(const ModelSpec& spec, int indent) {
    OrderedJson observables = OrderedJson::array();
    for (const PauliSum& observable : spec.observables) observables.push_back(observable.toText());
    const OrderedJson json = {{"format", "qstore-model"},
                              {"version", kVersion},
                              {"circuit", OrderedJson::parse(writeCircuitJson(spec.circuit, -1))},
                              {"observables", observables},
                              {"before", layersJson(spec.before)},
                              {"after", layersJson(spec.after)},
                              {"loss", lossName(spec.loss)},
                              {"features", spec.features},
                              {"classes", spec.classes},
                              {"targetMean", spec.targetMean},
                              {"targetScale", spec.targetScale}};
    return json.dump(indent);
}

Result<ModelSpec> readModelSpecJson(std::string_view text) {
    const auto parsed = parseOrderedJson(text);
    if (!parsed) return malformed(parsed.error().message);
    const OrderedJson& json = *parsed;
    if (!json.is_object()) return malformed("it is not a JSON object");
    QSTORE_TRY(const OrderedJson* const format, member(json, "format", OrderedJson::value_t::string));
    if (*format != "qstore-model") return malformed("its format is " + format->dump());
    QSTORE_TRY(const OrderedJson* const version,
               member(json, "version", OrderedJson::value_t::number_unsigned));
    if (version->get<std::uint64_t>() > kVersion)
        return fail(ErrorCode::NewerVersion,
                    "the model's description has version " + version->dump() + ", this program reads " +
                        std::to_string(kVersion),
                    "use the newer release that wrote it");
    ModelSpec spec;
    QSTORE_TRY(const OrderedJson* const circuit, member(json, "circuit", OrderedJson::value_t::object));
    QSTORE_TRY(spec.circuit, readCircuitJson(circuit->dump()));
    QSTORE_TRY(const std::vector<std::string> observables, readTexts(json, "observables"));
    for (const std::string& observable : observables) {
        QSTORE_TRY(PauliSum sum, PauliSum::parse(observable));
        spec.observables.push_back(std::move(sum));
    }
    QSTORE_TRY(spec.before, readLayers(json, "before"));
    QSTORE_TRY(spec.after, readLayers(json, "after"));
    QSTORE_TRY(const OrderedJson* const loss, member(json, "loss", OrderedJson::value_t::string));
    QSTORE_TRY(spec.loss, byName(allLosses(), lossName, loss->get<std::string>()));
    QSTORE_TRY(spec.features, readTexts(json, "features"));
    QSTORE_TRY(spec.classes, readTexts(json, "classes"));
    QSTORE_TRY(spec.targetMean, readNumber(json, "targetMean"));
    QSTORE_TRY(spec.targetScale, readNumber(json, "targetScale"));
    return spec;
}

}  // namespace qstore
