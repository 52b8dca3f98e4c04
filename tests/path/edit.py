# SPDX-License-Identifier: MIT
"""Captures as people hand them on: begun late, ended early, with a frame missing, of one direction,
with neighbours in the wrong order, with a clock that was set, of both places, and of a router."""
import copy
import random
import struct

from truth import ACK, SYN, Pcap
from view import Line, View, before

STEP_NS = 3600 * 10**9
ETHERNET, COOKED = 1, 276   # link types


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
KINDS = [*EDITS, 'both-places', 'router']


def both_places(truth):
    """Two captures of the same packets, put in order by time."""
    frames = load(truth, 'client') + load(truth, 'server')
    return sorted(frames, key=lambda entry: entry[1])


def router(truth):
    """On all interfaces of a router in the middle: each packet comes in and goes out."""
    frames = []
    for line, time, data in load(truth, 'middle'):
        inward = 1 if line.frame.sender == 'client' else 2
        frames.append((line, time, cooked(data, inward, 0)))
        # Another line: which of the two is meant is told by identity.
        frames.append((copy.copy(line), time + 10000, cooked(forwarded(data), 3 - inward, 4)))
    return frames


def cooked(data, interface, kind):
    """With LINKTYPE_LINUX_SLL2's header for Ethernet's."""
    return struct.pack('>2sHIHBB8s', data[12:14], 0, interface, 1, kind, 6, data[6:12]) + data[14:]


def forwarded(data):
    """One hop further: the TTL is one less, and IPv4's checksum with it (RFC 1141)."""
    data = bytearray(data)
    if data[12:14] == b'\x86\xdd':
        data[14 + 7] -= 1
        return bytes(data)
    data[14 + 8] -= 1
    checksum = struct.unpack_from('>H', data, 14 + 10)[0] + 0x100
    struct.pack_into('>H', data, 14 + 10, (checksum + (checksum >> 16)) & 0xffff)
    return bytes(data)


def holds_all(others, frame):
    """Whether the frames OTHERS hold together all numbers of FRAME."""
    number = frame.seq
    while before(number, frame.end_seq):
        number = next((other.end_seq for other in others
                       if not before(number, other.seq) and before(number, other.end_seq)), None)
        if number is None:
            return False
    return True


def is_noticed(frame, changed):
    """Whether something that was captured lies behind FRAME's numbers, or acknowledges some of them: the last
    ones of a capture may never have been sent."""
    for line, _, _ in changed:
        other = line.frame
        if other.port != frame.port or other.injected:
            continue
        if other.sender == frame.sender and not before(other.seq, frame.end_seq):
            return True
        if other.sender != frame.sender and other.flags & ACK and before(frame.seq, other.ack):
            return True
    return False


def shows_gap(whole, changed):
    """Whether what is missing can be seen to be: bytes that came in no other frames of the capture."""
    there = {id(entry[0]) for entry in changed}
    missing = [line.frame for line, _, _ in whole if id(line) not in there]
    for frame in missing:
        # Numbers behind a SYN that nobody acknowledges may be those of a connection that was there before.
        if frame.flags & SYN and not any(
                line.frame.sender != frame.sender and line.frame.port == frame.port and
                line.frame.flags & ACK and line.frame.ack == frame.end_seq for line, _, _ in changed):
            continue
        others = [line.frame for line, _, _ in changed if line.frame.sender == frame.sender and
                  line.frame.port == frame.port and not line.frame.injected]
        if not holds_all(others, frame) and is_noticed(frame, changed):
            return True
    return False


def is_older_copy(first, second):
    """Whether FIRST shows by its timestamp (RFC 7323) that it was sent before SECOND, which begins with the
    same number. (In a SYN from which the path took options there may be none.)"""
    stamps = [frame.line.get('tsval', 0) for frame in (first, second) if not frame.took('strip')]
    return first.seq == second.seq and all(stamps) and len(set(stamps)) == 2


def shows_swap(whole, changed):
    """Whether the order of what was swapped can be seen to be wrong: an answer stands before all that has
    the bytes which it acknowledges, or a side's later bytes before its earlier."""
    at = next((at for at, entry in enumerate(whole) if entry[0] is not changed[at][0]), None)
    if at is None:
        return True
    first, second = whole[at][0].frame, whole[at + 1][0].frame
    if first.port != second.port or first.end_seq == first.seq:
        return False
    if first.sender == second.sender:
        return before(first.seq, second.seq) or is_older_copy(first, second)
    return before(second.ack - 1, first.end_seq) and not any(
        line.frame.sender == first.sender and line.frame.port == first.port and
        not before(line.frame.end_seq, second.ack) for line, _, _ in whole[:at])


class Edited:
    """A capture that was edited. EXCUSED: it does not show that something is missing or out of order, and
    a reading may be misled."""

    def __init__(self, truth, ends, name, frames, link=ETHERNET, excused=False):
        self.name = name
        self.view = View(truth, ends, [line for line, _, _ in frames])
        self.frames = [(time, data) for _, time, data in frames]
        self.link = link
        self.excused = excused

    def write(self, name):
        Pcap.write(name, self.frames, self.link)


def edits(truth, ends, kinds):
    """An Edited for each edit of KINDS of each capture."""
    for place in ('client', 'middle', 'server'):
        frames = load(truth, place)
        for name, change in EDITS.items():
            if name not in kinds:
                continue
            chance = random.Random('%s %s %d' % (name, place, len(frames)))
            changed = change(chance, frames) if len(frames) > 1 else []
            if changed:
                shows = {'one-missing': shows_gap, 'swapped': shows_swap}.get(name)
                excused = shows is not None and not shows(frames, changed)
                yield Edited(truth, ends, '%s %s' % (name, place), changed, excused=excused)
    if 'both-places' in kinds:
        yield Edited(truth, ends, 'both-places', both_places(truth))
    if 'router' in kinds:
        yield Edited(truth, ends, 'router', router(truth), COOKED)
