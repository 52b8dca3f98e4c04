#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""strays.py FOLDER SEED-SEED [CONNECTIONS]: makes captures FOLDER/strays-SEED.pcap.

Each has so many short connections (20 unless told), interleaved, with segments among them that are
stray: their numbers lie far from where the connection is. Some are forged; of some both sides go on
from there, as where more than a window was not captured; some are acknowledged. The same seed makes
the same capture everywhere."""
import pathlib
import random
import struct
import sys

FIN, SYN, RST, PSH, ACK = 1, 2, 4, 8, 16
WINDOWS = (100, 500, 64000)
SYN_OPTIONS = (b"", b"\2\4\5\xb4\1\3\3\7", b"\2\4\5\xb4\4\2\1\3\3\2")
NUMBERS = (999, 2**32 - 50, 2**32 - 1, 2**31 - 3)
FAR = (900000, 70000, 66000, 64001, 200, 1 << 20, 1 << 29, 1 << 30, (1 << 31) - 10, 1 << 31,
       (1 << 31) + 10, -900000, -100, -5, -2000000, 0)
STRAY_FLAGS = (ACK, ACK, PSH | ACK, PSH | ACK, FIN | ACK, FIN | ACK, FIN | PSH | ACK, RST,
               RST | ACK, 0, FIN, PSH, SYN | ACK, SYN)


class Segment:
    """One segment; `of` is 0 for the client's, 1 for the server's."""

    def __init__(self, of, time_us, flags, seq, ack, length=0, window=500, number=0, options=b""):
        self.of, self.time_us, self.flags, self.seq, self.ack = of, time_us, flags, seq, ack
        self.length, self.window, self.number, self.options = length, window, number, options
        self.ttl = 64

    def end(self):
        return self.seq + self.length + bool(self.flags & FIN)

    def copy(self):
        copied = Segment(0, 0, 0, 0, 0)
        copied.__dict__.update(self.__dict__)
        return copied


class Exchange:
    """What both ends send when nothing happens to it."""

    def __init__(self, dice, time_us, numbers=None):
        self.dice, self.time_us, self.segments = dice, time_us, []
        self.begin = numbers or [dice.choice([*NUMBERS, dice.getrandbits(32)]) for _ in range(2)]
        self.next = list(self.begin)
        self.number = [dice.choice((10, 65530)), dice.choice((0, 500))]
        self.window = [dice.choice(WINDOWS) for _ in range(2)]
        options = dice.choice(SYN_OPTIONS)
        if dice.random() >= .15:
            self.send(0, SYN, options=options)
            self.send(1, SYN | ACK, options=options)
            self.send(0, ACK)
        for _ in range(dice.randrange(5)):
            side = dice.randrange(2)
            self.send(side, PSH | ACK, dice.choice((1, 100, 1448)))
            if dice.random() < .8:
                self.send(1 - side, ACK)
        self.close(dice.randrange(2), dice.randrange(6))

    def send(self, of, flags, length=0, options=b""):
        self.time_us += self.dice.choice((100, 1000, 10000, 200000))
        self.number[of] += 1
        acked = self.next[1 - of] if flags & ACK else 0
        self.segments.append(Segment(of, self.time_us, flags, self.next[of], acked, length,
                                     self.window[of], self.number[of], options))
        self.next[of] += length + bool(flags & FIN) + bool(flags & SYN)

    def close(self, first, kind):
        second = 1 - first
        if kind < 3:
            self.send(first, FIN | ACK)
        if kind == 0:
            self.send(second, ACK)
        if kind == 2:
            self.send(second, ACK)
            self.send(second, PSH | ACK, 50)
            self.send(first, ACK)
        if kind < 3:
            self.send(second, FIN | ACK)
            self.send(first, ACK)
        if kind in (3, 4):
            self.send(first, RST | ACK if kind == 3 else RST)


def go_on_from(segments, stray, by, by_ack):
    """Both sides go on from where STRAY has its numbers."""
    for segment in segments:
        own = segment.of == stray.of
        segment.seq += by if own else by_ack
        if segment.flags & ACK:
            segment.ack += by_ack if own else by


def answer(stray, dice):
    segment = stray.copy()
    segment.of, segment.seq, segment.ack = 1 - stray.of, stray.ack, stray.end()
    segment.flags = dice.choice((ACK, PSH | ACK, FIN | ACK, RST | ACK))
    segment.length = 0
    return segment


def put_stray(segments, dice):
    at = dice.randrange(len(segments))
    stray = segments[at].copy()
    stray.options = b"" if dice.random() < .7 else \
        b"\1\1\5\x0a" + struct.pack(">II", dice.getrandbits(32), dice.getrandbits(32))
    if dice.random() < .5:
        stray.of, stray.seq, stray.ack = 1 - stray.of, stray.ack, stray.end()
    stray.flags = dice.choice(STRAY_FLAGS)
    stray.length = dice.choice((0, 1, 1448)) if stray.flags & PSH else 0
    by, by_ack = dice.choice(FAR), dice.choice((*FAR, 0, 0, 0))
    stray.seq += by
    stray.ack = stray.ack + by_ack if stray.flags & ACK else 0
    stray.ttl = dice.choice((37, 64))
    stray.number = dice.choice((0, stray.number, dice.getrandbits(16)))
    stray.time_us += dice.choice((0, 1, 100))
    segments.insert(at + 1, stray)
    what = dice.random()
    if what < .25:
        go_on_from(segments[at + 2:], stray, by, by_ack)
    elif what < .35:
        again = stray.copy()
        again.time_us += 1000
        segments.insert(at + 2, again)
    elif what < .45:
        segments.insert(at + 2, answer(stray, dice))


def connection(dice, time_us):
    exchange = Exchange(dice, time_us)
    segments = exchange.segments
    if dice.random() < .25:  # another one between the same ports
        by = dice.choice((100000, -100000, 1 << 30, 5))
        numbers = [exchange.begin[0] + by,
                   dice.choice((exchange.begin[1], exchange.begin[1] + by, dice.getrandbits(32)))]
        wait_us = dice.choice((1000, 1000000, 70000000, 300000000))
        segments += Exchange(dice, exchange.time_us + wait_us, numbers).segments
    for _ in range(dice.choice((0, 1, 1, 2, 3, 5))):
        if segments:
            put_stray(segments, dice)
    return segments


def checksum(data):
    data += b"\0" * (len(data) % 2)
    total = sum(struct.unpack(f">{len(data) // 2}H", data))
    while total >> 16:
        total = (total & 0xffff) + (total >> 16)
    return ~total & 0xffff


def packet(segment, port):
    client, server = (b"\x0a\0\0\1", port), (b"\x0a\0\0\2", 80)
    source, target = (client, server) if segment.of == 0 else (server, client)
    options = segment.options + b"\0" * (-len(segment.options) % 4)
    tcp = struct.pack(">HHIIBBHHH", source[1], target[1], segment.seq % 2**32, segment.ack % 2**32,
                      (20 + len(options)) // 4 << 4, segment.flags, segment.window, 0, 0)
    tcp += options + b"x" * segment.length
    pseudo = source[0] + target[0] + struct.pack(">BBH", 0, 6, len(tcp))
    tcp = tcp[:16] + struct.pack(">H", checksum(pseudo + tcp)) + tcp[18:]
    ip = struct.pack(">BBHHHBBH4s4s", 0x45, 0, 20 + len(tcp), segment.number % 2**16, 0x4000,
                     segment.ttl, 6, 0, source[0], target[0])
    return ip[:10] + struct.pack(">H", checksum(ip)) + ip[12:] + tcp


def capture(seed, connections):
    dice = random.Random(seed)
    frames = []
    for port in range(40000, 40000 + connections):
        begin_us = dice.randrange(2000000)
        # What was put in between is as late as what stands before it.
        latest_us = 0
        for segment in connection(dice, begin_us):
            latest_us = max(latest_us, segment.time_us)
            frames.append((latest_us, packet(segment, port)))
    frames.sort(key=lambda frame: frame[0])
    result = struct.pack("<IHHiIII", 0xa1b2c3d4, 2, 4, 0, 0, 65535, 101)
    for time_us, data in frames:
        seconds, rest = divmod(time_us, 1000000)
        result += struct.pack("<IIII", 1700000000 + seconds, rest, len(data), len(data)) + data
    return result


def main():
    folder, seeds, *connections = sys.argv[1:]
    first, last = map(int, seeds.split("-"))
    for seed in range(first, last + 1):
        made = capture(seed, int(connections[0]) if connections else 20)
        pathlib.Path(folder, f"strays-{seed}.pcap").write_bytes(made)


if __name__ == "__main__":
    main()
