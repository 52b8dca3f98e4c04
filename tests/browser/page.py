# SPDX-License-Identifier: MIT
"""page.py BIN_DIR: what -f html writes, in a real browser."""

import json
import pathlib
import sys

import capture
from checks import Checks, count, expect, expect_own_requests, output, shown, states, text
from made import build_story, make_page
from webdriver import wait_until

checks = Checks()
GOLDEN = pathlib.Path(__file__).parent.parent / "golden"
HERE = pathlib.Path(__file__).parent


def segments_of(world, pcap):
    lines = output(world.bin / "sniffer", "-p", "0", "-r", pcap, "-f", "json").splitlines()
    events = [json.loads(line) for line in lines]
    return [event for event in events if event["event"] == "segment"]


@checks
def opens_in_silence_and_asks_nobody(browser, world):
    url = make_page(world, GOLDEN / "seed.pcap")
    browser.console()
    browser.open(url)
    expect("segments drawn", shown(browser), 8)
    expect("console", browser.console(), [])
    expect_own_requests(browser, url)
    expect("language", browser.run("return document.documentElement.lang"), "zh")


@checks
def steps_through_the_documented_segments_with_their_states(browser, world):
    for number, segment in enumerate(segments_of(world, GOLDEN / "seed.pcap"), 1):
        browser.press("ArrowRight")
        expect("segments in sight", shown(browser), number)
        expect(f"states after segment {number}", states(browser),
               [segment["client_state"] or "", segment["server_state"] or ""])
        expect("place", text(browser, "#place"), f"{number} / 8")
        current = browser.run("return document.querySelector('.segment.current').dataset.index")
        expect("current segment", current, str(number - 1))
    browser.press("ArrowRight")
    expect("behind the last one", text(browser, "#place"), "8 / 8")


@checks
def says_what_explain_says(browser, world):
    lines = output(world.bin / "sniffer", "-r", GOLDEN / "seed.pcap", "--explain",
                   "--lang=zh").decode().splitlines()
    sentences = [line.strip() for line in lines if line.startswith("    ")][1::2]
    verdict = next(line for line in lines if line.startswith("# 结论：")).removeprefix("# 结论：")
    browser.press("Home")
    for sentence in sentences:
        expect("sentence", text(browser, "#sentence"), sentence)
        browser.press("ArrowRight")
    expect("verdict", text(browser, "#verdict"), verdict)


@checks
def goes_by_the_keyboard(browser, world):
    browser.press("Home")
    expect("Home", text(browser, "#place"), "1 / 8")
    expect("states of the SYN", states(browser), ["SYN-SENT", ""])
    browser.press("End", "ArrowLeft")
    expect("End, ArrowLeft", text(browser, "#place"), "7 / 8")
    browser.press("Escape")
    expect("Escape", (text(browser, "#place"), shown(browser)), ("– / 8", 8))
    browser.press("?")
    dialog = "return document.getElementById('help-dialog').open"
    expect("help", browser.run(dialog), True)
    browser.press("Escape")
    expect("help closed", browser.run(dialog), False)
    browser.press("/")
    expect("focus", browser.run("return document.activeElement.id"), "filter")
    browser.press("x", "Escape")
    expect("written, not obeyed", browser.run("return document.getElementById('filter').value"), "")


@checks
def plays_by_itself(browser, world):
    browser.press("Home", " ")
    wait_until("the second segment", lambda: text(browser, "#place")[0] in "2345678")
    playing = "return document.getElementById('play').ariaPressed"
    if browser.run(playing) == "true":  # a slow browser can have come to the end, where it stops
        browser.press(" ")
    expect("paused", browser.run(playing), "false")


@checks
def switches_the_language(browser, world):
    browser.press("Home", "l")
    expect("language", browser.run("return document.documentElement.lang"), "en")
    expect("sentence", text(browser, "#sentence").startswith("the client opens"), True)
    expect("title", browser.run("return document.title"), "TCP, segment by segment · seed.pcap")
    left = browser.run("return /[\\u4e00-\\u9fff]/.exec(document.body.innerText.replace('中文', ''))")
    expect("Chinese that is left", left, None)
    browser.click("#language")
    expect("language", browser.run("return document.documentElement.lang"), "zh")


@checks
def names_every_field_of_a_clicked_segment(browser, world):
    browser.press("Escape")
    browser.run("document.querySelector('.segment').dispatchEvent(new Event('click', {bubbles: true}))")
    rows = browser.run("return [...document.querySelectorAll('.fields tr')].map(r => "
                       "[...r.children].map(c => c.textContent))")
    fields = {name: value for name, value, _ in rows}
    expect("fields without a meaning", [row for row in rows if row[2] == ""], [])
    for name, value in {
            "source port": "48604", "destination port": "8079", "frame": "1", "TTL": "64",
            "sequence number": "826795163 (0)", "window": "65495", "MSS": "65495",
            "Window Scale": "7 (× 128)", "urgent pointer": "0", "data offset": "10 (40 B)"}.items():
        expect(name, fields[name], value)
    for flag in ("SYN", "ACK", "FIN", "RST", "PSH", "URG", "ECE", "CWR", "AE"):
        expect(f"{flag} is set", "✓" in fields[flag], flag == "SYN")


@checks
def hostile_payload_stays_payload(browser, world):
    pcap = build_story(world, HERE / "hostile.story")
    browser.open(make_page(world, pcap))
    expect("console", browser.console(), [])
    segments = segments_of(world, pcap)
    expect("segments drawn", shown(browser), len(segments))
    for segment in segments:
        browser.press("ArrowRight")
        expect("payload", text(browser, "pre.payload"), segment["payload"])
    expect("hacked", browser.run("return window.hacked === undefined"), True)
    expect("scripts", browser.run("return document.scripts.length"), 2)
    expect("pictures from a payload", browser.run("return document.images.length"), 0)


@checks
def every_byte_can_be_shown(browser, world):
    for story in ("bytes", "utf8"):
        pcap = build_story(world, GOLDEN / f"{story}.story")
        browser.open(make_page(world, pcap))
        for segment in segments_of(world, pcap):
            browser.press("ArrowRight")
            payload = browser.run("return document.querySelector('pre.payload')?.textContent ?? ''")
            expect(f"payload of {story}", payload, segment["payload"])
        expect("console", browser.console(), [])


@checks
def thousands_of_connections_stay_usable(browser, world):
    pcap = world.folder / "many.pcap"
    capture.write(pcap, 4000)
    browser.open(make_page(world, pcap))
    rows = "return document.querySelectorAll('.table .row').length"
    expect("console", browser.console(), [])
    expect("rows", browser.run("return document.getElementById('table').ariaRowCount"), "4001")
    expect("few rows exist", browser.run(rows) < 60, True)
    browser.run("document.querySelector('.table .body').scrollTop = 1e9")
    wait_until("the last row", lambda: browser.run(
        "return [...document.querySelectorAll('.row')].some(r => r.dataset.number === '4000')"))
    browser.click("#filter")
    browser.press(*"10.0.0.0:1234")
    wait_until("the filter", lambda: browser.run(rows) == 1)
    # One row was left before the last key, and is drawn anew behind it.
    browser.run("return new Promise(drawn => "
                "requestAnimationFrame(() => requestAnimationFrame(() => drawn(true))))")
    browser.click(".table .row")
    expect("the connection", text(browser, "#story-title").split()[1], "10.0.0.0:1234")
    expect("its segments", shown(browser), 8)


@checks
def plots_late_closes_for_who_asks(browser, world):
    pcap = world.folder / "closes.pcap"
    early = [(delay * 1000,) for delay in range(0, 40, 2)]
    late = [(delay * 1000, 40000 + delay * 50) for delay in range(50, 90, 2)]
    capture.write_closes(pcap, early + late)
    hidden = "return document.getElementById('closings').hidden"
    browser.open(make_page(world, pcap, "--lang=en"))
    expect("nobody asked", browser.run(hidden), True)
    browser.click("#ask-closings")
    expect("console", browser.console(), [])
    expect("points", count(browser, "#closings .share"), 40)
    expect("what it says", text(browser, "#closings-note"),
           "40 closes: 20 in three segments, 20 in four. Of ACKs that came alone, those more than "
           "20 ms later than the round trip explains: 42.5 to 44.4 ms (shaded), probably delayed ACKs.")
    heights = browser.run("return [...document.querySelectorAll('#closings .share')]"
                          ".map(one => one.cy.baseVal.value)")
    expect("shares", heights, sorted(heights, reverse=True))
    browser.click("#ask-closings")
    expect("enough", browser.run(hidden), True)
    browser.open(make_page(world, GOLDEN / "seed.pcap"))
    expect("of one close nobody can ask", browser.run("return document.getElementById('ask-closings').hidden"),
           True)


@checks
def a_long_path_is_no_timer(browser, world):
    pcap = world.folder / "wan.pcap"
    capture.write_closes(pcap, [(number * 10,) for number in range(15)] +
                         [(10000, number * 10) for number in range(15)], path_us=80000)
    browser.open(make_page(world, pcap, "--lang=en"))
    browser.click("#ask-closings")
    expect("nothing is shaded", count(browser, "#closings .timer"), 0)
    expect("what it says", text(browser, "#closings-note").endswith(
        "No ACK that came alone was more than 20 ms later than the round trip explains."), True)


@checks
def sorts_by_a_column(browser, world):
    pcap = build_story(world, GOLDEN / "reset.story")
    browser.open(make_page(world, pcap))
    numbers = "return [...document.querySelectorAll('.row')].map(r => r.dataset.number)"
    before = browser.run(numbers)
    browser.click(".head .cell:nth-child(1) button")
    expect("by number, downwards", browser.run(numbers), before[::-1])
    expect("aria-sort", browser.run("return document.querySelector('.head .cell').ariaSort"), "descending")


@checks
def says_what_a_long_connection_has_too_much(browser, world):
    pcap = world.folder / "long.pcap"
    capture.write_long(pcap, 1500)
    browser.open(make_page(world, pcap))
    expect("segments drawn", shown(browser), 1000)
    expect("it says so", "1503" in text(browser, "#ladder-note"), True)
    expect("and what is left out", "503" in text(browser, "#notes"), True)


@checks
def what_matters_stays_longest(browser, world):
    pcap = build_story(world, GOLDEN.parent / "stories" / "fast-retransmit.story")
    browser.open(make_page(world, pcap, "--lang=en"))
    total = browser.run("return model.list[0].segments.length")
    left = browser.run("const left = room.make(model.list, null, arguments[0], 2); steps.refresh(); return left",
                       total)
    labels = browser.run("return model.list[0].segments.map(one => one.labels.includes('fast-retransmission'))")
    expect("what is left", (left, labels, shown(browser)), (1, [True], 1))
    expect("it says so", (text(browser, "#ladder-note").startswith("Of this connection this page still has only"),
                          count(browser, ".left-out")), (True, 1))
    expect("none", browser.run("return room.make(model.list, null, 1, 0)"), 0)
    expect("console", browser.console(), [])


@checks
def a_page_that_was_cut_off_shows_what_there_is(browser, world):
    whole = world.folder / "seed.html"
    cut = world.folder / "cut.html"
    bytes_ = whole.read_bytes()
    cut.write_bytes(bytes_[:bytes_.rindex(b'{"kind":"segment"') + 50])
    browser.open(cut.as_uri())
    expect("segments drawn", shown(browser), 7)
    expect("it says so", browser.run("return document.querySelectorAll('.note').length"), 1)


@checks
def the_numbers_of_canonical_pages_have_no_time(browser, world):
    browser.open(make_page(world, GOLDEN / "seed.pcap", "--canonical"))
    browser.press("ArrowRight")
    expect("times", browser.run("return document.querySelectorAll('.time').length"), 0)
    names = browser.run("return [...document.querySelectorAll('.fields th')].map(h => h.textContent)")
    expect("a time", "time" in names, False)


@checks
def fits_a_phone_and_paper(browser, world):
    browser.open((world.folder / "seed.html").as_uri())
    browser.devtools("Emulation.setDeviceMetricsOverride", width=390, height=800,
                     deviceScaleFactor=1, mobile=True)
    browser.open((world.folder / "seed.html").as_uri())
    width = browser.run("return document.documentElement.scrollWidth")
    expect("no wider than the phone", width <= 390, True)
    browser.devtools("Emulation.clearDeviceMetricsOverride")
    browser.press("ArrowRight")
    browser.devtools("Emulation.setEmulatedMedia", media="print")
    hidden = browser.run("return [...document.querySelectorAll('.segment')].filter(s => "
                         "getComputedStyle(s).visibility !== 'visible').length")
    browser.devtools("Emulation.setEmulatedMedia", media="")
    expect("segments not printed", hidden, 0)
    expect("console", browser.console(), [])


if __name__ == "__main__":
    sys.exit(checks.main())
