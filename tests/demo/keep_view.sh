# shellcheck shell=bash
# SPDX-License-Identifier: MIT
# keep_view.sh PID COMMAND...: runs COMMAND until it ends, TERM or the end of the process PID. The
# sniffer that serves the view has given up its user, so that whoever started it may not be allowed to
# end it from within a private network; this process can be told, and is allowed.
owner=$1
shift
"$@" <&0 &
child=$!
trap 'kill -TERM "$child" 2>/dev/null' HUP INT TERM
exec </dev/null >/dev/null 2>&1
while kill -0 "$owner" && kill -0 "$child"; do
	sleep 1 &
	tick=$!
	wait -n
	kill "$tick"
done
kill -TERM "$child"
wait
