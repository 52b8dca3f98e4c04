# SPDX-License-Identifier: MIT
"""Captures and pages that the tests make: WORLD has the programs and a folder for them."""

import subprocess

from checks import output


def make_page(world, pcap, *options):
    """The address of the page of a capture."""
    path = world.folder / f"{pcap.stem}{''.join(options)}.html"
    path.write_bytes(output(world.bin / "sniffer", "-p", "0", "-r", pcap, "-f", "html", *options))
    return path.as_uri()


def make_piped_page(world, pcap, *options):
    """The same, read once, as from an interface: what is known later comes later."""
    path = world.folder / f"{pcap.stem}-piped.html"
    with open(pcap, "rb") as capture_, open(path, "wb") as page:
        subprocess.run([world.bin / "sniffer", "-p", "0", "-r", "-", "-f", "html", *options],
                       stdin=capture_, stdout=page, check=True)
    return path.as_uri()


def build_story(world, story):
    pcap = world.folder / f"{story.stem}.pcap"
    pcap.write_bytes(output(world.bin.parent / "tests" / "story", "build", story))
    return pcap
