#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# temporary_gone.sh BIN_DIR: what remove_at_end() was told is gone when the script has ended: by itself, by
# Ctrl-C, and when Ctrl-C comes at its end, while the rm begins or right before a command of the cleaning up.
# shellcheck source=tests/live/lib.sh
. "$(dirname "$0")/../live/lib.sh"
plain_host "$@"
need setsid
HERE=$(cd "$(dirname "$0")" && pwd) || exit 1

# Ctrl-C reaches the whole process group.
mkdir "$TMP/interrupting"
cat >"$TMP/interrupting/rm" <<'END'
#!/bin/sh
kill -INT 0
PATH=${PATH#*:}
exec rm "$@"
END
chmod +x "$TMP/interrupting/rm"
cat >"$TMP/script" <<'END'
. "$1/temporary.sh"
mkdir "$2/folder" && : >"$2/folder/file" && remove_at_end "$2/folder"
eval "$3"
END
cat >"$TMP/moments" <<'END'
set -T
moment=0
interrupt() {
	[[ $BASHPID -eq $$ && (${FUNCNAME[1]-} == remove_temporary || $1 == remove_temporary*) ]] &&
		((moment++ == MOMENT)) && kill -INT 0
}
trap 'interrupt "$BASH_COMMAND"' DEBUG
END

# STATUS-PATTERN WHEN SHELL COMMAND: the script ends by COMMAND.
gone() {
	local status
	setsid -w env --default-signal=INT "$3" "$TMP/script" "$HERE" "$TMP" "$4" >"$TMP/script.out" 2>"$TMP/script.err"
	status=$?
	[[ $status =~ ^($1)$ ]] || fail "$3, $2: exit status $status, expected $1"
	[[ ! -e $TMP/folder ]] || fail "$3, $2: the folder is left"
}

for shell in sh "$BASH"; do
	gone 0 "by itself" "$shell" :
	gone 3 "by exit" "$shell" 'exit 3'
	gone 130 "by Ctrl-C" "$shell" 'kill -INT 0; sleep 60'
	gone 143 "by TERM" "$shell" 'kill -TERM $$; sleep 60'
	PATH=$TMP/interrupting:$PATH gone 3 "by Ctrl-C while it removes" "$shell" 'exit 3'
done
for MOMENT in 0 1 2 3; do
	export MOMENT
	BASH_ENV=$TMP/moments gone '130|3' "by Ctrl-C at moment $MOMENT of its end" "$BASH" 'exit 3'
done
