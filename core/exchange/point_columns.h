// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <string>
#include <vector>

#include "core/data/table.h"
#include "core/stores/vector_store.h"

namespace qstore {

/// Names of payload fields, for looking them up.
using FieldNames = std::map<std::string, bool, std::less<>>;

/// A value as a table's cell shows it.
std::string payloadText(const PayloadValue& value);

/// One cell a value, null for a missing one: numbers where all values are, else categories.
Column payloadColumn(const std::string& name, const std::vector<const PayloadValue*>& values);

/// `name`, or with a number behind it where a field has it.
std::string freeColumnName(std::string name, const FieldNames& taken);
/// Of the column that holds a component, counted from 0: "v1", …
std::string componentName(std::size_t component, const FieldNames& fields);

/// A vector's bits, the same on every machine.
std::string vectorBytes(const Point& point);

}  // namespace qstore
