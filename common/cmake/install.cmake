# SPDX-License-Identifier: MIT
# cmake --install: the command handshake and its handshake-NAME in bin, the programs in libexec/handshake,
# scenarios, golden outputs and schemas in share/handshake. Each finds the others from where it is itself,
# so that the tree can be moved. (Manual pages and completions: common/manual.)
include(GNUInstallDirs)
set(libexec ${CMAKE_INSTALL_LIBEXECDIR}/handshake)
set(data ${CMAKE_INSTALL_DATADIR}/handshake)
file(RELATIVE_PATH libexec_to_data ${CMAKE_INSTALL_FULL_LIBEXECDIR}/handshake
	${CMAKE_INSTALL_FULL_DATADIR}/handshake)
file(RELATIVE_PATH bin_to_libexec ${CMAKE_INSTALL_FULL_BINDIR} ${CMAKE_INSTALL_FULL_LIBEXECDIR}/handshake)
set(made ${PROJECT_BINARY_DIR}/install)
set(tests ${PROJECT_SOURCE_DIR}/tests)

# The command.
configure_file(${PROJECT_SOURCE_DIR}/common/command/handshake.in ${made}/handshake @ONLY)
install(PROGRAMS ${made}/handshake TYPE BIN)
foreach(name sniffer server client)
	file(CREATE_LINK ${bin_to_libexec}/${name} ${made}/handshake-${name} SYMBOLIC)
	install(FILES ${made}/handshake-${name} TYPE BIN)
endforeach()
file(CREATE_LINK ${bin_to_libexec}/run_demo.sh ${made}/handshake-demo SYMBOLIC)
install(FILES ${made}/handshake-demo TYPE BIN)

# What it runs.
install(TARGETS sniffer server client catalogue_runner DESTINATION ${libexec})
install(PROGRAMS ${PROJECT_SOURCE_DIR}/run_demo.sh DESTINATION ${libexec})
configure_file(${tests}/demo/places.sh.in ${made}/places.sh @ONLY)
set(parts arguments.sh children.sh documented.sh message.sh network.sh packages.sh packages.txt terminals.sh
	usage.txt versus.sh view.sh)
list(TRANSFORM parts PREPEND ${tests}/demo/)
install(FILES ${parts} ${made}/places.sh ${tests}/kernels/archive.sh DESTINATION ${libexec}/demo)
install(PROGRAMS ${tests}/kernels/initramfs.sh ${tests}/kernels/init.sh DESTINATION ${libexec}/demo)

# What that reads, and what other tools may.
install(DIRECTORY ${tests}/catalogue/scenarios DESTINATION ${data} FILES_MATCHING PATTERN "*.txt")
install(DIRECTORY ${tests}/catalogue/golden DESTINATION ${data})
install(FILES ${tests}/schema/compare.json ${tests}/schema/event.json ${tests}/schema/load.json
	DESTINATION ${data}/schemas)
install(FILES ${PROJECT_SOURCE_DIR}/common/manual/zeek-conn.jq DESTINATION ${data})
install(FILES ${PROJECT_SOURCE_DIR}/LICENSE ${PROJECT_SOURCE_DIR}/.github/CHANGELOG.md TYPE DOC)

add_custom_target(uninstall COMMAND ${CMAKE_COMMAND} -P ${CMAKE_CURRENT_LIST_DIR}/uninstall.cmake VERBATIM)
