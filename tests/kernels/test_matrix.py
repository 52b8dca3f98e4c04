#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""test_matrix.py SNIFFER STORY: the matrix of results that are made up: each kind of verdict with its words, the times of
a capture, the command of each cell, several machines; and that nothing comes of nothing."""

import html.parser
import subprocess
import sys
import tempfile
from pathlib import Path

import matrix
import matrix_text

HERE = Path(__file__).resolve().parent
STORIES = HERE.parent / 'stories'

TAP = '''TAP version 13
1..7
# Linux 6.1.0 x86_64
ok 1 - documented
ok 2 - backlog
# PASS backlog: before Linux 6.5: SYNs at 0, 1 and 3 s
not ok 3 - four-way
# DIFFERS four-way: 1 segment more
# -a | b
# +<c>
ok 4 - ecn # SKIP nft is not installed
ok 5 - wan # SKIP inconclusive: too slow
not ok 6 - abort
# FAILED abort: the server died
ok 7 - syn-lost
# 3 passed, 1 differ
# exit status 1, uptime 4.00 s, idle 1.00 s
'''


def make_results(folder, story):
    """Two kernels, of which one has a capture."""
    for name in ('6.1.9', '6.12.3-s390x'):
        kept = folder / name / 'results/kept/syn-lost'
        kept.mkdir(parents=True)
        row = f'{name}\tRELEASE\tsuite\t3\t1\t1\t1\t1\t60\t40.1\tidentical\n'
        (folder / name / 'row').write_text(row, encoding='utf-8')
        (folder / name / 'tap.txt').write_text(TAP, encoding='utf-8')
        (folder / name / 'bundle').write_text('0123456789ab\n', encoding='utf-8')
    with open(folder / '6.1.9/results/kept/syn-lost/capture.pcap', 'wb') as capture:
        subprocess.run([story, 'build', STORIES / 'syn-lost.story'], stdout=capture, check=True)


class Balance(html.parser.HTMLParser):
    """Every element that is opened is closed."""

    def __init__(self):
        super().__init__()
        self.open, self.outside = [], []

    def handle_starttag(self, tag, attrs):
        if tag not in ('meta', 'link'):
            self.open.append(tag)
        self.outside += [value for name, value in attrs if name in ('src', 'href') and not value.startswith('data:')]

    def handle_endtag(self, tag):
        assert self.open and self.open.pop() == tag, f'</{tag}>'


def expect(text, *parts):
    """All of the parts are in the text."""
    for part in parts:
        assert part in text, f'not there: {part}\n{text}'


def main():
    """What the first lines say."""
    sniffer, story = sys.argv[1:]
    with tempfile.TemporaryDirectory() as work:
        results = Path(work) / 'results'
        results.mkdir()
        command = [sys.executable, '-B', HERE / 'matrix.py', sniffer, results, work]
        assert subprocess.run(command, stderr=subprocess.DEVNULL, check=False).returncode == 1, 'of nothing'
        make_results(results, story)
        subprocess.run(command, check=True)
        text = (Path(work) / 'kernels.md').read_text(encoding='utf-8')
        page = (Path(work) / 'kernels.html').read_text(encoding='utf-8')
    expect(text, '| scenario | 6.1.9 | 6.12.3 s390x |', '| `documented` | PASS | PASS |',
           '. `backlog`, PASS: before Linux 6.5: SYNs at 0, 1 and 3 s\n', '`four-way`, DIFFERS: 1 segment more\n   `-a | b`',
           'SKIP: nft is not installed', 'INCONCLUSIVE: too slow', 'FAILED: the server died', '| the same bytes | `0123456789ab` |',
           '| `syn-lost` | SYN again | 1000.0 | - |')
    # Each timer that may stand in the table is explained.
    for name in matrix.TIMERS.values():
        expect(matrix_text.TIMES, name)
    expect(page, 'tests/kernels/run.sh --only four-way 6.1.9<', 'tests/kernels/run.sh --arch s390x --only four-way 6.12.3<',
           'tests/kernels/run.sh --arch s390x --no-sweeps 6.12.3<', '+&lt;c&gt;', 'SYN again 1000.0', 'class="border">PASS<')
    balance = Balance()
    balance.feed(page)
    assert not balance.open and not balance.outside, (balance.open, balance.outside)


if __name__ == '__main__':
    main()
