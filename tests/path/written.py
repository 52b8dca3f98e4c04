# SPDX-License-Identifier: MIT
"""Truth logs that are written by hand, for tests of the judge."""
import json
import os

from ends_truth import Ends
from truth import ACK, FIN, OTHER, SYN, Truth
from view import whole

CLIENT_PORT, SERVER_PORT = 50000, 8079
FIRST = {'client': 1000, 'server': 5000}    # of each side's numbers


class Log:
    """What happened, line by line; states are those that were given last."""

    def __init__(self):
        self.lines = []
        self.states = {'client': 'CLOSED', 'server': 'LISTEN'}
        self.at = {'client': 0, 'middle': 0, 'server': 0}
        self.frames = []
        self._add('begin', {}, port=0)

    def _add(self, event, states, counters=None, **members):
        self.states = {**self.states, **states}
        end = members.get('end') or 'client'
        line = {'event': event, 'port': CLIENT_PORT, 'states': self.states,
                'counters': {'client': {}, 'server': {}}, **members}
        line['counters'][end] = counters or {}
        self.lines.append(line)

    def _place(self, place):
        self.at[place] += 1
        return self.at[place]

    def _header(self, side, flags, seq, ack, length):
        ports = [CLIENT_PORT, SERVER_PORT]
        sport, dport = ports if side == 'client' else reversed(ports)
        return {'frame': len(self.frames), 'sport': sport, 'dport': dport, 'flags': flags,
                'seq': FIRST[side] + seq, 'ack': FIRST[OTHER[side]] + ack if flags & ACK else 0,
                'win': 1000, 'len': length, 'ip_id': len(self.frames), 'ttl': 64}

    def send(self, side, flags, seq, ack=0, length=0, counters=None, **states):
        """A frame by SIDE's end, with relative numbers; its number."""
        self.frames.append(side)
        self._add('sent', states, counters, end=side, kind='', nth=0, at=self._place(side),
                  **self._header(side, flags, seq, ack, length))
        self._middle()
        return len(self.frames)

    def inject(self, side, flags, seq):
        """One in SIDE's name; its number."""
        self.frames.append(side)
        self.lines.append({'event': 'injected', 'from': side, 'behind': 0, 'hop': 1, 'offset': 0,
                           **self._header(side, flags, seq, 0, 0)})
        self._middle()
        return len(self.frames)

    def _middle(self):
        self.lines[-1]['frame'] = len(self.frames)
        self.lines.append({'event': 'middle', 'frame': len(self.frames), 'copy': 1,
                           'at': self._place('middle')})

    def deliver(self, frame, counters=None, **states):
        end = OTHER[self.frames[frame - 1]]
        self._add('delivered', states, counters, frame=frame, copy=1, end=end, taken=True,
                  at=self._place(end), late_us=0)

    def views(self, folder):
        """The three captures."""
        with open(os.path.join(folder, 'truth.ndjson'), 'w', encoding='ascii') as file:
            file.writelines(json.dumps(line) + '\n' for line in self.lines)
        truth = Truth(folder)
        ends = Ends(truth)
        return {place: whole(truth, ends, place) for place in self.at}


def opened(log):
    """The three-way handshake."""
    log.deliver(log.send('client', SYN, 0, client='SYN-SENT'), server='SYN-RECEIVED')
    log.deliver(log.send('server', SYN | ACK, 0, 1), client='ESTABLISHED')
    log.deliver(log.send('client', ACK, 1, 1), server='ESTABLISHED')


def data(log, length=100):
    """Of the client, and its ACK: frames 4 and 5."""
    log.deliver(log.send('client', ACK, 1, 1, length))
    log.deliver(log.send('server', ACK, 1, 1 + length))


def closed(log, at=101):
    """By the client, then by the server: frames 6 to 9."""
    log.deliver(log.send('client', FIN | ACK, at, 1, client='FIN-WAIT-1'), server='CLOSE-WAIT')
    log.deliver(log.send('server', ACK, 1, at + 1), client='FIN-WAIT-2')
    log.deliver(log.send('server', FIN | ACK, 1, at + 1, server='LAST-ACK'), client='TIME-WAIT')
    log.deliver(log.send('client', ACK, at + 1, 2), server='CLOSED')
