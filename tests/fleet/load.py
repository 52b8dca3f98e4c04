# SPDX-License-Identifier: MIT
"""Loads what ship.py sent from the JetStream stream, which it makes when there is none, into ClickHouse's table.

A batch is acknowledged when ClickHouse has it: whatever dies before that, its lines come again, and the table
keeps one of each. A row that ClickHouse refuses is told and given up; those beside it are loaded. The stream
keeps lines for three days or 1 GiB, loaded or not (of retention 'workqueue', which deletes what is acknowledged,
nats-server 2.9.10 lost track when it was killed: hundreds of lines stayed for ever). SIGTERM ends it."""

import argparse
import json
import re
import sys
import time
import urllib.error
import urllib.parse
import urllib.request

import nats

STREAM = {'name': nats.STREAM, 'subjects': [f'{nats.STREAM}.>'], 'storage': 'file', 'discard': 'old',
          'max_bytes': 1 << 30, 'max_age': 3 * 86400 * 10**9, 'duplicate_window': 120 * 10**9}
CONSUMER = {'durable_name': 'load', 'ack_policy': 'explicit', 'max_ack_pending': 20000}
# ClickHouse's errors about what a row holds; others may pass.
BAD_ROW = {6, 26, 27, 33, 38, 41, 53, 69, 70, 72, 117, 321}
WAIT = 10**9    # ns in which a batch is gathered


class Refused(Exception):
    """ClickHouse does not take these rows."""


def insert(place, table, rows):
    """OSError when it may be taken later."""
    query = urllib.parse.urlencode({'query': f'INSERT INTO {table} FORMAT JSONEachRow',
                                    'input_format_skip_unknown_fields': 1})
    try:
        with urllib.request.urlopen(f'{place}/?{query}', b'\n'.join(rows), 60) as answer:
            answer.read()
    except urllib.error.HTTPError as problem:
        text = ' '.join(problem.read().decode(errors='replace').split())[:300]
        code = re.match(r'Code: (\d+)', text)
        if code and int(code.group(1)) in BAD_ROW:
            raise Refused(text) from problem
        raise OSError(text) from problem


def load(arguments, messages):
    """(messages that are loaded, messages that are refused)."""
    try:
        insert(arguments.clickhouse, arguments.table, [message.payload for message in messages])
        return messages, []
    except Refused as problem:
        if len(messages) == 1:
            print(f'load.py: refused: {problem}: {messages[0].payload.decode(errors="replace")}', file=sys.stderr)
            return [], messages
    half = len(messages) // 2
    first, second = load(arguments, messages[:half]), load(arguments, messages[half:])
    return first[0] + second[0], first[1] + second[1]


def pull(connection, batch):
    """What comes within WAIT, at most BATCH messages; each has a subject to acknowledge it."""
    question = json.dumps({'batch': batch, 'expires': WAIT}).encode()
    connection.publish([(f'$JS.API.CONSUMER.MSG.NEXT.{nats.STREAM}.load', 'pull', None, question)])
    messages = []
    while len(messages) < batch:
        came = connection.receive(WAIT / 10**9 + 5)
        if not came:
            raise OSError('no answer to a pull')
        messages += [message for message in came if not message.status]
        if any(message.status for message in came):
            break
    return messages


def serve(arguments):
    """Until something fails."""
    connection = nats.Nats(arguments.nats)
    connection.request(f'$JS.API.STREAM.CREATE.{nats.STREAM}', STREAM)
    connection.request(f'$JS.API.CONSUMER.DURABLE.CREATE.{nats.STREAM}.load', {
        'stream_name': nats.STREAM, 'config': {**CONSUMER, 'ack_wait': int(arguments.ack_wait * 10**9)}})
    print('load.py: ready', flush=True)
    while True:
        messages = pull(connection, arguments.batch)
        if messages:
            loaded, refused = load(arguments, messages)
            connection.send(b''.join(b'PUB %s %d\r\n%s\r\n' % (message.reply.encode(), len(word), word)
                                     for group, word in ((loaded, b'+ACK'), (refused, b'+TERM')) for message in group))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('--nats', default='127.0.0.1:4222', metavar='HOST:PORT')
    parser.add_argument('--clickhouse', default='http://127.0.0.1:8123', metavar='URL')
    parser.add_argument('--table', default='tcp_event')
    parser.add_argument('--batch', type=int, default=5000, metavar='ROWS', help='in an INSERT, at most')
    parser.add_argument('--ack-wait', type=float, default=60, metavar='S', help='then a line comes again')
    arguments = parser.parse_args()
    while True:
        try:
            serve(arguments)
        except OSError as problem:
            print(f'load.py: {problem}', file=sys.stderr)
            time.sleep(0.5)


if __name__ == '__main__':
    main()
