// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/folder_store/folder_store_plugin.h"
