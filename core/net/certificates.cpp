// SPDX-License-Identifier: Apache-2.0
#include "core/net/certificates.h"

#include <curl/curl.h>
#include <sodium/utils.h>

#include "core/base/atomic_file.h"

namespace qstore {
namespace {

constexpr std::size_t largestFile = std::size_t{16} << 20U;

/// Whether the bytes are one ASN.1 SEQUENCE, as a certificate is, to their end.
bool isSequence(std::string_view bytes) {
    if (bytes.size() < 4 || static_cast<unsigned char>(bytes[0]) != 0x30) return false;
    const auto first = static_cast<unsigned char>(bytes[1]);
    if (first < 0x80) return bytes.size() == std::size_t{2} + first;
    const std::size_t digits = first & 0x7fU;
    if (digits == 0 || digits > 3 || bytes.size() < 2 + digits) return false;
    std::size_t length = 0;
    for (const char c : bytes.substr(2, digits)) length = (length << 8U) | static_cast<unsigned char>(c);
    return bytes.size() == 2 + digits + length;
}

bool isCertificate(std::string_view base64) {
    std::string bytes(base64.size(), '\0');
    std::size_t length = 0;
    const int code =
        sodium_base642bin(reinterpret_cast<unsigned char*>(bytes.data()), bytes.size(), base64.data(),
                          base64.size(), " \t\r\n", &length, nullptr, sodium_base64_VARIANT_ORIGINAL);
    return code == 0 && isSequence(std::string_view(bytes).substr(0, length));
}

Status checkPem(std::string_view text, const std::string& path) {
    constexpr std::string_view begin = "-----BEGIN CERTIFICATE-----";
    constexpr std::string_view end = "-----END CERTIFICATE-----";
    std::size_t count = 0;
    for (std::size_t at = text.find(begin); at != std::string_view::npos; at = text.find(begin, at)) {
        at += begin.size();
        const std::size_t close = text.find(end, at);
        ++count;
        if (close == std::string_view::npos || !isCertificate(text.substr(at, close - at)))
            return fail(ErrorCode::Parse,
                        "certificate " + std::to_string(count) + " of the CA file " + path + " is damaged",
                        "export it again, as PEM");
    }
    if (count == 0)
        return fail(ErrorCode::Parse, "the CA file " + path + " holds no certificate",
                    "give a PEM file, with -----BEGIN CERTIFICATE----- in it");
    return {};
}

}  // namespace

Result<std::string> trustedAuthorities(const std::filesystem::path& caFile) {
    std::error_code ignored;
    if (!std::filesystem::exists(caFile, ignored))
        return fail(ErrorCode::NotFound, "the CA file " + caFile.string() + " does not exist",
                    "correct its path in the profile");
    QSTORE_TRY(std::string own, readFile(caFile, largestFile));
    QSTORE_CHECK(checkPem(own, caFile.string()));
    // Where the system keeps its authorities is known to libcurl alone. A machine without any has none to
    // add.
    const curl_version_info_data* info = ::curl_version_info(CURLVERSION_NOW);
    if (info->cainfo == nullptr || !std::filesystem::exists(info->cainfo, ignored)) return own;
    QSTORE_TRY(std::string all, readFile(info->cainfo, largestFile));
    return all.append("\n").append(own).append("\n");
}

}  // namespace qstore
