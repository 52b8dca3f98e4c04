#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""check.py SNIFFER FILE...: what must hold of `-f json` of any capture, whoever made it.

Each end's states follow each other by a path of RFC 9293's transitions (figure 5, and 3.10.7 for
RST), from none before the first that is proven; no state is taken back, and none that is no state
is proven; no time is below zero or longer than the capture; each frame that is named exists; what
crosses crosses both ways; a delayed ACK is not later than RFC 9293 3.8.6.3 allows. Prints what does
not hold, each kind with its count and its first place.
check.py --self-test: each fault that is planted is found, and nothing in what is right.
Exit status: 0 nothing, 1 something, 2 the sniffer failed, or there are no captures."""
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
         "duplicate", "unknown", "part-lost"}
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


def times_of(value):
    """All times in microseconds, by their names or units, however deep."""
    if isinstance(value, list):
        for each in value:
            yield from times_of(each)
    elif isinstance(value, dict):
        for key, each in value.items():
            if isinstance(each, (list, dict)):
                yield from times_of(each)
            elif isinstance(each, (int, float)) and (key.endswith("_us") or
                    value.get("unit" if key == "value" else f"{key}_unit") == "us"):
                yield value.get("id", key), each


def check_claims(event, say):
    for claim in event.get("claims", []):
        if claim.get("grade") not in GRADES:
            say(f"no grade: {claim.get('grade')}")
        if claim.get("id") == "delayed-ack" and (claim.get("value") or 0) > DELAYED_ACK_MAX_US:
            say("delayed-ack: later than RFC 9293 3.8.6.3 allows")


def check_states(event, ends, say):
    for side in ("client", "server"):
        state, proven = event[f"{side}_state"], event.get(f"{side}_proven")
        if state is None and proven is not None:
            say("no state, but proven or not")
        for fault in ends[event["conn"], side].faults(state, proven is not False, event["flags"]):
            say(fault)


def check_segment(event, segments, ends, say):
    check_states(event, ends, say)
    if event.get("fate", "unknown") not in FATES:
        say(f"no fate: {event['fate']}")
    other = segments.get(event.get("crossed"))
    if other and (other.get("crossed") != event["frame"] or other["from"] == event["from"]):
        say("crosses what does not cross it")


def check_events(events, path, findings):
    """EVENTS are the lines of one capture."""
    segments = {event["frame"]: event for event in events if event["event"] == "segment"}
    times = [int(event["time"].replace(".", "")) for event in segments.values()]
    length_us = (max(times) - min(times)) / 1000 if times else 0
    ends = collections.defaultdict(End)
    for event in events:
        def say(kind, frame=event.get("frame", 0)):
            findings.add(kind, path, frame)

        if event["event"] == "correction":
            say("a correction from a file")
        if event["event"] == "segment":
            check_segment(event, segments, ends, say)
        for name, value in times_of(event):
            if not 0 <= value <= length_us + 1:  # both ends are cut to microseconds
                say(f"{name}: a time that the capture does not hold")
        for named in frames_of(event):
            if named not in segments:
                say("a frame that does not exist")
        check_claims(event, say)


def check_file(sniffer, path, findings):
    run = subprocess.run([sniffer, "-q", "-p", "0", "-r", path, "-f", "json"],
                         capture_output=True, check=False)
    if run.returncode not in (0, 1):
        print(f"the sniffer ends with {run.returncode} on {path}: {run.stderr.decode()}")
        return False
    check_events([json.loads(line) for line in run.stdout.splitlines()], path, findings)
    return True


def exchange():
    """A SYN, its answer, the ACK, data, and the connection."""
    rows = [("client", 0x002, "SYN-SENT", None), ("server", 0x012, "ESTABLISHED", "SYN-RECEIVED"),
            ("client", 0x010, "ESTABLISHED", "ESTABLISHED"),
            ("client", 0x018, "ESTABLISHED", "ESTABLISHED")]
    events = [{"event": "segment", "frame": i + 1, "time": f"1.{i:09}", "conn": 1, "from": row[0],
               "flags": row[1], "client_state": row[2], "server_state": row[3], "claims": []}
              for i, row in enumerate(rows)]
    events[3]["time"] = "1.600000000"
    return events + [{"event": "connection", "conn": 1, "duration_us": 600000, "claims": []}]


def claim(**members):
    return [{"id": "x", "grade": "seen", "frames": [], **members}]


FAULTS = [  # event, what is planted, what is found
    (1, {"client_state": None}, "SYN-SENT is taken back"),
    (2, {"client_state": "LISTEN"}, "ESTABLISHED -> LISTEN"),
    (3, {"server_state": "SYN-RECEIVED"}, "ESTABLISHED -> SYN-RECEIVED"),
    (3, {"client_state": "HALF-OPEN"}, "no state: HALF-OPEN"),
    (0, {"server_proven": False}, "no state, but proven or not"),
    (3, {"fate": "eaten"}, "no fate: eaten"),
    (3, {"crossed": 1}, "crosses what does not cross it"),
    (3, {"crossed": 9}, "a frame that does not exist"),
    (3, {"claims": claim(frames=[0])}, "a frame that does not exist"),
    (3, {"claims": claim(grade="surely")}, "no grade: surely"),
    (3, {"claims": claim(value=-1, unit="us")}, "x: a time that the capture does not hold"),
    (4, {"claims": claim(more=700000, more_unit="us")}, "x: a time that the capture does not hold"),
    (4, {"duration_us": 4294000000}, "duration_us: a time that the capture does not hold"),
    (3, {"claims": claim(id="delayed-ack", value=500001, unit="us")},
     "delayed-ack: later than RFC 9293 3.8.6.3 allows"),
    (3, {"event": "correction"}, "a correction from a file"),
]


def self_test():
    right = Findings()
    check_events(exchange(), "right", right)
    wrong = sorted(right.counts)
    for index, planted, kind in FAULTS:
        events, found = exchange(), Findings()
        events[index].update(planted)
        check_events(events, "planted", found)
        if kind not in found.counts:
            wrong.append(f"not found: {kind}")
    print("\n".join(wrong) or f"{len(FAULTS)} planted faults found")
    return 1 if wrong else 0


def main():
    if sys.argv[1:] == ["--self-test"]:
        return self_test()
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
