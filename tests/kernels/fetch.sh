# shellcheck shell=bash
# SPDX-License-Identifier: MIT
# Kernels of Debian's packages, for run.sh: an apt with configuration, lists and packages of its own in $cache/apt; of
# this system's apt it asks only which mirrors it uses.

# What to look in, oldest first; what a mirror does not have (any longer) is left out.
suites=(bullseye bullseye-security bookworm bookworm-security bookworm-backports trixie trixie-security
	trixie-backports sid)

# Another run with the same cache fetches, or reads what is fetched: one after the other. No guest is started between
# these two, which would hold the lock, too.
lock_cache() {
	{ : >>"$cache/lock"; } 2>/dev/null && exec {cache_lock}>>"$cache/lock" || die_usage "--cache: $cache cannot be written"
	flock -n "$cache_lock" && return
	say "another run fetches into $cache: waiting for it"
	flock "$cache_lock"
}

unlock_cache() {
	exec {cache_lock}>&-
}

# ARGUMENT...: apt-get that does not touch the system's.
private_apt() {
	apt-get -q -o "Dir::Etc::SourceList=$cache/apt/sources.list" -o Dir::Etc::SourceParts=/dev/null \
		-o "Dir::State=$cache/apt" -o "Dir::State::Lists=$cache/apt/lists" \
		-o "Dir::State::Status=$cache/apt/status" -o "Dir::Cache=$cache/apt" -o "APT::Architecture=$arch" \
		-o "APT::Architectures::=$arch" -o Acquire::GzipIndexes=false -o Acquire::Languages=none \
		-o Acquire::Check-Valid-Until=false -o Acquire::IndexTargets::deb::Contents-deb::DefaultEnabled=false \
		-o Debug::NoLocking=1 -o APT::Sandbox::User=root -o Acquire::http::Timeout=30 "$@"
}

# LABEL: the mirror that this system has for what is labelled so.
mirror_of() {
	apt-get indextargets --format '$(LABEL) $(REPO_URI)' 'Created-By: Packages' 'Origin: Debian' 2>/dev/null |
		awk -v label="$1" '$1 == label { print $2; exit }'
}

# Writes the sources; false when this system has no mirror of Debian.
write_sources() {
	local suite mirror main security keys=/usr/share/keyrings/debian-archive-keyring.gpg
	main=$(mirror_of Debian) security=$(mirror_of Debian-Security)
	[[ -n $main ]] || return 1
	for suite in "${suites[@]}"; do
		mirror=$main
		[[ $suite != *-security ]] || mirror=$security
		[[ -z $mirror ]] || echo "deb [signed-by=$keys] $mirror $suite main"
	done >"$cache/apt/sources.list.new"
	mv "$cache/apt/sources.list.new" "$cache/apt/sources.list"
}

# The lists of packages, new when they are a day old or of other suites, as a table in $cache/packages.tsv: version,
# release (uname -r), suite, bytes, and each PACKAGE=VERSION. False with the reason where they cannot be had.
update_lists() {
	local table=$cache/packages.tsv
	if [[ -n $offline ]]; then
		[[ ! -s $table ]] || return 0
		skip "no kernel has been fetched yet: tests/kernels/run.sh VERSION does"
	fi
	mkdir -p "$cache/apt"/{lists,archives}/partial
	: >"$cache/apt/status"
	if [[ -n $(find "$table" -mtime -1 2>/dev/null) && $(<"$cache/suites") == "${suites[*]}" ]]; then
		return
	fi
	write_sources || skip "this system's apt has no mirror of Debian"
	say "fetching the lists of packages of ${#suites[@]} suites, up to 40 MB"
	private_apt update >"$cache/apt/update.log" 2>&1 || {
		lists_lack='whose lists cannot all be fetched'
		say "not all of them can be had: see $cache/apt/update.log"
	}
	compgen -G "$cache/apt/lists/*_Packages" >/dev/null || skip "no list of packages can be fetched"
	awk -v flavour="$flavour" '
	function end_package() {
		upstream = version
		sub(/^[0-9]+:/, "", upstream)
		sub(/-[^-]*$/, "", upstream)
		# linux-image-6.1-cloud-amd64 has no kernel, but depends on the newest that has.
		if (name ~ "^linux-(image|binary|modules)-[0-9]+[.][0-9]+[.]([0-9]|[0-9].*[0-9])-" flavour "$") {
			kind = release = name
			sub(/^linux-[a-z]+-/, "", release)
			sub(/^linux-/, "", kind)
			sub(/-.*/, "", kind)
			key = upstream "\t" release "\t" suite
			bytes[key] += size
			names[key] = names[key] "\t" name "=" version
			found[key, kind] = 1
		}
		name = version = ""
	}
	FNR == 1 {
		suite = FILENAME
		sub(/.*_dists_/, "", suite)
		sub(/_main_binary.*/, "", suite)
	}
	/^Package: / { name = $2 }
	/^Version: / { version = $2 }
	/^Size: / { size = $2 }
	/^$/ { end_package() }
	END {
		# From 6.19 on it stands in the first of three packages, and is of use with the second.
		for (key in names)
			if (!((key, "binary") in found) || ((key, "modules") in found))
				print key "\t" bytes[key] names[key]
	}' "$cache"/apt/lists/*_Packages | LC_ALL=C sort -V >"$table.new" && mv "$table.new" "$table" || return
	echo "${suites[*]}" >"$cache/suites"
}

# VERSION: the newest kernel in the table that is or begins so, as row; offline, of those that are here.
find_kernel() {
	IFS=$'\t' read -r -a row < <(awk -F '\t' -v version="$1" '
		$1 == version || index($1, version ".") == 1' "$cache/packages.tsv" |
		while IFS=$'\t' read -r version release rest; do
			[[ -n $offline && ! -e $cache/${version}_$release/fetched ]] ||
				printf '%s\t%s\t%s\n' "$version" "$release" "$rest"
		done | tail -n 1)
	[[ -n ${row[0]-} ]]
}

# Fetches and unpacks the kernel of row into $cache/RELEASE_VERSION, which is kernel then: vmlinuz and modules.cpio.
take_kernel() {
	local release=${row[1]} package unpacked
	kernel=$cache/${row[0]}_$release
	if [[ ! -e $kernel/fetched ]]; then
		say "Linux ${row[0]} ($release, ${row[2]}): fetching $(((row[3] + 999999) / 1000000)) MB"
		rm -rf "$kernel" && mkdir -p "$kernel"
		(cd "$kernel" && private_apt download "${row[@]:4}") >"$kernel.log" 2>&1 || {
			tail -n 3 "$kernel.log" >&2
			return 1
		}
		: >"$kernel/fetched"
	fi
	[[ ! $kernel/modules.cpio -nt $HERE/modules.sh ]] || return 0
	unpacked=$kernel/unpacked
	rm -rf "$unpacked" && mkdir -p "$unpacked" || return
	for package in "$kernel"/*.deb; do
		dpkg-deb -x "$package" "$unpacked" || return
	done
	mv "$unpacked"/boot/vmlinuz-* "$kernel/vmlinuz" 2>/dev/null ||
		mv "$unpacked/usr/lib/modules/$release/vmlinuz" "$kernel/vmlinuz" || return
	[[ -d $unpacked/lib/modules ]] || mv "$unpacked/usr/lib" "$unpacked/lib"
	"$BASH" "$HERE/modules.sh" "$unpacked/lib/modules/$release" "$kernel/modules.cpio" || return
	rm -rf "$unpacked"
}
