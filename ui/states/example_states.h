// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/states/state_library.h"

namespace qstore::ui {

/// Three records with two contexts each, a group of them, a Bell pair and one record's superposition: what
/// the page shows in pictures, and what a person can start from.
Status addExampleStates(StateLibrary& library);

}  // namespace qstore::ui
