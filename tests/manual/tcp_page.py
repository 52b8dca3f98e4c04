#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Compares the outputs in the two pages handshake-tcp(7) with those of the programs.

Each display of the pages that begins with a command is the output of this command, whole. The first
command plays the scenarios; what could not be played here, or could not be told, is not compared.
Exit status: 0 the same, 1 not, 77 not everything could be compared."""

import os
import re
import subprocess
import sys
import tempfile

import shown
from shown import ROOT

PAGES = [ROOT / 'common/manual/pages' / folder / 'handshake-tcp.7' for folder in ('man7', 'zh_CN/man7')]
DISPLAY = re.compile(r'^(?:\.Bd -literal -offset 2n|\.EX)\n'
                     r'(?P<command>\$ (?:.*\\e\n)*.*\n)(?P<output>(?:.*\n)*?)(?:\.Ed|\.EE)\n', re.M)
# A page is read on any device: these would become quotation marks, accents and long hyphens.
ROFF = {'\\': '\\e', '-': '\\-', "'": '\\(aq', '`': '\\(ga', '^': '\\(ha', '~': '\\(ti'}


def to_roff(line):
    """A line of an output as it stands in a display."""
    line = ''.join(ROFF.get(character, character) for character in line)
    return '\\&' + line if line.startswith('.') else line


def words_of(command):
    """The words of '$ handshake ...', whose lines are joined by a backslash."""
    return command.replace('\\e\n', ' ').replace('\\-', '-').split()[1:]


def arguments_of(words, programs):
    """The program of these sources that `handshake COMMAND ...` is."""
    assert words[0] == 'handshake', words
    if words[1] == 'demo':
        return [ROOT / 'run_demo.sh', '--bin', programs, '--lang=en', *words[2:]]
    return [programs / words[1], *words[2:]]


def run(words, programs, folder):
    """(exit status, standard output) of a command in FOLDER, on a terminal of 72 columns."""
    environment = dict(os.environ, COLUMNS='72', LC_ALL='C.UTF-8')
    done = subprocess.run(arguments_of(words, programs), cwd=folder, env=environment, text=True,
                          encoding='utf-8', stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, timeout=240)
    return done.returncode, done.stdout


def play(words, programs, folder):
    """{scenario: verdict line} of `handshake demo --check --keep tcp NAME...`."""
    _, output = run(words, programs, folder)
    verdicts = {}
    for line in output.splitlines():
        match = re.match(r'(?:PASS|DIFFERS|INCONCLUSIVE|SKIP|FAILED) ([a-z0-9-]+)', line)
        if match:
            verdicts[match.group(1)] = line
    return verdicts


def comparable(text):
    """TEXT without what depends on the machine: the window scale, and the arrow that gives it room."""
    lines = []
    for line in text.splitlines():
        if 'ws=' in line:
            line = re.sub(r'(\\-|─| )+', ' ', re.sub(r'ws=\d+', 'ws=N', line))
        lines.append(line)
    return lines


def expected(command, programs, folder, verdicts):
    """(what has to stand below the command, None), or (None, why it cannot be told)."""
    words = words_of(command)
    if words[1] == 'demo':
        missing = [name for name in words if name in verdicts and not verdicts[name].startswith('PASS')]
        return '', '; '.join(verdicts[name] for name in missing) or None
    name = re.search(r'tcp/([a-z0-9-]+)/', command.replace('\\-', '-')).group(1)
    verdict = verdicts.get(name, f'FAILED {name}: it has no verdict')
    if not verdict.startswith('PASS'):
        return None, verdict
    status, output = run(words, programs, folder)
    if status != 0:
        return None, f'FAILED {name}: exit status {status}'
    return ''.join(to_roff(line) + '\n' for line in output.splitlines()), None


def main():
    arguments = shown.arguments_of(__doc__)
    report = shown.Report()
    with tempfile.TemporaryDirectory() as folder:
        commands = {DISPLAY.search(page.read_text(encoding='utf-8')).group('command') for page in PAGES}
        assert len(commands) == 1, 'the pages play different scenarios'
        verdicts = play(words_of(commands.pop()), arguments.programs, folder)
        for page in PAGES:
            shown.compare_page(page, DISPLAY,
                               lambda command: expected(command, arguments.programs, folder, verdicts),
                               comparable, report, arguments.fill)
    untold = sorted(set(report.untold))
    for why in untold:
        print(why if why.startswith(('DIFFERS', 'FAILED')) else f'SKIP: not compared: {why}')
    print(f'{report.same} displays are the same, {report.differ} are not')
    if (report.differ and not arguments.fill) or any('DIFFERS' in why or 'FAILED' in why for why in untold):
        return 1
    return 77 if untold else 0


if __name__ == '__main__':
    sys.exit(main())
