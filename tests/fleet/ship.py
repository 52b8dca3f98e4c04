# SPDX-License-Identifier: MIT
"""Ships what 'sniffer -f json' prints, from standard input to a JetStream stream.

Each line 'connection' and 'statistics' gets host, boot (when this program began, in ns), sequence (1, 2, ... in
each boot) and time (of a connection: when its first segment was seen; seconds), stands in the spool, a file, until
the server has acknowledged it, and goes to the subject handshake.HOST.EVENT with the id HOST/BOOT/SEQUENCE: sent
twice, it is stored once. What stands in the spool at the beginning, an earlier boot left; it goes first. When the
spool is full, lines are dropped, but their numbers are used: a gap in sequence tells of them. It ends when its
input does.
Exit status: 0 all was acknowledged, 1 something stays in the spool."""

import argparse
import json
import os
import select
import signal
import sqlite3
import sys
import time

import nats

EVENTS = 'connection', 'statistics'
WINDOW = 1000       # lines that are sent and not yet acknowledged
PATIENCE = 5        # seconds without any acknowledgement, then all is sent again
PAUSE = 1           # seconds between two attempts to connect


class Spool:
    """Lines that are not acknowledged, in their order. A killed process leaves it whole; a power cut may not."""

    def __init__(self, path, limit):
        self.database = sqlite3.connect(path, isolation_level=None)
        self.database.executescript('PRAGMA locking_mode=EXCLUSIVE; PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF;'
                                    'CREATE TABLE IF NOT EXISTS line (id INTEGER PRIMARY KEY AUTOINCREMENT,'
                                    ' subject TEXT, name TEXT, payload BLOB);')
        self.limit, self.dropped = limit, 0
        self.count = self.database.execute('SELECT count() FROM line').fetchone()[0]

    def change(self, statement, rows):
        """One transaction."""
        self.database.execute('BEGIN')
        self.database.executemany(statement, rows)
        self.database.execute('COMMIT')

    def add(self, rows):
        """(subject, name, payload) each; what has no room is dropped and counted."""
        kept = rows[:max(0, self.limit - self.count)]
        self.change('INSERT INTO line (subject, name, payload) VALUES (?, ?, ?)', kept)
        self.count += len(kept)
        if len(kept) < len(rows):
            self.dropped += len(rows) - len(kept)
            print(f'ship.py: the spool is full: {self.dropped} lines dropped', file=sys.stderr)

    def after(self, number, count):
        """So many rows (id, subject, name, payload) behind the id NUMBER."""
        return self.database.execute('SELECT * FROM line WHERE id > ? ORDER BY id LIMIT ?', (number, count)).fetchall()

    def remove(self, ids):
        self.change('DELETE FROM line WHERE id = ?', [(number,) for number in ids])
        self.count -= len(ids)


class Reader:
    """Standard input: makes rows for the spool."""

    def __init__(self, host):
        self.host = host
        self.boot, self.sequence = time.time_ns(), 0
        self.began = {}     # by the number of a connection: when its first segment was seen
        self.rest, self.ended = b'', False

    def row(self, line):
        """None for a line that stays here. One cut off by the sniffer's death is no JSON, and ends here, too."""
        try:
            event = json.loads(line)
        except ValueError:
            return None
        kind, seen = event['event'], time.time()
        if kind == 'segment':
            seen = self.began.setdefault(event['conn'], float(event['time']))
        elif kind == 'connection':
            seen = self.began.pop(event['conn'], seen)
        if kind not in EVENTS:
            return None
        self.sequence += 1
        event.update(host=self.host, boot=self.boot, sequence=self.sequence, time=int(seen))
        name = f'{self.host}/{self.boot}/{self.sequence}'
        return f'{nats.STREAM}.{self.host}.{kind}', name, json.dumps(event, ensure_ascii=False).encode()

    def rows(self):
        """Of what can be read now."""
        data = os.read(0, 1 << 16)
        self.ended = not data
        *lines, self.rest = (self.rest + data).split(b'\n')
        return [row for row in map(self.row, lines) if row]


class Sender:
    """Sends the spool; forgets a connection that fails, and makes another one."""

    def __init__(self, place, spool):
        self.place, self.spool = place, spool
        self.nats, self.tried, self.flying, self.last, self.heard = None, 0, set(), 0, 0

    def connect(self):
        self.tried = self.heard = time.monotonic()
        self.flying, self.last = set(), 0
        self.nats = nats.Nats(self.place, PAUSE)

    def fill(self):
        """As much under way as the window allows."""
        rows = self.spool.after(self.last, WINDOW - len(self.flying))
        if rows:
            self.heard = self.heard if self.flying else time.monotonic()
            self.nats.publish([(subject, number, name, payload) for number, subject, name, payload in rows])
            self.flying |= {row[0] for row in rows}
            self.last = rows[-1][0]
        elif self.flying and time.monotonic() - self.heard > PATIENCE:
            raise OSError('no acknowledgement')

    def acknowledged(self):
        """Takes from the spool what the server has."""
        done = set()
        for message in self.nats.receive(0):
            answer = {} if message.status else json.loads(message.payload)
            if 'error' in answer or 'stream' not in answer:
                raise OSError(f'not stored: {answer.get("error", {}).get("description", "there is no stream")}')
            done.add(int(message.subject.rpartition('.')[2]))
        if done:
            self.heard = time.monotonic()
            self.spool.remove(done)
            self.flying -= done

    def work(self):
        """Whether there is a connection."""
        try:
            if not self.nats and time.monotonic() - self.tried >= PAUSE:
                self.connect()
            if self.nats:
                self.acknowledged()
                self.fill()
        except OSError as problem:
            print(f'ship.py: {self.place}: {problem}', file=sys.stderr)
            if self.nats:
                self.nats.close()
            self.nats = None


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('--host', required=True, help='name of this host, without . and spaces')
    parser.add_argument('--nats', default='127.0.0.1:4222', metavar='HOST:PORT')
    parser.add_argument('--spool', required=True, metavar='FILE')
    parser.add_argument('--limit', type=int, default=1000000, metavar='LINES', help='that the spool holds at most')
    parser.add_argument('--linger', type=float, default=10, metavar='S', help='to empty the spool at the end')
    arguments = parser.parse_args()
    for number in signal.SIGINT, signal.SIGTERM:    # the sniffer ends at these, says its last, and then this ends
        signal.signal(number, signal.SIG_IGN)
    spool = Spool(arguments.spool, arguments.limit)
    reader = Reader(arguments.host)
    sender = Sender(arguments.nats, spool)
    print('ship.py: ready', flush=True)
    end = None
    while not reader.ended or (spool.count and time.monotonic() < end):
        readable, _, _ = select.select([0] * (not reader.ended) + [sender.nats] * bool(sender.nats), [], [], 0.2)
        if 0 in readable:
            spool.add(reader.rows())
        if reader.ended and end is None:
            end = time.monotonic() + arguments.linger
        sender.work()
    if spool.count:
        print(f'ship.py: {spool.count} lines stay in {arguments.spool}', file=sys.stderr)
    return 1 if spool.count else 0


if __name__ == '__main__':
    sys.exit(main())
