#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs a plan with requests, one request at a time: each is whole before the next begins. Speaks fiftyfold.runner/1."""

import blocking_fetch
import protocol


def main():
    plan = protocol.read_plan(*blocking_fetch.NOT_HERE)
    with (blocking_fetch.new_session(plan) as session,
          protocol.Run(plan, blocking_fetch.NAME, blocking_fetch.VERSION, blocking_fetch.failure_of) as run):
        for index in run.indexes:
            with run.request(index) as request:
                request.keep(*blocking_fetch.fetch(session, plan, request))


if __name__ == "__main__":
    main()
