# shellcheck shell=bash
# SPDX-License-Identifier: MIT
# --install-deps: the packages that building, playing and testing need. Whoever sources this has a
# function say.

# MANAGER PURPOSE...: sets packages.
packages_for() {
	local manager=$1 purpose name row
	shift
	packages=()
	while read -r purpose name row; do
		[[ $name == "$manager" && " $* " == *" $purpose "* ]] || continue
		read -r -a row <<<"$row"
		packages+=("${row[@]}")
	done <"${BASH_SOURCE[0]%/*}/packages.txt"
}

# True when MANAGER says that all of packages are installed; not every manager is asked.
packages_are_there() {
	local package
	[[ $1 == apt-get ]] || return 1
	for package in "${packages[@]}"; do
		[[ $(dpkg-query -W -f='${db:Status-Status}' "$package" 2>/dev/null) == installed ]] ||
			return 1
	done
}

# COMMAND...: as root, and what it says goes to stderr.
as_root() {
	if [[ $EUID -eq 0 ]]; then
		"$@" </dev/null >&2
	else
		sudo -- "$@" >&2
	fi
}

# PURPOSE...: installs, with the first package manager that is there.
install_packages() {
	local manager packages
	for manager in apt-get dnf apk pacman none; do
		command -v "$manager" >/dev/null && break
	done
	packages_for "$manager" "$@"
	if [[ $manager == none ]]; then
		say "no package manager that it knows (apt-get, dnf, apk, pacman): install a C compiler," \
			"cmake, make, pkg-config, libpcap and libevent with their headers, and iproute2"
		return 1
	fi
	! packages_are_there "$manager" || return 0
	if [[ $EUID -ne 0 ]] && ! command -v sudo >/dev/null; then
		say "installing needs root, and sudo is not there: as root run" \
			"'$manager install ${packages[*]}'"
		return 1
	fi
	say "installing with $manager: ${packages[*]}"
	case $manager in
	apt-get)
		as_root apt-get update || say "apt-get update failed: going on with what is known"
		as_root env DEBIAN_FRONTEND=noninteractive \
			apt-get install -y --no-install-recommends "${packages[@]}"
		;;
	dnf) as_root dnf install -y "${packages[@]}" ;;
	apk) as_root apk add "${packages[@]}" ;;
	pacman) as_root pacman -S --needed --noconfirm "${packages[@]}" ;;
	esac || {
		say "$manager could not install the packages"
		return 1
	}
}
