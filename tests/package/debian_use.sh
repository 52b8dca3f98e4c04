#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# In a minimal Debian, with the packages of debian_build.sh in /out: installs, plays, upgrades and purges.
set -u

fail() {
	echo "FAIL $*"
	exit 1
}

# COMMAND...: what it says is shown when it fails.
quietly() {
	"$@" >/tmp/log 2>&1 </dev/null || { tail -n 30 /tmp/log && fail "$*"; }
}

# COMMAND...: as an ordinary user, at home.
as_user() {
	(cd ~user && setpriv --reuid=user --regid=user --clear-groups --inh-caps=-all --bounding-set=-all -- \
		env HOME="$PWD" USER=user "$@")
}

# All files but those of the package manager, and caches.
list_files() {
	find / -xdev \( -path /proc -o -path /sys -o -path /dev -o -path /tmp -o -path /src -o -path /out -o -path /var/lib/dpkg \
		-o -path /var/lib/apt -o -path /var/cache -o -path /var/log -o -path /run -o -path /home \) -prune -o -print |
		sort
}

# RELEASE: that one is installed, whole, and plays.
try_release() {
	quietly apt-get install -y --no-install-recommends /out/handshake_*-"$1"_*.deb
	[[ $(dpkg-query -W -f='${db:Status-Status} ${Version}' handshake) == "installed "*"-$1" ]] ||
		fail "release $1 is not installed"
	[[ -z $(dpkg -V handshake) ]] || fail "dpkg -V: $(dpkg -V handshake)"
	as_user handshake demo >/tmp/listing 2>/tmp/verdict
	case $?:$(cat /tmp/verdict) in
	0:*"PASS documented: "*) cmp /tmp/listing /usr/share/handshake/golden/documented.txt || fail "demo: the listing" ;;
	0:*"INCONCLUSIVE documented: "*) grep INCONCLUSIVE /tmp/verdict ;;
	*) cat /tmp/verdict && fail "handshake demo" ;;
	esac
	as_user handshake demo --check half-close wan syn-lost || fail "handshake demo --check"
}

useradd -m user || exit 1
! command -v cc cmake >/dev/null || fail "this is no minimal system"
quietly apt-get -qq update
# Its libraries stay when it goes.
mapfile -t needs < <(dpkg-deb -f /out/handshake_*-1_*.deb Depends | tr ',' '\n' | sed 's/ *(.*//; s/ //g')
quietly apt-get install -y --no-install-recommends "${needs[@]}" man-db libcap2-bin
list_files >/tmp/before
try_release 1
for page in handshake handshake-demo handshake-sniffer handshake-server handshake-client handshake-scenario handshake-tcp; do
	as_user man -P cat "$page" >/tmp/page 2>&1 || fail "man $page: $(cat /tmp/page)"
	[[ $(wc -l </tmp/page) -gt 20 ]] || fail "man $page is short"
done
as_user handshake sniffer 2>/tmp/refused && fail "the sniffer captures without the right"
grep -qF "'sudo setcap cap_net_raw+ep /usr/libexec/handshake/sniffer'" /tmp/refused || fail "$(cat /tmp/refused)"
quietly setcap cap_net_raw+ep /usr/libexec/handshake/sniffer
# It captures until it is told to end, and the demo plays as before.
(cd ~user && setpriv --reuid=user --regid=user --clear-groups timeout 2 handshake sniffer -i lo) 2>/tmp/captured
grep -q 'packets captured' /tmp/captured || fail "after setcap: $(cat /tmp/captured)"
(cd ~user && setpriv --reuid=user --regid=user --clear-groups handshake demo --check documented) ||
	fail "after setcap: handshake demo"
try_release 2
[[ -z $(getcap /usr/libexec/handshake/sniffer) ]] || fail "an upgrade leaves the right to capture"
quietly apt-get purge -y handshake
list_files >/tmp/after
# What apt and man-db write of their own accord, whatever the package.
diff /tmp/before /tmp/after || fail "purged, and these files differ"
quietly apt-get install -y /out/handshake_*-2_*.deb # with what it recommends
as_user handshake demo --check || fail "handshake demo --check, with all that it recommends"
quietly apt-get remove -y handshake
left=$(find / -xdev \( -path /proc -o -path /src -o -path /out -o -path /tmp \) -prune -o -name '*handshake*' -print)
[[ -z $left ]] || fail "removed, and these are left: $left"
