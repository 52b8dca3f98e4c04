#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Types command lines with Tab into an interactive shell, and looks at what the shell then runs.

completion.py SHELL FOLDER: SHELL is bash, zsh or fish, FOLDER has the completions. The commands are
scripts that write down their arguments. Exit status: 0 right, 1 not, 77 the shell is not installed."""

import os
import pathlib
import pty
import select
import shutil
import signal
import sys
import tempfile
import time

PATIENCE_S = 20
PROMPT = 'ready-for-a-line'
COMMANDS = ('handshake', 'handshake-demo', 'handshake-sniffer', 'handshake-server', 'handshake-client')

# What is typed, and the arguments that come of it.
LINES = [
    ('handshake dem\tsimultaneous-o\t', ['demo', 'simultaneous-open']),
    ('handshake he\tscen\t', ['help', 'scenario']),
    ('handshake demo --chec\tabo\t', ['demo', '--check', 'abort']),
    ('handshake demo --lan\te\t', ['demo', '--lang=en']),
    ('handshake demo --keep=kep\t', ['demo', '--keep=kept/']),
    ('handshake sniffer --form\tjs\t', ['sniffer', '--format=json']),
    ('handshake sniffer -f lad\t', ['sniffer', '-f', 'ladder']),
    ('handshake sniffer -i an\t', ['sniffer', '-i', 'any']),
    ('handshake sniffer --connec\t-v -r one\t', ['sniffer', '--connections', '-v', '-r', 'one file.pcap']),
    ('handshake sniffer portr\t', ['sniffer', 'portrange']),
    ('handshake server --echo=by\t', ['server', '--echo=bytes']),
    ('handshake client --wait\t--clos\tre\t', ['client', '--wait-echo', '--close=reset']),
    ('handshake sniffer --only=close=fin-t\t', ['sniffer', '--only=close=fin-then-reset']),
    ('handshake sniffer --only lab\tzero-window-probe-\t', ['sniffer', '--only', 'label=zero-window-probe-ack']),
    ('handshake sniffer --only=segm\t8', ['sniffer', '--only=segments=8']),
    ('handshake sniffer --sort=-dur\t', ['sniffer', '--sort=-duration']),
    ('handshake sniffer --sort zee\t', ['sniffer', '--sort', 'zeek_state']),
    ('handshake demo --versus abo\ttcp_ecn=0', ['demo', '--versus', 'abort', 'tcp_ecn=0']),
    ('handshake demo --versus abort clo\t', ['demo', '--versus', 'abort', 'clo']),
    ('handshake compare --asc\tone\t', ['compare', '--ascii', 'one file.pcap']),
    ('handshake compare --phas\t', ['compare', '--phas']),
    ('handshake help comp\t', ['help', 'compare']),
    ('handshake-demo --exp\tabo\t', ['--explain', 'abort']),
    ('handshake-sniffer --rea\ton\t', ['--read=one file.pcap']),
    ('handshake-server --close-f\tmess\t', ['--close-first=message']),
    ('handshake-client -q --reco\t', ['-q', '--reconnect']),
]


def words_of(shell, completions, home):
    """How to start SHELL, interactive, with our completions and nothing of the system's users."""
    if shell == 'bash':
        (home / 'rc').write_text(f"PS1='{PROMPT} '\nsource '{completions}/handshake.bash'\n")
        return ['bash', '--noprofile', '--rcfile', str(home / 'rc'), '-i']
    if shell == 'zsh':
        (home / '.zshrc').write_text(f"PS1='{PROMPT} '\nfpath=('{completions}' $fpath)\n"
                                     "autoload -Uz compinit\ncompinit -u -D\n")
        return ['zsh', '-d', '-i']
    (home / 'rc').write_text(f'function fish_prompt\n\techo -n "{PROMPT} "\nend\n'
                             f"set -g fish_autosuggestion_enabled 0\nsource '{completions}/handshake.fish'\n")
    return ['fish', '--private', '-i', '-C', f'source {home}/rc']


class Shell:
    """An interactive shell on a terminal of its own."""

    def __init__(self, words, home):
        self.seen = b''
        self.pid, self.terminal = pty.fork()
        if self.pid == 0:
            os.chdir(home)
            os.execvpe(words[0], words, {
                'PATH': f"{home}/bin:{os.environ['PATH']}", 'HOME': str(home), 'ZDOTDIR': str(home),
                'XDG_CONFIG_HOME': str(home), 'XDG_DATA_HOME': str(home), 'XDG_CACHE_HOME': str(home),
                'TERM': 'xterm', 'LC_ALL': 'C.UTF-8', 'HISTFILE': '/dev/null'})

    def await_that(self, holds, what):
        """Reads what the shell writes until HOLDS()."""
        end = time.monotonic() + PATIENCE_S
        while not holds():
            left = end - time.monotonic()
            if left <= 0:
                raise AssertionError(f'waited in vain for {what}; on the terminal: {self.seen[-2000:]!r}')
            if not select.select([self.terminal], [], [], min(left, 0.1))[0]:
                continue
            data = os.read(self.terminal, 65536)
            if b'\x1b[c' in data or b'\x1b[0c' in data:  # what terminal is this? (fish waits for it)
                os.write(self.terminal, b'\x1b[?62;c')
            self.seen += data

    def run(self, line, said):
        """Types LINE when the prompt is there; the arguments that its command wrote to SAID."""
        self.await_that(lambda: PROMPT.encode() in self.seen, 'the prompt')
        self.seen = b''
        os.write(self.terminal, line.encode() + b'\r')
        self.await_that(lambda: said.exists() and said.read_text().endswith('.\n'), f'what {line!r} runs')
        arguments = said.read_text().splitlines()[:-1]
        said.unlink()
        return arguments

    def end(self):
        """Ends it."""
        os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)
        os.close(self.terminal)


def same(arguments, expected):
    """Whether they mean the same: --name=value is also --name value, and a folder may end with a slash."""
    return [word.rstrip('/') for word in arguments] in (
        [word.rstrip('/') for word in expected],
        [part.rstrip('/') for word in expected for part in (word.split('=') if word[:2] == '--' else [word])])


def make_home(home):
    """The commands, and files to complete."""
    (home / 'bin').mkdir()
    for command in COMMANDS:
        script = home / 'bin' / command
        script.write_text(f'#!/bin/sh\nprintf "%s\\n" "$@" . >"{home}/saying"\nmv "{home}/saying" "{home}/said"\n')
        script.chmod(0o755)
    (home / 'kept').mkdir()
    (home / 'one file.pcap').touch()


def main():
    shell, completions = sys.argv[1], pathlib.Path(sys.argv[2]).resolve()
    if not shutil.which(shell):
        print(f'SKIP: {shell} is not installed')
        return 77
    wrong = 0
    with tempfile.TemporaryDirectory() as folder:
        home = pathlib.Path(folder)
        make_home(home)
        session = Shell(words_of(shell, completions, home), home)
        try:
            for line, expected in LINES:
                arguments = session.run(line, home / 'said')
                if not same(arguments, expected):
                    wrong += 1
                    print(f'{shell}: {line!r} became {arguments}, not {expected}')
        finally:
            session.end()
    print(f'{shell}: {len(LINES) - wrong} of {len(LINES)} lines are right')
    return 1 if wrong else 0


if __name__ == '__main__':
    sys.exit(main())
