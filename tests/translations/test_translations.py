#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Each text of the window is in each translation, finished and with the same places: LUPDATE SOURCE_FOLDER"""

import glob
import os
import re
import shutil
import subprocess
import sys
import tempfile
import unittest
import xml.etree.ElementTree as ElementTree

LUPDATE, ROOT = sys.argv[1:3]
FOLDER = os.path.join(ROOT, "resources", "translations")
SOURCES = [os.path.join(ROOT, path) for path in ("src/core", "src/models", "src/widgets", "ui")]


def places(text):
    return sorted(re.findall(r"%L?(?:n|\d)|\{[^{}]*\}", text))


class Translations(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)

    def messages(self, name):
        """As they would be if lupdate had just been run."""
        copy = os.path.join(self.folder.name, name)
        shutil.copy(os.path.join(FOLDER, name), copy)
        subprocess.run(
            [LUPDATE, "-silent", "-no-obsolete", "-locations", "none", *SOURCES, "-I", os.path.join(ROOT, "src"), "-ts", copy],
            check=True,
        )
        return ElementTree.parse(copy).getroot().iter("message")

    def test_each_is_whole(self):
        names = [name for name in os.listdir(FOLDER) if name.endswith(".ts")]
        self.assertIn("fiftyfold_de.ts", names)
        for name in names:
            count = 0
            for message in self.messages(name):
                count += 1
                source = message.findtext("source")
                translation = message.find("translation")
                with self.subTest(file=name, source=source):
                    self.assertNotEqual(translation.get("type"), "unfinished", "./dev translations, then translate it")
                    forms = [form.text for form in translation.findall("numerusform")] or [translation.text]
                    for form in forms:
                        self.assertTrue(form, "an empty translation")
                        self.assertEqual(places(form), places(source))
            self.assertGreater(count, 700)

    def test_no_literal_is_hidden(self):
        """From lupdate, which does not see one that goes to a function that translates what it is given."""
        translating = re.compile(
            r"\b(\w+)\(const char \*(\w+)\)(?: const)?\s*\{[^{}]*\b(?:tr|translate)\((?:[^()]*,)?\s*\2\b"
        )
        for folder in SOURCES:
            for path in glob.glob(os.path.join(folder, "**", "*.[ch]*"), recursive=True):
                with open(path, encoding="utf-8") as file:
                    text = file.read()
                for name, _ in translating.findall(text):
                    with self.subTest(file=path, function=name):
                        self.assertIsNone(re.search(r"\b%s\(\s*\"" % name, text))


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
