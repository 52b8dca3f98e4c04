# SPDX-License-Identifier: MIT
"""Whether a fate or a crossing that is told of a frame is true."""
from truth import ACK, FIN, RST, SYN
from view import answered_before, before, came_twice, crossed, repeated, sent_once


def is_crossed(view, line, other):
    """None: nothing in one that somebody made in its sender's name shows what that had got."""
    one, two = line.frame, other.frame
    if (one.injected or two.injected) and one.flags & two.flags & SYN:
        return None
    alike = one.flags & two.flags & (SYN | FIN)
    return bool(alike) and one.sender != two.sender and one.port == two.port and \
        crossed(view, one, two)


def overtaken(view, index):
    """A frame that its sender sent later stands before it."""
    frame = view.lines[index].frame
    return any(line.frame.sender == frame.sender and line.frame.port == frame.port and
               line.frame.position > frame.position for line in view.lines[:index])


def lost_or_answer(view, line):
    later = repeated(view, line.frame)
    return later is not None and not answered_before(view, line.frame, later)


def same_copy(view, index):
    line = view.lines[index]
    return any(other.frame is line.frame and (other.copy == line.copy or other.sent_here)
               for at, other in enumerate(view.lines) if at != index)


def other_number(view, frame):
    """Whether a SYN with another number stands in the capture in the name of FRAME's sender."""
    return any(line.frame.flags & SYN and line.frame.sender == frame.sender and
               line.frame.port == frame.port and line.frame.seq != frame.seq for line in view.lines)


def sent_up_to(view, frame, number):
    """Whether something of FRAME's sender in the capture reaches NUMBER: the ACK is no evidence else."""
    return any(line.frame.sender == frame.sender and line.frame.port == frame.port and
               not line.frame.flags & RST and
               not before(line.frame.end_seq, number) for line in view.lines)


def made_alike(view, frame):
    """Whether one with some of its numbers was made in its sender's name, and captured."""
    return any(line.frame.injected and line.frame.sender == frame.sender and
               line.frame.port == frame.port and before(line.frame.seq, frame.end_seq) and
               before(frame.seq, line.frame.end_seq) for line in view.lines)


def made_beyond(view, frame):
    """Whether one with just its numbers was made in its sender's name where this capture does not see it,
    or sent before and not captured, or the path made a copy that was not captured, and it came: what answers
    that answers FRAME as well."""
    here = {line.frame.number for line in view.lines}
    copies = {line.copy for line in view.lines if line.frame is frame and not line.sent_here}
    if copies and any(told['copy'] not in copies for _, told in frame.delivered):
        return True
    return any((other.injected or other.position < frame.position) and other.delivered and
               other.number not in here and other.sender == frame.sender and other.port == frame.port and
               (other.seq, other.end_seq) == (frame.seq, frame.end_seq)
               for other in view.truth.frames.values())


def opening_captured(view, index):
    """Whether the SYN of its connection stands before it, or it is that: what was sent before is known."""
    frame = view.lines[index].frame
    opening = view.ends.end('client', frame.port).opening(frame.position + 1)
    return opening is not None and any(
        line.frame.flags & (SYN | ACK) == SYN and line.frame.port == frame.port and
        line.frame.seq == opening.seq and not line.frame.injected for line in view.lines[:index + 1])


def taken_for_pending(view, index):
    """A SYN in a connection that goes on as far as was captured (RFC 9293 section 3.10.7.4, fourth): how
    that ended was not."""
    line, told = view.lines[index], view.told[index]
    return line.frame.flags & (SYN | ACK) == SYN and any(
        other['conn'] == told['conn'] for at, other in view.told.items() if at < index)


def acknowledged_once(view, index):
    """Sent once, captured once and acknowledged by a frame of the capture: then its fate can be told.
    (Where the capture begins late, earlier copies may have been missed. And an ACK of more than was captured
    is of what comes later, or was missed: a gap.)"""
    frame = view.lines[index].frame
    if not opening_captured(view, index) or view.lines[index].late:
        return False
    opening = view.ends.end('client', frame.port).opening
    if frame.end_seq == frame.seq or not sent_once(view, frame) or \
            sum(line.frame is frame for line in view.lines) > 1 or made_alike(view, frame):
        return False
    for line in view.lines[index + 1:]:
        other = line.frame
        if other.port != frame.port or other.injected or other.took('flip'):
            continue
        if other.flags & SYN and not frame.flags & SYN:
            return False    # of another connection of the same ports
        ours, theirs = opening(frame.position + 1), opening(other.position + 1)
        if ours and theirs and ours.seq != theirs.seq:
            return False    # the same, whose SYN was captured before it
        if other.flags & SYN and other.end_seq != frame.ack and frame.flags & ACK and \
                other.sender != frame.sender:
            return False    # the same, of a SYN+ACK
        if other.sender == frame.receiver and not sent_up_to(view, frame, other.ack):
            continue        # it acknowledges what was not captured
        if frame.flags & SYN and other.sender == frame.receiver and other.ack != frame.end_seq and \
                other_number(view, frame):
            continue        # it acknowledges that
        if other.flags & RST and other.seq == 0:
            continue        # it answers what has no ACK (RFC 9293 section 3.10.7.1)
        if other.sender == frame.receiver and other.flags & ACK and \
                not before(other.ack, frame.end_seq):
            return True
    return False


def unknown(view, index):
    return not acknowledged_once(view, index)


def arrived(view, index):
    """TCP took it, or told its sender that its bytes had come before (by a D-SACK: RFC 2883), which
    it does for none whose checksum is wrong."""
    line = view.lines[index]
    counters = [told['counters'][told['end']] for _, told in line.arrivals]
    return line.taken is not None or any(
        count.get('TCPDSACKOldSent') and not count.get('InCsumErrors') for count in counters)


def lost(view, index):
    """Its receiver's TCP did not take it, and told nobody that it had come."""
    return view.lines[index].taken is None and not arrived(view, index)


def below_window(line):
    """A SYN+ACK to who is in SYN-RECEIVED, and stays there: its number is below the window, so it is
    answered with an ACK and dropped (RFC 9293 section 3.10.7.4, first). Linux counts that nowhere."""
    frame = line.frame
    return frame.flags & (SYN | ACK) == SYN | ACK and all(
        told[member][frame.receiver] == 'SYN-RECEIVED'
        for _, told in line.arrivals for member in ('before', 'states'))


def discarded(view, index):
    """None: it was damaged, and never came: its receiver would have had to (RFC 9293, 3.1)."""
    line = view.lines[index]
    if not line.arrivals and line.frame.took('flip'):
        return None
    return bool(line.arrivals) and (line.taken is None or below_window(line))


FATES = {
    'arrived': arrived,
    'lost': lost,
    # The path carries a frame, or loses all of it.
    'part-lost': lambda view, index: False,
    'lost-or-answer': lambda view, index: lost_or_answer(view, view.lines[index]),
    'overtaken': overtaken,
    'duplicate': lambda view, index: came_twice(view, view.lines[index].frame),
    'capture-duplicate': same_copy,
    'discarded': discarded,
    'unknown': unknown,
}


def untold(view, index):
    """What could be told of a frame that takes sequence space, and was not."""
    line = view.lines[index]
    if line.frame.end_seq == line.frame.seq:
        return
    if acknowledged_once(view, index) and not line.frame.injected and \
            not taken_for_pending(view, index):
        yield 'arrived'
    for name in ('lost', 'discarded', 'overtaken'):
        if FATES[name](view, index) and (name != 'lost' or not line.arrivals):
            yield name
    if len(line.arrivals) > 1:
        yield 'duplicate'
    if any(is_crossed(view, line, other) for other in view.lines):
        yield 'crossed'


def fate(view, index, told, where):
    """Verdict, place and text for the score."""
    line = view.lines[index]
    true = FATES[told](view, index) if told in FATES else False
    text = '%s; %s' % (told, 'taken' if line.taken is not None else
                       'came, not taken' if line.arrivals else 'never came')
    if true is None or (told == 'unknown' and true) or \
            (told == 'arrived' and not true and made_beyond(view, line.frame)):
        return 'unknown', where, text
    return ('right' if true else 'wrong'), where, text
