#!/bin/sh
# SPDX-License-Identifier: MIT
# path.sh PROGRAM.py ARGUMENT...: a test of this folder, by Python's standard library.
command -v python3 >/dev/null || {
	echo "SKIP ${1##*/}: python3 is not installed"
	exit 77
}
PYTHONDONTWRITEBYTECODE=1 exec python3 "$@"
