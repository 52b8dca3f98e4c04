#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""judge.py [options] SNIFFER FOLDER...: holds what the sniffer says of each capture of a run (see
exchange.py) against its truth log, and counts per kind what is right, wrong, stale (true a moment
before, not any more), open (hedged, and it never came to that) and unknown (not told).

Exit status: 0 nothing that is stated is wrong (and of what is probable, or a state that is hedged, not
more than 2 %), 1 something is, 2 wrong usage."""
import argparse
import collections
import json
import os
import subprocess
import sys
import tempfile

import edit
import names
from any_capture import Findings, check_events
from claims import AT_MOST_PROBABLE, PREDICATES
from contradicted import is_contradicted
from ends_truth import Ends
from facts import fate, is_crossed, untold
from told_states import Told, verdict
from truth import ACK, OTHER, PLACES, SYN, Truth
from view import whole

VERDICTS = ('right', 'wrong', 'stale', 'open', 'unknown')
EXCUSED = 'no gap shown: '  # before a kind: of captures that do not show that something is missing or swapped
# Of a kind of this grade so much may be wrong: of what is probable, and of states that are hedged. (These
# hold if what passed here has arrived, and often no capture tells that it has not. Where it does, from a
# file, none may be wrong: contradicted.py.)
PROBABLE, PROBABLY = (', probably', ', hedged'), 0.02
SERVER_PORT = 8079
# That bring the grade, where it is not the fate's name. (RFC 9293, 3.1: who finds a bad checksum
# discards, if it comes so.)
CLAIMS_OF_FATES = {'capture-duplicate': ('captured-twice', 'captured-elsewhere'),
                   'lost-or-answer': ('lost-or-answer', 'lost-or-answer-probably'),
                   'duplicate': ('doubled',), 'discarded': ('discarded', 'bad-checksum', 'outside-window',
                                                            'before-answer')}


class Score:
    """Counts per kind, and where what is wrong stands."""

    def __init__(self, live=False):
        self.counts = collections.defaultdict(collections.Counter)
        self.places = []
        self.live = live        # the sniffer reads a pipe
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
                count['wrong'] > ((count['right'] + count['wrong']) * PROBABLY
                                  if kind.endswith(PROBABLE) else 0)]

    def seeds(self, folder):
        """The folders' names, without FOLDER, of what is wrong."""
        return sorted({os.path.relpath(where, folder).split(os.sep)[0].split(' ')[0]
                       for kind, result, where, _ in self.places
                       if result == 'wrong' and not kind.startswith(EXCUSED)})

    def print(self, verbose):
        for kind, result, where, text in self.places:
            if result == 'wrong' or verbose:
                print('%s %s: %s: %s' % (result.upper(), where, kind, text))
        print('%-40s' % 'kind', *('%8s' % verdict for verdict in VERDICTS))
        for kind, count in sorted(self.counts.items()):
            print('%-40s' % kind, *('%8d' % count[verdict] for verdict in VERDICTS))


def as_live(told, score, where):
    """What was told while it passed, with what was mended and added later: a state that is corrected was
    told as hedged, and is 'open' then; the last fate of a frame holds."""
    segments = {event['frame']: event for event in told if event['event'] == 'segment'}
    for event in told:
        if event['event'] == 'fate':
            segments[event['frame']]['fate'] = event['fate']
        elif event['event'] == 'correction':
            corrected = segments[event['frame']]
            hedged = corrected.get(event['end'] + '_proven') is False
            score.add('correction', 'right' if hedged else 'wrong', where,
                      'of what was proven: %s' % json.dumps(event))
            corrected.setdefault('corrected', set()).add(event['end'])
    return [event for event in told if event['event'] not in ('fate', 'correction')]


def judge_states(view, lines, segment, score, where):
    """Who is told to be the client may be the server's host, where somebody made a SYN in its name."""
    index = segment['frame'] - 1
    sender = view.lines[index].frame.sender
    for side in OTHER:
        role = side if segment['from'] == sender else OTHER[side]
        name = segment.get(role + '_state')
        proven = segment.get(role + '_proven', True)
        if name is None:
            score.add('state, none', 'unknown', where)
            continue
        told = Told(view, lines, index, side, name, proven)
        result, true = verdict(told)
        if result == 'wrong' and role in segment.get('corrected', ()):
            result = 'open'     # and the correction is judged
        kind = 'state, proven' if proven else 'state, hedged'
        if not proven and not score.live and result in ('wrong', 'open') and is_contradicted(told):
            kind, result = 'state, contradicted', 'wrong'
        score.add(kind, result, where,
                  '%s %s; true: %s' % (side, name, '/'.join(sorted(true))))


def holds(view, line, claim):
    """A claim whose frames do not exist is wrong, as one without a predicate, or that is too sure."""
    predicate = PREDICATES.get(claim['id'])
    if not predicate or not all(0 < frame <= len(view.lines) for frame in claim['frames']):
        return False
    if claim['id'] in AT_MOST_PROBABLE and claim['grade'] in ('seen', 'follows'):
        return False
    true = predicate(view, line, claim)
    return True if true else true


def judge_claims(view, line, event, score, where):
    for claim in event.get('claims', []):
        true = holds(view, line, claim)
        result = {True: 'right', False: 'wrong', None: 'unknown'}[true]
        score.add('claim %s, %s' % (claim['id'], claim['grade']), result, where,
                  json.dumps(claim))


def judge_fate(view, index, segment, score, where):
    told = segment.get('fate')
    if told is None:
        for kind in untold(view, index):
            ceiling = kind == 'arrived' and not score.live  # a pipe's are told where they matter
            score.add('not told: ' + kind, 'wrong' if ceiling else 'unknown', where)
        return
    grades = [claim['grade'] for claim in segment.get('claims', ())
              if claim['id'] in CLAIMS_OF_FATES.get(told, (told,))]
    grade = grades[0] if grades else segment.get('fate_grade', '') if told != 'unknown' else ''
    kind = 'fate %s%s' % (told, ', ' + grade if grade else '')
    score.add(kind, *fate(view, index, told, where))


def judge_segment(view, lines, segment, score, where):
    """LINES: those of the connection that is told, each with its index."""
    index = segment['frame'] - 1
    where = '%s frame %d' % (where, segment['frame'])
    line = view.lines[index]
    judge_states(view, lines, segment, score, where)
    judge_fate(view, index, segment, score, where)
    if 'crossed' in segment:
        other = view.lines[segment['crossed'] - 1]
        true = is_crossed(view, line, other)
        score.add('crossed', {True: 'right', False: 'wrong', None: 'unknown'}[true], where,
                  'with frame %d' % segment['crossed'])
    judge_claims(view, line, segment, score, where)


def told_server(event):
    """Whether the server's host is told to be the client."""
    return event.get('client', '').endswith(':%d' % SERVER_PORT)


def judge_side(connection, event, score, where):
    """The client is who sent the first SYN, whoever made it; who sends a SYN+ACK is taken for the server."""
    first = connection.lines[0].frame
    answer = first.flags & (SYN | ACK) == SYN | ACK     # to a SYN that crossed its own, and was missed
    if (first.injected and first.flags & SYN) or answer or 'client' not in event:
        return
    score.add('client', 'wrong' if told_server(event) else 'right', where, event['client'])


def judge_connection(view, event, lines, score, where):
    if not lines:
        score.add('connection', 'wrong', where, 'conn %d has no segment' % event['conn'])
        return
    connection = names.Connection(view, [line for _, line in lines])
    where = '%s conn %d' % (where, event['conn'])
    judge_side(connection, event, score, where)
    for kind, true in (('open', names.open_names(connection)),
                       ('close', names.close_names(connection)),
                       ('closed_first', names.closed_first(connection))):
        name = event[kind]
        if kind == 'closed_first' and told_server(event):
            name = OTHER.get(name, name)
        score.add(kind, 'right' if name in true else 'wrong', where,
                  '%s; true: %s' % (name, '/'.join(sorted(true))))
    judge_claims(view, connection, event, score, where)


def read(sniffer, name, live):
    with open(name, 'rb') as file:
        done = subprocess.run([sniffer, '-q', '-p', '0', '-r', '-' if live else name, '-f', 'json'],
                              check=False, stdin=file, stdout=subprocess.PIPE,
                              stderr=subprocess.PIPE, timeout=60)
    if done.returncode != 0:
        raise RuntimeError('%s: exit status %d: %s' % (name, done.returncode, done.stderr.decode()))
    return [json.loads(line) for line in done.stdout.decode().splitlines()]


def judge(view, told, score, where):
    """What is TOLD (the sniffer's events) of the capture whose frames are VIEW's."""
    lines = collections.defaultdict(list)
    segments = [event for event in told if event['event'] == 'segment']
    for event in segments:
        index = event['frame'] - 1
        lines[event['conn']].append((index, view.lines[index]))
        view.told[index] = event
    for event in segments:
        judge_segment(view, lines[event['conn']], event, score, where)
    for event in told:
        if event['event'] in ('connection', 'no-connection'):
            judge_connection(view, event, lines[event['conn']], score, where)
    score.add('frames', 'right' if len(segments) == len(view.lines) else 'wrong', where,
              '%d of %d are shown' % (len(segments), len(view.lines)))


def judge_capture(sniffer, view, name, score, where):
    told = read(sniffer, name, score.live)
    judge(view, as_live(told, score, where) if score.live else told, score, where)
    if score.live:
        return
    findings = Findings()
    check_events(told, where, findings)
    for kind, count in findings.counts.items():
        for _ in range(count):
            score.add('any capture', 'wrong', where, '%s (%s)' % (kind, findings.places[kind]))


def judge_folder(sniffer, folder, score, edits):
    truth = Truth(folder)
    ends = Ends(truth)
    for place in PLACES:
        judge_capture(sniffer, whole(truth, ends, place), truth.pcap(place), score,
                      os.path.join(folder, place))
    if not edits:
        return
    with tempfile.TemporaryDirectory() as temporary:
        name = os.path.join(temporary, 'edited.pcap')
        for edited in edit.edits(truth, ends, edits):
            edited.write(name)
            score.excused = edited.excused
            judge_capture(sniffer, edited.view, name, score, '%s %s' % (folder, edited.name))
    score.excused = False


def main():
    parser = argparse.ArgumentParser(description=__doc__.split(':')[0])
    parser.add_argument('sniffer')
    parser.add_argument('folders', nargs='+')
    parser.add_argument('--edits', action='store_const', const=edit.KINDS, default=[],
                        help='and again after they were edited')
    parser.add_argument('--edit', action='append', choices=edit.KINDS, dest='edits',
                        help='the same, by this edit only (several may be given)')
    parser.add_argument('--stale', action='store_true', help='tell where what is stale stands, too')
    parser.add_argument('--live', action='store_true', help='as told while it passes (-r -)')
    arguments = parser.parse_args()
    score = Score(arguments.live)
    for folder in arguments.folders:
        judge_folder(os.path.abspath(arguments.sniffer), folder, score, arguments.edits)
    score.print(arguments.stale)
    return bool(score.wrong())


if __name__ == '__main__':
    sys.exit(main())
