#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""judge.py [options] SNIFFER FOLDER...: holds what the sniffer says of each capture of a run (see
exchange.py) against its truth log, and counts per kind what is right, wrong, stale (true a moment
before, not any more), open (hedged, and it never came to that) and unknown (not told).

Exit status: 0 nothing that is stated is wrong (and of what is probable not more than 2 %), 1 something
is, 2 wrong usage."""
import argparse
import collections
import json
import os
import subprocess
import sys
import tempfile

import edit
import names
from claims import PREDICATES
from ends_truth import Ends
from facts import fate, is_crossed, untold
from truth import OTHER, PLACES, RST, SYN, Truth
from view import whole

VERDICTS = ('right', 'wrong', 'stale', 'open', 'unknown')
EXCUSED = 'no gap shown: '  # before a kind: of captures that do not show that something is missing
PROBABLE, PROBABLY = ', probably', 0.02    # of a kind of this grade so much may be wrong
SERVER_PORT = 8079


class Score:
    """Counts per kind, and where what is wrong stands."""

    def __init__(self):
        self.counts = collections.defaultdict(collections.Counter)
        self.places = []
        self.excused = False    # what is added now is no fault if it is wrong

    def add(self, kind, verdict, where, text=''):
        if self.excused:
            kind = EXCUSED + kind
        self.counts[kind][verdict] += 1
        if verdict in ('wrong', 'stale'):
            self.places.append((kind, verdict, where, text))

    def wrong(self):
        """The kinds of which too much is wrong: what is probable may be, rarely."""
        return [kind for kind, count in self.counts.items()
                if not kind.startswith(EXCUSED) and
                count['wrong'] > (sum(count.values()) * PROBABLY if PROBABLE in kind else 0)]

    def print(self, verbose):
        for kind, verdict, where, text in self.places:
            if verdict == 'wrong' or verbose:
                print('%s %s: %s: %s' % (verdict.upper(), where, kind, text))
        print('%-40s' % 'kind', *('%8s' % verdict for verdict in VERDICTS))
        for kind, count in sorted(self.counts.items()):
            print('%-40s' % kind, *('%8d' % count[verdict] for verdict in VERDICTS))


def missed(view, index, side, end):
    """Whether some frame to SIDE was not taken when this one passed, or never was."""
    for line in view.lines[:index + 1]:
        if line.frame.receiver == side and line.frame.port == view.lines[index].frame.port:
            taken = line.taken
            if taken is None or taken > end.sent.get(view.lines[index].frame.number, taken):
                return True
    return False


# What a state is for who has not seen that FIN of an end which left before the other's came.
NO_FIN = {'FIN-WAIT-1': 'ESTABLISHED', 'FIN-WAIT-2': 'ESTABLISHED', 'CLOSING': 'CLOSE-WAIT',
          'TIME-WAIT': 'CLOSE-WAIT'}
LATE_FIN = {'CLOSING': 'LAST-ACK', 'TIME-WAIT': 'CLOSED'}


def as_seen(view, end, position, states):
    """STATES of END at that time, and what they are for who sees this capture."""
    early = end.early_fins(position)
    if not early or any(line.frame.number in early for line in view.lines):
        return states
    return states | {table[name] for name in states for table in (NO_FIN, LATE_FIN)
                     if name in table}


def elsewhere(end, opening, last):
    """Whether END, by its event at LAST, had opened another connection than that of its SYN OPENING (or
    of the one that somebody made for it): it has this one no more."""
    current = end.opening(last)
    return opening is not None and (current is None or current.seq != opening.seq)


def forged(view, index, side):
    """Whether a RST or SYN that somebody made in the name of SIDE stands here or before, and nothing
    of the true SIDE comes after it: no capture tells that one from its own."""
    port = view.lines[index].frame.port
    of_side = [line.frame for line in view.lines
               if line.frame.sender == side and line.frame.port == port]
    made = any(line.frame.injected and line.frame.flags & (RST | SYN) and
               line.frame.sender == side and line.frame.port == port
               for line in view.lines[:index + 1])
    return made and of_side[-1].injected


def reset_in_its_name(view, index, side):
    """Whether a RST that somebody made in the name of SIDE follows: what it seems to say is doubted."""
    port = view.lines[index].frame.port
    return any(line.frame.injected and line.frame.flags & RST and line.frame.sender == side and
               line.frame.port == port for line in view.lines[index + 1:])


def state(view, index, side, told, proven, opening):
    """A verdict, and what is true."""
    verdict, true = state_of(view, index, side, told, proven, opening)
    if verdict == 'wrong' and not proven and reset_in_its_name(view, index, side):
        verdict = 'open'
    return ('unknown' if verdict == 'wrong' and forged(view, index, side) else verdict), true


def state_of(view, index, side, told, proven, opening):
    line = view.lines[index]
    frame = line.frame
    end = view.ends.end(side, frame.port)
    first, last = view.bounds(index, side, frame.port)
    if not proven and opening is not None and opening.injected and told == 'SYN-SENT':
        return 'open', set()    # of a SYN that was made in its name, and is doubted
    if told == 'CLOSED' and elsewhere(end, opening, last):
        return 'right', {'CLOSED'}
    around = as_seen(view, end, first, end.between(first, last))
    if frame.injected:
        around |= end.at(frame.position)    # of whom it is said to be, at that time
    if side == frame.sender:
        # Exactly that of the moment, unless a later one of its frames was seen before.
        true = as_seen(view, end, first, end.at(first)) \
            if end.sent.get(frame.number) == first else around
        if told in true:
            return 'right', true
        return ('open' if not proven and missed(view, index, side, end) else 'wrong'), true
    taken = line.taken
    if taken is None:
        return ('open' if not proven else 'right' if told in around else 'wrong'), around
    if first <= taken < last:
        true = as_seen(view, end, taken, end.at(taken))
        if told in true:
            return 'right', true
        if told in around:
            return 'stale', true
        return ('open' if not proven and missed(view, index, side, end) else 'wrong'), true
    around |= as_seen(view, end, taken, end.at(taken))
    return ('right' if told in around else 'wrong'), around


def judge_states(view, index, segment, openings, score, where):
    for side in OTHER:
        told = segment.get(side + '_state')
        proven = segment.get(side + '_proven', True)
        kind = 'state, proven' if proven else 'state, hedged'
        if told is None:
            score.add('state, proven', 'unknown', where)
            continue
        verdict, true = state(view, index, side, told, proven, openings.get(side))
        score.add(kind, verdict, where, '%s %s; true: %s' % (side, told, '/'.join(sorted(true))))


def holds(predicate, view, line, claim):
    """A claim whose frames do not exist is wrong, as one without a predicate."""
    try:
        return predicate(view, line, claim) if predicate else False
    except IndexError:
        return False


def judge_claims(view, line, event, score, where):
    for claim in event.get('claims', []):
        predicate = PREDICATES.get(claim['id'])
        true = holds(predicate, view, line, claim)
        verdict = {True: 'right', False: 'wrong', None: 'unknown'}[true]
        score.add('claim %s, %s' % (claim['id'], claim['grade']), verdict, where,
                  json.dumps(claim) if predicate else 'no predicate for it')


def judge_fate(view, index, segment, score, where):
    told = segment.get('fate')
    if told is None:
        for kind in untold(view, index):
            score.add('not told: ' + kind, 'unknown', where)
        return
    grade = segment.get('fate_grade', '')
    kind = 'fate %s%s' % (told, ', ' + grade if grade else '')
    score.add(kind, *fate(view, index, told, where))


def judge_segment(view, segment, openings, score, where):
    """OPENINGS: of each side, the frame of its first SYN in this connection."""
    index = segment['frame'] - 1
    where = '%s frame %d' % (where, segment['frame'])
    line = view.lines[index]
    judge_states(view, index, segment, openings, score, where)
    judge_fate(view, index, segment, score, where)
    if 'crossed' in segment:
        other = view.lines[segment['crossed'] - 1]
        score.add('crossed', 'right' if is_crossed(view, line, other) else 'wrong', where,
                  'with frame %d' % segment['crossed'])
    judge_claims(view, line, segment, score, where)


def judge_side(connection, event, score, where):
    """The client is who sent the first SYN, whoever made it."""
    first = connection.lines[0].frame
    if first.injected and first.flags & SYN or 'client' not in event:
        return
    told = 'server' if event['client'].endswith(':%d' % SERVER_PORT) else 'client'
    score.add('client', 'right' if told == 'client' else 'wrong', where, event['client'])


def judge_connection(view, event, numbers, score, where):
    if not numbers:
        score.add('connection', 'wrong', where, 'conn %d has no segment' % event['conn'])
        return
    connection = names.Connection(view, [view.lines[number - 1] for number in numbers])
    where = '%s conn %d' % (where, event['conn'])
    judge_side(connection, event, score, where)
    for kind, true in (('open', names.open_names(connection)),
                       ('close', names.close_names(connection)),
                       ('closed_first', names.closed_first(connection))):
        score.add(kind, 'right' if event[kind] in true else 'wrong', where,
                  '%s; true: %s' % (event[kind], '/'.join(sorted(true))))
    judge_claims(view, connection, event, score, where)


def read(sniffer, name):
    done = subprocess.run([sniffer, '-q', '-p', '0', '-r', name, '-f', 'json'], check=False,
                          stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=60)
    if done.returncode != 0:
        raise RuntimeError('%s: exit status %d: %s' % (name, done.returncode, done.stderr.decode()))
    return [json.loads(line) for line in done.stdout.decode().splitlines()]


def judge(view, told, score, where):
    """What is TOLD (the sniffer's events) of the capture whose frames are VIEW's."""
    numbers = collections.defaultdict(list)
    segments = [event for event in told if event['event'] == 'segment']
    openings = collections.defaultdict(dict)
    for event in segments:
        frame = view.lines[event['frame'] - 1].frame
        if frame.flags & SYN:
            openings[event['conn']].setdefault(frame.sender, frame)
    for event in segments:
        numbers[event['conn']].append(event['frame'])
        judge_segment(view, event, openings[event['conn']], score, where)
    for event in told:
        if event['event'] in ('connection', 'no-connection'):
            judge_connection(view, event, numbers[event['conn']], score, where)
    shown = sum(len(frames) for frames in numbers.values())
    score.add('frames', 'right' if shown == len(view.lines) else 'wrong', where,
              '%d of %d are shown' % (shown, len(view.lines)))


def judge_folder(sniffer, folder, score, edits):
    truth = Truth(folder)
    ends = Ends(truth)
    for place in PLACES:
        judge(whole(truth, ends, place), read(sniffer, truth.pcap(place)), score,
              os.path.join(folder, place))
    if not edits:
        return
    with tempfile.TemporaryDirectory() as temporary:
        name = os.path.join(temporary, 'edited.pcap')
        for edited in edit.edits(truth, ends):
            edited.write(name)
            score.excused = edited.excused
            judge(edited.view, read(sniffer, name), score, '%s %s' % (folder, edited.name))
    score.excused = False


def main():
    parser = argparse.ArgumentParser(description=__doc__.split(':')[0])
    parser.add_argument('sniffer')
    parser.add_argument('folders', nargs='+')
    parser.add_argument('--edits', action='store_true', help='and again after they were edited')
    parser.add_argument('--stale', action='store_true', help='tell where what is stale stands, too')
    arguments = parser.parse_args()
    score = Score()
    for folder in arguments.folders:
        judge_folder(os.path.abspath(arguments.sniffer), folder, score, arguments.edits)
    score.print(arguments.stale)
    return bool(score.wrong())


if __name__ == '__main__':
    sys.exit(main())
