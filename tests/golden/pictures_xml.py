# SPDX-License-Identifier: MIT
"""pictures_xml.py FILE.svg...: see pictures_xml.sh."""
import re
import sys
import xml.etree.ElementTree as ElementTree

SVG = "{http://www.w3.org/2000/svg}"
ELEMENTS = {"svg", "title", "desc", "style", "rect", "line", "path", "text", "tspan",
            "circle"}
ATTRIBUTES = {"class", "x", "y", "x1", "y1", "x2", "y2", "cx", "cy", "r", "width", "height", "rx", "d", "id",
              "text-anchor", "viewBox", "role", "aria-labelledby"}
LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
SPACE = "{http://www.w3.org/XML/1998/namespace}space"


def problems(path):
    """What is wrong with the picture, one sentence each."""
    try:
        root = ElementTree.parse(path).getroot()
    except ElementTree.ParseError as error:
        yield f"not well-formed: {error}"
        return
    for element in root.iter():
        name = element.tag.removeprefix(SVG)
        if name not in ELEMENTS:
            yield f"an element <{name}>"
        for attribute in element.attrib:
            if attribute not in ATTRIBUTES | {LANGUAGE, SPACE}:
                yield f"an attribute {attribute} of <{name}>"
    for name in ("title", "desc"):
        if not (root.findtext(SVG + name) or "").strip():
            yield f"no <{name}>"
    if re.search(r"url\(|@import|@font-face", root.findtext(SVG + "style") or ""):
        yield "a style that asks for something from elsewhere"
    width, height = float(root.get("width")), float(root.get("height"))
    for text in root.iter(SVG + "text"):
        if not (0 <= float(text.get("x")) <= width and 0 <= float(text.get("y")) <= height):
            yield f"text outside the picture: {''.join(text.itertext())}"


def main():
    """Exit status 1 when something is wrong."""
    wrong = 0
    for path in sys.argv[1:]:
        for problem in problems(path):
            print(f"{path}: {problem}")
            wrong += 1
    print(f"{len(sys.argv) - 1} pictures, {wrong} problems")
    return 1 if wrong or len(sys.argv) < 2 else 0


sys.exit(main())
