#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Compares what the Markdown pages show with the programs, and their links with the files.

In a block ```console the lines behind '$ command' are all that this command prints, on a terminal of 100
columns without colours, or into the pipe that it names. A scenario that could not be played here, or could
not be told, is not compared. A link names a file that exists, and a heading of it that it has.
Figures of both READMEs are the same; scenarios are named and counted rightly.
Exit status: 0 all is so, 1 not, 77 not everything could be compared."""

import fcntl
import os
import pty
import re
import struct
import subprocess
import sys
import termios

import shown
from shown import ROOT

SHOWING = ['README.md', 'common/manual/README.zh-CN.md', 'common/manual/guide.md']
BLOCK = re.compile(r'^```console\n(?P<command>\$ (?:.*\\\n)*.*\n)(?P<output>(?:(?!```).*\n)*)```\n', re.M)
CODE = re.compile(r'^```.*?^```$|`[^`\n]*`', re.M | re.S)
LINK = re.compile(r'\]\(([^)\s]+)\)')
COLUMNS = 100


def run(command, programs):
    """What COMMAND prints in the root of the sources, with PROGRAMS in the place of build/bin."""
    command = command.replace('build/bin/', f'{programs}/')
    environment = dict(os.environ, NO_COLOR='1', LC_ALL='C.UTF-8')
    environment.pop('COLUMNS', None)
    arguments = {'args': ['bash', '-c', command], 'cwd': ROOT, 'env': environment, 'stdin': subprocess.DEVNULL}
    if '|' in command or 'run_demo' in command:
        if 'run_demo' in command:
            arguments['args'][2] += f' --bin "{programs}"'
        return subprocess.run(**arguments, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
                              encoding='utf-8', check=False, timeout=240).stdout
    master, terminal = pty.openpty()
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack('HHHH', 24, COLUMNS, 0, 0))
    with subprocess.Popen(**arguments, stdout=terminal, stderr=terminal) as process:
        os.close(terminal)
        printed = b''
        while True:
            try:
                part = os.read(master, 65536)
            except OSError:  # EIO: the program has closed the terminal
                break
            if not part:
                break
            printed += part
        process.wait(timeout=240)
    os.close(master)
    return printed.decode('utf-8').replace('\r\n', '\n')


def comparable(text):
    """The lines of TEXT without what depends on the machine: its kernel, and who was done first."""
    lines = [re.sub(r'^Linux \S+ \S+$', 'Linux', line.rstrip()) for line in text.splitlines()]
    return sorted(lines) if lines and lines[0] == 'Linux' else lines


def published(text):
    """TEXT as it is written into a page: of the kernel's release the number alone."""
    return re.sub(r'^(Linux \d+\.\d+)\S*( \S+)$', r'\1\2', re.sub(r' +$', '', text, flags=re.M), flags=re.M)


def expected(command, programs):
    """(what has to stand below the command, why that cannot be told or None)."""
    text = run(command[2:].strip(), programs)
    why = next((line for line in text.splitlines() if re.match(r'(SKIP|INCONCLUSIVE)\b', line)), None)
    return published(text), why


class Report(shown.Report):
    """What was compared, and what else is wrong."""

    def __init__(self):
        super().__init__()
        self.wrong = 0


def check_blocks(name, report):
    """Each block of the page NAME begins with a command."""
    text = (ROOT / name).read_text(encoding='utf-8')
    if len(BLOCK.findall(text)) != text.count('```console'):
        report.wrong += 1
        print(f'{name}: a block ```console does not begin with a command')


def anchors(page):
    """The names of the headings of PAGE, as they stand behind # in a link."""
    text = re.sub(r'^```.*?^```$', '', page.read_text(encoding='utf-8'), flags=re.M | re.S)
    headings = re.findall(r'^#+ (.*)$', text, re.M)
    return {re.sub(r'[^\w\- ]', '', heading.lower()).replace(' ', '-') for heading in headings}


def check_links(report):
    """Each link of our pages leads somewhere; others' addresses are not asked."""
    pages = [ROOT / 'README.md', *sorted(ROOT.glob('.github/*.md')), *sorted(ROOT.glob('common/manual/*.md'))]
    count = 0
    for page in pages:
        for target in LINK.findall(CODE.sub('', page.read_text(encoding='utf-8'))):
            if re.match('[a-z]+:', target):
                continue
            count += 1
            file, _, anchor = target.partition('#')
            path = (page.parent / file) if file else page
            if not path.exists() or (anchor and anchor not in anchors(path)):
                report.wrong += 1
                print(f'{page.relative_to(ROOT)}: {target} leads nowhere')
    return count


def check_figures(report):
    """A row of figures that both READMEs have, by the command in front, has the same figures in both."""
    row = re.compile(r'^\| (`[^`]+`)[^|]*\|((?: *[\d.]+ *\|)+)$', re.M)
    rows = [{(command, *figures.split()) for command, figures in row.findall((ROOT / name).read_text(encoding='utf-8'))}
            for name in SHOWING[:2]]
    for command, *_ in rows[1] - rows[0]:
        report.wrong += 1
        print(f'{SHOWING[1]}: {command} has other figures than {SHOWING[0]}')
    if len(rows[1]) < 3:
        report.wrong += 1
        print(f'{SHOWING[1]}: its figures cannot be read')


def check_scenarios(report):
    """The guide's table names each scenario, and the pages know how many there are."""
    scenarios = {file.stem for file in ROOT.glob('tests/catalogue/scenarios/*.txt')}
    text = {name: (ROOT / name).read_text(encoding='utf-8') for name in SHOWING}
    missing = scenarios - set(re.findall('`([a-z0-9-]+)`', text[SHOWING[2]]))
    if missing:
        report.wrong += 1
        print(f'{SHOWING[2]}: lacks the scenarios {sorted(missing)}')
    for name in SHOWING:
        told = set(map(int, re.findall('([0-9]+)(?: scenarios|个场景)', text[name])))
        if told != {len(scenarios)}:
            report.wrong += 1
            print(f'{name}: tells of {sorted(told)} scenarios, and there are {len(scenarios)}')


def main():
    arguments = shown.arguments_of(__doc__)
    report = Report()
    for name in SHOWING:
        check_blocks(name, report)
        shown.compare_page(ROOT / name, BLOCK, lambda command: expected(command, arguments.programs),
                           comparable, report, arguments.fill)
    check_figures(report)
    check_scenarios(report)
    links = check_links(report)
    for line in report.untold:
        print(f'SKIP: not compared: {line}')
    wrong = report.wrong + (0 if arguments.fill else report.differ)
    print(f'{report.same} outputs are the same, {links} links were followed, {wrong} are wrong')
    if wrong or report.same + len(report.untold) + arguments.fill == 0 or not links:
        return 1
    return 77 if report.untold else 0


if __name__ == '__main__':
    sys.exit(main())
