#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# with_keyring.sh present|locked|empty|absent PROGRAM ARGUMENTS…
# Runs a program with a home of its own and a session bus whose gnome-keyring is unlocked, locked, or without a
# keyring; or without any bus. Answers 77 (skipped) where gnome-keyring or dbus is not installed.
set -eu
state=$1
if [ "${WITH_KEYRING_INSIDE:-}" != "$state" ]; then
    for tool in dbus-run-session dbus-send gnome-keyring-daemon; do
        command -v "$tool" >/dev/null || { echo "$tool is not installed"; exit 77; }
    done
    home=$(mktemp -d)
    trap 'rm -rf "$home"' EXIT
    mkdir -m 700 "$home/run"
    export HOME=$home XDG_RUNTIME_DIR=$home/run WITH_KEYRING_INSIDE=$state
    export XDG_CONFIG_HOME=$home/config XDG_DATA_HOME=$home/data XDG_CACHE_HOME=$home/cache
    # Without a display nobody can be asked to unlock anything.
    unset DISPLAY WAYLAND_DISPLAY DBUS_SESSION_BUS_ADDRESS GNOME_KEYRING_CONTROL XDG_CURRENT_DESKTOP
    if [ "$state" = absent ]; then
        shift
        "$@"
    else
        # The daemons complain a lot; it matters only when something failed.
        dbus-run-session -- "$0" "$@" 2>"$home/log" || { code=$?; cat "$home/log" >&2; exit "$code"; }
    fi
    exit 0
fi
shift

daemon_id() {
    dbus-send --session --print-reply=literal --dest=org.freedesktop.DBus /org/freedesktop/DBus \
        org.freedesktop.DBus.GetConnectionUnixProcessID string:org.freedesktop.secrets 2>/dev/null |
        sed 's/.*uint32 //' || true
}
# The daemon outlives its bus: it is ended by its id.
end_daemon() {
    local id
    id=$(daemon_id)
    [ -n "$id" ] || return 0
    kill "$id" 2>/dev/null || return 0
    tail --pid="$id" -f /dev/null
}
trap end_daemon EXIT

case $state in
    present|locked) printf password | gnome-keyring-daemon --unlock --components=secrets --daemonize >/dev/null ;;
    empty) gnome-keyring-daemon --start --components=secrets >/dev/null ;;
esac
# Asking the service for anything makes it take its name, by which its id is found.
dbus-send --session --print-reply --dest=org.freedesktop.secrets /org/freedesktop/secrets \
    org.freedesktop.DBus.Peer.Ping >/dev/null
if [ "$state" = locked ]; then
    end_daemon
    gnome-keyring-daemon --start --components=secrets >/dev/null
fi
"$@"
