// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/stores/vector_store.h"

namespace qstore {

/// What is pulled, as far as an interrupted pull must be the same to go on.
struct PullOrder {
    std::string store;       ///< its name, or where it is
    std::string collection;  ///< in it
    std::string filter;      ///< filterText(), empty: all points
    std::size_t dimension = 0;
    Metric metric = Metric::Cosine;

    bool operator==(const PullOrder&) const = default;
};

/// The pages of a pull that is not over yet, in a private file. A page that append() returned success for
/// is there after a crash; a torn one is cut off when the file is opened again. One process at a time.
class QSTORE_EXPORT PullPart {
public:
    /// Begins the file, or goes on with it. InvalidArgument where it holds another order, Corrupt where it
    /// is no such file, Busy while another process holds it.
    static Result<PullPart> open(const std::filesystem::path& file, const PullOrder& order);
    PullPart(PullPart&& other) noexcept;
    PullPart(const PullPart&) = delete;
    PullPart& operator=(const PullPart&) = delete;
    PullPart& operator=(PullPart&&) = delete;
    ~PullPart();

    /// Points that are there already, where the next page begins, and whether that was the last one.
    std::uint64_t points() const { return m_points; }
    const std::string& cursor() const { return m_cursor; }
    bool complete() const { return m_complete; }

    Status append(const Page& page);
    /// Every page in order.
    Status forEach(const std::function<Status(std::vector<Point>)>& take) const;
    /// After the points have reached their place.
    Status removeFile();

private:
    PullPart(std::filesystem::path path, int file) : m_path(std::move(path)), m_file(file) {}
    Status load(const PullOrder& order);
    Status writeRecord(std::string_view bytes);
    /// Nothing at the end of what is whole.
    Result<std::optional<std::string>> readRecord(std::uint64_t& offset) const;

    std::filesystem::path m_path;
    int m_file = -1;
    std::uint64_t m_firstPage = 0, m_end = 0;  ///< offsets
    std::uint64_t m_points = 0;
    std::string m_cursor;
    bool m_complete = false;
};

}  // namespace qstore
