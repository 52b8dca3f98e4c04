#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# other.sh BUILD: a few scenarios on Linux 6.1, where run.sh has fetched one before: a test fetches nothing. They are
# those that were seen to give the same bytes in ten runs: on the guest's clock nothing here depends on this machine.
HERE=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd) || exit 1
exec "$BASH" "$HERE/run.sh" --build "$1" --out "$1/kernels" --jobs 1 --offline --times \
	--only documented,four-way,half-close,syn-lost,fin-lost,rst-challenged 6.1
