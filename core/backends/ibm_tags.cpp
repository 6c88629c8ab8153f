// SPDX-License-Identifier: Apache-2.0
#include "core/backends/ibm_job_reply.h"

namespace qstore {
namespace {

constexpr std::string_view kProgram = "qstore-workbench";
constexpr std::string_view kToken = "qstore-token=";
constexpr std::string_view kName = "qstore-name=";
// https://quantum.cloud.ibm.com/docs/api/qiskit-runtime-rest: Tags.
constexpr std::size_t kMostTags = 8, kLongestTag = 86;

/// At most `size` bytes, cut between two characters, with an ellipsis.
std::string cut(std::string text, std::size_t size) {
    constexpr std::string_view kEllipsis = "…";
    if (text.size() <= size) return text;
    std::size_t end = size - kEllipsis.size();
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) --end;
    return text.substr(0, end).append(kEllipsis);
}

bool startsWith(const std::string& text, std::string_view start) {
    return text.compare(0, start.size(), start) == 0;
}

}  // namespace

std::string ibmTokenTag(const std::string& token) {
    return std::string(kToken) + token;
}

Result<std::vector<std::string>> ibmTags(const std::string& token, const std::string& name,
                                         const std::map<std::string, std::string>& metadata) {
    if (token.empty())
        return fail(ErrorCode::InvalidArgument, "the job has no token", "every job needs one of its own");
    if (ibmTokenTag(token).size() > kLongestTag)
        return fail(ErrorCode::InvalidArgument, "the job's token is longer than an IBM tag may be",
                    "use at most " + std::to_string(kLongestTag - kToken.size()) + " bytes");
    std::vector<std::string> tags = {std::string(kProgram), ibmTokenTag(token)};
    if (!name.empty()) tags.push_back(std::string(kName) + cut(name, kLongestTag - kName.size()));
    for (const auto& [key, value] : metadata) {
        tags.push_back(key + "=" + value);
        if (tags.back().size() > kLongestTag)
            return fail(ErrorCode::InvalidArgument,
                        "the metadata '" + key + "' is longer than an IBM tag may be",
                        "shorten it to " + std::to_string(kLongestTag) + " bytes with its name");
    }
    if (tags.size() > kMostTags)
        return fail(ErrorCode::InvalidArgument,
                    "the job has " + std::to_string(metadata.size()) + " entries of metadata",
                    "IBM keeps " + std::to_string(kMostTags) + " tags with a job, " +
                        std::to_string(tags.size() - metadata.size()) + " of them are the program's");
    return tags;
}

IbmTagged readIbmTags(const std::vector<std::string>& tags) {
    IbmTagged tagged;
    for (const std::string& tag : tags) {
        const auto equals = tag.find('=');
        if (startsWith(tag, kToken))
            tagged.token = tag.substr(kToken.size());
        else if (startsWith(tag, kName))
            tagged.name = tag.substr(kName.size());
        else if (equals != std::string::npos)
            tagged.metadata[tag.substr(0, equals)] = tag.substr(equals + 1);
    }
    return tagged;
}

}  // namespace qstore
