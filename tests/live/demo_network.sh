#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Where the system refuses private networks. The test itself is in one, so that lo is its own.
. "$(dirname "$0")/demo_lib.sh"
private_network "$@"
DEMO=$ROOT/run_demo.sh
demo_marked
REAL_UNSHARE=$(command -v unshare)
export REAL_UNSHARE
PATH=$TMP/tools:$PATH

# As root no user namespace where it can be avoided, but one where that is the only way. (The test may
# run in one itself: what counts is what is asked for.)
fake unshare <<'END'
echo "$*" >>"$TMP/asked"
exec "$REAL_UNSHARE" "$@"
END
run_demo --check refused
skip_if_inconclusive
expect_status "$status" 0 "root"
! grep -q -e -U "$TMP/asked" || fail "root takes a user namespace: $(cat "$TMP/asked")"
fake unshare <<'END'
[[ $1 == -U* ]] && exec "$REAL_UNSHARE" "$@"
echo "unshare: refused" >&2
exit 1
END
run_demo --check refused
skip_if_inconclusive
expect_status "$status" 0 "root with user namespaces alone"
expect_line out '^PASS refused'
[[ ! -s $TMP/demo.err ]] || fail "root with user namespaces alone: it says something"

fake unshare <<'END'
[[ $1 != -U* ]] && exec "$REAL_UNSHARE" "$@"
echo "unshare: refused" >&2
exit 1
END
run_demo --check documented documented
skip_if_inconclusive
expect_status "$status" 0 "root without user namespaces"
expect_line out '^2 passed'
[[ ! -s $TMP/demo.err ]] || fail "root without user namespaces: it says something"

fake unshare <<<'echo "unshare: refused" >&2; exit 1'
run_demo documented documented
skip_if_inconclusive
expect_status "$status" 0 "root without any namespace"
expect_line err "^run_demo.sh: this system gives no private network: playing on this machine's own lo$"
cat "$ROOT/tests/golden/documented.txt" "$ROOT/tests/golden/documented.txt" >"$TMP/twice"
expect_same "$TMP/twice" "$TMP/demo.out" "on the machine's own lo"
expect_nothing_left "on the machine's own lo"

# An ordinary user. (A user namespace without a mapping makes one of everybody.)
"$REAL_UNSHARE" -U true 2>/dev/null || exit 0
"$REAL_UNSHARE" -U "$BASH" "$DEMO" --bin "$TMP/bin" >"$TMP/demo.out" 2>"$TMP/demo.err"
expect_status $? 1 "an ordinary user without any namespace"
expect_line err "^run_demo.sh: .*'sudo ./run_demo.sh'$"
"$REAL_UNSHARE" -U "$BASH" "$DEMO" --bin "$TMP/bin" --check documented >"$TMP/demo.out" 2>"$TMP/demo.err"
expect_status $? 77 "--check by an ordinary user without any namespace"
expect_line out '^SKIP documented: .*sudo ./run_demo.sh --check'
expect_line out '1 skipped, 0 failed$'
expect_nothing_left "an ordinary user"
