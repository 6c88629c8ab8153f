// SPDX-License-Identifier: GPL-3.0-or-later
#include "plugins/pgvector/pgvector_plugin.h"
