#!/bin/sh
# Removal keeps the data. A purge takes them only when nothing is unsent, or when a person said so by a file.
set -e
DATA=/var/lib/vaccination-kiosk
ETC=/etc/vaccination-kiosk
case "$1" in
  remove|abort-install|disappear) rm -f /usr/bin/vaccination-kiosk /etc/apparmor.d/vaccination-kiosk ;;
  purge)
    UNSENT=$(cat "$ETC/unsent-at-removal" 2>/dev/null || echo unknown)
    if [ -e "$DATA/kiosk.db" ] && [ "$UNSENT" != 0 ] && [ ! -e "$ETC/purge-even-unsent" ]; then
      echo "vaccination-kiosk: NOT purged: entries that have not reached the centre: $UNSENT. $DATA is kept." >&2
      echo "Install again and let it send, or export them; to lose them for good: touch $ETC/purge-even-unsent" >&2
      exit 1
    fi
    rm -rf "$DATA" "$ETC" /var/lib/vaccination-kiosk-update
    ;;
esac
