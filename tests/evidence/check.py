#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""check.py SNIFFER FILE...: what must hold of `-f json` of any capture, whoever made it.

Each end's states follow each other by a path of RFC 9293's transitions (figure 5, and 3.10.7 for
RST), from none before the first that is proven; no state is taken back; no time is below zero or
longer than the capture; each frame that is named exists; a delayed ACK is not later than RFC 9293
3.8.6.3 allows. Prints what does not hold, each kind with its count and its first place.
Exit status: 0 nothing, 1 something, 2 the sniffer failed."""
import collections
import json
import subprocess
import sys

STEPS = {
    ("LISTEN", "SYN-RECEIVED"),
    ("SYN-SENT", "SYN-RECEIVED"),
    ("SYN-SENT", "ESTABLISHED"),
    ("SYN-RECEIVED", "ESTABLISHED"),
    ("SYN-RECEIVED", "FIN-WAIT-1"),
    ("SYN-RECEIVED", "LISTEN"),  # a passive OPEN, reset
    ("ESTABLISHED", "FIN-WAIT-1"),
    ("ESTABLISHED", "CLOSE-WAIT"),
    ("FIN-WAIT-1", "FIN-WAIT-2"),
    ("FIN-WAIT-1", "CLOSING"),
    ("FIN-WAIT-2", "TIME-WAIT"),
    ("CLOSING", "TIME-WAIT"),
    ("CLOSE-WAIT", "LAST-ACK"),
}
STATES = {state for step in STEPS for state in step} | {"TIME-WAIT", "CLOSED"}
BEGINNINGS = {"SYN-SENT", "LISTEN", "SYN-RECEIVED"}  # of a socket that was CLOSED
DELAYED_ACK_MAX_US = 500000
FATES = {"arrived", "lost", "lost-or-answer", "overtaken", "discarded", "capture-duplicate",
         "duplicate", "unknown"}
GRADES = {"seen", "follows", "probably", "cannot-tell"}
SYN = 0x002


def paths(steps):
    """All pairs of states between which several steps lead; from every one to CLOSED."""
    reach = set(steps) | {(state, "CLOSED") for state in STATES}
    while True:
        more = {(a, d) for a, b in reach for c, d in steps if b == c} - reach
        if not more:
            return reach
        reach |= more


PATHS = paths(STEPS)


class Findings:
    """What does not hold, by kind."""

    def __init__(self):
        self.counts = collections.Counter()
        self.places = {}

    def add(self, kind, path, frame):
        self.counts[kind] += 1
        self.places.setdefault(kind, f"{path} frame {frame}")


class End:
    """The states that were shown of one end."""

    def __init__(self):
        self.state = None
        self.proven = True
        self.moved = False

    def faults(self, state, proven, flags):
        """The kinds of fault in showing STATE now."""
        before, was_proven = self.state, self.proven
        self.state, self.proven = state, proven
        if state is not None and state not in STATES:
            yield f"no state: {state}"
        if state == before:
            return
        fresh = before == "CLOSED" and (not self.moved or flags & SYN)
        self.moved |= before is not None
        if before is None:
            return
        if state is None:
            yield f"{before} is taken back"
        elif not ((before, state) in PATHS or (fresh and state in BEGINNINGS) or
                  (before == "CLOSED" and not was_proven)):
            yield f"{before} -> {state}"


def numbers(event, *names):
    return [event[name] for name in names if isinstance(event.get(name), (int, float))]


def frames_of(event):
    """The frames that an event names."""
    named = numbers(event, "crossed", "by")
    for claim in event.get("claims", []):
        named += claim.get("frames", [])
    return named


def check_claims(event, length_us, say):
    for claim in event.get("claims", []):
        if claim.get("grade") not in GRADES:
            say(f"no grade: {claim.get('grade')}")
        value = claim.get("value")
        if claim.get("unit") != "us" or value is None:
            continue
        if not 0 <= value <= length_us:
            say(f"{claim['id']}: a time that the capture does not hold")
        if claim["id"] == "delayed-ack" and value > DELAYED_ACK_MAX_US:
            say("delayed-ack: later than RFC 9293 3.8.6.3 allows")


def check_file(sniffer, path, findings):
    run = subprocess.run([sniffer, "-q", "-p", "0", "-r", path, "-f", "json"],
                         capture_output=True, check=False)
    if run.returncode not in (0, 1):
        print(f"the sniffer ends with {run.returncode} on {path}: {run.stderr.decode()}")
        return False
    events = [json.loads(line) for line in run.stdout.splitlines()]
    segments = [event for event in events if event["event"] == "segment"]
    frames = {event["frame"] for event in segments}
    times = [int(event["time"].replace(".", "")) for event in segments]
    length_us = (max(times) - min(times)) // 1000 if times else 0
    ends = collections.defaultdict(End)
    for event in events:
        frame = event.get("frame", 0)

        def say(kind, frame=frame):
            findings.add(kind, path, frame)

        if event["event"] == "correction":
            say("a correction from a file")
        if event["event"] == "segment":
            for side in ("client", "server"):
                proven = event.get(f"{side}_proven", True)
                for fault in ends[event["conn"], side].faults(
                        event[f"{side}_state"], proven, event["flags"]):
                    say(fault)
            if event.get("fate", "unknown") not in FATES:
                say(f"no fate: {event['fate']}")
        for value in numbers(event, "syn_rtt_us", "duration_us"):
            if not 0 <= value <= length_us:
                say("a time that the capture does not hold")
        for named in frames_of(event):
            if named not in frames:
                say("a frame that does not exist")
        check_claims(event, length_us, say)
    return True


def main():
    if len(sys.argv) < 3:
        print(__doc__)
        return 2
    findings = Findings()
    done = [check_file(sys.argv[1], path, findings) for path in sys.argv[2:]]
    for kind, count in findings.counts.most_common():
        print(f"{count} {kind}: {findings.places[kind]}")
    print(f"{len(done)} captures, {sum(findings.counts.values())} faults")
    return 2 if not all(done) else 1 if findings.counts else 0


if __name__ == "__main__":
    sys.exit(main())
