// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <stop_token>
#include <string>

#include "core/base/progress.h"
#include "core/base/result.h"
#include "core/base/secret.h"

namespace qstore {

/// True when a person can be asked: standard input is a terminal.
bool canPrompt();

/// Asks on standard error and reads a line from the terminal without showing it. Unsupported where standard
/// input is no terminal; Cancelled by Ctrl+C, with the terminal as it was.
Result<Secret> promptSecret(const std::string& question, const std::stop_token& stop);
/// Asks twice; InvalidArgument when the answers differ.
Result<Secret> promptNewSecret(const std::string& question, const std::stop_token& stop);

/// The next line of standard input, without the spaces around it; NotFound at its end. `what` names it in
/// errors.
Result<Secret> readSecretLine(const std::string& what, const std::stop_token& stop);

}  // namespace qstore
