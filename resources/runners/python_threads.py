#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs a plan with requests in a pool of threads, each of which does a whole request at a time. Speaks fiftyfold.runner/1."""

import threading
from concurrent.futures import ThreadPoolExecutor

import blocking_fetch
import protocol


def main():
    plan = protocol.read_plan(*blocking_fetch.NOT_HERE)
    own = threading.local()

    def open_session():  # One for each thread: a session is not made to be shared.
        own.session = blocking_fetch.new_session(plan)

    def work(index):
        with run.request(index) as request:
            request.keep(*blocking_fetch.fetch(own.session, plan, request))

    with (protocol.Run(plan, f"threads, {blocking_fetch.NAME}", blocking_fetch.VERSION, blocking_fetch.failure_of) as run,
          ThreadPoolExecutor(plan.at_once, initializer=open_session) as pool):
        pool.map(work, run.indexes)


if __name__ == "__main__":
    main()
