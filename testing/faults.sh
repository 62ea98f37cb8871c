#!/usr/bin/env bash
# Kills and pauses the TaskManagers of real applications on a mini-Hadoop, singly and in bursts, and checks with sort-like awk,
# which shares nothing with the engine, that every record counts exactly once in state and output.
set -euo pipefail

usage() {
    cat << 'EOF'
Usage: testing/faults.sh [--kills N] [--victims taskmanager] [--jobs stream,batch,loop] [--roll checkpoint|time]
                         [--numbers N] [--rate N] [--task-managers N] [--spares N]
                         [--seed N] [--one-job] [--keep DIRECTORY]

Runs the jobs in turn, each as a YARN application of its own, until N TaskManagers (20) have been killed:
  kill       kill -9 of one TaskManager        burst     kill -9 of all TaskManagers at once
  again      two kills within 300 ms           pause     kill -STOP of one, kill -CONT 1 to 6 s later
also while others are being recovered from; then checks the output of every job, that no container process is left, and prints how long it took after each kill until
all tasks ran again, and of what that time consists. The last line is: kills N violations M. Exit code 1 if M is not 0.

--one-job  all strike the same job: its input is as long as that takes, and hurries to its end when the last has struck
--spares   so many TaskManagers more than the tasks need (slotmanager.redundant-taskmanager-num)
loop       a delta loop with a snapshot each superstep, which goes on from one after a loss (--keys chains of vertices)
--keep     logs of all processes and the outputs go to this directory, and stay there

Starts a mini-Hadoop of its own unless HADOOP_CONF_DIR names one that scripts/mini-hadoop.sh has started here. Needs the build
(mvn package), but not Maven.
EOF
}

misused() {
    echo "faults: $1" >&2
    usage >&2
    exit 2
}

root=$(cd "$(dirname "$0")/.." && pwd -P)
kills=20 victims=taskmanager jobs=stream,batch roll=checkpoint numbers= rate= task_managers=2 seed=$RANDOM one_job= keep= spares=0
keys=100
while [ $# -gt 0 ]; do
    case $1 in
        -h | --help) usage; exit 0 ;;
        --one-job) one_job=1; shift ;;
        --kills | --victims | --jobs | --roll | --numbers | --rate | --task-managers | --spares | --seed | --keep)
            [ $# -ge 2 ] || misused "$1 needs a value."
            name=${1#--}
            printf -v "${name//-/_}" '%s' "$2"
            shift 2
            ;;
        *) misused "unknown argument '$1'." ;;
    esac
done
# No kill takes longer than these 15 seconds, all in all.
if [ -z "$rate" ]; then rate=$((one_job ? 2000 : 20000)); fi
if [ -z "$numbers" ]; then numbers=$((one_job ? kills * 15 * rate * task_managers : 1200000)); fi
for name in kills numbers rate task_managers spares seed; do
    case ${!name} in '' | *[!0-9]*) misused "--${name//_/-} is '${!name}'; expected a number." ;; esac
done
[ "$victims" = taskmanager ] || misused "--victims is '$victims'; expected taskmanager."
IFS=, read -r -a kinds <<< "$jobs"
for kind in "${kinds[@]}"; do
    case $kind in stream | batch | loop) ;; *) misused "--jobs has '$kind'; expected stream, batch or loop." ;; esac
done

RANDOM=$seed
work=${keep:-$(mktemp -d)}
mkdir -p "$work"
work=$(cd "$work" && pwd -P)
own_hadoop=
client=
violations=0
killed=0
paused=()

clean_up() {
    for pid in "${paused[@]}"; do kill -CONT "$pid" 2> /dev/null || true; done
    if [ -n "$client" ]; then kill "$client" 2> /dev/null || true; fi
    if [ -n "$own_hadoop" ]; then "$root/scripts/mini-hadoop.sh" stop --dir "$own_hadoop" || true; fi
    if [ "$violations" = 0 ] && [ -z "$keep" ]; then
        rm -rf "$work"
    else
        echo "faults: logs and outputs of this run are in $work" >&2
    fi
}
trap clean_up EXIT
trap 'exit 130' INT TERM

jar=$(ls "$root"/benchmarks/target/millrace-benchmarks-*.jar 2> /dev/null | head -n 1)
[ -n "$jar" ] || { echo "faults: benchmarks are not built. Build them in $root: mvn -B -q -DskipTests package" >&2; exit 2; }
if [ -z "${HADOOP_CONF_DIR:-}" ]; then
    own_hadoop=$work/hadoop
    eval "$("$root/scripts/mini-hadoop.sh" start --nodemanagers 2 --dir "$own_hadoop")"
fi
hadoop_dir=${own_hadoop:-$root/target/mini-hadoop}
hadoop_data=$(dirname "$HADOOP_CONF_DIR")
hdfs() { "$root/scripts/mini-hadoop.sh" --dir "$hadoop_dir" hdfs dfs "$@"; }
fs=$(sed -n 's#.*<value>\(hdfs://[^<]*\)</value>.*#\1#p' "$HADOOP_CONF_DIR/core-site.xml" | head -n 1)

violation() {
    violations=$((violations + 1))
    echo "VIOLATION in $1: $2" >&2
}

# The processes in the working directories of an application's containers, one a line; with a second word, the JVMs of that class.
processes() {
    local directory command
    # find complains of every process of the machine that ends while it looks.
    { find /proc/[0-9]*/cwd -maxdepth 0 -lname "*/$1/*" -printf '%h\n' 2> /dev/null || true; } | while read -r directory; do
        if [ $# -gt 1 ]; then
            command=$(tr '\0' ' ' < "$directory/cmdline" 2> /dev/null) || continue
            case $command in *java\ *"$2"*) ;; *) continue ;; esac
            case $command in *"sh -c"*) continue ;; esac
        fi
        echo "${directory#/proc/}"
    done
}

task_managers_of() { processes "$1" io.millrace.yarn.worker.TaskManagerProcess; }

# Whether all tasks of an application have run at some time.
all_run() {
    find "$hadoop_data" -path "*$1*" -name jobmanager.log -exec grep -q 'because all of them run' {} + 2> /dev/null \
        && [ -n "$(find "$hadoop_data" -path "*$1*" -name jobmanager.log 2> /dev/null)" ]
}

random_pause() { sleep "$(awk -v r="$RANDOM" -v from="$1" -v to="$2" 'BEGIN { print from + (to - from) * r / 32768 }')"; }

now_ms() { date +%s%3N; }

# One fault; remembers when, if it was a kill.
strike() {
    local application=$1 victims_now victim
    mapfile -t victims_now < <(task_managers_of "$application")
    [ ${#victims_now[@]} -gt 0 ] || return 0
    victim=${victims_now[RANDOM % ${#victims_now[@]}]}
    case $((RANDOM % 10)) in
        0 | 1)
            kill -STOP "$victim" 2> /dev/null || return 0
            paused+=("$victim")
            random_pause 1 6
            kill -CONT "$victim" 2> /dev/null || true
            paused=()
            echo "pause" >> "$work/faults"
            ;;
        2)
            kill -9 "${victims_now[@]}" 2> /dev/null || true
            now_ms >> "$work/kill-times"
            killed=$((killed + ${#victims_now[@]}))
            echo "burst" >> "$work/faults"
            ;;
        3)
            kill -9 "$victim" 2> /dev/null || return 0
            sleep 0.3
            mapfile -t victims_now < <(task_managers_of "$application")
            killed=$((killed + 1))
            if [ ${#victims_now[@]} -gt 0 ] && kill -9 "${victims_now[0]}" 2> /dev/null; then killed=$((killed + 1)); fi
            now_ms >> "$work/kill-times"
            echo "again" >> "$work/faults"
            ;;
        *)
            kill -9 "$victim" 2> /dev/null || return 0
            now_ms >> "$work/kill-times"
            killed=$((killed + 1))
            echo "kill" >> "$work/faults"
            ;;
    esac
}

# Whether the job of this log has got further since a time: a checkpoint is complete that was begun after the fault then, be it
# that all tasks were started again, or that none of them was hit. A job that loses TaskManagers more than four times without
# getting further is given up, so this must be waited for now and then.
got_further() {
    tail -n 2000 "$1" | awk -v hit="$(date -d "@$2" +%Y-%m-%dT%H:%M:%S,%3N)" -v later="$(date -d "@$(($2 + 5))" +%Y-%m-%dT%H:%M:%S,%3N)" '
        $1 > hit && / because all of them run/ { runs = 1 }
        / checkpoint [0-9]* is complete: / && (runs || $1 > later) { further = 1 }
        END { exit !further }'
}

# One line, now and then: what would grow if something leaked.
growth() {
    local master
    master=$(processes "$1" io.millrace.yarn.master.ApplicationMaster | head -n 1)
    echo "after $killed kills: $(processes "$1" | wc -l) processes," \
        "ApplicationMaster $(sed -n 's/^VmRSS:[^0-9]*//p' "/proc/${master:-none}/status" 2> /dev/null)," \
        "$(find "$hadoop_data" -path "*/usercache/*/$1/*" -type f 2> /dev/null | wc -l) local files;" \
        "in HDFS (directories, files, bytes):" \
        "$(hdfs -count "/user/*/.millrace/$1" "$2" 2> /dev/null | awk '{ print $1, $2, $3, $4 }' | tr '\n' ';')" >&2
}

# A loop that goes on has a new snapshot a few supersteps later; losses before that count no more.
goes_on() {
    local deadline=$((SECONDS + 60)) before=$2
    until [ "$(grep -c ' because all of them run' "$1")" -gt "$before" ] || [ "$SECONDS" -gt "$deadline" ] \
        || ! kill -0 "$client" 2> /dev/null; do sleep 0.2; done
    sleep 3
}

# What a loop found out: each number once, with the lowest of its chain.
check_loop() {
    awk -v numbers="$1" -v keys="$keys" '
        { if ($1 in seen || $2 != $1 % keys) { print "wrong: " $0; wrong++ } seen[$1] }
        END {
            for (n = 0; n < numbers; n++) if (!(n in seen) && ++missing <= 10) print "missing: " n
            exit wrong + missing ? 1 : 0
        }' "$2"
}

# What the output must hold: mawk and gawk count exactly up to 2^53.
check() {
    awk -v numbers="$numbers" -v keys="$keys" -v kind="$1" -v parts="$task_managers" '
        function wrong(what) { if (++shown <= 10) print what; faults++ }
        BEGIN {
            times = numbers / parts
            for (n = 0; n < numbers; n++) {
                window = kind == "stream" ? n % times - n % times % 1000 : 0
                id = n % keys " " window
                count[id]++
                sum[id] += n
                total[n % keys]++
            }
        }
        {
            id = $1 " " $2
            if (id in seen) wrong("twice: " $0)
            else if (!(id in count)) wrong("made up: " $0)
            else if ($3 != count[id] || $4 != sum[id])
                wrong("key and window " id ": count " $3 " sum " $4 ", expected " count[id] " and " sprintf("%.0f", sum[id]))
            seen[id] = 1
            places[$1] += $5
        }
        END {
            for (id in count) if (!(id in seen)) wrong("missing: key and window " id)
            if (kind == "stream") for (key in total) if (places[key] != total[key] * (total[key] + 1) / 2)
                wrong("key " key ": the keyed state counted otherwise than 1 to " total[key])
            if (shown) print faults " in all"
            exit shown ? 1 : 0
        }' "$2"
}

run_job() {
    local kind=$1 run=$2 output class arguments application began settings=()
    output=/faults/$kind-$run-$$
    local hurry=$work/hurry-$run
    log=$work/client-$run
    : > "$log"
    class=io.millrace.benchmarks.FaultsStream
    arguments=(--roll "$roll")
    local count=$numbers pace=$rate runs
    if [ "$kind" = loop ]; then
        # Twenty seconds without a fault, with four supersteps a second; or as long as all kills take.
        pace=4 count=$((keys * pace * (one_job ? kills * 15 : 20)))
        class=io.millrace.benchmarks.FaultsLoop
        arguments=()
        settings=(-D iterations.snapshot.supersteps=1 -D "execution.checkpointing.dir=$fs/faults/snapshots-$$")
    fi
    if [ "$kind" = batch ]; then class=io.millrace.benchmarks.FaultsBatch arguments=(); fi
    # The client compiler is enough for what lives so shortly, and leaves the processors to others.
    "$root/scripts/millrace" run -t yarn-application -p "$task_managers" \
        -D jobmanager.memory.process.size=768m -D taskmanager.memory.process.size=768m \
        -D taskmanager.numberOfTaskSlots=1 -D heartbeat.timeout=10s \
        -D env.java.opts.all=-XX:TieredStopAtLevel=1 -D slotmanager.redundant-taskmanager-num="$spares" \
        "${settings[@]}" \
        -c "$class" "$jar" --output "$fs$output" --numbers "$count" --keys "$keys" --rate "$pace" --hurry "$hurry" \
        "${arguments[@]}" \
        > "$log" 2>&1 &
    client=$!
    until grep -q '^Job has been submitted' "$log" || ! kill -0 "$client" 2> /dev/null; do sleep 0.2; done
    application=$(sed -n 's/^Submitted application \(application_[0-9_]*\)$/\1/p' "$log")
    echo "$kind run $run: $application" >&2
    : > "$work/kill-times"
    # Not before all tasks run, so that there is something to lose.
    until all_run "$application" || ! kill -0 "$client" 2> /dev/null; do sleep 0.2; done
    local manager in_a_row=0 hit fifties=$((killed / 50))
    manager=$(find "$hadoop_data" -path "*$application*" -name jobmanager.log 2> /dev/null | head -n 1)
    while kill -0 "$client" 2> /dev/null && [ "$killed" -lt "$kills" ]; do
        # Nor would a batch job get further between one fault and the next, and 'again' is two losses.
        if [ "$kind" = batch ] && [ "$in_a_row" -ge 2 ]; then break; fi
        random_pause 0.5 5
        hit=$(date +%s)
        runs=$(grep -c ' because all of them run' "$manager" || true)
        if kill -0 "$client" 2> /dev/null; then strike "$application"; fi
        in_a_row=$((in_a_row + 1))
        if [ "$kind" = stream ] && { [ "$in_a_row" -ge 2 ] || [ $((RANDOM % 2)) = 0 ]; }; then
            in_a_row=0
            until got_further "$manager" "$hit" || ! kill -0 "$client" 2> /dev/null; do sleep 0.5; done
        fi
        if [ "$kind" = loop ] && [ "$in_a_row" -ge 2 ]; then
            in_a_row=0
            goes_on "$manager" "$runs"
        fi
        if [ $((killed / 50)) -gt "$fifties" ]; then
            fifties=$((killed / 50))
            growth "$application" "$output"
        fi
    done
    if [ -n "$one_job" ] && [ "$killed" -lt "$kills" ]; then
        violation "$kind run $run" "the job ended after $killed of $kills kills"
    fi
    : > "$hurry"
    local code=0
    wait "$client" || code=$?
    client=
    [ "$code" = 0 ] || violation "$kind run $run" "the command ended with $code: $(tail -n 5 "$log")"
    cat "$manager" > "$work/manager-$run" 2> /dev/null || true
    recoveries "$application"
    began=$(now_ms)
    while [ -n "$(processes "$application")" ]; do
        if [ $(($(now_ms) - began)) -gt 30000 ]; then
            violation "$kind run $run" "left after 30 s: processes $(processes "$application" | tr '\n' ' ')"
            break
        fi
        sleep 0.2
    done
    if hdfs -ls -R "$output" > "$work/files" 2>&1; then
        if awk '$1 !~ /^d/ && $NF ~ /\/[._][^\/]*$/ && $NF !~ /\/_SUCCESS$/ { print $NF; found = 1 } END { exit !found }' \
            "$work/files" > "$work/hidden"; then
            violation "$kind run $run" "hidden files are left: $(head -n 3 "$work/hidden" | tr '\n' ' ')"
        fi
        hdfs -cat "$output/[!_.]*" > "$work/lines"
    else
        : > "$work/lines"
    fi
    growth "$application" "$output"
    if [ "$kind" = loop ]; then
        echo "the loop of run $run went on from supersteps$(sed -n "s/.* goes on from superstep \([0-9]*\)$/ \1/p" "$work/manager-$run" | tr -d '\n')" >&2
        check_loop "$count" "$work/lines" > "$work/wrong" || violation "$kind run $run" "$(head -n 12 "$work/wrong")"
        hdfs -ls -R "/faults/snapshots-$$" 2> /dev/null | grep superstep- > "$work/left" \
            && violation "$kind run $run" "snapshots are left: $(head -n 3 "$work/left")"
    elif ! check "$kind" "$work/lines" > "$work/wrong"; then
        violation "$kind run $run" "$(cat "$work/wrong")"
    fi
    echo "$kind run $run: exit $code, $(wc -l < "$work/lines") lines, $killed kills so far" >&2
}

# From each kill to the time that all tasks ran again, as the JobManager's log says it, and the parts of that time; of kills
# that struck before the tasks ran again, only the last counts.
recoveries() {
    local log
    log=$(find "$hadoop_data" -path "*$1*" -name jobmanager.log 2> /dev/null | head -n 1)
    [ -n "$log" ] || return 0
    sed -n -e '/ YarnContainerDriver - .*: lost: /s/ .*/ noticed/p' \
        -e '/ granted on /s/ .*/ granted/p' \
        -e '/ job [^:]*: AWAITING_SLOTS_AGAIN -> RUNNING /s/ .*/ slots/p' \
        -e '/ tasks: DEPLOYING -> [A-Z]* because all of them run/s/ .*/ runs/p' "$log" \
        | while read -r time what; do echo "$(date -d "${time/,/.}" +%s%3N) $what"; done \
        | sort -n - <(sed 's/$/ kill/' "$work/kill-times") \
        | awk '$2 == "kill" { killed = $1; noticed = granted = slots = 0 }
            !killed { next }
            $2 == "noticed" && !noticed { noticed = $1 }
            $2 == "granted" { granted = $1 }
            $2 == "slots" { slots = $1 }
            $2 == "runs" && slots { print $1 - killed, noticed - killed, granted - noticed, slots - granted, $1 - slots; killed = 0 }' \
        >> "$work/recoveries"
    find "$hadoop_data" -path "*$1*" -name '*.log' -exec cp --parents {} "$work" \; 2> /dev/null || true
}

# The middle, 99th percentile and most of a column of the recoveries, under a name.
times() {
    awk -v column="$1" '{ print $column }' "$work/recoveries" | sort -n | awk -v name="$2" '{ v[NR] = $1 } END {
        if (NR) printf "%s: %d times, p50 %.0f ms, p99 %.0f ms, most %.0f ms\n", name, NR, v[int((NR + 1) / 2)], v[int(NR * 0.99 + 0.999)], v[NR] }'
}

run=0
: > "$work/faults" > "$work/recoveries"
while [ "$killed" -lt "$kills" ] && [ "$violations" = 0 ]; do
    for kind in "${kinds[@]}"; do
        if [ "$killed" -lt "$kills" ] && [ "$violations" = 0 ]; then
            run=$((run + 1))
            run_job "$kind" "$run"
        fi
    done
done
echo "faults: $(sort "$work/faults" | uniq -c | awk '{ printf "%s%s %s", separator, $2, $1; separator = ", " }'), seed $seed"
times 1 "until all tasks ran again"
times 2 "  of that until the loss was noticed"
times 3 "  then until YARN had granted a container"
times 4 "  then until its TaskManager was there and all slots given"
times 5 "  then until all tasks ran"
echo "kills $killed violations $violations"
[ "$violations" = 0 ]
