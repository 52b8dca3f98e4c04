# SPDX-License-Identifier: MIT
"""Predicates of claims (see claims.py) about what stands in the capture: they are held against its frames'
headers, as the log has them; scales of windows and first numbers are the sniffer's (view.told)."""
from answers import left_earlier, syn_ack_of_other, unanswered
from names import close_names
from truth import ACK, FIN, RST, SYN
from view import before

URG = 32
ODD_US = 10**9  # a step of time that no timer of a stack explains


def segments(view, line):
    """The lines before it of the connection that is told of it."""
    index = view.lines.index(line)
    conn = view.told[index]['conn']
    return [view.lines[at] for at in range(index) if view.told[at]['conn'] == conn]


def own(view, line):
    return [entry for entry in segments(view, line) if entry.frame.sender == line.frame.sender]


def others(view, line):
    return [entry for entry in segments(view, line) if entry.frame.sender != line.frame.sender]


def told(view, line):
    return view.told[view.lines.index(line)]


def furthest(lines):
    """The number behind the last that these have sent."""
    ends = [line.frame.end_seq for line in lines if not line.frame.flags & RST]
    end = ends[0] if ends else None
    for other in ends:
        end = other if before(end, other) else end
    return end


def window(view, line):
    value = told(view, line)['win_scaled']
    return line.frame.win if value is None else value


def has(mask, value=None):
    """A RST, SYN or FIN, and of the bytes that are told."""
    def of_header(view, line, claim):
        return bool(line.frame.flags & mask) and (value is None or line.frame.len == claim['value'])
    return of_header


def follows_own(mask, value=True):
    """Whether (or, that not) a frame of its sender with one of these flags stands before it."""
    return lambda view, line, claim: \
        any(entry.frame.flags & mask for entry in own(view, line)) == value


def jumped_over(view, line, claim):
    """Its sender had made a FIN before the frame that it rests on left, and that passed before it."""
    before_it = view.lines[claim['frames'][1] - 1]
    return bool(line.frame.flags & FIN) and before_it in own(view, line) and any(
        frame.flags & FIN and frame.sender == line.frame.sender and frame.port == line.frame.port and
        frame.end_seq == line.frame.end_seq and frame.position < before_it.frame.position
        for frame in view.truth.frames.values())


def reset_after(mask):
    return lambda view, line, claim: bool(line.frame.flags & RST) and \
        any(entry.frame.flags & mask for entry in own(view, line))


def follows_other(mask):
    """The other side sent one like it before."""
    return lambda view, line, claim: bool(line.frame.flags & mask) and any(
        entry.frame.flags & mask for entry in others(view, line))


def fin_of_other_number(view, line, claim):
    """The FIN that it rests on has another number, and not both were sent by the end itself."""
    other = view.lines[claim['frames'][1] - 1]
    frames = (line.frame, other.frame)
    return all(frame.flags & FIN for frame in frames) and other in own(view, line) and \
        line.frame.end_seq != other.frame.end_seq and any(frame.injected for frame in frames)


def acknowledged_before(view, line, claim):
    return any(entry.frame.flags & ACK and not before(entry.frame.ack, line.frame.end_seq)
               for entry in others(view, line))


def syn_pending(view, line, claim):
    return line.frame.flags & (SYN | ACK) == SYN and \
        any(entry.frame.port == line.frame.port and entry.frame.seq != line.frame.seq
            for entry in view.lines[:view.lines.index(line)])


def data_after_fin(view, line, claim):
    return line.frame.len > 0 and any(
        entry.frame.flags & FIN and not before(line.frame.seq, entry.frame.end_seq)
        for entry in own(view, line))


def fills_window(view, line, claim):
    """It ends where a window does that was told: the last, which may be less than before, or one whose ACK
    overtook it."""
    edges = [(entry.frame.ack + window(view, entry)) & 0xffffffff for entry in others(view, line)
             if entry.frame.flags & ACK]
    return line.frame.len == claim['value'] and bool(edges) and \
        (line.frame.end_seq in edges or not before(line.frame.end_seq, edges[-1]))


def of_nothing_seen(view, line, claim):
    return not others(view, line)


def acks_unseen(view, line, claim):
    end = furthest(others(view, line))
    return end is None or before(end, line.frame.ack)


def old_number(view, line, claim):
    end = furthest(own(view, line))
    return line.frame.len <= 1 and end is not None and before(line.frame.seq, end)


def window_opens(view, line, claim):
    """It was 0, or what was outstanding filled it; by what its sender said last, which an older segment
    that comes behind it does not change (RFC 9293, 3.10.7.4: SND.WL1, SND.WL2)."""
    last = sorted((entry for entry in own(view, line) if entry.frame.flags & ACK),
                  key=lambda entry: entry.frame.position)[-1:]
    return line.frame.len == 0 and claim['value'] == window(view, line) and \
        all(window(view, entry) < claim['value'] and entry.frame.position < line.frame.position
            for entry in last)


def window_changes(view, line, claim):
    last = [entry for entry in own(view, line) if entry.frame.flags & ACK][-1:]
    return line.frame.len == 0 and claim['value'] == window(view, line) and \
        all(window(view, entry) != claim['value'] for entry in last)


def new_bytes(view, line, claim):
    event = told(view, line)
    seen = furthest(own(view, line))
    first = (event['seq'] + claim['value'] - event['rel_seq']) & 0xffffffff
    return seen == first and claim['more'] == event['rel_seq'] + line.frame.len - 1


def out_of_order(view, line, claim):
    return any(before(line.frame.seq, entry.frame.seq) for entry in own(view, line))


def first_of_all(view, line, claim):
    return bool(line.frame.flags & RST) and not segments(view, line)


def syn_with_data(view, line, claim):
    return any(entry.frame.flags & SYN and entry.frame.len > 0 for entry in own(view, line))


def time_us(view, line):
    seconds, _, part = told(view, line)['time'].partition('.')
    return int(seconds) * 10**6 + int(part.ljust(9, '0')) // 1000


def later(view, line, claim):
    """Longer behind what it acknowledges than that."""
    asked = view.lines[claim['frames'][1] - 1]
    return 0 < claim['value'] < time_us(view, line) - time_us(view, asked)


def clock(view, line, claim):
    """It is earlier than one before it, or much later."""
    times = [time_us(view, entry) for entry in view.lines[:view.lines.index(line)]]
    step = time_us(view, line) - times[-1] if times else 0
    return step < 0 or step > ODD_US or any(time > time_us(view, line) for time in times)


def some_clock(view, connection, claim):
    return any(clock(view, line, claim) for line in connection.lines)


def any_line(mask, value):
    """A frame of the connection has these flags."""
    return lambda view, connection, claim: \
        any(line.frame.flags & mask == value for line in connection.lines)


def no_syn(view, connection, claim):
    """None of its ends sent one here."""
    return not any_line(SYN | ACK, SYN)(view, connection, claim)


def one_way(view, connection, claim):
    """Of one of its ends no frame is to be seen."""
    return len({line.frame.sender for line in connection.lines}) == 1


def end_unseen(view, connection, claim):
    """Numbers of one of its ends are acknowledged that lie behind all that is to be seen of it. (Its
    segments without numbers may lie behind them, too.)"""
    frames = [line.frame for line in connection.lines]
    return any(ack.flags & ACK and all(
        before(frame.end_seq, ack.ack) for frame in frames
        if frame.sender == ack.receiver and frame.end_seq != frame.seq)
               for ack in frames)


def begins_without(view, connection, claim):
    """It begins with no SYN, but perhaps with a SYN+ACK: a SYN behind it is of another connection, or in
    somebody's name; or with such a one, or a late copy of its own."""
    first = connection.lines[0]
    return first.frame.flags & (SYN | ACK) != SYN or first.frame.injected or first.late


def fast(view, connection, claim):
    return any(line.frame.flags & SYN and line.frame.len > 0 for line in connection.lines)


def since_a_syn(view, connection, claim):
    """The time from a SYN to a later frame of the connection; none across a clock that was set."""
    syns = [time_us(view, line) for line in connection.lines if line.frame.flags & SYN]
    if 'value' not in claim:
        return bool(syns)
    return any(abs(time_us(view, line) - time - claim['value']) <= 1
               for line in connection.lines for time in syns)


def never_acknowledged(view, connection, claim):
    for side in ('client', 'server'):
        mine = [line for line in connection.lines if line.frame.sender == side]
        syns = [line.frame.seq for line in mine if line.frame.flags & SYN]
        mine = [line for line in mine if not (line.frame.flags & SYN and line.frame.seq != syns[0])]
        acks = [line.frame.ack for line in connection.lines
                if line.frame.sender != side and line.frame.flags & ACK and
                not (line.frame.flags & RST and line.frame.seq == 0)]
        end = furthest([line for line in mine if line.frame.end_seq != line.frame.seq])
        if end is None or not acks:
            continue
        left = min((end - ack) & 0xffffffff for ack in acks)
        fin = any(line.frame.flags & FIN and line.frame.end_seq == end for line in mine)
        if left - fin == claim['value']:
            return True
    return False


def acknowledged_in_part(view, connection, claim):
    """Of these bytes the other side had taken some, behind those that its ACKs ask for."""
    acks = [line.frame for line in connection.lines if line.frame.flags & ACK]
    return never_acknowledged(view, connection, claim) and any(
        line.taken is not None and line.frame.len > 0 and not any(
            ack.sender != line.frame.sender and not before(ack.ack, line.frame.end_seq)
            for ack in acks)
        for line in connection.lines)


def not_captured(view, connection, claim):
    """So many numbers of a side lie below what was captured of it and was acknowledged, in no frame."""
    for side in ('client', 'server'):
        mine = [line.frame for line in connection.lines
                if line.frame.sender == side and not line.frame.flags & RST]
        base = next((frame.seq for frame in mine if frame.flags & SYN), mine[0].seq if mine else 0)
        spans = [((frame.seq - base) & 0xffffffff, (frame.end_seq - base) & 0xffffffff) for frame in mine]
        spans = sorted(span for span in spans if span[0] < span[1] < 0x80000000)
        acks = [(line.frame.ack - base) & 0xffffffff for line in connection.lines
                if line.frame.sender != side and line.frame.flags & ACK]
        acked = max((ack for ack in acks if spans and ack <= spans[-1][1]), default=0)
        missing, at = 0, spans[0][0] if spans else 0
        for left, right in spans:
            missing += max(0, min(left, acked) - at)
            at = max(at, right)
        if missing and claim.get('value', missing) == missing:
            return True
    return False


def still_shut(view, connection, claim):
    """By what its sender said last: a late copy of something older changes no window."""
    last = {line.frame.sender: line.frame
            for line in sorted(connection.lines, key=lambda line: line.frame.position)
            if line.frame.flags & ACK and not line.frame.flags & RST}
    return any(frame.win == 0 for frame in last.values())


def fin_acknowledged(view, connection, claim):
    """An ACK of one of its FINs came to who had sent it."""
    for line in connection.lines:
        end = view.ends.end(line.frame.sender, line.frame.port)
        if line.frame.flags & FIN and any(
                view.truth.frames[number].flags & ACK and
                not before(view.truth.frames[number].ack, line.frame.end_seq)
                for number in end.delivered):
            return True
    return False


def closed_by_three(view, connection, claim):
    return '3-segment' in close_names(connection)


def answer_times(view, connection, claim):
    """Each is a time from something that a side sent to a later segment of the other."""
    times = [(line.frame.sender, time_us(view, line)) for line in connection.lines]
    spans = {later - earlier for at, (sender, earlier) in enumerate(times)
             for other, later in times[at + 1:] if other != sender}
    return all(any(abs(span - claim[member]) <= 1 for span in spans) for member in ('value', 'more'))


def both(mask):
    """Both sides sent one."""
    return lambda view, connection, claim: len(
        {line.frame.sender for line in connection.lines if line.frame.flags & mask}) == 2


def no_more_often(view, connection, claim):
    """There are so many segments in it."""
    return claim['value'] <= len(connection.lines)


def syn_without_data(view, line, claim):
    """One before it had data."""
    return line.frame.flags & SYN != 0 and line.frame.len == 0 and any(
        entry.frame.flags & SYN and entry.frame.len > 0 for entry in own(view, line))


SEGMENT = {
    'ack-late-again': later,
    'no-answer': unanswered,
    'syn-data': has(SYN, 'value'),
    'syn-without-data': syn_without_data,
    'syn-ack-other-number': syn_ack_of_other,
    'cookie': has(SYN),
    'cookie-request': has(SYN),
    'syn-pending': syn_pending,
    'data-after-fin': data_after_fin,
    'fin-no-ack-before': follows_other(FIN),
    'fin-captured-late': jumped_over,
    'fin-behind-its-ack': acknowledged_before,
    'fin-other-number': fin_of_other_number,
    'first-fragment': lambda view, line, claim: False,
    'acknowledged-before': acknowledged_before,
    'reset-with-syn': has(SYN | RST),
    'reset-too': follows_other(RST),
    'data-fills-window': fills_window,
    'urgent': has(URG),
    'ack-of-nothing-seen': of_nothing_seen,
    'ack-overtaken': left_earlier,
    'ack-unseen': acks_unseen,
    'old-number': old_number,
    'window-opens': window_opens,
    'window-change': window_changes,
    'new-bytes': new_bytes,
    'first-fin': follows_own(FIN, False),
    'out-of-order': out_of_order,
    'sent-again-syn-acked': syn_with_data,
    'reset-unheard': of_nothing_seen,
    'reset-in-name': has(RST),
    'reset-reason': has(RST, 'value'),
    'reset-after-fin': reset_after(FIN),
    'reset-again': reset_after(RST),
    'reset-first': first_of_all,
    'clock-back': clock,
    'clock-jump': clock,
}

CONNECTION = {
    'closed-fin-captured-late': lambda view, connection, claim: jumped_over(
        view, view.lines[claim['frames'][0] - 1], claim),
    'opened-before': begins_without,
    'opened-fast': fast,
    'stray': no_syn,
    'roles-guessed': begins_without,
    'round-trip': since_a_syn,
    'opened-at-server-untold': any_line(RST, RST),
    **dict.fromkeys(('opening-one-way', 'opening-one-way-reset', 'close-one-way', 'reset-one-way'),
                    one_way),
    'close-unseen': end_unseen,
    'close-of-dropped-fin': any_line(FIN, FIN),
    'repaired-syn-acked': fast,
    'not-captured': not_captured,
    'window-still-shut': still_shut,
    'never-acknowledged': never_acknowledged,
    'no-ack-before-rst': never_acknowledged,
    'acknowledged-in-part': acknowledged_in_part,
    'answer-times': answer_times,
    'many-captured-twice': no_more_often,
    'aborted-both': both(RST),
    'ack-of-fin-may-wait': closed_by_three,
    'ack-of-fin-not-captured': fin_acknowledged,
    'times-odd': some_clock,
}
