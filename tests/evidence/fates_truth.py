#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""fates_truth.py [--edit EDIT] FATES_OF FOLDER...: holds what fates_of says of each exchange's three
captures against its truth log (see tests/path). Tells, for each claim, how often it was made and was
wrong. EDIT is done to the captures before: drop, late, early, client, server, swap, step, back.

Exit status: 0 within the bounds, 1 not."""
import argparse
import collections
import os
import random
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', 'path'))
from truth import ACK, Pcap, PLACES, RST, Truth  # noqa: E402

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

    def __init__(self, truth, place, edit=None):
        self.truth, self.place = truth, place
        self.at = truth.at[place]
        self.name = truth.pcap(place)
        self.gaps = edit in ('drop', 'late', 'client', 'server')
        if edit:
            self.edit(edit)
        self.copies = collections.Counter()
        self.copy = {}
        for position in sorted(self.at):
            frame, line = self.at[position]
            self.copies[frame.number] += 1
            self.copy[position] = self.copies[frame.number]

    def edit(self, edit):
        """Writes an edited capture, and knows which frame is which."""
        frames = Pcap.read(self.name)
        kept = list(range(1, len(frames) + 1))
        chance = random.Random('%s %s' % (self.name, edit))
        times = {at: frames[at - 1][0] for at in kept}
        place = chance.randrange(len(kept)) if kept else 0
        if edit == 'drop':
            del kept[place]
        elif edit == 'late':
            del kept[:place]
        elif edit == 'early':
            del kept[place:]
        elif edit in ('client', 'server'):
            kept = [at for at in kept if self.at[at][0].sender == edit]
        elif edit == 'swap' and place + 1 < len(kept):
            kept[place:place + 2] = [kept[place + 1], kept[place]]
        elif edit in ('step', 'back'):
            for at in kept[place:]:
                times[at] += (3600 if edit == 'step' else -1) * 10**9
        with tempfile.NamedTemporaryFile(suffix='.pcap', delete=False) as file:
            self.name = file.name
        Pcap.write(self.name, [(times[at], frames[at - 1][1]) for at in kept])
        self.at = {number: self.at[at] for number, at in enumerate(kept, 1)}

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
            return self.gaps
        if kind == 'not-taken':
            return not any(self.truth.lines[at]['states'][frame.receiver] == 'CLOSED' and
                           self.state_before(at, frame) != 'CLOSED' for at in self.taken(frame))
        if kind == 'forged':
            return frame.injected
        raise ValueError(kind)


def claims(program, view):
    """Lines of fates_of: the last about a frame counts."""
    out = subprocess.run([program, view.name], check=True,
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


def compare(program, folder, edit, counts, wrong):
    truth = Truth(folder)
    for place in PLACES:
        view = View(truth, place, edit)
        found = claims(program, view)
        if edit:
            os.unlink(view.name)
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
    parser = argparse.ArgumentParser()
    parser.add_argument('--edit')
    parser.add_argument('program')
    parser.add_argument('folders', nargs='+')
    options = parser.parse_args()
    counts, wrong = collections.Counter(), collections.defaultdict(list)
    for folder in options.folders:
        compare(os.path.abspath(options.program), folder, options.edit, counts, wrong)
    bad = False
    for name in sorted(counts):
        share = len(wrong[name]) / counts[name]
        limit = PROBABLY if name.endswith('probably') else 0
        over = share > limit and not name.startswith('(')
        bad |= over
        print('%6d %4d wrong  %s%s' % (counts[name], len(wrong[name]), name,
                                       '  TOO MANY' if over else ''))
        for text in wrong[name][:8] if over else []:
            print('              ' + text)
    return bad


if __name__ == '__main__':
    sys.exit(main())
