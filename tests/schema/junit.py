#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""A JUnit report is well-formed, adds up, and, where xmllint is installed, is what junit.xsd allows.

junit.py FILE: prints `NAME VERDICT` of each case, VERDICT being PASS, skipped, or the type of its failure
or error. Exit status: 0 it is, 1 not, with the reason."""

import pathlib
import shutil
import subprocess
import sys
import xml.etree.ElementTree


def verdict_of(case):
    """PASS, skipped, or the type of what went wrong."""
    children = list(case)
    if not children:
        return 'PASS'
    return children[0].get('type', children[0].tag)


def problems(suites):
    """Where the counts of the report differ from its cases."""
    suite = suites.find('testsuite')
    cases = suite.findall('testcase')
    counted = {'tests': len(cases)}
    for name, tag in (('failures', 'failure'), ('errors', 'error'), ('skipped', 'skipped')):
        counted[name] = sum(case.find(tag) is not None for case in cases)
    for element in (suites, suite):
        for name, count in counted.items():
            if element.get(name, str(count)) != str(count):
                yield f'{element.tag}: {name} is {element.get(name)}, but there are {count}'
    took = sum(float(case.get('time')) for case in cases)
    if abs(float(suite.get('time')) - took) > 0.0005 * (len(cases) + 1):
        yield f'time is {suite.get("time")}, but its cases took {took:.3f}'


def main():
    file = pathlib.Path(sys.argv[1])
    try:
        suites = xml.etree.ElementTree.parse(file).getroot()
    except xml.etree.ElementTree.ParseError as error:
        print(f'not well-formed: {error}')
        return 1
    wrong = list(problems(suites))
    if shutil.which('xmllint'):
        schema = pathlib.Path(__file__).with_name('junit.xsd')
        lint = subprocess.run(['xmllint', '--noout', '--nonet', '--schema', schema, file], capture_output=True,
                              text=True, check=False)
        wrong += [] if lint.returncode == 0 else [lint.stderr]
    if wrong:
        print('\n'.join(wrong))
        return 1
    for case in suites.iter('testcase'):
        print(case.get('name'), verdict_of(case))
    return 0


if __name__ == '__main__':
    sys.exit(main())
