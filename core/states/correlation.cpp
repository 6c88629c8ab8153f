// SPDX-License-Identifier: Apache-2.0
#include "core/states/correlation.h"

#include <algorithm>
#include <cmath>

#include "core/states/record_score.h"
#include "core/states/state_names.h"

namespace qstore {
namespace {

constexpr std::size_t kLeastPoints = 3;

/// What is left when the mean is taken off; divided by the largest number first, so that the sum stays
/// finite. All zeros for a constant series.
std::vector<double> centred(std::span<const double> series) {
    double scale = 0.0;
    for (const double value : series) scale = std::max(scale, std::abs(value));
    std::vector<double> rest(series.begin(), series.end());
    const bool constant =
        std::all_of(series.begin(), series.end(), [&](double value) { return value == series.front(); });
    if (constant) return std::vector<double>(series.size(), 0.0);
    double mean = 0.0;
    for (double& value : rest) mean += (value /= scale) / static_cast<double>(series.size());
    for (double& value : rest) value -= mean;
    return rest;
}

Result<std::vector<double>> vectorOf(const RecordLibrary& library, const std::string& id,
                                     const std::string& context) {
    QSTORE_TRY(const StateRecord record, library.record(id));
    if (record.state == RecordState::Decohered || record.state == RecordState::Archived)
        return fail(ErrorCode::Failed,
                    "record '" + id + "' is " + std::string(recordStateName(record.state)),
                    "Restore it first.");
    const auto found = record.contexts.find(context);
    if (found == record.contexts.end())
        return fail(ErrorCode::NotFound, "record '" + id + "' has no context '" + context + "'",
                    nameHint(context, keysOf(record.contexts)));
    return found->second.vector;
}

MeasuredCorrelation correlate(const Result<std::vector<double>>& a, const Result<std::vector<double>>& b) {
    MeasuredCorrelation measured;
    if (!a || !b) {
        measured.reason = (a ? b : a).error().message;
        return measured;
    }
    const auto coefficient = pearsonCorrelation(*a, *b);
    if (coefficient)
        measured.coefficient = *coefficient;
    else
        measured.reason = coefficient.error().message;
    return measured;
}

}  // namespace

Result<double> pearsonCorrelation(std::span<const double> a, std::span<const double> b) {
    if (a.size() != b.size())
        return fail(ErrorCode::InvalidArgument,
                    "series of " + std::to_string(a.size()) + " and " + std::to_string(b.size()) +
                        " numbers have no correlation",
                    "Compare series of one length.");
    if (a.size() < kLeastPoints)
        return fail(ErrorCode::InvalidArgument,
                    std::to_string(a.size()) + " numbers are too few for a correlation",
                    "Compare at least 3.");
    const auto cosine = cosineOf(centred(a), centred(b));
    if (!cosine)
        return fail(ErrorCode::InvalidArgument, "a series of equal numbers has no correlation with another",
                    "Compare series that vary.");
    return *cosine;
}

Result<std::vector<MeasuredCorrelation>> measureCorrelations(const RecordLibrary& library,
                                                             const RecordGroup& group,
                                                             const std::string& context) {
    if (group.members.size() < 2)
        return fail(ErrorCode::InvalidArgument,
                    "group '" + group.id + "' has " + std::to_string(group.members.size()) +
                        " members, and a correlation needs two",
                    "Add members first.");
    std::vector<Result<std::vector<double>>> vectors;
    for (const std::string& member : group.members) vectors.push_back(vectorOf(library, member, context));
    std::vector<MeasuredCorrelation> table;
    for (std::size_t i = 0; i < vectors.size(); ++i)
        for (std::size_t j = i + 1; j < vectors.size(); ++j) {
            table.push_back(correlate(vectors[i], vectors[j]));
            table.back().a = group.members[i];
            table.back().b = group.members[j];
        }
    return table;
}

}  // namespace qstore
