// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

namespace qstore {

/// IonQ's name for a gate of our table that has no angle (`sdg` → `si`); empty if it has none.
std::string_view ionqFixed(std::string_view name);
/// IonQ's name for a rotation by one angle (`rxx` → `xx`); empty if it has none.
std::string_view ionqRotation(std::string_view name);
/// u, U, u2, u3, u4.
bool ionqEuler(std::string_view name);
/// gpi, gpi2, ms, zz.
bool ionqNative(std::string_view name);
/// Gates that change no outcome when nothing controls them: id, u0, gphase.
bool ionqIdle(std::string_view name);
/// Our name for one of IonQ's abstract gates without an angle (`vi` → `sxdg`, `not` → `x`); empty if none.
std::string_view nameOfIonqFixed(std::string_view wire);
/// Our name for IonQ's gate with a rotation (`z` with an angle is `p`); empty if none.
std::string_view nameOfIonqRotation(std::string_view wire);
/// What Cirq's serializer calls a rotation that is a named gate up to its phase: `rz` by π is `z`. Empty
/// where it keeps the angle.
std::string_view cirqNameOf(std::string_view wire, double radians);

}  // namespace qstore
