#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# --install-deps, with a fake apt-get that says how it was called.
. "$(dirname "$0")/demo_lib.sh"
demo_begin "$@"
unset DEBIAN_FRONTEND
PATH=$TMP/tools:$PATH
fake dpkg-query <<'END'
[[ ! -e $TMP/installed ]] || printf installed
END
fake apt-get <<'END'
echo "a word of apt-get"
echo "$DEBIAN_FRONTEND $*" >>"$TMP/calls"
[[ ! -e $TMP/broken || $1 != "$(cat "$TMP/broken")" ]]
END
# For an ordinary user; root does without.
fake sudo <<'END'
[[ $1 != -- ]] || shift
echo sudo >>"$TMP/sudo"
exec "$@"
END

# ARGUMENTS...
install() {
	: >"$TMP/calls"
	run_demo --install-deps "$@"
	skip_if_inconclusive
}
install
expect_status "$status" 0 "installing"
expect_same "$ROOT/tests/catalogue/golden/documented.txt" "$TMP/demo.out" "installing: the listing"
cat >"$TMP/expected" <<'END'
 update
noninteractive install -y --no-install-recommends gcc libc6-dev cmake make libpcap-dev libevent-dev libseccomp-dev libcap-ng-dev pkgconf zlib1g-dev libzstd-dev liblzma-dev iproute2 nftables
END
expect_same "$TMP/expected" "$TMP/calls" "how apt-get was called"

echo update >"$TMP/broken"
install
expect_status "$status" 0 "an update that fails"
echo install >"$TMP/broken"
install
expect_status "$status" 1 "an installation that fails"
expect_line err '^run_demo.sh: apt-get could not install'
[[ ! -s $TMP/demo.out ]] || fail "it plays although the installation failed"
rm "$TMP/broken"

: >"$TMP/installed"
install
expect_status "$status" 0 "when all is there"
[[ ! -s $TMP/calls ]] || fail "apt-get is called though all is there"
rm "$TMP/installed"

# An ordinary user needs sudo. (A user namespace without a mapping makes one of everybody.)
unshare -U true 2>/dev/null || exit 0
: >"$TMP/sudo"
unshare -U "$BASH" "$DEMO" --bin "$TMP/bin" --install-deps --check documented >/dev/null 2>"$TMP/demo.err"
[[ $(wc -l <"$TMP/sudo") -eq 2 ]] || fail "an ordinary user: sudo was called $(wc -l <"$TMP/sudo") times"
rm "$TMP/tools/sudo"
[[ ! -e /usr/sbin/sudo ]] || exit 0 # it cannot be hidden
for tool in bash env dirname cat; do
	ln -s "$(command -v "$tool")" "$TMP/tools/$tool"
done
PATH=$TMP/tools "$(command -v unshare)" -U "$BASH" "$DEMO" --bin "$TMP/bin" --install-deps \
	>"$TMP/demo.out" 2>"$TMP/demo.err"
expect_status $? 1 "without sudo"
expect_line err "^run_demo.sh: installing needs root.*'apt-get install gcc "
expect_nothing_left "packages"
