# SPDX-License-Identifier: GPL-3.0-or-later
# A runner that counts for a while, and tells how many clock ticks of a processor that took.
read -r plan
i=0
while [ $i -lt 100000 ]; do i=$((i + 1)); done
echo '{"ready": {"name": "spinner", "version": "1"}}'
read -r start
read -r line < /proc/$$/stat
set -- ${line##*) }
before=$((${12} + ${13}))
i=0
while [ $i -lt 2000000 ]; do i=$((i + 1)); done
read -r line < /proc/$$/stat
set -- ${line##*) }
after=$((${12} + ${13}))
echo '{"i": 0, "outcome": "done", "status": 200, "bytes": 1, "at": 1, "headers": [["ticks", "'$((after - before))'"]]}'
echo '{"finished": {"elapsed_ns": 1, "done": 1, "failed": 0}}'
