// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

namespace qstore {

/// A cell's number as a person would write it: whole numbers below 10¹⁵ without an exponent
/// ("100000", not "1e+05"), everything else as the shortest text that reads back to the same double.
std::string cellNumberText(double value);

}  // namespace qstore
