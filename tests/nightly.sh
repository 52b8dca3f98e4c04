#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# What takes too long for each change; see --help.
set -u
# An ordinary user's PATH may lack where ip, nft and tc are.
export PATH=$PATH:/usr/local/sbin:/usr/sbin:/sbin
ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd) || exit 1
. "$ROOT/tests/suite/ctest.sh"
logs=$ROOT/build-nightly

# Section, its numbers, and what it does: a function of this name does it. Other lines begin with a space.
sections='
passes     -        all tests: with clang, as released, with the sanitizers; threads with ThreadSanitizer
memcheck   -        all of tests/memcheck.sh
analyzer   225000   clang-tidy, whose analyzer gives up a function after so many nodes
flips      10       captures with 2 % of their bytes others, in so many passes, with sanitizers
fuzz       300      each fuzzer for so many seconds
path       500      what is said of so many random exchanges, with fresh seeds, over a path with known truth
edits      100      the same of captures of so many that were edited: begun late, merged and others
strays     1000     whether all that is shown tells the same of so many captures with stray segments, of
                    20 connections each, with fresh seeds
prediction 20000000 the shorter ways of capture/track and capture/evidence beside the full ones, on so many
                    random segments, with a fresh seed
mutants    100,75   so many small changes of each of capture/track, capture/evidence and capture/explain,
                    fresh ones: at least so many percent of them make some test fail
cross      -        what needs no network, for 32 bits (i386) and for the other byte order (s390x)
kernels    -        the catalogue on Linux 6.1, twice, in a guest that must give the same bytes, and its timers
                    against their golden times
package    -        the .deb in minimal Debian 12 and 13: lintian, install, play, upgrade, purge
fleet      -        the recipe for several hosts: each part of it is killed while rows flow
flakes     100,50   each test that was ever seen to fail by chance: so often idle, so often beside 4
                    busy loops; a fifth and a tenth of it for all live and time-marked tests
moments    -        catalogue_runner ends at whatever moment it is told to
catalogue  20,10    run_demo.sh --check: so often beside 4 busy loops, so often beside 16
'

# Tests that were once seen to fail by chance.
once_flaky='live.server_time_wait live.demo_golden live.demo_signals live.scenario_all live.sniffer_drops
live.sniffer_files unit.server unit.monitor browser.live scenario.all'

usage() {
	cat <<END
usage: tests/nightly.sh [SECTION [NUMBER...]]...

What takes too long for each change; hours without arguments, which is all sections. What they need is
installed by 'tests/run.sh --install-deps'; but for cross the head of tests/cross/run.sh tells what to
install. A section is skipped where something of it cannot be played, and the reason is told. What the
sections say at length stays in build-nightly/. Sections, and the numbers that they take, all or none:
$sections
  -h, --help  print this

Exit status: 0 nothing failed, 1 something failed, 2 wrong usage.
END
}

# The names of the sections in their order, and of each the numbers that it takes.
declare -A numbers_of=()
names=()
while read -r name numbers _; do
	names+=("$name") numbers_of[$name]=${numbers/#-/}
done < <(grep '^[a-z]' <<<"$sections")

# TEXT...: a line for a person.
say() {
	printf 'tests/nightly.sh: %s\n' "$*" >&2
}

# TEXT...: what is wrong about the command line.
die_usage() {
	say "$*: see 'tests/nightly.sh --help'"
	exit 2
}

# REASON: false as what could not be tested is.
skip() {
	echo "SKIP $*"
	return 77
}

# STATUS...: 1 when one failed, else 77 when one was skipped.
worst() {
	local status worst=0
	for status; do
		case $status in
		0) ;;
		77) ((worst)) || worst=77 ;;
		*) worst=1 ;;
		esac
	done
	return "$worst"
}

# PRESET
need_compiler() {
	can_build "$1" || skip "$1: its compiler is not installed, or lacks what this preset needs"
}

# LOG COMMAND...: what it says is in the log, and its end is shown when it fails; its exit status.
logged() {
	local log=$logs/$1 status
	shift
	"$@" >"$log" 2>&1 </dev/null
	status=$?
	case $status in
	0) ;;
	77) grep -m 1 '^SKIP' "$log" ;;
	*)
		tail -n 20 "$log"
		say "$*: exit status $status: see $log"
		;;
	esac
	return "$status"
}

# PRESET: builds it.
prepare() {
	need_compiler "$1" || return
	logged "configure-$1.log" cmake --preset "$1" && logged "build-$1.log" cmake --build --preset "$1"
}

need_loops() {
	command -v setpriv >/dev/null || skip "setpriv is not installed: busy loops might outlive this script"
}

# COUNT: so many processes that do nothing but take time, until idle() or the end of this script.
busy=()
make_busy() {
	local i
	for ((i = 0; i < $1; i++)); do
		setpriv --pdeathsig=KILL -- "$BASH" -c 'while :; do :; done' &
		busy+=($!)
	done
}

idle() {
	((${#busy[@]})) || return 0
	kill "${busy[@]}"
	wait "${busy[@]}"
	busy=()
} 2>/dev/null

passes() {
	local folder preset ends=()
	for preset in clang release debug tsan; do
		folder=build-$preset
		[[ $preset != release ]] || folder=build
		# Of tsan what its own preset chooses.
		set -- --test-dir "$folder" --output-on-failure --no-tests=error
		[[ $preset != tsan ]] || set --
		need_compiler "$preset" && pass "$preset" "$@"
		ends+=($?)
	done
	worst "${ends[@]}"
}

memcheck() {
	prepare release && logged memcheck.log "$BASH" tests/memcheck.sh build/bin all
}

analyzer() {
	prepare release && logged analyzer.log sh tests/lint/clang-tidy.sh build "$1"
}

flips() {
	prepare debug && logged flips.log "$BASH" tests/hostile/flips.sh build-debug "$1"
}

fuzz() {
	need_compiler fuzz || return
	logged fuzz-configure.log cmake --preset fuzz "-DFUZZ_SECONDS=$1" &&
		logged fuzz.log cmake --build --preset fuzz
}

# NAME EXCHANGES ARGUMENT...: plays so many and judges what the sniffer says of them; the counts of each
# kind of statement are printed. What was played stays for judge.py in build-nightly/NAME.
exchanges() {
	local name=$1 count=$2 status seed
	shift 2
	seed=$(date +%s)000
	say "$name: seeds from $seed on"
	prepare release || return
	rm -rf "${logs:?}/$name"
	logged "$name.log" sh tests/path/path.sh tests/path/exchange.py --folder "$logs/$name" \
		--judge build/bin/sniffer "$@" build/tests/path_run "$seed-$((seed + count - 1))"
	status=$?
	sed -n '/^kind /,$p' "$logs/$name.log"
	return "$status"
}

# EXCHANGES
path() {
	prepare release &&
		logged judgetest.log sh tests/path/path.sh tests/path/judgetest.py build/tests/path_run \
			"$(date +%s)000" &&
		exchanges path "$1"
}

# EXCHANGES
edits() {
	exchanges edits "$1" --edits
}

# CAPTURES
strays() {
	local folder=$logs/strays seed
	seed=$(date +%s)000
	say "strays: seeds from $seed on"
	prepare release || return
	rm -rf "${folder:?}"
	mkdir "$folder" || return
	python3 tests/evidence/strays.py "$folder" "$seed-$((seed + $1 - 1))" &&
		logged strays.log python3 tests/evidence/surfaces.py build/bin/sniffer "$folder"/*.pcap &&
		tail -n 1 "$logs/strays.log"
}

# SEGMENTS
prediction() {
	local seed
	seed=$(date +%s)
	say "prediction: seed $seed"
	prepare release && logged prediction.log build/tests/prediction_check random "$seed" "$1" &&
		logged prediction-frames.log build/tests/prediction_check frames "$seed" "$1" &&
		cat "$logs/prediction.log" "$logs/prediction-frames.log"
}

# CHANGES PERCENT
mutants() {
	local folder log seed ends=()
	command -v ninja >/dev/null || skip "ninja is not installed" || return
	seed=$(date +%s)
	for folder in track evidence explain; do
		log=mutants-$folder.log
		logged "$log" python3 -B tests/mutation/run.py --folder "capture/$folder" --count "$1" \
			--seed "$seed" --bar "$2"
		ends+=($?)
		printf '%-8s %s, seed %s\n' "$folder" "$(tail -n 1 "$logs/$log")" "$seed"
	done
	worst "${ends[@]}"
}

cross() {
	local machine ends=()
	for machine in i386 s390x; do
		logged "cross-$machine.log" "$BASH" tests/cross/run.sh "$machine"
		ends+=($?)
	done
	worst "${ends[@]}"
}

kernels() {
	prepare release &&
		logged kernels.log "$BASH" tests/kernels/run.sh --twice --times --out "$logs/kernels" 6.1 || return
	tail -n +2 "$logs/kernels/kernels.tsv"
}

package() {
	local suite ends=()
	for suite in bookworm trixie; do
		logged "package-$suite.log" "$BASH" tests/package/debian.sh "$suite" "$logs/package"
		ends+=($?)
	done
	worst "${ends[@]}"
}

fleet() {
	prepare release && logged fleet.log "$BASH" tests/fleet/fleet.sh build/bin &&
		logged fleet-deaths.log "$BASH" tests/fleet/fleet.sh build/bin deaths && cat "$logs/fleet-deaths.log"
}

# HOW TIMES ARGUMENT...: the tests that ctest chooses by the arguments, one after the other, so often.
# Their counts are printed; true when none failed.
repeat() {
	local how=$1 times=$2 i log listed ran
	shift 2
	log=$logs/flakes-$how.log
	: >"$log"
	listed=$(ctest --test-dir build "$@" -N | sed -n 's/^Total Tests: //p')
	for ((i = 0; i < times; i++)); do
		CTEST_PARALLEL_LEVEL=1 ctest --test-dir build --output-on-failure "$@" >>"$log" 2>&1 </dev/null
	done
	ran=$(grep -cE '^ *[0-9]+/[0-9]+ Test +#' "$log")
	awk -v how="$how" '
		/^ *[0-9]+\/[0-9]+ Test +#/ {
			sub(/^.*#[0-9]+: /, "")
			all[$1]++
			if (/\*\*\*Skipped/) skipped[$1]++
			else if (!/ Passed /) failed[$1]++
		}
		END {
			for (name in all) {
				printf "%-24s %-12s %4d times, %d failed, %d skipped\n", name, how, all[name],
					failed[name], skipped[name] | "sort"
				worst += failed[name]
			}
			close("sort")
			exit worst > 0
		}' "$log" || return 1
	[[ -n $listed && $listed -gt 0 && $ran -eq $((listed * times)) ]] ||
		{ say "flakes, $how: $ran of $times times $listed tests ran" && return 1; }
}

# IDLE BUSY
flakes() {
	local failed=0 flaky="^(${once_flaky//[[:space:]]/|})\$"
	need_loops && prepare release || return
	repeat idle "$1" -R "$flaky" || failed=1
	repeat idle-all "$((($1 + 4) / 5))" -L '^(live|timing)$' || failed=1
	make_busy 4
	repeat busy "$2" -R "$flaky" || failed=1
	repeat busy-all "$((($2 + 9) / 10))" -L '^(live|timing)$' || failed=1
	idle
	return "$failed"
}

moments() {
	prepare release || return
	EVERY_MS=60 logged moments.log "$BASH" tests/live/catalogue_faults.sh build/bin
}

# BESIDE-4 BESIDE-16
catalogue() {
	local loops times i log ends=()
	need_loops && prepare release || return
	for loops in 4 16; do
		times=$1
		shift
		make_busy "$loops"
		for ((i = 1; i <= times; i++)); do
			log=catalogue-$loops-$i.log
			logged "$log" ./run_demo.sh --bin build/bin --check
			ends+=($?)
			printf 'beside %2d: %s\n' "$loops" "$(grep -E '^[0-9]+ passed, ' "$logs/$log")"
		done
		idle
	done
	worst "${ends[@]}"
}

# WORD...: the command line, as rows of a section and its numbers in wanted.
parse() {
	local word row
	for word; do
		if [[ $word =~ ^[1-9][0-9]*$ && ${#wanted[@]} -gt 0 ]]; then
			wanted[-1]+=" $word"
		elif [[ $word =~ ^[a-z]+$ && -v numbers_of[$word] ]]; then
			wanted+=("$word")
		else
			die_usage "unknown section '$word'"
		fi
	done
	((${#wanted[@]})) || wanted=("${names[@]}")
	for row in "${!wanted[@]}"; do
		# shellcheck disable=SC2086 # words
		complete_row ${wanted[row]}
		wanted[row]=$completed
	done
}

# SECTION [NUMBER...]: with the numbers of the table where none is told, in completed.
complete_row() {
	local numbers
	IFS=, read -r -a numbers <<<"${numbers_of[$1]}"
	(($# == 1 || $# == 1 + ${#numbers[@]})) ||
		die_usage "'$*': not as many numbers as $1 takes"
	(($# > 1)) || set -- "$1" "${numbers[@]}"
	completed=$*
}

# SECTION [NUMBER...]: one line for the table at the end.
play() {
	local begin=$SECONDS word=passed
	printf '\n######## %s\n' "$*"
	"$@"
	case $? in
	0) ;;
	77) word=skipped ;;
	*) word=FAILED ;;
	esac
	[[ $word != FAILED ]] || all_well=no
	table+=$(printf '%-24s %-8s %6d s' "$*" "$word" $((SECONDS - begin)))$'\n'
}

if [[ $# -eq 1 && ($1 == -h || $1 == --help) ]]; then
	usage
	exit
fi
wanted=() table='' all_well=yes
parse "$@"
cd "$ROOT" && mkdir -p "$logs" || exit 1
trap idle EXIT
trap 'exit 130' INT
trap 'exit 143' TERM
in_parallel
for row in "${wanted[@]}"; do
	# shellcheck disable=SC2086 # words
	play $row
done
printf '\n%s' "$table"
[[ $all_well == yes ]]
