#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Holds the page of all claims against the sources and the programs.

Identifier, grade and text of each row are those of capture/explain, in their order; what `value` and `more`
are is written by hand, and their units are those that the sniffer gives of captures. --fill writes the rows
anew and keeps what is written by hand.
Exit status: 0 all is so, 1 not."""

import json
import re
import subprocess
import sys

import shown
from shown import ROOT

PAGE = ROOT / 'common/manual/claims.md'
EXPLAIN = ROOT / 'capture/explain'
STORIES = sorted(ROOT.glob('tests/stories/*.story'))
ROW = re.compile(r'ROW\((CLAIM_\w+), "([a-z0-9-]+)", (\w+)\)')
MESSAGE = re.compile(r'\[(CLAIM_\w+)\]\s*=\s*\{((?:\s*"(?:[^"\\]|\\.)*"|\s*,)+)\s*\}')
TABLE = {'SEGMENT_CLAIMS': 'segments', 'CONNECTION_CLAIMS': 'connections'}
HEAD = '| `id` | `grade` | `value` | `more` | what it says |\n|---|---|---|---|---|\n'


def literal(text):
    """What the string literals in TEXT, one behind the other, make together."""
    return ''.join(re.findall(r'"((?:[^"\\]|\\.)*)"', text)).replace('\\"', '"')


def messages():
    """{claim: English text}; of a claim that stands in several tables, the first one's."""
    texts = {}
    for file in sorted(EXPLAIN.glob('messages*.c')):
        for claim, pair in MESSAGE.findall(file.read_text(encoding='utf-8')):
            parts = re.split(r'"\s*,\s*"', pair.strip().rstrip(','))
            texts.setdefault(claim, literal('"' + parts[1]) if len(parts) == 2 else '')
    return texts


def claims(table):
    """[(claim, id, grade)] of TABLE."""
    header = (EXPLAIN / 'claim.h').read_text(encoding='utf-8')
    body = re.search(rf'#define {table}\(ROW\)(.*?)\n\n', header, re.S).group(1)
    return ROW.findall(body)


def rows(table, figures):
    """The rows of TABLE, with FIGURES: {id: (value, more)}."""
    texts = messages()
    lines = []
    for claim, name, grade in claims(table):
        value, more = figures.get(name, ('', ''))
        text = texts[claim].strip(' ,').replace('|', '\\|')
        lines.append(f'| `{name}` | {grade.lower().replace("_", "-")} | {value} | {more} | {text} |\n')
    return HEAD + ''.join(lines)


def figures_of(page):
    """{id: (value, more)} that stand in PAGE."""
    return {name: (value.strip(), more.strip()) for name, value, more in
            re.findall(r'^\| `([a-z0-9-]+)` \| [a-z-]+ \|([^|]*)\|([^|]*)\|', page, re.M)}


def made(page):
    """PAGE with the tables as they are to be."""
    figures = figures_of(page)
    for table, what in TABLE.items():
        part = re.compile(rf'(?<=<!-- {what} -->\n)(?:\|.*\n)*')
        page = part.sub(lambda _, table=table: rows(table, figures), page)
    return page


def claimed(story, programs):
    """The claims that the sniffer makes of STORY."""
    capture = subprocess.run([programs.parent / 'tests/story', 'build', story], stdout=subprocess.PIPE,
                             check=True, timeout=120).stdout
    printed = subprocess.run([programs / 'sniffer', '-q', '-r', '-', '-f', 'json'], input=capture, check=True,
                             timeout=120, stdout=subprocess.PIPE).stdout.decode('utf-8')
    return [claim for line in printed.splitlines() for claim in json.loads(line).get('claims', [])]


def check_units(page, programs):
    """(how many figures have another unit than PAGE says, how many claims of stories were seen)."""
    told = {name: [cell.partition(':')[0] for cell in cells] for name, cells in figures_of(page).items()}
    wrong, seen = set(), 0
    for claim in (claim for story in STORIES for claim in claimed(story, programs)):
        seen += 1
        units = zip(('value', 'more'), (claim.get('unit'), claim.get('more_unit')), told.get(claim['id'], ('', '')))
        wrong |= {f'{key} of {claim["id"]} is in {unit}' for key, unit, said in units if unit and unit != said}
    for line in sorted(wrong):
        print(f'{PAGE.name}: {line}')
    return len(wrong), seen


def main():
    arguments = shown.arguments_of(__doc__)
    before = PAGE.read_text(encoding='utf-8')
    after = made(before)
    if arguments.fill:
        PAGE.write_text(after, encoding='utf-8')
        before = after
    lost = [name for name in figures_of(before) if f'| `{name}` |' not in after]
    texts = messages()
    silent = [name for table in TABLE for claim, name, _ in claims(table) if not texts.get(claim)]
    for name in lost:
        print(f'{PAGE.name}: there is no claim {name}')
    for name in silent:
        print(f'{PAGE.name}: no text of {name} was found')
    if before != after:
        print(f'{PAGE.name}: not as the sources are: tests/manual/claims.py --fill build/bin')
    wrong, seen = check_units(before, arguments.programs)
    print(f'{len(figures_of(after))} claims in the page, {seen} of captures held against it')
    return 1 if lost or silent or wrong or not seen or before != after else 0


if __name__ == '__main__':
    sys.exit(main())
