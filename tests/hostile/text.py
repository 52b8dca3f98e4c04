# SPDX-License-Identifier: MIT
"""text.py FORMAT SEGMENTS EXPLAIN PCAP: looks at the sniffer's output on standard input."""
import html.parser
import json
import re
import sys
import unicodedata
import xml.etree.ElementTree


def payloads(path):
    """The TCP payloads of our own captures of stories: nanoseconds, Ethernet, IPv4 or IPv6."""
    data = open(path, "rb").read()
    at = 24
    while at < len(data):
        captured = int.from_bytes(data[at + 8:at + 12], sys.byteorder)
        frame = data[at + 16:at + 16 + captured]
        ip = frame[14:]
        header = (ip[0] & 15) * 4 if ip[0] >> 4 == 4 else 40
        length = int.from_bytes(ip[2:4], "big") if ip[0] >> 4 == 4 else captured - 14
        tcp = ip[header:length]
        yield tcp[(tcp[12] >> 4) * 4:]
        at += 16 + captured


def read_back(text):
    """The bytes of an escaped payload."""
    plain = {"\\": b"\\", "n": b"\n", "t": b"\t", "r": b"\r"}
    out = b""
    for escaped, other in re.findall(r"\\(x[0-9a-f]{2}|.)|([^\\]+)", text):
        out += other.encode() if other else plain.get(escaped) or bytes.fromhex(escaped[1:])
    return out


def check_characters(text):
    for line in text.split("\n"):
        for character in line.replace("\t", " "):
            category = unicodedata.category(character)
            if category in ("Cc", "Cf", "Cs", "Zl", "Zp"):
                sys.exit(f"U+{ord(character):04X} in {line!r}")


def check_json(text, segments):
    events = [json.loads(line) for line in text.splitlines()]
    told = [event["payload"] for event in events if event["event"] == "segment"]
    assert [read_back(payload) for payload in told] == list(payloads(sys.argv[4])), "payload"
    assert len(told) == segments


def check_html(text, segments):
    class Parser(html.parser.HTMLParser):
        def handle_starttag(self, tag, attributes):
            for name, value in attributes:
                # Nothing is loaded from elsewhere.
                if name in ("src", "href") and value and re.match(r"\s*(https?:)?//", value):
                    sys.exit(f"{tag} {name}={value}")
    parser = Parser()
    parser.feed(text)
    parser.close()


def check_svg(text, segments):
    xml.etree.ElementTree.fromstring(text)


def check_line(text, segments):
    if not sys.argv[3]:
        lines = [line for line in text.splitlines() if not line.startswith("#")]
        assert len(lines) == segments, f"{len(lines)} lines of {segments} segments"


output = sys.stdin.buffer.read().decode()  # UTF-8, or this fails
check_characters(output)
special = {"json": check_json, "html": check_html, "svg": check_svg, "line": check_line}
special.get(sys.argv[1], lambda text, segments: None)(output, int(sys.argv[2]))
