#!/bin/sh
# vaccination-kiosk --lockdown apply|status|revert [--dry-run]: the machine becomes the kiosk, and can become a computer again.
# Exit: 0 done or locked, 1 not locked (status), 77 not root, 78 what is missing.
set -eu
ACT=
DRY=no
for word in "$@"; do
  case "$word" in
    --dry-run) DRY=yes ;;
    *) [ -z "$ACT" ] && ACT=$word || ACT=unknown ;;
  esac
done
R=${KIOSK_LOCKDOWN_ROOT:-}
UNIT=vaccination-kiosk.service

say() { printf '%s\n' "$*"; }
# One line for each thing that is done, the same in a dry run.
run() { say "+ $*"; [ "$DRY" = yes ] || "$@"; }
write() { # file, text from stdin
  say "+ write $1"
  if [ "$DRY" = yes ]; then sed 's/^/    /'; else mkdir -p "$R$(dirname "$1")"; cat > "$R$1"; fi
}
remove() { say "+ remove $1"; [ "$DRY" = yes ] || rm -f "$R$1"; }
need_root() { if [ "$DRY" = no ] && [ "$(id -u)" != 0 ]; then say 'needs root: sudo vaccination-kiosk --lockdown '"$ACT" >&2; exit 77; fi; }

GETTY=/etc/systemd/system/getty@tty1.service.d/vaccination-kiosk.conf
LOGIND=/etc/systemd/logind.conf.d/vaccination-kiosk.conf
SYSRQ=/etc/sysctl.d/90-vaccination-kiosk.conf
UDEV=/etc/udev/rules.d/90-vaccination-kiosk.rules

apply() {
  need_root
  if [ "$DRY" = no ]; then
    command -v cage >/dev/null || { say 'cage is missing: apt-get install cage' >&2; exit 78; }
    [ -d /run/systemd/system ] || { say 'systemd does not run here' >&2; exit 78; }
  fi
  run systemd-sysusers /usr/lib/sysusers.d/vaccination-kiosk.conf
  # If the compositor ever ends, tty1 logs the kiosk user in again, who has no shell: nobody gets a prompt.
  write "$GETTY" <<EOF
[Service]
ExecStart=
ExecStart=-/sbin/agetty --autologin kiosk --noclear %I linux
EOF
  # No other virtual terminal, no sleep by a key or a lid.
  write "$LOGIND" <<EOF
[Login]
NAutoVTs=0
ReserveVT=0
HandlePowerKey=ignore
HandleSuspendKey=ignore
HandleHibernateKey=ignore
HandleLidSwitch=ignore
EOF
  write "$SYSRQ" <<EOF
kernel.sysrq = 0
EOF
  # What is plugged in is not opened by anybody; the kiosk looks at sticks itself, for its own files only.
  write "$UDEV" <<EOF
SUBSYSTEM=="block", ENV{ID_BUS}=="usb", ENV{UDISKS_IGNORE}="0", ENV{UDISKS_AUTO}="0"
EOF
  run systemctl daemon-reload
  run systemctl mask ctrl-alt-del.target
  run systemctl set-default graphical.target
  run systemctl enable "$UNIT" vaccination-kiosk-update.timer
  say 'locked from the next start on; now: systemctl start '"$UNIT"
}

revert() {
  need_root
  run systemctl disable "$UNIT" vaccination-kiosk-update.timer
  run systemctl unmask ctrl-alt-del.target
  for file in "$GETTY" "$LOGIND" "$SYSRQ" "$UDEV"; do remove "$file"; done
  run systemctl daemon-reload
  say 'a computer again from the next start on; the data stay'
}

status() {
  LOCKED=0
  tell() { if [ "$1" = yes ]; then say "locked    $2"; else say "OPEN      $2"; LOCKED=1; fi; }
  for file in "$GETTY" "$LOGIND" "$SYSRQ" "$UDEV"; do tell "$([ -e "$R$file" ] && echo yes || echo no)" "$file"; done
  tell "$([ -L "$R/etc/systemd/system/ctrl-alt-del.target" ] && echo yes || echo no)" 'Ctrl+Alt+Delete'
  tell "$(ls "$R"/etc/systemd/system/*/"$UNIT" "$R/etc/systemd/system/display-manager.service" 2>/dev/null | grep -q . && echo yes || echo no)" "$UNIT starts with the machine"
  exit $LOCKED
}

case "$ACT" in
  apply) apply ;;
  revert) revert ;;
  status) status ;;
  *) say 'usage: vaccination-kiosk --lockdown apply|status|revert [--dry-run]' >&2; exit 78 ;;
esac
