# SPDX-License-Identifier: MIT
"""What a sniffer would say that knows the truth: events of -f json, for tests of the judge."""
import names
from facts import FATES, is_crossed
from relations import begun
from truth import OTHER

FATES_IN_ORDER = ('discarded', 'lost', 'arrived')


def states(view, lines, index, event):
    line = view.lines[index]
    for side in OTHER:
        end = view.ends.end(side, line.frame.port)
        first, last = view.bounds(index, side, line.frame.port)
        true = end.at(first)
        if side != line.frame.sender and line.taken is not None and first <= line.taken < last:
            true = end.at(line.taken)
        # Of one that has not spoken nothing is told.
        spoke = any(told.frame.sender == side for at, told in lines if at <= index)
        event[side + '_state'] = sorted(true)[0] if spoke else None


def segment(view, lines, index, conn):
    line = view.lines[index]
    frame = line.frame
    event = {'v': 1, 'event': 'segment', 'frame': index + 1, 'conn': conn, 'sport': frame.sport,
             'from': frame.sender}
    states(view, lines, index, event)
    event['fate'] = next(fate for fate in FATES_IN_ORDER if FATES[fate](view, index))
    for at, other in enumerate(view.lines):
        if is_crossed(view, line, other):
            event['crossed'] = at + 1
    return event


def connections(view):
    """The lines of each connection with their indices: those between two ports, from a SYN of the client
    to before its next one with another number."""
    groups = {}
    for index, line in enumerate(view.lines):
        groups.setdefault((line.frame.port, begun(view, line.frame, 1)), []).append((index, line))
    return [groups[key] for key in sorted(groups)]


def tell(view):
    """All events of a capture."""
    events = {}
    ends = []
    for conn, lines in enumerate(connections(view), 1):
        for index, _ in lines:
            events[index] = segment(view, lines, index, conn)
        connection = names.Connection(view, [line for _, line in lines])
        ends.append({'v': 1, 'event': 'connection', 'conn': conn,
                     'open': sorted(names.open_names(connection))[0],
                     'close': sorted(names.close_names(connection))[0],
                     'closed_first': sorted(names.closed_first(connection))[0]})
    return [events[index] for index in sorted(events)] + ends
