#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""surfaces.py SNIFFER FILE...: whether all that is shown of a capture tells the same names.

How each connection was opened and closed, and by whom, must be the same in JSON, in the page, in
the table, in that beside --explain, and in what --only takes; and in JSON and the tables how many
segments and bytes it had, and how many were sent again. That a RST was forged which has its side's
TTL only evidence tells: where it does, the table names whose RST it seems to be. Live (a pipe),
JSON tells the same but for a connection in which a segment was told to be discarded and turned out
not to be: the segments in between were taken without it. And what a correction takes back was
shown in the frame that it names.
Exit status: 0 the same, 1 not, 2 the sniffer failed."""
import json
import re
import subprocess
import sys

NAMES = ("open", "close", "closed_first")
COUNTS = ("segments", "client_bytes", "server_bytes", "retransmissions")
LIVE = (*NAMES, *COUNTS, "syn_rtt_us", "duration_us", "zeek_state", "history")
EVIDENCE = {"aborted-doubtful", "aborted-forged", "aborted-too-soon"}  # claims that one pass cannot make


def run(sniffer, file, *options, pipe=False):
    with open(file, "rb") as capture:
        result = subprocess.run([sniffer, "-q", "-r", "-" if pipe else file, "--lang=en", *options],
                                stdin=capture, capture_output=True, check=False)
    if result.returncode != 0:
        print(f"surfaces.py: {file} {options}: {result.stderr.decode()}", file=sys.stderr)
        sys.exit(2)
    return result.stdout.decode("utf-8", "replace")


def of_json(text):
    events = [json.loads(line) for line in text.splitlines()]
    return {event["conn"]: event for event in events if event["event"] == "connection"}


def of_page(text):
    lines = [line for line in text.splitlines() if line.startswith('{"kind":"connection"')]
    return {event["conn"]: event for event in map(json.loads, lines)}


def of_table(text):
    """The rows, whose columns are those of its header, and how many were reset by whom."""
    rows = {}
    for line in text.splitlines():
        words = line.split()
        if len(words) > 6 and words[0].isdigit():
            rows[int(words[0])] = dict(zip(NAMES + COUNTS, words[3:10]))
    sums = re.search(r"^# reset by: (.*)$", text, re.M)
    return rows, sorted(sums[1].split(", ")) if sums else []


def resets(page):
    counts = {}
    for event in page.values():
        counts[event["reset_by"]] = counts.get(event["reset_by"], 0) + 1
    counts.pop("none", None)
    return sorted(f"{who} {count}" for who, count in counts.items())


def corrections(events):
    shown = {}
    for event in events:
        if event["event"] == "segment":
            shown[event["frame"]] = event
        if event["event"] == "correction":
            state = shown[event["frame"]][event["end"] + "_state"]
            if state != event["was"]:
                yield f"live: {event}, where {state} was shown"


def released(events):
    """The connections in which a segment that was told to be discarded, or of which nothing was known, is told
    to be another thing later: what it changed was not counted when it came."""
    fates = {}
    for event in events:
        fate = event.get("fate")
        if not fate:
            continue
        before = fates.get(event["frame"], fate)
        if fate != before and before in ("discarded", "unknown"):
            yield event["conn"]
        fates[event["frame"]] = fate


def live_differences(sniffer, file, wanted):
    text = run(sniffer, file, "-f", "json", pipe=True)
    events = [json.loads(line) for line in text.splitlines()]
    yield from corrections(events)
    told, known_later = of_json(text), set(released(events))
    if set(told) != set(wanted):
        if not known_later:
            yield f"live: connections {sorted(told)}, of the file {sorted(wanted)}"
        return
    for conn in set(told) - known_later:
        for name in LIVE:
            if told[conn][name] != wanted[conn][name]:
                yield f"live: {conn} {name} {told[conn][name]}, of the file {wanted[conn][name]}"


def counts(surface, told, wanted):
    for conn, event in wanted.items():
        for name in COUNTS:
            if told[conn][name].isdigit() and int(told[conn][name]) != event[name]:
                yield f"{surface}: {conn} {name} {told[conn][name]}, JSON {event[name]}"


def differences(sniffer, file):
    wanted = of_json(run(sniffer, file, "-f", "json"))
    yield from live_differences(sniffer, file, wanted)
    page = of_page(run(sniffer, file, "-f", "html"))
    only = {conn for who in ("client", "server", "both")
            for conn in of_json(run(sniffer, file, "-f", "json", "--only=closed_first=" + who))}
    surfaces = {"page": (page, resets(page))}
    for options in (("-f", "none"), ("-f", "line"), ("-f", "line", "--explain")):
        surfaces[" ".join(options)] = of_table(run(sniffer, file, "--connections", *options))
    unsure = {conn for conn, event in wanted.items()
              if EVIDENCE & {claim["id"] for claim in event.get("claims", [])}}
    for surface, (told, sums) in surfaces.items():
        if set(told) != set(wanted):
            yield f"{surface}: connections {sorted(told)}, JSON {sorted(wanted)}"
            continue
        if surface != "page":
            yield from counts(surface, told, wanted)
        proves = surface in ("page", "-f line --explain")
        for conn, event in wanted.items():
            for name in NAMES:
                if told[conn][name] != event[name] and (proves or conn not in unsure):
                    yield f"{surface}: {conn} {name} {told[conn][name]}, JSON {event[name]}"
        if (proves or not unsure) and sums != surfaces["page"][1]:
            yield f"{surface}: reset by {sums}, page {surfaces['page'][1]}"
    for conn, event in wanted.items():
        if conn not in unsure and (conn in only) != (event["closed_first"] != "none"):
            yield f"--only: {conn} closed_first {conn in only}, JSON {event['closed_first']}"


def main():
    sniffer, *files = sys.argv[1:]
    faults = 0
    for file in files:
        for difference in differences(sniffer, file):
            faults += 1
            print(f"{file}: {difference}")
    print(f"{len(files)} captures, {faults} differences")
    return 1 if faults or not files else 0


if __name__ == "__main__":
    sys.exit(main())
