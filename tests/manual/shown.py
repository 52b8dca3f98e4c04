# SPDX-License-Identifier: MIT
"""Holds the outputs that pages show against the programs: what the tests of all pages share."""

import argparse
import difflib
import pathlib

ROOT = pathlib.Path(__file__).resolve().parents[2]


class Report:
    """What was compared."""

    def __init__(self):
        self.same, self.differ, self.untold = 0, 0, []


def compare_page(page, pattern, expected, comparable, report, fill):
    """Holds each match of PATTERN in PAGE, a `command` and its `output`, against the programs, or with FILL
    the other way round. EXPECTED tells of a command (what has to stand below it, None), or (what is not
    looked at, why that cannot be told); COMPARABLE makes of an output what has to be the same."""
    def replacement(match):
        command, output = match.group('command', 'output')
        text, why = expected(command)
        if why:
            report.untold.append(why)
            return match.group()
        if comparable(text) == comparable(output):
            report.same += 1
            return match.group()
        report.differ += 1
        if not fill:
            print(f'{page.relative_to(ROOT)}: {command.strip()}')
            print('\n'.join(difflib.unified_diff(output.splitlines(), text.splitlines(),
                                                 'the page', 'the program', lineterm='')))
        start, end = (place - match.start() for place in match.span('output'))
        return match.group()[:start] + text + match.group()[end:]

    before = page.read_text(encoding='utf-8')
    after = pattern.sub(replacement, before)
    if fill and after != before:
        page.write_text(after, encoding='utf-8')


def arguments_of(description):
    """The arguments of such a test: fill, and programs, a folder."""
    parser = argparse.ArgumentParser(description=description.split('\n', maxsplit=1)[0])
    parser.add_argument('--fill', action='store_true', help='write the outputs into the pages')
    parser.add_argument('programs', type=lambda folder: pathlib.Path(folder).resolve(),
                        help='folder of sniffer, server and client')
    return parser.parse_args()
