// SPDX-License-Identifier: Apache-2.0
#include "core/solvers/ansatz_check.h"

#include <algorithm>
#include <string>

namespace qstore {

Status checkAnsatz(const Signature& signature, const std::vector<double>& start) {
    if (!signature.inputs.empty())
        return fail(ErrorCode::InvalidArgument,
                    "the ansatz reads the data column '" + signature.columns.front() + "'",
                    "bind it to a number: an eigensolver has no data");
    if (std::find(signature.trainable.begin(), signature.trainable.end(), true) ==
        signature.trainable.end())
        return fail(ErrorCode::InvalidArgument, "the ansatz has no trainable weight",
                    "give a circuit with parameters, such as the template uccsd");
    if (start.size() != signature.weights.size())
        return fail(ErrorCode::InvalidArgument,
                    std::to_string(start.size()) + " start values for " +
                        std::to_string(signature.weights.size()) + " weights",
                    "give one for each");
    return {};
}

}  // namespace qstore
