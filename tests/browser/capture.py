# SPDX-License-Identifier: MIT
"""A large capture, made here: many connections of eight segments between 10.0.0.0/8 and one server
(pcap, raw IP)."""

import struct

PCAP = struct.pack("<IHHiIII", 0xa1b2c3d4, 2, 4, 0, 0, 65535, 101)
SYN, FIN, PSH, ACK = 2, 1, 8, 16
SERVER = bytes([192, 0, 2, 1])


def record(number, time_us, from_client, flags, seq, ack, payload=b""):
    client = struct.pack(">I", 0x0a000000 + number // 60000)
    ports = (1024 + number % 60000, 8079)
    ends = (client, SERVER) if from_client else (SERVER, client)
    sport, dport = ports if from_client else ports[::-1]
    length = 40 + len(payload)
    packet = struct.pack(">BBHHHBBH4s4s", 0x45, 0, length, 0, 0x4000, 64, 6, 0, *ends)
    packet += struct.pack(">HHIIBBHHH", sport, dport, seq, ack, 0x50, flags, 512, 0, 0) + payload
    return struct.pack("<IIII", time_us // 1000000, time_us % 1000000, length, length) + packet


def connection(number):
    time_us = 1700000000 * 1000000 + number * 100
    rows = [
        (True, SYN, 1000, 0), (False, SYN | ACK, 5000, 1001), (True, ACK, 1001, 5001),
        (True, PSH | ACK, 1001, 5001, b"hello world"), (False, ACK, 5001, 1012),
        (True, FIN | ACK, 1012, 5001), (False, FIN | ACK, 5001, 1013), (True, ACK, 1013, 5002),
    ]
    return b"".join(record(number, time_us + i * 10, *row) for i, row in enumerate(rows))


def close(number, delay_us, ack_us=None, path_us=1):
    """A connection whose server closes so long after it got the FIN, which it may have acknowledged
    before; PATH_US: a round trip."""
    time_us = 1700000000 * 1000000 + number * 1000000
    fin_us = path_us + 2
    rows = [
        (0, True, SYN, 1000, 0), (path_us, False, SYN | ACK, 5000, 1001),
        (path_us + 1, True, ACK, 1001, 5001), (fin_us, True, FIN | ACK, 1001, 5001),
        (fin_us + path_us + delay_us, False, FIN | ACK, 5001, 1002),
        (fin_us + path_us + delay_us + 1, True, ACK, 1002, 5002),
    ]
    if ack_us is not None:
        rows.insert(4, (fin_us + path_us + ack_us, False, ACK, 5001, 1002))
    return b"".join(record(number, time_us + at, *row) for at, *row in rows)


def write_closes(path, closes, path_us=1):
    with open(path, "wb") as file:
        file.write(PCAP + b"".join(close(number, *one, path_us=path_us)
                                   for number, one in enumerate(closes)))


def write(path, connections):
    with open(path, "wb") as file:
        file.write(PCAP)
        for number in range(connections):
            file.write(connection(number))


def write_long(path, segments):
    """One connection that sends so many segments of data."""
    with open(path, "wb") as file:
        file.write(PCAP + connection(0)[:3 * (16 + 40)])
        for i in range(segments):
            file.write(record(0, 1700000001 * 1000000 + i, True, PSH | ACK, 1001 + i, 5001, b"x"))


def write_behind_each_other(path, captures):
    """The records of all CAPTURES, of one kind, in one; each a day behind the one before."""
    with open(path, "wb") as file:
        for day, capture in enumerate(captures):
            bytes_ = capture.read_bytes()
            if day == 0:
                header = bytes_[:24]
                file.write(header)
            if bytes_[:24] != header:
                raise AssertionError(f"{capture} is of another kind")
            at = 24
            while at < len(bytes_):
                seconds, fraction, length, whole = struct.unpack_from("<IIII", bytes_, at)
                file.write(struct.pack("<IIII", seconds + day * 86400, fraction, length, whole))
                file.write(bytes_[at + 16:at + 16 + length])
                at += 16 + length
