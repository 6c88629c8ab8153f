#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Names what translations/*.ts leave untranslated; fails when there is anything.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
left=0
for file in translations/*.ts; do
    count=$(grep -c 'type="unfinished"' "$file" || true)
    echo "$file: $(grep -c '<message' "$file") texts, $count untranslated"
    if [ "$count" -gt 0 ]; then
        grep -B 3 'type="unfinished"' "$file" | sed -n 's/.*<source>\(.*\)<\/source>.*/  \1/p'
        left=1
    fi
done
exit $left
