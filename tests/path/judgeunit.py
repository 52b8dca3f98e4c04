#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""judgeunit.py CLAIM_H: the judge finds in logs that are written by hand each kind of false statement, and
lets pass what is true or what no capture could tell; and each claim that CLAIM_H names has a predicate."""
import collections
import copy
import re
import sys
import tempfile

import edit
import names
import oracle
from causes import one_of_several
from claims import AT_MOST_PROBABLE, PREDICATES
from facts import acknowledged_once, fate
from judge import Score, as_live, judge
from judgecases import CASES, LATE_CASES, claim
from logs import (answered_after_close, answered_late, fin_not_yet, forged_reset_unseen,
                  held_behind_a_reset, lost_fin, opened_again, reset_before_fin, reset_in_its_name,
                  reset_passed_over, syn_ack_of_older, whole_exchange)
from logs_opening import closed_behind_syn
from told_states import Told, verdict
from truth import ACK, FIN, OTHER, RST, SYN
from view import View
from written import FIRST, Log, data, opened

Numbers = collections.namedtuple('Numbers', 'seq end_seq')


def tell(view):
    """The oracle's events, with what predicates read of the sniffer's."""
    events = oracle.tell(view)
    for event in events:
        if event['event'] == 'segment':
            frame = view.lines[event['frame'] - 1].frame
            event.update(seq=frame.seq, ack=frame.ack, rel_seq=frame.seq - FIRST[frame.sender],
                         rel_ack=frame.ack - FIRST[OTHER[frame.sender]], win_scaled=frame.win,
                         time=frame.line.get('time', '1.%09d' % event['frame']))
    return events


def wrong(view, events):
    score = Score()
    judge(view, events, score, '')
    return [place for place in score.places if place[1] == 'wrong']


def check_case(folder, case, begin=0):
    make, place, number, told, is_wrong = case
    view = make().views(folder)[place]
    view.lines = view.lines[begin:]
    events = tell(view)
    before = wrong(view, events)
    event = next(event for event in events if event.get('frame', 0) == number)
    event.update(told)
    if told.get('fate', '') is None:
        del event['fate']
    found = wrong(view, events)
    if before:
        yield '%s: the truth is taken for wrong: %s' % (make.__name__, before[0])
    if bool(found) != is_wrong:
        yield '%s, %s from %d on, frame %d: %s: %s' % (make.__name__, place, begin, number, told,
                                                       found[0] if found else 'not found')


def check_bar():
    """What is unknown does not help what is probable. A state that is hedged says what is, if that arrives;
    what is proven says it without a condition."""
    for kind, count, too_much in (('claim x, probably', 2, False), ('claim x, probably', 3, True),
                                  ('state, hedged', 2, False), ('state, hedged', 3, True),
                                  ('state, proven', 1, True),
                                  ('state, contradicted', 1, True), ('claim x, follows', 1, True)):
        score = Score()
        for verdict, times in (('right', 100), ('wrong', count), ('unknown', 1000)):
            for _ in range(times):
                score.add(kind, verdict, '')
        if bool(score.wrong()) != too_much:
            yield '%s: %d wrong of 100' % (kind, count)


def check_live(folder):
    """What is told of a pipe may be corrected where it was hedged."""
    for hedged in (True, False):
        view = lost_fin().views(folder)['client']
        events = tell(view)
        events[5].update(server_state='CLOSED', **({'server_proven': False} if hedged else {}))
        events.insert(6, {'event': 'correction', 'conn': 1, 'end': 'server', 'frame': 6,
                          'was': 'CLOSED', 'state': 'ESTABLISHED', 'by': 7})
        score = Score(live=True)
        judge(view, as_live(events, score, ''), score, '')
        found = [place for place in score.places if place[1] == 'wrong']
        if bool(found) == hedged:
            yield 'a correction of what was %s: %s' % ('hedged' if hedged else 'proven', found)


def check_again(folder):
    """What was captured before a RST that somebody made, and once more behind it, as where the captures
    of two places are put together, does not tell that its alleged sender goes on."""
    for again in (True, False):
        view = forged_reset_unseen().views(folder)['client']
        if again:
            view.lines.insert(len(view.lines) - 2, view.lines[-1])
        events = tell(view)
        events[len(view.lines) - 1].update(server_state='CLOSED', server_proven=False)
        if bool(wrong(view, events)) == again:
            yield 'a RST that somebody made, and behind it what was %s' % (
                'seen before it' if again else 'sent behind it')


def check_own_order(folder):
    """A state belongs to an end's own order of events (RFC 9293 section 3.3.2): what was held on the path is
    the last word of its connection, if the RST that passed it is of another one, which a SYN begins."""
    for second, is_wrong in ((range(5, 8), False), (range(5, 7), True)):
        view = held_behind_a_reset().views(folder)['server']
        events = tell(view)
        for event in events:
            if event.get('frame') in second:
                event['conn'] = 2
        event = next(event for event in events if event.get('frame') == 8)
        event['client_state'] = 'ESTABLISHED'
        found = [place for place in wrong(view, events) if place[2] == ' frame 8']
        if bool(found) != is_wrong:
            yield 'data held behind a RST, %s: %s' % (second, found)


def check_missing(folder):
    """Of two FINs that were sent one is missing: which was first is known only by an ACK of the other one
    that has its number (RFC 9293 section 3.4: SND.NXT)."""
    for without, is_wrong in (({8}, True), ({7, 8}, False)):
        view = whole_exchange().views(folder)['client']
        view.lines = [line for line in view.lines if line.frame.number not in without]
        told = names.closed_first(names.Connection(view, view.lines))
        if ('none' in told) == is_wrong or 'server' in told:
            yield 'without %s: %s closed first' % (sorted(without), sorted(told))


def check_copies(folder):
    """A FIN that was sent twice, and once doubled by the network, as two places captured it."""
    view = lost_fin().views(folder)['client']
    late = copy.copy(next(line for line in view.lines if line.frame.flags & FIN))
    late.copy = 2
    view.lines = [entry for line in view.lines for entry in (line, copy.copy(line))] + [late]
    connection = names.Connection(view, [line for line in view.lines if line.frame.sender == 'client'])
    for value, is_right in ((2, True), (3, True), (4, False)):
        if PREDICATES['fin-repeated'](view, connection, {'value': value}) != is_right:
            yield 'a FIN repeated %d times' % value


def check_grades(folder):
    """That a packet was captured twice is probable, or seen where another interface has it."""
    for name, grade in (('captured-twice', 'probably'), ('captured-elsewhere', 'seen')):
        view = lost_fin().views(folder)['client']
        events = tell(view)
        events[4].update(fate='capture-duplicate', claims=[claim(name, grade, [5, 4])])
        kinds = [place[0] for place in wrong(view, events) if place[0].startswith('fate')]
        if kinds != ['fate capture-duplicate, ' + grade]:
            yield '%s: %s' % (name, kinds)
    view = lost_fin().views(folder)['client']
    events = tell(view)
    events[5].update(fate='arrived', fate_grade='probably')     # which no claim tells
    kinds = [place[0] for place in wrong(view, events) if place[0].startswith('fate')]
    if kinds != ['fate arrived, probably']:
        yield 'a fate without a claim: %s' % kinds


def check_pending(folder):
    """A SYN in a connection whose close was not captured needs no fate."""
    for conn, is_wrong in ((1, False), (2, True)):
        view = opened_again().views(folder)['client']
        events = tell(view)
        event = next(event for event in events if event.get('frame') == 10)
        event['conn'] = conn
        del event['fate']
        found = [place for place in wrong(view, events) if place[0].startswith('not told')]
        if bool(found) != is_wrong:
            yield 'no fate of a SYN in connection %d: %s' % (conn, found)


def check_made_reset(folder):
    """A RST that somebody made, and that was not taken, is no end where its alleged sender is seen to go on;
    where nothing follows, no capture tells. One of who was CLOSED, which is not taken, ends nothing."""
    for frames, is_told in ((4, True), (5, False)):
        log = reset_passed_over()
        view = log.views(folder)['client']
        view.lines = view.lines[:frames]
        told = names.close_names(names.Connection(view, view.lines))
        if ('reset' in told) != is_told or 'open' not in told:
            yield 'a RST that was made, %d frames: %s' % (frames, sorted(told))
    view = answered_after_close().views(folder)['client']
    view.lines = view.lines[7:]
    told = names.close_names(names.Connection(view, view.lines))
    if 'one-fin' not in told:
        yield 'a RST behind a close, of which one FIN is captured: %s' % sorted(told)


def check_swap(folder):
    """That the second of two copies stands before the first shows only by their timestamps (RFC 7323)."""
    for stamps, rules, shown in ((None, [], False), ((7, 7), [], False), ((7, 9), [], True),
                                 ((7, 9), [{'action': 'strip'}], False)):
        view = fin_not_yet().views(folder)['client']
        copies = [line for line in view.lines if line.frame.flags & FIN]
        copies[0].frame.rules = rules
        for line, stamp in zip(copies, stamps or ()):
            line.frame.line['tsval'] = stamp
        whole = [(line, 0, b'') for line in copies]
        if edit.shows_swap(whole, whole[::-1]) != shown:
            yield 'copies with timestamps %s: swapped is %sshown' % (stamps, 'not ' if shown else '')


def check_gap(folder):
    """That a SYN+ACK is missing is shown by its ACK only: there may have been a connection before."""
    for make, shown in ((whole_exchange, True), (syn_ack_of_older, False)):
        whole = [(line, 0, b'') for line in make().views(folder)['client'].lines]
        changed = [entry for entry in whole
                   if entry[0].frame.flags & (SYN | ACK) != SYN | ACK]
        if edit.shows_gap(whole, changed) != shown:
            yield '%s without its SYN+ACK: a gap is %sshown' % (make.__name__, 'not ' if shown else '')


def check_gap_at_end(folder):
    """Data that nothing tells of was perhaps never sent; and in two segments it was captured."""
    for at, count, shown in ((4, 4, False), (4, 9, True)):
        whole = [(line, 0, b'') for line in whole_exchange().views(folder)['client'].lines][:count]
        changed = whole[:at - 1] + whole[at:]
        if edit.shows_gap(whole, changed) != shown:
            yield 'frame %d of %d is missing: a gap is %sshown' % (at, count, '' if not shown else 'not ')
    frames = [Numbers(1, 5), Numbers(5, 9), Numbers(20, 30)]
    for frame, held in ((Numbers(1, 9), True), (Numbers(2, 7), True), (Numbers(1, 10), False),
                        (Numbers(15, 22), False)):
        if edit.holds_all(frames, frame) != held:
            yield 'numbers %s' % (frame,)


def check_acknowledged_unseen(folder):
    """An ACK of what was not captured shows a gap: what became of that below it need not be told."""
    view = whole_exchange().views(folder)['client']
    data = next(line for line in view.lines if line.frame.len)
    index = view.lines.index(data)
    for later, is_wrong in ((slice(index + 1, None), True), (slice(len(view.lines) - 2, None), None)):
        lines = view.lines[:index + 1] + [line for line in view.lines[later]
                                          if line.frame.sender == 'server' or is_wrong]
        narrowed = View(view.truth, view.ends, lines)
        if acknowledged_once(narrowed, index) != bool(is_wrong):
            yield 'frames %s: acknowledged' % later


def closes(make, folder, place, without):
    view = make().views(folder)[place]
    return names.close_names(names.Connection(
        view, [line for line in view.lines if line.frame.number != without]))


def lost_reset():
    """The client's RST behind its FIN is lost: the server has not closed."""
    log = Log()
    opened(log)
    data(log)
    log.deliver(log.send('client', FIN | ACK, 101, 1, client='FIN-WAIT-1'), server='CLOSE-WAIT')
    log.send('client', RST, 102, client='CLOSED')
    return log


def check_last_resets(folder):
    """A RST that ends nobody closes nothing. And one that somebody made, behind which nothing of its alleged
    sender was captured, looks like that one's."""
    for make, place, without in ((answered_late, 'server', 8), (reset_in_its_name, 'client', 0),
                                 (lost_reset, 'client', 0)):
        found = closes(make, folder, place, without)
        if found != {'one-fin', 'fin-then-reset'}:
            yield '%s: close %s' % (make.__name__, found)


def check_one_direction(folder):
    """Of a side that was not captured nothing tells whether a RST in the other one's name ended it."""
    for hidden, is_told in (('server', True), (None, False)):
        view = reset_before_fin().views(folder)['middle']
        lines = [line for line in view.lines if line.frame.sender != hidden]
        told = names.close_names(names.Connection(view, lines))
        if ('open' in told) != is_told:
            yield 'a RST in the name of who closes, without the %s: %s' % (hidden, sorted(told))


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
    """A RST of the only side that is captured, which jumps over numbers, may be another's, or not be taken."""
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


def check_ids(header):
    with open(header, encoding='utf-8') as file:
        named = set(re.findall(r'ROW\(CLAIM_\w+,\s*"([a-z0-9-]+)"', file.read()))
    for name in sorted(named ^ set(PREDICATES)):
        yield '%s: %s' % (name, 'no predicate' if name in named else 'no such claim')
    for name in sorted(AT_MOST_PROBABLE - named):
        yield '%s: no such claim' % name


def main():
    faults = list(check_bar()) + list(check_ids(sys.argv[1]))
    with tempfile.TemporaryDirectory() as folder:
        faults += check_live(folder)
        faults += check_again(folder)
        for check in (check_live, check_again, check_own_order, check_missing, check_copies,
                      check_grades, check_pending, check_made_reset, check_swap, check_gap,
                      check_gap_at_end, check_acknowledged_unseen, check_last_resets,
                      check_one_direction, check_begun_with_syn, check_end_unseen, check_odd_reset,
                      check_held_reset, check_copy_beyond, check_fin_of_before, check_roles,
                      check_first_of_two):
            faults += check(folder)
        for case in CASES:
            faults += check_case(folder, case)
        for make, begin, *rest in LATE_CASES:
            faults += check_case(folder, (make, 'client', *rest), begin)
    for text in faults:
        print('FAIL ' + text)
    print('%d statements: %d faults' % (len(CASES) + len(LATE_CASES), len(faults)))
    return bool(faults)


if __name__ == '__main__':
    sys.exit(main())
