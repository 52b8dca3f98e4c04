# SPDX-License-Identifier: MIT
"""Captures as people hand them on: begun late, ended early, with a frame missing, of one direction,
with neighbours in the wrong order, with a clock that was set, and both places in one."""
import random

from truth import Pcap
from view import Line, View

STEP_NS = 3600 * 10**9


def load(truth, place):
    """(line, time, bytes) of each frame of a capture."""
    frames = truth.at[place]
    return [(Line(place, *frames[at + 1]), time, data)
            for at, (time, data) in enumerate(Pcap.read(truth.pcap(place)))]


def begun_late(chance, frames):
    return frames[chance.randrange(1, len(frames)):]


def ended_early(chance, frames):
    return frames[:chance.randrange(1, len(frames))]


def one_missing(chance, frames):
    at = chance.randrange(len(frames))
    return frames[:at] + frames[at + 1:]


def one_direction(chance, frames):
    side = chance.choice(['client', 'server'])
    return [entry for entry in frames if entry[0].frame.sender == side]


def swapped(chance, frames):
    at = chance.randrange(len(frames) - 1)
    first, second = frames[at], frames[at + 1]
    pair = [(second[0], first[1], second[2]), (first[0], second[1], first[2])]
    return frames[:at] + pair + frames[at + 2:]


def clock_set(chance, frames):
    at = chance.randrange(1, len(frames))
    step = chance.choice([-STEP_NS, STEP_NS, -5 * 10**7])
    return frames[:at] + [(line, time + step, data) for line, time, data in frames[at:]]


EDITS = {'begun-late': begun_late, 'ended-early': ended_early, 'one-missing': one_missing,
         'one-direction': one_direction, 'swapped': swapped, 'clock-set': clock_set}


def merged(truth):
    """As a router's capture on all of its interfaces: what comes in on one goes out on the other."""
    frames = load(truth, 'client') + load(truth, 'server')
    return sorted(frames, key=lambda entry: entry[1])


def edits(truth, ends):
    """Yields (what was done and where, View, frames) for each edit of each capture."""
    for place in ('client', 'middle', 'server'):
        frames = load(truth, place)
        for name, change in EDITS.items():
            chance = random.Random('%s %s %d' % (name, place, len(frames)))
            changed = change(chance, frames) if len(frames) > 1 else []
            if changed:
                yield '%s %s' % (name, place), view_of(truth, ends, changed), changed
    frames = merged(truth)
    yield 'merged', view_of(truth, ends, frames), frames


def view_of(truth, ends, frames):
    return View(truth, ends, [line for line, _, _ in frames])


def write(name, frames):
    Pcap.write(name, [(time, data) for _, time, data in frames])
