#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""selftest.py PATH_RUN SNIFFER: each rule of the path does what it says, the log tells it, and the
captures that the path writes are what libpcap captures at both interfaces."""
import os
import subprocess
import sys
import tempfile

from truth import Pcap, Truth

PROGRAM, SNIFFER = (os.path.abspath(name) for name in sys.argv[1:3])
SERVER = ['listen 5', 'accept', 'read-all', 'close']
CLIENT = ['connect', 'write 100', 'quiet', 'write 100', 'quiet', 'write 100', 'quiet', 'close']
SKIP = 77


def check(condition, text):
    if not condition:
        raise AssertionError(text)


def play(name, rules, server=None, client=None, capture=False):
    """A run of these rules."""
    folder = os.path.join(os.getcwd(), name)
    os.mkdir(folder)
    plan = os.path.join(folder, 'plan')
    with open(plan, 'w', encoding='ascii') as file:
        calls = [('server', call) for call in server or SERVER]
        calls += [('client', call) for call in client or CLIENT]
        file.write('\n'.join(rules + ['call %s %s' % call for call in calls]) + '\n')
    command = [PROGRAM, plan, folder]
    if capture:
        command += ['eth0', 'sh', '-c', 'exec "$0" --lang=en -i eth0 -p 0 -f none -w '
                    '"$1/tap-$2.pcap"', SNIFFER, folder]
    status = subprocess.run(command, timeout=60, check=False).returncode
    if status == SKIP:
        print('SKIP path.selftest: no user and network namespace, veth or ip')
        sys.exit(SKIP)
    check(status == 0, 'path_run: exit status %d' % status)
    return Truth(folder)


def counters(truth):
    """Each frame that a kernel sent or took is in the log, once."""
    for end in ('client', 'server'):
        taken = sum(line['end'] == end for line in truth.events('delivered'))
        sent = sum(line['end'] == end for line in truth.events('sent'))
        check(truth.count(end, 'InSegs') == taken, end + ' took others than were delivered')
        counted = truth.count(end, 'OutSegs', 'RetransSegs')
        check(counted == sent, end + ' sent others than the path saw')
    check(truth.events('rest'), 'it never came to rest')


def frames_of(truth, kind, end='client'):
    return [frame for frame in truth.frames.values()
            if not frame.injected and frame.line['kind'] == kind and frame.sender == end]


def documented():
    truth = play('documented', ['delay client 1 5', 'delay server 2 5'],
                 client=['connect', 'write 11', 'close'], server=['listen 1', 'accept', 'read 11',
                                                                'quiet', 'read-all', 'close'])
    counters(truth)
    states = []
    for line in truth.lines:
        if line['event'] in ('sent', 'delivered'):
            states.append((line['frame'], line['end'], line['states'][line['end']]))
    wanted = [(1, 'client', 'SYN-SENT'), (1, 'server', 'SYN-RECEIVED'),
              (2, 'server', 'SYN-RECEIVED'), (2, 'client', 'ESTABLISHED'),
              (3, 'server', 'ESTABLISHED')]
    for state in wanted:
        check(state in states, 'no %s' % (state,))
    check(truth.lines[-1]['states']['client'] == 'TIME-WAIT', 'the client is not in TIME-WAIT')


def lose():
    truth = play('lose', ['rule client 2 data 2 lose'], capture=True)
    counters(truth)
    lost, again = frames_of(truth, 'data')[1:3]
    check(lost.took('lose') and not lost.delivered and lost.middle, 'the second was not lost')
    check(again.seq == lost.seq and again.delivered, 'it was not sent again')
    check(truth.count('client', 'TCPTimeouts', 'TCPLossProbes') > 0, 'no timer ran out')
    for end in ('client', 'server'):
        ours = [data for _, data in Pcap.read(truth.pcap(end))]
        others = [data for _, data in Pcap.read(os.path.join(truth.folder, 'tap-%s.pcap' % end))]
        check(ours == others, 'libpcap captured something else at the ' + end)


def lose_before():
    truth = play('lose_before', ['rule client 1 data 2 lose'])
    lost = frames_of(truth, 'data')[1]
    check(not lost.delivered and not lost.middle, 'it passed the middle')


def duplicate():
    truth = play('duplicate', ['rule client 1 data 1 duplicate 20'], capture=True)
    counters(truth)
    frame = frames_of(truth, 'data')[0]
    check([line['copy'] for _, line in frame.delivered] == [1, 2], 'not two copies')
    check(len(frame.middle) == 2, 'not two in the middle')
    check(truth.count('server', 'TCPDSACKOldSent') == 1, 'the server saw no duplicate')


def hold():
    truth = play('hold', ['rule client 2 data 1 hold 1'],
                 client=['nodelay 1', 'connect', 'write 50', 'write 50', 'quiet', 'close'])
    counters(truth)
    first, second = frames_of(truth, 'data')[:2]
    check(first.delivered[0][0] > second.delivered[0][0], 'the first came first')
    check(truth.count('server', 'TCPOFOQueue') == 1, 'the server saw no gap')


def flip():
    truth = play('flip', ['rule client 1 data 1 flip'])
    counters(truth)
    check(truth.count('server', 'InCsumErrors') == 1, 'the checksum was right')


def strip():
    truth = play('strip', ['rule client 1 syn 1 strip 7'])
    counters(truth)
    syn, answer = frames_of(truth, 'syn')[0], frames_of(truth, 'syn', 'server')[0]
    check('tsval' in syn.line and 'tsval' not in answer.line, 'timestamps were not stripped')
    check(truth.count('server', 'InCsumErrors') == 0, 'the checksum was wrong')


def inject(name, action, state, counter):
    truth = play(name, ['rule server 2 ack 2 ' + action],
                 server=['listen 1', 'accept', 'read 100', 'read 100', 'quiet'],
                 client=['connect', 'write 100', 'quiet', 'write 100', 'quiet'])
    counters(truth)
    made = [frame for frame in truth.frames.values() if frame.injected]
    check(len(made) == 1 and len(made[0].delivered) == 1, 'not one frame was made')
    after = made[0].delivered[0][1]
    check(after['states']['client'] == state, 'then the client is ' + after['states']['client'])
    check(not counter or after['counters']['client'].get(counter) == 1,
          'no %s' % counter)


def shut_window():
    truth = play('window', ['limit 3000'],
                 server=['rcvbuf 4096', 'listen 1', 'accept', 'pause 600', 'read-all', 'close'],
                 client=['sndbuf 65536', 'connect', 'write 20000', 'close'])
    counters(truth)
    waiting = [line for line in truth.events('call')
               if line['call'] == 'close' and line['states']['client'] == 'FIN-WAIT-1']
    check(waiting, 'the FIN was not queued behind data')
    check(truth.count('client', 'TCPWinProbe') > 0, 'the window was never probed')


def wrong_plans():
    for line in ('rule client 3 data 1 lose', 'rule client 1 data 0 lose', 'rule client 1 data x lose',
                 'delay server 1', 'call client fly', 'rule client 1 data 1 eat', 'walk', 'ip six',
                 'sysctl client tcp_sack', 'call nobody close'):
        with open('wrong', 'w', encoding='ascii') as file:
            file.write('ip 4\n' + line + '\n')
        done = subprocess.run([PROGRAM, 'wrong', '.'], stderr=subprocess.PIPE, check=False, timeout=60)
        check(done.returncode == 1 and b'line 2' in done.stderr, line + ': taken for a plan')


TESTS = [
    wrong_plans,
    documented, lose, lose_before, duplicate, hold, flip, strip, shut_window,
    lambda: inject('exact', 'inject-rst 0', 'CLOSED', None),
    lambda: inject('inside', 'inject-rst 100', 'ESTABLISHED', 'TCPChallengeACK'),
    lambda: inject('outside', 'inject-rst 1000000000', 'ESTABLISHED', None),
    lambda: inject('before', 'inject-rst -10', 'ESTABLISHED', None),
    lambda: inject('syn', 'inject-syn 0', 'ESTABLISHED', 'TCPSYNChallenge'),
]


def main():
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        failed = 0
        for test in TESTS:
            try:
                test()
            except AssertionError as error:
                failed += 1
                print('FAIL %s: %s' % (test.__name__, error))
        os.chdir('/')
    print('%d of %d passed' % (len(TESTS) - failed, len(TESTS)))
    return failed > 0


if __name__ == '__main__':
    sys.exit(main())
