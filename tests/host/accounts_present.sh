#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# accounts_present.sh QSTORE: keys of the command line go to a keychain that works, and nowhere else.
set -eu
qstore=$1
key=$(head -c 24 /dev/urandom | od -An -tx1 | tr -d ' \n')
expect() { # expect WORDS TEXT
    case $2 in *"$1"*) ;; *) echo "expected '$1' in: $2" >&2; exit 1 ;; esac
}
refuse() {
    case $2 in *"$1"*) echo "did not expect '$1' in: $2" >&2; exit 1 ;; *) ;; esac
}
printf '%s\n' "$key" | "$qstore" accounts add lab --provider ionq --key-stdin >"$HOME/out" 2>&1
expect keychain "$(cat "$HOME/out")"
list=$("$qstore" accounts list --json </dev/null)
expect '"place": "keychain"' "$list"
expect "${key: -4}" "$list"
refuse "${key: -5}" "$list"
# The environment is used first, and it is said that it hides another.
both=$(QSTORE_KEY_LAB=key-of-the-environment "$qstore" accounts list 2>&1 </dev/null)
expect "environment" "$both"
expect "QSTORE_KEY_LAB is used" "$both"
# A changed host has no key.
"$qstore" accounts change lab --endpoint https://api.example.org/v0.4 >/dev/null 2>&1
expect '"place": "none"' "$("$qstore" accounts list --json </dev/null)"
"$qstore" accounts change lab --endpoint https://api.ionq.co/v0.4 >/dev/null 2>&1
# A key follows its account's new name, and goes with the account.
expect keychain "$("$qstore" accounts rename lab bench </dev/null)"
"$qstore" accounts remove bench </dev/null >/dev/null
"$qstore" accounts add lab --provider ionq </dev/null >"$HOME/out" 2>&1
expect "no key yet" "$(cat "$HOME/out")"
if grep -rqF "$key" "$HOME" 2>/dev/null; then echo "the key lies in a file" >&2; exit 1; fi
