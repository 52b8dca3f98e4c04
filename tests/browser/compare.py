# SPDX-License-Identifier: MIT
"""compare.py BIN_DIR: the page of two captures (--compare -f html, --http) in a real browser."""

import pathlib
import signal
import subprocess
import sys

from access import CONTRAST, LEAST
from checks import Checks, count, expect, expect_own_requests, output
from made import build_story

checks = Checks()
STORIES = pathlib.Path(__file__).parent.parent / "stories"
WORDS = "return [...document.querySelectorAll(arguments[0])].filter(e => e.checkVisibility()).map(e => e.innerText.trim())"


def compared(world, *names):
    """The words of a comparison of two stories' captures."""
    pcaps = [build_story(world, STORIES / f"{name}.story") for name in names]
    return [world.bin / "sniffer", "--compare", *pcaps]


def run(*command):
    """What a comparison prints; 1 says that they differ."""
    done = subprocess.run([str(word) for word in command], stdout=subprocess.PIPE, check=False)
    expect("exit status", done.returncode, 1)
    return done.stdout


def make_page(world, a, b, *options):
    path = world.folder / f"{a}-{b}.html"
    path.write_bytes(run(*compared(world, a, b), "-f", "html", *options))
    return path.as_uri()


def sentences_of(world, a, b, lang):
    lines = run(*compared(world, a, b), f"--lang={lang}").decode().splitlines()
    end = lines.index("相同：" if lang == "zh" else "the same:")
    return [line.strip() for line in lines[:end] if line.startswith("    ")]


@checks
def says_what_the_text_says_in_both_languages(browser, world):
    url = make_page(world, "four-way", "half-close", "--lang=zh")
    browser.console()
    browser.open(url)
    expect("console", browser.console(), [])
    expect_own_requests(browser, url)
    expect("Chinese", browser.run(WORDS, "li:not(.row) a, .scenario ul li:not(:has(a))"),
           sentences_of(world, "four-way", "half-close", "zh"))
    browser.click("#en")
    expect("English", browser.run(WORDS, "li:not(.row) a, .scenario ul li:not(:has(a))"),
           sentences_of(world, "four-way", "half-close", "en"))
    expect("Chinese words left", browser.run("return /[\\u4e00-\\u9fff]/.test(document.querySelector('main').innerText)"),
           False)


@checks
def draws_the_rows_of_the_ladder(browser, world):
    lines = run(*compared(world, "four-way", "half-close"), "-f", "ladder", "--lang=en", "--wrap").decode()
    rows = lines.split("# between them")[0].splitlines()[1:]
    browser.open(make_page(world, "four-way", "half-close", "--lang=en"))
    expect("rows", count(browser, ".row:not(.heads)"), len(rows))
    halves = browser.run("return ['a', 'b'].map(l => document.querySelectorAll(`[id^=s1${l}]`).length)")
    expect("segments", halves, [len(build(world, name)) for name in ("four-way", "half-close")])
    expect("rows that differ", count(browser, ".row.differs") > 0, True)


def build(world, name):
    pcap = build_story(world, STORIES / f"{name}.story")
    lines = output(world.bin / "sniffer", "-p", "0", "-r", pcap, "--lang=en").decode().splitlines()
    return [line for line in lines if line.startswith("tcp segment")]


@checks
def is_read_in_both_themes(browser, world):
    browser.open(make_page(world, "four-way", "half-close"))
    papers = []
    for theme in ("light", "dark"):
        browser.click(f"#{theme}")
        papers.append(browser.run("return getComputedStyle(document.body).backgroundColor"))
        expect(f"faint words, {theme}", browser.run(CONTRAST, LEAST), [])
    expect("two papers", papers[0] != papers[1], True)


@checks
def needs_no_mouse(browser, world):
    browser.open(make_page(world, "four-way", "half-close"))
    stops = browser.run("return [...document.querySelectorAll('input:checked, a, [tabindex]')]"
                        ".filter(e => e.checkVisibility()).length")
    names = set()
    for _ in range(stops + 2):
        browser.press("Tab")
        names.add(browser.run("const e = document.activeElement; return e.id || e.getAttribute('href') || "
                              "(e.querySelector('[id]') ?? e).id || e.localName"))
    names.discard("body")
    expect("reached", len(names), stops)
    browser.run("document.querySelector('.scenario a:not([lang] *)')?.focus(); "
                "[...document.querySelectorAll('.scenario a')].find(e => e.checkVisibility()).focus()")
    browser.press("Enter")
    expect("the row of the sentence", browser.run("return document.querySelector('.row:has(:target)') !== null"), True)


@checks
def fits_a_narrow_screen(browser, world):
    browser.resize(380, 800)
    browser.open(make_page(world, "four-way", "half-close"))
    expect("too wide", browser.run("return document.documentElement.scrollWidth > innerWidth"), False)
    expect("one below the other", browser.run(
        "const [a, b] = [...document.querySelectorAll('.row:not(.heads, .differs)')][0].querySelectorAll('.half');"
        "return a.getBoundingClientRect().bottom <= b.getBoundingClientRect().top + 1"), True)
    browser.resize(1400, 1000)


@checks
def is_served_to_browsers(browser, world):
    command = [str(word) for word in compared(world, "four-way", "half-close")]
    with subprocess.Popen([*command, "--http=:0", "-f", "none"], stderr=subprocess.PIPE) as sniffer:
        try:
            url = sniffer.stderr.readline().decode().rsplit(" ", 1)[1].strip()
            browser.console()
            browser.requests()
            browser.open(url)
            expect("console", browser.console(), [])
            expect_own_requests(browser, url)
            expect("rows", count(browser, ".row.differs") > 0, True)
        finally:
            sniffer.send_signal(signal.SIGINT)
        expect("exit status", sniffer.wait(timeout=60), 1)


if __name__ == "__main__":
    sys.exit(checks.main())
