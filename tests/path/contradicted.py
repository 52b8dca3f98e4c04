# SPDX-License-Identifier: MIT
"""Whether a state that is told of an end, hedged, is contradicted by what the same end says later in the
capture. From a file such a state is not shown: that it was never in it is known by then. (A RST and a SYN
are left out, an ACK with the numbers of the last one where its identification is 0, and sooner than a
time-out any segment with the header of one before, if it has no timestamps either: nothing tells them from
a copy, or from somebody else's; nor, where its side sent too few identifications to be in order, which of
the two was sent first. So is what was captured behind a later word of the same end: when it left,
and whether the segment had passed here by then, is not known.)"""
from truth import ACK, FIN, RST, SYN
from view import before

# What an end has got that is in one of these states (RFC 9293 section 3.3.2).
HAS_FIN = {'CLOSE-WAIT', 'LAST-ACK', 'CLOSING', 'TIME-WAIT'}
HAS_ACK_OF_FIN = {'FIN-WAIT-2', 'TIME-WAIT'}


ORDERED, ID_STEP = 4, 65
REPEATED_S = 0.2    # who sends again sooner than a time-out is not known to: capture/evidence/again.c


def header(frame):
    return frame.seq, frame.ack, frame.len, frame.flags, frame.sender


def rise(told, at, frame):
    """Whether the sender's identifications rose by small steps so long that they tell an order (RFC 6864
    section 4.1 asks for none)."""
    ids = [line.frame.line.get('ip_id') for line in told.view.lines[:at + 1]
           if line.frame.sender == frame.sender and not line.frame.injected]
    ids = [number for number in ids if number][-ORDERED:]
    return len(ids) == ORDERED and all((after - one) % 0x10000 < ID_STEP
                                       for one, after in zip(ids, ids[1:]))


def may_be_copy(told, at, frame):
    """Of what stands there before, with the same header: without numbers, or sooner than a time-out. Or that
    may have left behind this one, where no identifications tell."""
    same = [index for index, line in enumerate(told.view.lines[:at])
            if header(line.frame) == header(frame)]
    number = frame.line.get('ip_id')
    if number and (frame.seq == frame.end_seq or rise(told, at, frame)):
        return False
    if frame.seq == frame.end_seq:
        return bool(same)
    times = [float(told.view.told[index]['time']) for index in same]    # of the capture
    now = float(told.view.told[at]['time'])
    return 'tsval' not in frame.line and any(now - time < REPEATED_S for time in times)


def said_later(told):
    """What the end sent itself of this connection, behind the frame in its own order and the capture's."""
    seen = {line.frame.number for line in told.view.lines[:told.index + 1]}
    latest = -1
    for at, line in told.lines:
        frame = line.frame
        left = told.end.sent.get(frame.number, -1)
        overtaken, latest = left < latest, max(left, latest)
        if overtaken:
            continue
        if at > told.index and frame.number not in seen and not frame.flags & (RST | SYN) and \
                left > told.first and not may_be_copy(told, at, frame):
            yield frame


def fins(told, sender):
    return [line.frame for at, line in told.lines if at <= told.index and not line.frame.injected and
            line.frame.flags & FIN and line.frame.sender == sender]


def lacks_fin(told, frame):
    """An ACK below the other FIN (section 3.10.7.4, eighth)."""
    return frame.flags & ACK and any(before(frame.ack, fin.end_seq)
                                     for fin in fins(told, told.frame.receiver
                                                     if told.frame.sender == told.side
                                                     else told.frame.sender))


def repeats_fin(told, frame):
    """No ACK of it had come (section 3.8.1)."""
    return frame.flags & FIN and any(frame.end_seq == fin.end_seq for fin in fins(told, told.side))


def is_contradicted(told):
    return any((told.name in HAS_FIN and lacks_fin(told, frame)) or
               (told.name in HAS_ACK_OF_FIN and repeats_fin(told, frame))
               for frame in said_later(told))
