#!/bin/sh
# SPDX-License-Identifier: MIT
# build.sh OUTPUT VERSION DATE SNIFFER SERVER CLIENT USAGE SCENARIOS: makes, in the folder OUTPUT, the manual
# pages and the completions, from the tables of the three programs, from the usage text of the demo (the file
# USAGE) and the names of the scenarios in the folder SCENARIOS.
set -eu
parts=$(dirname "$0")
output=$1 version=$2 date=$3 sniffer=$4 server=$5 client=$6 usage=$7 scenarios=$8
LC_ALL=C
export LC_ALL

tables=$output/tables
mkdir -p "$tables" "$output/man/man1" "$output/man/man5" "$output/man/man7" "$output/man/zh_CN/man7" \
	"$output/completions"
"$sniffer" --help=table >"$tables/sniffer"
"$server" --help=table >"$tables/server"
"$client" --help=table >"$tables/client"
awk -f "$parts/usage.awk" "$usage" >"$tables/demo"
cp "$parts/handshake.table" "$tables/handshake"

# PART: the file of this name in pages, with date and version.
dated() {
	sed "s/@DATE@/$date/; s/@VERSION@/$version/" "$parts/pages/$1"
}
# PROGRAM TABLE: the page of this command.
command_page() {
	dated "$1.1" >"$tables/part"
	awk -f "$parts/text.awk" -f "$parts/filled.awk" -f "$parts/page.awk" "$tables/$2" "$tables/part" \
		>"$output/man/man1/$1.1"
}
command_page handshake handshake
for name in demo sniffer server client; do
	command_page "handshake-$name" "$name"
done
dated handshake-scenario.5 >"$tables/part"
awk -f "$parts/text.awk" -f "$parts/filled.awk" -f "$parts/markdown.awk" "$parts/scenario-format.md" \
	"$tables/part" >"$output/man/man5/handshake-scenario.5"
dated man7/handshake-tcp.7 >"$output/man/man7/handshake-tcp.7"
dated zh_CN/man7/handshake-tcp.7 >"$tables/part"
awk -f "$parts/chinese.awk" "$tables/part" >"$output/man/zh_CN/man7/handshake-tcp.7"

# SHELL PART: its completion, with the tables in the place of the line @TABLE@.
completion() {
	(cd "$tables" && cat handshake demo sniffer server client) |
		awk -v scenarios="$names" -f "$parts/text.awk" -f "$parts/completions/kinds.awk" \
			-f "$parts/completions/$1.awk" \
			>"$tables/$1"
	sed -e "/^@TABLE@\$/{" -e "r $tables/$1" -e d -e '}' "$parts/completions/$2" \
		>"$output/completions/$2"
}
names=''
for file in "$scenarios"/*.txt; do
	file=${file##*/}
	names="$names${names:+ }${file%.txt}"
done
completion bash handshake.bash
completion zsh _handshake
completion fish handshake.fish
