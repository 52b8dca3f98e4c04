# SPDX-License-Identifier: MIT
"""A browser for tests: Chromium through its WebDriver (https://www.w3.org/TR/webdriver2/), with the
standard library alone."""

import base64
import json
import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
import urllib.error
import urllib.request

# Nothing of the browser's own may go out; no second process waits for a display.
ARGUMENTS = [
    "--headless", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
    "--disable-default-apps", "--disable-extensions", "--disable-dev-shm-usage",
    "--window-size=1400,1200",
]
KEYS = {
    "ArrowRight": "\ue014", "ArrowLeft": "\ue012", "ArrowUp": "\ue013", "ArrowDown": "\ue015",
    "Escape": "\ue00c", "Home": "\ue011", "End": "\ue010", "Enter": "\ue007", "Tab": "\ue004",
}


class Missing(Exception):
    """This machine has no such browser."""


class BrowserError(Exception):
    """What the driver answered when it could not do what it was told."""


def find(*names):
    for name in names:
        path = shutil.which(name)
        if path:
            return path
    raise Missing(f"{names[0]} is not installed")


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Not(str):
    """No, and why not yet: a false value with words."""

    def __bool__(self):
        return False


def wait_until(what, condition, seconds=60):
    """The first true value of condition(), which is asked until then; fails after so long, which is for
    what hangs and says nothing about how fast it should be."""
    end = time.monotonic() + seconds
    while True:
        value = condition()
        if value:
            return value
        if time.monotonic() > end:
            reason = f" ({value})" if isinstance(value, Not) else ""
            raise AssertionError(f"waited {seconds} s in vain for {what}{reason}")
        time.sleep(0.02)


class Browser:
    """with Browser() as browser: one headless window; everything of it is gone behind the block."""

    def __enter__(self):
        browser = find("chromium", "chromium-browser", "google-chrome")
        driver = find("chromedriver")
        self.folder = tempfile.mkdtemp(prefix="browser-")
        self.port = free_port()
        self.log = open(os.path.join(self.folder, "log"), "wb")
        environment = dict(os.environ, HOME=self.folder, XDG_CONFIG_HOME=self.folder,
                           XDG_CACHE_HOME=self.folder, TMPDIR=self.folder, NO_PROXY="*")
        self.process = subprocess.Popen(
            [driver, f"--port={self.port}"], stdout=self.log, stderr=self.log,
            env=environment, start_new_session=True)
        try:
            wait_until("chromedriver", self._is_ready)
            self.session = None
            self.session = self._open(browser)
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_):
        try:
            if getattr(self, "session", None):
                self._call("DELETE", "")
        except (BrowserError, OSError):
            pass
        try:
            os.killpg(self.process.pid, signal.SIGKILL)
        except ProcessLookupError:
            pass
        self.process.wait()
        self.log.close()
        shutil.rmtree(self.folder, ignore_errors=True)

    def _is_ready(self):
        if self.process.poll() is not None:
            raise Missing("chromedriver does not start here")
        try:
            return self._request("GET", "/status")["ready"]
        except OSError:
            return False

    def _open(self, browser):
        arguments = ARGUMENTS + [f"--user-data-dir={self.folder}/profile"]
        if os.geteuid() == 0:
            arguments.append("--no-sandbox")
        capabilities = {
            "browserName": "chrome",
            "goog:chromeOptions": {"binary": browser, "args": arguments},
            "goog:loggingPrefs": {"browser": "ALL", "performance": "ALL"},
        }
        # Debian 12's own ChromeDriver 150 does not find its browser where /etc/hosts lacks localhost.
        try:
            answer = self._request("POST", "/session", {"capabilities": {"alwaysMatch": capabilities}})
        except BrowserError as error:
            raise Missing(f"ChromeDriver cannot drive the browser here: {error}") from None
        return answer["sessionId"]

    def _request(self, method, path, body=None):
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(f"http://127.0.0.1:{self.port}{path}", data=data,
                                         method=method,
                                         headers={"Content-Type": "application/json"})
        opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        try:
            with opener.open(request, timeout=120) as answer:
                return json.load(answer)["value"]
        except urllib.error.HTTPError as error:
            message = json.load(error)["value"]["message"].splitlines()
            raise BrowserError(": ".join(message[:2])) from None

    def _call(self, method, path, body=None):
        return self._request(method, f"/session/{self.session}{path}", body)

    def open(self, url):
        self._call("POST", "/url", {"url": url})

    def tab(self):
        """The one that is in front: for front()."""
        return self._call("GET", "/window")

    def new_tab(self):
        """In front from now on."""
        self.front(self._call("POST", "/window/new", {"type": "tab"})["handle"])

    def front(self, tab):
        self._call("POST", "/window", {"handle": tab})

    def close_tab(self):
        """The one in front; another one is to be brought there."""
        self._call("DELETE", "/window")

    def run(self, script, *arguments):
        """The value that the body of a function returns in the page."""
        return self._call("POST", "/execute/sync", {"script": script, "args": list(arguments)})

    def press(self, *keys):
        """Keys of the keyboard, one after the other: names of KEYS or characters."""
        actions = []
        for key in keys:
            value = KEYS.get(key, key)
            actions += [{"type": "keyDown", "value": value}, {"type": "keyUp", "value": value}]
        self._call("POST", "/actions",
                   {"actions": [{"type": "key", "id": "keyboard", "actions": actions}]})

    def click(self, selector):
        element = self._call("POST", "/element", {"using": "css selector", "value": selector})
        name = next(iter(element.values()))
        self._call("POST", f"/element/{name}/click", {})

    def resize(self, width, height):
        self._call("POST", "/window/rect", {"width": width, "height": height})

    def screenshot(self, path):
        with open(path, "wb") as file:
            file.write(base64.b64decode(self._call("GET", "/screenshot")))

    def print(self, path):
        with open(path, "wb") as file:
            file.write(base64.b64decode(self._call("POST", "/print", {"background": True})))

    def devtools(self, command, **parameters):
        return self._call("POST", "/goog/cdp/execute", {"cmd": command, "params": parameters})

    def console(self):
        """What the page and the browser complained about since the last call; not about the
        browser's own pages."""
        return [f"{entry['level']}: {entry['message']}"
                for entry in self._call("POST", "/se/log", {"type": "browser"})
                if not entry["message"].startswith("chrome://")]

    def requests(self):
        """The addresses that were asked for since the last call."""
        entries = self._call("POST", "/se/log", {"type": "performance"})
        messages = [json.loads(entry["message"])["message"] for entry in entries]
        return [message["params"]["request"]["url"] for message in messages
                if message["method"] == "Network.requestWillBeSent"]
