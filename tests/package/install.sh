#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# install.sh BUILD-FOLDER CMAKE: what cmake --install brings can be moved, plays as an ordinary user where
# nothing can be built, and goes away as a whole.
BUILD=$1 CMAKE=$2
# shellcheck source=tests/live/lib.sh
. "$(dirname "$0")/../live/lib.sh"
plain_host "$BUILD/bin"
export LC_ALL=C.UTF-8
chmod 755 "$TMP"
umask 022

# Somebody may have installed from this build folder, and want to uninstall.
manifest=$BUILD/install_manifest.txt
[[ ! -e $manifest ]] || cp -p "$manifest" "$TMP/manifest"
# [STATUS]: as finish() has it.
put_back() {
	local status=${1-$?}
	[[ $BASHPID -eq $$ ]] || exit "$status"
	trap '' INT TERM
	rm -f "$manifest"
	[[ ! -e $TMP/manifest ]] || cp -p "$TMP/manifest" "$manifest"
	finish "$status"
}
trap put_back EXIT
trap 'put_back 130' INT
trap 'put_back 143' TERM

# COMMAND...: quietly, in the staging folder.
staged() {
	DESTDIR="$TMP/staged files" "$@" >"$TMP/cmake.out" 2>&1 || fail "$*"
}
staged "$CMAKE" --install "$BUILD" --prefix "/opt/our apps"
home="$TMP/moved it/here"
mkdir -m 755 "$TMP/moved it"
cp -a "$TMP/staged files/opt/our apps" "$home" || exit 1

# All of it, and where.
(cd "$home" && find . ! -type d | sed 's|^\./||' | LC_ALL=C sort) >"$TMP/files"
for file in bin/handshake bin/handshake-{sniffer,server,client,demo} share/doc/handshake/{LICENSE,guide.md,example.pcap} \
	libexec/handshake/{sniffer,server,client,catalogue_runner,run_demo.sh} \
	share/handshake/schemas/{compare,event,load}.json share/handshake/zeek-conn.jq; do
	grep -qxF "$file" "$TMP/files" || fail "$file is missing"
done
for part in scenarios golden; do
	(cd "$home/share/handshake/$part" && ls) >"$TMP/installed"
	(cd "$ROOT/tests/catalogue/$part" && ls) >"$TMP/wanted"
	expect_same "$TMP/wanted" "$TMP/installed" "$part"
done
! grep -vE '^(bin/handshake(-[a-z]+)?$|libexec/handshake/|share/(doc/)?handshake/|share/man/|share/[a-z-]+/(site-|vendor_)?(functions|completions(\.d)?)/)' \
	"$TMP/files" || fail "these files are in nobody's way?"
! grep -rlF -e "$BUILD" -e "$ROOT" -e "/opt/our" "$home" || fail "these files know where they were made"
[[ -z $(find "$home" ! -type l ! -perm -444) ]] || fail "not all users can read all"

# Nothing is left of the first place when it is played with.
staged "$CMAKE" --build "$BUILD" --target uninstall
left=$(find "$TMP/staged files" ! -type d -o -name handshake)
[[ -z $left ]] || fail "uninstall leaves $left"

user=()
if [[ $EUID -eq 0 ]]; then
	need setpriv
	user=(setpriv --reuid=65534 --regid=65534 --clear-groups --inh-caps=-all --bounding-set=-all --)
fi
mkdir -m 755 "$TMP/tools" && mkdir -m 777 "$TMP/tmp" && : >"$TMP/built" && chmod 666 "$TMP/built"
for tool in cmake make ninja cc gcc clang; do
	printf '#!/bin/sh\necho "$0 $*" >>%q\nexit 1\n' "$TMP/built" >"$TMP/tools/$tool"
	chmod 755 "$TMP/tools/$tool"
done
cd / || exit 1

# ARGUMENTS...: handshake as an ordinary user; sets status.
handshake() {
	"${user[@]}" env -i LC_ALL=C.UTF-8 PATH="$TMP/tools:/usr/bin:/bin" HOME=/nonexistent TMPDIR="$TMP/tmp" \
		timeout 60 "${command:-$home/bin/handshake}" "$@" >"$TMP/said.out" 2>"$TMP/said.err"
	status=$?
}

# STATUS STREAM PATTERN ARGUMENTS...: handshake ends with STATUS, and a line on STREAM matches.
expect() {
	local wanted=$1 stream=$2 pattern=$3
	shift 3
	handshake "$@"
	expect_status "$status" "$wanted" "handshake $*"
	grep -qE -e "$pattern" "$TMP/said.$stream" || fail "handshake $*: no line '$pattern' on std$stream"
}

# The same with one line on stderr, and nothing else.
refuses() {
	expect "$1" err "$2" "${@:3}"
	[[ $(wc -l <"$TMP/said.err") -eq 1 && ! -s $TMP/said.out ]] || fail "handshake ${*:3}: not one line"
}
version=$(sed -n 's/^project(.* VERSION \([0-9.]*\).*/\1/p' "$ROOT/CMakeLists.txt")
expect 0 out "^handshake $version$" --version
expect 0 out "^handshake-demo .*$version$" demo --version
expect 0 out "^sniffer $version$" sniffer --version
[[ $(cat "$home/share/handshake/golden/VERSION") == "$version" ]] || fail "golden/VERSION is not $version"
expect 0 out '^Usage: handshake COMMAND ' --help
expect 0 out '^Usage: handshake COMMAND ' help
expect 2 err '^Usage: handshake COMMAND '
expect 0 out '^usage: handshake demo ' demo --help
expect 0 out '^Usage: handshake server ' server --help
refuses 2 "^handshake: there is no command 'sniff': 'handshake --help' lists them$" sniff
refuses 2 "^handshake: there is no command 'sniff': " help sniff
refuses 2 "^handshake: compare needs two captures, A and B: see 'handshake compare --help'$" compare one.pcap
refuses 2 "^handshake: there is no command 'a[?]\[31m[?]': " $'a\e[31m\n'
refuses 2 "^handshake: there is no command 'a[?]\[31m': " help $'a\e[31m'
refuses 2 "^handshake: unknown option '-[?][?]31m': " $'-\302\23331m'
refuses 2 "^handshake: unknown option '--sniff': see 'handshake --help'$" --sniff
refuses 2 "^sniffer: .*: see 'handshake sniffer --help'$" sniffer --no-such
refuses 2 "^handshake-demo: .*: see 'handshake demo --help'$" demo --no-such
refuses 2 "^handshake-demo: --update is for a source tree: " demo --update documented
refuses 1 "^client: .* start it with handshake server -p 1$" client -p 1
! grep -qF ./run_demo.sh "$TMP"/said.* || fail "it names what is not there"
expect 0 out '^documented ' demo --list

# Through links.
ln -s "moved it/here/bin/handshake" "$TMP/a link"
ln -s "a link" "$TMP/link to it"
command="$TMP/link to it" expect 0 out "^client $version, " client --version
ln -s "$home/bin/handshake-demo" "$TMP/demo"
command=$TMP/demo expect 0 out '^documented ' --list

# It plays.
"${user[@]}" unshare -Urn true 2>/dev/null || skip "installed; but this system gives an ordinary user no private network"
handshake demo
! grep -m 1 '^INCONCLUSIVE' "$TMP/said.err" || skip "too slow to tell"
expect_status "$status" 0 "handshake demo"
expect_same "$home/share/handshake/golden/documented.txt" "$TMP/said.out" "handshake demo"
handshake demo --check half-close
! grep -m 1 '^INCONCLUSIVE' "$TMP/said.out" || skip "too slow to tell"
expect 0 out '^PASS half-close: the same as its golden output$' demo --check half-close
[[ ! -s $TMP/said.err ]] || fail "handshake demo --check: $(cat "$TMP/said.err")"

# Golden outputs of another version are told.
echo 0.0.1 >"$home/share/handshake/golden/VERSION"
expect 0 err "^handshake-demo: the golden outputs in .*/here/share/handshake/golden are older than .*0.0.1" \
	demo --check half-close
sed -i 's/hello world/hello, world/' "$home/share/handshake/golden/documented.txt"
expect 1 err "^handshake-demo: the golden outputs in .* are of version 0.0.1, these programs of $version: " demo

[[ ! -s $TMP/built ]] || fail "it would build: $(cat "$TMP/built")"
[[ -z $(ls -A "$TMP/tmp") ]] || fail "files are left: $(ls -A "$TMP/tmp")"
