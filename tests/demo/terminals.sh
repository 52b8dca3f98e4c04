# shellcheck shell=bash
# SPDX-License-Identifier: MIT
# --terminals: the three programs as a person would start them, in three panes of one tmux whose
# server lives in the private network and ends with this script.

# NAME: sets server_options and client_options, those of the scenario. They are words, not commands.
read_options() {
	local file=$scenarios/$1.txt word
	read -r -a server_options <<<"$(sed -n 's/^server://p' "$file" | tr '\n' ' ')"
	read -r -a client_options <<<"$(sed -n 's/^client://p' "$file" | tr '\n' ' ')"
	for word in "${server_options[@]}" "${client_options[@]}"; do
		[[ $word =~ ^--[a-z][a-z0-9-]*(=[A-Za-z0-9.,:_@%+-]*)?$ ]] ||
			die 1 "scenarios/$1.txt: an option --NAME or --NAME=VALUE, not '$word'"
	done
}

# Three panes, and a shell that knows the programs. Does not return.
play_in_terminals() {
	[[ -t 0 && -t 1 ]] || die 1 "--terminals needs a terminal"
	command -v tmux >/dev/null || die 1 "tmux is not installed: install the package tmux"
	make_work_folder
	read_options "${names[0]}"
	write_shell_setup
	tmux_panes || die 1 "tmux cannot open its panes"
	tmux_here set-option -g destroy-unattached on ';' attach-session
	exit 0
}

# TMUX-COMMAND...: to our own tmux server, with no configuration but ours.
tmux_here() {
	TMUX='' tmux -u -S "$work/tmux" -f "$work/tmux.conf" "$@"
}

# The shell of the lower pane, and how tmux looks.
write_shell_setup() {
	local command options hint='Enter: the client once more | exit: end all three | Ctrl-b and an arrow: other pane'
	cat >"$work/tmux.conf" <<-END
		set -g mouse on
		set -g history-limit 20000
		set -g status-style reverse
		set -g status-format[0] ' $hint'
		set -g pane-border-status top
		set -g pane-border-format ' #{pane_title} '
		set -g remain-on-exit on
	END
	options=(client "${lang_words[@]}" "${client_options[@]}")
	printf -v command '%q' "${options[*]}"
	# The command stands there to be confirmed, or changed; from then on it is an ordinary shell.
	cat >"$work/shell.rc" <<-END
		trap 'tmux kill-server' EXIT
		unset HISTFILE PROMPT_COMMAND
		PS1='$ '
		read -e -r -i $command -p "\$PS1" first || exit
		history -s "\$first"
		eval "\$first"
	END
}

# Sniffer above, server in the middle, the shell with the client's command typed in below.
tmux_panes() {
	PATH=$programs:$PATH
	tmux_here new-session -d sniffer --phases "${lang_words[@]}" &&
		tmux_here select-pane -T sniffer &&
		tmux_here split-window -v -l 60% server "${lang_words[@]}" "${server_options[@]}" &&
		tmux_here select-pane -T server &&
		tmux_here split-window -v -l 60% "$BASH" --rcfile "$work/shell.rc" -i &&
		tmux_here select-pane -T client
}

# However the script ends, its tmux ends too.
end_terminals() {
	[[ -z $work || ! -S $work/tmux ]] || tmux_here kill-server 2>/dev/null
}
