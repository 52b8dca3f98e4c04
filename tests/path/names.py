# SPDX-License-Identifier: MIT
"""Which names for a connection's opening and closing are true, from what its ends did: a set each,
since where segments were lost on their way more than one may be."""
from alone import made_alone, made_last, odd_alone
from truth import ACK, FIN, OTHER, RST, SYN
from relations import begun
from view import answered_before, before, crossed

SYNCHRONIZED = {'ESTABLISHED', 'FIN-WAIT-1', 'FIN-WAIT-2', 'CLOSE-WAIT', 'CLOSING', 'LAST-ACK',
                'TIME-WAIT'}


class Connection:
    """The lines of a view that the sniffer takes for one connection."""

    def __init__(self, view, lines):
        self.view = view
        self.lines = lines
        self.port = lines[0].frame.port
        positions = [line.frame.position for line in lines]
        taken = [line.taken or 0 for line in lines]
        self.first, self.last = min(positions), max(positions + taken) + 1
        # No RST opens anything; one that the path held comes when much more has happened.
        others = [line.taken or 0 for line in lines if not line.frame.flags & RST]
        self.had_last = max(positions + others) + 1
        # What was sent before the SYN with which it begins is an older one's: so are RSTs before that.
        syn = next((line.frame for line in lines if not line.frame.flags & RST), lines[0].frame)
        opens = syn.flags & (SYN | ACK) == SYN and not syn.injected
        self.began = min(frame.position for frame in view.truth.frames.values()
                         if frame.seq == syn.seq and frame.flags & SYN) if opens else -1
        self.client = view.ends.end('client', self.port)
        self.server = view.ends.end('server', self.port)

    def had(self, end):
        """The states of END in it. A server of whose client a SYN is to be seen begins by taking that."""
        first = self.first
        syns = {line.frame.seq for line in self.of('client', SYN | ACK, SYN)}
        if end.side == 'server' and syns:
            taken = [end.taken[number] for number, frame in self.view.truth.frames.items()
                     if number in end.taken and frame.flags & SYN and frame.seq in syns]
            if not taken:
                return set()
            first = max(first, min(taken))
        return end.between(first, self.had_last)

    def of(self, side, flags, value, injected=False):
        found = {}
        for line in self.lines:
            frame = line.frame
            if frame.sender == side and frame.flags & flags == value and \
                    frame.injected == injected and frame.position >= self.began:
                found.setdefault(frame.number, line)
        return list(found.values())

    def made_syns(self):
        return self.of('client', SYN, SYN, True) + self.of('server', SYN, SYN, True)

    def resets(self):
        """RSTs of the ends themselves, and made ones that ended their receiver."""
        genuine = self.of('client', RST, RST) + self.of('server', RST, RST)
        for line in self.of('client', RST, RST, True) + self.of('server', RST, RST, True):
            receiver = self.view.ends.end(line.frame.receiver, self.port)
            taken = line.taken
            if taken is not None and 'CLOSED' in receiver.at(taken) and \
                    'CLOSED' not in receiver.at(taken - 1) and \
                    not receiver.between(taken, self.last) & SYNCHRONIZED:  # it was opened after that
                genuine.append(line)
        return genuine


def untold_resets(connection):
    """RSTs that were made, and which nothing that is captured behind them tells from their alleged sender's
    own: that says nothing more but RSTs, and no ACK of their receiver lies behind them (but for the number of
    a FIN, which some take, too)."""
    found = []
    for at, line in enumerate(connection.lines):
        made, seen = line.frame, {other.frame.number for other in connection.lines[:at]}
        behind = [other.frame for other in connection.lines[at + 1:]]
        goes_on = any(frame.sender == made.sender and not frame.flags & RST and not frame.injected and
                      frame.position > made.position and frame.number not in seen or
                      frame.sender != made.sender and frame.flags & ACK and
                      before(made.seq + 1, frame.ack) for frame in behind)
        if made.injected and made.flags & RST and not goes_on:
            found.append(line)
    return found


def refusing(connection):
    """A RST that came from where the SYN went, to a client that had nothing but its SYN."""
    return any(line.frame.sender == 'server' for line in connection.resets())


def fast_open(connection, answers):
    """A SYN+ACK acknowledged data in a SYN (RFC 7413)."""
    syns = [frame for frame in connection.view.truth.frames.values()
            if frame.sender == 'client' and frame.flags & (SYN | ACK) == SYN and frame.len > 0]
    return any(answer.frame.ack == syn.end_seq for answer in answers for syn in syns)


def answered_by_client(connection):
    """Its SYN+ACK answers a SYN, whoever made that (RFC 9293 section 3.5, figure 7)."""
    return {'incomplete'} if connection.of('client', SYN | ACK, SYN | ACK) else set()


def begins_before_its_syn(connection):
    """Its first line is of an older connection, whose ends the SYN finds in it."""
    first = connection.lines[0].frame
    opened = connection.client.opening(first.position + 1)
    return not first.flags & SYN and opened is not None and \
        all(line.frame.seq != opened.seq for line in connection.of('client', SYN | ACK, SYN))


def open_names(connection):
    client, server = connection.had(connection.client), connection.had(connection.server)
    answers = connection.of('server', SYN | ACK, SYN | ACK)
    if not connection.of('client', SYN | ACK, SYN):
        names = {'midstream', 'no-connection'} | ({'3-way', 'incomplete'} if answers else set())
        names |= {'fast-open'} if fast_open(connection, answers) else set()
        # Nothing in a SYN shows that somebody else made it.
        if connection.made_syns():
            names |= {'refused', 'unanswered'} | answered_by_client(connection)
        return names
    syns = connection.of('client', SYN | ACK, SYN)
    if all(line.late for line in syns if line.frame.seq == syns[0].frame.seq):
        # What opened it was not captured, nor what answered that.
        return {'midstream', 'unanswered', 'incomplete', '3-way', 'refused'}
    if begins_before_its_syn(connection):
        return {'midstream', '3-way', 'incomplete'}
    if fast_open(connection, answers):
        return {'fast-open', 'incomplete'}
    if server & SYNCHRONIZED:
        return {'simultaneous', '3-way'} if 'SYN-RECEIVED' in client else {'3-way'}
    if client & SYNCHRONIZED:
        return {'3-way', 'incomplete'}
    if answers:
        return {'incomplete'} | ({'refused'} if refusing(connection) else set())
    return {'refused'} if refusing(connection) else \
        {'unanswered'} | answered_by_client(connection)


def fin_copies(connection, fin):
    """All frames with the FIN of the frame FIN, those that were not captured included."""
    return [frame for frame in connection.view.truth.frames.values()
            if frame.flags & FIN and frame.sender == fin.sender and frame.port == fin.port and
            frame.end_seq == fin.end_seq and not frame.injected]


def first_copy(connection, fin):
    return min(fin_copies(connection, fin), key=lambda frame: frame.position)


def two_fins(connection, one, other):
    """ONE and OTHER are the frames of both sides' first FINs: as captured, or as sent."""
    first, second = sorted((one, other), key=lambda frame: frame.position)
    taker = connection.view.ends.end(second.sender, connection.port)
    # Of the first one any copy.
    copies = [frame.number for frame in fin_copies(connection, first)
              if frame.position >= first.position]
    taken = min((taker.taken[number] for number in copies if number in taker.taken), default=None)
    if (taken is None or taken > second.position) and crossed(connection.view, first, second):
        return {'simultaneous'}
    if taken is None or taken > second.position:
        return {'simultaneous', '3-segment', '4-segment', 'half-close'}
    names, again = {'3-segment'}, False
    for line in connection.lines:
        frame = line.frame
        # Behind the FIN's number it was sent behind a FIN, too, which was lost before it came here.
        if frame.sender == second.sender and taken < frame.position < second.position and \
                before(frame.seq, second.end_seq):
            if frame.len > 0 and not was_sent_before(connection, frame, taken):
                return {'half-close'}
            again |= frame.len > 0
            if frame.flags & ACK and not before(frame.ack, first.end_seq):
                names = {'4-segment'}
    # Data in the FIN itself, sent after the other's FIN had come; or such as were sent before, too:
    # whether they were is not always seen.
    return {'half-close', *names} if second.len > 0 or again else names


def was_sent_before(connection, frame, position):
    """Whether all of FRAME's numbers lie below what its sender had sent before POSITION."""
    return any(other.sender == frame.sender and other.port == frame.port and
               begun(connection.view, frame) <= other.position < position and
               not other.flags & (SYN | RST) and
               not other.injected and not before(other.end_seq, frame.end_seq)
               for other in connection.view.truth.frames.values())


def acknowledged(connection, fin):
    """Whether an ACK of this FIN, behind which there are no numbers, is to be seen."""
    return any(line.frame.sender != fin.sender and line.frame.flags & ACK and
               line.frame.ack == fin.end_seq for line in connection.lines)


def ends_nothing(connection, line):
    """A RST of who was CLOSED, which its receiver does not take (RFC 9293 section 3.10.7.1)."""
    frame = line.frame
    end = connection.view.ends.end(frame.sender, frame.port)
    return line.taken is None and not frame.injected and end.at(frame.position - 1) == {'CLOSED'}


def close_names(connection):
    resets, untold = connection.resets(), untold_resets(connection)
    if not opened(connection):
        return {'none', 'reset'} if resets or untold else {'none'}
    none = {'none'} if {'no-connection', 'incomplete'} & open_names(connection) else set()
    lasting = [line for line in resets if ended(connection, line)]
    ending = [line for line in lasting if not ends_nothing(connection, line)]
    return none | closings(connection, resets) | closings(connection, lasting) | \
        closings(connection, ending) | reset_names(connection, untold)


def opened(connection):
    return bool({'3-way', 'simultaneous', 'fast-open', 'midstream'} & open_names(connection))


def reset_names(connection, resets):
    """Whether a FIN had passed before a RST, or had been sent before it."""
    names = set()
    for line in resets:
        at = connection.lines.index(line)
        seen = any(other.frame.flags & FIN for other in connection.lines[:at])
        sent = any(other.frame.flags & FIN and other.frame.position < line.frame.position
                   for other in connection.lines)
        # They crossed: which was first, no capture between the ends tells.
        crossed_it = any(other.frame.flags & FIN and other.frame.sender != line.frame.sender and
                         line.taken is not None and other.frame.position < line.taken
                         for other in connection.lines)
        names |= {'fin-then-reset'} if seen or sent or crossed_it else set()
        names |= {'reset'} if not seen or not sent else set()
    return names


def closings(connection, resets):
    fins = [sorted(connection.of(side, FIN, FIN), key=lambda line: line.frame.position)[:1]
            for side in ('client', 'server')]
    if all(fins):
        shown = [fin[0].frame for fin in fins]
        names = two_fins(connection, *shown) | \
            two_fins(connection, *(first_copy(connection, fin) for fin in shown))
        if not all(acknowledged(connection, fin[0].frame) for fin in fins):
            names |= {'open'}
        return names | reset_names(connection, resets)
    if any(fins):
        # Of a side that is not captured nobody knows whether it has closed.
        both_seen = len({line.frame.sender for line in connection.lines}) == 2
        one = {'one-fin'} if both_seen else {'one-fin', 'open'}
        names = reset_names(connection, resets)
        # Nor what it made of a RST in the other one's name; nor has closed who took no RST.
        alone = made_alone(connection)
        if all(line in alone or ends_nothing(connection, line) or line.taken is None
               for line in resets):
            names |= one
        return names | reset_names(connection, made_last(connection))
    if not resets:
        return {'open', 'reset'} if made_alone(connection) else {'open'}
    # Nothing tells one that lies in its receiver's window only from a forged one; nor does anything of
    # the side that took it, if that is not captured.
    if all(line in made_alone(connection) + odd_alone(connection) for line in resets):
        return {'reset', 'open'}
    return {'reset'} if any(line.taken is not None for line in resets) else {'reset', 'open'}


def ended(connection, line):
    """Whether its sender is over, or about to be: who answers an ACK that is not acceptable, while it
    opens, goes on; and a listener that refuses one SYN may answer the next (RFC 9293 section 3.10.7.1)."""
    frame = line.frame
    if frame.injected or not frame.flags & RST:
        return True
    end = connection.view.ends.end(frame.sender, frame.port)
    here = end.at(frame.position)
    opens = frame.flags & ACK and not here & SYNCHRONIZED and \
        not end.between(connection.first, frame.position) & SYNCHRONIZED and \
        end.between(frame.position, connection.last) & SYNCHRONIZED
    return 'SYN-SENT' not in here and not opens


def of_this(connection, frame):
    """Whether an end sent FRAME in this connection: behind the SYN with which it began, and in no older one
    that its sender still had then (RFC 9293 section 3.6.1: the other end may open anew before)."""
    began = max(connection.began, begun(connection.view, connection.lines[0].frame, 1))
    opening = connection.view.ends.end(frame.sender, frame.port).opening(frame.position)
    return began <= frame.position < connection.last and \
        (opening is None or opening.position >= connection.began)


def unseen_fin(connection, side):
    """The first FIN of SIDE, if none of its FINs was captured, though what was sent behind it was, or what
    acknowledges it, or nothing of SIDE at all."""
    if connection.of(side, FIN, FIN):
        return None
    fin = min((frame for frame in connection.view.truth.frames.values()
               if frame.flags & FIN and frame.sender == side and frame.port == connection.port and
               not frame.injected and of_this(connection, frame)),
              key=lambda frame: frame.position, default=None)
    mine = [line.frame for line in connection.lines if line.frame.sender == side]
    # A RST that answers has the number of what it answers (3.10.7.1), and tells nothing of its own.
    telling = [frame for frame in mine if fin is not None and (
        not frame.flags & RST or before(fin.seq, frame.seq))]
    shown = fin is not None and (
        not mine or any(frame.position > fin.position for frame in telling) or
        any(line.frame.flags & ACK and not before(line.frame.ack, fin.end_seq)
            for line in connection.lines if line.frame.sender != side))
    return fin if shown else None


def misses_the_end(connection, side):
    """Whether the last numbers that SIDE sent were not captured: there may be a FIN among them."""
    mine = [line.frame for line in connection.lines if line.frame.sender == side]
    end = max((frame.position for frame in mine), default=-1)
    numbered = [frame for frame in connection.view.truth.frames.values()
                if frame.sender == side and frame.port == connection.port and not frame.injected and
                frame.end_seq != frame.seq and connection.first <= frame.position <= end]
    return any(all(before(frame.end_seq, other.end_seq) or frame.end_seq == frame.seq
                   for frame in mine) for other in numbered)


def had_not_closed(connection, first, unseen):
    """Whether an ACK of FIRST is captured, without numbers, that has that of the FIN UNSEEN (RFC 9293
    section 3.4: SND.NXT): its sender had not sent that yet."""
    behind = connection.lines[connection.lines.index(first) + 1:]
    return any(line.frame.sender == unseen.sender and line.frame.position < unseen.position and
               line.frame.flags & (SYN | FIN | RST | ACK) == ACK and line.frame.len == 0 and
               not before(line.frame.ack, first.frame.end_seq) for line in behind)


def before_unseen(connection, first, names):
    """NAMES of who closed first, FIRST as far as is captured, where the other's FIN is not."""
    other = OTHER[first.frame.sender]
    unseen = unseen_fin(connection, other)
    if all(line.frame.sender != other for line in connection.lines) or \
            misses_the_end(connection, other):
        names = names | {'none'}
    if unseen is None or not first.frame.flags & FIN or had_not_closed(connection, first, unseen):
        return names
    if unseen.position < first.frame.position:
        names = names - {first.frame.sender} | {unseen.sender}
    return names | {'none'}


def closed_first(connection):
    closers = connection.of('client', FIN, FIN) + connection.of('server', FIN, FIN)
    closers += connection.resets()
    none = {'none'} if not closers or 'none' in close_names(connection) else set()
    untold = {line.frame.sender for line in untold_resets(connection)}
    if not closers:
        return none | untold | {line.frame.sender for line in made_alone(connection)}
    closers = [line for line in closers if ended(connection, line)]
    if not closers:
        return {'none', 'client', 'server'}
    first = min(closers, key=lambda line: line.frame.position)
    names = {first.frame.sender}
    fins = [first_copy(connection, line.frame) for line in closers if line.frame.flags & FIN]
    if fins:    # it was perhaps not captured
        names.add(min([first.frame, *fins], key=lambda frame: frame.position).sender)
    others = [line for line in closers if line.frame.sender != first.frame.sender]
    if first.frame.flags & (RST | ACK) == RST and \
            any(line.frame.position < (first.taken or 0) for line in others):
        names |= {'client', 'server'}   # a RST without ACK does not tell that it crossed a FIN
    if any(line.frame.flags & RST and line.taken is None for line in closers):
        none |= {'none'}    # in its receiver's window only: nothing tells it from a forged one
    if first.frame.injected:
        none |= {'none'}    # nobody closed
    if any(not answered_before(connection.view, first.frame, line.frame) or
           line.frame.position < (first.taken or 0) or first.taken is None for line in others):
        names |= {'both'}
    return before_unseen(connection, first, names) | none
