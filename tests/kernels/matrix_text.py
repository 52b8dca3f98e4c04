# SPDX-License-Identifier: MIT
"""The matrix as Markdown, for matrix.py: verdicts, what is said of those that are not simply PASS, and times."""

HEAD = '''# The catalogue on Linux, kernel by kernel

Made by `tests/kernels/matrix.sh` of what `tests/kernels/run.sh` played, and by nobody's hand: each scenario of the
catalogue on packages of Debian's kernels, in a guest of QEMU whose clock counts instructions. The page `kernels.html`
beside this one is the same, with a verdict, its times and its command in each cell.
'''

CELLS = '''## Verdicts

Any cell is played once more by `tests/kernels/run.sh --only SCENARIO VERSION`, with `--arch MACHINE` before it where
the kernel is not of amd64; the capture is then build-kernels/out/VERSION/results/kept/capture.pcap. PASS is the golden
output (without times) and the kernel's own view of its sockets; a number is the sentence below the table; `-` was not in the initramfs that this kernel got.
'''

TIMES = '''## Times

What the sniffer says of the captures: milliseconds on the guest's clock, which host and load cannot change, from the
segment that was waited for. They are of one run each: where it begins between two steps of the kernel's timers (4 ms
apart up to 256 ms, 32 ms up to 2 s, 256 ms above, at 250 Hz) is chance, the same chance each time for the same scenarios,
initramfs and seed; of a scenario that is played alone they differ by up to a step.

- SYN again, SYN+ACK again, FIN again: sent once more, for nothing answered it. SYN+ACK again, held: the client has
  answered, and the server does not take its ACK yet.
- time-out: data once more when the retransmission timer went off (RFC 6298); backed off: again, after twice the time;
  time-out at most: where the segment that was waited for cannot be told exactly.
- loss probe: the last segment once more before the timer (RFC 8985).
- delayed ACK: an ACK that waited for data to ride on; delayed ACK of FIN: the same of a FIN.
- keep-alive: a probe in silence; window probe: a probe of a window that is shut.

Where a scenario has several of a kind they are numbered in their order. What is sooner than 34 ms is no timer's and is left
out, but for loss probes.
'''


def row(cells):
    """A row of a table."""
    return '| ' + ' | '.join(cells) + ' |'


def table(head, rows):
    """A table with its head."""
    return '\n'.join([row(head), row(['---'] * len(head)), *map(row, rows)]) + '\n'


def escaped(text):
    """Words that Markdown would read as its own."""
    return text.replace('\\', '\\\\').replace('|', '\\|').replace('*', '\\*').replace('_', '\\_').replace('<', '\\<')


def heading(kernel):
    """A column's head."""
    return kernel.version if kernel.arch == 'amd64' else f'{kernel.version} {kernel.arch}'


def kernels_table(kernels):
    """What was played, and what it took."""
    rows = [[heading(kernel), kernel.release, kernel.suite, *map(str, kernel.counts), kernel.cost, kernel.clock,
             {'identical': 'the same bytes', 'other-bytes': 'other bytes'}.get(kernel.twice, '-'),
             f'`{kernel.bundle}`' if kernel.bundle else '-'] for kernel in kernels]
    return table(['Linux', 'release', 'suite', 'PASS', 'DIFFERS', 'INCONCLUSIVE', 'SKIP', 'failed', 'CPU s',
                  'clock s', 'two runs', 'initramfs'], rows)


def scenarios_of(kernels):
    """All that any of them played."""
    return sorted({name for kernel in kernels for name in kernel.cells})


def verdicts(kernels):
    """The table of verdicts and the sentences that its numbers are."""
    notes, rows = [], []
    for name in scenarios_of(kernels):
        cells = [f'`{name}`']
        for kernel in kernels:
            cell = kernel.cells.get(name)
            text = cell.verdict if cell else '-'
            if cell and cell.words:
                note = (name, cell.verdict, '\n'.join(cell.words))
                if note not in notes:
                    notes.append(note)
                text += f' ({notes.index(note) + 1})'
            cells.append(text)
        rows.append(cells)
    told = []
    for number, (name, verdict, words) in enumerate(notes, 1):
        first, *rest = words.split('\n')
        told.append(f'{number}. `{name}`, {verdict}: {escaped(first)}' + ''.join(f'\n   `{line}`' for line in rest))
    return table(['scenario', *map(heading, kernels)], rows) + '\n' + '\n'.join(told) + ('\n' if told else '')


def times(kernels):
    """A row for each timer of a scenario, counted where there are several of a kind."""
    rows = []
    for name in scenarios_of(kernels):
        found = {}
        for column, kernel in enumerate(kernels):
            counts = {}
            for what, value in kernel.cells[name].times if name in kernel.cells else []:
                counts[what] = counts.get(what, 0) + 1
                found.setdefault((what, counts[what]), {})[column] = value
        for (what, number), values in found.items():
            again = any(other == (what, 2) for other in found)
            rows.append([f'`{name}`', what + (f' {number}' if again else ''),
                         *(f'{values[column] / 1000:.1f}' if column in values else '-'
                           for column in range(len(kernels)))])
    return table(['scenario', 'timer', *map(heading, kernels)], rows)


def page(kernels, _):
    """The whole page."""
    return '\n'.join([HEAD, kernels_table(kernels), CELLS, verdicts(kernels), TIMES, times(kernels)])
