# SPDX-License-Identifier: MIT
"""Why an end sent a frame: the step of the run that led to it, with the counters that it moved."""

AGAIN = ('RetransSegs', 'TCPLossProbes', 'TCPTimeouts', 'TCPFastRetrans', 'TCPSlowStartRetrans')


def step_of(truth, frame):
    """The line of the log whose event made FRAME's sender send it: a call, what was delivered to it, or
    the frame's own, when a timer did. Each step's frames stand directly behind it."""
    for position in range(frame.position, -1, -1):
        line = truth.lines[position]
        if line['event'] == 'sent' and line['end'] == frame.sender and line['port'] == frame.port and \
                any(line['counters'][frame.sender].get(name) for name in (*AGAIN, 'OutSegs')):
            return line
        if line['event'] in ('delivered', 'call', 'begin') and line.get('end') == frame.sender:
            return line
    return truth.lines[0]


def moved(truth, frame, *names):
    """Whether the step that made the sender send it moved one of these counters."""
    counters = step_of(truth, frame)['counters'][frame.sender]
    return any(counters.get(name) for name in names)


def counted_before(truth, frame, name):
    """Whether the step ahead of the frame was read when the timer that sent the frame had run out."""
    line = truth.lines[frame.position - 1]
    own = line['event'] == 'delivered' and line['end'] == frame.sender
    others = line['event'] == 'call' and line['end'] != frame.sender
    return (own or others) and bool(line['counters'][frame.sender].get(name))


def sent_before(truth, frame):
    return any(other.number < frame.number and other.sender == frame.sender and
               other.port == frame.port and other.seq == frame.seq and other.end_seq != other.seq
               for other in truth.frames.values())


def moved_since(truth, frame, *names):
    """Whether one of these counters of its sender moved since the frame with numbers that it sent before:
    a step's counters stand with its first frame, those of two timers, too, that ran out in one step."""
    for position in range(frame.position, 0, -1):
        line = truth.lines[position]
        moved_here = line.get('counters', {}).get(frame.sender, {})
        earlier = position < frame.position and line['event'] == 'sent' and \
            line['end'] == frame.sender and line['port'] == frame.port and \
            truth.frames[line['frame']].end_seq != line['seq']
        if any(moved_here.get(name) for name in names):
            # What was sent for the first time moved none: they were read when this one had left.
            return not earlier or moved_here.get('RetransSegs', 0) > 1 or \
                not sent_before(truth, truth.frames[line['frame']])
        # What a step sent for the first time was read, perhaps, when a timer had run out behind it:
        # the counters of both stand with the first of these.
        if earlier and (moved_here or sent_before(truth, truth.frames[line['frame']])):
            return False
    return False


def by_answer(truth, frame):
    """It was sent because something had come."""
    return step_of(truth, frame)['event'] == 'delivered'


def one_of_several(truth, frame, name):
    """Whether timers of several connections, or of both ends, ran out in one step, whose frames stand in a
    row and whose counters stand with the first. (One of another kind moves another counter.)"""
    behind = 0
    for position in range(frame.position, -1, -1):
        line = truth.lines[position]
        if line['event'] != 'sent':
            return False
        own = line['end'] == frame.sender and \
            (line['flags'], line['len']) == (frame.flags, frame.len)
        if line['counters'][frame.sender]:
            return line['counters'][frame.sender].get(name, 0) >= behind + own
        behind += own
    return False
