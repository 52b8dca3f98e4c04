# SPDX-License-Identifier: MIT
"""A capture as it is judged: its frames in their order, and of each what it truly is."""
from ends_truth import dropped
from truth import ACK, FIN, RST, SYN


class Line:
    """One frame of a capture: COPY of FRAME, as it passed PLACE."""

    def __init__(self, place, frame, line):
        self.place = place
        self.frame = frame
        self.copy = line.get('copy', 1)
        self.sent_here = line['event'] == 'sent'
        # The copies of it that came to the receiver: all that left its sender, or just this one.
        several = len(frame.middle) > 1
        self.arrivals = [(position, told) for position, told in frame.delivered
                         if self.sent_here or told is line or
                         (place == 'middle' and (not several or told['copy'] == self.copy))]

    @property
    def late(self):
        """Whether another copy of it came before this one."""
        return bool(self.arrivals) and self.arrivals[0][0] > self.frame.delivered[0][0]

    @property
    def taken(self):
        """When its receiver's TCP took it; None: never."""
        for position, told in self.arrivals:
            if not dropped(told, self.frame):
                return position
        return None


class View:
    """LINES of a capture; the frame numbers that the sniffer gives count from 1."""

    def __init__(self, truth, ends, lines):
        self.truth = truth
        self.ends = ends
        self.lines = lines
        self.told = {}  # of each line, by its index, the sniffer's object

    def bounds(self, index, side, port):
        """Between which positions of the log the capture's frame INDEX leaves SIDE: behind the last that
        it has sent, or before, as far as is seen here, and before its next."""
        first, last = -1, len(self.truth.lines)
        end = self.ends.end(side, port)
        for line in self.lines[:index + 1]:
            if line.frame.port == port:
                first = max(first, end.sent.get(line.frame.number, -1))
        highest = first     # what is overtaken does not tell when its sender spoke next
        for line in self.lines[index + 1:]:
            position = end.sent.get(line.frame.number, -1)
            if line.frame.port == port and position > highest:
                highest = position
                last = min(last, position)
        return first, last

    def widen(self, index, side, port, states):
        """STATES, and what looks like one of them where a FIN of SIDE was lost before it got here:
        ESTABLISHED and CLOSE-WAIT mean that its FIN has not been seen; and when the first that is
        seen left after the other's had come, LAST-ACK may be CLOSING, and CLOSED TIME-WAIT."""
        end = self.ends.end(side, port)
        fins = [line.frame.position for line in self.lines[:index + 1]
                if line.frame.number in end.sent and line.frame.flags & FIN and
                line.frame.port == port]
        alike = {}
        if not fins:
            alike = {'FIN-WAIT-1': 'ESTABLISHED', 'CLOSING': 'CLOSE-WAIT', 'LAST-ACK': 'CLOSE-WAIT'}
        elif end.fin_came is not None and min(fins) > end.fin_came:
            alike = {'CLOSING': 'LAST-ACK', 'TIME-WAIT': 'CLOSED'}
        return states | {alike[state] for state in states if state in alike}


def whole(truth, ends, place):
    """The capture at PLACE as it was written."""
    frames = truth.at[place]
    return View(truth, ends, [Line(place, *frames[at]) for at in sorted(frames)])


def crossed(view, one, other):
    """Neither had come when the other left, and both came without being sent again."""
    for first, second in ((one, other), (other, one)):
        receiver = view.ends.end(first.receiver, first.port)
        came = receiver.delivered.get(first.number)
        left = receiver.sent.get(second.number)
        if not came or left is None or came[0] < left:
            return False
    return True


def overlapping(view, frame):
    """Other frames of the same sender that hold some of its sequence numbers."""
    if frame.end_seq == frame.seq:
        return []
    return [other for other in view.truth.frames.values()
            if other.number != frame.number and other.sender == frame.sender and
            other.port == frame.port and not other.injected and other.end_seq != other.seq and
            before(other.seq, frame.end_seq) and before(frame.seq, other.end_seq)]


def repeated(view, frame):
    """The next frame by the same sender that holds some of its sequence numbers; None: none does."""
    return next((other for other in overlapping(view, frame) if other.number > frame.number), None)


def sent_once(view, frame):
    return not overlapping(view, frame)


def before(one, other):
    return 0 < (other - one) & 0xffffffff < 0x80000000


def answered_before(view, frame, later):
    """Whether an ACK of all of FRAME had come to its sender when it sent LATER. (One of what nobody has
    sent yet, that of a SYN which somebody made, is none: RFC 9293, 3.10.7.3, first. Nor is one without SYN
    to who is in SYN-SENT, which drops it: the same, fifth.)"""
    opens = frame.flags & (SYN | ACK) == SYN
    sender = view.ends.end(frame.sender, frame.port)
    sent = [view.truth.frames[number].end_seq for number, position in sender.sent.items()
            if position < later.position and not view.truth.frames[number].flags & RST]
    for number, position in sender.taken.items():
        answer = view.truth.frames[number]
        if opens and not answer.flags & (SYN | RST):
            continue
        if answer.flags & ACK and not before(answer.ack, frame.end_seq) and \
                not all(before(end, answer.ack) for end in sent) and \
                number > frame.number and position < later.position:
            return True
    return False


def came_twice(view, frame):
    """Whether all of FRAME's bytes came to its receiver in two copies."""
    receiver = view.ends.end(frame.receiver, frame.port)
    times = 0
    for number, positions in receiver.delivered.items():
        other = view.truth.frames[number]
        if not before(frame.seq, other.seq) and not before(other.end_seq, frame.end_seq):
            times += len(positions)
    return times > 1


def drops_data_of(view, frame):
    """Whether FRAME is a SYN whose data its receiver did not take: its SYN+ACK says so (RFC 7413 section
    3: the data come again then)."""
    return frame.flags & SYN and any(
        other.flags & (SYN | ACK) == SYN | ACK and other.sender == frame.receiver and
        other.port == frame.port and other.ack == (frame.seq + 1) & 0xffffffff
        for other in view.truth.frames.values())
