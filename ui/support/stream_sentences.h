// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>

namespace qstore::ui {

/// What trainings on the points of a collection are refused with, and pushes into one, as patterns for
/// coreSentence(); the special ones stand before those they are a case of. Translated in the context
/// "CoreSentences".
std::span<const char* const> streamSentences();

}  // namespace qstore::ui
