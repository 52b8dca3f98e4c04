#!/bin/sh
# SPDX-License-Identifier: MIT
# hardening.sh BUILD COMPILER REASON: the programs in BUILD are hardened, as told by the files themselves;
# skipped where a REASON says why they are not meant to be. What only some systems have (a C library
# that checks sizes, processors that check jumps) is asked for where it is.
. "$(dirname "$0")/lib.sh"
build=$1 compiler=$2
[ -z "$3" ] || skip "$3"
for tool in readelf objdump; do
	command -v "$tool" >/dev/null || skip "$tool is not installed"
done
folder=$(mktemp -d) || exit 1
remove_at_end "$folder"

# FILE TEXT PATTERN: a line of it, in what readelf has said, matches the extended regular expression.
expect() {
	grep -qE -e "$3" "$folder/$1" || problem "$program: $2 (no line like '$3')"
}

# Stack and segments, and when symbols are bound.
check_layout() {
	readelf -hldW "$path" >"$folder/layout" || problem "$program: cannot be read"
	expect layout "its address is fixed" '^ *Type: +DYN '
	expect layout "not a program" '^ *INTERP '
	expect layout "its address is fixed" 'FLAGS_1.* PIE'
	expect layout "what is relocated stays writable" '^ *GNU_RELRO '
	expect layout "functions are bound late, so their table stays writable" \
		'\(FLAGS\) .*BIND_NOW|FLAGS_1.* NOW|\(BIND_NOW\)'
	expect layout "nothing is said of its stack" '^ *GNU_STACK .* RW '
}

# What the compiler has put in: checks of the stack, and of sizes in glibc's functions.
check_symbols() {
	readelf --dyn-syms -W "$path" >"$folder/symbols"
	expect symbols "its stack is not guarded" ' UND __stack_chk_fail'
	! grep -q 'NEEDED.*\[libc\.so\.6\]' "$folder/layout" ||
		expect symbols "no size is checked" ' UND __[a-z]+_chk@'
}

# x86: functions begin with a mark, also when all is compiled as one; and the program says so where the
# system's own part of it does.
check_jumps() {
	grep -qE '^ *Machine: +Advanced Micro Devices X86-64' "$folder/layout" || return 0
	objdump -d --no-show-raw-insn --disassemble=main "$path" >"$folder/main"
	expect main "jumps into main are not marked" '[[:space:]]endbr64$'
	start=$("$compiler" -print-file-name=Scrt1.o)
	readelf -nW "$start" 2>/dev/null | grep -q 'x86 feature:.*IBT' || return 0
	readelf -nW "$path" >"$folder/notes"
	expect notes "it does not say that jumps are marked" 'x86 feature:.*IBT.*SHSTK'
}

for program in bin/sniffer bin/server bin/client libexec/catalogue_runner; do
	path=$build/$program
	[ -x "$path" ] || problem "$program is missing"
	check_layout
	check_symbols
	check_jumps
done
verdict
