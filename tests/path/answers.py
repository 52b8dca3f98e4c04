# SPDX-License-Identifier: MIT
"""Predicates of claims (see claims.py) about a SYN+ACK and what answers it, and about old ACKs."""
from truth import ACK, SYN


def syn_ack_of_other(view, line, claim):
    """The other side's last SYN was another one: its number and data do not end where this one's ACK does."""
    syns = [entry.frame for entry in view.lines[:view.lines.index(line)]
            if entry.frame.sender != line.frame.sender and entry.frame.port == line.frame.port and
            entry.frame.flags & SYN]
    return line.frame.flags & (SYN | ACK) == SYN | ACK and not any(
        (line.frame.ack - frame.seq - 1) & 0xffffffff <= frame.len for frame in syns[-1:])


def unanswered(view, line, claim):
    """Nothing good that acknowledges it stands between it and its repetition."""
    at = view.lines.index(line)
    until = claim['frames'][1] - 1 if len(claim['frames']) > 1 else at
    return not any(entry.frame.sender != line.frame.sender and entry.frame.port == line.frame.port and
                   entry.frame.flags & ACK and entry.frame.ack == line.frame.end_seq and
                   view.told[view.lines.index(entry)]['checksum'] != 'bad'
                   for entry in view.lines[at + 1:until])


def left_earlier(view, line, claim):
    """What its sender sent later has passed before it."""
    frame = line.frame
    return any(entry.frame.sender == frame.sender and entry.frame.port == frame.port and
               entry.frame.position > frame.position for entry in view.lines[:view.lines.index(line)])
