// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/stores/vector_store.h"

namespace qstore {

/// The fields a filter asks about, each once, in their order.
QSTORE_EXPORT std::vector<std::string> fieldsOf(const Filter& filter);

/// Fields of the first points of a collection: payloads have no scheme, so that these are those seen.
struct SampledFields {
    std::vector<std::string> names;  ///< sorted
    std::size_t points = 0;          ///< looked at
    bool all = true;                 ///< whether those were all points
};
QSTORE_EXPORT Result<SampledFields> sampleFields(VectorStore& store, const std::string& collection,
                                                 const RunControl& control = {});

/// A sentence for each field of the filter that no point in the sample has, with the nearest name.
QSTORE_EXPORT std::vector<std::string> unknownFields(const Filter& filter, const SampledFields& sample);

/// Whether a pull can have `target` as its target, asked of the store before anything is pulled. NotFound,
/// with the nearest name, where no point has such a field. Says nothing where only the pull can know: for
/// the columns that a pull adds (id, v1, …), and where the store does not answer such a question.
QSTORE_EXPORT Status checkPullTarget(VectorStore& store, const std::string& collection,
                                     const std::optional<Filter>& filter, const std::string& target,
                                     const RunControl& control = {});

}  // namespace qstore
