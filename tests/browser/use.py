# SPDX-License-Identifier: MIT
"""use.py BIN_DIR: the page as a person uses it: what stays in sight on each screen, on paper, and
what can be passed on."""

import pathlib
import re
import sys

import capture
from checks import Checks, expect, output, shown, text
from made import build_story, make_page
from webdriver import wait_until

checks = Checks()
GOLDEN = pathlib.Path(__file__).parent.parent / "golden"
SCREENS = ((1280, 720), (1440, 900), (1920, 1080), (390, 844))
IN_SIGHT = """
const box = (selector) => document.querySelector(selector).getBoundingClientRect();
const covered = box('#pinned').bottom;
const hidden = ['#sentence', '#place', '#first', '#next', '#all', '#heads'].filter((one) =>
    box(one).top < 0 || box(one).bottom > innerHeight || box(one).right > innerWidth);
const row = box('.segment.current .band');
if (row.top < covered - 1 || row.bottom > innerHeight + 1)
    hidden.push(`segment ${document.querySelector('.segment.current').dataset.index}`);
return hidden.join(' ');
"""


def set_screen(browser, width, height):
    browser.devtools("Emulation.setDeviceMetricsOverride", width=width, height=height,
                     deviceScaleFactor=1, mobile=width < 600)


@checks
def sentence_place_and_controls_stay_in_sight(browser, world):
    browser.devtools("Emulation.setEmulatedMedia",
                     features=[{"name": "prefers-reduced-motion", "value": "reduce"}])
    url = make_page(world, build_story(world, GOLDEN.parent / "stories" / "fast-retransmit.story"),
                    "--lang=en")
    for width, height in SCREENS:
        set_screen(browser, width, height)
        browser.open(url)
        for number in range(1, len(browser.run("return steps.connection.segments")) + 1):
            browser.press("ArrowRight")
            expect("place", text(browser, "#place").split()[0], str(number))
            expect(f"out of sight at {width}x{height}, segment {number}", browser.run(IN_SIGHT), "")
    browser.devtools("Emulation.clearDeviceMetricsOverride")
    browser.devtools("Emulation.setEmulatedMedia", features=[])


@checks
def a_narrow_ladder_keeps_its_numbers_and_states_whole(browser, world):
    expect("what just fits", browser.run("return [captions.cut('12345', 5), captions.cut('123456', 5)]"), ["12345", "1234…"])
    url = make_page(world, build_story(world, GOLDEN.parent / "stories" / "fast-retransmit.story"), "--lang=en")
    for width in (390, 1100, 1280):
        set_screen(browser, width, 844)
        browser.open(url)
        expect(f"states wider than their boxes at {width}", browser.run(
            "return [...document.querySelectorAll('.chip')].filter(chip => chip.querySelector('text')"
            ".getComputedTextLength() > chip.querySelector('rect').width.baseVal.value)"
            ".map(chip => chip.dataset.state)"), [])
        expect(f"rows that a scrollbar covers at {width}", browser.run(
            "const body = document.querySelector('.table .body'); return body.offsetHeight - body.clientHeight"), 0)
        numbers = browser.run("return [...document.querySelectorAll('.words')].map(one => one.textContent)")
        expect(f"numbers that are cut at {width}", [one for one in numbers if "…" in one], [])
    browser.devtools("Emulation.clearDeviceMetricsOverride")


@checks
def the_table_fits_a_small_screen(browser, world):
    set_screen(browser, 1280, 720)
    browser.open(make_page(world, GOLDEN / "seed.pcap", "--lang=en"))
    expect("wider than its place", browser.run(
        "const table = document.getElementById('table'); return table.scrollWidth - table.clientWidth"), 0)
    cut = browser.run("return [...document.querySelectorAll('.table .head button, .table .row .cell')]"
                      ".filter(one => one.scrollWidth > one.clientWidth).map(one => one.textContent)")
    expect("cut", cut, [])
    browser.devtools("Emulation.clearDeviceMetricsOverride")


def pages(path):
    return len(re.findall(rb"/Type\s*/Page\b", path.read_bytes()))


@checks
def paper_breaks_between_rows_and_numbers_its_sentences(browser, world):
    pcap = world.folder / "long.pcap"
    capture.write_long(pcap, 60)
    browser.open(make_page(world, pcap, "--lang=en"))
    browser.run("addEventListener('beforeprint', () => { window.printed = {"
                "rows: document.querySelectorAll('#paper tr').length - 1,"
                "said: [...document.querySelectorAll('#paper .said')].map(one => one.textContent),"
                "breaks: getComputedStyle(document.querySelector('#paper tr')).breakInside}; })")
    path = world.folder / "long.pdf"
    browser.print(path)
    printed = browser.run("return window.printed")
    expect("rows", printed["rows"], 63)
    expect("a sentence", printed["said"][6], "7. the client sends 1 byte (4)")
    expect("pages", pages(path) > 3, True)
    expect("nothing is left of it", browser.run("return document.querySelectorAll('#paper tr').length"), 0)


@checks
def the_address_says_what_is_shown(browser, world):
    pcap = world.folder / "four.pcap"
    capture.write(pcap, 4)
    url = make_page(world, pcap, "--lang=en")
    browser.open(url)
    address = "return location.hash"
    wait_until("the address of the first", lambda: browser.run(address) == "#c=1")
    browser.press("ArrowDown", "ArrowDown", "ArrowRight", "ArrowRight")
    wait_until("the address of a segment", lambda: browser.run(address) == "#c=3&s=2")
    before = browser.run("return history.length")
    browser.press("ArrowRight")
    wait_until("the next", lambda: browser.run(address) == "#c=3&s=3")
    expect("steps in the history", browser.run("return history.length"), before)
    browser.open("about:blank")
    browser.open(f"{url}#c=2&s=7")
    expect("there", (text(browser, "#story-title")[:2], text(browser, "#place"), shown(browser)),
           ("#2", "7 / 8", 7))
    browser.run("location.hash = '#c=4'")
    wait_until("the fourth", lambda: text(browser, "#story-title").startswith("#4"))
    expect("all of it", shown(browser), 8)
    browser.open("about:blank")
    browser.open(f"{url}#c=99&s=1")
    expect("one that is not here", text(browser, "#story-title")[:2], "#1")


@checks
def what_is_passed_on_is_right(browser, world):
    pcap = GOLDEN / "seed.pcap"
    browser.open(make_page(world, pcap, "--lang=en"))
    expect("filter", browser.run("return copies.of('filter')"),
           "ip.addr == 127.0.0.1 && ip.addr == 127.0.0.1 && tcp.port == 48604 && tcp.port == 8079")
    browser.press(*["ArrowRight"] * 4)
    said = browser.run("return copies.of('sentences')").splitlines()
    expect("sentences", (len(said), said[4][:3]), (10, "4. "))
    dump = browser.run("return copies.of('hex')").splitlines()
    got = bytes.fromhex("".join(line[7:] for line in dump if line[0] != "#"))
    frame = pcap.read_bytes()
    expect("bytes are those of the capture", got in frame, True)
    expect("payload", (got[-11:], len(got)), (b"hello world", 32 + 11))
    expect("link", browser.run("return copies.of('link')").endswith("#c=1&s=4"), True)
    expect("bytes that were escaped", browser.run(
        r"return copies.of('link') && copies.unescape('a\\x00\\\\\\n\u00e9')"), [97, 0, 92, 10, 0xc3, 0xa9])


@checks
def copies_by_a_button(browser, world):
    browser.devtools("Browser.grantPermissions", permissions=["clipboardReadWrite", "clipboardSanitizedWrite"])
    browser.click("[data-copy=filter]")
    wait_until("it says so", lambda: text(browser, "#copied") == "copied: tshark filter")


@checks
def a_title_and_where_it_was_captured_are_shown(browser, world):
    browser.open(make_page(world, GOLDEN / "seed.pcap", "--lang=en", "--title=Three <b>\nLook at it.\nWhy not."))
    expect("title", (text(browser, "#about-title"), browser.run("return document.title")),
           ("Three <b>", "Three <b> · seed.pcap"))
    expect("notes", browser.run("return [...document.querySelectorAll('#about-notes p')].map(p => p.textContent)"),
           ["Look at it.", "Why not."])
    expect("caption", text(browser, "#caption"), "seed.pcap · 2023-12-18 17:03:53 UTC")
    browser.open(make_page(world, GOLDEN / "seed.pcap", "--canonical"))
    expect("nothing of one run", text(browser, "#caption"), "")


@checks
def a_picture_has_its_title_too(browser, world):
    picture = world.folder / "title.svg"
    picture.write_bytes(output(world.bin / "sniffer", "-r", GOLDEN / "seed.pcap", "-f", "svg", "--lang=en",
                               "--title=Three <b>\nLook at it."))
    browser.open(picture.as_uri())
    expect("title", text(browser, "title"), "Three <b>")
    words = browser.run("return [...document.querySelectorAll('text')].map(t => t.textContent)")
    for word in ("Three <b>", "Look at it.", "seed.pcap · 2023-12-18 17:03:53 UTC"):
        expect(word, word in words, True)


if __name__ == "__main__":
    sys.exit(checks.main())
