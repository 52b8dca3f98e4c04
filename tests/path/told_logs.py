# SPDX-License-Identifier: MIT
"""What a sniffer would tell of logs that were written by hand, and what the judge finds wrong of it."""
import oracle
from judge import Score, judge
from truth import OTHER
from written import FIRST


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
