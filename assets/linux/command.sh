#!/bin/sh
# /usr/bin/vaccination-kiosk. The program itself starts for no root: what root asks for is done by the lock-down's script, or as the kiosk's own user.
APP=/opt/vaccination-kiosk
DATA=/var/lib/vaccination-kiosk
[ "$(id -u)" = 0 ] || exec "$APP/vaccination-kiosk" "$@"
for word in "$@"; do
  if [ "$word" = --lockdown ]; then
    for word do shift; [ "$word" = --lockdown ] || set -- "$@" "$word"; done
    exec sh "$APP/resources/lockdown" "$@"
  fi
done
if [ $# = 0 ]; then
  echo 'the kiosk runs as the user kiosk: systemctl start vaccination-kiosk (commands: vaccination-kiosk --help)' >&2
  exit 78
fi
exec runuser -u kiosk -- env "HOME=$DATA" "$APP/vaccination-kiosk" "$@"
