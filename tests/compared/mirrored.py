#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""mirrored.py A_B B_A: two outputs of `sniffer --compare ... -f json`, of two captures in both orders. What is told of
A and B is told of B and A; the sentences follow from the members. Exit status 1: not so."""
import json
import sys


def read(path):
    with open(path, encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def mirrored(event):
    event = dict(event, a=event["b"], b=event["a"], text=None)
    if "in" in event:
        event["in"] = "b" if event["in"] == "a" else "a"
    if event.get("close"):
        event["close"] = {"a": event["close"]["b"], "b": event["close"]["a"]}
    return event


def plain(event):
    event = dict(event, text=None)
    event.pop("in_common", None)
    for side in "ab":
        if isinstance(event.get(side), dict):
            event[side] = {k: v for k, v in event[side].items() if k != "file"}
    return event


def main():
    there, back = (sorted(json.dumps(plain(turn(event)), sort_keys=True) for event in read(path))
                   for path, turn in ((sys.argv[1], dict), (sys.argv[2], mirrored)))
    for event in there:
        if event not in back:
            print(f"only of A and B: {event}")
    for event in back:
        if event not in there:
            print(f"only of B and A: {event}")
    return there != back


if __name__ == "__main__":
    sys.exit(main())
