# shellcheck shell=bash
# SPDX-License-Identifier: MIT
# SIGNAL STATUS: the signal ends the script. The second line is never reached: bash 5.2, when the signal
# comes right before it parses a $(command), takes what it finds here for the text of that command, and
# would ignore the signal for want of a parenthesis.
exit_on() {
	# shellcheck disable=SC2064 # the status of now
	trap "exit $2"$'\n)' "$1"
}
