# SPDX-License-Identifier: MIT
# handshake_test(NAME name COMMAND program [argument...]): add_test(), in a session of its own, so that
# a signal to the test's process group meets nothing else (in_session.c). The program may be a target.
# BASH_PROGRAM: what most tests are run by, where it is there.
include_guard(GLOBAL)
find_program(BASH_PROGRAM bash)
mark_as_advanced(BASH_PROGRAM)

function(handshake_test)
	cmake_parse_arguments(PARSE_ARGV 0 arg "" "NAME" "COMMAND")
	list(POP_FRONT arg_COMMAND program)
	if(TARGET ${program})
		set(program $<TARGET_FILE:${program}>)
	endif()
	add_test(NAME ${arg_NAME} COMMAND in_session ${program} ${arg_COMMAND})
endfunction()
