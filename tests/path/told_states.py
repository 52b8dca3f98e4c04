# SPDX-License-Identifier: MIT
"""Whether a state that is told of an end is true of the moment at which a frame of a capture leaves it."""
from truth import ACK, FIN, RST, SYN
from view import before

# What a state is for who has not seen that FIN of an end which left before the other's came.
NO_FIN = {'FIN-WAIT-1': 'ESTABLISHED', 'FIN-WAIT-2': 'ESTABLISHED', 'CLOSING': 'CLOSE-WAIT',
          'TIME-WAIT': 'CLOSE-WAIT'}
UNSEEN_FIN = {'LAST-ACK': 'CLOSE-WAIT'}  # and of one that left behind it
LATE_FIN = {'CLOSING': 'LAST-ACK', 'TIME-WAIT': 'CLOSED'}

# What the arrival of a frame makes of a state (RFC 9293, figure 5, and 3.10.7): of what it brings.
MOVES = {
    'syn': {'SYN-SENT': 'SYN-RECEIVED'},
    'syn-ack': {'SYN-SENT': 'ESTABLISHED', 'SYN-RECEIVED': 'ESTABLISHED'},
    'ack': {'SYN-RECEIVED': 'ESTABLISHED'},
    'ack of fin': {'FIN-WAIT-1': 'FIN-WAIT-2', 'CLOSING': 'TIME-WAIT', 'LAST-ACK': 'CLOSED'},
    'fin': {'ESTABLISHED': 'CLOSE-WAIT', 'FIN-WAIT-1': 'CLOSING', 'FIN-WAIT-2': 'TIME-WAIT'},
    'rst': {state: 'CLOSED' for state in
            ('SYN-SENT', 'SYN-RECEIVED', 'ESTABLISHED', 'FIN-WAIT-1', 'FIN-WAIT-2', 'CLOSE-WAIT',
             'CLOSING', 'LAST-ACK', 'TIME-WAIT')},
}


def alike(states, tables=(NO_FIN, LATE_FIN)):
    """STATES, and what TABLES make of them."""
    return states | {table[name] for name in states for table in tables if name in table}


def reach(states, brought):
    """STATES, and all into which what is BROUGHT moves an end that is in one of them."""
    states = set(states)
    while True:
        more = {MOVES[what][name] for what in brought for name in states if name in MOVES[what]}
        if more <= states:
            return states
        states |= more


class Told:
    """A state that is told: of SIDE, at the capture's frame INDEX, PROVEN or hedged. LINES: those that
    are told to be of this connection, each with its index."""

    def __init__(self, view, lines, index, side, name, proven):
        self.view = view
        self.lines = lines
        self.index = index
        self.side = side
        self.name = name
        self.proven = proven
        self.syns = [line.frame for _, line in lines
                     if line.frame.sender == side and line.frame.flags & SYN]
        self.line = view.lines[index]
        self.frame = self.line.frame
        self.end = view.ends.end(side, self.frame.port)
        self.first, self.last = view.bounds(index, side, self.frame.port)
        later = [self.end.sent.get(line.frame.number, -1) for at, line in lines if at > index]
        # What it said of this connection may be captured behind what it said of the next one.
        self.last = min([self.last] + [position for position in later if position > self.first][:1])

    def of_port(self, lines):
        return [line for line in lines if line.frame.port == self.frame.port]

    def seen(self, position, states):
        """STATES at that time, and what they are for who sees this capture."""
        early = self.end.early_fins(position)
        if early and not any(line.frame.number in early for line in self.view.lines):
            return alike(states)
        return alike(states, (UNSEEN_FIN,)) if self.lost_its_fin(position) else states

    def began(self, position):
        """Where the connection of that time began, as far as the client's SYNs tell."""
        opening = self.view.ends.end('client', self.frame.port).opening(position + 1)
        return opening.position if opening else -1

    def lost_its_fin(self, position):
        """Whether of the FINs that it had sent by then in this connection, behind the other's, none was
        captured."""
        began = self.began(position)
        fins = {number for number, sent in self.end.sent.items()
                if began <= sent <= position and self.view.truth.frames[number].flags & FIN}
        return bool(fins) and not any(line.frame.number in fins for line in self.view.lines)

    def at(self, position):
        return self.seen(position, self.end.at(position))

    def brings(self, frame):
        """What FRAME would tell the end, if it came and was taken."""
        if frame.flags & RST:
            return {'rst'}
        if frame.flags & SYN:
            return {'syn-ack' if frame.flags & ACK else 'syn'}
        fins = [other for other in self.view.truth.frames.values()
                if other.number in self.end.sent and other.flags & FIN]
        brought = {'fin'} if frame.flags & FIN else set()
        if frame.flags & ACK:
            brought.add('ack')
            if any(not before(frame.ack, fin.end_seq) for fin in fins):
                brought.add('ack of fin')
        return brought

    def if_it_arrives(self, states):
        """STATES, and all into which what has passed here on its way to the end would bring it."""
        brought = set()
        for line in self.of_port(self.view.lines[:self.index + 1]):
            if line.frame.receiver == self.side:
                brought |= self.brings(line.frame)
        return reach(states, brought)

    def may_lag(self, states):
        """Whether what is told, with what came to the end and was not captured, makes one of STATES. (What
        brought an end out of SYN-SENT shows by what it sends then: it acknowledges.)"""
        here = {line.frame.number for line in self.view.lines[:self.index + 1]}
        brought = {what for number, position in self.end.taken.items()
                   if number not in here and position < self.last
                   for what in self.brings(self.view.truth.frames[number])}
        return bool(alike(reach({self.name}, brought - {'syn', 'syn-ack'}), (LATE_FIN,)) & states)

    def without_fins(self, states):
        """STATES, and what they are where none of the end's FINs was captured so far."""
        here = self.of_port(self.view.lines[:self.index + 1])
        if any(line.frame.sender == self.side and line.frame.flags & FIN for line in here):
            return alike(states, (LATE_FIN,))
        return alike(states, (NO_FIN, LATE_FIN, UNSEEN_FIN))

    def elsewhere(self):
        """Whether the end, by its next frame here, had opened another connection than this one; or never
        opened this one, which somebody else did in its name. It has it no more."""
        current = self.end.opening(self.last)
        genuine = [syn for syn in self.syns if not syn.injected]
        mine = [line.frame for _, line in self.lines
                if line.frame.sender == self.side and not line.frame.injected]
        if not self.syns or (genuine and not mine[0].flags & SYN):   # its own was not captured
            opened = self.end.opening(mine[0].position) if mine else None
            return None not in (opened, current) and current.seq != opened.seq
        if not genuine:
            opener = self.lines[0][1].frame
            return opener is self.syns[0]
        return current is not None and current.seq != genuine[0].seq

    def is_its_last(self):
        """Whether of all that is told to be the end's, of this connection, it sent nothing behind this frame
        that is captured before it. (A state belongs to the end's own order of events: RFC 9293, 3.3.2.)"""
        return all(line.frame.position <= self.frame.position for at, line in self.lines
                   if at < self.index and line.frame.sender == self.side)

    def made(self):
        """The states that a RST or SYN which somebody made in the end's name speaks of, where nothing of
        the true end but RSTs comes after it: no capture tells that one from its own."""
        mine = [(at, line.frame) for at, line in self.lines if line.frame.sender == self.side]
        made = [(at, frame) for at, frame in mine if frame.injected and at <= self.index]
        # What it had sent before, and comes late, does not tell that it goes on; nor what was seen before.
        seen = {frame.number for at, frame in mine if made and at < made[0][0]}
        made = [frame for _, frame in made]
        lasting = [frame for _, frame in mine if frame.injected or
                   (made and not frame.flags & RST and frame.position > made[0].position and
                    frame.number not in seen)]
        if not made or not lasting[-1].injected:
            return set()
        states = {'CLOSED' if frame.flags & RST else 'SYN-SENT' for frame in made
                  if frame.flags & (RST | SYN)}
        return self.if_it_arrives(states)

    def begins_late(self):
        """Whether the capture shows that its beginning, or one direction, is missing."""
        before = self.of_port(self.view.lines[:self.index + 1])
        opened = any(line.frame.flags & (SYN | ACK) == SYN for line in before)
        senders = {line.frame.sender for line in self.of_port(self.view.lines)}
        return not opened or len(senders) == 1

    def reset_in_its_name(self):
        """Whether a RST that somebody made in the end's name follows: what it said before is doubted."""
        return any(line.frame.injected and line.frame.flags & RST and line.frame.sender == self.side
                   for line in self.of_port(self.view.lines[self.index + 1:]))

    def moved_here(self, taken):
        """Whether this frame moved the end, by its arrival alone: not so where the end answers it with a
        RST of its own, which tells the move."""
        lines = self.view.truth.lines
        moved = lines[taken]['before'][self.side] != lines[taken]['states'][self.side]
        answer = lines[taken + 1] if taken + 1 < len(lines) else {}
        reset = answer.get('event') == 'sent' and answer['end'] == self.side and \
            answer['flags'] & RST
        return moved and not reset

    def silent(self):
        """Whether nothing in the end's name has passed here."""
        return not any(line.frame.sender == self.side and at <= self.index for at, line in self.lines)

    def next_taken(self):
        """When the end took the first frame that stands behind this one here, or sent its next."""
        seen = {line.frame.number for line in self.view.lines[:self.index + 1]}
        return min([line.taken for line in self.of_port(self.view.lines[self.index + 1:])
                    if line.frame.receiver == self.side and line.taken is not None and
                    line.taken > self.first and line.frame.number not in seen] +
                   [self.last])

    def missed(self):
        """Whether some frame to the end was not taken when this one left it, or when the end's next one
        did, or never was."""
        now = self.end.sent.get(self.frame.number, self.last)
        return any(line.taken is None or line.taken > now
                   for line in self.of_port(self.view.lines[:self.index + 1])
                   if line.frame.receiver == self.side)


def before_unseen_reset(told):
    """The states in which RSTs ended the end that somebody made behind the place of the capture."""
    here = {line.frame.number for line in told.view.lines}
    states = set()
    for number, position in told.end.taken.items():
        frame = told.view.truth.frames[number]
        if frame.injected and frame.flags & RST and number not in here and position <= told.last:
            states |= told.at(position - 1)
    return states


def of_sender(told, around):
    """Exactly that of the moment, unless a later one of its frames was seen before."""
    again = any(line.frame is told.frame for line in told.view.lines[:told.index])
    exact = told.end.sent.get(told.frame.number) == told.first and not again
    true = told.at(told.first) if exact else around
    # It tells of the older connection; or of the only one, of which it sent nothing later that was seen.
    if told.end.opening(told.frame.position + 1) is not told.end.opening(told.first + 1) or \
            told.is_its_last():
        true = true | told.at(told.frame.position)
    return ('right' if told.name in true else 'wrong'), true


def of_receiver(told, around):
    taken = told.line.taken
    if taken is None:
        # What a later frame brought, this one did not.
        true = told.seen(told.first, told.end.between(told.first, told.next_taken()))
        return ('right' if told.name in true else 'wrong'), true
    if not told.first <= taken < told.last:
        around = around | told.at(taken)
        return ('right' if told.name in around else 'wrong'), around
    true = told.at(taken)
    if told.name in true:
        return 'right', true
    moved = told.moved_here(taken) and true & told.if_it_arrives({told.name})
    if told.name in around and not (told.proven and moved):
        return 'stale', true
    return 'wrong', true


def excused(told, states):
    """What is told and not true, where no capture could tell: 'unknown'; or that is hedged and would be
    true if what has passed here had come: 'open'."""
    if told.name in told.made():
        return 'unknown'
    if told.proven:
        return None
    if told.syns and told.syns[0].injected and told.name == 'SYN-SENT':
        return 'open'   # of a SYN that was made in its name, and is doubted
    if told.begins_late():  # that something was missed is known
        states = told.without_fins(states)
        if told.name in told.if_it_arrives(states) or told.may_lag(states):
            return 'open'
    if told.missed() and told.name in told.if_it_arrives(states):
        return 'open'
    if told.name in told.if_it_arrives(before_unseen_reset(told)):
        return 'open'
    return 'open' if told.reset_in_its_name() else None


def verdict(told):
    """One of judge.VERDICTS, and the states that are true: none before the end has spoken."""
    if told.silent():
        return 'wrong', {'none'}
    if told.name == 'CLOSED' and told.elsewhere():
        return 'right', {'CLOSED'}
    around = told.seen(told.first, told.end.between(told.first, told.last))
    if told.frame.injected:
        around |= told.at(told.frame.position)  # of whom it is said to be, at that time
    how = of_sender if told.side == told.frame.sender else of_receiver
    result, true = how(told, around)
    if result == 'wrong':
        result = excused(told, around | true) or result
    return result, true
