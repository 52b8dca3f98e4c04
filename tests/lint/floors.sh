#!/bin/sh
# SPDX-License-Identifier: MIT
# The house stands: a floor includes headers of the floors below it; libpcap is known to
# capture/source alone, libevent to server, client and capture/live_view; server and client know
# nothing of capture; what takes rights away is known to common/sandbox alone.
. "$(dirname "$0")/lib.sh"

# Folder, the folders whose headers it may include beside its own, and foreign libraries.
table='
common           -                                                -
common/sandbox   common                                           sandbox
capture/decode   common                                           -
capture/source   common,capture/decode                            pcap
capture/track    common,capture/decode                            -
capture/explain  common,capture/decode,capture/track              -
capture/write    common,capture/decode,capture/track,capture/explain  -
capture/live_view  common,common/sandbox,capture/decode,capture/track,capture/explain,capture/write  event2
capture          common,common/sandbox,capture/decode,capture/source,capture/track,capture/explain,capture/write,capture/live_view  -
server           common,common/sandbox                            event2
client           common,common/sandbox                            event2
'

rows=$(mktemp) || exit 1
trap 'rm -f "$rows"' EXIT
echo "$table" >"$rows"
# shellcheck disable=SC2046 # names without spaces
found=$(awk -f tests/lint/floors.awk "$rows" $(sources '*.c' '*.h') \
	$(sources CMakeLists.txt | grep -v '^tests/')) || problem "the check itself failed"
[ -z "$found" ] || problem "$found"
verdict
