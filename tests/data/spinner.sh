# SPDX-License-Identifier: GPL-3.0-or-later
# A runner that counts for a while, then has a child count that ends before it does, and tells how many clock ticks of a
# processor that took. Before its start it counts as long.
count() {
    i=0
    while [ $i -lt 250000 ]; do i=$((i + 1)); done
}
ticks() { # its own, and those of the children that it waited for
    read -r line < /proc/$$/stat
    set -- ${line##*) }
    ticks=$((${12} + ${13} + ${14} + ${15}))
}
read -r plan
count
(count)
echo '{"ready": {"name": "spinner", "version": "1"}}'
read -r start
ticks
before=$ticks
count
(count)
ticks
echo '{"i": 0, "outcome": "done", "status": 200, "bytes": 1, "at": 1, "headers": [["ticks", "'$((ticks - before))'"]]}'
echo '{"finished": {"elapsed_ns": 1, "done": 1, "failed": 0}}'
