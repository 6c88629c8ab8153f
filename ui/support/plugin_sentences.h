// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>

namespace qstore::ui {

/// What the plugin host, the store plugins and embeddings refuse with, as patterns for coreSentence(); the
/// special ones stand before those they are a case of. Translated in the context "CoreSentences".
std::span<const char* const> pluginSentences();

}  // namespace qstore::ui
