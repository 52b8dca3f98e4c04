# SPDX-License-Identifier: MIT
"""One predicate over the truth for each id of a claim. A claim whose id is not here fails.

Each takes the capture (view.py), the line of the frame that brings the claim (for one of a connection:
names.Connection), and the sniffer's object with its grade, frames and value. It returns whether the claim
is true; None: the log cannot tell, as of what stands in the capture alone."""
from causes import by_answer, moved, moved_since
from ends_truth import OVER
from facts import FATES, is_crossed
from names import close_names, open_names
from truth import ACK, FIN, RST, SYN
from view import before, came_twice, crossed, overlapping


def flags(mask, value):
    """The header has these."""
    return lambda view, line, claim: line.frame.flags & mask == value


def index_of(view, line):
    return view.lines.index(line)


def sent_by(*names):
    """The step that made it be sent moved one of these counters."""
    return lambda view, line, claim: moved(view.truth, line.frame, *names)


LATE_US = 3000


def punctual(view, line):
    """Whether the path kept to its plan for this frame and the others that passed lately."""
    near = view.lines[max(0, index_of(view, line) - 8):index_of(view, line) + 1]
    return not any(passed.get('late_us', 0) > LATE_US for entry in near
                   for passed in entry.frame.middle + [told for _, told in entry.frame.delivered])


def delayed(view, line, claim):
    if moved(view.truth, line.frame, 'DelayedACKs'):
        return True
    return False if punctual(view, line) else None


def again_by_answer(view, line, claim):
    """By what had come: at once, or when RACK's timer (RFC 8985, 6.3) had run out behind it."""
    return bool(overlapping(view, line.frame)) and (
        by_answer(view.truth, line.frame) or
        moved(view.truth, line.frame, 'TCPFastRetrans', 'TCPSlowStartRetrans'))


def again_by_timer(name):
    """A timer sends at once: its counter moved since the frame before it, with whatever step of the run
    that fell together."""
    return lambda view, line, claim: moved_since(view.truth, line.frame, name)


def left_before_other(view, line, claim):
    """No SYN, or no FIN, of the other had come when this one left, in this connection. (Nothing in one
    that somebody made in its name shows that: as if sent by it.)"""
    frame = line.frame
    if frame.injected:
        return None
    alike = frame.flags & (SYN | FIN)
    end = view.ends.end(frame.sender, frame.port)
    opening = begun(view, frame)
    of_other = (view.truth.frames[number] for number, position in end.taken.items()
                if position < frame.position)
    return not any(other.flags & alike and other.position > opening for other in of_other)


def begun(view, frame):
    """The position of the first copy of the SYN (of the client, or the first of its own) with which the
    connection began that FRAME's sender had when it left."""
    syn = view.ends.end('client', frame.port).opening(frame.position)
    return -1 if syn is None else min(other.position for other in view.truth.frames.values()
                                      if other.port == frame.port and other.seq == syn.seq and
                                      other.flags & (SYN | ACK) == SYN)


def lost_before(view, line, claim):
    """What was sent first of these bytes did not come past here before it."""
    seen = {entry.frame.number for entry in view.lines[:index_of(view, line)]}
    return any(other.number < line.frame.number and other.number not in seen
               for other in overlapping(view, line.frame))


def not_taken(view, line, claim):
    return line.taken is None


def unmoved(view, line, claim):
    """Whether it changed its receiver's state, that of one that is gone already included."""
    return all(told['before'][told['end']] == told['states'][told['end']]
               for _, told in line.arrivals)


def was_closing(view, line, claim):
    """Its sender had got the other FIN, and no ACK of its own one, when it left."""
    frame = line.frame
    return 'CLOSING' in view.ends.end(frame.sender, frame.port).at(frame.position)


def both_closing(view, line, claim):
    """Both ends were in CLOSING in this connection: the one that gets it, until it comes."""
    frame = line.frame
    over = max(frame.position, line.taken or len(view.truth.lines)) + 1
    return all('CLOSING' in view.ends.end(side, frame.port).between(begun(view, frame), over)
               for side in ('client', 'server'))


def of_older(view, line, claim):
    """The connection in which it was sent is not its sender's, or its receiver's, of this time."""
    frame = line.frame
    last = max([entry.frame.position for entry in earlier(view, line)], default=frame.position)
    return begun(view, frame) < begun_before(view, frame.port, last)


def begun_before(view, port, position):
    syn = view.ends.end('client', port).opening(position + 1)
    return -1 if syn is None else syn.position


def refused(view, line, claim):
    """It answers a SYN: made by an end that knows of no connection, or ending one that was asked for."""
    frame = line.frame
    if not frame.injected:
        return by_answer(view.truth, frame) and frame.line['states'][frame.sender] in OVER
    return any(told['before'][told['end']] == 'SYN-SENT' for _, told in line.arrivals)


def answers(view, line, claim):
    """One that somebody made has all that an answer has, where its number is exact: then nothing in the
    capture tells it from one."""
    if line.frame.injected:
        return None if line.taken is not None else False
    return by_answer(view.truth, line.frame)


def genuine(view, line, claim):
    """An end sent it, and what it says had come had come."""
    return not line.frame.injected


def twice(view, line, claim):
    """Its sender had got something twice."""
    return any(came_twice(view, other) for other in view.truth.frames.values()
               if other.sender != line.frame.sender and other.port == line.frame.port and
               other.number < line.frame.number)


def fins_crossed(view, connection, claim):
    fins = {}
    for entry in connection.lines:
        if entry.frame.flags & FIN and not entry.frame.injected:
            fins.setdefault(entry.frame.sender, entry.frame)
    return len(fins) == 2 and crossed(view, fins['client'], fins['server'])


def is_fate(name):
    return lambda view, line, claim: FATES[name](view, index_of(view, line))


def earlier(view, line):
    """The lines before it of its connection."""
    return [entry for entry in view.lines[:index_of(view, line)]
            if entry.frame.port == line.frame.port]


def seen_before(view, line, claim):
    """Some of its bytes have passed before."""
    again = {other.number for other in overlapping(view, line.frame)} | {line.frame.number}
    return any(entry.frame.number in again for entry in earlier(view, line))


def behind_other_fin(view, line, claim):
    return bool(line.frame.flags & FIN) and any(
        entry.frame.flags & FIN and entry.frame.sender != line.frame.sender
        for entry in earlier(view, line))


def acknowledges_fin(view, line, claim):
    frame = line.frame
    return frame.len == 0 and any(
        entry.frame.flags & FIN and entry.frame.sender != frame.sender and
        not before(frame.ack, entry.frame.end_seq) for entry in earlier(view, line))


def acknowledges_alone(view, line, claim):
    """And its sender had sent no FIN."""
    frame = line.frame
    state = view.ends.end(frame.sender, frame.port).at(frame.position)
    return acknowledges_fin(view, line, claim) and 'CLOSE-WAIT' in state


def same_ack(view, line, claim):
    frame = line.frame
    return frame.len == 0 and any(
        entry.frame.sender == frame.sender and entry.frame.ack == frame.ack
        for entry in earlier(view, line))


def jump(view, line, claim):
    """Nothing that ends where it begins, or behind that, has passed."""
    return not any(entry.frame.sender == line.frame.sender and
                   not before(entry.frame.end_seq, line.frame.seq)
                   for entry in earlier(view, line))


def both_crossed(view, line, claim):
    return len(claim['frames']) > 1 and \
        is_crossed(view, line, view.lines[claim['frames'][1] - 1])


def opening(*names_of_it):
    return lambda view, connection, claim: bool(open_names(connection) & set(names_of_it))


def closing(*names_of_it):
    return lambda view, connection, claim: bool(close_names(connection) & set(names_of_it))


def some(predicate):
    """True of one of the connection's lines; the log cannot tell where it cannot of one of them."""
    def of_some(view, connection, claim):
        told = [predicate(view, line, claim) for line in connection.lines]
        return True if True in told else None if None in told else False
    return of_some


def fin_came(view, connection, claim):
    return any(line.frame.flags & FIN and line.taken is not None for line in connection.lines)


def in_capture_alone(view, subject, claim):
    return None


SEGMENT = {
    'syn': flags(SYN | ACK, SYN),
    'syn-again': seen_before,
    'syn-ack': flags(SYN | ACK, SYN | ACK),
    'syn-ack-again': seen_before,
    'syn-before-other': left_before_other,
    'syn-ack-data': genuine,
    'syn-ack-only': genuine,
    'syn-stray': not_taken,
    'handshake-ack': genuine,
    'handshake-ack-again': same_ack,
    'challenge-ack': sent_by('TCPChallengeACK', 'TCPSYNChallenge'),
    'fin': flags(FIN, FIN),
    'fin-data': lambda view, line, claim: bool(line.frame.flags & FIN) and line.frame.len > 0,
    'fin-with-ack': behind_other_fin,
    'fin-after-ack': behind_other_fin,
    'fin-before-other': left_before_other,
    'fin-again': seen_before,
    'fin-acked-alone': acknowledges_alone,
    'fin-acked-crossed': was_closing,
    'fin-acked-again': acknowledges_fin,
    'fin-acked-once-more': acknowledges_fin,
    'first-fin': flags(FIN, FIN),
    'last-ack': genuine,
    'last-ack-crossed': both_closing,
    'last-ack-both': acknowledges_fin,
    'data': lambda view, line, claim: line.frame.len > 0,
    'ack': genuine,
    'delayed-ack': delayed,
    'duplicate-ack': same_ack,
    'ack-once-more': same_ack,
    'sack': genuine,
    'd-sack': twice,
    'old-ack': is_fate('overtaken'),
    'of-older-connection': of_older,
    'no-ack': flags(ACK, 0),
    'zero-window': lambda view, line, claim: line.frame.win == 0,
    'window-probe': sent_by('TCPWinProbe', 'TCPTimeouts'),
    'window-probe-ack': genuine,
    'keep-alive': sent_by('TCPKeepAlive'),
    'keep-alive-ack': genuine,
    'sent-again-acked': seen_before,
    'sent-again-sack': again_by_answer,
    'sent-again-dupacks': again_by_answer,
    'sent-again-partial-ack': again_by_answer,
    'sent-again-timeout': again_by_timer('TCPTimeouts'),
    'sent-again-backoff': again_by_timer('TCPTimeouts'),
    'sent-again-loss-probe': again_by_timer('TCPLossProbes'),
    'overtaken': is_fate('overtaken'),
    'lost-before': lost_before,
    'numbers-jump': jump,
    'captured-twice': is_fate('capture-duplicate'),
    'doubled': is_fate('duplicate'),
    'lost': is_fate('lost'),
    'lost-or-answer': is_fate('lost-or-answer'),
    'discarded': is_fate('discarded'),
    'crossed': both_crossed,
    'refused': refused,
    'reset': flags(RST, RST),
    'reset-no-connection': answers,
    'reset-answers': answers,
    'reset-answers-old-ack': answers,
    'reset-answers-earlier': answers,
    'reset-answers-keep-alive': answers,
    'reset-gives-up': sent_by('TCPAbortOnTimeout'),
    'reset-ignored': unmoved,
    'reset-challenged': unmoved,
    'reset-not-taken': unmoved,
    'reset-ttl': lambda view, line, claim: line.frame.injected,
}

CONNECTION = {
    'opened': opening('3-way'),
    'opened-after-repetition': opening('3-way'),
    'opened-after-repeated-answer': opening('3-way'),
    'opened-simultaneously': opening('simultaneous'),
    'not-opened-refused': opening('refused'),
    'not-opened-refused-again': opening('refused'),
    'not-opened-unanswered': opening('unanswered'),
    'not-opened-incomplete': opening('incomplete'),
    'no-connection': opening('no-connection'),
    'losses': some(not_taken),
    'repaired-fast': some(again_by_answer),
    'repaired-timeout': some(again_by_timer('TCPTimeouts')),
    'repaired-loss-probe': some(again_by_timer('TCPLossProbes')),
    'got-twice': some(twice),
    'window-shut': some(lambda view, line, claim: line.frame.win == 0),
    'waited-for-acks': some(delayed),
    'gave-up-probing': some(sent_by('TCPAbortOnTimeout')),
    'gave-up': some(sent_by('TCPAbortOnTimeout')),
    'closed-3-segment': closing('3-segment'),
    'closed-4-segment': closing('4-segment'),
    'closed-half': closing('half-close'),
    'closed-simultaneously': fins_crossed,
    'one-fin': closing('one-fin'),
    'one-fin-acknowledged': fin_came,
    'not-closed': closing('open'),
    'fin-repeated': some(lambda view, line, claim: bool(line.frame.flags & FIN) and
                         seen_before(view, line, claim)),
    'aborted': closing('reset', 'fin-then-reset'),
    'aborted-in-name': closing('reset', 'fin-then-reset', 'open'),
    'aborted-after-fin': closing('fin-then-reset'),
    'aborted-by-first': closing('fin-then-reset'),
    'answered-by-rst': closing('fin-then-reset'),
}

# What is seen is read off the capture and off nothing else, and what cannot be told is no statement.
ALONE = """ack-late ack-of-fin-may-wait ack-of-fin-not-captured ack-of-nothing-seen ack-of-older
ack-unseen clock-back
clock-jump cookie cookie-request data-after-fin data-fills-window fin-unanswered never-acknowledged
new-bytes not-opened-broken-off opened-before opened-fast out-of-order repaired repaired-syn-acked
repaired-timer reset-after-close reset-after-fin reset-again reset-first reset-in-name reset-opening
reset-reason roles-guessed round-trip same-packet sent-again sent-again-syn-acked sent-again-timer stray
syn-ack-held syn-data syn-pending times-odd urgent window-change window-opens window-still-shut"""

PREDICATES = {**{name: in_capture_alone for name in ALONE.split()}, **SEGMENT, **CONNECTION}
