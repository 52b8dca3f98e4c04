# SPDX-License-Identifier: MIT
"""proven.py BIN_DIR: how the page draws what a capture proves, and what it does not, in a real browser."""

import json
import pathlib
import sys

from checks import Checks, captions, chips, count, expect, shown, states, text
from made import build_story, make_page, make_piped_page

checks = Checks()
GOLDEN = pathlib.Path(__file__).parent.parent / "golden"
STORIES = GOLDEN.parent / "stories"


@checks
def hedged_states_are_dashed_until_they_are_settled(browser, world):
    browser.open(make_page(world, GOLDEN / "seed.pcap", "--lang=en"))
    expect("states", chips(browser), [
        ["SYN-SENT"], ["ESTABLISHED", "SYN-RECEIVED"], ["ESTABLISHED?"], ["ESTABLISHED"], [],
        ["FIN-WAIT-1", "CLOSE-WAIT"], ["TIME-WAIT", "LAST-ACK"], ["CLOSED?"]])
    expect("hedged lifelines", count(browser, ".life.hedged") > 0, True)
    expect("the legend", (count(browser, "#legend:not([hidden])"), text(browser, "#legend")[:15]),
           (1, "? = not certain"))
    browser.press("Home", "ArrowRight", "ArrowRight")
    expect("dashed way", count(browser, ".machine[data-side='1'] .edge.hedged"), 1)
    expect("dashed state", count(browser, ".machine[data-side='1'] .node.here.hedged"), 1)
    expect("the rule", "server: SYN-RECEIVED → ESTABLISHED? (RFC 9293 " in text(browser, "#rows"), True)
    browser.press("ArrowRight")
    expect("dashed way", count(browser, ".machine .edge.hedged, .machine .node.here.hedged"), 0)
    expect("what settles it", "server: this settles ESTABLISHED" in text(browser, "#rows"), True)


@checks
def no_state_is_drawn_that_nothing_proves(browser, world):
    browser.open(make_page(world, build_story(world, STORIES / "refused.story")))
    expect("states", chips(browser), [["SYN-SENT"], ["CLOSED?", "CLOSED"]])
    browser.press("Home")
    expect("nothing of the server", states(browser), ["SYN-SENT", ""])
    expect("no way", count(browser, ".machine[data-side='1'] .edge.taken, .machine[data-side='1'] .here"), 0)
    browser.press("ArrowRight")
    expect("it never listened", browser.run(
        "return [...document.querySelectorAll('.machine[data-side=\"1\"] .visited text')]"
        ".map(t => t.textContent)"), ["CLOSED"])
    expect("console", browser.console(), [])


@checks
def what_was_lost_ends_on_its_way(browser, world):
    browser.open(make_page(world, build_story(world, STORIES / "fast-retransmit.story"), "--lang=en"))
    lost = [number for number, words in enumerate(captions(browser, "fate")) if "lost" in words]
    expect("it says so", captions(browser, "fate")[lost[0]], "✗ probably lost")
    expect("crosses", count(browser, ".cross"), len(lost))
    expect("no tip", browser.run("return document.querySelectorAll('.segment')[arguments[0]]"
                                 ".querySelectorAll('.tip').length", lost[0]), 0)
    sacks = [words for words in captions(browser, "words") if "sack=" in words]
    expect("what was asked for", sacks != [], True)


@checks
def what_cannot_be_told_is_marked(browser, world):
    browser.open(make_page(world, build_story(world, STORIES / "fin-lost.story"), "--lang=en"))
    expect("the FIN", captions(browser, "fate")[3], "it or its answer was lost, or late")
    expect("its arrow", browser.run("return [...document.querySelectorAll('.segment')].map(s => "
                                    "s.querySelectorAll('.doubtful').length)")[3], 1)


@checks
def two_that_cross_are_drawn_so(browser, world):
    browser.open(make_page(world, build_story(world, STORIES / "simultaneous-open.story")))
    ends = browser.run("return [...document.querySelectorAll('.arrow')].slice(0, 2).map(a => "
                       "a.getAttribute('d').match(/-?[\\d.]+/g).map(Number))")
    (_, first_left, _, first_arrived), (_, second_left, _, second_arrived) = ends
    expect("the first arrives when the second has left", first_arrived > second_left, True)
    expect("the second leaves before it arrives", second_left > first_left, True)
    expect("and arrives below", second_arrived > first_left, True)


def with_fates(world, fates):
    """The address of the seed's page, whose records tell these fates, by frame."""
    make_page(world, GOLDEN / "seed.pcap")
    lines = (world.folder / "seed.html").read_text().split("\n")
    for at, line in enumerate(lines):
        if not line.startswith('{"kind":"segment"'):
            continue
        segment = json.loads(line)
        segment.update(fates.get(segment["frame"], {}))
        lines[at] = json.dumps(segment, ensure_ascii=False)
    path = world.folder / "fates.html"
    path.write_text("\n".join(lines))
    return path.as_uri()


@checks
def crossing_fins_lead_through_closing(browser, world):
    browser.open(make_page(world, build_story(world, STORIES / "simultaneous-close.story")))
    visited = browser.run("return [0, 1].map(side => [...document.querySelectorAll("
                          "`.machine[data-side='${side}'] .visited text`)].map(t => t.textContent))")
    for side in visited:
        expect("the way", [state for state in side if state in ("FIN-WAIT-2", "CLOSING", "TIME-WAIT")],
               ["CLOSING", "TIME-WAIT"])


@checks
def one_packet_captured_twice_is_one_arrow(browser, world):
    again = {"fate": "capture-duplicate", "grade": "seen", "by": 4}
    browser.open(with_fates(world, {5: again}))
    browser.press("l")
    expect("arrows", shown(browser), 7)
    expect("it says so", captions(browser, "fate")[3], "captured 2 times: frames 4, 5")
    expect("all are counted", "8 segments" in text(browser, "#badges"), True)
    expect("and none is missing", (text(browser, "#ladder-note"), count(browser, ".left-out")), ("", 0))
    browser.run("model.read(JSON.stringify({kind: 'fate', conn: 1, frame: 7, fate: 'capture-duplicate',"
                "grade: 'probably', by: 6})); steps.refresh()")
    expect("told later", (shown(browser), captions(browser, "fate")[4]), (6, "captured 2 times: frames 6, 7"))
    expect("console", browser.console(), [])


@checks
def every_fate_has_its_arrow(browser, world):
    fates = ("lost", "overtaken", "lost-or-answer", "discarded", "duplicate", "unknown", "arrived")
    browser.open(with_fates(world, {frame: {"fate": fate, "grade": "seen"}
                                    for frame, fate in enumerate(fates, 1)}))
    browser.press("l")
    parts = browser.run("return [...document.querySelectorAll('.segment')].map(s => ['tip', 'cross', "
                        "'doubtful'].filter(kind => s.querySelector('.' + kind)).join(' '))")
    expect("arrows", parts, ["cross", "tip", "tip doubtful", "tip cross", "tip", "tip doubtful", "tip", "tip"])
    expect("words", captions(browser, "fate"),
           ["✗ lost", "overtaken (on the way or in the capture)", "it or its answer was lost, or late",
            "✗ discarded by its receiver", "doubled by the network", "arrival unknown", "", ""])
    browser.open(with_fates(world, {2: {"fate": "lost-or-answer", "grade": "seen"}}))
    browser.press("l")
    expect("a SYN+ACK", captions(browser, "fate")[1], "no valid ACK captured before it was sent again")


@checks
def both_times_stand_beside_the_arrow(browser, world):
    pcap = build_story(world, STORIES / "data-lost.story")
    browser.open(make_page(world, pcap, "--lang=en"))
    times = captions(browser, "time")
    expect("times", times, ["0.000000", "0.000030 +30 µs", "0.000040 +10 µs", "0.000090 +50 µs",
                            "0.204090 +204.000 ms", "0.204130 +40 µs"])
    expect("the pause", captions(browser, "pause")[4], "204.0 ms, then sent again")
    expect("a path's own time is none", captions(browser, "pause")[:4], ["", "", "", ""])


@checks
def a_hedged_state_that_was_otherwise_is_corrected_in_the_open(browser, world):
    pcap = build_story(world, STORIES / "ack-lost.story")
    browser.open(make_piped_page(world, pcap, "--lang=en"))
    expect("states", chips(browser)[2:5], [["ESTABLISHED", "-ESTABLISHED?"], [], ["ESTABLISHED?"]])
    correction = "correction: at frame 3 the server was not ESTABLISHED but SYN-RECEIVED"
    expect("the segment that tells", captions(browser, "correction")[3], correction)
    browser.press("Home", "ArrowRight", "ArrowRight")
    expect("the machine", states(browser), ["ESTABLISHED", "SYN-RECEIVED"])
    browser.press("ArrowRight")
    expect("in words", correction in text(browser, "#rows"), True)
    browser.open(make_page(world, pcap))
    expect("from a file there is none", captions(browser, "correction"), [""] * 7)
    expect("nor a state that was otherwise", count(browser, ".corrected"), 0)


@checks
def a_correction_mends_what_is_in_sight(browser, world):
    """As it comes live: record by record."""
    url = make_piped_page(world, build_story(world, STORIES / "ack-lost.story"), "--lang=en")
    lines = (world.folder / "ack-lost-piped.html").read_text().split("\n")
    segments = [line for line in lines if line.startswith('{"kind":"segment"')]
    later = [line for line in lines if line.startswith('{"kind":') and '"kind":"run"' not in line
             and line not in segments[:3]]
    (world.folder / "ack-lost-piped.html").write_text(
        "\n".join(line for line in lines if line not in later))
    browser.open(url)
    expect("hedged", (shown(browser), chips(browser)[2]), (3, ["ESTABLISHED", "ESTABLISHED?"]))
    expect("the machine", (states(browser), count(browser, ".here.hedged")),
           (["ESTABLISHED", "ESTABLISHED"], 1))
    browser.run("model.read(arguments[0]); steps.refresh()", later[0])
    expect("corrected", (shown(browser), chips(browser)[2]), (4, ["ESTABLISHED", "-ESTABLISHED?"]))
    expect("the machine", (states(browser), count(browser, ".here.hedged")),
           (["ESTABLISHED", "SYN-RECEIVED"], 0))
    browser.run("model.read(arguments[0]); steps.refresh()", "\n".join(later[1:]))
    expect("all", (shown(browser), states(browser)), (7, ["ESTABLISHED", "ESTABLISHED"]))
    expect("console", browser.console(), [])


@checks
def what_is_known_later_is_drawn_then(browser, world):
    browser.open(make_piped_page(world, build_story(world, STORIES / "fin-lost.story"), "--lang=en"))
    expect("the FIN", captions(browser, "fate")[3], "it or its answer was lost, or late")
    browser.open(make_piped_page(world, build_story(world, STORIES / "simultaneous-open.story")))
    expect("crossed", browser.run("return model.list[0].segments.map(s => s.crossed ?? 0).slice(0, 3)"),
           [2, 1, 0])
    expect("console", browser.console(), [])


if __name__ == "__main__":
    sys.exit(checks.main())
