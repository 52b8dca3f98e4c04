# SPDX-License-Identifier: MIT
# Makes a page one text and that text a C file: cmake -DFOLDER=... -DPAGE=page -DPART=page_part
# -DSCRIPTS=a.js;b.js -DOUTPUT=... -P embed.cmake. PAGE.html, PAGE.css and the scripts are in FOLDER, PART names
# the parts (see PARTs.h). The content security policy names style and script by their SHA-256, so the browser
# takes nothing else that might get into the page.
cmake_minimum_required(VERSION 3.25)

# Hexadecimal digits to base64 (RFC 4648).
function(base64 result hex)
	set(alphabet ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/)
	set(encoded "")
	string(LENGTH ${hex} left)
	while(left GREATER 0)
		string(SUBSTRING "${hex}0000" 0 6 three)
		math(EXPR number "0x${three}")
		foreach(shift 18 12 6 0)
			math(EXPR index "(${number} >> ${shift}) & 63")
			string(SUBSTRING ${alphabet} ${index} 1 letter)
			string(APPEND encoded ${letter})
		endforeach()
		math(EXPR left "${left} - 6")
		if(left GREATER 0)
			string(SUBSTRING ${hex} 6 -1 hex)
		endif()
	endwhile()
	# Digits that were not there are told by "=".
	if(left EQUAL -2)
		string(REGEX REPLACE ".$" "=" encoded ${encoded})
	elseif(left EQUAL -4)
		string(REGEX REPLACE "..$" "==" encoded ${encoded})
	endif()
	set(${result} ${encoded} PARENT_SCOPE)
endfunction()

# TEXT as a member of page_parts.h.
function(part name text)
	file(WRITE ${OUTPUT}.part "${text}")
	file(READ ${OUTPUT}.part hex HEX)
	file(REMOVE ${OUTPUT}.part)
	string(REGEX REPLACE "(................................)" "\\1\n" hex "${hex}")
	string(REGEX REPLACE "([0-9a-f][0-9a-f])" "0x\\1," hex "${hex}")
	file(APPEND ${OUTPUT}
		"static const unsigned char ${name}[] = {\n${hex}\n};\n"
		"const struct ${PART} ${PART}_${name} = {${name}, sizeof ${name}};\n")
endfunction()

file(READ ${FOLDER}/${PAGE}.css style)
set(script "\n\"use strict\";\n")
foreach(file ${SCRIPTS})
	file(READ ${FOLDER}/${file} text)
	string(APPEND script "${text}")
endforeach()
string(SHA256 style_hash "${style}")
string(SHA256 script_hash "${script}")
base64(style_hash ${style_hash})
base64(script_hash ${script_hash})

file(READ ${FOLDER}/${PAGE}.html page)
string(REPLACE "@STYLE@" "${style}" page "${page}")
string(REPLACE "@SCRIPT@" "${script}" page "${page}")
string(FIND "${page}" "@POLICY@" policy_at)
string(FIND "${page}" "@RECORDS@" records_at)
string(SUBSTRING "${page}" 0 ${policy_at} top)
math(EXPR middle_at "${policy_at} + 8")
math(EXPR middle_length "${records_at} - ${middle_at}")
string(SUBSTRING "${page}" ${middle_at} ${middle_length} middle)
math(EXPR bottom_at "${records_at} + 9")
string(SUBSTRING "${page}" ${bottom_at} -1 bottom)

file(WRITE ${OUTPUT} "/* Made by embed.cmake. */\n#include \"${PART}s.h\"\n\n")
part(top "${top}")
set(script_source "script-src 'sha256-${script_hash}'; ")
if(NOT SCRIPTS)
	set(script_source "")
endif()
string(CONCAT policy "default-src 'none'; ${script_source}"
	"style-src 'sha256-${style_hash}'; img-src data:; base-uri 'none'; form-action 'none'")
part(policy "${policy}")
part(middle "${middle}")
part(bottom "${bottom}")
