#!/bin/sh
# While the program is still here it says how much has not gone up: a purge comes later, when nothing can read the file any more.
set -e
ETC=/etc/vaccination-kiosk
[ "$1" = remove ] || exit 0
if [ -d /run/systemd/system ]; then systemctl disable --now vaccination-kiosk.service vaccination-kiosk-update.timer 2>/dev/null || true; fi
printf unknown > "$ETC/unsent-at-removal"
runuser -u kiosk -- /usr/bin/vaccination-kiosk --unsent > "$ETC/unsent-at-removal.new" 2>/dev/null && mv "$ETC/unsent-at-removal.new" "$ETC/unsent-at-removal" || true
rm -f "$ETC/unsent-at-removal.new"
