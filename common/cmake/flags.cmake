# SPDX-License-Identifier: MIT
# How our own code is compiled and linked. Nothing of it reaches a project that uses ours:
#   handshake_flags          for each library: warnings, definitions, sanitizers, hardening
#   handshake_program_flags  for each program: the same, and how it is linked
include(CheckCCompilerFlag)
include(CheckCSourceCompiles)
include(CheckLinkerFlag)
include(CheckPIESupported)

add_library(handshake_flags INTERFACE)
target_compile_definitions(handshake_flags INTERFACE _GNU_SOURCE)
target_compile_options(handshake_flags INTERFACE -Wall -Wextra -Wshadow -Wconversion
	-Wstrict-prototypes -Wmissing-prototypes -Wwrite-strings -Wformat=2 -Wvla)

# Warnings are errors from the compilers that CI has; what others warn of is shown.
if(HANDSHAKE_WERROR)
	set(table ${PROJECT_SOURCE_DIR}/tests/lint/pinned.txt)
	set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${table})
	file(STRINGS ${table} pinned REGEX "^(gcc|clang) ")
	string(REPLACE GNU gcc compiler ${CMAKE_C_COMPILER_ID})
	string(TOLOWER ${compiler} compiler)
	string(REGEX REPLACE "\\..*" "" major ${CMAKE_C_COMPILER_VERSION})
	if("${compiler} ${major}" IN_LIST pinned)
		target_compile_options(handshake_flags INTERFACE -Werror)
	else()
		list(JOIN pinned ", " versions)
		message(NOTICE "NOTE: ${compiler} ${major} is not pinned (${versions}): "
			"its warnings are shown, and are no errors")
	endif()
endif()

add_library(handshake_program_flags INTERFACE)
target_link_libraries(handshake_program_flags INTERFACE handshake_flags)

get_property(choices CACHE HANDSHAKE_SANITIZE PROPERTY STRINGS)
if(NOT HANDSHAKE_SANITIZE IN_LIST choices)
	list(JOIN choices ", " choices)
	message(FATAL_ERROR "HANDSHAKE_SANITIZE is one of ${choices}, not '${HANDSHAKE_SANITIZE}'")
endif()
if(HANDSHAKE_SANITIZE)
	set(sanitizers address,undefined)
	if(HANDSHAKE_SANITIZE STREQUAL thread)
		set(sanitizers thread)
	endif()
	target_compile_options(handshake_flags INTERFACE -fsanitize=${sanitizers}
		-fno-sanitize-recover=all -fno-omit-frame-pointer)
	target_link_options(handshake_program_flags INTERFACE -fsanitize=${sanitizers})
endif()
if(HANDSHAKE_FUZZ)
	if(NOT CMAKE_C_COMPILER_ID MATCHES "Clang")
		message(FATAL_ERROR "HANDSHAKE_FUZZ needs libFuzzer, which ${CMAKE_C_COMPILER_ID} lacks: "
			"configure with -DCMAKE_C_COMPILER=clang, or cmake --preset fuzz")
	endif()
	target_compile_options(handshake_flags INTERFACE -fsanitize=fuzzer-no-link)
endif()

# The way of a packet goes through all floors: it is a quarter shorter when they are compiled as one.
if(CMAKE_BUILD_TYPE STREQUAL "Release" AND CMAKE_C_COMPILER_ID STREQUAL "GNU" AND
   NOT HANDSHAKE_SANITIZE)
	include(CheckIPOSupported)
	check_ipo_supported(RESULT ipo_supported OUTPUT ipo_reason LANGUAGES C)
	set(CMAKE_INTERPROCEDURAL_OPTIMIZATION ${ipo_supported})
	# The tests are linked without it, which is quicker.
	target_compile_options(handshake_flags INTERFACE -ffat-lto-objects)
endif()

# harden(FLAG...): compiles with those that the compiler knows. They are told to the linker, too, which
# compiles when all is compiled as one.
function(harden)
	foreach(flag ${ARGN})
		string(MAKE_C_IDENTIFIER "HAVE${flag}" known)
		check_c_compiler_flag(${flag} ${known})
		if(${known})
			target_compile_options(handshake_flags INTERFACE $<${optimized}:${flag}>)
			target_link_options(handshake_program_flags INTERFACE $<${optimized}:${flag}>)
		endif()
	endforeach()
endfunction()

# harden_link(FLAG...): links with those that the linker knows.
function(harden_link)
	foreach(flag ${ARGN})
		string(MAKE_C_IDENTIFIER "HAVE${flag}" known)
		check_linker_flag(C ${flag} ${known})
		if(${known})
			target_link_options(handshake_program_flags INTERFACE $<${optimized}:${flag}>)
		endif()
	endforeach()
endfunction()

# Size checks in the C library's functions. Level 3 is for glibc 2.34 with gcc 12 or clang 9, which
# else warn of it; a system's compiler may have defined a level already.
function(fortify)
	set(CMAKE_REQUIRED_FLAGS "-O2 -Werror -U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=3")
	check_c_source_compiles("#include <stdio.h>\nint main(void) { return 0; }" HAVE_FORTIFY_3)
	set(level $<IF:$<BOOL:${HAVE_FORTIFY_3}>,3,2>)
	target_compile_options(handshake_flags INTERFACE
		$<${optimized}:-U_FORTIFY_SOURCE> $<${optimized}:-D_FORTIFY_SOURCE=${level}>)
endfunction()

# Programs at addresses of the system's choice.
function(independent_of_position)
	check_pie_supported(LANGUAGES C)
	if(NOT CMAKE_C_LINK_PIE_SUPPORTED)
		return()
	endif()
	set(type $<TARGET_PROPERTY:TYPE>)
	if(NOT CMAKE_POSITION_INDEPENDENT_CODE)
		set(ours $<NOT:$<STREQUAL:${type},MODULE_LIBRARY>>)
		target_compile_options(handshake_flags INTERFACE $<$<AND:${optimized},${ours}>:-fPIE>)
	endif()
	set(program $<STREQUAL:${type},EXECUTABLE>)
	target_link_options(handshake_program_flags INTERFACE $<$<AND:${optimized},${program}>:-pie>)
endfunction()

# What is found wrong at run time is to end the program before it can be used. (The sanitizers find
# more, and have their own ways; without optimization there is no _FORTIFY_SOURCE.)
if(HANDSHAKE_HARDEN AND NOT HANDSHAKE_SANITIZE)
	set(optimized $<CONFIG:Release,RelWithDebInfo,MinSizeRel>)
	harden(-fstack-protector-strong -fstack-clash-protection -fcf-protection)
	harden_link(-Wl,-z,relro -Wl,-z,now -Wl,-z,noexecstack)
	fortify()
	independent_of_position()
endif()
