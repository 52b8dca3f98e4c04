# SPDX-License-Identifier: MIT
"""Logs that are written by hand (see written.py) of SYNs and SYN+ACKs that somebody made, or that come late,
and of keep-alives."""
from truth import ACK, FIN, RST, SYN
from written import Log, closed, opened


def made_beyond():
    """The client's SYN is lost; one with its number, made behind that place, is answered. (No TCP can
    tell the two apart: RFC 9293 section 3.10.7.2 looks at nothing else of a SYN.)"""
    log = Log()
    log.send('client', SYN, 0, client='SYN-SENT')
    log.deliver(log.inject('client', SYN, 0), server='SYN-RECEIVED')
    log.deliver(log.send('server', SYN | ACK, 0, 1), client='ESTABLISHED')
    log.deliver(log.send('client', ACK, 1, 1), server='ESTABLISHED')
    return log


def answered_beyond():
    """As made_beyond, but the SYN that was made has another number: the client refuses the answer, and sends
    its own one again."""
    log = Log()
    log.send('client', SYN, 0, client='SYN-SENT')
    log.deliver(log.inject('client', SYN, 1), server='SYN-RECEIVED')
    log.deliver(log.send('server', SYN | ACK, 0, 2))
    log.deliver(log.send('client', RST, 2), server='LISTEN')
    log.deliver(log.send('client', SYN, 0), server='SYN-RECEIVED')
    return log


def acknowledged_in_syn_sent():
    """The SYN+ACK is lost; a SYN in the client's name, with another number, is answered with an ACK, which who
    is in SYN-SENT drops (RFC 9293 section 3.10.7.3, fifth): the SYN is sent again."""
    log = Log()
    log.deliver(log.send('client', SYN, 0, client='SYN-SENT'), server='SYN-RECEIVED')
    log.send('server', SYN | ACK, 0, 1)
    log.deliver(log.inject('client', SYN, 1000))
    log.deliver(log.send('server', ACK, 1, 1))
    log.deliver(log.send('client', SYN, 0))
    return log


def closed_behind_syn():
    """The client closes and opens anew; its SYN overtakes the server's FIN, which is of the older connection,
    and is sent again behind the RST that answers that."""
    log = Log()
    opened(log)
    log.deliver(log.send('client', FIN | ACK, 1, 1, client='FIN-WAIT-1'), server='CLOSE-WAIT')
    log.deliver(log.send('server', ACK, 1, 2), client='FIN-WAIT-2')
    log.deliver(log.send('client', SYN, 5000, client='SYN-SENT'))
    log.deliver(log.send('server', FIN | ACK, 1, 2, server='LAST-ACK'))
    log.deliver(log.send('client', RST, 2), server='LISTEN')
    log.deliver(log.send('client', SYN, 5000), server='SYN-RECEIVED')
    log.deliver(log.send('server', SYN | ACK, 7000, 5001), client='ESTABLISHED')
    log.deliver(log.send('client', ACK, 5001, 7001), server='ESTABLISHED')
    log.send('client', FIN | ACK, 5001, 7001, client='FIN-WAIT-1')
    return log


def crossed_behind_syn():
    """As closed_behind_syn, and the server's FIN crosses the last."""
    log = closed_behind_syn()
    log.deliver(log.send('server', FIN | ACK, 7001, 5001, server='FIN-WAIT-1'), client='CLOSING')
    log.deliver(12, server='CLOSING')
    log.deliver(log.send('client', ACK, 5002, 7002), server='TIME-WAIT')
    log.deliver(log.send('server', ACK, 7002, 5002), client='TIME-WAIT')
    return log


def data_before_opening():
    """A listener that answers by cookies gets data ahead of the ACK that opens: it answers with a RST, and
    keeps nothing of it."""
    log = Log()
    log.deliver(log.send('client', SYN, 0, client='SYN-SENT'), {'SyncookiesSent': 1})
    log.deliver(log.send('server', SYN | ACK, 0, 1), client='ESTABLISHED')
    ack = log.send('client', ACK, 1, 1)
    log.deliver(log.send('client', ACK, 1, 1, 100))
    log.send('server', RST, 1)
    log.deliver(ack, server='ESTABLISHED')
    log.deliver(log.send('client', ACK, 101, 1, 100))
    log.deliver(log.send('server', ACK, 1, 1))
    return log


def probed_by_both():
    """Both ends ask whether the other is there, in one step: its counters stand with the client's frame."""
    log = Log()
    opened(log)
    first = log.send('client', ACK, 0, 1, counters={'TCPKeepAlive': 1})
    log.lines[-2]['counters']['server'] = {'TCPKeepAlive': 1}
    log.send('server', ACK, 0, 1)
    log.lines[-3:-1] = reversed(log.lines[-3:-1])
    log.deliver(first)
    return log


def syn_ack_of_older():
    """A SYN+ACK and an ACK of a connection that was there before: nobody acknowledges the former."""
    log = Log()
    log.deliver(log.send('client', SYN, 0, client='SYN-SENT'), server='SYN-RECEIVED')
    log.deliver(log.send('server', SYN | ACK, 0, 2))
    log.deliver(log.send('server', ACK, 1, 2))
    return log



def crossed_syn_ack():
    """The client answers a SYN that somebody made, and the server its own."""
    log = Log()
    log.deliver(log.send('client', SYN, 0, client='SYN-SENT'), server='SYN-RECEIVED')
    log.deliver(log.inject('server', SYN, 5), client='SYN-RECEIVED')
    log.deliver(log.send('client', SYN | ACK, 0, 6))
    return log



def answered_forged_syn():
    """The client has got a SYN that somebody made, and answers it: its SYN+ACK is below the window of the
    server, which is in SYN-RECEIVED and answers with an ACK (RFC 9293 section 3.10.7.4, first)."""
    log = Log()
    log.deliver(log.send('client', SYN, 0, client='SYN-SENT'), server='SYN-RECEIVED')
    answer = log.send('server', SYN | ACK, 0, 1)
    log.deliver(log.inject('server', SYN, 0), client='SYN-RECEIVED')
    log.deliver(log.send('client', SYN | ACK, 0, 1), counters={'OutSegs': 1})
    log.deliver(log.send('server', ACK, 1, 1))
    log.deliver(answer, client='ESTABLISHED')
    log.deliver(log.send('client', ACK, 1, 1), server='ESTABLISHED')
    return log



def refused_and_opened():
    """A SYN is made in the client's name behind its own, and refused with a RST, which ends what that had
    begun (RFC 9293 section 3.10.7.1); the client's SYN comes again, is answered, and the client closes."""
    log = Log()
    log.deliver(log.send('client', SYN, 0, client='SYN-SENT'), server='SYN-RECEIVED')
    log.send('server', SYN | ACK, 0, 1)
    log.deliver(log.inject('client', SYN, 101), counters={'OutSegs': 1}, server='LISTEN')
    log.deliver(log.send('server', RST | ACK, 1, 102))
    opened(log)
    closed(log, 1)
    return log
