#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""judgetest.py PATH_RUN [SEED]: the judge finds nothing wrong in what is told by who knows the truth, and
finds each of 50 planted faults in what is told, and each of 50 in the truth. SEED: that of the first of 12
exchanges, and of what is planted."""
import copy
import json
import os
import random
import sys
import tempfile

import edit
import exchange
import oracle
from ends_truth import Ends, dropped
from judge import Score, judge
from truth import OTHER, PLACES, Truth
from view import whole

EXCHANGES = 12
FAULTS = 50
SKIP = 77
STATES = ('SYN-SENT', 'SYN-RECEIVED', 'ESTABLISHED', 'FIN-WAIT-1', 'FIN-WAIT-2', 'CLOSE-WAIT',
          'CLOSING', 'LAST-ACK', 'TIME-WAIT', 'CLOSED', 'LISTEN')
FATES = ('arrived', 'lost', 'discarded', 'overtaken', 'duplicate', 'capture-duplicate')
NAMES = {'open': ('3-way', 'refused', 'unanswered', 'incomplete'),
         'close': ('none', 'reset', 'simultaneous', 'one-fin', 'open', '4-segment'),
         'closed_first': ('client', 'server', 'none')}


def faults_found(view, told):
    """The wrong and stale statements that the judge finds."""
    score = Score()
    judge(view, told, score, '')
    return score.places


def wrong_state(chance, events):
    event = chance.choice([event for event in events if event['event'] == 'segment'])
    side = chance.choice(list(OTHER))
    return event, side + '_state', STATES


def wrong_fate(chance, events):
    return chance.choice([event for event in events if event['event'] == 'segment']), 'fate', FATES


def wrong_name(chance, events):
    name = chance.choice(list(NAMES))
    return chance.choice([event for event in events if 'open' in event]), name, NAMES[name]


def plant(chance, view, told):
    """A false statement in a copy of TOLD: one of which the tables of the truth say so."""
    for _ in range(100):
        events = copy.deepcopy(told)
        event, member, values = chance.choice([wrong_state, wrong_fate, wrong_name])(chance, events)
        before = event[member]
        event[member] = chance.choice([value for value in values if value != before])
        if not allowed(view, event, member):
            return events, '%s of %s: %s for %s' % (member, event.get('frame', 'a connection'),
                                                   event[member], before)
    raise AssertionError('no fault can be planted')


def allowed(view, event, member):
    """Whether the value, though another than the oracle's, may be said."""
    if member == 'fate':
        # A frame may both have arrived and been overtaken; that one is no fault.
        index = event['frame'] - 1
        return oracle.FATES[event['fate']](view, index)
    if member in NAMES:
        lines = oracle.connections(view)[event['conn'] - 1]
        connection = oracle.names.Connection(view, [line for _, line in lines])
        true = {'open': oracle.names.open_names, 'close': oracle.names.close_names,
                'closed_first': oracle.names.closed_first}[member](connection)
        return event[member] in true
    return equal_state(view, event, member)


def equal_state(view, event, member):
    """What may be said, or what no capture can tell: of an end in whose name somebody spoke."""
    index, side = event['frame'] - 1, member[:6]
    line = view.lines[index]
    end = view.ends.end(side, line.frame.port)
    if opened_twice(end) or any(other.frame.injected and other.frame.sender == side
                                for other in view.lines[:index + 1]):
        return True
    first, last = view.bounds(index, side, line.frame.port)
    true = end.between(first, last) | end.at(line.frame.position)
    if line.taken is not None:
        true |= end.at(line.taken)
    return event[member] in view.widen(index, side, line.frame.port, true)


def opened_twice(end):
    """It has had several connections between these ports: at one time it is CLOSED as to the others."""
    return len({syn.seq for _, syn in end.syns}) > 1


def came_once(lines):
    """Deliveries of which each decides alone what became of its frame."""
    came = [line for line in lines if line['event'] == 'delivered']
    frames = [line['frame'] for line in came]
    return [line for line in came if frames.count(line['frame']) == 1 and not dropped(line)]


def change_states(chance, lines, ends):
    """Another state after one event: one that the wire never shows as another's."""
    line = chance.choice([line for line in lines if line['event'] == 'sent'] + came_once(lines))
    side = line['end']
    end = ends.end(side, line['port'])
    if opened_twice(end) or not any(at <= lines.index(line) for at in end.sent.values()):
        return None     # nothing is told of an end that has not spoken
    line['states'][side] = chance.choice([state for state in ('SYN-SENT', 'FIN-WAIT-2')
                                          if state != line['states'][side]])
    return 'state of line %d' % lines.index(line)


def change_taken(chance, lines, ends):
    """What came was not taken."""
    line = chance.choice(came_once(lines))
    line['counters'][line['end']]['InCsumErrors'] = 1
    return 'line %d not taken' % lines.index(line)


def change_frame(chance, lines, ends):
    """Another frame came, than one that its sender's capture shows."""
    sent = {line['frame'] for line in lines if line['event'] == 'sent'}
    line = chance.choice([line for line in came_once(lines) if line['frame'] in sent])
    others = [other['frame'] for other in lines[:lines.index(line)]
              if other['event'] == 'delivered' and other['end'] == line['end']]
    if not others:
        return None
    line['frame'] = chance.choice(others)
    return 'line %d: another frame' % lines.index(line)


def check_oracle(runs):
    for truth, ends in runs:
        views = [(place, whole(truth, ends, place)) for place in PLACES]
        views += [(edited.name, edited.view) for edited in edit.edits(truth, ends, edit.KINDS)]
        for name, view in views:
            found = faults_found(view, oracle.tell(view))
            if found:
                yield '%s %s: the truth is taken for wrong: %s' % (truth.folder, name, found[0])


def check_statements(chance, runs):
    for _ in range(FAULTS):
        truth, ends = chance.choice(runs)
        place = chance.choice(PLACES)
        view = whole(truth, ends, place)
        events, what = plant(chance, view, oracle.tell(view))
        if not faults_found(view, events):
            yield '%s %s: not found: %s' % (truth.folder, place, what)


def check_truth(chance, runs, folder):
    """A log that was changed contradicts what is told by the one that was not."""
    planted = 0
    while planted < FAULTS:
        truth, ends = chance.choice(runs)
        lines = copy.deepcopy(truth.lines)
        what = chance.choice([change_states, change_taken, change_frame])(chance, lines, ends)
        if not what:
            continue
        planted += 1
        with open(os.path.join(folder, 'truth.ndjson'), 'w', encoding='ascii') as file:
            file.writelines(json.dumps(line) + '\n' for line in lines)
        changed = Truth(folder)
        changed_ends = Ends(changed)
        if not any(faults_found(whole(changed, changed_ends, place),
                                oracle.tell(whole(truth, ends, place))) for place in PLACES):
            yield '%s: not found: %s' % (truth.folder, what)


def main():
    program = os.path.abspath(sys.argv[1])
    first = int(sys.argv[2]) if len(sys.argv) > 2 else 1
    seeds = range(first, first + EXCHANGES)
    with tempfile.TemporaryDirectory() as folder:
        found = exchange.play_all(program, folder, seeds, 4)
        if found is None:
            print('SKIP path.judge: no user and network namespace, veth or ip')
            return SKIP
        truths = [Truth(os.path.join(folder, str(seed))) for seed in seeds]
        runs = [(truth, Ends(truth)) for truth in truths]
        chance = random.Random(first)
        wrong = list(check_oracle(runs)) + list(check_statements(chance, runs))
        wrong += list(check_truth(chance, runs, folder))
    for text in wrong:
        print('FAIL ' + text)
    print('%d exchanges from seed %d on, %d planted faults: %d wrong' %
          (len(runs), first, 2 * FAULTS, len(wrong)))
    return bool(wrong)


if __name__ == '__main__':
    sys.exit(main())
