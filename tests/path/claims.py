# SPDX-License-Identifier: MIT
"""One predicate over the truth for each id of a claim. A claim whose id is not here fails.

Each takes the capture (view.py), the line of the frame that brings the claim (for one of a connection:
names.Connection), and the sniffer's object with its grade, frames and value. It returns whether the claim
is true; None: the log cannot tell."""
import collections

import broken_off
import seen
from causes import by_answer, counted_before, moved, moved_since, one_of_several
from facts import FATES
from names import close_names, first_copy, open_names
from relations import (acknowledges_alone, acknowledges_fin, answers, answers_old_ack, behind_other_fin,
                       both_crossed, both_time_wait, challenge, closed_at_once, covers_fin,
                       fins_crossed, genuine, has_another, has_sacked, has_twice, jump, lacks,
                       left_before_other, lost_before, not_established, of_older, of_older_syn,
                       of_syn_data, of_syn_only, one_arrived,
                       refused, reset_taken, same_ack, seen_before, sent, unmoved, was_closing)
from truth import ACK, FIN, OTHER, RST, SYN
from view import came_twice, overlapping


def flags(mask, value):
    """The header has these."""
    return lambda view, line, claim: line.frame.flags & mask == value


def index_of(view, line):
    return view.lines.index(line)


def sent_by(*names):
    """The step that made it be sent moved one of these counters."""
    return lambda view, line, claim: moved(view.truth, line.frame, *names)


def window_probed(view, line, claim):
    return moved(view.truth, line.frame, 'TCPWinProbe', 'TCPTimeouts') or \
        counted_before(view.truth, line.frame, 'TCPWinProbe')


def kept_alive(view, line, claim):
    return moved(view.truth, line.frame, 'TCPKeepAlive') or \
        one_of_several(view.truth, line.frame, 'TCPKeepAlive')


LATE_US = 3000


def punctual(view, line):
    """Whether the path kept to its plan for this frame and the others that passed lately: that it read
    each when it was sent, and carried it on when it was due."""
    near = view.lines[max(0, index_of(view, line) - 8):index_of(view, line) + 1]
    return not any(passed.get('late_us', 0) > LATE_US for entry in near
                   for passed in [entry.frame.line] + entry.frame.middle +
                   [told for _, told in entry.frame.delivered])


def delayed(view, line, claim):
    if moved(view.truth, line.frame, 'DelayedACKs') or \
            counted_before(view.truth, line.frame, 'DelayedACKs'):
        return True
    return False if punctual(view, line) else None


def again_by_answer(view, line, claim):
    """By what had come: at once, or when RACK's timer (RFC 8985, 6.3) had run out behind it."""
    return bool(overlapping(view, line.frame)) and (
        by_answer(view.truth, line.frame) or
        moved(view.truth, line.frame, 'TCPFastRetrans', 'TCPSlowStartRetrans'))


def again_by_timer(*names):
    """A timer sends at once: its counter moved since the frame before it, with whatever step of the run
    that fell together."""
    return lambda view, line, claim: moved_since(view.truth, line.frame, *names)


def twice(view, line, claim):
    """Its sender had got something twice."""
    return any(came_twice(view, other) for other in view.truth.frames.values()
               if other.sender != line.frame.sender and other.port == line.frame.port and
               other.number < line.frame.number)


def is_fate(name):
    return lambda view, line, claim: FATES[name](view, index_of(view, line))


def opening(*names_of_it):
    return lambda view, connection, claim: bool(open_names(connection) & set(names_of_it))


def closing(*names_of_it):
    return lambda view, connection, claim: bool(close_names(connection) & set(names_of_it))


def some(predicate):
    """True of so many of the connection's lines as the claim counts, or of one; the log cannot tell where
    those of which it cannot might be the others."""
    def of_some(view, connection, claim):
        wanted = claim['value'] if claim.get('unit') == 'count' else 1
        told = [predicate(view, line, claim) for line in connection.lines]
        sure = sum(answer is not None and bool(answer) for answer in told)
        return True if sure >= wanted else None if sure + told.count(None) >= wanted else False
    return of_some


def of_frame(predicate):
    """True of the frame that the claim about the connection names."""
    return lambda view, connection, claim: \
        predicate(view, view.lines[claim['frames'][0] - 1], claim)


def challenged(view, connection, claim):
    """Something behind the frame that it names is a challenge ACK."""
    first = view.lines[claim['frames'][0] - 1]
    return any(challenge(view, line, claim) for line in connection.lines
               if index_of(view, line) > index_of(view, first) and not line.frame.injected)


def sent_so_often(member, value):
    """A side sent a segment with these flags so often, in all."""
    mask = value | SYN | (ACK if value & SYN else 0)

    def of_side(view, connection, claim):
        # Data goes with the first SYN (RFC 7413), or with a FIN the next time.
        same = 'end_seq' if value == FIN else 'seq'
        until = view.lines[max(claim['frames']) - 1] if value & SYN else None
        counts = collections.defaultdict(list)
        lines = connection.lines
        if value & SYN:     # an older connection may have taken the first one in
            behind = view.lines.index(lines[0])
            lines = [line for line in view.lines[:behind] if line.frame.port == connection.port] + lines
        for line in lines:
            if line.frame.flags & mask == value:
                counts[line.frame.sender, getattr(line.frame, same)].append(
                    (line.frame.number, line.copy))
            # As captured by then, without what was captured twice, or what the network doubled.
            if (line is until or line is connection.lines[-1]) and any(
                    claim[member] in (len(copies), len(set(copies)), len(dict(copies)))
                    for copies in counts.values()):
                return True
        return False
    return of_side


def opened_after(flags_of_it):
    often = sent_so_often('more', flags_of_it)
    return lambda view, connection, claim: \
        opening('3-way')(view, connection, claim) and (
            'more' not in claim or often(view, connection, claim))


def fin_came(view, connection, claim):
    return any(line.frame.flags & FIN and line.taken is not None for line in connection.lines)


def closed_before(view, connection, side, position):
    """Whether SIDE had sent a FIN in this connection."""
    return any(frame.flags & FIN and frame.sender == side and frame.port == connection.port and
               not frame.injected and connection.began <= frame.position < position
               for frame in view.truth.frames.values())


def in_close_wait(view, connection, claim):
    """The last one that it names acknowledged the FIN, and its sender had not closed."""
    frame = view.lines[claim['frames'][-1] - 1].frame
    return fin_came(view, connection, claim) and \
        not closed_before(view, connection, frame.sender, frame.position)


def reset_behind_first(view, connection, claim):
    """Of the FIN that it names first, the sender closed before the other side did."""
    fin = first_copy(connection, view.lines[claim['frames'][0] - 1].frame)
    return closing('fin-then-reset')(view, connection, claim) and \
        not closed_before(view, connection, OTHER[fin.sender], fin.position)


def fin_sent(view, connection, claim):
    return any(line.frame.flags & FIN and not line.frame.injected for line in connection.lines)


def no_statement(view, subject, claim):
    return None


SEGMENT = {
    'syn': flags(SYN | ACK, SYN),
    'syn-again': seen_before,
    'syn-ack': flags(SYN | ACK, SYN | ACK),
    'syn-ack-alone': flags(SYN | ACK, SYN | ACK),
    'syn-ack-again': seen_before,
    'syn-ack-again-soon': seen_before,
    'syn-before-other': left_before_other,
    'syn-ack-data': of_syn_data,
    'syn-ack-only': of_syn_only,
    'syn-of-syn-ack': lambda view, line, claim: line.frame.injected,
    'syn-forged': lambda view, line, claim: line.frame.injected,
    'syn-stray': unmoved,
    'handshake-ack': genuine,
    'handshake-ack-simultaneous': genuine,
    'handshake-ack-not-taken': not_established,
    'handshake-ack-again': same_ack,
    'challenge-ack': challenge,
    'fin': flags(FIN, FIN),
    'fin-data': lambda view, line, claim: bool(line.frame.flags & FIN) and line.frame.len > 0,
    'fin-with-ack': behind_other_fin,
    'fin-after-ack': behind_other_fin,
    'fin-acked-with-data': covers_fin,
    'fin-before-other': left_before_other,
    'fin-again': seen_before,
    'fin-acked-alone': acknowledges_alone,
    'fin-acked-crossed': was_closing,
    'fin-acked-again': acknowledges_fin,
    'fin-acked-once-more': acknowledges_fin,
    'last-ack': genuine,
    'last-ack-crossed': both_time_wait,
    'data': lambda view, line, claim: line.frame.len > 0,
    'ack': sent,
    'ack-of-no-bytes': flags(ACK, ACK),
    'delayed-ack': delayed,
    'duplicate-ack': same_ack,
    'ack-once-more': same_ack,
    'sack': has_sacked,
    'sack-fin': has_sacked,
    'sack-data-fin': has_sacked,
    'still-lacks': lacks,
    'still-lacks-too': lacks,
    'still-lacks-from': lacks,
    'd-sack': has_twice,
    'd-sack-fin': has_twice,
    'd-sack-data-fin': has_twice,
    'd-sack-syn': has_twice,
    'reneged': sent_by('OfoPruned'),
    'old-ack': has_another,
    'ack-of-older': of_older_syn,
    'of-older-connection': of_older,
    'no-ack': flags(ACK, 0),
    'zero-window': lambda view, line, claim: line.frame.win == 0,
    'window-probe': window_probed,
    'window-probe-ack': genuine,
    'keep-alive': kept_alive,
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
    'captured-elsewhere': is_fate('capture-duplicate'),
    'doubled': is_fate('duplicate'),
    'lost': is_fate('lost'),
    'part-lost': is_fate('part-lost'),
    'lost-or-answer': is_fate('lost-or-answer'),
    'lost-or-answer-probably': is_fate('lost-or-answer'),
    'discarded': is_fate('discarded'),
    'bad-checksum': is_fate('discarded'),
    'crossed': both_crossed,
    'one-arrived': one_arrived,
    'refused': refused,
    'reset': flags(RST, RST),
    'reset-no-connection': answers,
    'reset-answers': answers,
    'reset-answers-old-ack': answers_old_ack,
    'reset-answers-anew': answers,
    'reset-answers-earlier': answers,
    'reset-answers-keep-alive': answers,
    'reset-forged': lambda view, line, claim: line.frame.injected,
    'reset-gives-up': sent_by('TCPAbortOnTimeout'),
    'outside-window': is_fate('discarded'),
    'before-answer': is_fate('discarded'),
    'reset-ignored': unmoved,
    'reset-in-syn-sent': unmoved,
    'reset-challenged': unmoved,
    'reset-not-taken': unmoved,
    'reset-passed-over': unmoved,
    'reset-guess': lambda view, line, claim: line.frame.injected,
    'reset-ttl': lambda view, line, claim: line.frame.injected,
}

CONNECTION = {
    'opened': opening('3-way'),
    'opened-at-most': opening('3-way'),
    'opened-after-repetition': opened_after(SYN),
    'opened-after-repeated-answer': opened_after(SYN | ACK),
    'opened-held': opened_after(SYN | ACK),
    'syn-repeated': sent_so_often('value', SYN),
    'syn-ack-repeated': sent_so_often('value', SYN | ACK),
    'opened-syn-not-captured': lambda view, connection, claim:
        opening('3-way')(view, connection, claim) and seen.begins_without(view, connection, claim),
    'opened-simultaneously': opening('simultaneous'),
    'not-opened-refused': opening('refused'),
    'not-opened-refused-again': opening('refused'),
    'not-opened-unanswered': opening('unanswered'),
    'not-opened-incomplete': opening('incomplete'),
    'no-connection': opening('no-connection'),
    'losses': some(is_fate('lost')),
    'losses-in-part': some(is_fate('part-lost')),
    'losses-before': some(lost_before),
    'repaired-fast': some(again_by_answer),
    'repaired-partial-ack': some(again_by_answer),
    'repaired-timeout': some(again_by_timer('TCPTimeouts')),
    'repaired-backoff': some(again_by_timer('TCPTimeouts')),
    'backed-off': some(again_by_timer('TCPTimeouts', 'TCPLossProbes')),
    'repaired-loss-probe': some(again_by_timer('TCPLossProbes')),
    'got-twice': some(twice),
    'window-shut': some(lambda view, line, claim: line.frame.win == 0),
    'waited-for-acks': some(delayed),
    'gave-up-probing': some(sent_by('TCPAbortOnTimeout')),
    'gave-up': some(sent_by('TCPAbortOnTimeout')),
    'closed-3-segment': closing('3-segment'),
    'closed-no-ack-before': closing('3-segment'),
    'closed-at-once': closed_at_once,
    'closed-4-segment': closing('4-segment'),
    'closed-half': closing('half-close'),
    'closed-both': closing('simultaneous', '3-segment', '4-segment', 'fin-then-reset'),
    'closed-simultaneously': fins_crossed,
    'one-fin': closing('one-fin'),
    'one-fin-acknowledged': in_close_wait,
    'one-fin-captured': fin_sent,
    # a recording has fewer connections than the sniffer's table holds
    'given-up-early': lambda view, connection, claim: False,
    'fin-repeated': sent_so_often('value', FIN),
    'aborted': closing('reset', 'fin-then-reset'),
    'ended-by-answer': closing('reset', 'fin-then-reset'),  # that FIN may not have been captured
    'aborted-too-soon': closing('reset', 'fin-then-reset', 'open'),
    'aborted-in-name': closing('reset', 'fin-then-reset', 'open'),
    'not-opened-forged-rst': lambda view, connection, claim: any(
        line.frame.injected for line in connection.resets()),
    'aborted-forged': lambda view, connection, claim: any(
        line.frame.injected for line in connection.resets()),
    'aborted-after-fin': closing('fin-then-reset'),
    **dict.fromkeys(('aborted-by-first', 'answered-by-rst', 'reset-by-first', 'first-answered-by-rst',
                     'data-beyond-fin-answered'), reset_behind_first),
    **dict.fromkeys(('aborted-behind-fin', 'reset-behind-fin', 'answered-behind-fin',
                     'fin-answered-by-rst'), closing('fin-then-reset')),
    'reset-taken': reset_taken,
    'reset-passed': of_frame(unmoved),
    'reset-passed-for-sure': of_frame(unmoved),
    'syn-passed': of_frame(unmoved),
    'challenged': challenged,
}

# What cannot be told is no statement.
NO_STATEMENT = """ack-late fin-unanswered repaired repaired-timer same-packet sent-again sent-again-timer
syn-ack-held syn-ack-once-more syn-once-more syn-other-options reset-behind-unseen reset-in-fin-wait-2
reset-answers-copy reset-may-answer aborted-doubtful"""

PREDICATES = {**{name: no_statement for name in NO_STATEMENT.split()}, **seen.SEGMENT, **SEGMENT,
              **broken_off.SEGMENT, **seen.CONNECTION, **CONNECTION, **broken_off.CONNECTION}

# What needs a cause that no capture shows: never more than probable.
AT_MOST_PROBABLE = set("""aborted-forged ack-of-fin-not-captured ack-of-older answered-behind-fin
answered-by-rst backed-off bad-checksum before-answer captured-twice challenge-ack challenged closed-at-once
data-beyond-fin-answered delayed-ack discarded doubled ended-by-answer fin-answered-by-rst
first-answered-by-rst gave-up gave-up-probing keep-alive losses losses-before losses-in-part lost
lost-before many-captured-twice no-connection not-opened-answered-by-rst of-older-connection old-ack
outside-window part-lost reneged repaired-backoff repaired-loss-probe repaired-partial-ack
repaired-timeout reset-answers reset-answers-anew reset-answers-earlier
reset-challenged reset-forged reset-gives-up reset-guess reset-ignored reset-in-syn-sent
reset-no-connection reset-not-taken reset-passed reset-taken reset-ttl sent-again-backoff
sent-again-loss-probe sent-again-partial-ack sent-again-timeout syn-forged syn-of-syn-ack syn-passed syn-stray
waited-for-acks""".split())
