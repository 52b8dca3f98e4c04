# shellcheck shell=bash
# SPDX-License-Identifier: MIT
# --terminals: the three programs as a person would start them, in three panes of one tmux whose
# server lives in the private network and ends with this script.

# Three panes, and a shell that knows the programs. Does not return.
play_in_terminals() {
	[[ -t 0 && -t 1 ]] || die 1 "--terminals needs a terminal"
	command -v tmux >/dev/null || die 1 "tmux is not installed: install the package tmux"
	make_work_folder
	scenario_read "${names[0]}"
	write_shell_setup
	tmux_panes || die 1 "tmux cannot open its panes"
	tmux_here attach-session
	exit 0
}

# TMUX-COMMAND...: to our own tmux server, with no configuration but ours.
tmux_here() {
	TMUX='' tmux -u -S "$work/tmux" -f "$work/tmux.conf" "$@" {events}>&-
}

# The shell of the lower pane, and how tmux looks. $work/bin holds the names of the programs.
write_shell_setup() {
	cat >"$work/tmux.conf" <<-END
		set -g mouse on
		set -g history-limit 20000
		set -g status-style reverse
		set -g status-left ''
		set -g status-right ''
		set -g status-format[0] ' Enter: run the client again | exit: end all three | mouse or Ctrl-b arrows: other pane'
		set -g pane-border-status top
		set -g pane-border-format ' #{pane_title} '
		set -g destroy-unattached on
	END
	cat >"$work/shell.rc" <<-'END'
		PS1='$ '
		unset HISTFILE PROMPT_COMMAND
		trap 'tmux kill-server' EXIT
	END
}

# Sniffer above, server in the middle, the shell with the client's command typed in below.
tmux_panes() {
	local options
	PATH=$programs:$PATH
	read -r -a options <<<"${scenario[server]-}"
	tmux_here new-session -d -x "$(tput cols)" -y "$(tput lines)" sniffer --phases "--lang=$lang" &&
		tmux_here set-option -g remain-on-exit on &&
		tmux_here select-pane -T sniffer &&
		tmux_here split-window -v -l 60% "server" "${options[@]}" &&
		tmux_here select-pane -T server &&
		tmux_here split-window -v -l 50% "$BASH" --rcfile "$work/shell.rc" -i &&
		tmux_here select-pane -T client &&
		tmux_here send-keys "client${scenario[client]:+ ${scenario[client]}}"
}
