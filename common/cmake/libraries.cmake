# SPDX-License-Identifier: MIT
# The libraries that we link, by pkg-config: PkgConfig::NAME is the target of each that is there.
find_package(PkgConfig)

# Package managers, and under each name below what they call it.
set(handshake_systems "Debian, Ubuntu:  apt-get install" "Fedora:          dnf install"
	"Arch:            pacman -S" "Alpine:          apk add")
set(pkg-config_packages pkgconf pkgconf-pkg-config pkgconf pkgconf)
set(libpcap_packages libpcap-dev libpcap-devel libpcap libpcap-dev)
set(libevent_packages libevent-dev libevent-devel libevent libevent-dev)

# missing(WHAT NAME): ends with what to install, NAME_packages, on each system.
function(missing what name)
	set(lines "")
	foreach(system package IN ZIP_LISTS handshake_systems ${name}_packages)
		string(APPEND lines "  ${system} ${package}\n")
	endforeach()
	message(FATAL_ERROR "${what} was not found. Install it:\n${lines}"
		"or all that is needed: ./run_demo.sh --install-deps")
endfunction()

# optional_library(MODULE [VERSION]): sets MODULE_FOUND, when it is of this version or a later one.
function(optional_library module)
	list(JOIN ARGV ">=" wanted)
	pkg_check_modules(${module} QUIET IMPORTED_TARGET GLOBAL ${wanted})
endfunction()

# required_library(MODULE NAME)
function(required_library module name)
	optional_library(${module})
	if(NOT ${module}_FOUND)
		missing("${module} (for pkg-config: ${module}.pc)" ${name})
	endif()
endfunction()

if(NOT PKG_CONFIG_FOUND)
	missing("pkg-config, which finds the libraries," pkg-config)
endif()
required_library(libpcap libpcap)
required_library(libevent_core libevent)
required_library(libevent_extra libevent)
