# SPDX-License-Identifier: MIT
"""validate.py SCHEMA FILE...: every line of each NDJSON file is an object that the schema allows.

The schema is tried, too: an object with any field left out, added or of another type is refused,
so that a schema that allows everything cannot pass.
"""

import json
import sys

import jsonschema


def events(path):
    """The objects of a file, with the place where each stands."""
    with open(path, encoding="utf-8") as file:
        for number, line in enumerate(file, 1):
            yield f"{path}:{number}", json.loads(line)


# Members of a segment or a connection that are there where there is something to say.
OPTIONAL = {"client_proven", "server_proven", "fate", "fate_grade", "crossed", "claims"}


def wrong_versions_of(event):
    """Objects like EVENT that must not pass, each with what was done to it."""
    for key in event:
        if key not in OPTIONAL or event["event"] in ("fate", "correction"):
            yield f"without {key}", {k: v for k, v in event.items() if k != key}
        yield f"{key} an object", {**event, key: {"x": "y"}}
        if not isinstance(event[key], float):
            yield f"{key} a half", {**event, key: 0.5}
        yield f"{key} a word", {**event, key: "no such word\n"}
    yield "with one more field", {**event, "more": 1}


def check_order(path, kinds):
    """The statistics are the last line, and only that."""
    if kinds[-1:] != ["statistics"] or kinds.count("statistics") != 1:
        return [f"{path}: not one line of statistics at the end"]
    return []


def main(schema_path, paths):
    with open(schema_path, encoding="utf-8") as file:
        schema = json.load(file)
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    known = set(schema["properties"]["event"]["enum"])
    problems, tried = [], {}
    for path in paths:
        kinds = []
        for place, event in events(path):
            kinds.append(event.get("event"))
            problems += [f"{place}: {e.json_path}: {e.message}" for e in validator.iter_errors(event)]
            tried.setdefault(kinds[-1], event)
        if "statistics" in known:
            problems += check_order(path, kinds)
    for kind, event in tried.items():
        for what, wrong in wrong_versions_of(event):
            if validator.is_valid(wrong):
                problems.append(f"the schema allows a {kind} {what}")
    if set(tried) != known:
        problems.append(f"not every kind of event was there, only {sorted(map(str, tried))}")
    print("\n".join(problems) or f"{len(paths)} files hold")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2:]))
