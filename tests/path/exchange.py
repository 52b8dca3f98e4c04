#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""exchange.py [options] PATH_RUN SEED...: plays random exchanges and holds the log of each against the
counters of both kernels. A SEED may be a range: 1-20.

Exit status: 0 all were played and are sound, 1 not, 2 wrong usage, 77 not possible here."""
import argparse
import concurrent.futures
import os
import subprocess
import sys
import tempfile

import edit
import judge
import plans
from truth import ACK, Pcap, SYN, Truth

SKIP = 77
TIMEOUT_S = 60


def play(program, folder, seed):
    """Returns what is wrong, or SKIP."""
    folder = os.path.join(folder, str(seed))
    os.makedirs(folder, exist_ok=True)
    name = os.path.join(folder, 'plan')
    with open(name, 'w', encoding='ascii') as file:
        file.write(plans.plan(seed))
    done = subprocess.run([program, name, folder], timeout=TIMEOUT_S, check=False,
                          stderr=subprocess.PIPE)
    if done.returncode == SKIP:
        return SKIP
    if done.returncode != 0:
        return ['exit status %d: %s' % (done.returncode, done.stderr.decode('utf-8', 'replace'))]
    return list(problems(Truth(folder)))


def problems(truth):
    """What in a log and its captures contradicts the kernels or each other."""
    if truth.lines[-1]['event'] not in ('rest', 'limit'):
        yield 'the log has no end'
    for place, frames in truth.at.items():
        captured = Pcap.read(truth.pcap(place))
        if sorted(frames) != list(range(1, len(captured) + 1)):
            yield '%s.pcap holds %d frames, the log %d' % (place, len(captured), len(frames))
        if any(now[0] < before[0] for before, now in zip(captured, captured[1:])):
            yield '%s.pcap: a time goes back' % place
    with open(os.path.join(truth.folder, 'plan'), encoding='ascii') as file:
        gso = 'gso 1' in file.read().split('\n')
    for end in ('client', 'server'):
        yield from counted(truth, end, gso)


def counted(truth, end, gso):
    delivered = [line for line in truth.events('delivered') if line['end'] == end]
    for line in delivered:
        if not line['taken']:
            yield 'frame %d was not taken' % line['frame']
    taken = sum(line['taken'] for line in delivered)
    if truth.count(end, 'InSegs') != taken:
        yield '%s: InSegs %d, delivered %d' % (end, truth.count(end, 'InSegs'), taken)
    sent = [frame for frame in truth.frames.values() if not frame.injected and frame.sender == end]
    # A listener's SYN+ACK that is sent again is counted twice, that of a SYN that crossed not at all.
    counts = truth.count(end, 'OutSegs', 'RetransSegs')
    if end == 'server':
        counts -= truth.count(end, 'TCPSynRetrans')
    else:
        counts += sum(frame.flags & (SYN | ACK) == SYN | ACK for frame in sent)
    if not gso and counts != len(sent):
        yield '%s: sent %d by its counters, the path saw %d' % (end, counts, len(sent))


def seeds_of(words):
    for word in words:
        first, _, last = word.partition('-')
        yield from range(int(first), int(last or first) + 1)


def play_all(program, folder, seeds, jobs):
    """{seed: what is wrong}; None where it is not possible."""
    with concurrent.futures.ThreadPoolExecutor(jobs) as pool:
        found = dict(zip(seeds, pool.map(lambda seed: play(program, folder, seed), seeds)))
    return None if SKIP in found.values() else found


def main():
    parser = argparse.ArgumentParser(description=__doc__.split(':')[0])
    parser.add_argument('program')
    parser.add_argument('seeds', nargs='+')
    parser.add_argument('--folder', help='keep each run there, in SEED')
    parser.add_argument('--judge', metavar='SNIFFER', help='judge what it says of them')
    parser.add_argument('--edits', action='store_const', const=edit.KINDS, default=[],
                        help='and again after they were edited')
    parser.add_argument('--jobs', type=int, default=8, help='so many side by side')
    arguments = parser.parse_args()
    seeds = list(seeds_of(arguments.seeds))
    with tempfile.TemporaryDirectory() as temporary:
        return run(arguments, seeds, arguments.folder or temporary)


def run(arguments, seeds, folder):
    found = play_all(os.path.abspath(arguments.program), folder, seeds, arguments.jobs)
    if found is None:
        print('SKIP path: no user and network namespace, veth or ip')
        return SKIP
    for seed, wrong in found.items():
        for text in wrong:
            print('FAIL seed %d: %s' % (seed, text))
    print('%d of %d exchanges are sound' % (sum(not wrong for wrong in found.values()), len(seeds)))
    wrong = any(found.values())
    if arguments.judge:
        score = judge.Score()
        for seed in seeds:
            judge.judge_folder(os.path.abspath(arguments.judge), os.path.join(folder, str(seed)), score,
                               arguments.edits)
        score.print(False)
        if score.wrong():
            wrong = True
            print('wrong: %s\nto play them again (times differ each time):\n  %s\n'
                  'to judge what was played here: judge.py %s FOLDER' %
                  (', '.join(score.wrong()), again(arguments, score.seeds(folder)), arguments.judge))
    return wrong


def again(arguments, seeds):
    edits = ' --edits' if arguments.edits else ''
    return 'exchange.py --folder FOLDER --judge %s%s %s %s' % (
        arguments.judge, edits, arguments.program, ' '.join(seeds))


if __name__ == '__main__':
    sys.exit(main())
