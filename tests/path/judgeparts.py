# SPDX-License-Identifier: MIT
"""What the judge has to say of captures that show a part of what happened: see judgeunit.py."""
import collections
import copy

import names
from causes import one_of_several
from claims import PREDICATES
from facts import fate
from logs import opened_again, whole_exchange
from logs_opening import closed_behind_syn
from told_logs import tell, wrong
from told_states import Told, verdict
from truth import ACK, FIN, RST, SYN
from written import Log, data, opened


def check_begun_with_syn(folder):
    """A capture that begins with a SYN in somebody's name, or a late copy of its own, lacks the opening."""
    log = Log()
    opened(log)
    log.deliver(log.inject('client', SYN, 50))
    log.deliver(1)
    data(log)
    for begin, is_right in ((0, False), (3, True), (4, True), (5, True)):
        view = log.views(folder)['server']
        connection = names.Connection(view, view.lines[begin:])
        if PREDICATES['opened-before'](view, connection, {}) != is_right:
            yield 'begun with line %d: opened before: %s' % (begin, not is_right)


def check_end_unseen(folder):
    """The last numbers of a side, which a segment of it without numbers lies behind."""
    view = whole_exchange().views(folder)['client']
    view.lines = [line for line in view.lines if not line.frame.flags & FIN]
    for lines, is_right in ((view.lines, True), (view.lines[:5], False),
                            (view.lines[:3] + view.lines[4:], True)):
        if PREDICATES['close-unseen'](view, names.Connection(view, lines), {}) != is_right:
            yield 'of frames %s the end is unseen: %s' % (
                [line.frame.number for line in lines], not is_right)


def check_odd_reset(folder):
    """Of one direction, a RST that jumps over numbers may be another's, or not be taken."""
    for number, hidden, is_told in ((1, 'client', False), (12, 'client', True), (12, None, False)):
        log = Log()
        opened(log)
        log.deliver(log.send('server', RST | ACK, number, 1, server='CLOSED'), client='CLOSED')
        view = log.views(folder)['client']
        lines = [line for line in view.lines if line.frame.sender != hidden]
        told = names.close_names(names.Connection(view, lines))
        if ('open' in told) != is_told or 'reset' not in told:
            yield 'a RST with number %d, without the %s: %s' % (number, hidden, sorted(told))


def check_held_reset(folder):
    """An opening of which the SYN+ACK is the last that is captured; a RST of before comes behind its end."""
    log = Log()
    log.deliver(log.send('client', SYN, 0, client='SYN-SENT'), server='SYN-RECEIVED')
    rst = log.send('client', RST, 77)
    log.deliver(log.send('server', SYN | ACK, 0, 1), client='ESTABLISHED')
    log.deliver(log.send('client', ACK, 1, 1), server='ESTABLISHED')
    log.deliver(rst)
    view = log.views(folder)['middle']
    for count, told in ((3, {'3-way', 'incomplete'}), (4, {'3-way'})):
        found = names.open_names(names.Connection(view, view.lines[:count]))
        if found != told:
            yield 'a SYN+ACK and a RST that was held, %d frames: %s' % (count, sorted(found))


def check_copy_beyond(folder):
    """Which of two copies that the path made came is not to be seen where the other was not captured."""
    for number, told in ((1, 'wrong'), (2, 'unknown')):
        view = whole_exchange().views(folder)['middle']
        line = copy.copy(next(line for line in view.lines if line.frame.len))
        line.copy, line.arrivals = number, []
        view.lines = [line]
        if fate(view, 0, 'arrived', '')[0] != told:
            yield 'copy %d, which never came, arrived: not %s' % (number, told)


def check_fin_of_before(folder):
    """That a FIN of an older connection of the same ports was captured tells nothing of the next one's."""
    log = opened_again()
    log.deliver(log.send('client', FIN | ACK, 5001, 7001, client='FIN-WAIT-1'), server='CLOSE-WAIT')
    log.deliver(log.send('server', FIN | ACK, 7001, 5002, server='LAST-ACK'), client='TIME-WAIT')
    log.deliver(log.send('server', ACK, 7002, 5002))
    for missing in (True, False):
        view = log.views(folder)['client']
        view.lines = [line for line in view.lines if not missing or line.frame.number != 14]
        last = len(view.lines) - 1
        told = Told(view, list(enumerate(view.lines)), last, 'server', 'CLOSE-WAIT', True)
        if (verdict(told)[0] == 'wrong') == missing:
            yield 'CLOSE-WAIT, whose FIN is %s' % ('missing' if missing else 'there')


def check_roles(folder):
    """Where the server's host is told to be the client, that closed first if the client did."""
    for host, closer, is_wrong in ((':8079', 'server', False), (':8079', 'client', True),
                                   (':50000', 'client', False), (':50000', 'server', True)):
        view = whole_exchange().views(folder)['client']
        events = tell(view)
        events[-1].update(client='192.0.2.1' + host, closed_first=closer)
        found = [place for place in wrong(view, events) if place[0] == 'closed_first']
        if bool(found) != is_wrong:
            yield '%s as client, closed first by the %s: %s' % (host, closer, found)


def check_first_of_two(folder):
    """A FIN of the connection before, sent behind the SYN of this one, does not close this one."""
    view = closed_behind_syn().views(folder)['client']
    lines = [line for line in view.lines if line.frame.number > 8]
    told = names.closed_first(names.Connection(view, lines))
    if told != {'client'}:
        yield 'behind a FIN of the connection before: %s closed first' % sorted(told)


def check_counted_together(folder):
    """A SYN+ACK that is sent again in the same step is no keep-alive, whose counter stands with it."""
    Sent = collections.namedtuple('Sent', 'sender flags len position')
    for flags, is_told in ((SYN | ACK, True), (ACK, False)):
        lines = [{'event': 'sent', 'end': 'server', 'flags': flags, 'len': 0,
                  'counters': {'server': {'TCPKeepAlive': 1}}},
                 {'event': 'sent', 'end': 'server', 'flags': ACK, 'len': 0,
                  'counters': {'server': {}}}]
        log = collections.namedtuple('Lines', 'lines')(lines)
        if one_of_several(log, Sent('server', ACK, 0, 1), 'TCPKeepAlive') != is_told:
            yield 'one keep-alive, behind a frame with the flags %x' % flags


def repeated_behind_fin(log, left):
    """The client's FIN comes, then the server sends what begins at LEFT, and closes."""
    opened(log)
    log.deliver(log.send('server', ACK, 1, 1, 100))
    log.deliver(log.send('client', FIN | ACK, 1, 1, client='FIN-WAIT-1'), server='CLOSE-WAIT')
    log.deliver(log.send('server', ACK, left, 2, 100), client='FIN-WAIT-2')
    log.deliver(log.send('client', ACK, 2, left + 100))
    log.deliver(log.send('server', FIN | ACK, left + 100, 2, server='LAST-ACK'),
                client='TIME-WAIT')
    log.deliver(log.send('client', ACK, 2, left + 101), server='CLOSED')
    return log


def check_half_close(folder):
    """Data behind the first FIN that were sent before it, too, need not be told as a half-close."""
    for left, expected in ((1, {'half-close', '4-segment'}), (101, {'half-close'})):
        view = repeated_behind_fin(Log(), left).views(folder)['client']
        told = names.close_names(names.Connection(view, view.lines))
        if told != expected:
            yield 'from %d on behind a FIN: %s' % (left, sorted(told))


PARTS = (check_begun_with_syn, check_end_unseen, check_odd_reset, check_held_reset,
         check_copy_beyond, check_fin_of_before, check_roles, check_first_of_two,
         check_counted_together, check_half_close)
