# SPDX-License-Identifier: MIT
"""RSTs in a connection that nothing which was captured tells from those of its ends."""
from truth import RST
from view import before


def made_alone(connection):
    """RSTs that were made in the name of the only side that is captured: nothing tells them from its own."""
    if len({line.frame.sender for line in connection.lines}) == 2:
        return []
    return [line for line in connection.lines if line.frame.injected and line.frame.flags & RST]


def odd_alone(connection):
    """RSTs of the only side that is captured, with another number than its next one, or behind which more of
    it is captured: the answers would tell whether they are its own."""
    if len({line.frame.sender for line in connection.lines}) == 2:
        return []
    found = []
    for at, line in enumerate(connection.lines):
        ends = [other.frame.end_seq for other in connection.lines[:at]]
        goes_on = any(not other.frame.flags & RST for other in connection.lines[at + 1:])
        follows = any(line.frame.seq == end for end in ends) and \
            not any(before(line.frame.seq, end) for end in ends)
        if line.frame.flags & RST and (goes_on or not follows):
            found.append(line)
    return found


def made_last(connection):
    """RSTs that were made in the name of a side of which nothing else is captured behind them: nothing tells
    them from its own."""
    found = []
    for at, line in enumerate(connection.lines):
        behind = [other.frame for other in connection.lines[at + 1:]
                  if other.frame.sender == line.frame.sender and not other.frame.flags & RST]
        if line.frame.injected and line.frame.flags & RST and not behind:
            found.append(line)
    return found
