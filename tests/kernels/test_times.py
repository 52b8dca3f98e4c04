#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""test_times.py FOLDER: golden times of kernels, FOLDER/SERIES-MACHINE.tsv, against what Linux's sources say of
these timers: none that an update has made of a timer that ended otherwise.

All kernels that are played have CONFIG_HZ=250. A timer is set in whole jiffies, one of which has begun, and ends in
a slot of the kernel's wheel (kernel/time/timer.c): a jiffy for up to 63 of them, 8 up to 511, 64 up to 4095."""

import sys
from pathlib import Path

JIFFY = 4000
WAITED = 1000

# A time-out of the least round trip: TCP_RTO_MIN, 200 ms (include/net/tcp.h), which a round trip of less than
# two jiffies makes longer by as many.
RTO = (200_000, 200_000 + 2 * JIFFY)
DOUBLED = (400_000, 400_000 + 4 * JIFFY)
# TCP_TIMEOUT_INIT, 1 s; the second interval is as long since 6.5 (tcp_syn_linear_timeouts), doubled before.
INITIAL = (1_000_000, 1_000_000)
INITIAL_DOUBLED = (2_000_000, 2_000_000)
# TCP_ATO_MIN and TCP_DELACK_MIN, 40 ms.
DELAYED = (40_000, 40_000)
# TCP_TIMEOUT_MIN, 2 jiffies, is the least of a loss probe (tcp_schedule_loss_probe).
PROBE = (0, 2 * JIFFY)

TIMERS = {
    'syn-again': (INITIAL, INITIAL_DOUBLED),
    'syn-ack-again': (INITIAL,),
    'syn-ack-held': (INITIAL,),
    'fin-again': (RTO,),
    'sent-again-timer': (RTO,),
    'sent-again-backoff': (DOUBLED,),
    'sent-again-loss-probe': (PROBE,),
    'window-probe': (RTO, DOUBLED),
    'delayed-ack': (DELAYED,),
    'fin-acked-alone': (DELAYED,),
    'keep-alive': (INITIAL,),  # as the scenarios set it
}


def slot(time):
    """How long the wheel's slot of a timer of so many microseconds is."""
    length, reach = JIFFY, 64 * JIFFY
    while time >= reach:
        length, reach = length * 8, reach * 8
    return length


def ends(time, timer):
    """Whether a timer may have ended after these microseconds."""
    shortest, longest = timer
    return shortest - JIFFY <= time <= longest + slot(longest) + WAITED


def linear(series):
    """Whether a kernel of this series repeats a SYN each second at first."""
    return tuple(int(part) for part in series.split('.')) >= (6, 5)


def wrong_rows(file):
    """What is wrong in a file, a line each."""
    series, machine = file.stem.split('-', 1)
    if machine not in ('x86_64', 'aarch64', 's390x'):
        yield f'{file.name}: no machine that uname knows'
    for number, line in enumerate(file.read_text(encoding='utf-8').splitlines(), 1):
        _, _, side, claim, time = line.split('\t')
        timers = TIMERS.get(claim, ())
        if claim == 'syn-again' and linear(series):
            timers = (INITIAL,)
        if side not in ('client', 'server') or not any(ends(int(time), timer) for timer in timers):
            yield f'{file.name}:{number}: no timer of Linux {series} ends so: {line}'


def main():
    """What the first lines say."""
    files = sorted(Path(sys.argv[1]).glob('*.tsv'))
    wrong = [text for file in files for text in wrong_rows(file)]
    print('\n'.join(wrong), end='\n' if wrong else '')
    # The test itself: a late one, one too early, and a SYN of the other kind are told.
    known = ends(209_000, RTO) and not ends(195_000, RTO) and not ends(214_000, RTO) and not ends(46_000, DELAYED)
    known = known and linear('6.12') and not linear('6.1') and not ends(1_034_000, INITIAL)
    return 1 if wrong or not files or not known else 0


if __name__ == '__main__':
    sys.exit(main())
