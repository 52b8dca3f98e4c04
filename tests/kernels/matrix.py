#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""The matrix of scenarios and kernels, of what tests/kernels/run.sh left in a folder of results.

matrix.py SNIFFER RESULTS FOLDER writes FOLDER/kernels.md and FOLDER/kernels.html. A cell is the verdict with its
words, and the times that the sniffer claims of that capture; nothing else is known here of a kernel.
Exit status: 0 written, 1 there is nothing in RESULTS, or it is no result."""

import json
import re
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

import matrix_html
import matrix_text

ROOT = Path(__file__).resolve().parents[2]

# Claims of a segment whose time is a timer's of the kernel (their ids: handshake-tcp(7)), as they are called here.
TIMERS = {
    'syn-again': 'SYN again', 'syn-ack-again': 'SYN+ACK again', 'syn-ack-held': 'SYN+ACK again, held',
    'sent-again-timer': 'time-out', 'sent-again-backoff': 'backed off', 'sent-again-loss-probe': 'loss probe',
    'sent-again-at-most': 'time-out at most', 'fin-again': 'FIN again', 'delayed-ack': 'delayed ACK',
    'fin-acked-alone': 'delayed ACK of FIN', 'keep-alive': 'keep-alive', 'window-probe': 'window probe',
}
# What comes sooner is no timer's: the shortest is TCP_DELACK_MIN, 40 ms, less one tick of 250 Hz and half of one; but a
# loss probe comes two round trips after a segment.
SHORTEST = 34_000
# Scenarios whose thousands of segments are not the place for a timer.
LIMIT = 8

VERDICT = re.compile(r'(?P<bad>not )?ok \d+ - (?P<name>\S+)(?: # SKIP (?P<skip>.*))?$')


@dataclass
class Cell:
    """A scenario on a kernel."""
    verdict: str = 'PASS'
    words: list = field(default_factory=list)
    times: list = field(default_factory=list)  # of (what, microseconds)


@dataclass
class Kernel:
    """A row of a table of run.sh, and the cells by the scenario's name."""
    name: str
    release: str
    suite: str
    counts: list
    cost: str
    clock: str
    twice: str
    bundle: str
    cells: dict

    @property
    def version(self):
        """Without the machine."""
        return self.name.partition('-')[0]

    @property
    def arch(self):
        """As Debian calls it."""
        return self.name.partition('-')[2] or 'amd64'

    def command(self, scenario):
        """What plays a cell once more; without a scenario, the whole kernel."""
        arch = [] if self.arch == 'amd64' else ['--arch', self.arch]
        only = ['--no-sweeps'] if scenario is None else ['--only', scenario]
        return ' '.join(['tests/kernels/run.sh', *arch, *only, self.version])


def verdicts_of(tap):
    """{scenario: Cell} of a TAP stream; comments behind a verdict are its words."""
    cells, cell = {}, None
    for line in tap.splitlines():
        match = VERDICT.match(line)
        if match:
            cell = cells[match['name']] = Cell()
            skip = match['skip']
            if match['bad']:
                cell.verdict = 'FAILED'
            elif skip is not None:
                inconclusive = skip.startswith('inconclusive: ')
                cell.verdict = 'INCONCLUSIVE' if inconclusive else 'SKIP'
                cell.words.append(skip.removeprefix('inconclusive: '))
        elif line.startswith('# exit status'):
            break
        elif line.startswith('# ') and cell and not re.match(r'# \d+ passed', line):
            add_words(cell, line[2:])
    return cells


def add_words(cell, line):
    """A comment of a verdict, which may say it more exactly."""
    match = re.match(r'(PASS|DIFFERS|FAILED) \S+: (.*)', line)
    if match:
        cell.verdict, line = match[1], match[2]
    if line != 'the same as its golden output':
        cell.words.append(line)


def times_of(sniffer, capture):
    """[(what, microseconds)] of the timers that the sniffer claims."""
    done = subprocess.run([sniffer, '-r', capture, '-f', 'json'], stdout=subprocess.PIPE, check=True, text=True)
    times = []
    for line in done.stdout.splitlines():
        event = json.loads(line)
        if event['event'] != 'segment':
            continue
        times += [(TIMERS[claim['id']], claim['value']) for claim in event.get('claims', [])
                  if claim['id'] in TIMERS and claim.get('unit') == 'us'
                  and (claim['value'] >= SHORTEST or claim['id'] == 'sent-again-loss-probe')]
    return times if len(times) <= LIMIT else []


def kernel_of(sniffer, folder):
    """The Kernel whose results are in a folder."""
    row = (folder / 'row').read_text(encoding='utf-8').rstrip('\n').split('\t')
    bundle = folder / 'bundle'
    cells = verdicts_of((folder / 'tap.txt').read_text(encoding='utf-8'))
    for name, cell in cells.items():
        capture = folder / 'results/kept' / name / 'capture.pcap'
        if capture.exists():
            cell.times = times_of(sniffer, capture)
    return Kernel(folder.name, row[1], row[2], [int(count) for count in row[3:8]], row[8], row[9], row[10],
                  bundle.read_text(encoding='utf-8').strip() if bundle.exists() else '', cells)


def order(kernel):
    """Machines apart, amd64 first; versions by their numbers."""
    return kernel.arch != 'amd64', kernel.arch, [int(part) for part in re.findall(r'\d+', kernel.version)]


def titles():
    """{scenario: (group, title)} in the order of the catalogue's own list."""
    found = {}
    for file in sorted((ROOT / 'tests/catalogue/scenarios').glob('*.txt')):
        text = file.read_text(encoding='utf-8')
        found[file.stem] = (re.search(r'^group: *(.*)', text, re.M)[1],
                            re.search(r'^title-en: *(.*)', text, re.M)[1])
    return found


def main():
    """What the first lines say."""
    if len(sys.argv) != 4:
        print(__doc__, file=sys.stderr)
        return 2
    sniffer, results, folder = sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3])
    kernels = sorted((kernel_of(sniffer, row.parent) for row in results.glob('*/row')), key=order)
    if not kernels:
        print(f'matrix.py: no results of tests/kernels/run.sh in {results}', file=sys.stderr)
        return 1
    for name, make in (('kernels.md', matrix_text.page), ('kernels.html', matrix_html.page)):
        (folder / name).write_text(make(kernels, titles()), encoding='utf-8')
    return 0


if __name__ == '__main__':
    sys.exit(main())
