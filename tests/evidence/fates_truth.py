#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""fates_truth.py FATES_OF FOLDER...: holds what fates_of says of each exchange's three captures
against its truth log (see tests/path). Tells, for each claim, how often it was made and was wrong.

Exit status: 0 within the bounds, 1 not."""
import collections
import os
import subprocess
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', 'path'))
from truth import ACK, FIN, OTHER, PLACES, RST, SYN, Truth  # noqa: E402

HALF = 1 << 31
DROPS = ('ListenOverflows', 'ListenDrops', 'TCPBacklogDrop', 'TCPRcvQDrop', 'InCsumErrors', 'InErrs',
         'TCPZeroWindowDrop', 'TCPReqQFullDrop', 'TCPOFODrop', 'BeyondWindow')
OLD = ('PAWSActive', 'PAWSEstab', 'PAWSOldAck', 'TSEcrRejected')
PROBABLY = 0.02


def before(a, b):
    return (a - b) % (1 << 32) >= HALF


def overlap(a, b):
    return before(a.seq, b.end_seq) and before(b.seq, a.end_seq)


class View:
    """A capture of one place, and what was true of its frames."""

    def __init__(self, truth, place):
        self.truth, self.place = truth, place
        self.at = truth.at[place]
        self.copies = collections.Counter()
        self.copy = {}
        for position in sorted(self.at):
            frame, line = self.at[position]
            self.copies[frame.number] += 1
            self.copy[position] = self.copies[frame.number]

    def frame(self, position):
        return self.at[position][0]

    def taken(self, frame, drops=DROPS):
        """The deliveries that came to its receiver's TCP, which may find them old."""
        return [position for position, line in frame.delivered
                if not any(line.get('counters', {}).get(frame.receiver, {}).get(name)
                        for name in drops)]

    def state_before(self, at, frame):
        for line in reversed(self.truth.lines[:at]):
            if line.get('port') == frame.port and 'states' in line:
                return line['states'][frame.receiver]
        return None

    def arrived(self, frame):
        return bool(self.taken(frame))

    def peer_heard(self, frame):
        return any(other.sender == frame.receiver and other.port == frame.port
                   for other, _ in self.at.values())

    def acknowledged(self, frame):
        return any(other.sender == frame.receiver and other.port == frame.port and
                   not other.injected and other.flags & (ACK | RST) == ACK and
                   (other.ack - frame.end_seq) % (1 << 32) < 1 << 24
                   for other, _ in self.at.values())

    def first_of_bytes(self, position):
        frame = self.frame(position)
        return not any(self.frame(other).port == frame.port and
                       self.frame(other).sender == frame.sender and overlap(self.frame(other), frame)
                       for other in self.at if other < position)

    def answered_in_time(self, frame, again):
        """An acknowledgment of all of FRAME came back before AGAIN was sent."""
        for other in self.truth.frames.values():
            if other.sender != frame.receiver or other.port != frame.port or other.injected or \
                    not other.flags & ACK or before(other.ack, frame.end_seq) or \
                    (other.ack - frame.end_seq) % (1 << 32) > 1 << 20:
                continue
            if other.position > frame.position and any(at < again.position
                                                       for at in self.taken(other)):
                return True
        return False

    def judge(self, number, kind, fate, by):
        """Whether the claim is true."""
        frame = self.frame(number)
        other = self.frame(by) if by else None
        if kind == 'fate':
            return {
                'arrived': lambda: self.arrived(frame),
                'lost': lambda: not self.taken(frame, DROPS + OLD),
                'lost-or-answer': lambda: other.number != frame.number and not other.injected and
                other.position > frame.position and overlap(frame, other) and
                not self.answered_in_time(frame, other),
                'overtaken': lambda: frame.position < other.position or self.copy[number] > 1,
                'discarded': lambda: not self.arrived(frame),
                'capture-duplicate': lambda: False,
                'duplicate': lambda: frame.took('duplicate'),
                'unknown': lambda: True,
            }[fate]()
        if kind == 'crossed':
            return frame.injected or other.injected or all(self.arrived(one) and not any(
                at < two.position for at in self.taken(one))
                for one, two in ((frame, other), (other, frame)))
        if kind == 'lost-before':
            return any(old.sender == frame.sender and old.position < frame.position and
                       overlap(old, frame) and not self.arrived(old)
                       for old in self.truth.frames.values() if old.port == frame.port)
        if kind == 'missed':
            return False
        if kind == 'not-taken':
            return not any(self.truth.lines[at]['states'][frame.receiver] == 'CLOSED' and
                           self.state_before(at, frame) != 'CLOSED' for at in self.taken(frame))
        if kind == 'forged':
            return frame.injected
        raise ValueError(kind)


def claims(program, view):
    """Lines of fates_of: the last about a frame counts."""
    out = subprocess.run([program, view.truth.pcap(view.place)], check=True,
                         stdout=subprocess.PIPE, text=True).stdout
    last = {}
    for line in out.splitlines():
        if line.startswith('#'):
            continue
        words = line.split()
        if words[1:4] == ['lost-before', '-', 'cannot']:
            last.pop((int(words[0]), words[1]), None)
            continue
        last[int(words[0]), words[1]] = (words[2], words[3], int(words[4]))
    return last


def compare(program, folder, counts, wrong):
    truth = Truth(folder)
    for place in PLACES:
        view = View(truth, place)
        found = claims(program, view)
        for (number, kind), (fate, grade, by) in sorted(found.items()):
            name = '%s %s %s' % (kind, fate, grade)
            counts[name] += 1
            if not view.judge(number, kind, fate, by):
                wrong[name].append('%s %s %d by %d' % (folder, place, number, by))
        for number in view.at:
            frame = view.frame(number)
            if (number, 'fate') in found or frame.flags & RST or frame.injected or \
                    frame.seq == frame.end_seq or not view.peer_heard(frame) or not view.first_of_bytes(number):
                continue
            counts['default arrived follows'] += 1
            if not view.arrived(frame):
                wrong['default arrived follows'].append('%s %s %d' % (folder, place, number))
        for (number, kind), (fate, grade, by) in sorted(found.items()):
            frame = view.frame(number)
            if fate == 'unknown' and len([1 for other in truth.frames.values() if other.port ==
                                          frame.port and other.sender == frame.sender and
                                          overlap(other, frame)]) == 1 and \
                    view.acknowledged(frame) and not frame.took('duplicate') and not frame.injected:
                counts['(unknown: sent once and acknowledged)'] += 1
                wrong['(unknown: sent once and acknowledged)'].append('%s %s %d' % (folder, place,
                                                                              number))


def main():
    program, folders = os.path.abspath(sys.argv[1]), sys.argv[2:]
    counts, wrong = collections.Counter(), collections.defaultdict(list)
    for folder in folders:
        compare(program, folder, counts, wrong)
    bad = False
    for name in sorted(counts):
        share = len(wrong[name]) / counts[name]
        limit = PROBABLY if name.endswith('probably') else 0
        note = '' if share <= limit or name.startswith('(') else '  TOO MANY'
        bad |= bool(note)
        print('%6d %4d wrong  %s%s' % (counts[name], len(wrong[name]), name, note))
        if not name.startswith('(') or '-v' in os.environ.get('FATES', ''):
            for text in wrong[name][:8]:
                print('              ' + text)
    return bad


if __name__ == '__main__':
    sys.exit(main())
