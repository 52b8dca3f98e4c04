#!/bin/sh
# SPDX-License-Identifier: MIT
# options.sh BIN_DIR: --help tells every option that is promised, and no other; every option that the
# README, guide, other pages and the help's own examples use exists.
bin=$(cd "$1" && pwd) || exit 1
. "$(dirname "$0")/lib.sh"
folder=$(mktemp -d) || exit 1
remove_at_end "$folder"

# Program and what its --help must describe. A new option of the contract gets its place here.
promised='
sniffer  -i -p -r -w -c -D -v -U -B -q -f -t -tt -n -h --interface --port --read --write --count
sniffer  --list-interfaces --verbose --packet-buffered --buffer-size --quiet --format
sniffer  --phases --explain --relative --canonical --connections --http --http-pace
sniffer  --sort --only --conn --wrap -s --snapshot-length --payload
sniffer  --compare --ascii --time-scale --title --max-connections --vlan --lang --color --help --version
server   -h -p -a -q --port --address --quiet
server   --echo --close-delay --quickack --reset --backlog --threads --max-connections --idle-timeout
server   --close-first --send-before-close --gap --echo-delay --read-delay --accept-delay --accept-on-usr1
server   --fast-open --reuse --nagle --mss --rcvbuf --sndbuf --keepalive --user-timeout
server   --lang --color --help --version
client   -h -H -p -m -q --host --port --message --quiet
client   --wait-echo --close --timeout --local-address --local-port --size --newline --rounds
client   --interval --writes --gap --hold --write-after-close --urgent --fast-open --nodelay --cork
client   --connections --requests --duration --rate --reconnect --no-newline --json
client   --quickack --mss --rcvbuf --sndbuf --keepalive --user-timeout
client   --lang --color --help --version
run_demo.sh  --list --check --update --terminals --help --version --install-deps --keep --bin
run_demo.sh  --lang --explain --ladder --http --tap --ktap --junit --strict --bisect --times --versus --scenarios
run_demo.sh  --golden --bundle
'
programs='sniffer server client run_demo.sh'

# PROGRAM: its help, and the options that it describes, one a line.
read_help() {
	case $1 in
	*.sh) "./$1" --help >"$folder/$1.help" ;;
	*) "$bin/$1" --help >"$folder/$1.help" ;;
	esac || problem "$1 --help: exit status $?"
	grep -E '^ +-' "$folder/$1.help" |
		grep -oE -e '(^|[[:space:],])--?[A-Za-z][A-Za-z0-9-]*' |
		tr -d ' \t,' | sort -u >"$folder/$1.options"
}

# PROGRAM OPTION WHERE
expect_option() {
	grep -qx -e "$2" "$folder/$1.options" || problem "$3: $1 has no option $2"
}

# Commands, one a line, from standard input: each option of ours has to exist. -vU is -v and -U.
check_commands() {
	while read -r first rest; do
		program=${first##*/}
		case " $programs " in
		*" $program "*) ;;
		*) continue ;;
		esac
		for word in $rest; do
			case $word in
			'|' | '>' | '&&' | '&' | ';' | '#') break ;;
			--) break ;;
			--?*) expect_option "$program" "${word%%=*}" "$1" ;;
			-[A-Za-z]*) expect_option "$program" "$(echo "$word" | cut -c 1-2)" "$1" ;;
			esac
		done
	done
}

# What stands between backquotes, and the lines of code blocks, without a prompt or sudo.
code_of() {
	awk '/^ *```/ { inside = !inside; next }
		inside { print; next }
		{ n = split($0, part, "`"); for (i = 2; i <= n; i += 2) print part[i] }' "$1" |
		sed -E 's/^ *([$#] )?//; s/^sudo +//'
}

for program in $programs; do
	read_help "$program"
	grep -q '^Exit status: 0 ' "$folder/$program.help" || problem "$program --help does not tell its exit status"
	[ -s "$folder/$program.options" ] || problem "$program --help describes no option"
	sed -n '/^Examples/,$p' "$folder/$program.help" | sed 's/^ *//' >"$folder/examples"
	check_commands "$program --help" <"$folder/examples"
done

while read -r program options; do
	for option in $options; do
		expect_option "$program" "$option" "the contract"
	done
done <<END
$promised
END
for program in $programs; do
	while read -r option; do
		echo "$promised" | grep -qE -e "^$program .* $option( |\$)" ||
			problem "$program --help: $option is not in the list of what is promised"
	done <"$folder/$program.options"
done

for page in README.md .github/CONTRIBUTING.md common/manual/README.zh-CN.md common/manual/guide.md \
	common/manual/scenario-format.md; do
	if [ ! -e "$page" ]; then
		problem "$page is missing"
		continue
	fi
	code_of "$page" >"$folder/code"
	check_commands "$page" <"$folder/code"
	# An option by itself: some program must have it.
	# shellcheck disable=SC2013 # words
	for option in $(grep -oE -e '^(--[a-z][a-z-]*|-[A-Za-z]+)' "$folder/code" | sort -u); do
		sort -u "$folder"/*.options | grep -qx -e "$option" ||
			problem "$page: no program has the option $option"
	done
done
verdict
