# SPDX-License-Identifier: MIT
"""The matrix as a page of its own, for matrix.py: one file, nothing from outside, no script. It has the colours of the
page that the sniffer makes."""

import html
import re
from pathlib import Path

from matrix_text import heading, scenarios_of

ROOT = Path(__file__).resolve().parents[2]

STYLE = '''
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 1800px; padding: 0 20px 40px; background: var(--paper); color: var(--ink); font: 15px/1.5 system-ui, "Noto Sans", sans-serif; }
h1 { margin: 18px 0 4px; font-size: 22px; }
h2 { margin: 26px 0 6px; font-size: 17px; }
p { max-width: 90ch; margin: 6px 0; }
code { font: 12px var(--mono); }
.quiet, .title { color: var(--quiet); }
.title { display: block; font-size: 12px; font-weight: normal; }
.scroll { overflow-x: auto; border: 1px solid var(--line); border-radius: 12px; background: var(--card); }
table { border-collapse: collapse; font-size: 13px; }
th, td { padding: 4px 8px; border-bottom: 1px solid var(--line); text-align: left; vertical-align: top; }
thead th { white-space: nowrap; color: var(--quiet); }
tbody th { position: sticky; left: 0; min-width: 190px; max-width: 260px; background: var(--card); }
td.number { text-align: right; font-variant-numeric: tabular-nums; }
.group th { position: static; background: var(--paper); color: var(--quiet); }
summary { cursor: pointer; white-space: nowrap; }
:focus-visible { outline: 3px solid var(--focus); outline-offset: 1px; }
.pass { color: var(--established); }
.border { color: var(--remark); }
.differs, .failed { color: var(--rst); font-weight: 600; }
.skip, .inconclusive { color: var(--closing); }
.cell { min-width: 118px; font-variant-numeric: tabular-nums; }
.cell pre, .cell p { margin: 2px 0; max-width: 60ch; white-space: pre-wrap; font-size: 12px; line-height: 1.3; }
'''

GROUPS = {'opening': 'openings', 'closing': 'closings', 'loss': 'losses, reordering, duplicates',
          'window': 'windows and the flow of data', 'timer': 'timers', 'forged': 'forged segments'}

ABOUT = '''<p>Each scenario of the catalogue, played by Debian's kernels in a guest of QEMU whose clock counts instructions:
host and load change nothing, and the same bytes in give the same bytes out. PASS: the segments are those of the golden
output, and the states are those that the kernel itself tells of its sockets. Below it are the kernel's timers in
milliseconds, as the sniffer says them of the capture. A cell opens: the difference, if there is one, and the one command
that plays it once more, in a tree of the sources that has been built. It prints the verdict; the capture is then
build-kernels/out/VERSION/results/kept/capture.pcap, and its times are what <code>build/bin/sniffer -r</code> says of it.
The times of a cell are of a run of all scenarios: one that is played alone, or from another initramfs, begins elsewhere
between two steps of the kernel's timers, which are 4 ms apart up to 256 ms, 32 ms up to 2 s and 256 ms above (at 250
Hz), and its times differ by up to a step. Clock s: how long the run took on the guest's
clock; two runs: whether a second one gave the same bytes, - where there was none.</p>
'''


def palette():
    """The colours of the page that the sniffer makes."""
    text = (ROOT / 'capture/write/page/page.css').read_text(encoding='utf-8')
    return re.search(r'^:root \{.*?^\}\n', text, re.S | re.M)[0]


def cell_class(cell):
    """What it looks like."""
    return 'border' if cell.verdict == 'PASS' and cell.words else cell.verdict.lower()


def times_of(cell):
    """Milliseconds with what they are of, equal neighbours' names once."""
    told, last = [], None
    for what, value in cell.times:
        told.append(f'{value / 1000:.1f}' if what == last else f'{what} {value / 1000:.1f}')
        last = what
    return html.escape(', '.join(told))


def cell_html(kernel, name):
    """A cell of the matrix."""
    cell = kernel.cells.get(name)
    if cell is None:
        return '<td class="cell quiet">-</td>'
    reason = f'<p>{html.escape(cell.words[0])}</p>' if cell.words else ''
    rest = '\n'.join(cell.words[1:])
    difference = f'<pre>{html.escape(rest)}</pre>' if rest else ''
    return (f'<td class="cell"><details><summary class="{cell_class(cell)}">{cell.verdict}</summary>{difference}'
            f'<pre><code>{html.escape(kernel.command(name))}</code></pre></details>{reason}{times_of(cell)}</td>')


def matrix(kernels, titles):
    """The table of all cells, by groups."""
    lines = ['<div class="scroll"><table><thead><tr><th scope="col">scenario</th>',
             *(f'<th scope="col">{html.escape(heading(kernel))}</th>' for kernel in kernels), '</tr></thead><tbody>']
    names = scenarios_of(kernels)
    groups = list(GROUPS) + sorted({titles[name][0] for name in names if name in titles} - set(GROUPS))
    for group in groups:
        members = [name for name in names if titles.get(name, ('', ''))[0] == group]
        if members:
            lines.append(f'<tr class="group"><th colspan="{len(kernels) + 1}" scope="colgroup">'
                         f'{html.escape(GROUPS.get(group, group))}</th></tr>')
        for name in members:
            lines.append(f'<tr><th scope="row"><code>{name}</code>'
                         f'<span class="title">{html.escape(titles[name][1])}</span></th>'
                         + ''.join(cell_html(kernel, name) for kernel in kernels) + '</tr>')
    return '\n'.join(lines) + '</tbody></table></div>\n'


def kernels_table(kernels):
    """What was played, and what it took."""
    head = ['Linux', 'release', 'suite', 'PASS', 'DIFFERS', 'INCONCLUSIVE', 'SKIP', 'failed', 'CPU s', 'clock s',
            'two runs', 'initramfs', 'all of it once more']
    lines = ['<div class="scroll"><table><thead><tr>', *(f'<th scope="col">{word}</th>' for word in head),
             '</tr></thead><tbody>']
    for kernel in kernels:
        twice = {'identical': 'the same bytes', 'other-bytes': 'other bytes'}.get(kernel.twice, '-')
        numbers = [*map(str, kernel.counts), kernel.cost, kernel.clock]
        lines.append(f'<tr><th scope="row">{html.escape(heading(kernel))}</th><td>{html.escape(kernel.release)}</td>'
                     f'<td>{html.escape(kernel.suite)}</td>'
                     + ''.join(f'<td class="number">{html.escape(number)}</td>' for number in numbers)
                     + f'<td>{twice}</td><td><code>{kernel.bundle or "-"}</code></td>'
                     f'<td><code>{html.escape(kernel.command(None))}</code></td></tr>')
    return '\n'.join(lines) + '</tbody></table></div>\n'


def page(kernels, titles):
    """The whole page."""
    return f'''<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<link rel="icon" href="data:,">
<title>The catalogue on Linux, kernel by kernel</title>
<style>{palette()}{STYLE}</style>
</head>
<body>
<h1>The catalogue on Linux, kernel by kernel</h1>
{ABOUT}{matrix(kernels, titles)}<h2>Kernels</h2>
{kernels_table(kernels)}</body>
</html>
'''
