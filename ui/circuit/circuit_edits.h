// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"
#include "core/circuit/circuit.h"

/// Every change a person can make to a circuit, as pure functions: circuit in, changed circuit out.
/// The canvas uses them for the preview of a drag and for the edit itself alike.
namespace qstore::ui {

/// A cell of the picture: time step and wire. Both may be one past the end.
struct Slot {
    std::size_t column = 0;
    Qubit wire = 0;
    friend bool operator==(const Slot&, const Slot&) = default;
};

/// A changed circuit, and which operations of it the edit put there.
struct Edit {
    Circuit circuit;
    std::vector<std::size_t> touched;
};

/// Names that the palette has besides those of the gate table.
inline constexpr std::string_view measureItem = "measure";
inline constexpr std::string_view resetItem = "reset";
inline constexpr std::string_view barrierItem = "barrier";
inline constexpr std::string_view controlItem = "control";
inline constexpr std::string_view antiControlItem = "anticontrol";

/// Puts a gate of the table, a definition of the circuit or one of the items above at `slot`, before what
/// is there. Further qubits of the gate are the wires below. A drop on the wire past the last adds qubits.
/// New angles are π/2. A control goes to the nearest gate of that column.
Result<Edit> insertItem(const Circuit& circuit, std::string_view name, Slot slot,
                        const std::vector<Control>& controls = {});
/// Moves operations by columns and wires, keeping their shape.
Result<Edit> moveOperations(const Circuit& circuit, const std::vector<std::size_t>& indices,
                            std::ptrdiff_t columns, std::ptrdiff_t wires);
Result<Edit> deleteOperations(const Circuit& circuit, const std::vector<std::size_t>& indices);

/// The operations as a circuit of their own, its topmost wire being qubit 0; what the clipboard carries.
Result<Circuit> extractOperations(const Circuit& circuit, const std::vector<std::size_t>& indices);
/// Puts a whole circuit at `slot`. Parameters of equal name and role are shared, others renamed.
Result<Edit> insertFragment(const Circuit& circuit, const Circuit& fragment, Slot slot);

/// `text` is an angle expression. A new name in it that is one of the `columns`, as it is or made an
/// identifier, binds to that column; other new names become trainable parameters.
Result<Edit> setAngle(const Circuit& circuit, std::size_t index, std::size_t angle, std::string_view text,
                      const std::vector<std::string>& columns = {});
/// The angle that a column dropped on the gate should go to: the first that is a number, else the first
/// that is not bound to a column, else `wished`.
std::size_t freeAngle(const Circuit& circuit, std::size_t index, std::size_t wished = 0);
/// Replaces a constant angle by a new trainable parameter that starts at its value.
Result<Edit> makeTrainable(const Circuit& circuit, std::size_t index, std::size_t angle);
/// Makes the angle the value of a data column.
Result<Edit> bindColumn(const Circuit& circuit, std::size_t index, std::size_t angle,
                        std::string_view column);
/// Replaces all controls of a gate.
Result<Edit> setControls(const Circuit& circuit, std::size_t index, const std::vector<Control>& controls);
/// Replaces the gate, keeping targets, controls and as many angles as fit.
Result<Edit> replaceGate(const Circuit& circuit, std::size_t index, std::string_view name);

Result<Edit> setParameterRole(const Circuit& circuit, std::string_view name, ParameterRole role);
Result<Edit> setParameterValue(const Circuit& circuit, std::string_view name, std::optional<double> value);
Result<Edit> renameParameter(const Circuit& circuit, std::string_view name, std::string_view newName);

Result<Edit> addQubit(const Circuit& circuit);
/// Removes a wire and every operation on it.
Result<Edit> removeQubit(const Circuit& circuit, Qubit qubit);

/// The lowest and highest wire an operation touches; nothing for one without wires (a global phase).
struct WireSpan {
    Qubit first = 0, last = 0;
};
std::optional<WireSpan> wireSpan(const Operation& operation);
/// The table's or the definition's name.
std::string gateName(const Operation& operation);

}  // namespace qstore::ui
