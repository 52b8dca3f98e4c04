#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Would a test notice?  run.py [--folder capture/track] [--count 150] [--seed 1] [--workers 2]

Changes one thing in a copy of the sources, a seeded sample of all that mutants.py knows, builds, and
runs the tests that depend on the folder until the first one fails: unit programs, the shorter ways
beside the full ones, then stories, goldens and fuzzers. Each worker has a copy and a build of its
own. Says what became of each mutant, and the sum. Exit status 1 when the tests fail without any
change, or when fewer than --bar percent of the mutants were noticed."""
import argparse
import collections
import concurrent.futures
import filecmp
import hashlib
import json
import os
import pathlib
import queue
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time

from mutants import mutants_of

ROOT = pathlib.Path(__file__).resolve().parents[2]
LABELS = ["unit", "prediction", "story", "golden", "fuzz"]  # in the order in which they are run
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

    def __init__(self, folder):
        self.root = pathlib.Path(folder) / "source"
        self.build = self.root / "build"
        files = subprocess.run(["git", "-C", ROOT, "ls-files", "-z"], check=True,
                               capture_output=True).stdout.decode().split("\0")
        for there in self.root.rglob("*"):  # of another time
            if there.is_file() and self.build not in there.parents and (
                    str(there.relative_to(self.root)) not in files):
                there.unlink()
        for name in filter(None, files):
            there = self.root / name
            if (ROOT / name).is_file() and not (
                    there.is_file() and filecmp.cmp(ROOT / name, there, shallow=False)):
                there.parent.mkdir(parents=True, exist_ok=True)
                shutil.copy(ROOT / name, there)  # newer than what was made of a change
        subprocess.run(["cmake", "-G", "Ninja", "-S", self.root, "-B", self.build,
                        "-DCMAKE_BUILD_TYPE=None", "-DCMAKE_C_FLAGS=-O1 -g0 -w"],
                       check=True, stdout=subprocess.DEVNULL)

    def make(self, programs, seconds=None):
        return call(["ninja", "-C", self.build, "-j1", *programs], seconds) == 0

    def ask(self, *command):
        return subprocess.run(command, cwd=self.build, check=True,
                              capture_output=True, text=True).stdout

    def objects(self, name):
        """What the compiler made of a source: the same bytes are the same program."""
        made = sorted(self.build.rglob(f"{pathlib.Path(name).name}.o"))
        return [hashlib.sha256(path.read_bytes()).digest() for path in made]

    def programs(self, sources):
        """Those that are made of one of the sources."""
        every = [line.split(":")[0] for line in self.ask("ninja", "-t", "targets", "all").splitlines()
                 if ": C_EXECUTABLE_LINKER__" in line]
        sources = {str(self.root / name) for name in sources}
        return [name for name in every if not sources.isdisjoint(
            str((self.build / line).resolve())
            for line in self.ask("ninja", "-t", "inputs", name).splitlines())]

    def tests_of(self, sources):
        """Of the labels above, in their order, what runs such a program."""
        programs = self.programs(sources)
        listed = json.loads(self.ask("ctest", "--show-only=json-v1"))["tests"]
        found = {}
        for test in (Test(about, self, programs) for about in listed):
            if test.label and test.programs:
                found[test.name] = test
        return found


class Test:
    """One of ctest's; but a unit program with all its groups is one test."""

    def __init__(self, about, copy, programs):
        properties = {entry["name"]: entry["value"] for entry in about.get("properties", [])}
        self.name, self.command = about["name"], about.get("command", [])
        self.label = next((label for label in LABELS if label in properties.get("LABELS", [])), None)
        words = set(self.command)  # which name a program, or the folder where it is
        self.programs = [name for name in programs
                         if words & {str(copy.build / name), str((copy.build / name).parent)}]
        if self.label == "unit" and self.programs:
            self.name = pathlib.Path(self.programs[0]).name
            self.command = self.command[:-1]
        self.folder = properties.get("WORKING_DIRECTORY", str(copy.build))
        self.environment = dict(os.environ, **dict(
            entry.split("=", 1) for entry in properties.get("ENVIRONMENT", [])))

    def run(self, seconds):
        return call(self.command, seconds, cwd=self.folder, env=self.environment)


def choose_tests(copy, folder, slowest):
    """The names of those that pass without any change, in the order in which they are run, each
    with the seconds it takes."""
    kept, order = [], {label: place for place, label in enumerate(LABELS)}
    for test in copy.tests.values():
        begin = time.monotonic()
        status = test.run(slowest)
        seconds = time.monotonic() - begin
        if status == 0:
            own = test.name == f"unit_{pathlib.Path(folder).name}"
            kept.append((order[test.label], not own, seconds, test.name))
        elif status not in (None, 77):
            sys.exit(f"{test.name} fails without any change")
        else:
            print(f"left out: {test.name}: {'skipped' if status else 'too slow'}", flush=True)
    return {name: seconds for _, _, seconds, name in sorted(kept)}


def judge(copy, mutant, tests, original):
    """What became of it, and which test noticed."""
    made = set()
    for name, seconds in tests.items():
        test = copy.tests[name]
        if not made.issuperset(test.programs) and not copy.make(test.programs, BUILD_SECONDS):
            return "not built", None
        if not made and copy.objects(mutant.path) == original[mutant.path]:
            return "same program", None
        made.update(test.programs)
        status = test.run(10 * seconds + 5)
        if status is None:
            return "timed out", name
        if status != 0:
            return "killed", name
    return "survived", None


def play(copies, mutants, sources, tests, workers):
    """Each mutant in its order with what became of it, in whichever copy is free."""
    free = queue.SimpleQueue()
    for copy in copies:
        free.put(copy)
    original = {path: copies[0].objects(path) for path in sources}

    def take(mutant):
        copy = free.get()
        try:
            (copy.root / mutant.path).write_text(mutant.apply(sources[mutant.path]))
            return judge(copy, mutant, tests, original)
        finally:
            (copy.root / mutant.path).write_text(sources[mutant.path])
            free.put(copy)

    with concurrent.futures.ThreadPoolExecutor(workers) as pool:
        yield from zip(mutants, pool.map(take, mutants))


def prepare(folder, sources):
    copy = Copy(folder)
    if not copy.make([]):
        sys.exit("the sources do not build without any change")
    copy.tests = copy.tests_of(sources)  # ctest knows the commands of what is built
    return copy


def arguments():
    options = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    options.add_argument("--folder", default="capture/track", help="whose .c files are changed")
    options.add_argument("--count", type=int, default=150)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--only", action="append", metavar="TEXT",
                         help="all mutants that --list tells with TEXT, such as acked.c:196:")
    options.add_argument("--workers", type=int, default=len(os.sched_getaffinity(0)),
                         help="mutants at a time")
    options.add_argument("--slowest", type=float, default=10, help="leave out tests of more seconds")
    options.add_argument("--bar", type=int, default=0, help="percent that must be noticed")
    options.add_argument("--copy", help="where the copies are made, and stay for another time")
    options.add_argument("--list", action="store_true", help="only list the mutants")
    return options.parse_args()


def main():
    options, begin = arguments(), time.monotonic()
    sources = {str(path.relative_to(ROOT)): path.read_text()
               for path in sorted((ROOT / options.folder).glob("*.c"))}
    every = [mutant for path, text in sources.items() for mutant in mutants_of(path, text)]
    if options.only:
        every = [mutant for mutant in every
                 if any(only in mutant.describe(sources[mutant.path]) for only in options.only)]
        options.count = len(every)
    chosen = random.Random(options.seed).sample(every, min(options.count, len(every)))
    chosen.sort(key=lambda mutant: (mutant.path, mutant.start))
    if options.list:
        for mutant in chosen:
            print(mutant.describe(sources[mutant.path]))
        return 0
    with tempfile.TemporaryDirectory(prefix="mutation.") as folder, \
         concurrent.futures.ThreadPoolExecutor(options.workers) as pool:
        folders = [f"{options.copy or folder}/{i}" for i in range(options.workers)]
        copies = list(pool.map(lambda one: prepare(one, sources), folders))
        tests = choose_tests(copies[0], options.folder, options.slowest)
        print(f"{len(chosen)} of {len(every)} mutants of {options.folder}, seed {options.seed}; "
              f"{len(tests)} tests of {sum(tests.values()):.1f} s", flush=True)
        counts = collections.Counter()
        for mutant, (verdict, by) in play(copies, chosen, sources, tests, options.workers):
            counts[verdict] += 1
            print(f"{verdict:12} {mutant.describe(sources[mutant.path])}{f'  by {by}' if by else ''}",
                  flush=True)
    noticed = counts["killed"] + counts["timed out"]
    judged = noticed + counts["survived"]
    percent = 100 * noticed / max(judged, 1)
    print(", ".join(f"{verdict} {count}" for verdict, count in counts.most_common()))
    print(f"noticed {noticed} of {judged} ({percent:.0f} %) in {time.monotonic() - begin:.0f} s")
    return int(judged == 0 or percent < options.bar)


sys.exit(main())
