# shellcheck shell=bash
# SPDX-License-Identifier: MIT
# --install-deps: the packages that building, playing and testing need. Whoever sources this has a
# function say.

# PURPOSE MANAGER PACKAGE...: play is what building and playing need, test what the tests need on
# top of that.
package_table() {
	cat <<'END'
play apt-get gcc libc6-dev cmake make libpcap-dev libevent-dev iproute2 nftables
play apt-get libseccomp-dev libcap-ng-dev pkgconf
play dnf gcc glibc-devel kernel-headers cmake make libpcap-devel libevent-devel iproute util-linux
play dnf diffutils findutils gawk nftables iproute-tc libseccomp-devel libcap-ng-devel pkgconf-pkg-config
play apk build-base linux-headers cmake libpcap-dev libevent-dev iproute2 iproute2-tc nftables util-linux-misc setpriv
play apk libseccomp-dev libcap-ng-dev pkgconf
play pacman gcc cmake make libpcap libevent iproute2 nftables util-linux diffutils gawk
play pacman libseccomp libcap-ng pkgconf
test apt-get libcmocka-dev clang python3-jsonschema jq tcpdump tshark shellcheck ncat netcat-openbsd socat tmux
test apt-get chromium chromium-driver clang-format clang-tidy libclang-rt-dev cppcheck valgrind ninja-build universal-ctags
test dnf libcmocka-devel clang libasan libubsan libtsan jq tcpdump wireshark-cli ShellCheck nmap-ncat
test dnf netcat socat tmux clang-tools-extra compiler-rt cppcheck valgrind ninja-build
test dnf python3-jsonschema chromium chromedriver /usr/bin/script ctags
test apk cmocka-dev clang jq tcpdump tshark shellcheck nmap-ncat netcat-openbsd socat tmux
test apk clang-extra-tools compiler-rt cppcheck valgrind ninja-build
test apk py3-jsonschema chromium chromium-chromedriver wireshark-common ctags
test pacman cmocka clang jq tcpdump wireshark-cli shellcheck nmap openbsd-netcat socat tmux
test pacman compiler-rt cppcheck valgrind ninja python-jsonschema chromium ctags
END
}

# MANAGER PURPOSE...: sets packages.
packages_for() {
	local manager=$1 purpose name row
	shift
	packages=()
	while read -r purpose name row; do
		[[ $name == "$manager" && " $* " == *" $purpose "* ]] || continue
		read -r -a row <<<"$row"
		packages+=("${row[@]}")
	done <<<"$(package_table)"
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
