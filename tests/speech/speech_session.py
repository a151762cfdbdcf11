#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A teacher's session with the program, by what a screen reader hears of it alone.

speech_session.py PROGRAM: starts it on a display and a session bus of their own, finds everything by its name through
AT-SPI, and acts as those do who do not see: by the actions that are offered, and by keys. Prints what was heard. Fails
where something is not said, and where one of Debian's packages is missing that it needs.
"""
import os
import shutil
import subprocess
import sys
import tempfile
import time

DEADLINE_S = 60


def fail(sentence):
    sys.exit(f"speech_session: {sentence}")


def need_packages():
    """They are among the test packages of ./dev; nothing is skipped where one is not there."""
    def lacks(package):
        fail(f"this test needs Debian's package {package}, which is not installed: apt-get install {package}")
    for program, package in {"Xvfb": "xvfb", "openbox": "openbox", "dbus-run-session": "dbus-daemon"}.items():
        if not shutil.which(program):
            lacks(package)
    if not any(os.path.exists(f"/usr/{folder}/at-spi-bus-launcher") for folder in ("libexec", "lib/at-spi2-core")):
        lacks("at-spi2-core")
    try:
        import pyatspi  # noqa: F401
    except ImportError:
        lacks("python3-pyatspi")


def run_in_own_session(program):
    """Runs this file again, on a display of its own, where windows are managed, and under a session bus of its own."""
    read_end, write_end = os.pipe()
    display = subprocess.Popen(["Xvfb", "-displayfd", str(write_end), "-screen", "0", "1400x900x24", "-nolisten", "tcp"],
                               pass_fds=[write_end], stderr=subprocess.DEVNULL)
    os.close(write_end)
    manager = None
    try:
        with os.fdopen(read_end) as numbers, tempfile.TemporaryDirectory(prefix="fiftyfold-speech-") as home:
            number = numbers.readline().strip()
            if not number:
                fail("Xvfb did not start")
            runtime = os.path.join(home, "run")
            os.mkdir(runtime, 0o700)
            environment = dict(os.environ, DISPLAY=f":{number}", HOME=home, XDG_CONFIG_HOME=home,
                               XDG_RUNTIME_DIR=runtime, QT_QPA_PLATFORM="xcb", QT_LINUX_ACCESSIBILITY_ALWAYS_ON="1",
                               LC_ALL="C.UTF-8", GTK_A11Y="none")
            for name in ("WAYLAND_DISPLAY", "DBUS_SESSION_BUS_ADDRESS", "AT_SPI_BUS_ADDRESS", "NO_AT_BRIDGE"):
                environment.pop(name, None)
            ready = os.path.join(home, "managed")
            manager = subprocess.Popen(["openbox", "--startup", f"touch {ready}"], env=environment,
                                       stderr=subprocess.DEVNULL)
            end = time.monotonic() + DEADLINE_S
            while not os.path.exists(ready):
                if manager.poll() is not None or time.monotonic() > end:
                    fail("openbox did not start")
                time.sleep(0.02)
            inner = ["dbus-run-session", "--", sys.executable, __file__, "--inner", program]
            return subprocess.run(inner, env=environment, check=False).returncode
    finally:
        for process in (manager, display):
            if process:
                process.terminate()
                process.wait()


if __name__ == "__main__" and sys.argv[1:2] != ["--inner"]:
    if len(sys.argv) != 2:
        fail("it takes the program as its argument")
    need_packages()
    sys.exit(run_in_own_session(os.path.abspath(sys.argv[1])))

import pyatspi
from gi.repository import GLib

KEYS = {"Tab": 0xFF09, "Home": 0xFF50, "Down": 0xFF54, "Return": 0xFF0D, "Escape": 0xFF1B, "space": 0x20}
BUTTON = getattr(pyatspi, "ROLE_BUTTON", None) or pyatspi.ROLE_PUSH_BUTTON  # its newer name first
COMBO = pyatspi.ROLE_COMBO_BOX
ENTRY = pyatspi.ROLE_TEXT
LABEL = pyatspi.ROLE_LABEL
LIST = pyatspi.ROLE_LIST
MENU_ITEM = pyatspi.ROLE_MENU_ITEM
SPIN = pyatspi.ROLE_SPIN_BUTTON
TABLE = pyatspi.ROLE_TABLE


def hear(text):
    print(text, flush=True)


def first_answer(question, seconds):
    """The first true one, or None; other events are taken meanwhile."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        while GLib.MainContext.default().iteration(False):
            pass
        try:
            if answer := question():
                return answer
        except (GLib.GError, LookupError, NotImplementedError, RuntimeError):
            pass  # it went while it was asked
        time.sleep(0.02)
    return None


def wait_for(what, question):
    if answer := first_answer(question, DEADLINE_S):
        return answer
    fail(f"in {DEADLINE_S} s there was nothing that is {what}")


def children(thing, most=80):
    for index in range(min(thing.childCount, most)):
        if (child := thing.getChildAtIndex(index)) is not None:
            yield child


def search(root, fits):
    """Breadth first, not into what is not shown."""
    level = [root]
    while level:
        below = []
        for thing in level:
            if fits(thing):
                return thing
            if thing.getRole() not in (TABLE, LIST):
                below.extend(children(thing))
        level = below
    return None


def label_of(thing):
    """Its name; of a combo box, whose name is its value, that of its label."""
    for relation in thing.getRelationSet():
        if relation.getRelationType() == pyatspi.RELATION_LABELLED_BY:
            return relation.getTarget(0).name
    return thing.name


def value_of(combo):
    """What is chosen: its name on Linux with Qt 6.4, the selected one of its list where the label is its name."""
    if combo.name != label_of(combo):
        return combo.name
    return next((one.name for one in children(combo.getChildAtIndex(0)) if has(one, pyatspi.STATE_SELECTED)), "")


def find(root, role, name):
    def fits(thing):
        return thing.getRole() == role and name in (thing.name, label_of(thing) if role == COMBO else "")
    return wait_for(f'called "{name}"', lambda: search(root(), fits))


def say(thing):
    parts = [label_of(thing)] if label_of(thing) != thing.name else []
    parts += [thing.name, thing.getRoleName(), thing.description]
    hear("  hears: " + ", ".join(part for part in parts if part))


def act(thing, wanted):
    action = thing.queryAction()
    names = [action.getName(index) for index in range(action.nActions)]
    if wanted not in names:
        fail(f"{thing.name} can't be told to {wanted}, only {names}")
    action.doAction(names.index(wanted))


def press_button(root, name):
    button = find(root, BUTTON, name)
    hear(f"presses {name}")
    say(button)
    act(button, "Press")


def press_key(name):
    hear(f"types {name}")
    pyatspi.Registry.generateKeyboardEvent(KEYS[name], None, pyatspi.KEY_SYM)


def has(thing, state):
    return thing.getState().contains(state)


def wait_for_words(root, role, name, words):
    """Until the description of what has that name contains them; that is what is heard."""
    thing = find(root, role, name)
    wait_for(f'{name} that says "{words}"', lambda: words in thing.description)
    say(thing)
    return thing.description


class Announcements:
    """What is said without being asked for."""

    def __init__(self):
        self.heard = []
        self.focused = None
        pyatspi.Registry.registerEventListener(self.take, "object:state-changed:showing", "object:announcement")
        self.changes = 0
        pyatspi.Registry.registerEventListener(self.take_focus, "object:state-changed:focused")
        pyatspi.Registry.registerEventListener(self.take_change, "object:property-change:accessible-description")

    def take(self, event):
        try:
            if event.type.startswith("object:announcement"):
                self.add(str(event.any_data))
            elif event.detail1 and event.source.getRole() == pyatspi.ROLE_NOTIFICATION:
                self.add(event.source.name)
        except (GLib.GError, LookupError, RuntimeError):
            pass

    def take_focus(self, event):
        if event.detail1:
            self.focused = event.source

    def take_change(self, event):
        """How often one figure is said to be another now."""
        self.changes += event.source.name == "Done"

    def wait_for_focus(self, key):
        """Types a key, and hears what has the focus then."""
        self.focused = None
        press_key(key)
        focused = wait_for(f"focused by {key}", lambda: self.focused)
        say(focused)
        return focused

    def add(self, sentence):
        if sentence and self.heard[-1:] != [sentence]: # asked after the event, it may be the next one already
            self.heard.append(sentence)
            hear(f"  is told: {sentence}")

    def wait(self, words):
        """Takes all up to the one with these words out."""
        def told():
            for index, sentence in enumerate(self.heard):
                if words in sentence:
                    del self.heard[:index + 1]
                    return sentence
            return None
        return wait_for(f'an announcement with "{words}"', told)


class Session:
    def __init__(self, program):
        self.announcements = Announcements()
        self.process = subprocess.Popen([program, "practice:robots.txt?latency=20ms"])
        self.application = wait_for("the program", lambda: next(
            (one for one in pyatspi.Registry.getDesktop(0) if one and one.name == "Fiftyfold" and one.childCount), None))

    def window(self, title):
        return wait_for(f"the window {title}", lambda: next(
            (one for one in children(self.application) if title in one.name), None))

    def main(self):
        return self.window("Fiftyfold")

    def newest(self):
        """The window that was opened last: a dialog."""
        return list(children(self.application))[-1]

    def comparison(self):
        return self.window("Compare")

    def leave_dialog(self, button, window):
        press_button(self.newest, button)
        wait_for("the window active again", lambda: has(window(), pyatspi.STATE_ACTIVE))

    def run(self, elapsed_of):
        self.announcements.changes = 0
        begin = time.monotonic()
        press_button(self.main, "Run")
        self.announcements.wait("Done: 50 of 50")
        wait_for("a change of the figure Done", lambda: self.announcements.changes)
        if self.announcements.changes > time.monotonic() - begin + 1:
            fail("a figure is told to have changed more than once a second")
        wait_for_words(self.main, LABEL, "Done", "50 of 50")
        wait_for_words(self.main, LABEL, "State of the run", "Done: 50 of 50")
        hear(f"asks how long {elapsed_of} took")
        return wait_for_words(self.main, LABEL, "Elapsed", " s")

    def choose_sequential(self):
        strategy = find(self.main, COMBO, "Strategy")
        hear("opens Strategy")
        say(strategy)
        act(strategy, "Press")
        press_key("Home")
        press_key("Return")
        wait_for("the strategy Sequential", lambda: value_of(strategy) == "Sequential")
        say(strategy)

    def read_the_window(self):
        hear("reads on")
        for name in ("Overlap", "Latency p50, p95, max", "Failed"):
            wait_for_words(self.main, LABEL, name, "")
        for name, words in (("Progress chart", "done 50"), ("Waterfall", "50")):
            chart = wait_for(f"a chart of {name}", lambda name=name: search(
                self.main(), lambda one: one.getRole() == pyatspi.ROLE_CHART and one.name.startswith(name)))
            if words not in chart.description:
                fail(f'{name} says "{chart.description}", without "{words}"')
            say(chart)
        log = find(self.main, LIST, "Log")
        last = log.getChildAtIndex(log.childCount - 1)
        if "#" not in last.name:
            fail(f'the last row of the log says "{last.name}"')
        say(last)

    def look_at_the_load(self):
        press_button(self.main, "Load")
        for name in ("Requests", "At once", "Duration"):
            field = wait_for(f'a field called "{name}"', lambda name=name: search(
                self.newest(), lambda one: one.getRole() in (SPIN, ENTRY) and one.name == name))
            say(field)
            if not field.description:
                fail(f"what {name} is for is not told")
        self.leave_dialog("Cancel", self.main)

    def choose_two(self):
        press_button(self.comparison, "Choose the strategies")
        strategies = wait_for("the list of strategies", lambda: search(
            self.newest(), lambda one: one.getRole() == LIST and one.name == "Strategies and programs"))
        while True:
            items = list(children(strategies))
            item = wait_for("the current strategy", lambda items=items: next(
                (one for one in items if has(one, pyatspi.STATE_FOCUSED)), None))
            say(item)
            wanted = item.name.startswith(("Sequential —", "Async —"))
            if has(item, pyatspi.STATE_CHECKED) and not wanted:
                press_key("space")
                wait_for(f"{item.name} unchecked", lambda item=item: not has(item, pyatspi.STATE_CHECKED))
            if not any(has(one, pyatspi.STATE_ENABLED) for one in items[items.index(item) + 1:]):
                break  # the last one, or those behind it can't run here
            press_key("Down")
            wait_for("the next strategy", lambda item=item: not has(item, pyatspi.STATE_FOCUSED))
        self.leave_dialog("OK", self.comparison)

    def compare(self):
        press_button(self.main, "Compare strategies")
        self.choose_two()
        rounds = find(self.comparison, SPIN, "Rounds")
        act(rounds, "SetFocus")
        while rounds.queryValue().currentValue > 2:
            before = rounds.queryValue().currentValue
            press_key("Down")
            wait_for("fewer rounds", lambda before=before: rounds.queryValue().currentValue < before)
        say(rounds)
        press_button(self.comparison, "Run")
        self.announcements.wait("The comparison is done. Async: ")
        wait_for_words(self.comparison, LABEL, "State of the comparison", "done")

    def read_who_was_faster(self):
        table = find(self.comparison, TABLE, "Strategies that are compared")
        grid = table.queryTable()
        hear(f"reads the table {table.name}: {grid.nRows} rows")
        compared = 0
        for row in range(grid.nRows):
            words = "; ".join(grid.getAccessibleAt(row, column).name for column in range(grid.nColumns))
            hear(f"  hears: {words}")
            compared += "can’t run here" not in words
        if compared != 2:
            fail(f"two strategies were chosen, and {compared} of those in the table can run")
        verdict = grid.getAccessibleAt(1, 2).name
        if "times as fast as Sequential" not in verdict:
            fail(f'the table does not say who was faster, but "{verdict}"')
        return table

    def see_the_code(self, table):
        act(find(self.comparison, BUTTON, "Run"), "SetFocus")
        while table not in (focused := self.announcements.wait_for_focus("Tab"), focused.parent):
            pass
        while "Async" not in self.announcements.wait_for_focus("Down").name:
            pass
        press_key("Return")
        source = wait_for("the source", lambda: search(
            self.newest(), lambda one: one.name.startswith("Source of") and "Text" in pyatspi.listInterfaces(one)))
        text = source.queryText()
        hear(f"  hears: {source.name}, {text.characterCount} characters, from: "
             f"{text.getText(0, 400).splitlines()[1]}")
        if text.characterCount < 500:
            fail("the source is not told")
        self.leave_dialog("Close", self.comparison)

    def quit(self):
        hear("chooses Quit")
        act(find(self.main, MENU_ITEM, "Quit"), "Press")
        code = self.process.wait(DEADLINE_S)
        if code != 0:
            fail(f"the program ended with {code}")


def main(program):
    session = Session(program)
    try:
        fast = session.run("async")
        session.look_at_the_load()
        session.choose_sequential()
        slow = session.run("sequential")
        hear(f"knows: {fast} against {slow}")
        session.read_the_window()
        session.compare()
        session.see_the_code(session.read_who_was_faster())
        session.quit()
    finally:
        session.process.kill()


main(sys.argv[2])
