# SPDX-License-Identifier: MIT
"""Logs that are written by hand (see written.py) of what the judge shall know."""
from truth import ACK, FIN, RST, SYN
from written import Log, closed, data, opened


def whole_exchange():
    log = Log()
    opened(log)
    data(log)
    closed(log)
    return log


def read_late():
    """The path stood still when the client had sent its data."""
    log = whole_exchange()
    next(line for line in log.lines if line.get('frame') == 4)['late_us'] = 80000
    return log


def carried_late():
    """The same at its middle."""
    log = whole_exchange()
    next(line for line in log.lines
         if line['event'] == 'middle' and line['frame'] == 4)['late_us'] = 80000
    return log


def old_ack_behind_syn():
    """The client acknowledges once more and opens another connection, and its SYN comes first."""
    log = whole_exchange()
    ack = log.send('client', ACK, 102, 2)
    log.deliver(log.send('client', SYN, 5000, client='SYN-SENT'), server='SYN-RECEIVED')
    log.deliver(ack)
    return log


def late_copy_of_syn():
    """After the close another copy of the SYN comes to the listener, which answers it with another number;
    the client, in TIME-WAIT, acknowledges what it had."""
    log = whole_exchange()
    log.deliver(1, server='SYN-RECEIVED')
    log.deliver(log.send('server', SYN | ACK, 7000, 1))
    log.deliver(log.send('client', ACK, 102, 2))
    return log


def lost_fin():
    """The client's FIN is lost, and sent again."""
    log = Log()
    opened(log)
    data(log)
    log.send('client', FIN | ACK, 101, 1, client='FIN-WAIT-1')
    closed(log)
    return log


def lost_last_fin():
    """The server has closed; the client's data and its FIN behind them are lost, and the data sent again."""
    log = Log()
    opened(log)
    log.deliver(log.send('server', FIN | ACK, 1, 1, server='FIN-WAIT-1'), client='CLOSE-WAIT')
    log.deliver(log.send('client', ACK, 1, 2), server='FIN-WAIT-2')
    log.send('client', ACK, 1, 2, 100)
    log.send('client', FIN | ACK, 101, 2, client='LAST-ACK')
    log.deliver(log.send('client', ACK, 1, 2, 100))
    return log


def forged_reset():
    """In the server's name, which the client takes: of the server nothing more comes."""
    log = Log()
    opened(log)
    data(log)
    log.deliver(log.inject('server', RST, 1), client='CLOSED')
    return log


def reset_passed_over():
    """In the server's name, which the client does not take: the server goes on."""
    log = Log()
    opened(log)
    log.deliver(log.inject('server', RST, 500), {'TCPChallengeACK': 1})
    log.deliver(log.send('server', ACK, 1, 1, 50))
    return log


def answered_after_close():
    """After the close a late copy of the client's data comes to the server, which has nothing any more: the
    client, in TIME-WAIT, does not take the RST, which has an old number (RFC 9293 section 3.10.7.1)."""
    log = whole_exchange()
    log.deliver(4)
    log.send('server', RST, 1)
    return log


def forged_reset_unseen():
    """What the server sends behind it: its capture does not show that RST."""
    log = forged_reset()
    log.deliver(log.send('server', ACK, 1, 101, 50))
    return log


def forged_reset_and_late_copy():
    """The same, and behind it a late copy of the server's SYN+ACK."""
    log = forged_reset()
    log.deliver(2)
    return log


def syn_data_dropped():
    """The server does not take the data of the SYN, and SACKs what was sent behind them."""
    log = Log()
    log.deliver(log.send('client', SYN, 0, 0, 10, client='SYN-SENT'), server='SYN-RECEIVED')
    log.deliver(log.send('server', SYN | ACK, 0, 1), client='ESTABLISHED')
    log.send('client', ACK, 1, 1, 10)
    log.deliver(log.send('client', ACK, 11, 1, 100), server='ESTABLISHED')
    log.deliver(log.send('server', ACK, 1, 1))
    return log


def reset_before_fin():
    """Somebody makes a RST in the client's name, which the server takes; the client goes on and closes."""
    log = Log()
    opened(log)
    log.deliver(log.inject('client', RST, 1), server='CLOSED')
    log.send('client', FIN | ACK, 1, 1, client='FIN-WAIT-1')
    return log


def late_original():
    """Data are sent again, and what was sent first comes too late: the server says so, or does not
    look at it, because it is damaged."""
    log = Log()
    opened(log)
    first = log.send('client', ACK, 1, 1, 100)
    log.deliver(log.send('client', ACK, 1, 1, 100))
    log.deliver(log.send('server', ACK, 1, 101))
    log.deliver(first, counters={'PAWSEstab': 1, 'TCPDSACKOldSent': 1})
    return log


def damaged():
    log = late_original()
    log.lines[-1]['counters']['server']['InCsumErrors'] = 1
    return log


def damaged_and_lost():
    """Data of the client, of which a bit is turned, and which the path loses behind that."""
    log = Log()
    opened(log)
    log.send('client', ACK, 1, 1, 100)
    log.lines.append({'event': 'rule', 'frame': 4, 'action': 'flip'})
    return log


def opened_again():
    """Behind a close the ports are used again."""
    log = whole_exchange()
    log.deliver(log.send('client', SYN, 5000, client='SYN-SENT'), server='SYN-RECEIVED')
    log.deliver(log.send('server', SYN | ACK, 7000, 5001), client='ESTABLISHED')
    log.deliver(log.send('client', ACK, 5001, 7001), server='ESTABLISHED')
    return log


def refused():
    """After an abort of the server two segments come, and the first is answered."""
    log = Log()
    opened(log)
    first = log.send('client', ACK, 1, 1, 100)
    log.send('client', ACK, 101, 1, 100)
    log.states['server'] = 'CLOSED'
    log.deliver(first, counters={'OutSegs': 1}, server='CLOSED')
    log.deliver(log.send('server', RST, 1), client='CLOSED')
    return log


def held_behind_a_reset():
    """A SYN is made in the client's name after both ends aborted; the client refuses its answer, and behind
    that comes what it had sent on the connection before."""
    log = Log()
    opened(log)
    held = log.send('client', ACK, 1, 1, 100)
    log.deliver(log.send('server', RST | ACK, 1, 1, server='CLOSED'), client='CLOSED')
    log.deliver(log.inject('client', SYN, 5000), server='SYN-RECEIVED')
    log.deliver(log.send('server', SYN | ACK, 7000, 5001))
    log.deliver(log.send('client', RST, 5001), server='CLOSED')
    log.deliver(held, counters={'OutSegs': 1})
    return log


def fin_not_yet():
    """The client's FIN is lost; the server sends data, which acknowledges nothing of it, and the client its
    FIN again."""
    log = Log()
    opened(log)
    log.send('client', FIN | ACK, 1, 1, client='FIN-WAIT-1')
    log.deliver(log.send('server', ACK, 1, 1, 100))
    log.deliver(log.send('client', FIN | ACK, 1, 101), server='CLOSE-WAIT')
    return log


def fin_again():
    """The server's FIN is lost, and the client sends its own one again."""
    log = Log()
    opened(log)
    log.deliver(log.send('client', FIN | ACK, 1, 1, client='FIN-WAIT-1'), server='CLOSE-WAIT')
    log.send('server', FIN | ACK, 1, 2, server='LAST-ACK')
    log.deliver(log.send('client', FIN | ACK, 1, 1))
    return log


def fin_again_at_once(after_s=0.01):
    """The same, over IPv6, so long after the first one."""
    log = fin_again()
    sent = [line for line in log.lines if line['event'] == 'sent']
    for line in sent:
        line.update(ip_id=0, time='1.0')
    sent[-1]['time'] = str(1 + after_s)
    return log


def fin_again_later():
    return fin_again_at_once(0.3)


def fin_again_apart():
    """The same at once, over IPv4: two identifications are in no order."""
    log = fin_again()
    for line in log.lines:
        if line['event'] == 'sent' and not line['flags'] & FIN:
            line['ip_id'] = 0
    return log


def overtaken_fin():
    """The FINs cross, and the server's is overtaken by itself, sent again."""
    log = Log()
    opened(log)
    first = log.send('server', FIN | ACK, 1, 1, server='FIN-WAIT-1')
    log.deliver(log.send('client', FIN | ACK, 1, 1, client='FIN-WAIT-1'), server='CLOSING')
    log.deliver(log.send('server', ACK, 2, 2), client='FIN-WAIT-2')
    log.deliver(log.send('server', FIN | ACK, 1, 2), client='TIME-WAIT')
    log.deliver(first)
    return log


def lost_fin_and_answer():
    """The server's FIN is lost; it answers the client's data with a RST, and the client closes."""
    log = Log()
    opened(log)
    log.send('server', FIN | ACK, 1, 1, server='FIN-WAIT-1')
    data_of_client = log.send('client', ACK, 1, 1, 1)
    log.send('client', FIN | ACK, 2, 1, client='FIN-WAIT-1')
    log.deliver(data_of_client, server='CLOSED')
    log.deliver(log.send('server', RST, 1), client='CLOSED')
    return log


def unacknowledged_fin():
    """A SYN+ACK answers a SYN that somebody made, with numbers far above those of the client, whose FIN
    is lost."""
    log = Log()
    syn = log.send('client', SYN, 0, client='SYN-SENT')
    log.deliver(log.send('server', SYN | ACK, 7000, 1000000001))
    log.deliver(log.send('client', RST, 1000000001))
    log.deliver(syn, server='SYN-RECEIVED')
    log.deliver(log.send('server', SYN | ACK, 0, 1), client='ESTABLISHED')
    log.deliver(log.send('client', ACK, 1, 1), server='ESTABLISHED')
    log.deliver(log.send('server', FIN | ACK, 1, 1, server='FIN-WAIT-1'), client='CLOSE-WAIT')
    log.send('client', FIN | ACK, 1, 2, client='LAST-ACK')
    return log


def swapped_data():
    """The second segment comes first, and is SACKed."""
    log = Log()
    opened(log)
    log.send('client', ACK, 1, 1, 100)
    log.deliver(log.send('client', ACK, 101, 1, 100))
    log.deliver(log.send('server', ACK, 1, 1))
    return log


def come_in_one():
    """What the first segment brings comes again in two, after that: the ACK is of the first one."""
    log = Log()
    opened(log)
    log.deliver(log.send('client', ACK, 1, 1, 200))
    log.send('client', ACK, 1, 1, 100)
    log.deliver(log.send('server', ACK, 1, 201))
    return log


def overtaken_window():
    """The server's window is shut, and an older ACK of it comes behind the one that says so."""
    log = Log()
    opened(log)
    log.deliver(log.send('client', ACK, 1, 1, 100))
    older = log.send('server', ACK, 1, 101)
    log.deliver(log.send('client', ACK, 101, 1, 100))
    shut = log.send('server', ACK, 1, 201)
    log.lines[-2]['win'] = 0
    log.deliver(shut)
    log.deliver(older)
    return log


def ack_before_abort():
    """The server acknowledges the client's FIN and aborts, before anybody looks at its state."""
    log = Log()
    opened(log)
    data(log)
    log.deliver(log.send('client', FIN | ACK, 101, 1, client='FIN-WAIT-1'), server='CLOSE-WAIT')
    log.deliver(log.send('server', ACK, 1, 102, server='CLOSED'), client='FIN-WAIT-2')
    log.deliver(log.send('server', RST | ACK, 1, 102), client='CLOSED')
    return log


def probed():
    """Three segments of one step and a probe, whose counters were read with the first of the four."""
    log = Log()
    opened(log)
    log.send('client', ACK, 1, 1, 100, counters={'RetransSegs': 1, 'TCPLossProbes': 1})
    log.send('client', ACK, 101, 1, 100)
    log.send('client', ACK, 201, 1, 100)
    log.deliver(log.send('client', ACK, 201, 1, 100))
    return log


def counted_early():
    """What is delivered to the server was looked at when the timer of its ACK had run out."""
    log = Log()
    opened(log)
    log.deliver(log.send('client', ACK, 1, 1, 100), counters={'DelayedACKs': 1})
    log.deliver(log.send('server', ACK, 1, 101, counters={'OutSegs': 1}))
    return log


def answered_late():
    """The server, which has closed, answers a late copy of the client's FIN, and the client drops that."""
    log = whole_exchange()
    log.deliver(6)
    log.send('server', RST, 1)
    return log


def reset_in_its_name():
    """In the server's name, behind the client's FIN, which drops it."""
    log = Log()
    opened(log)
    data(log)
    log.deliver(log.send('client', FIN | ACK, 101, 1, client='FIN-WAIT-1'), server='CLOSE-WAIT')
    log.deliver(log.inject('server', RST, 900))
    return log
