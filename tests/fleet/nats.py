# SPDX-License-Identifier: MIT
"""The part of the NATS client protocol that ship.py and load.py need, by Python's standard library: publish
with headers and a place for the answer, one inbox, requests. No TLS and no passwords.
https://docs.nats.io/reference/reference-protocols/nats-protocol"""

import json
import select
import socket
import time
import uuid
from collections import namedtuple

STREAM = 'handshake'
# status: of a message that the server made, as '404'; else ''.
Message = namedtuple('Message', 'subject reply status payload')


class Nats:
    """A connection. What goes wrong with it, an error of the server included, is an OSError."""

    def __init__(self, place, seconds=5):
        host, _, port = place.rpartition(':')
        self.socket = socket.create_connection((host, int(port)), seconds)
        self.buffer = b''
        self.inbox = f'_INBOX.{uuid.uuid4().hex}'
        options = {'verbose': False, 'pedantic': False, 'headers': True, 'no_responders': True,
                   'lang': 'python', 'version': '1', 'protocol': 1}
        self.send(f'CONNECT {json.dumps(options)}\r\nSUB {self.inbox}.* 1\r\n'.encode())

    def fileno(self):
        """For select()."""
        return self.socket.fileno()

    def close(self):
        self.socket.close()

    def send(self, data):
        self.socket.sendall(data)

    def publish(self, messages):
        """MESSAGES: (subject, word for the answer's subject or None, id or None, payload) each, in one write."""
        parts = []
        for subject, answer, name, payload in messages:
            reply = f' {self.inbox}.{answer}' if answer is not None else ''
            header = f'NATS/1.0\r\nNats-Msg-Id: {name}\r\n\r\n'.encode() if name else b''
            verb, size = ('HPUB', f'{len(header)} {len(header) + len(payload)}') if name else ('PUB', len(payload))
            parts += f'{verb} {subject}{reply} {size}\r\n'.encode(), header, payload, b'\r\n'
        self.send(b''.join(parts))

    def take_message(self):
        """The first message of the buffer, or None before it is whole."""
        while True:
            line, end, rest = self.buffer.partition(b'\r\n')
            if not end:
                return None
            words = line.decode().split(' ')
            if words[0] in ('MSG', 'HMSG'):
                size = int(words[-1])
                if len(rest) < size + 2:
                    return None
                self.buffer = rest[size + 2:]
                header = int(words[-2]) if words[0] == 'HMSG' else 0
                reply = words[3] if len(words) == (6 if header else 5) else ''
                status = rest[8:header].split(b'\r\n')[0].strip().decode()[:3]
                return Message(words[1], reply, status, rest[header:size])
            self.buffer = rest
            if words[0] == 'PING':
                self.send(b'PONG\r\n')
            elif words[0] == '-ERR':
                raise OSError(line.decode())

    def receive(self, seconds):
        """The messages that are there, or the first that come; none when nothing comes for so long."""
        end = time.monotonic() + seconds
        while True:
            messages = list(iter(self.take_message, None))
            wait = max(0, end - time.monotonic())
            if messages or not select.select([self.socket], [], [], wait)[0]:
                return messages
            data = self.socket.recv(1 << 20)
            if not data:
                raise OSError('the server closed the connection')
            self.buffer += data

    def request(self, subject, question, seconds=5):
        """The server's answer, as JSON, to QUESTION."""
        self.publish([(subject, 'request', None, json.dumps(question).encode())])
        for message in self.receive(seconds):
            if message.status:
                raise OSError(f'{subject}: {message.status}: is JetStream switched on?')
            answer = json.loads(message.payload)
            if 'error' in answer:
                raise OSError(f'{subject}: {answer["error"]["description"]}')
            return answer
        raise OSError(f'{subject}: no answer')
