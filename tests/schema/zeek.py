#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""What zeek-conn.jq makes of the sniffer's JSON is what Zeek's documentation says of the same segments.

zeek.py SNIFFER ZEEK-CONN.JQ FILE...: the rows below are written by hand: the first from the example of Zeek's
manual ("Zeek Log Formats and Inspection": its segments as tcpdump shows them, and its conn.log), the others from
the definitions of the fields in Conn::Info. Where Zeek is installed, it reads the same segments and FILEs, too.
Exit status: 0 all the same, 1 not, 77 there is no jq."""

import json
import pathlib
import shutil
import struct
import subprocess
import sys
import tempfile

FIN, SYN, RST, ACK = 1, 2, 4, 16
TIMESTAMPS = b'\x01\x01\x08\x0a' + bytes(8)
SYN_OPTIONS = b'\x02\x04\x05\xb4\x04\x02\x08\x0a' + bytes(8) + b'\x01\x03\x03\x07'
HEADING = ['#separator \\x09', '#set_separator\t,', '#empty_field\t(empty)', '#unset_field\t-', '#path\tconn']
# Of every release from 5 to 8; ip_proto and community_id are of later ones or of a policy script.
FIELDS = ('ts uid id.orig_h id.orig_p id.resp_h id.resp_p proto service duration orig_bytes resp_bytes conn_state '
          'local_orig local_resp missed_bytes history orig_pkts orig_ip_bytes resp_pkts resp_ip_bytes '
          'tunnel_parents ip_proto community_id').split()
TYPES = ('time string addr port addr port enum string interval count count string bool bool count string count '
         'count count count set[string] count string').split()

# A connection each: its ends, its segments (microseconds, sender, flags, seq, ack, payload's length, options),
# and its row from duration on; None is unset.
BEGIN = 1591367999
CONNECTIONS = [
    (('192.168.4.76', 46378), ('31.3.245.133', 80), [
        (430166, 'C', SYN, 0, 0, 0, SYN_OPTIONS), (512232, 'S', SYN | ACK, 0, 1, 0, SYN_OPTIONS),
        (512284, 'C', ACK, 1, 1, 0, TIMESTAMPS), (512593, 'C', ACK, 1, 1, 77, TIMESTAMPS),
        (600488, 'S', ACK, 1, 78, 0, TIMESTAMPS), (604000, 'S', ACK, 1, 78, 295, TIMESTAMPS),
        (604020, 'C', ACK, 78, 296, 0, TIMESTAMPS), (604493, 'C', FIN | ACK, 78, 296, 0, TIMESTAMPS),
        (684281, 'S', FIN | ACK, 296, 79, 0, TIMESTAMPS), (684346, 'C', ACK, 79, 297, 0, TIMESTAMPS)],
     {'ts': 1591367999.430166, 'duration': 0.254115, 'orig_bytes': 77, 'resp_bytes': 295, 'conn_state': 'SF',
      'missed_bytes': 0, 'history': 'ShADadFf', 'orig_pkts': 6, 'orig_ip_bytes': 397, 'resp_pkts': 4,
      'resp_ip_bytes': 511}),
    # S0: connection attempt seen, no reply. Of one packet there is no duration, and so no bytes.
    (('192.0.2.1', 1001), ('192.0.2.2', 80), [(0, 'C', SYN, 0, 0, 0, b'')],
     {'ts': 1591367999.0, 'duration': None, 'orig_bytes': None, 'resp_bytes': None, 'conn_state': 'S0',
      'missed_bytes': 0, 'history': 'S', 'orig_pkts': 1, 'orig_ip_bytes': 40, 'resp_pkts': 0, 'resp_ip_bytes': 0}),
    # REJ: connection attempt rejected.
    (('192.0.2.1', 1002), ('192.0.2.2', 80), [(0, 'C', SYN, 0, 0, 0, SYN_OPTIONS), (70, 'S', RST | ACK, 0, 1, 0, b'')],
     {'duration': 0.00007, 'orig_bytes': 0, 'resp_bytes': 0, 'conn_state': 'REJ', 'missed_bytes': 0,
      'history': 'Sr', 'orig_pkts': 1, 'orig_ip_bytes': 60, 'resp_pkts': 1, 'resp_ip_bytes': 40}),
    # S1: connection established, not terminated; over IPv6, whose header has 40 bytes.
    (('2001:db8::1', 1003), ('2001:db8::2', 80), [
        (0, 'C', SYN, 0, 0, 0, b''), (10, 'S', SYN | ACK, 0, 1, 0, b''), (20, 'C', ACK, 1, 1, 0, b''),
        (1500030, 'C', ACK, 1, 1, 5, b'')],
     {'duration': 1.50003, 'orig_bytes': 5, 'resp_bytes': 0, 'conn_state': 'S1', 'missed_bytes': 0,
      'history': 'ShAD', 'orig_pkts': 3, 'orig_ip_bytes': 185, 'resp_pkts': 1, 'resp_ip_bytes': 60}),
    # RSTO: connection established, originator aborted.
    (('192.0.2.1', 1004), ('192.0.2.2', 80), [
        (0, 'C', SYN, 0, 0, 0, b''), (10, 'S', SYN | ACK, 0, 1, 0, b''), (20, 'C', ACK, 1, 1, 0, b''),
        (30, 'C', RST | ACK, 1, 1, 0, b'')],
     {'duration': 0.00003, 'orig_bytes': 0, 'resp_bytes': 0, 'conn_state': 'RSTO', 'missed_bytes': 0,
      'history': 'ShAR', 'orig_pkts': 3, 'orig_ip_bytes': 120, 'resp_pkts': 1, 'resp_ip_bytes': 40}),
    # OTH: no SYN seen, just midstream traffic; the first to be seen counts as the originator.
    (('192.0.2.1', 1006), ('192.0.2.2', 80), [(0, 'C', ACK, 700, 9, 5, b''), (40, 'S', ACK, 9, 705, 0, b'')],
     {'duration': 0.00004, 'orig_bytes': 5, 'resp_bytes': 0, 'conn_state': 'OTH', 'missed_bytes': 0,
      'history': 'Da', 'orig_pkts': 1, 'orig_ip_bytes': 45, 'resp_pkts': 1, 'resp_ip_bytes': 40}),
    # T: a packet with retransmitted payload. It is a packet, and no more bytes.
    (('192.0.2.1', 1007), ('192.0.2.2', 80), [
        (0, 'C', SYN, 0, 0, 0, b''), (10, 'S', SYN | ACK, 0, 1, 0, b''), (20, 'C', ACK, 1, 1, 0, b''),
        (30, 'C', ACK, 1, 1, 3, b''), (40, 'S', ACK, 1, 4, 0, b''), (50, 'C', ACK, 1, 1, 3, b'')],
     {'duration': 0.00005, 'orig_bytes': 3, 'resp_bytes': 0, 'conn_state': 'S1', 'missed_bytes': 0,
      'history': 'ShADaT', 'orig_pkts': 4, 'orig_ip_bytes': 166, 'resp_pkts': 2, 'resp_ip_bytes': 80}),
    # A content gap: bytes 4 to 6 of 9 were acknowledged, and not captured. Bytes are taken from sequence numbers.
    (('192.0.2.1', 1005), ('192.0.2.2', 80), [
        (0, 'C', SYN, 0, 0, 0, b''), (10, 'S', SYN | ACK, 0, 1, 0, b''), (20, 'C', ACK, 1, 1, 0, b''),
        (30, 'C', ACK, 1, 1, 3, b''), (40, 'C', ACK, 7, 1, 3, b''), (50, 'S', ACK, 1, 10, 0, b''),
        (60, 'C', FIN | ACK, 10, 1, 0, b''), (70, 'S', FIN | ACK, 1, 11, 0, b''), (80, 'C', ACK, 11, 2, 0, b'')],
     {'duration': 0.00007, 'orig_bytes': 9, 'resp_bytes': 0, 'conn_state': 'SF', 'missed_bytes': 3, 'orig_pkts': 6,
      'orig_ip_bytes': 246, 'resp_pkts': 3, 'resp_ip_bytes': 120}),
]


def packed(address):
    """An address as it stands in a header."""
    if ':' not in address:
        return bytes(map(int, address.split('.')))
    left, right = ([int(word, 16) for word in half.split(':') if word] for half in address.split('::'))
    return struct.pack('>8H', *left, *[0] * (8 - len(left) - len(right)), *right)


def packet(source, target, flags, seq, ack, length, options):
    """An IP packet. Its checksums are 0: Zeek is told to ignore them."""
    tcp = struct.pack('>HHIIBBHHH', source[1], target[1], seq, ack, (5 + len(options) // 4) << 4, flags, 65535, 0, 0)
    tcp += options + b'x' * length
    if ':' in source[0]:
        return struct.pack('>IHBB', 6 << 28, len(tcp), 6, 64) + packed(source[0]) + packed(target[0]) + tcp
    return (struct.pack('>BBHHHBBH', 0x45, 0, 20 + len(tcp), 0, 0x4000, 64, 6, 0) + packed(source[0])
            + packed(target[0]) + tcp)


def capture(client, server, segments):
    """A pcap file of raw IP packets."""
    file = struct.pack('<IHHiIII', 0xa1b2c3d4, 2, 4, 0, 0, 65535, 101)
    for us, who, flags, seq, ack, length, options in segments:
        ends = (client, server) if who == 'C' else (server, client)
        first = {'C': 3723031366, 'S': 2993782376}
        peer = 'S' if who == 'C' else 'C'
        data = packet(*ends, flags, (first[who] + seq) % 2**32, (first[peer] + ack) % 2**32 if flags & ACK else 0,
                      length, options)
        file += struct.pack('<IIII', BEGIN + us // 1000000, us % 1000000, len(data), len(data)) + data
    return file


def mapped(sniffer, program, file, *arguments):
    """What the mapping makes of a capture."""
    told = subprocess.run([sniffer, '-r', file, '-p', '0', '-f', 'json'], capture_output=True, check=True).stdout
    return subprocess.run(['jq', '-n', *arguments, '-f', program], input=told, capture_output=True,
                          check=True).stdout.decode()


def same(found, expected):
    """Numbers as far as microseconds go."""
    if isinstance(expected, float) and isinstance(found, (int, float)):
        return abs(found - expected) < 1e-6
    return found == expected


def differences(sniffer, program, folder):
    """Where JSON or columns of a connection are not what is documented."""
    for client, server, segments, expected in CONNECTIONS:
        file = folder / f'{client[1]}.pcap'
        file.write_bytes(capture(client, server, segments))
        expected = {'id.orig_h': client[0], 'id.orig_p': client[1], 'id.resp_h': server[0],
                    'id.resp_p': server[1], 'proto': 'tcp', 'service': None, 'local_orig': None,
                    'local_resp': None, 'tunnel_parents': None, 'ip_proto': 6, **expected}
        rows = mapped(sniffer, program, file, '-c', '--arg', 'form', 'json').splitlines()
        row = json.loads(rows[0])
        lines = mapped(sniffer, program, file, '-r').splitlines()
        columns = dict(zip(lines[6].split('\t')[1:], lines[8].split('\t')))
        if len(rows) != 1 or len(lines) != 10 or not row['uid'].isalnum() or columns['uid'] != row['uid']:
            yield f'port {client[1]}: not one row: {rows} {lines}'
        for name, value in expected.items():
            if not same(row.get(name), value):
                yield f'port {client[1]}: {name} is {row.get(name)}, not {value}'
            shown = ('-' if value is None else f'{value:.6f}' if isinstance(value, float) else str(value))
            if columns[name] != shown:
                yield f'port {client[1]}: column {name} is {columns[name]}, not {shown}'


def heading_problems(lines):
    """Where the lines around the rows are not as Zeek writes them."""
    stamp = r'20dd-dd-dd-dd-dd-dd'
    stamps = [''.join('d' if char.isdigit() else char for char in line) for line in (lines[5], lines[-1])]
    if lines[:5] != HEADING or stamps != [f'#{word}\t{stamp.replace("20", "dd")}' for word in ('open', 'close')]:
        yield f'heading: {lines[:6]} {lines[-1]}'
    if lines[6] != '\t'.join(['#fields', *FIELDS]) or lines[7] != '\t'.join(['#types', *TYPES]):
        yield f'heading: {lines[6:8]}'


# What only Zeek knows, or gives another name.
OF_ZEEK = {'uid', 'service', 'local_orig', 'local_resp', 'tunnel_parents', 'ip_proto', 'community_id'}


def zeek_differences(sniffer, program, file, folder):
    """The same rows from Zeek itself."""
    subprocess.run(['zeek', '-C', '-r', file.resolve(), 'LogAscii::use_json=T'], cwd=folder, check=True)
    ours = [json.loads(line) for line in mapped(sniffer, program, file, '-c', '--arg', 'form', 'json').splitlines()]
    theirs = [json.loads(line) for line in (folder / 'conn.log').read_text(encoding='utf-8').splitlines()]
    for rows in (ours, theirs):
        rows.sort(key=lambda row: (row['id.orig_h'], row['id.orig_p'], row['ts']))
    if len(ours) != len(theirs):
        yield f'{file.name}: {len(ours)} rows, Zeek has {len(theirs)}'
    for our, their in zip(ours, theirs):
        for name in sorted((our.keys() | their.keys()) - OF_ZEEK):
            if not same(our.get(name), their.get(name)):
                yield f'{file.name}, port {our["id.orig_p"]}: {name} is {our.get(name)}, Zeek has {their.get(name)}'


def main():
    sniffer, program, *files = (pathlib.Path(word).resolve() for word in sys.argv[1:])
    if not shutil.which('jq'):
        print('SKIP: jq is not installed')
        return 77
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        wrong = list(differences(sniffer, program, folder))
        files += sorted(folder.glob('*.pcap'))
        wrong += heading_problems(mapped(sniffer, program, files[0], '-r').splitlines())
        for file in files if shutil.which('zeek') else []:
            wrong += zeek_differences(sniffer, program, file, folder)
    print('\n'.join(wrong) or f'{len(CONNECTIONS)} connections as documented')
    if not shutil.which('zeek'):
        print('SKIP of a part: zeek is not installed, so that only its documentation was asked')
    return 1 if wrong else 0


if __name__ == '__main__':
    sys.exit(main())
