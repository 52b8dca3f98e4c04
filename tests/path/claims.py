# SPDX-License-Identifier: MIT
"""One predicate over the truth for each id of a claim. A claim whose id is not here fails.

Each takes the capture (view.py), the line of the frame that brings the claim (None for a claim of the
connection), and the sniffer's object with its grade, frames and value. It returns whether the claim is
true; None: the log cannot tell."""
from causes import by_answer, by_timer, moved
from ends_truth import OVER
from facts import overtaken, same_copy
from truth import ACK, FIN, RST, SYN
from view import came_twice, crossed, overlapping


def flags(mask, value):
    """The header has these."""
    return lambda view, line, claim: line.frame.flags & mask == value


def about(view, claim, at):
    """The frame that stands at AT in the claim's own list."""
    return view.lines[claim['frames'][at] - 1].frame


def index_of(view, line):
    return view.lines.index(line)


def sent_by(*names):
    """The step that made it be sent moved one of these counters."""
    return lambda view, line, claim: moved(view.truth, line.frame, *names)


def again_by_answer(view, line, claim):
    """By what had come: at once, or when RACK's timer (RFC 8985, 6.3) had run out behind it."""
    return bool(overlapping(view, line.frame)) and (
        by_answer(view.truth, line.frame) or
        moved(view.truth, line.frame, 'TCPFastRetrans', 'TCPSlowStartRetrans'))


def again_by_timer(name):
    return lambda view, line, claim: by_timer(view.truth, line.frame) and \
        moved(view.truth, line.frame, name)


def left_before_other(view, line, claim):
    """The other's SYN or FIN had not come when this one left."""
    other = about(view, claim, 1)
    taken = view.ends.end(line.frame.sender, line.frame.port).taken.get(other.number)
    return taken is None or taken > line.frame.position


def lost_before(view, line, claim):
    """What was sent first of these bytes did not come past here before it."""
    seen = {entry.frame.number for entry in view.lines[:index_of(view, line)]}
    return any(other.number < line.frame.number and other.number not in seen
               for other in overlapping(view, line.frame))


def not_taken(view, line, claim):
    return line.taken is None


def challenged(view, line, claim):
    return any(told['counters'][told['end']].get('TCPChallengeACK') for _, told in line.arrivals)


def refused(view, line, claim):
    """It answers a SYN: made by an end that knows of no connection, or ending one that was asked for."""
    frame = line.frame
    if not frame.injected:
        return by_answer(view.truth, frame) and frame.line['states'][frame.sender] in OVER
    return any(told['before'][told['end']] == 'SYN-SENT' for _, told in line.arrivals)


def answers(view, line, claim):
    return not line.frame.injected and by_answer(view.truth, line.frame)


def genuine(view, line, claim):
    """An end sent it, and what it says had come had come."""
    return not line.frame.injected


def twice(view, line, claim):
    """Its sender had got something twice."""
    return any(came_twice(view, other) for other in view.truth.frames.values()
               if other.sender != line.frame.sender and other.port == line.frame.port and
               other.number < line.frame.number)


def fins_crossed(view, line, claim):
    fins = {}
    for entry in view.lines:
        if entry.frame.flags & FIN and not entry.frame.injected:
            fins.setdefault(entry.frame.sender, entry.frame)
    return len(fins) == 2 and crossed(view, fins['client'], fins['server'])


# An id that other ids need, too, stands once for each.
PREDICATES = {
    'syn': flags(SYN | ACK, SYN),
    'syn-ack': flags(SYN | ACK, SYN | ACK),
    'fin': flags(FIN, FIN),
    'data': lambda view, line, claim: line.frame.len > 0,
    'reset': flags(RST, RST),
    'zero-window': lambda view, line, claim: line.frame.win == 0,
    'ack': genuine,
    'handshake-ack': genuine,
    'syn-ack-data': genuine,
    'syn-ack-only': genuine,
    'last-ack': genuine,
    'sack': genuine,
    'd-sack': twice,
    'delayed-ack': sent_by('DelayedACKs'),
    'old-ack': lambda view, line, claim: overtaken(view, index_of(view, line)),
    'overtaken': lambda view, line, claim: overtaken(view, index_of(view, line)),
    'lost-before': lost_before,
    'captured-twice': lambda view, line, claim: same_copy(view, index_of(view, line)),
    'sent-again-sack': again_by_answer,
    'sent-again-dupacks': again_by_answer,
    'sent-again-partial-ack': again_by_answer,
    'sent-again-timeout': again_by_timer('TCPTimeouts'),
    'sent-again-backoff': again_by_timer('TCPTimeouts'),
    'sent-again-loss-probe': again_by_timer('TCPLossProbes'),
    'window-probe': sent_by('TCPWinProbe'),
    'keep-alive': sent_by('TCPKeepAlive'),
    'challenge-ack': sent_by('TCPChallengeACK', 'TCPSYNChallenge'),
    'syn-before-other': left_before_other,
    'fin-before-other': left_before_other,
    'syn-stray': not_taken,
    'refused': refused,
    'reset-no-connection': answers,
    'reset-answers': answers,
    'reset-answers-old-ack': answers,
    'reset-gives-up': sent_by('TCPAbortOnTimeout'),
    'reset-ignored': not_taken,
    'reset-challenged': challenged,
    'reset-ttl': lambda view, line, claim: line.frame.injected,
    'closed-simultaneously': fins_crossed,
}
