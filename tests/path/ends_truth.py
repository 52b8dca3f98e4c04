# SPDX-License-Identifier: MIT
"""What each end truly went through, as a capture can tell it at best (the wire's names).

The kernel's state is not always the wire's, and these are no faults of a reading:
- A FIN that is queued behind data has not been sent: FIN-WAIT-1 is ESTABLISHED until then, LAST-ACK
  and CLOSING are CLOSE-WAIT.
- Then, if the other's FIN came before it was sent, CLOSING looks like LAST-ACK, and TIME-WAIT like
  CLOSED.
- With SYN cookies a listener keeps nothing: it answered, and so is in SYN-RECEIVED.
- A lookup for a connection that is over finds the listener: CLOSED. A request that is over was the
  listener's, whether that still listens or not.
- Who closed with nobody left to read may go from FIN-WAIT-1 through FIN-WAIT-2 to CLOSED by one ACK
  (Linux: TCP_LINGER2 below 0, or data behind it)."""
from bisect import bisect_left, bisect_right

from truth import ACK, FIN, OTHER, RST, SYN

# Counters of a namespace that tell that TCP did not take the segment that was just delivered.
DROPS = ('InCsumErrors', 'ListenOverflows', 'ListenDrops', 'TCPBacklogDrop', 'TCPRcvQDrop',
         'TCPOFODrop', 'PAWSEstab', 'PAWSActive', 'PAWSOldAck', 'PAWSTimewait', 'TCPZeroWindowDrop',
         'TCPDeferAcceptDrop', 'TCPReqQFullDrop', 'BeyondWindow', 'TCPChallengeACK',
         'TCPSYNChallenge', 'TCPACKSkippedSeq', 'TCPACKSkippedPAWS', 'TCPACKSkippedChallenge',
         'TCPACKSkippedSynRecv', 'TCPACKSkippedTimeWait', 'TCPACKSkippedFinWait2')

OVER = ('CLOSED', 'LISTEN')


def uncounted(frame, before, after):
    """Whether TCP drops FRAME, and Linux counts that nowhere: in SYN-SENT what has neither SYN nor RST
    (RFC 9293 section 3.10.7.3, fifth), and by who has a small socket a SYN that opens nothing (RFC 5961
    section 4)."""
    if before == 'SYN-SENT':
        return not frame.flags & (SYN | RST) and frame.end_seq != frame.seq
    return bool(frame.flags & SYN) and before in ('FIN-WAIT-2', 'TIME-WAIT') and after == before


def dropped(line, frame=None):
    """Whether the receiver's kernel did not take what this line delivered: it says so, or does not count
    it, or the line is a RST that ended nothing (of one outside of the window no counter tells)."""
    end = line['end']
    if any(line['counters'][end].get(name) for name in DROPS):
        return True
    before, after = line['before'][end], line['states'][end]
    return (frame is not None and uncounted(frame, before, after)) or \
        (line['reset'] and before not in OVER and after not in OVER)


class End:
    """One end of the connections of one client port."""

    def __init__(self, truth, side, port):
        self.side = side
        self.cookies = truth.count(side, 'SyncookiesSent') > 0
        self.positions = []     # of lines that tell a state
        self.states = []        # a set of names each
        self.earlies = []       # the frames of its FINs that left before the other's had come
        self.sent = {}          # frame number: its position
        self.taken = {}         # frame number: the position at which its first copy was taken
        self.fin_came = None    # the position at which the other's first FIN was taken
        self.delivered = {}     # frame number: the positions at which copies came
        self.syns = []          # position and frame of each that it sent
        self.state = None       # the kernel's
        self._begin()
        for position, line in enumerate(truth.lines):
            if line.get('port') == port:
                self._add(truth, position, line)

    def opening(self, before):
        """The SYN that it sent last, ahead of the event at BEFORE; None: none."""
        found = bisect_left([position for position, _ in self.syns], before)
        return self.syns[found - 1][1] if found else None

    def _begin(self):
        """A new connection of the same ports."""
        self.known = self.answered = self.fin_sent = self.fin_taken = self.fin_after = False
        self.early = set()

    def _add(self, truth, position, line):
        frame = truth.frames.get(line.get('frame'))
        if line['event'] == 'sent' and line['end'] == self.side:
            self._sent(frame, position)
        elif line['event'] == 'delivered' and line['end'] == self.side and line['taken']:
            self._took(frame, position, line)
        if line.get('raced') and line['end'] == self.side:
            return
        state = line['states'][self.side]
        self.positions.append(position)
        self.states.append(self._wire(state))
        if line['event'] == 'sent' and line['end'] == self.side and state in OVER and \
                not frame.flags & (SYN | RST) and not self.cookies:
            self._had_not_closed()
        self.earlies.append(frozenset(self.early))
        if self.state == 'FIN-WAIT-1' and state in OVER and line['event'] == 'delivered' and \
                not frame.flags & RST:
            self.states[-1].add('FIN-WAIT-2')
        self.state = state

    def _had_not_closed(self):
        """Who is CLOSED sends nothing but RSTs (RFC 9293 section 3.10.7.1): what was sent last, it sent
        before, and the path was too slow to see that."""
        open_states = (states for states in reversed(self.states) if not states & set(OVER))
        self.states[-1] = next(open_states, self.states[-1])

    def _sent(self, frame, position):
        self.sent[frame.number] = position
        if frame.flags & SYN:
            self.syns.append((position, frame))
        if frame.flags & (SYN | ACK) == SYN and self.side == 'client':
            self._begin()
        if frame.flags & (SYN | RST) == SYN:
            self.known = self.answered = True
        if frame.flags & FIN and not self.fin_sent:
            self.fin_sent, self.fin_after = True, self.fin_taken
        if frame.flags & FIN and not self.fin_taken:
            self.early.add(frame.number)

    def _took(self, frame, position, line):
        self.delivered.setdefault(frame.number, []).append(position)
        if line['counters'][self.side].get('SyncookiesSent'):
            self.known = self.answered = True
        if dropped(line, frame):
            return
        self.taken.setdefault(frame.number, position)
        state = line['states'][self.side]
        if frame.flags & (SYN | ACK) == SYN and state == 'SYN-RECEIVED' and self.state != state:
            self._begin()
        # Where the FIN's bytes lie behind a gap it has come, but is not taken.
        self.fin_taken = self.fin_taken or state in ('CLOSE-WAIT', 'CLOSING', 'LAST-ACK')
        if self.fin_taken and self.fin_came is None:
            self.fin_came = position

    def _wire(self, state):
        if state == 'LISTEN':
            if self.answered:   # by cookies, or it gave the request up
                return {'CLOSED', 'LISTEN'} | ({'SYN-RECEIVED'} if self.cookies else set())
            return {'CLOSED'} if self.known else {'LISTEN'}
        if state == 'CLOSED' and self.answered:
            return {'CLOSED', 'LISTEN'}
        if state != 'CLOSED':
            self.known = True
        if state in ('ESTABLISHED', 'CLOSE-WAIT'):
            self.answered = False
        if not self.fin_sent and state in ('FIN-WAIT-1', 'LAST-ACK', 'CLOSING'):
            return {'ESTABLISHED'} if state == 'FIN-WAIT-1' else {'CLOSE-WAIT'}
        if self.fin_after and state in ('CLOSING', 'TIME-WAIT'):
            return {state, 'LAST-ACK' if state == 'CLOSING' else 'CLOSED'}
        return {state}

    def at(self, position):
        """The states after the event at POSITION."""
        found = bisect_right(self.positions, position) - 1
        return self.states[found] if found >= 0 else {'CLOSED', 'LISTEN'}

    def early_fins(self, position):
        """The frames of its FINs, in the connection of that time, that left before the other's came."""
        found = bisect_right(self.positions, position) - 1
        return self.earlies[found] if found >= 0 else set()

    def between(self, first, last):
        """All states from the event at FIRST on to before the one at LAST."""
        states = set(self.at(first))
        begin = bisect_right(self.positions, first)
        for position, names in zip(self.positions[begin:], self.states[begin:]):
            if position >= last:
                break
            states |= names
        return states


class Ends:
    """Both ends of each client port of a run."""

    def __init__(self, truth):
        self.truth = truth
        ports = {frame.port for frame in truth.frames.values()}
        self.ends = {(side, port): End(truth, side, port) for side in OTHER for port in ports}

    def end(self, side, port):
        return self.ends[side, port]
