# SPDX-License-Identifier: MIT
"""table.py BIN_DIR: the filter of the page takes what the sniffer's --only takes, and what the page
says of a connection is what the sniffer says."""

import json
import pathlib
import re
import subprocess
import sys

import capture
from checks import Checks, expect, output, text
from made import build_story, make_page
from webdriver import wait_until

checks = Checks()
TESTS = pathlib.Path(__file__).parent.parent
STORIES = ["golden/labels", "golden/reset", "golden/two", "golden/ipv6", "golden/bytes", "stories/idle-three-hours",
           "stories/syn-lost", "stories/zero-window", "stories/only-rst", "stories/interleaved"]
# Each holds for some connection of these stories, and for some it does not.
EXPRESSIONS = [
    "close=reset", "close!=reset", "close=reset,fin-then-reset", "open=3-way", "open != 3-way",
    "open=refused or open=midstream", "close=reset and segments>4", "segments>=8", "segments<8", "segments<=7",
    "segments=8", "segments!=8", "segments=3,8,14", "open=3-way and close=open or open=refused",
    "open=refused or open=3-way and close=open", "label=zero-window", "label!=zero-window",
    "labels=retransmission,zero-window", "client=127.0.0.1", "client=127.0.0.1:48604", "server=[::1]:8079",
    "server=::1", "server!=::1", "server=0:0:0:0:0:0:0.0.0.1", "client_port=48605", "client_port>48604", "conn=1",
    "conn>=2 and conn<3", "closed_first=client", "first=none", "reset_by=server", "reset_by!=none", "client_bytes>0",
    "client_bytes>=1000", "server_bytes=0", "retransmissions>0", "retrans=0", "syn_rtt>20us", "syn_rtt_us<=20us",
    "syn_rtt>0.0101s", "duration>1.5s", "duration<1ms", "duration_us>=0.5ms", "duration>300.9us",
    "zeek_state=SF", "zeek_state!=SF,S1", "completeness=31", "completeness<31", " close = reset , none ",
    "duration>1s\tand\nsegments>3",
]
REFUSED = [
    "close=", "=reset", "close reset=1", "close=resett", "closed=reset", "close>reset", "segments>1,2",
    "segments=", "segments>-1", "segments<0", "segments=18446744073709551616", "server_port>65535",
    "server_port=65536", "completeness=64", "completeness>63", "segments=1 or", "segments=1 xor conn=1",
    "segments=0", "segments<=0", "segments<1", "conn<1",
    "segments>=2,open=3-way", "( segments=1 )", "not open=3-way", "!open=3-way",
    "segments=1 and and conn=1", "segments=1,", "segments=1,,2", "client=1.2.3", "client=01.2.3.4",
    "client=256.1.1.1", "client=127.0.0.1:0", "client=127.0.0.1:65536", "client=127.0.0.1:", "client=[::1", "client=[::1]80",
    "client=:::1", "client=1::2::3", "client=1:2:3:4:5:6:7", "client=::12345", "client=::1.2.3", "client>1.2.3.4",
    "syn_rtt>20m", "syn_rtt>.5s", "syn_rtt>1.5.5s", "duration>1.s", "syn_rtt>99999999999999999s", "label>zero-window",
    "duration>5", "duration>0.5", "syn_rtt>30", "segments!1", "and conn=1", " or ".join(["conn=1"] * 33), "conn=" + ",".join(["1"] * 257),
    f"segments={'0' * 63}1",
]
# What is not refused, and holds for none or all.
ALLOWED = ["server=[127.0.0.1]:8079", "client=1:2:3:4:5:6:7::", "client=::ffff:127.0.0.1", "client=1::8:1.2.3.4",
           "server_port<=65535", "segments<=18446744073709551615", "syn_rtt>5µs", "duration>=0.0000001s", "duration>=0",
           f"segments={'0' * 62}8", " or ".join(["conn=1"] * 32), "conn=" + ",".join(["1"] * 256)]
SELECT = """
return arguments[0].map((text) => {
    table.setFilter(text);
    const refused = document.getElementById('filter').getAttribute('aria-invalid') === 'true';
    return refused ? null : table.rows.map((row) => row.number);
});
"""


def chosen(world, pcap, words):
    """The numbers of the connections that the sniffer selects; None where it refuses WORDS."""
    done = subprocess.run([world.bin / "sniffer", "-r", pcap, "-p", "0", "-f", "json", "--only", words],
                          stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, check=False)
    if done.returncode == 2:
        return None
    events = [json.loads(line) for line in done.stdout.splitlines()]
    expect(f"exit status with {words!r}", done.returncode, 0)
    return sorted(event["conn"] for event in events if event["event"] == "connection")


@checks
def conditions_select_the_same_connections(browser, world):
    pcap = world.folder / "stories.pcap"
    capture.write_behind_each_other(pcap, [build_story(world, TESTS / f"{story}.story") for story in STORIES])
    browser.open(make_page(world, pcap))
    everything = browser.run(SELECT, [""])[0]
    for words, rows in zip(EXPRESSIONS, browser.run(SELECT, EXPRESSIONS)):
        expect(words, rows, chosen(world, pcap, words))
        expect(f"{words} is met by some, and not by all", 0 < len(rows) < len(everything), True)


@checks
def what_is_no_condition_is_refused_by_both(browser, world):
    pcap = build_story(world, TESTS / "golden" / "reset.story")
    browser.open(make_page(world, pcap, "--lang=en"))
    for words, rows in zip(REFUSED, browser.run(SELECT, REFUSED)):
        expect(words, (rows, chosen(world, pcap, words)), (None, None))
    for words, rows in zip(ALLOWED, browser.run(SELECT, ALLOWED)):
        expect(words, rows, chosen(world, pcap, words))
        expect(f"{words} is allowed", rows is None, False)


@checks
def it_says_what_is_wrong_and_how_many_there_are(browser, world):
    pcap = build_story(world, TESTS / "golden" / "reset.story")
    browser.open(make_page(world, pcap, "--lang=en"))
    browser.click("#filter")
    browser.press(*"reset_by=server,us")
    wait_until("the refusal", lambda: text(browser, "#matching") ==
               "reset_by is never 'us': it is one of client, server, both, none")
    browser.run("document.getElementById('filter').value = ''")
    browser.press(*"reset_by=server")
    wait_until("the number", lambda: text(browser, "#matching") == "matching: 1")
    browser.press("Escape", "l")
    expect("in Chinese", text(browser, "#matching"), "1 个符合")


@checks
def durations_are_those_of_the_table_on_the_terminal(browser, world):
    pcap = world.folder / "durations.pcap"
    micros = [996, 997, 1000, 1049, 1099, 99949, 999949, 999990, 1004999, 1015000, 1019999, 59999999, 123456789]
    capture.write_closes(pcap, [(us,) for us in micros])
    browser.open(make_page(world, pcap, "--lang=en"))
    page = browser.run("return [...document.querySelectorAll('.row')].map(row => row.children[11].textContent)")
    table = output(world.bin / "sniffer", "-r", pcap, "-p", "0", "-f", "none", "--connections", "--lang=en")
    terminal = [re.findall(r"\d[\d.]* (?:µs|ms|s)\b", line) for line in table.decode().splitlines()
                if re.match(r" *\d+ +10\.", line)]
    expect("rows", len(terminal), len(micros))
    expect("durations", page, [row[-1] for row in terminal])


@checks
def its_columns_have_room(browser, world):
    pcap = world.folder / "long-ones.pcap"
    capture.write_closes(pcap, [(123456789000 // (1 + number),) for number in range(12)])
    for lang in ("zh", "en"):
        url = make_page(world, pcap, f"--lang={lang}")
        for width in (1280, 1400, 1440, 1920):
            browser.devtools("Emulation.setDeviceMetricsOverride", width=width, height=800,
                             deviceScaleFactor=1, mobile=False)
            browser.open(url)
            browser.click(".head .cell:nth-child(12) button")
            expect(f"cut at {width}", browser.run(
                "return [...document.querySelectorAll('.head button, .row .cell:not(.labels)')]"
                ".filter(one => one.scrollWidth > one.clientWidth).map(one => one.textContent)"), [])
            expect(f"beside their heads at {width}", browser.run(
                "const left = (row) => [...row.children].map(cell => cell.getBoundingClientRect().left);"
                "const rows = [...document.querySelectorAll('.row')].map(left);"
                "const heads = left(document.querySelector('.head'));"
                "return rows.filter(row => row.some((x, i) => Math.abs(x - heads[i]) > 0.5)).length"), 0)
    browser.devtools("Emulation.clearDeviceMetricsOverride")


@checks
def a_chinese_page_is_in_chinese(browser, world):
    browser.open(make_page(world, TESTS / "golden" / "seed.pcap", "--lang=zh"))
    why = []
    for _ in range(8):
        browser.press("ArrowRight")
        why.append(text(browser, "#rows"))
    expect("reasons", (why[0], why[-1]), (
        "客户端：SYN-SENT (RFC 9293 3.10.1：主动打开)", "服务端：LAST-ACK → CLOSED? (RFC 9293 3.10.7.4：它的FIN已被确认)"))
    shown = browser.run("return document.body.innerText + [...document.querySelectorAll('svg text')]"
                        ".map(one => one.textContent).join('\\n')")
    expect("English", [word for word in ("passive", "acknowledged", "figure", " FIN is") if word in shown], [])


if __name__ == "__main__":
    sys.exit(checks.main())
