#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Would a test notice?  run.py [--folder capture/track] [--count 150] [--seed 1]

Changes one thing in a copy of the sources, a seeded sample of all that mutants.py knows, builds, and
runs the tests that depend on the folder until the first one fails. Says what became of each mutant,
and the sum. Exit status 1 only when the tests fail without any change."""
import argparse
import collections
import hashlib
import json
import os
import pathlib
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time

from mutants import mutants_of

ROOT = pathlib.Path(__file__).resolve().parents[2]
LABELS = ["unit", "story", "golden", "fuzz"]  # in the order in which they are run
BUILD_SECONDS = 300


def call(command, seconds, **more):
    """The exit status, or None after SECONDS: then whatever it started has ended, too."""
    process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                               stderr=subprocess.DEVNULL, start_new_session=True, **more)
    try:
        return process.wait(seconds)
    except subprocess.TimeoutExpired:
        return None
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


class Copy:
    """The sources and their build, where they may be changed."""

    def __init__(self, folder, jobs):
        self.root, self.jobs = pathlib.Path(folder) / "source", jobs
        self.build = self.root / "build"
        files = subprocess.run(["git", "-C", ROOT, "ls-files", "-z"], check=True,
                               capture_output=True).stdout.decode().split("\0")
        for name in filter(None, files):
            if (ROOT / name).is_file():
                (self.root / name).parent.mkdir(parents=True, exist_ok=True)
                shutil.copy2(ROOT / name, self.root / name)
        subprocess.run(["cmake", "-G", "Ninja", "-S", self.root, "-B", self.build,
                        "-DCMAKE_BUILD_TYPE=None", "-DCMAKE_C_FLAGS=-O1 -g0 -w"],
                       check=True, stdout=subprocess.DEVNULL)

    def make(self, programs=(), seconds=None):
        """All, or only these."""
        names = [str(path.relative_to(self.build)) for path in programs]
        return call(["ninja", "-C", self.build, "-j", str(self.jobs), *names], seconds) == 0

    def objects(self, name):
        """What the compiler made of a source: the same bytes are the same program."""
        made = sorted(self.build.rglob(f"{pathlib.Path(name).name}.o"))
        return [hashlib.sha256(path.read_bytes()).digest() for path in made]

    def programs(self):
        made = [path for folder in ("bin", "tests") for path in (self.build / folder).rglob("*")]
        return {path: path.stat().st_mtime_ns for path in made
                if path.is_file() and os.access(path, os.X_OK)}


class Test:
    def __init__(self, about, build):
        properties = {entry["name"]: entry["value"] for entry in about.get("properties", [])}
        self.name, self.command = about["name"], about.get("command", [])
        self.labels = properties.get("LABELS", [])
        self.folder = properties.get("WORKING_DIRECTORY", str(build))
        self.environment = dict(os.environ, **dict(
            entry.split("=", 1) for entry in properties.get("ENVIRONMENT", [])))
        self.programs, self.seconds = [], 0.0

    def run(self, seconds):
        return call(self.command, seconds, cwd=self.folder, env=self.environment)

    def label(self):
        return next((label for label in LABELS if label in self.labels), None)

    def is_of(self, stems):
        """The unit test of a source, or one of several about it (fates_capture is of fates)."""
        name = self.name.removeprefix("unit.")
        return self.label() == "unit" and (
            name in stems or any(name.startswith(f"{stem}_") for stem in stems))

    def find_programs(self, programs):
        """Which of these it runs: its command names them, or the folder where they are."""
        words = set(self.command)
        self.programs = [path for path in programs
                         if str(path) in words or str(path.parent) in words]
        return self.programs


def tests_of(copy, sources, slowest):
    """Those that run a program which is made of the sources, and pass."""
    before = copy.programs()
    for name in sources:
        (copy.root / name).touch()
    copy.make()
    made = [path for path, when in copy.programs().items() if before.get(path) != when]
    listing = subprocess.run(["ctest", "--test-dir", copy.build, "--show-only=json-v1"],
                             check=True, capture_output=True).stdout
    found = [Test(about, copy.build) for about in json.loads(listing)["tests"]]
    stems = {pathlib.Path(name).stem for name in sources}
    found = [test for test in found if test.label() and test.find_programs(made)]
    # A unit program counts as a whole when it has a test of these sources: claims are about causes.
    whole = {path for test in found if test.is_of(stems) for path in test.programs}
    found = [test for test in found if test.label() != "unit" or whole & set(test.programs)]
    kept = []
    for test in found:
        begin = time.monotonic()
        status = test.run(slowest)
        test.seconds = time.monotonic() - begin
        if status == 0:
            kept.append(test)
        elif status not in (None, 77):
            sys.exit(f"{test.name} fails without any change")
        else:
            print(f"left out: {test.name}: {'skipped' if status else 'too slow'}", flush=True)
    order = {label: place for place, label in enumerate(LABELS)}
    kept.sort(key=lambda test: (min(order.get(label, 9) for label in test.labels), test.seconds))
    return kept


def judge(copy, mutant, tests, original):
    """What became of it, and which test noticed."""
    made = set()
    for test in tests:
        if not made.issuperset(test.programs) and not copy.make(test.programs, BUILD_SECONDS):
            return "not built", None
        made.update(test.programs)
        if test is tests[0] and copy.objects(mutant.path) == original[mutant.path]:
            return "same program", None
        status = test.run(10 * test.seconds + 5)
        if status is None:
            return "timed out", test
        if status != 0:
            return "killed", test
    return "survived", None


def main():
    options = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    options.add_argument("--folder", default="capture/track", help="whose .c files are changed")
    options.add_argument("--count", type=int, default=150)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--jobs", type=int, default=1, help="compilers at a time")
    options.add_argument("--slowest", type=float, default=10, help="leave out tests of more seconds")
    options.add_argument("--copy", help="where the copy is made, and stays for another time")
    options.add_argument("--list", action="store_true", help="only list the mutants")
    options = options.parse_args()

    sources = {str(path.relative_to(ROOT)): path.read_text()
               for path in sorted((ROOT / options.folder).glob("*.c"))}
    every = [mutant for path, text in sources.items() for mutant in mutants_of(path, text)]
    chosen = random.Random(options.seed).sample(every, min(options.count, len(every)))
    chosen.sort(key=lambda mutant: (mutant.path, mutant.start))
    if options.list:
        for mutant in chosen:
            print(mutant.describe(sources[mutant.path]))
        return
    with tempfile.TemporaryDirectory(prefix="mutation.") as folder:
        copy = Copy(options.copy or folder, options.jobs)
        if not copy.make():
            sys.exit("the sources do not build without any change")
        tests = tests_of(copy, sources, options.slowest)
        original = {path: copy.objects(path) for path in sources}
        print(f"{len(chosen)} of {len(every)} mutants of {options.folder}, seed {options.seed}; "
              f"{len(tests)} tests of {sum(test.seconds for test in tests):.1f} s", flush=True)
        counts = collections.Counter()
        for mutant in chosen:
            source = sources[mutant.path]
            (copy.root / mutant.path).write_text(mutant.apply(source))
            verdict, by = judge(copy, mutant, tests, original)
            (copy.root / mutant.path).write_text(source)
            counts[verdict] += 1
            print(f"{verdict:12} {mutant.describe(source)}{f'  by {by.name}' if by else ''}",
                  flush=True)
            if by:  # the next one may well fall into its hands, too
                tests.remove(by)
                tests.insert(0, by)
        noticed = counts["killed"] + counts["timed out"]
        judged = noticed + counts["survived"]
        print(", ".join(f"{verdict} {count}" for verdict, count in counts.most_common()))
        print(f"noticed {noticed} of {judged} ({100 * noticed / max(judged, 1):.0f} %)")


main()
