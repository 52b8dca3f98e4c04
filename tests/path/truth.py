# SPDX-License-Identifier: MIT
"""What a run of path_run left: its truth log and its captures (see record.h)."""
import json
import os
import struct

PLACES = ('client', 'middle', 'server')
OTHER = {'client': 'server', 'server': 'client'}
FIN, SYN, RST, ACK = 1, 2, 4, 16


class Pcap:
    """Frames of a capture of ours: (nanoseconds, bytes)."""
    @staticmethod
    def read(name):
        with open(name, 'rb') as file:
            data = file.read()
        scale = {0xa1b23c4d: 1, 0xa1b2c3d4: 1000}[struct.unpack_from('<I', data)[0]]
        frames, at = [], 24
        while at < len(data):
            seconds, part, captured, _ = struct.unpack_from('<IIII', data, at)
            frames.append((seconds * 10**9 + part * scale, data[at + 16:at + 16 + captured]))
            at += 16 + captured
        return frames

    @staticmethod
    def write(name, frames, link=1):
        with open(name, 'wb') as file:
            file.write(struct.pack('<IHHIIII', 0xa1b23c4d, 2, 4, 0, 0, 262144, link))
            for time, data in frames:
                file.write(struct.pack('<IIII', time // 10**9, time % 10**9, len(data), len(data)))
                file.write(data)


class Frame:
    """One frame, and all that happened to it. Positions are those in the log."""

    def __init__(self, line, position, injected):
        self.number = line['frame']
        self.line = line
        self.sender = line['from'] if injected else line['end']
        self.receiver = OTHER[self.sender]
        self.position = position
        self.injected = injected
        self.rules = []
        self.middle = []      # lines
        self.delivered = []   # (position, line), those that were taken

    def __getattr__(self, name):
        if name in ('seq', 'ack', 'flags', 'len', 'win', 'sport', 'dport'):
            return self.line[name]
        raise AttributeError(name)

    @property
    def end_seq(self):
        return (self.seq + self.len + bool(self.flags & SYN) + bool(self.flags & FIN)) & 0xffffffff

    @property
    def port(self):
        """The client's, which names the connection."""
        return self.sport if self.sender == 'client' else self.dport

    def took(self, rule):
        return any(line['action'] == rule for line in self.rules)


class Truth:
    def __init__(self, folder):
        self.folder = folder
        with open(os.path.join(folder, 'truth.ndjson'), encoding='ascii') as file:
            self.lines = [json.loads(line) for line in file]
        self.frames = {}
        self.at = {place: {} for place in PLACES}   # position in a capture: (frame, line)
        self.last = {}          # client port: the states that were told last
        for position, line in enumerate(self.lines):
            self._add(position, line)

    def _add(self, position, line):
        event = line['event']
        if 'states' in line:
            line['before'] = self.last.get(line['port'], line['states'])
            self.last[line['port']] = line['states']
        if event in ('sent', 'injected'):
            frame = Frame(line, position, event == 'injected')
            self.frames[frame.number] = frame
            if event == 'sent':
                self.at[frame.sender][line['at']] = (frame, line)
        elif event == 'rule':
            self.frames[line['frame']].rules.append(line)
        elif event == 'middle':
            frame = self.frames[line['frame']]
            frame.middle.append(line)
            self.at['middle'][line['at']] = (frame, line)
        elif event == 'delivered' and line['taken']:
            frame = self.frames[line['frame']]
            line['reset'] = bool(frame.flags & RST)
            frame.delivered.append((position, line))
            self.at[frame.receiver][line['at']] = (frame, line)

    def events(self, name):
        return [line for line in self.lines if line['event'] == name]

    def count(self, end, *names, skip=1):
        """The sum of a namespace's counters over the run, without what was there before."""
        return sum(line['counters'][end].get(name, 0) for line in self.lines[skip:]
                   if 'counters' in line for name in names)

    def pcap(self, place):
        return os.path.join(self.folder, place + '.pcap')
