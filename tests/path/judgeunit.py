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
from claims import AT_MOST_PROBABLE, PREDICATES
from facts import acknowledged_once
from judge import Score, as_live, judge
from judgecases import CASES, LATE_CASES, claim
from judgeparts import PARTS
from logs import (answered_after_close, answered_late, fin_not_yet, forged_reset_unseen,
                  held_behind_a_reset, lost_fin, opened_again, reset_before_fin, reset_in_its_name,
                  reset_passed_over, whole_exchange)
from logs_opening import syn_ack_of_older
from told_logs import tell, wrong
from told_states import verdict
from truth import ACK, FIN, RST, SYN
from view import View
from written import Log, data, opened

Numbers = collections.namedtuple('Numbers', 'seq end_seq')


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
        for check in (check_own_order, check_missing, check_copies, check_grades, check_pending,
                      check_made_reset, check_swap, check_gap, check_gap_at_end,
                      check_acknowledged_unseen, check_last_resets, check_one_direction, *PARTS):
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
