// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

namespace qstore {

/// What is written beside a record, a register and a group, so that each says which it is.
inline constexpr std::string_view kRecordNote =
    "A record: ordinary vectors under the names of their contexts. It is kept and scored by classical"
    " rules; its coherence time is an expiry date.";
inline constexpr std::string_view kRegisterNote =
    "A register: a quantum state of qubits, simulated on this computer. What is measured follows the "
    "Born rule, and it decays by T1 and T2 as a device's would.";
inline constexpr std::string_view kGroupNote =
    "A group: records that are changed together by a stated rule. This is bookkeeping, not "
    "entanglement.";

/// Shown where people expect entanglement to move data (Nielsen and Chuang, section 2.4.3).
inline constexpr std::string_view kNoSignallingNote =
    "Entanglement carries no message. Whatever is done to one part, measuring it included, leaves the"
    " reduced state of the other part, and so everything that can be seen there, as it was. Only when"
    " both results are brought together, over an ordinary channel, does their correlation show. "
    "Groups of records therefore change each other by a rule that this program carries out, and not "
    "by physics.";

/// The one formula of record_score.h, in words for the window.
inline constexpr std::string_view kScoreFormula =
    "score = weight * exp(-age / coherence time) * cosine(query, vector); pinned records do not age, "
    "and without a query vector the cosine is left out";

}  // namespace qstore
