#!/bin/sh
# Installs an update that the kiosk downloaded. Root, so it believes nothing: it copies first, then checks signature, size, digest and version itself.
# Before: a backup, and a trial of the new version on a copy of the data. After: a sign of life, or the old package back, with a file that it can read.
# Where it is cut off, the next run goes on or back.
# Installs only while the clinic is closed, by the kiosk's own opening hours; --now does not wait.
# Exit: 0 nothing to do or installed, 1 refused, 2 rolled back.
set -eu
R=${UPDATE_AGENT_ROOT:-}
DATA=$R/var/lib/vaccination-kiosk
ETC=$R/etc/vaccination-kiosk
OWN=$R/var/lib/vaccination-kiosk-update
APP=${UPDATE_AGENT_APP:-/usr/bin/vaccination-kiosk}
DPKG=${UPDATE_AGENT_DPKG:-dpkg}
UNPACK=${UPDATE_AGENT_UNPACK:-dpkg-deb -x}
AS_KIOSK=${UPDATE_AGENT_AS_KIOSK-"runuser -u kiosk --"}
SERVICE=${UPDATE_AGENT_SERVICE:-systemctl}
HEALTH_S=${UPDATE_AGENT_HEALTH_S:-180}
TRIAL=$OWN/trial
TRIAL_S=900
LOG_BYTES_MAX=1048576
umask 022
mkdir -p "$OWN"
chmod 0755 "$OWN"
if [ "$(wc -c < "$OWN/log" 2>/dev/null || echo 0)" -gt "$LOG_BYTES_MAX" ]; then mv "$OWN/log" "$OWN/log.1"; fi

# A key that systemd unsealed for this run is lent to the kiosk's user in memory, for as long as the run takes.
if [ -n "${CREDENTIALS_DIRECTORY:-}" ] && [ -r "$CREDENTIALS_DIRECTORY/database.key" ]; then
  LENT=${RUNTIME_DIRECTORY:?}/database.key
  trap 'rm -f "$LENT"' EXIT
  install -m 0400 -o "$(stat -c %u "$DATA")" "$CREDENTIALS_DIRECTORY/database.key" "$LENT"
  export KIOSK_KEY_FILE="$LENT"
fi

say() { printf '%s\n' "$*" | tee -a "$OWN/log" >&2; }
field() { sed -n "s/^$1 //p" "$OWN/latest.txt" | head -n 1; }
state() { printf '%s\n' "$*" > "$OWN/state.new"; sync "$OWN/state.new"; mv "$OWN/state.new" "$OWN/state"; }
installed() { $DPKG -s vaccination-kiosk 2>/dev/null | sed -n 's/^Version: //p'; }

# The kiosk says that it lives, with its version, once its store answers and its page is drawn.
healthy() { # version
  for _ in $(seq "$HEALTH_S"); do
    grep -qs "\"version\":\"$1\"" "$DATA/health.json" && return 0
    sleep 1
  done
  return 1
}

# Back to the package that worked. Its version is noted as bad, so that the kiosk asks for no other copy of it.
# A file that the newer version carried over cannot be read by the one before: that one steps back to one it can read, and loses nothing that is owed.
roll_back() { # version, reason
  say "rolling back from $1: $2"
  printf '%s\n' "$1" >> "$OWN/bad-versions"
  chmod 0644 "$OWN/bad-versions"
  if [ -s "$OWN/before.deb" ]; then $DPKG -i "$OWN/before.deb" >> "$OWN/log" 2>&1 || $DPKG --configure -a >> "$OWN/log" 2>&1 || true; fi
  $SERVICE stop vaccination-kiosk.service >/dev/null 2>&1 || true
  $AS_KIOSK "$APP" --step-back >> "$OWN/log" 2>&1 || say 'the file could not be brought back into the older form; it is as the newer version left it'
  $SERVICE start vaccination-kiosk.service >/dev/null 2>&1 || true
  state idle
  exit 2
}

# Cut off in the middle (a power cut): dpkg finishes what it began; then the version must prove itself, or goes.
STATE=$(cat "$OWN/state" 2>/dev/null || echo idle)
case "$STATE" in
  installing\ *)
    VERSION=${STATE#installing }
    say "was cut off while installing $VERSION"
    $DPKG --configure -a >> "$OWN/log" 2>&1 || true
    $SERVICE start vaccination-kiosk.service >/dev/null 2>&1 || true
    if [ "$(installed)" != "$VERSION" ]; then roll_back "$VERSION" 'the power went in the middle'; fi
    if healthy "$(sed -n 's/^app-version //p' "$OWN/latest.txt" | head -n 1)"; then cp -f "$OWN/after.deb" "$OWN/before.deb" 2>/dev/null || true; state idle; say "$VERSION works"; exit 0; fi
    roll_back "$VERSION" 'it did not come up after the power cut'
    ;;
esac

[ -s "$DATA/updates/ready" ] || exit 0

# 08:30-18:00, and over midnight 20:00-02:00. Where the kiosk cannot say, the timer's own hours are all there is.
clinic_is_open() {
  hours=$($AS_KIOSK "$APP" --print-config 2>/dev/null | sed -n 's/^openingHours  *\([0-2][0-9]:[0-5][0-9]-[0-2][0-9]:[0-5][0-9]\)\( .*\)\{0,1\}$/\1/p' | tr -d :)
  [ -n "$hours" ] || return 1
  now=${UPDATE_AGENT_TIME:-$(date +%H%M)}
  from=${hours%-*}
  to=${hours#*-}
  if [ "$from" -le "$to" ]; then [ "$now" -ge "$from" ] && [ "$now" -lt "$to" ]; else [ "$now" -ge "$from" ] || [ "$now" -lt "$to" ]; fi
}
if [ "${1:-}" != --now ] && clinic_is_open; then say 'an update waits until the clinic is closed'; exit 0; fi
rm -f "$OWN/latest.txt" "$OWN/latest.txt.sig" "$OWN/after.deb"
# Copied out of reach of the unprivileged user before anything is looked at; a link is not followed.
for name in latest.txt latest.txt.sig after.deb; do
  from=$DATA/updates/$name
  [ "$name" = after.deb ] && from=$DATA/updates/$(basename "$(head -n 1 "$DATA/updates/ready")")
  if [ -L "$from" ] || [ ! -f "$from" ]; then say "refused: $name is no plain file"; exit 1; fi
  cp "$from" "$OWN/$name"
done
openssl pkeyutl -verify -pubin -inkey "$ETC/update-key.pem" -rawin -in "$OWN/latest.txt" -sigfile "$OWN/latest.txt.sig" >/dev/null 2>&1 || { say 'refused: the signature is not ours'; exit 1; }
VERSION=$(field version)
APP_VERSION=$(field app-version)
[ "$(sha512sum "$OWN/after.deb" | cut -d ' ' -f 1)" = "$(field sha512)" ] || { say "refused: $VERSION is not the file that was signed"; rm -f "$DATA/updates/ready"; exit 1; }
dpkg --compare-versions "$VERSION" gt "$(installed)" || { say "refused: $VERSION is not newer than $(installed)"; rm -f "$DATA/updates/ready"; exit 1; }
if grep -qsxF "$VERSION" "$OWN/bad-versions"; then say "refused: $VERSION failed here before"; exit 1; fi
# The way back: the package that was put there, or the installed one made into a package again.
packed_again() {
  again=$OWN/again
  rm -rf "$again" "$OWN/before.deb.new"
  mkdir -p "$again/DEBIAN" || return 1
  dpkg-query -W -f 'Package: ${Package}\nVersion: ${Version}\nArchitecture: ${Architecture}\nMaintainer: ${Maintainer}\nSection: ${Section}\nPriority: ${Priority}\nDepends: ${Depends}\nRecommends: ${Recommends}\nDescription: ${Description}\n' vaccination-kiosk > "$again/DEBIAN/control" 2>> "$OWN/log" || return 1
  for name in postinst prerm postrm; do cp "/var/lib/dpkg/info/vaccination-kiosk.$name" "$again/DEBIAN/$name" || return 1; done
  dpkg-query -L vaccination-kiosk | while read -r path; do
    if [ -d "$path" ] && [ ! -L "$path" ]; then mkdir -p "$again$path"; else cp -a --parents "$path" "$again" || exit 1; fi
  done || return 1
  dpkg-deb --root-owner-group -Zgzip -z1 --build "$again" "$OWN/before.deb.new" >> "$OWN/log" 2>&1 || return 1
  mv "$OWN/before.deb.new" "$OWN/before.deb"
}
if [ ! -s "$OWN/before.deb" ]; then
  packed_again || { rm -rf "$OWN/again"; say 'refused: no package to go back to; put the installed one at before.deb'; exit 1; }
  rm -rf "$OWN/again"
fi

# The new version, unpacked beside the installed one, carries a copy of the data over and looks through it. Where that fails nothing was changed.
tried() {
  rm -rf "$TRIAL"
  mkdir "$TRIAL" && $UNPACK "$OWN/after.deb" "$TRIAL" >> "$OWN/log" 2>&1 || return 1
  # The sandbox's helper, as the installation set it for this kernel.
  if [ -u "$R/opt/vaccination-kiosk/chrome-sandbox" ]; then chmod 4755 "$TRIAL/opt/vaccination-kiosk/chrome-sandbox"; fi
  timeout "$TRIAL_S" $AS_KIOSK "$TRIAL/opt/vaccination-kiosk/vaccination-kiosk" --try-migration >> "$OWN/log" 2>&1
}
if tried; then rm -rf "$TRIAL"; else
  rm -rf "$TRIAL"
  say "refused: $VERSION could not carry a copy of the data over; the log says why"
  exit 1
fi

# Every booking is saved before anything changes; without a sound copy nothing is installed.
$AS_KIOSK "$APP" --backup >> "$OWN/log" 2>&1 || { say "refused: no backup could be made before $VERSION"; exit 1; }
rm -f "$DATA/health.json"
state "installing $VERSION"
$SERVICE stop vaccination-kiosk.service >/dev/null 2>&1 || true
$DPKG -i "$OWN/after.deb" >> "$OWN/log" 2>&1 || roll_back "$VERSION" 'dpkg could not install it'
$AS_KIOSK "$APP" --about >> "$OWN/log" 2>&1 || roll_back "$VERSION" 'it does not start'
$SERVICE start vaccination-kiosk.service >/dev/null 2>&1 || true
healthy "$APP_VERSION" || roll_back "$VERSION" "no sign of life within $HEALTH_S s"
cp -f "$OWN/after.deb" "$OWN/before.deb"
rm -f "$DATA/updates/ready"
state idle
say "$VERSION is installed and works"
