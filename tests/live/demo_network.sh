#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Where the system refuses private networks: to the script by a fake unshare, to the runner by the kernel's
# own limits. The test itself is in one, so that lo is its own.
. "$(dirname "$0")/demo_lib.sh"
private_network "$@"
DEMO=$ROOT/run_demo.sh
demo_marked
REAL_UNSHARE=$(command -v unshare)
export REAL_UNSHARE
plain_path=$PATH
PATH=$TMP/tools:$PATH

# As root no user namespace where it can be avoided, but one where that is the only way. (The test may
# run in one itself: what counts is what is asked for.)
fake unshare <<'END'
echo "$*" >>"$TMP/asked"
exec "$REAL_UNSHARE" "$@"
END
run_demo
skip_if_inconclusive
expect_status "$status" 0 "root"
! grep -q -e -U "$TMP/asked" || fail "root takes a user namespace: $(cat "$TMP/asked")"
fake unshare <<'END'
[[ $1 == -U* ]] && exec "$REAL_UNSHARE" "$@"
echo "unshare: refused" >&2
exit 1
END
run_demo
skip_if_inconclusive
expect_status "$status" 0 "root with user namespaces alone"
expect_same "$ROOT/tests/catalogue/golden/documented.txt" "$TMP/demo.out" "root with user namespaces alone"
fake unshare <<'END'
[[ $1 != -U* ]] && exec "$REAL_UNSHARE" "$@"
echo "unshare: refused" >&2
exit 1
END
run_demo
skip_if_inconclusive
expect_status "$status" 0 "root without user namespaces"
! grep -q '^run_demo.sh: ' "$TMP/demo.err" || fail "root without user namespaces: it says something"

fake unshare <<<'echo "unshare: refused" >&2; exit 1'
own_lo="^run_demo.sh: this system gives no private network: playing on this machine's own lo$"
run_demo
skip_if_inconclusive
expect_status "$status" 0 "root without any namespace"
expect_line err "$own_lo"
expect_same "$ROOT/tests/catalogue/golden/documented.txt" "$TMP/demo.out" "on the machine's own lo"
expect_nothing_left "on the machine's own lo"

# LIMITS COMMAND...: runs it as a root that may have no more namespaces of these kinds.
limited() {
	# shellcheck disable=SC2016 # for sh
	timeout -k 5 300 "$REAL_UNSHARE" -Urn sh -c 'ip link set lo up
		for limit in $1; do echo 0 >"/proc/sys/user/max_${limit}_namespaces" || exit 99; done
		shift
		exec "$@"' sh "$1" "${@:2}" >"$TMP/demo.out" 2>"$TMP/demo.err"
	status=$?
}
PATH=$plain_path
if "$REAL_UNSHARE" -Urn sh -c 'echo 0 >/proc/sys/user/max_net_namespaces' 2>/dev/null; then
	limited user "$BASH" "$DEMO" "${demo_programs[@]}" --check refused refused
	skip_if_inconclusive
	expect_status "$status" 0 "the runner without user namespaces"
	expect_line out '^2 passed'
	limited 'net user' "$BASH" "$DEMO" "${demo_programs[@]}" documented documented
	skip_if_inconclusive
	expect_status "$status" 0 "the runner without any namespace"
	expect_line err "$own_lo"
	golden=$ROOT/tests/catalogue/golden/documented.txt
	{ echo '== documented' && cat "$golden" && echo && echo '== documented' && cat "$golden"; } >"$TMP/twice"
	sed 's/^\(== documented\): ..*/\1/' "$TMP/demo.out" >"$TMP/untitled" # the title is in the user's language
	expect_same "$TMP/twice" "$TMP/untitled" "the runner on the machine's own lo"
	limited net "$REAL_UNSHARE" -U "$BASH" "$DEMO" "${demo_programs[@]}" documented
	expect_status "$status" 1 "the runner by an ordinary user without networks"
	expect_line err '^run_demo.sh: documented: .*; sudo ./run_demo.sh plays it$'
fi
PATH=$TMP/tools:$PATH

# An ordinary user. (A user namespace without a mapping makes one of everybody.)
"$REAL_UNSHARE" -U true 2>/dev/null || exit 0
"$REAL_UNSHARE" -U "$BASH" "$DEMO" --bin "$TMP/bin" >"$TMP/demo.out" 2>"$TMP/demo.err"
expect_status $? 1 "an ordinary user without any namespace"
expect_line err "^run_demo.sh: .*'sudo ./run_demo.sh'$"
PATH=$plain_path
"$REAL_UNSHARE" -U "$BASH" "$DEMO" --bin "$TMP/bin" --check documented >"$TMP/demo.out" 2>"$TMP/demo.err"
expect_status $? 77 "--check by an ordinary user without any namespace"
expect_line out '^SKIP documented: .*; sudo ./run_demo.sh plays it$'
expect_line out '1 skipped, 0 failed$'
expect_nothing_left "an ordinary user"
