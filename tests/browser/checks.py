# SPDX-License-Identifier: MIT
"""What the tests in a browser share: a list of named checks, played one after the other in one
window. Exit 0 passed, 1 failed, 77 cannot tell here."""

import os
import pathlib
import subprocess
import sys
import tempfile
import traceback
import types

from webdriver import Browser, Missing


class Checks:
    def __init__(self):
        self.list = []

    def __call__(self, check):
        """A decorator: CHECK(browser, world) is one of them; its name says what is expected."""
        self.list.append(check)
        return check

    def run(self, world):
        """Plays all, with WORLD for whatever they share. The exit status."""
        try:
            with Browser() as browser:
                failed = sum(not self._passes(check, browser, world) for check in self.list)
        except Missing as missing:
            print(f"SKIP: {missing}")
            return 77
        return 1 if failed else 0

    def main(self):
        """Plays all of a program that is told the folder of the programs. The exit status."""
        with tempfile.TemporaryDirectory() as folder:
            return self.run(types.SimpleNamespace(bin=pathlib.Path(sys.argv[1]).resolve(),
                                                  folder=pathlib.Path(folder)))

    @staticmethod
    def _passes(check, browser, world):
        name = check.__name__.replace("_", " ")
        try:
            check(browser, world)
            print(f"ok: {name}", flush=True)
            return True
        except Exception:
            print(f"FAIL: {name}")
            traceback.print_exc(file=sys.stdout)
            if os.environ.get("BROWSER_TEST_PICTURES"):
                browser.screenshot(os.path.join(os.environ["BROWSER_TEST_PICTURES"], f"{name}.png"))
            sys.stdout.flush()
            return False


def output(*command):
    """What COMMAND prints; it must succeed."""
    return subprocess.run([str(word) for word in command], check=True, stdout=subprocess.PIPE,
                          stdin=subprocess.DEVNULL).stdout


def expect(what, actual, expected):
    if actual != expected:
        raise AssertionError(f"{what}: {actual!r}, expected {expected!r}")


def expect_own_requests(browser, origin):
    """Nobody but ORIGIN was asked for anything, since the last call. The browser's own first page,
    and what a page carries in itself, do not count."""
    ours = ("chrome:", "data:", "about:", "devtools:", origin)
    foreign = [url for url in browser.requests() if not url.startswith(ours)]
    expect("requests to others", foreign, [])


def states(browser):
    """Where the two state machines are."""
    return browser.run("return [...document.querySelectorAll('.machine')].map(m => m.dataset.state)")


def chips(browser):
    """The states in the margins, by segment: "SYN-SENT", "ESTABLISHED?" where it is hedged; behind a
    minus sign what turned out otherwise."""
    return browser.run("return [...document.querySelectorAll('.segment')].map(s => "
                       "[...s.querySelectorAll('.chip')].map(c => "
                       "(c.matches('.corrected') ? '-' : '') + c.dataset.state))")


def count(browser, selector):
    return browser.run("return document.querySelectorAll(arguments[0]).length", selector)


def captions(browser, kind):
    """What stands below the arrows, of one kind, by segment."""
    return browser.run("return [...document.querySelectorAll('.segment')].map(s => "
                       "[...s.querySelectorAll('.' + arguments[0])].map(t => t.textContent).join(' '))", kind)


def shown(browser):
    """How many segments can be seen."""
    return browser.run("return document.querySelectorAll('.segment:not(.future)').length")


def text(browser, selector):
    return browser.run("return document.querySelector(arguments[0]).textContent", selector)
