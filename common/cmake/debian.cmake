# SPDX-License-Identifier: MIT
# Run by cpack on the files that it will pack: what Debian's policy has elsewhere, or compressed.
set(root ${CPACK_TEMPORARY_INSTALL_DIRECTORY}${CPACK_PACKAGING_INSTALL_PREFIX})
set(doc ${root}/share/doc/${CPACK_PACKAGE_NAME})
file(RENAME ${doc}/LICENSE ${doc}/copyright)
file(RENAME ${doc}/CHANGELOG.md ${doc}/changelog)
if(EXISTS ${root}/share/zsh/site-functions)
	file(RENAME ${root}/share/zsh/site-functions ${root}/share/zsh/vendor-completions)
endif()

# The package's own changelog. (SOURCE_DATE_EPOCH is heeded.)
string(TIMESTAMP date "%a, %d %b %Y %H:%M:%S +0000" UTC)
file(WRITE ${doc}/changelog.Debian
"${CPACK_PACKAGE_NAME} (${CPACK_PACKAGE_VERSION}-${CPACK_DEBIAN_PACKAGE_RELEASE}) unstable; urgency=medium

  * Built from the sources by cpack; changelog.gz tells what has changed.

 -- ${CPACK_PACKAGE_CONTACT}  ${date}
")

file(GLOB_RECURSE texts ${root}/share/man/*.[1-8] ${doc}/changelog*)
find_program(GZIP gzip REQUIRED)
execute_process(COMMAND ${GZIP} -9 -n ${texts} COMMAND_ERROR_IS_FATAL ANY)
# Whatever the umask and the permissions of the sources are here.
execute_process(COMMAND chmod -R u=rwX,go=rX ${CPACK_TEMPORARY_INSTALL_DIRECTORY} COMMAND_ERROR_IS_FATAL ANY)
