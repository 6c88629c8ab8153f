// SPDX-License-Identifier: GPL-3.0-or-later
#include "plugins/pinecone/pinecone_plugin.h"

#include "plugins/pinecone/pinecone_driver.h"

namespace qstore {

PineconePlugin::PineconePlugin() : m_driver(std::make_shared<PineconeDriver>()) {}

}  // namespace qstore
