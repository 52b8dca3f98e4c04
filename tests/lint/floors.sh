#!/bin/sh
# SPDX-License-Identifier: MIT
# floors.sh COMPILER: the house stands: a floor includes headers of the floors below it; libpcap is known to
# capture/source alone, libevent to server, client and capture/live_view; server and client know
# nothing of capture; what takes rights away is known to common/sandbox alone. No header of ours has the
# name of a system's, which it would hide from all who have its folder among those of their headers.
compiler=${1:?the C compiler}
. "$(dirname "$0")/lib.sh"

# Folder, the folders whose headers it may include beside its own, and foreign libraries.
table='
common           -                                                -
common/sandbox   common                                           sandbox
capture/decode   common                                           -
capture/source   common,capture/decode                            pcap
capture/track    common,capture/decode                            -
capture/evidence  common,capture/decode,capture/track            -
capture/explain  common,capture/decode,capture/track,capture/evidence  -
capture/compare  common,capture/decode,capture/track,capture/evidence,capture/explain,capture/write  -
capture/write    common,capture/decode,capture/track,capture/evidence,capture/explain  -
capture/live_view  common,common/sandbox,capture/decode,capture/track,capture/evidence,capture/explain,capture/write  event2
capture          common,common/sandbox,capture/decode,capture/source,capture/track,capture/evidence,capture/explain,capture/compare,capture/write,capture/live_view  -
server           common,common/sandbox                            event2
client/net       common                                           -
client/single    common,client/net                                event2
client/load      common,client/net                                 event2
client           common,common/sandbox,client/net,client/single,client/load  event2
'

rows=$(mktemp) || exit 1
remove_at_end "$rows"
echo "$table" >"$rows"
# shellcheck disable=SC2046 # names without spaces
found=$(awk -f tests/lint/floors.awk "$rows" $(sources '*.c' '*.h') \
	$(sources CMakeLists.txt | grep -v '^tests/')) || problem "the check itself failed"
[ -z "$found" ] || problem "$found"

# NAME...: those of which the compiler, left alone, finds a header.
of_the_system() {
	for name; do
		printf '#if __has_include(<%s>)\n%s\n#endif\n' "$name" "$name"
	done | "$compiler" -E -P -
}

# What no header that we use includes by these names, so that hiding it does no harm:
#   err.h    the C library's err() and warn()
#   event.h  libevent 1's functions, beside those of event2/
# shellcheck disable=SC2046 # names without spaces
found=$(of_the_system stdio.h version.h $(sources '*.h' | sed 's|.*/||') | grep -vxE '(err\.h|event\.h)?')
[ "$found" = stdio.h ] ||
	problem "of the names of our headers, and of stdio.h, the compiler finds: ${found:-none}"
verdict
