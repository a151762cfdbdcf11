# SPDX-License-Identifier: GPL-3.0-or-later
# A runner that has some memory, starts two programs that only sleep, and tells how much all three of them had at most.
# Nothing else is started after that: it would be counted as well.
read -r plan
page=$(head -c 30000000 /dev/zero | tr '\0' x)
echo '{"ready": {"name": "hoarder", "version": "1"}}'
read -r start
all=0
add() {
    while read -r name size rest; do
        [ "$name" = VmHWM: ] && all=$((all + size))
    done < "/proc/$1/status"
}
sleep 1 & one=$!
sleep 9 & other=$!
i=0
while [ $i -lt 100000 ]; do i=$((i + 1)); done # until they are what they will be
for process in $$ $one $other; do add $process; done
wait $one # and is looked at meanwhile
echo '{"i": 0, "outcome": "done", "status": 200, "bytes": 1, "at": 1, "headers": [["kibibytes", "'$all'"]]}'
echo '{"finished": {"elapsed_ns": 1, "done": 1, "failed": 0}}'
