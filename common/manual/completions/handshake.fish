# SPDX-License-Identifier: MIT
# Completion for fish of handshake, handshake-demo, handshake-sniffer, handshake-server and handshake-client.
# Made by common/manual/build.sh from the programs' own tables of options.

function __handshake_interfaces
	echo any
	for interface in /sys/class/net/*
		basename $interface
	end
end

# No command was named yet.
function __handshake_wants_command
	test (count (commandline -opc)) -eq 1
end

# COMMAND: it was named.
function __handshake_has_command
	set -l words (commandline -opc)
	test (count $words) -gt 1 -a "$words[2]" = "$argv[1]"
end

# Behind --versus stand a scenario, and what is changed.
function __handshake_has_versus
	contains -- --versus (commandline -opc)
end

# The scenario is not named yet.
function __handshake_wants_versus
	set -l words (commandline -opc)
	test "$words[-1]" = --versus
end

@TABLE@

complete -c handshake -f
complete -c handshake -n __handshake_wants_command -s h -l help -d 'print this and exit'
complete -c handshake -n __handshake_wants_command -l version -d 'print the version and exit'
complete -c handshake -n '__handshake_has_command help' -a '$__handshake_pages'
complete -c handshake -n '__handshake_has_command demo; and not __handshake_has_versus' -a '$__handshake_scenarios all'
complete -c handshake -n '__handshake_has_command demo; and __handshake_wants_versus' -a '$__handshake_scenarios'
complete -c handshake -n '__handshake_has_command sniffer' -a '$__handshake_filter_words'
for program in demo sniffer server client
	__handshake_complete_$program -c handshake -n "__handshake_has_command $program"
end
complete -c handshake -n '__handshake_has_command compare' -F
__handshake_complete_compare -c handshake -n '__handshake_has_command compare'
complete -c handshake-demo -f -n 'not __handshake_has_versus' -a '$__handshake_scenarios all'
complete -c handshake-demo -f -n __handshake_wants_versus -a '$__handshake_scenarios'
complete -c handshake-sniffer -f -a '$__handshake_filter_words'
for program in demo sniffer server client
	complete -c handshake-$program -f
	__handshake_complete_$program -c handshake-$program
end
