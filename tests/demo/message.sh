# shellcheck shell=bash
# SPDX-License-Identifier: MIT
# What run_demo.sh says about itself. All of it goes to stderr: stdout is the product's. What comes
# from elsewhere (names of files, output of programs) is shown as text that drives no terminal.

# TEXT: sets printable to it, with \xNN in place of bytes that control, reorder or hide. Printable
# ASCII and well-formed UTF-8 stay, as in what the programs say; so do newlines and tabs.
make_printable() {
	local LC_ALL=C rest=$1 run byte length
	printable=''
	while [[ -n $rest ]]; do
		run=${rest%%[!$'\t\n'\ -~]*}
		printable+=$run
		rest=${rest:${#run}}
		case $rest in
		'') return ;;
		# C1; bidirectional and other format characters, ends of lines; overlong; surrogates
		$'\302'[$'\200'-$'\237'$'\255']* | $'\330\234'* | $'\342\200'[$'\213'-$'\217'$'\250'-$'\256']* | \
			$'\342\201'[$'\240'-$'\257']* | $'\357\273\277'* | $'\363\240'* | \
			$'\340'[$'\200'-$'\237']* | $'\360'[$'\200'-$'\217']* | $'\355'[$'\240'-$'\277']* | \
			$'\364'[$'\220'-$'\277']*) length=0 ;;
		[$'\302'-$'\337'][$'\200'-$'\277']*) length=2 ;;
		[$'\340'-$'\357'][$'\200'-$'\277'][$'\200'-$'\277']*) length=3 ;;
		[$'\360'-$'\364'][$'\200'-$'\277'][$'\200'-$'\277'][$'\200'-$'\277']*) length=4 ;;
		*) length=0 ;;
		esac
		if ((length == 0)); then
			printf -v byte '%d' "'${rest:0:1}"
			printf -v byte '\\x%02x' $((byte & 255))
			printable+=$byte
			rest=${rest:1}
		else
			printable+=${rest:0:length}
			rest=${rest:length}
		fi
	done
}

# TEXT...: lines for a person.
tell() {
	local printable
	make_printable "$*"
	printf '%s\n' "$printable" >&2
}

# The same with what stands in stdin.
tell_lines() {
	local line
	while IFS= read -r line || [[ -n $line ]]; do
		tell "$line"
	done
}

# A line for a person, about the script.
say() {
	tell "$self: $*"
}

# STATUS TEXT...: says why, and ends.
die() {
	local status=$1
	shift
	# 'git bisect run' would take either for a kernel that is bad.
	[[ ! -v given[--bisect] ]] || status=$((status == 2 ? 255 : 125))
	say "$*"
	exit "$status"
}

# Wrong usage.
die_usage() {
	die 2 "$*: see '$command --help'"
}

# LINE: what our programs have printed, as it is. A reader that went away ends the script quietly (the
# trap on PIPE), any other failure is told.
pass_on() {
	printf '%s\n' "$*" 2>/dev/null || die 1 "cannot write the output: is the disk full?"
}
