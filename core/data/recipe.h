// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"
#include "core/data/table.h"

namespace qstore {

enum class ColumnRole : std::uint8_t { Feature, Target, Identifier, Ignored };
/// For a category, Mean and Median mean MostFrequent.
enum class Imputation : std::uint8_t { DropRow, Mean, Median, MostFrequent, Constant };
/// MinMax maps the training range linearly onto [lower, upper]; outside values are clipped when `clip`.
/// Encoder leaves the range to the circuit's encoder (core/learning/model.h); where no circuit is known it
/// means MinMax onto [0, π].
enum class Scaling : std::uint8_t { None, Standard, MinMax, Robust, Encoder };
enum class TaskKind : std::uint8_t { Classification, Regression };

struct ColumnRecipe {
    ColumnRole role = ColumnRole::Feature;
    Imputation imputation = Imputation::Median;
    std::string constant;  ///< for Imputation::Constant
    friend bool operator==(const ColumnRecipe&, const ColumnRecipe&) = default;
};

struct SplitRecipe {
    double train = 0.6, validation = 0.2, test = 0.2;
    bool stratified = true;
    std::uint64_t seed = 0;
    friend bool operator==(const SplitRecipe&, const SplitRecipe&) = default;
};

/// How the file of a table was written, so that a file of new rows is read alike.
struct SourceFormat {
    char delimiter = ',';
    char quote = '"';
    char decimal = '.';
    friend bool operator==(const SourceFormat&, const SourceFormat&) = default;
};

/// How a raw table becomes numbers a circuit can take: impute → one column per category (1 or 0) →
/// principal components → scale → amplitude. Everything that is learned from data (means,
/// ranges, categories) is learned from the training rows only and kept in FittedRecipe.
struct Recipe {
    std::map<std::string, ColumnRecipe> columns;  ///< absent = ColumnRecipe{}
    TaskKind task = TaskKind::Classification;
    Scaling scaling = Scaling::Encoder;             ///< anything else is somebody's choice and is kept
    double lower = 0.0, upper = 3.141592653589793;  ///< MinMax range, radians for angle encoders
    bool clip = true;
    std::size_t principalComponents = 0;  ///< 0 = no PCA; applied after scaling to unit variance
    bool amplitude = false;               ///< last step: features → angles of amplitude encoding
    SplitRecipe split;
    std::optional<SourceFormat> source;  ///< nothing for a table that did not come from a text file
    friend bool operator==(const Recipe&, const Recipe&) = default;
};

/// Every key may be left out (then it has the value above); an unknown one is an error. A range without
/// "scaling" means MinMax; a range beside the encoder's own is an error.
QSTORE_EXPORT std::string writeRecipeJson(const Recipe& recipe, int indent = 2);
QSTORE_EXPORT Result<Recipe> readRecipeJson(std::string_view text);
/// "none", "standard", "min-max", "robust", "encoder", as in JSON.
QSTORE_EXPORT std::string_view scalingName(Scaling scaling);
/// The recipe with Scaling::Encoder replaced by MinMax onto [lower, upper]; unchanged where somebody chose.
QSTORE_EXPORT Recipe withEncoderRange(Recipe recipe, double lower, double upper);

/// A starting point: `target` with the task its values suggest, identifiers and text left out, the rest
/// features.
QSTORE_EXPORT Result<Recipe> suggestRecipe(const Table& table, const std::string& target);

/// Row indices of each part, sorted; kept with the run so that a split can be audited.
struct Split {
    std::vector<std::size_t> train, validation, test;
    friend bool operator==(const Split&, const Split&) = default;
};
/// Stratified by the target's classes where the recipe says so (regression never is). Rows that the
/// recipe drops (missing target, missing value under DropRow) are in no part. Refuses a single class and
/// classes too small to appear in each part that is asked for, naming class and count.
QSTORE_EXPORT Result<Split> splitRows(const Table& table, const Recipe& recipe);

/// Numbers ready for a batch loader: rows × features row-major.
struct FeatureMatrix {
    std::vector<std::string> names;
    std::vector<double> values;
    std::size_t rows = 0;
    std::vector<std::size_t> sourceRows;  ///< row of the raw table (rows may have been dropped)
    std::vector<double> targets;          ///< class index, or the value itself; empty without a target
    std::span<const double> row(std::size_t index) const {
        return std::span<const double>(values).subspan(index * names.size(), names.size());
    }
};

/// A recipe with everything learned from the training rows. A value; serialised into run and bundle.
class QSTORE_EXPORT FittedRecipe {
public:
    /// Looks at no other row than `trainRows`. The result's recipe() names the scaling that was fitted,
    /// never Scaling::Encoder.
    static Result<FittedRecipe> fit(const Table& table, const Recipe& wanted,
                                    const std::vector<std::size_t>& trainRows);
    /// The same for training rows that are not held together, with all features present: `extremes` has two
    /// rows, the least and the greatest number of each feature, `target` one cell a training row. Scales as
    /// fit() of the rows themselves, bit for bit. InvalidArgument for a recipe that must see every number
    /// (standard, robust, principal components) or imputes.
    static Result<FittedRecipe> fitExtremes(const Table& extremes, const Column& target,
                                            const Recipe& wanted);
    const Recipe& recipe() const;
    const std::vector<std::string>& featureNames() const;  ///< after one-hot, PCA, amplitude
    const std::vector<std::string>& inputColumns() const;  ///< raw columns a new table must have
    std::vector<ColumnType> inputTypes() const;            ///< Number or Category, as in training
    const std::vector<std::string>& classes() const;       ///< Classification; sorted
    const std::string& targetColumn() const;
    /// `requireTarget` false for prediction. A missing or mistyped column is named. Rows that the
    /// recipe drops are absent from the result; `sourceRows` says which remain.
    Result<FeatureMatrix> apply(const Table& table, const std::vector<std::size_t>& rows,
                                bool requireTarget) const;
    /// One raw row step by step, for the pipeline strip: raw → imputed → scaled → angles.
    struct Step {
        std::string name;
        std::vector<std::string> labels;
        std::vector<std::string> values;
    };
    Result<std::vector<Step>> trace(const Table& table, std::size_t row) const;
    /// Share of the variance that each principal component carries; empty without PCA.
    const std::vector<double>& explainedVariance() const;
    /// Regression targets are standardised for training; these undo it.
    double targetMean() const;
    double targetScale() const;

    std::string toJson(int indent = 2) const;
    static Result<FittedRecipe> fromJson(std::string_view text);

private:
    struct Data;
    explicit FittedRecipe(std::shared_ptr<const Data> data) : m_data(std::move(data)) {}
    std::shared_ptr<const Data> m_data;
};

}  // namespace qstore
