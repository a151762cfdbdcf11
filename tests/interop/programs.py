# SPDX-License-Identifier: GPL-3.0-or-later
"""What the tests of other people's programs have in common: our programs, and the server that all of them ask."""

import json
import os
import pathlib
import re
import sys
import tempfile
import unittest
import urllib.request

sys.dont_write_bytecode = True
TESTS = pathlib.Path(__file__).resolve().parents[1]
sys.path.insert(0, str(TESTS / "bench"))

from origins import practice_server
from processes import child, measured, output_of

__all__ = ["ENVIRONMENT", "SHARE", "TESTS", "WithOrigin", "child", "ours", "output_of", "record_of", "tool"]

PROGRAMS = pathlib.Path(os.environ["FIFTYFOLD_BIN_DIR"])
SHARE = PROGRAMS.parent / "share/doc/fiftyfold"
ENVIRONMENT = {**os.environ, "FIFTYFOLD_HISTORY": "none", "LC_ALL": "C.UTF-8"}
DEADLINE_S = 120


def tool(*command):
    """What a program prints that goes well."""
    return measured([str(word) for word in command], ENVIRONMENT, DEADLINE_S).output


def ours(*arguments):
    return tool(PROGRAMS / "fiftyfold-cli", *arguments)


def record_of(file):
    return json.loads(ours("show", "--json", "-", file))


class WithOrigin(unittest.TestCase):
    """A practice server, and a folder, for all tests of a class."""

    @classmethod
    def setUpClass(cls):
        cls.folder = pathlib.Path(cls.enterClassContext(tempfile.TemporaryDirectory()))
        cls.page = cls.enterClassContext(practice_server(PROGRAMS, ENVIRONMENT))

    def asked(self):
        """How many requests the server has had since this was asked the last time."""
        with urllib.request.urlopen(re.sub(r"robots\.txt$", "stats?reset=1", self.page)) as stats:
            return json.load(stats)["requests"]
