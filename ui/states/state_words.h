// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <complex>
#include <cstdint>
#include <optional>
#include <vector>

#include "core/circuit/circuit.h"
#include "core/states/record.h"

namespace qstore::ui {

QString recordTierText(RecordTier tier);
QString recordStateText(RecordState state);
/// "3 d 4 h", "12 min 5 s", "850 ms": the two largest units.
QString spanText(std::int64_t ms);
/// What is left of the coherence time; nothing for pinned, decohered and archived records.
std::optional<std::int64_t> coherenceLeftMs(const StateRecord& record, std::int64_t nowMs,
                                            const CoherenceTimes& times);
/// "pinned", "expired", "archived", or what is left.
QString coherenceText(const StateRecord& record, std::int64_t nowMs, const CoherenceTimes& times);

/// "0.6, −0.8, …": the first `most` numbers.
QString numbersText(const std::vector<double>& numbers, std::size_t most = 6);
/// Every number to the bit, as parseNumbers() reads it.
QString exactNumbersText(const std::vector<double>& numbers);
/// Numbers apart by commas, semicolons or spaces, with a decimal point. Parse names what is none.
Result<std::vector<double>> parseNumbers(const QString& text);
/// Complex numbers as "0.5+0.5i", "-i", "0.7".
Result<std::vector<std::complex<double>>> parseAmplitudes(const QString& text);
/// "0, 2"; nothing typed = all of `count`.
Result<std::vector<Qubit>> parseQubits(const QString& text, std::size_t count);
QString namesText(const std::vector<std::string>& names);
/// "q0, q2".
QString qubitsText(const std::vector<Qubit>& qubits);

/// The sentences of core/states/notes.h in the window's language.
QString recordNote();
QString registerNote();
QString groupNote();
QString noSignallingNote();
QString scoreFormula();

}  // namespace qstore::ui
