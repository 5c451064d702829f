#!/bin/sh
# After dpkg unpacked: the kiosk's user, folder, key and settings. Everything here may run twice; nothing that exists is replaced.
set -e
APP='/opt/${sanitizedProductName}'
DATA=/var/lib/vaccination-kiosk
ETC=/etc/vaccination-kiosk

ln -sf "$APP/resources/command" '/usr/bin/${executable}'
chmod 0755 "$APP/resources/command"

if ! getent passwd kiosk >/dev/null; then
  if command -v systemd-sysusers >/dev/null; then systemd-sysusers /usr/lib/sysusers.d/vaccination-kiosk.conf
  else useradd --system --user-group --home-dir "$DATA" --shell /usr/sbin/nologin kiosk; fi
fi
install -d -m 0755 "$ETC"
install -d -m 0700 -o kiosk -g kiosk "$DATA"

# The key of the patients' data. Never a fresh one beside data that an older one opens.
if [ ! -e "$ETC/database.key" ] && [ ! -e "$DATA/kiosk.db" ]; then
  umask 077
  od -An -N32 -tx1 /dev/urandom | tr -d ' \n' > "$ETC/database.key.new"
  chown kiosk:kiosk "$ETC/database.key.new"
  chmod 0400 "$ETC/database.key.new"
  sync "$ETC/database.key.new"
  mv "$ETC/database.key.new" "$ETC/database.key"
  umask 022
elif [ ! -e "$ETC/database.key" ]; then
  echo "vaccination-kiosk: $ETC/database.key is missing beside $DATA/kiosk.db; restore it, no new one was made" >&2
fi
[ -e "$ETC/config.json" ] || printf '{\n  "dataDir": "%s"\n}\n' "$DATA" > "$ETC/config.json"
rm -f "$ETC/unsent-at-removal"

# The sandbox: user namespaces where the kernel lends them, else the helper that belongs to root.
if runuser -u kiosk -- unshare --user --map-root-user true 2>/dev/null; then chmod 0755 "$APP/chrome-sandbox"
else chown root:root "$APP/chrome-sandbox"; chmod 4755 "$APP/chrome-sandbox"; fi
if command -v apparmor_parser >/dev/null && apparmor_parser --skip-kernel-load --debug "$APP/resources/apparmor-profile" >/dev/null 2>&1; then
  cp -f "$APP/resources/apparmor-profile" '/etc/apparmor.d/${executable}'
  apparmor_parser --replace '/etc/apparmor.d/${executable}' 2>/dev/null || true
fi
if [ -d /run/systemd/system ]; then
  systemctl daemon-reload || true
  if systemctl is-enabled --quiet vaccination-kiosk.service 2>/dev/null; then systemctl try-restart vaccination-kiosk.service || true; fi
fi
