# SPDX-License-Identifier: MIT
"""access.py BIN_DIR: the page without a mouse, without seeing it, and without good eyes: names and roles
of whatever can be pressed, contrast of all words in both themes, and the keyboard alone."""

import pathlib
import sys

from checks import Checks, count, expect, text
from made import build_story, make_page
from webdriver import wait_until

checks = Checks()
STORIES = pathlib.Path(__file__).parent.parent / "stories"
LEAST = 4.5  # WCAG 2.2, 1.4.3
# Words whose contrast with what is behind them is below arguments[0].
CONTRAST = r"""
const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
const rgba = (color) => {
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = color;
    canvas.fillRect(0, 0, 1, 1);
    return [...canvas.getImageData(0, 0, 1, 1).data].map((one) => one / 255);
};
const over = (front, back) => [0, 1, 2].map((i) => front[i] * front[3] + back[i] * (1 - front[3])).concat(1);
const light = (color) => {
    const [r, g, b] = color.map((one) => one <= 0.04045 ? one / 12.92 : ((one + 0.055) / 1.055) ** 2.4);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
};
const ratio = (one, other) => {
    const [a, b] = [light(one), light(other)].sort((x, y) => y - x);
    return (a + 0.05) / (b + 0.05);
};
const painted = (element) => {
    const own = (one) => getComputedStyle(one).backgroundColor;
    if (!element)
        return [1, 1, 1, 1];
    // Words of a picture stand in a box of their own, or on their row's colour.
    const box = element.matches('text') && element.parentElement.querySelector(':scope > rect:not(.band)');
    if (box)
        return over(rgba(getComputedStyle(box).fill), painted(box.closest('svg').parentElement));
    const band = element.closest('.segment')?.querySelector('.band');
    if (band)
        return over(rgba(getComputedStyle(band).fill), painted(band.closest('svg').parentElement));
    return over(rgba(own(element)), rgba(own(element))[3] < 1 ? painted(element.parentElement) : [0, 0, 0, 0]);
};
const faint = new Map();
for (const element of document.querySelectorAll('body *')) {
    const words = [...element.childNodes].filter((one) => one.nodeType === 3 && one.data.trim() !== '');
    const style = getComputedStyle(element);
    if (words.length === 0 || !element.checkVisibility({ visibilityProperty: true }) || element.closest('script, style, noscript'))
        continue;
    const svg = element.closest('svg') !== null;
    const behind = painted(element);
    let color = over(rgba(svg ? style.fill : style.color), behind);
    for (let one = element; one; one = one.parentElement)
        color = over([...color.slice(0, 3), Number(getComputedStyle(one).opacity)], behind);
    const found = ratio(color, behind);
    if (found < arguments[0])
        faint.set(`${element.localName}.${element.getAttribute('class') ?? ''} in ${element.parentElement.getAttribute('class')}`,
                  `${found.toFixed(2)} ${words[0].data.slice(0, 20)}`);
}
return [...faint].map((one) => one.join(': '));
"""
# All that a keyboard has to reach.
REACHABLE = r"""
window.name_of = (one) => one.id || (one.dataset.copy && `copy ${one.dataset.copy}`) ||
    (one.closest('.segment') ? `segment ${one.closest('.segment').dataset.index}` : '') ||
    (one.closest('.row') ? `row ${one.closest('.row').dataset.number}` : '') || one.textContent.slice(0, 20) || one.className;
return [...document.querySelectorAll('button, input, [tabindex="0"]')]
    .filter((one) => one.checkVisibility({ visibilityProperty: true })).map(name_of);
"""
FOCUSED = r"""
const one = document.activeElement;
if (one === document.body)
    return null;
const style = getComputedStyle(one);
const drawn = (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2) ||
    (one.matches('rect') && parseFloat(style.strokeWidth) >= 2 && style.stroke !== 'none');
const box = one.getBoundingClientRect();
const [x, y] = [Math.max(box.left, 0) + Math.min(box.width, 40) / 2, Math.max(box.top, 0) + Math.min(box.height, 10) / 2];
const top = document.elementFromPoint(x, y);
const seen = top !== null && (one === top || one.contains(top) || top.contains(one) || one.parentElement.contains(top));
return [window.name_of(one), drawn, seen];
"""


def nodes(browser):
    """What a screen reader is told of all that can have the focus."""
    tree = browser.devtools("Accessibility.getFullAXTree")["nodes"]
    able = [node for node in tree if not node.get("ignored") and any(
        one["name"] == "focusable" and one["value"].get("value") for one in node.get("properties", []))]
    return [(node["role"]["value"], node.get("name", {}).get("value", "")) for node in able
            if node["role"]["value"] != "RootWebArea"]


def open_story(browser, world, name, *options):
    browser.open(make_page(world, build_story(world, STORIES / f"{name}.story"), *options))


@checks
def whatever_can_be_pressed_has_a_name_and_a_role(browser, world):
    for lang in ("zh", "en"):
        open_story(browser, world, "fast-retransmit", f"--lang={lang}")
        browser.press("ArrowRight", "ArrowRight", "ArrowRight", "ArrowRight")
        able = nodes(browser)
        expect("without a name", [node for node in able if node[1].strip() == ""], [])
        expect("roles", {role for role, _ in able} - {
            "button", "checkbox", "searchbox", "row", "complementary", "group", "columnheader"}, set())
        expect("segments", sum(name.startswith(("1: ", "2: ", "3: ", "4: ")) for _, name in able), 4)
    expect("landmarks", (count(browser, "main"), count(browser, "header"), count(browser, "footer")), (1, 1, 1))
    expect("language", browser.run("return document.documentElement.lang"), "en")


@checks
def words_can_be_read_in_both_themes(browser, world):
    for story in ("fast-retransmit", "spurious-retransmit", "reset-reason", "zero-window"):
        open_story(browser, world, story, "--lang=en", "--title=Title\nNote")
        for theme in ("light", "dark"):
            browser.run("document.documentElement.dataset.theme = arguments[0]", theme)
            expect(f"{story}, {theme}", browser.run(CONTRAST, LEAST), [])
            browser.press("Home", "ArrowRight", "ArrowRight", "ArrowRight")
            expect(f"{story}, {theme}, a step", browser.run(CONTRAST, LEAST), [])
            browser.press("?")
            expect(f"{story}, {theme}, help", browser.run(CONTRAST, LEAST), [])
            browser.press("Escape", "Escape")


@checks
def a_keyboard_reaches_everything_and_shows_where_it_is(browser, world):
    open_story(browser, world, "fast-retransmit", "--lang=en")
    browser.press("ArrowRight", "ArrowRight", "ArrowRight", "ArrowRight")
    wanted = browser.run(REACHABLE)
    reached = []
    for _ in range(2 * len(wanted)):
        browser.press("Tab")
        focused = browser.run(FOCUSED)
        if focused is None or focused[0] in reached:
            break
        expect("the mark and what is marked can be seen", focused, [focused[0], True, True])
        reached.append(focused[0])
    expect("not reached", [one for one in wanted if one not in reached], [])


@checks
def keys_do_what_the_help_says(browser, world):
    open_story(browser, world, "fast-retransmit", "--lang=en")
    place = lambda: text(browser, "#place").split()[0]
    browser.press("ArrowRight", "ArrowRight")
    expect("right", place(), "2")
    browser.press("ArrowLeft")
    expect("left", place(), "1")
    browser.press("End")
    expect("end", place(), "14")
    browser.press("Home")
    expect("home", place(), "1")
    browser.press("?")
    expect("help", browser.run("return document.getElementById('help-dialog').open"), True)
    expect("keys", browser.run("return [...document.querySelectorAll('#keys kbd')].map(one => one.textContent)"),
           ["→", "←", "␣", "Home", "End", "Esc", "↓", "↑", "P", "/", "L", "T", "?"])
    expect("conditions", "reset_by" in text(browser, "#help-filter"), True)
    browser.press("ArrowRight")
    expect("no step behind it", place(), "1")
    browser.press("Escape")
    expect("closed", browser.run("return document.getElementById('help-dialog').open"), False)
    expect("the same step", place(), "1")
    browser.press("Escape")
    expect("all", place(), "–")
    browser.press("/")
    expect("filter", browser.run("return document.activeElement.id"), "filter")
    browser.press("Escape")
    expect("out of it", browser.run("return document.activeElement.id"), "")


@checks
def segments_and_rows_are_pressed_by_keys(browser, world):
    open_story(browser, world, "interleaved", "--lang=en")
    browser.run("document.querySelector('.segment .band').focus()")
    browser.press(" ")
    expect("plays", browser.run("return document.getElementById('play').getAttribute('aria-pressed')"), "false")
    expect("details", count(browser, ".fields"), 1)
    browser.press("ArrowRight", "ArrowRight")
    expect("the focus goes along", browser.run(
        "return document.activeElement.closest('.segment').dataset.index"), "1")
    browser.run("document.querySelector('.row').focus()")
    browser.press("ArrowDown")
    wait_until("the second row", lambda: text(browser, "#story-title").startswith("#2"))
    expect("its row has the focus", browser.run("return document.activeElement.dataset.number"), "2")


if __name__ == "__main__":
    sys.exit(checks.main())
