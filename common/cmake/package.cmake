# SPDX-License-Identifier: MIT
# cpack: a package for Debian and what derives from it, of what cmake --install installs. dpkg-shlibdeps
# (dpkg-dev) names the libraries that the programs are linked with.
# Who made it: as for dch, DEBFULLNAME and DEBEMAIL of the environment; else an address that RFC 2606 has reserved.
set(maintainer "The handshake authors <handshake@example.org>")
if(DEFINED ENV{DEBFULLNAME} AND DEFINED ENV{DEBEMAIL})
	set(maintainer "$ENV{DEBFULLNAME} <$ENV{DEBEMAIL}>")
endif()
set(HANDSHAKE_MAINTAINER ${maintainer} CACHE STRING "Maintainer of a package that is built here: NAME <ADDRESS>")
set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_NAME handshake)
set(CPACK_PACKAGE_VENDOR "The handshake authors")
set(CPACK_PACKAGE_CONTACT ${HANDSHAKE_MAINTAINER})
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "see what TCP really did, segment by segment")
set(CPACK_DEBIAN_PACKAGE_DESCRIPTION
"Makes this machine's own kernel perform TCP, or reads a capture, and shows
each segment with both ends' RFC 9293 states, what became of it, and why: how
each connection opened and closed, what was lost and how it was repaired.
.
A catalogue of scenarios (half-close, simultaneous open, loss, zero window,
Fast Open and others) is played in private network namespaces, without root,
and compared with golden output, so that it is a regression test of the kernel
as well. Output as lines, JSON, a ladder in the terminal, SVG, Mermaid, and as
a page in the browser.")
set(CPACK_STRIP_FILES ON)
set(CPACK_SOURCE_GENERATOR "")

set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_RELEASE 1)
set(CPACK_DEBIAN_PACKAGE_SECTION net)
set(CPACK_DEBIAN_PACKAGE_PRIORITY optional)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
# The demo sets up its networks with ip and tc; a scenario whose segments nft is to drop is skipped without it.
# setcap is for the sniffer without root, tmux for demo --terminals, jq for what -f json prints.
set(CPACK_DEBIAN_PACKAGE_DEPENDS iproute2)
set(CPACK_DEBIAN_PACKAGE_RECOMMENDS nftables)
set(CPACK_DEBIAN_PACKAGE_SUGGESTS "libcap2-bin, tmux, jq")
set(CPACK_PRE_BUILD_SCRIPTS ${CMAKE_CURRENT_LIST_DIR}/debian.cmake)
include(CPack)
