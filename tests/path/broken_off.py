# SPDX-License-Identifier: MIT
"""Predicates of claims (see claims.py) about a RST that breaks an opening off, or comes behind a close, and
about a connection that nothing closed."""
from ends_truth import OVER
from alone import made_alone
from names import acknowledged, ended, ends_nothing, open_names
from truth import ACK, FIN, OTHER, RST, SYN


def made(line):
    """Of one that somebody made, nothing tells where it ended its receiver, or never came."""
    return None if line.taken is not None or not line.arrivals else False


def states_of_sender(view, line, before=0):
    return view.ends.end(line.frame.sender, line.frame.port).at(line.frame.position - before)


def breaks_off(view, line, claim):
    """Its sender has no connection when it left, and opens none by the SYN that it had sent (RFC 9293 section
    3.10.7.3: who answers an old ACK so goes on)."""
    if not line.frame.flags & RST:
        return False
    return made(line) if line.frame.injected else bool(states_of_sender(view, line) & set(OVER))


def comes_after_close(view, line, claim):
    """Its sender was over before, or needed nothing more."""
    if not line.frame.flags & RST:
        return False
    return made(line) if line.frame.injected else \
        bool(states_of_sender(view, line, 1) & {*OVER, 'TIME-WAIT'})


def not_completed(view, connection, claim):
    """A RST is there, and by its SYNs no end came to be synchronized with the other."""
    return any(line.frame.flags & RST for line in connection.lines) and \
        bool(open_names(connection) & {'incomplete', 'refused', 'unanswered', 'no-connection'})


def answered_not_completed(view, connection, claim):
    return not_completed(view, connection, claim) and any(
        line.frame.flags & (SYN | ACK) == SYN | ACK for line in connection.lines)


def nothing_closed(view, connection, claim):
    """No FIN of an end and no RST that ended one was captured. (One in the name of the only side that is to
    be seen, and which goes on, looks like one that ended nobody.)"""
    if any(connection.of(side, FIN, FIN) for side in OTHER):
        return False
    ending = [line for line in connection.resets() if line.taken is not None and
              ended(connection, line) and not ends_nothing(connection, line)]
    alone = made_alone(connection)
    return None if ending and all(line in alone for line in ending) else not ending


def not_all_acknowledged(view, connection, claim):
    """Both sides sent a FIN, and of one no ACK is to be seen."""
    fins = [connection.of(side, FIN, FIN) for side in OTHER]
    return all(fins) and not all(acknowledged(connection, line.frame) for side in fins for line in side)


SEGMENT = {
    'reset-opening': breaks_off,
    'reset-of-syn-received': breaks_off,
    'reset-after-close': comes_after_close,
}

CONNECTION = {
    'not-opened-broken-off': answered_not_completed,
    'not-opened-answered-by-rst': answered_not_completed,
    'not-opened-answer-unseen': not_completed,
    'not-closed': nothing_closed,
    'fins-not-acknowledged': not_all_acknowledged,
}
