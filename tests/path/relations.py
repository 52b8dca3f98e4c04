# SPDX-License-Identifier: MIT
"""Predicates of claims (see claims.py) about how frames of one connection stand to each other."""
from causes import by_answer, moved, step_of
from ends_truth import OVER
from facts import is_crossed
from truth import ACK, FIN, RST, SYN, Pcap
from view import before, drops_data_of, overlapping

TCP_DELACK_MIN_NS = 40 * 10**6


def earlier(view, line):
    """The lines before it of its connection."""
    return [entry for entry in view.lines[:view.lines.index(line)]
            if entry.frame.port == line.frame.port]


def sent(view, line, claim):
    """An end sent it."""
    return not line.frame.injected


def genuine(view, line, claim):
    """An end sent it, and what it says had come had come: what it acknowledges of the frames that the claim
    names, in whatever copies."""
    taker = view.ends.end(line.frame.sender, line.frame.port)
    for number in claim['frames']:
        named = view.lines[number - 1].frame
        if named.sender == line.frame.sender or named.end_seq == named.seq:
            continue
        had = [view.truth.frames[other] for other, position in taker.taken.items()
               if position < line.frame.position]
        if not covers(had, named) or before(line.frame.ack, named.end_seq):
            return False
    return not line.frame.injected


def covers(frames, named):
    """Whether FRAMES together bring all the numbers of NAMED."""
    length = named.end_seq - named.seq & 0xffffffff
    reached = 0
    while reached < length:
        at = (named.seq + reached) & 0xffffffff
        reach = max((frame.end_seq - at & 0xffffffff for frame in frames
                     if at - frame.seq & 0xffffffff < (frame.end_seq - frame.seq & 0xffffffff)),
                    default=0)
        if reach == 0:
            return False
        reached += reach
    return True


def of_syn_data(view, line, claim):
    """It acknowledges data in a SYN that has passed."""
    return genuine(view, line, claim) and any(
        entry.frame.flags & SYN and entry.frame.sender == line.frame.receiver and
        before(entry.frame.seq + 1, line.frame.ack) and
        not before(entry.frame.end_seq, line.frame.ack) for entry in earlier(view, line))


def of_syn_only(view, line, claim):
    """It acknowledges a SYN, and not the data in it."""
    return not line.frame.injected and any(
        entry.frame.flags & SYN and entry.frame.len > 0 and
        line.frame.ack == (entry.frame.seq + 1) & 0xffffffff for entry in earlier(view, line))


def has_bytes(view, line, claim, times):
    """Whether the bytes VALUE to MORE, counted from the first number of the other side, had come to its
    sender, so often each, when it left."""
    event = view.told[view.lines.index(line)]
    base = event['ack'] - event['rel_ack']
    left, right = claim['value'] + base, claim['more'] + 1 + base
    taker = view.ends.end(line.frame.sender, line.frame.port)
    ranges = [((frame.seq - left) & 0xffffffff, frame.end_seq - frame.seq & 0xffffffff)
              for frame, position in came(view, taker) if position < line.frame.position]
    ranges = [(first - (first & 0x80000000) * 2, length) for first, length in ranges]
    steps = {0} | {edge for first, length in ranges for edge in (first, first + length)}
    return all(sum(first <= step < first + length for first, length in ranges) >= times
               for step in steps if 0 <= step < (right - left) & 0xffffffff)


def came(view, taker):
    return [(view.truth.frames[number], position) for number, positions in taker.delivered.items()
            for position in positions]


def refused_at(view, taker, position):
    """Who had no connection, and has none then, keeps nothing of it (RFC 9293 section 3.10.7.1; nor does a
    listener, of what no SYN of its own has asked for: 3.10.7.2)."""
    told = view.truth.lines[position]
    return all(told[member][taker.side] in OVER for member in ('before', 'states'))


def lacks(view, line, claim):
    """TCP had not taken any of these bytes when it left."""
    event = view.told[view.lines.index(line)]
    left = claim.get('value', event['rel_ack']) + event['ack'] - event['rel_ack']
    length = claim.get('more', event['rel_ack']) + 1 - claim.get('value', event['rel_ack'])
    taker = view.ends.end(line.frame.sender, line.frame.port)
    taken = [view.truth.frames[number] for number, position in taker.taken.items()
             if position < line.frame.position and not refused_at(view, taker, position)]
    return not any((left - frame.seq) & 0xffffffff < (frame.end_seq - frame.seq & 0xffffffff) or
                   (frame.seq - left) & 0xffffffff < length for frame in taken
                   if frame.end_seq != frame.seq and not drops_data_of(view, frame))


def has_sacked(view, line, claim):
    return not line.frame.injected and has_bytes(view, line, claim, 1)


def has_twice(view, line, claim):
    return not line.frame.injected and has_bytes(view, line, claim, 2)


def seen_before(view, line, claim):
    """Some of its bytes have passed before. (Whether a SYN of the same number was made does not show.)"""
    again = {other.number for other in overlapping(view, line.frame)} | {line.frame.number}
    if any(entry.frame.number in again for entry in earlier(view, line)):
        return True
    made = any(entry.frame.injected and entry.frame.flags & SYN and
               entry.frame.seq == line.frame.seq for entry in earlier(view, line))
    return None if made else False


def begun(view, frame, itself=0):
    """The position of the first copy of the SYN (of the client, or the first of its own) with which the
    connection began that FRAME's sender had when it left. ITSELF: 1 if FRAME may be that SYN."""
    syn = view.ends.end('client', frame.port).opening(frame.position + itself)
    return -1 if syn is None else min(other.position for other in view.truth.frames.values()
                                      if other.port == frame.port and other.seq == syn.seq and
                                      other.flags & (SYN | ACK) == SYN)


def same_opening(view, one, other):
    """Whether an end sent both, in one connection: behind the same SYN of its own."""
    opening = view.ends.end(other.sender, other.port).opening
    syns = [syn and syn.seq for syn in (opening(one.position + 1), opening(other.position + 1))]
    return one.sender == other.sender and not one.injected and syns[0] == syns[1]


def begun_before(view, port, position):
    syn = view.ends.end('client', port).opening(position + 1)
    return -1 if syn is None else syn.position


def left_before_other(view, line, claim):
    """No SYN, or no FIN, of the other had been taken when this one left. (Nothing in one that somebody
    made in its name shows whether: as if sent by it.)"""
    frame = line.frame
    if frame.injected:
        return None
    states = view.ends.end(frame.sender, frame.port).at(frame.position)
    return bool(states & ({'FIN-WAIT-1'} if frame.flags & FIN else {'SYN-SENT'}))


def fins_crossed(view, connection, claim):
    """Neither end had taken the other FIN when its own left: the first that it sent, of those captured."""
    fins = {}
    for entry in sorted(connection.lines, key=lambda line: line.frame.position):
        if entry.frame.flags & FIN and not entry.frame.injected:
            fins.setdefault(entry.frame.sender, entry)
    return len(fins) == 2 and all(left_before_other(view, entry, claim) for entry in fins.values())


def was_closing(view, line, claim):
    """Its sender had got the other FIN, and no ACK of its own one, when it left."""
    frame = line.frame
    return 'CLOSING' in view.ends.end(frame.sender, frame.port).at(frame.position)


def both_time_wait(view, line, claim):
    """It acknowledges the other FIN, and neither FIN acknowledged the other."""
    fins = [entry for entry in earlier(view, line) if entry.frame.flags & FIN and
            not entry.frame.injected]
    mine = [entry for entry in fins if same_opening(view, entry.frame, line.frame)]
    others = [entry for entry in fins if entry.frame.sender != line.frame.sender and
              entry.frame.end_seq == line.frame.ack]
    firsts = [min(side, key=lambda entry: entry.frame.position) for side in (mine, others) if side]
    return acknowledges_fin(view, line, claim) and len(firsts) == 2 and \
        all(left_before_other(view, entry, claim) for entry in firsts)


def both_crossed(view, line, claim):
    return len(claim['frames']) > 1 and \
        is_crossed(view, line, view.lines[claim['frames'][1] - 1])


def behind_other_fin(view, line, claim):
    return bool(line.frame.flags & FIN) and any(
        entry.frame.flags & FIN and entry.frame.sender != line.frame.sender
        for entry in earlier(view, line))


def covers_fin(view, line, claim):
    frame = line.frame
    return any(entry.frame.flags & FIN and entry.frame.sender != frame.sender and
               not before(frame.ack, entry.frame.end_seq) for entry in earlier(view, line))


def acknowledges_fin(view, line, claim):
    return line.frame.len == 0 and covers_fin(view, line, claim)


def acknowledges_alone(view, line, claim):
    """And its sender had sent no FIN."""
    frame = line.frame
    state = view.ends.end(frame.sender, frame.port).at(frame.position)
    return acknowledges_fin(view, line, claim) and 'CLOSE-WAIT' in state


def same_ack(view, line, claim):
    frame = line.frame
    return frame.len == 0 and any(
        entry.frame.sender == frame.sender and entry.frame.ack == frame.ack
        for entry in earlier(view, line))


def jump(view, line, claim):
    """Nothing that an end sent in this connection and that ends where it begins, or behind that, has
    passed."""
    opening = begun(view, line.frame)
    return not any(entry.frame.sender == line.frame.sender and not entry.frame.injected and
                   entry.frame.end_seq != entry.frame.seq and entry.frame.position >= opening and
                   not before(entry.frame.end_seq, line.frame.seq)
                   for entry in earlier(view, line))


def lost_before(view, line, claim):
    """What was sent first of these bytes did not come past here before it."""
    seen = {entry.frame.number for entry in view.lines[:view.lines.index(line)]}
    return any(other.number < line.frame.number and other.number not in seen
               for other in overlapping(view, line.frame))


def of_older(view, line, claim):
    """The connection in which it was sent is not its sender's, or its receiver's, of this time."""
    frame = line.frame
    if any(entry.frame.flags & SYN and entry.frame.sender == frame.sender and
           (entry.frame.position > frame.position or entry.frame.injected)
           for entry in earlier(view, line)):
        return True     # than that of the SYN, whoever made that
    last = max([entry.frame.position for entry in earlier(view, line)], default=frame.position)
    return begun(view, frame) < begun_before(view, frame.port, last)


def of_older_syn(view, line, claim):
    """It is of a connection that began before another SYN between these ports that has passed, or that a
    SYN+ACK which has passed answers; or acknowledges less than that (a copy of the SYN is answered)."""
    passed = [entry.frame for entry in earlier(view, line)]
    if any(frame.flags & SYN and frame.flags & ACK and frame.sender == line.frame.receiver and
           not frame.injected and before(line.frame.ack, frame.end_seq) for frame in passed):
        return True
    syns = [frame for frame in passed if frame.flags & (SYN | ACK) == SYN]
    answered = {(frame.receiver, frame.ack) for frame in passed
                if frame.flags & (SYN | ACK) == SYN | ACK}
    syns += [frame for frame in view.truth.frames.values()
             if frame.port == line.frame.port and frame.flags & (SYN | ACK) == SYN and
             (frame.sender, frame.end_seq) in answered]
    current = view.ends.end(line.frame.sender, line.frame.port).opening(line.frame.position)
    if current is None:
        return False
    mine = [begun(view, line.frame)]
    if current.flags & ACK:     # that of the SYN which it answers: a later one may be under way
        mine += [frame.position for frame in view.truth.frames.values()
                 if frame.flags & (SYN | ACK) == SYN and frame.port == line.frame.port and
                 frame.sender == current.receiver and frame.end_seq == current.ack]
    return any(syn.position > min(mine) for syn in syns)


def has_another(view, line, claim):
    """Its sender has a connection, that of another SYN."""
    return line.frame.line['states'][line.frame.sender] not in OVER


def challenge(view, line, claim):
    """Counted; or that of an end in SYN-RECEIVED, FIN-WAIT-2 or TIME-WAIT, whose small sockets Linux does not
    count for."""
    frame = line.frame
    small = frame.line['states'][frame.sender] in ('SYN-RECEIVED', 'FIN-WAIT-2', 'TIME-WAIT')
    return moved(view.truth, frame, 'TCPChallengeACK', 'TCPSYNChallenge') or \
        (by_answer(view.truth, frame) and small)


def unmoved(view, line, claim):
    """It did not change its receiver's state, that of one that is gone already included. (Of one that never
    came no log tells what it would have done.)"""
    if not line.arrivals:
        return None
    return all(told['before'][told['end']] == told['states'][told['end']]
               for _, told in line.arrivals)


def not_established(view, line, claim):
    """It did not bring its receiver to ESTABLISHED, or not before the next captured segment of that left."""
    if not genuine(view, line, claim) or unmoved(view, line, claim) is not False:
        return genuine(view, line, claim)
    came = min(position for position, _ in line.arrivals)
    behind = (entry.frame for entry in view.lines[view.lines.index(line) + 1:]
              if entry.frame.sender != line.frame.sender)
    following = next(behind, None)
    return following is not None and following.position < came


def refused(view, line, claim):
    """It answers a SYN: made by an end that knows of no connection, or ending one that was asked for."""
    frame = line.frame
    if not frame.injected:
        return by_answer(view.truth, frame) and frame.line['states'][frame.sender] in OVER
    return any(told['before'][told['end']] == 'SYN-SENT' for _, told in line.arrivals)


def answers(view, line, claim):
    """One that somebody made has all that an answer has, where its number is exact: then nothing in the
    capture tells it from one."""
    if line.frame.injected:
        return None if line.taken is not None else False
    answered = step_of(view.truth, line.frame).get('frame')
    numbers = claim['frames'][1:]
    if claim.get('value', 0) > 2:   # of more than two, the first and the last
        numbers = range(numbers[0], numbers[-1] + 1)
    named = [view.lines[number - 1].frame.number for number in numbers
             if view.lines[number - 1].frame is not line.frame]
    return by_answer(view.truth, line.frame) and (not named or answered in named)


def answers_old_ack(view, line, claim):
    """Only who opens does so, and its opening goes on (RFC 9293 sections 3.10.7.3 and 3.10.7.4, fifth)."""
    frame = line.frame
    states = view.ends.end(frame.sender, frame.port).at(frame.position)
    return bool(states & {'SYN-SENT', 'SYN-RECEIVED'}) and answers(view, line, claim)


def closed_at_once(view, connection, claim):
    """The second FIN left its end before Linux's timer for ACKs would have run out, by the clock of the
    captures at both ends."""
    if len(claim['frames']) != 2:
        return False
    first, second = (view.lines[number - 1].frame for number in claim['frames'])
    if not first.delivered or first.injected or second.injected:
        return None
    times = Pcap.read(view.truth.pcap(second.sender))
    left, came = (times[line['at'] - 1][0] for line in (second.line, first.delivered[0][1]))
    return left - came < TCP_DELACK_MIN_NS


def reset_taken(view, connection, claim):
    """A RST came to who then sent one itself."""
    return any(line.frame.flags & RST and line.taken is not None and any(
        other.frame.flags & RST and other.frame.sender != line.frame.sender
        for other in connection.lines[at + 1:]) for at, line in enumerate(connection.lines))


def one_arrived(view, line, claim):
    """One of those from the first frame that is named to the last came to who says so."""
    first, last = claim['frames'][1], claim['frames'][-1]
    return any(entry.taken is not None and entry.frame.sender != line.frame.sender and
               entry.frame.port == line.frame.port for entry in view.lines[first - 1:last])
