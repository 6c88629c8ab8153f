// SPDX-License-Identifier: GPL-3.0-or-later
#include "plugins/qdrant/qdrant_plugin.h"
