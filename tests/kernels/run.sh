#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# The catalogue on other kernels than this machine's; see --help.
set -u
HERE=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd) || exit 1
ROOT=$(cd "$HERE/../.." && pwd) || exit 1
PATH=$PATH:/usr/local/sbin:/usr/sbin:/sbin
. "$HERE/fetch.sh"
. "$HERE/given.sh"
. "$HERE/play.sh"
. "$ROOT/tests/cross/machine.sh"

usage() {
	cat <<END
usage: tests/kernels/run.sh [options] VERSION...
       tests/kernels/run.sh [options] --vmlinuz FILE [--modules DIR]

Plays the catalogue on other kernels, each in a guest of QEMU whose clock counts instructions: its own times are exact
and can be repeated, however busy this machine is. VERSION is 6.1.176, or 6.1 for the newest of it that Debian has as a
package; packages are fetched once. The table of all kernels goes to stdout and to OUT/kernels.tsv, and what
did not pass below it; OUT/VERSION/ has the verdicts (tap.txt), and of each scenario capture, listing and outputs.

  --list             which kernels there are
  --offline          only with kernels that an earlier run has fetched: the newest VERSION of them
  --arch MACHINE     amd64 (default), arm64 or s390x: on another machine than this one the programs are built for it
                     (tests/cross), its tools are packages that are fetched, and results are in OUT/VERSION-MACHINE/
  --vmlinuz FILE     this kernel, of that machine
  --modules DIR      its modules, DIR being .../lib/modules/RELEASE; without it all must be built in: nf_tables,
                     nft_numgen, sch_tbf, tcp_diag, inet_diag, veth, packet sockets, ttyS0 and ttyS1
  --only NAME,...    these scenarios alone (default: all)
  --times            compare the kernel's timers with its golden times, tests/catalogue/golden/times, too
  --update           make golden outputs of what is played (with --times golden times, too) and put them into
                     tests/catalogue/golden; with --only or --no-sweeps
  --no-sweeps        all but the sweeps, which take long; not with --only
  --user             play as an ordinary user, in user namespaces (default: root); results are in OUT/VERSION-user/
  --twice            play each kernel twice: the same bytes must come out
  --missing          not those that have results of the same initramfs in OUT
  --bisect           for 'git bisect run', with --vmlinuz and --only: exit status 0 all passed, 1 something differs, 125
                     (skip this version) nothing differs but something cannot be told: the file is no kernel, the guest
                     does not end as it should, a scenario is not played to its end; 255 (stop) wrong usage, or
                     it cannot be played here
  --tap              verdicts as TAP version 13 in place of the table
  --shift N          an instruction takes 2 to the N nanoseconds (0 to 10, default 0); 5 is a slow machine
  --sysctl NAME=VALUE
                     of the guest from its start (Linux 5.8 on), a comma for each space; may be given again
  --seed N           of the guest's random numbers (default 1): other ports, other interleavings
  --jobs N           so many kernels at a time (default: as many as processors)
  --limit S          seconds that a guest may take (default 1800)
  --suites "NAME..." of Debian, to look for kernels in (default: ${suites[*]})
  --build DIR        the release build (default: build)
  --out DIR          results (default: build-kernels/out)
  --cache DIR        packages and lists (default: build-kernels/cache)
  -h, --help         print this

It needs QEMU for that machine (Debian: qemu-system-x86, qemu-system-arm, qemu-system-misc), cpio, kmod, busybox-static, dash, iproute2, nftables, xz-utils.

Exit status: 0 all passed, 1 something did not, 2 wrong usage, 77 (with SKIP and the reason) it cannot be played here.
END
}

# TEXT...: a line for a person.
say() {
	printf 'tests/kernels/run.sh: %s\n' "$*" >&2
}

die_usage() {
	say "$*: see 'tests/kernels/run.sh --help'"
	exit $((bisect ? 255 : 2))
}

# REASON
skip() {
	echo "SKIP $*"
	exit $((bisect ? 255 : 77))
}

need_tools() {
	local tool
	local tools=("$emulator" cpio depmod modprobe xz)
	[[ $foreign ]] && tools+=(readelf cmake) || tools+=(busybox dash ip nft tc)
	for tool in "${tools[@]}"; do
		command -v "$tool" >/dev/null || skip "$tool is not installed"
	done
	[[ $foreign || -x $programs/libexec/catalogue_runner ]] || skip "there is no release build in $programs"
}

# Programs and tools of another machine, in $programs and $sysroot.
build_foreign() {
	choose_machine "$arch" || skip "tests/cross does not know $arch"
	need_compiler
	mkdir -p "$build"
	say "building for $arch in $build"
	build_for_machine programs sniffer server client catalogue_runner >"$build/build.log" 2>&1 || {
		tail "$build/build.log" >&2
		exit 1
	}
	fetch_packages guest iproute2 nftables dash busybox-static
	programs=$build/programs
}

parse() {
	while (($#)); do
		case $1 in
		-h | --help) usage && exit ;;
		--list) list=yes ;;
		--offline) offline=yes ;;
		--no-sweeps) sweeps=no ;;
		--twice) twice=yes ;;
		--tap) tap=yes ;;
		--missing) missing=yes ;;
		--bisect) ;;
		--times) times=yes ;;
		--user) user=yes ;;
		--update) update=yes ;;
		--arch | --vmlinuz | --modules | --only | --shift | --sysctl | --seed | --jobs | --limit | --suites | --build | --out | --cache)
			(($# > 1)) || die_usage "$1 wants a value"
			take_value "$1" "$2"
			shift
			;;
		-*) die_usage "unknown option '$1'" ;;
		*)
			[[ $1 =~ ^[0-9]+(\.[0-9]+)*$ ]] || die_usage "'$1' is no version of a kernel"
			versions+=("$1")
			;;
		esac
		shift
	done
	[[ -z $offline || -z $vmlinuz$list ]] || die_usage "--offline chooses among kernels that were fetched"
	[[ -z $offline || $arch == amd64 ]] || die_usage "--offline: the tools of another machine are fetched"
	[[ -z $modules || -n $vmlinuz ]] || die_usage "--modules needs --vmlinuz"
	[[ -n $list$vmlinuz || ${#versions[@]} -gt 0 ]] || die_usage "no VERSION"
	[[ -z $update || -n $only$sweeps ]] || die_usage "--update needs --only or --no-sweeps"
	[[ -z $update || -z $twice$tap$user ]] || die_usage "--update makes what root sees, no verdicts: no --twice, --tap, --user"
	[[ -z $sysctls || -z $update$times$missing ]] ||
		die_usage "--sysctl: golden outputs and times are of kernels as they are: no --update, --times, --missing"
	[[ -z $only || -z $sweeps ]] || die_usage "--only names what is played, --no-sweeps what is not"
	[[ -z $vmlinuz || ${#versions[@]} -eq 0 ]] || die_usage "--vmlinuz is a kernel by itself"
	[[ $arch == amd64 || -z $given_build ]] || die_usage "--build has programs for amd64"
	[[ -z $only ]] || check_names
	[[ -z $vmlinuz ]] || check_kernel
}

# OPTION VALUE
take_value() {
	case $1 in
	--shift) [[ $2 =~ ^([0-9]|10)$ ]] || die_usage "$1: a number from 0 to 10, not '$2'" ;;
	--sysctl) [[ $2 =~ ^[a-z0-9_.]+=[a-zA-Z0-9_,-]+$ ]] || die_usage "$1: NAME=VALUE, not '$2'" ;;
	--seed) [[ $2 =~ ^[0-9]{1,9}$ ]] || die_usage "$1: a number, not '$2'" ;;
	--jobs | --limit) [[ $2 =~ ^[1-9][0-9]{0,5}$ ]] || die_usage "$1: a number from 1 on, not '$2'" ;;
	--only) [[ $2 =~ ^[a-z0-9,-]+$ ]] || die_usage "$1: names with commas between, not '$2'" ;;
	--arch) choose_emulated "$2" || die_usage "$1: amd64, arm64 or s390x, not '$2'" ;;
	--vmlinuz) [[ -f $2 ]] || die_usage "$1: no such file: $2" ;;
	--modules | --build) [[ -d $2 ]] || die_usage "$1: no such folder: $2" ;;
	esac
	case $1 in
	--suites) read -r -a suites <<<"$2" ;;
	--build) programs=$2 given_build=yes ;;
	--sysctl) sysctls+=" sysctl.${2%%=*}=\"$(tr , ' ' <<<"${2#*=}")\"" ;;
	*) printf -v "${1#--}" '%s' "$2" ;;
	esac
}

# The kernel of --vmlinuz, as a row of the table and a folder.
take_own_kernel() {
	row=(own "${modules##*/}" - 0)
	kernel=$out/own-kernel
	mkdir -p "$kernel" && cp "$vmlinuz" "$kernel/vmlinuz" || return
	: >"$kernel/modules.cpio"
	[[ -z $modules ]] || "$BASH" "$HERE/modules.sh" "$modules" "$kernel/modules.cpio"
}

# NAME: plays on $kernel and appends its row to the file row in OUT/NAME.
play() {
	local folder=$out/$1 note='' guest='' id
	id=$(sha256sum "$bundle" | cut -c 1-12)
	[[ -z $missing || ! -e $folder/row || $(<"$folder/bundle") != "$id" ]] || return 0
	rm -f "$folder/row"
	trap '[[ -z $guest ]] || kill "$guest" 2>/dev/null; exit 143' TERM
	boot "$folder" || return
	echo "$id" >"$folder/bundle"
	if [[ -n $twice ]]; then
		boot "$folder-again" || return
		note=identical
		same_bytes "$folder" "$folder-again" >"$folder/differs.txt" || note=other-bytes
	fi
	printf '%s\t%s\t%s\t%s\t%s\t%s\n' "$1" "${row[1]:--}" "${row[2]}" "$(count_outcomes "$folder/tap.txt")" \
		"$(<"$folder/cost")" "${note:--}" >"$folder/row"
}

# VERSION: finds and takes it; false with the reason.
choose_kernel() {
	local status=0
	lock_cache
	if ! find_kernel "$1"; then
		say "Linux $1: no package of it in ${suites[*]}${lists_lack:+, $lists_lack}: see --list"
		status=1
	elif ! take_kernel; then
		say "Linux $1: its packages cannot be fetched or unpacked"
		status=1
	fi
	unlock_cache
	return $status
}

# Each kernel in a process of its own; so many at a time.
play_all() {
	local version name
	for version in "${versions[@]}"; do
		if [[ -n $vmlinuz ]]; then
			take_own_kernel || exit 1
		elif ! choose_kernel "$version"; then
			unavailable+=("$version")
			continue
		fi
		name=${row[0]}${foreign:+-$arch}${user:+-user}
		[[ " ${names[*]} " != *" $name "* ]] || continue
		names+=("$name")
		while (($(jobs -rp | wc -l) >= jobs)); do
			wait -n
		done
		play "$name" &
	done
	wait
}

# The verdicts of all kernels as one stream.
print_tap() {
	local name count=0 text
	echo "TAP version 13"
	for name in "${names[@]}"; do
		[[ ! -e $out/$name/row ]] || text=$(awk -v count="$count" -v name="$name" '
			/^(not )?ok / { sub(/ok [0-9]+ - /, "ok " ++count " - " name " ") }
			/^(not )?ok |^# [A-Z]+ |^# [ +@-]/' "$out/$name/tap.txt") && printf '%s\n' "$text" &&
			count=$((count + $(grep -cE '^(not )?ok ' <<<"$text")))
		[[ -e $out/$name/row ]] || echo "not ok $((++count)) - $name: the guest did not end as it should"
	done
	for name in "${unavailable[@]}"; do
		echo "ok $((++count)) - $name # SKIP its packages cannot be had"
	done
	echo "1..$count"
}

print_table() {
	local name
	column -t -s $'\t' "$out/kernels.tsv"
	[[ -z $times || -n $update ]] || echo "PASS: the timers are held against tests/catalogue/golden/times, too"
	for name in "${names[@]}"; do
		[[ -e $out/$name/row ]] || echo "$name: the guest did not end as it should"
		awk -v name="$name" '
			/^ok .* # SKIP / { sub(/^ok [0-9]+ - /, ""); print name ": " $0 }
			/^# PASS / { sub(/^# /, ""); print name ": " $0 }
			/^not ok / { shown = 1; next }
			/^(ok|# [0-9]+ passed|# exit)/ { shown = 0 }
			shown { sub(/^# /, ""); print name ": " $0 }' "$out/$name/tap.txt" 2>/dev/null
		[[ ! -s $out/$name/differs.txt ]] || sed "s/^/$name: two runs: /" "$out/$name/differs.txt"
	done
}

versions=() names=() unavailable=() lists_lack=''
list='' offline='' bisect=0 missing='' times='' user='' update='' twice='' tap='' sweeps='' vmlinuz='' modules='' only='' sysctls='' shift=0 seed=1 limit=1800
jobs=$(nproc)
programs=$ROOT/build out=$ROOT/build-kernels/out cache=$ROOT/build-kernels/cache sysroot='' foreign='' given_build=''
choose_emulated amd64
[[ " $* " != *' --bisect '* ]] || bisect=1
parse "$@"
[[ $bisect == 0 || -n $vmlinuz && -n $only ]] || die_usage "--bisect wants --vmlinuz and --only"
[[ $(uname -m) == x86_64 && $arch == amd64 ]] || foreign=yes
[[ -n $vmlinuz ]] || for tool in apt-get dpkg-deb; do
	command -v "$tool" >/dev/null || skip "$tool is not installed: kernels are packages of Debian"
done
[[ $arch == amd64 ]] || cache+=/$arch
mkdir -p "$out" "$cache" && out=$(realpath "$out") && cache=$(realpath "$cache") || exit 1
[[ -n $list ]] || need_tools
[[ -n $vmlinuz ]] || { lock_cache && update_lists && unlock_cache; } || exit 1
if [[ -n $list ]]; then
	awk -F '\t' '{ printf "%-12s %-36s %-20s %3d MB\n", $1, $2, $3, ($4 + 999999) / 1000000 }' "$cache/packages.tsv"
	exit
fi
[[ -z $vmlinuz ]] || versions=(own)
[[ -z $foreign ]] || { lock_cache && build_foreign && unlock_cache; } || exit 1
bundle=$out/bundle${foreign:+-$arch}.cpio
"$BASH" "$HERE/initramfs.sh" "$programs/bin" "$programs/libexec/catalogue_runner" \
	"$ROOT"/tests/catalogue/{scenarios,golden} "$bundle" ${sysroot:+"$sysroot"} || exit 1
[[ -z $update ]] || { rm -rf "$out/golden" && cp -r "$ROOT/tests/catalogue/golden" "$out/golden"; } || exit 1
# STATUS: guests end with the script.
end_guests() {
	trap '' INT TERM
	# shellcheck disable=SC2046 # a list of process ids
	kill $(jobs -p) 2>/dev/null
	exit "$1"
}
trap 'end_guests $?' EXIT
trap 'end_guests 130' INT
trap 'end_guests 143' TERM
play_all
((${#names[@]})) || skip "no kernel can be had: ${unavailable[*]}"
{
	printf 'kernel\trelease\tsuite\tPASS\tDIFFERS\tINCONCLUSIVE\tSKIP\tfailed\tCPU s\tclock s\ttwo runs\n'
	for name in "${names[@]}"; do
		cat "$out/$name/row" 2>/dev/null
	done
} >"$out/kernels.tsv"
[[ -z $update ]] || take_goldens
if [[ -n $tap ]]; then
	print_tap
else
	print_table
fi
if ((bisect)); then
	awk -F '\t' 'NR == 2 { differs = $5; untold = $6 + $7 + $8 } END { exit differs ? 1 : untold || NR < 2 ? 125 : 0 }' \
		"$out/kernels.tsv"
	exit
fi
# Every guest ended, nothing differs or failed, and two runs gave the same.
awk -F '\t' -v kernels="${#names[@]}" 'NR > 1 { good += $5 + $8 == 0 && $NF != "other-bytes" }
	END { exit good != kernels }' "$out/kernels.tsv"
