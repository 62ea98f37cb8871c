#!/usr/bin/env bash
# Kills and pauses the processes of real applications on a mini-Hadoop, singly and in bursts, and checks with sort-like awk,
# which shares nothing with the engine, that every record counts exactly once in state and output.
set -euo pipefail

usage() {
    cat << 'EOF'
Usage: testing/faults.sh [--kills N | --am-kills N --taskmanager-kills N] [--victims taskmanager,am,client,zookeeper]
                         [--jobs stream,batch,loop,stages] [--roll checkpoint|time]
                         [--numbers N] [--rate N] [--task-managers N] [--spares N]
                         [--seed N] [--one-job] [--keep DIRECTORY] [-D KEY=VALUE]...

Runs the jobs in turn, each as a YARN application of its own, until N processes (20) have been killed. Of TaskManagers (the default victims):
  kill       kill -9 of one TaskManager        burst     kill -9 of all TaskManagers at once
  again      two kills within 300 ms           pause     kill -STOP of one, kill -CONT 1 to 6 s later
Of the ApplicationMaster (am):
  master     kill -9                           masters   kill -9, and of its successor within 3 s
  asleep     kill -STOP until ZooKeeper and YARN think it dead, then kill -CONT
  both       kill -9 of it and of one TaskManager (if both are victims)
Of the command that waits (client), once in a job: kill -9; then 'millrace status' is asked until the application has ended.
Of ZooKeeper (zookeeper): kill -9 of the server, and its start 0.5 to 3 s later (blink) or after sessions would have expired (outage).
Victims are chosen by chance, also while others are being recovered from; then checks the output of every job, that no container
process and no znode is left, and prints how long it took after each kill until all tasks ran again, and of what that time
consists; of ApplicationMasters, from the main of each next one until it had taken over the running tasks, and how many tasks
it restarted. The last line is: kills N violations M. Exit code 1 if M is not 0.
With am or zookeeper among the victims, a ZooKeeper server of this script elects the leaders.

--am-kills, --taskmanager-kills
           in place of --kills and --victims: at least so many of each, quickly: pauses are rare, and each fault or two of them strike
           as soon as the job has got further since the last
--one-job  all strike the same job: its input is as long as that takes, and hurries to its end when the last has struck
--spares   so many TaskManagers more than the tasks need (slotmanager.redundant-taskmanager-num)
stages     a batch job of three stages with blocking edges, whose ApplicationMaster is killed at every tenth of it: nine kills,
           and no stage that had finished may run again (whatever --victims says)
loop       a delta loop with a snapshot each superstep, which goes on from one after a loss (--keys chains of vertices)
-D         one more setting of all jobs
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
keys=100 am_kills= taskmanager_kills= more_settings=()
while [ $# -gt 0 ]; do
    case $1 in
        -h | --help) usage; exit 0 ;;
        --one-job) one_job=1; shift ;;
        -D)
            [ $# -ge 2 ] || misused "$1 needs a value."
            more_settings+=(-D "$2")
            shift 2
            ;;
        --kills | --am-kills | --taskmanager-kills | --victims | --jobs | --roll | --numbers | --rate | --task-managers | --spares | --seed | --keep)
            [ $# -ge 2 ] || misused "$1 needs a value."
            name=${1#--}
            printf -v "${name//-/_}" '%s' "$2"
            shift 2
            ;;
        *) misused "unknown argument '$1'." ;;
    esac
done
counts=
if [ -n "$am_kills$taskmanager_kills" ]; then
    counts=1 am_kills=${am_kills:-0} taskmanager_kills=${taskmanager_kills:-0}
    case $am_kills$taskmanager_kills in *[!0-9]*) misused "--am-kills and --taskmanager-kills expect numbers." ;; esac
    kills=$((am_kills + taskmanager_kills)) victims=am,taskmanager
fi
# No kill takes longer than these 15 seconds, all in all.
if [ -z "$rate" ]; then rate=$((one_job ? 2000 : 20000)); fi
if [ -z "$numbers" ]; then numbers=$((one_job ? kills * 15 * rate * task_managers : 1200000)); fi
for name in kills numbers rate task_managers spares seed; do
    case ${!name} in '' | *[!0-9]*) misused "--${name//_/-} is '${!name}'; expected a number." ;; esac
done
IFS=, read -r -a preys <<< "$victims"
elects=
for prey in "${preys[@]}"; do
    case $prey in
        taskmanager | client) ;;
        am | zookeeper) elects=1 ;;
        *) misused "--victims has '$prey'; expected taskmanager, am, client or zookeeper." ;;
    esac
done
is_victim() { case ,$victims, in *,"$1",*) ;; *) return 1 ;; esac; }
IFS=, read -r -a kinds <<< "$jobs"
for kind in "${kinds[@]}"; do
    case $kind in
        stream | batch | loop) ;;
        stages) elects=1 ;;
        *) misused "--jobs has '$kind'; expected stream, batch, loop or stages." ;;
    esac
done

RANDOM=$seed
work=${keep:-$(mktemp -d)}
mkdir -p "$work"
work=$(cd "$work" && pwd -P)
own_hadoop=
client=
violations=0
killed=0
masters_killed=0
task_managers_killed=0
paused=()
zookeeper=
zookeeper_port=
nodes_before=
session_s=4

clean_up() {
    for pid in "${paused[@]}"; do kill -CONT "$pid" 2> /dev/null || true; done
    # At a TERM it stops its application; where that ends with its Hadoop, it would ask for that in vain.
    if [ -n "$client" ]; then kill ${own_hadoop:+-9} "$client" 2> /dev/null || true; fi
    if [ -n "$zookeeper" ]; then kill -9 "$zookeeper" 2> /dev/null || true; fi
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

# A ZooKeeper server with a process of its own, which can be killed; on the port that it had before, if it had one.
start_zookeeper() {
    local module=$root/testing/mini-hadoop/target
    mkdir -p "$work/zookeeper"
    "${JAVA_HOME:+$JAVA_HOME/bin/}java" -Xmx128m -XX:TieredStopAtLevel=1 -Dzookeeper.admin.enableServer=false \
        -Dlog4j2.level=WARN -cp "$module/classes:$(cat "$module/class-path")" \
        org.apache.zookeeper.server.ZooKeeperServerMain "$zookeeper_port" "$work/zookeeper" 500 >> "$work/zookeeper.log" 2>&1 &
    zookeeper=$!
    disown "$zookeeper"
}

# How many znodes there are; nothing if the server does not answer.
znodes() {
    # One that has just started may take the question and never answer it.
    # shellcheck disable=SC2016
    timeout 3 bash -c 'exec 3<> "/dev/tcp/127.0.0.1/$1" && printf srvr >&3 && cat <&3' _ "$zookeeper_port" 2> /dev/null \
        | sed -n 's/^Node count: //p' || true
}

await_zookeeper() {
    local began
    began=$(now_ms)
    until [ -n "$(znodes)" ]; do
        [ $(($(now_ms) - began)) -lt 60000 ] || { echo "faults: ZooKeeper does not answer: $work/zookeeper.log" >&2; exit 2; }
        sleep 0.2
    done
}

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

# sed reads to the end: who writes to a reader that has ended, as head does, fails now and then.
master_of() { processes "$1" io.millrace.yarn.master.ApplicationMaster | sed -n 1p; }

# The logs of an application's ApplicationMasters, the first one first.
master_logs() {
    { find "$hadoop_data"/yarn/*/*-logDir-*/"$1" -maxdepth 2 -name jobmanager.log 2> /dev/null || true; } \
        | awk -F/ '{ print $(NF - 1), $0 }' | sort -V | cut -d' ' -f2-
}

# Whether all tasks of an application have run at some time.
all_run() { [ "$(runs_of "$1")" -gt 0 ]; }

# What happened when, a line each, for what is to be said of single faults in the end.
note() { echo "$(now_ms) $1" >> "$work/strikes"; }

master_died() {
    killed=$((killed + 1)) masters_killed=$((masters_killed + 1))
    note master
}

# So many of them.
task_managers_died() {
    killed=$((killed + $1)) task_managers_killed=$((task_managers_killed + $1))
    note taskmanager
    now_ms >> "$work/kill-times"
}

is_more_to_kill() {
    if [ -n "$counts" ]; then
        [ "$masters_killed" -lt "$am_kills" ] || [ "$task_managers_killed" -lt "$taskmanager_kills" ]
    else
        [ "$killed" -lt "$kills" ]
    fi
}

random_pause() { sleep "$(awk -v r="$RANDOM" -v from="$1" -v to="$2" 'BEGIN { print from + (to - from) * r / 32768 }')"; }

now_ms() { date +%s%3N; }

# How often all tasks of a region of an application began to run.
runs_of() { { master_logs "$1" | xargs -r cat | grep -c ' because all of them run'; } || true; }

# One fault; remembers when, if it was a kill of TaskManagers.
strike() {
    local prey=${preys[RANDOM % ${#preys[@]}]} masters_left task_managers_left
    if [ -n "$counts" ]; then
        masters_left=$((am_kills > masters_killed ? am_kills - masters_killed : 0))
        task_managers_left=$((taskmanager_kills > task_managers_killed ? taskmanager_kills - task_managers_killed : 0))
        prey=taskmanager
        if [ $((RANDOM % (masters_left + task_managers_left))) -lt "$masters_left" ]; then prey=am; fi
    fi
    case $prey in
        taskmanager) strike_task_managers "$1" ;;
        am) strike_master "$1" ;;
        zookeeper) strike_zookeeper ;;
        client) strike_client ;;
    esac
}

strike_task_managers() {
    local application=$1 victims_now victim
    mapfile -t victims_now < <(task_managers_of "$application")
    [ ${#victims_now[@]} -gt 0 ] || return 0
    victim=${victims_now[RANDOM % ${#victims_now[@]}]}
    local kind=$((RANDOM % 10))
    if [ -n "$counts" ]; then
        case $kind in
            0 | 1) if [ $((RANDOM % 5)) -gt 0 ]; then kind=9; fi ;;
            4 | 5 | 6) kind=2 ;;
        esac
    fi
    case $kind in
        0 | 1)
            note taskmanager
            kill -STOP "$victim" 2> /dev/null || return 0
            paused+=("$victim")
            random_pause 1 6
            kill -CONT "$victim" 2> /dev/null || true
            paused=()
            echo "pause" >> "$work/faults"
            ;;
        2)
            kill -9 "${victims_now[@]}" 2> /dev/null || true
            task_managers_died ${#victims_now[@]}
            echo "burst" >> "$work/faults"
            ;;
        3)
            kill -9 "$victim" 2> /dev/null || return 0
            sleep 0.3
            mapfile -t victims_now < <(task_managers_of "$application")
            task_managers_died 1
            if [ ${#victims_now[@]} -gt 0 ] && kill -9 "${victims_now[0]}" 2> /dev/null; then task_managers_died 1; fi
            echo "again" >> "$work/faults"
            ;;
        *)
            kill -9 "$victim" 2> /dev/null || return 0
            task_managers_died 1
            echo "kill" >> "$work/faults"
            ;;
    esac
}

strike_master() {
    local application=$1 victim next kind
    victim=$(master_of "$application")
    [ -n "$victim" ] || return 0
    kind=$((RANDOM % 10))
    if [ -n "$counts" ] && [ "$kind" = 0 ] && [ $((RANDOM % 5)) -gt 0 ]; then kind=9; fi
    if [ "$kind" = 0 ]; then
        kill -STOP "$victim" 2> /dev/null || return 0
        paused+=("$victim")
        random_pause $((session_s + 1)) $((session_s + 8))
        kill -CONT "$victim" 2> /dev/null || true
        paused=()
        echo "asleep" >> "$work/faults"
        return 0
    fi
    kill -9 "$victim" 2> /dev/null || return 0
    master_died
    if [ "$kind" -le 2 ]; then
        random_pause 0.5 3
        next=$(master_of "$application")
        if [ -n "$next" ] && [ "$next" != "$victim" ] && kill -9 "$next" 2> /dev/null; then master_died; fi
        echo "masters" >> "$work/faults"
    elif [ "$kind" -le 4 ] && is_victim taskmanager; then
        next=$(task_managers_of "$application" | sed -n 1p)
        if [ -n "$next" ] && kill -9 "$next" 2> /dev/null; then task_managers_died 1; fi
        echo "both" >> "$work/faults"
    else
        echo "master" >> "$work/faults"
    fi
}

strike_zookeeper() {
    kill -9 "$zookeeper" 2> /dev/null || return 0
    while kill -0 "$zookeeper" 2> /dev/null; do sleep 0.1; done
    killed=$((killed + 1))
    if [ $((RANDOM % 3)) = 0 ]; then
        random_pause "$session_s" $((session_s + 6))
        echo "outage" >> "$work/faults"
    else
        random_pause 0.5 3
        echo "blink" >> "$work/faults"
    fi
    start_zookeeper
    await_zookeeper
}

strike_client() {
    [ -n "$client" ] || return 0
    kill -9 "$client" 2> /dev/null || return 0
    wait "$client" 2> /dev/null || true
    client=
    killed=$((killed + 1))
    echo "client" >> "$work/faults"
}

# Whether the application has not ended, as its client knows or, without one, as YARN says.
is_alive() {
    if [ -n "$client" ]; then
        kill -0 "$client" 2> /dev/null
    else
        "$root/scripts/millrace" status --application-id "$1" > "$work/status" 2>&1
        grep -q -E 'RUNNING|ACCEPTED' "$work/status"
    fi
}

# Whether the job of this application has got further since a time: a checkpoint is complete that was begun after the fault then, be it
# that all tasks were started again, or taken over by the next leader, or that none of them was hit. A job that loses TaskManagers more than four times without
# getting further is given up, so this must be waited for now and then.
got_further() {
    master_logs "$1" | tail -n 3 | xargs -r tail -q -n 2000 | awk -v hit="$(date -d "@$2" +%Y-%m-%dT%H:%M:%S,%3N)" -v later="$(date -d "@$(($2 + 5))" +%Y-%m-%dT%H:%M:%S,%3N)" '
        $1 > hit && (/ because all of them run/ || / RECONCILING -> RUNNING /) { runs = 1 }
        / checkpoint [0-9]* is complete: / && (runs || $1 > later) { further = 1 }
        END { exit !further }'
}

# Waits for that; a job that does not get further within three minutes hangs.
await_progress() {
    local began=$SECONDS
    until got_further "$1" "$2" || ! is_alive "$1"; do
        if [ $((SECONDS - began)) -gt 180 ]; then
            violation "run $run" "no checkpoint within 180 s after the fault at $(date -d "@$2" +%T)"
            return 0
        fi
        sleep 0.3
    done
    note further
}

# One line, now and then: what would grow if something leaked.
growth() {
    local master
    master=$(master_of "$1")
    echo "after $killed kills: $(processes "$1" | wc -l) processes," \
        "ApplicationMaster $(sed -n 's/^VmRSS:[^0-9]*//p' "/proc/${master:-none}/status" 2> /dev/null)," \
        "$(find "$hadoop_data" -path "*/usercache/*/$1/*" -type f 2> /dev/null | wc -l) local files;" \
        "in HDFS (directories, files, bytes):" \
        "$(hdfs -count "/user/*/.millrace/$1" "$2" 2> /dev/null | awk '{ print $1, $2, $3, $4 }' | tr '\n' ';')" >&2
}

# A loop that goes on has a new snapshot a few supersteps later; losses before that count no more.
goes_on() {
    local deadline=$((SECONDS + 60)) before=$2
    until [ "$(runs_of "$1")" -gt "$before" ] || [ "$SECONDS" -gt "$deadline" ] || ! is_alive "$1"; do sleep 0.2; done
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
    if [ "$kind" = stages ]; then
        # Each tenth takes as long as a leader needs to take over, twice.
        pace=2000 count=$((task_managers * pace * 40)) numbers=$count
        mkdir -p "$work/marks-$run"
        class=io.millrace.benchmarks.FaultsStages arguments=(--marks "$work/marks-$run")
    fi
    local leaders=()
    if [ -n "$elects" ]; then
        leaders=(-D high-availability.type=zookeeper -D high-availability.zookeeper.quorum="127.0.0.1:$zookeeper_port"
            -D high-availability.zookeeper.client.session-timeout="${session_s}s"
            -D yarn.application-attempts=100)
    fi
    # The client compiler is enough for what lives so shortly, and leaves the processors to others.
    "$root/scripts/millrace" run -t yarn-application -p "$task_managers" \
        -D jobmanager.memory.process.size=768m -D taskmanager.memory.process.size=768m \
        -D taskmanager.numberOfTaskSlots=1 -D heartbeat.timeout=10s \
        -D env.java.opts.all=-XX:TieredStopAtLevel=1 -D slotmanager.redundant-taskmanager-num="$spares" \
        "${settings[@]}" "${leaders[@]}" "${more_settings[@]}" \
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
    local in_a_row=0 hit fifties=$((killed / 50))
    if [ "$kind" = stages ]; then strike_at_tenths "$application" "$run" "$count"; fi
    while [ "$kind" != stages ] && [ "$violations" = 0 ] && is_alive "$application" && is_more_to_kill; do
        # Nor would a batch job get further between one fault and the next, and 'again' is two losses.
        if [ "$kind" = batch ] && [ "$in_a_row" -ge 2 ]; then break; fi
        if [ -n "$counts" ]; then random_pause 0.2 1; else random_pause 0.5 5; fi
        hit=$(date +%s)
        if [ "$kind" = loop ]; then runs=$(runs_of "$application"); fi
        if is_alive "$application"; then strike "$application"; fi
        in_a_row=$((in_a_row + 1))
        if [ "$kind" = stream ] && { [ "$in_a_row" -ge 2 ] || [ $((RANDOM % 2)) = 0 ]; }; then
            in_a_row=0
            await_progress "$application" "$hit"
        fi
        if [ "$kind" = loop ] && [ "$in_a_row" -ge 2 ]; then
            in_a_row=0
            goes_on "$application" "$runs"
        fi
        if [ $((killed / 50)) -gt "$fifties" ]; then
            fifties=$((killed / 50))
            growth "$application" "$output"
        fi
    done
    if [ -n "$one_job" ] && [ "$kind" != stages ] && is_more_to_kill; then
        violation "$kind run $run" "the job ended after $killed of $kills kills"
    fi
    : > "$hurry"
    local code=0
    if [ -n "$client" ]; then
        wait "$client" || code=$?
        client=
    else
        while is_alive "$application"; do sleep 1; done
        "$root/scripts/millrace" status --application-id "$application" > "$log" 2>&1 || code=$?
    fi
    [ "$code" = 0 ] || violation "$kind run $run" "the command ended with $code: $(tail -n 5 "$log")"
    master_logs "$application" | xargs -r cat > "$work/manager-$run" 2> /dev/null || true
    recoveries "$application"
    began=$(now_ms)
    while [ -n "$(processes "$application")" ]; do
        if [ $(($(now_ms) - began)) -gt 30000 ]; then
            violation "$kind run $run" "left after 30 s: processes $(processes "$application" | tr '\n' ' ')"
            break
        fi
        sleep 0.2
    done
    if [ -n "$elects" ]; then
        await_zookeeper
        began=$(now_ms)
        # Beside those of ZooKeeper itself only the root that all applications share may be there.
        while [ "$(znodes)" -gt $((nodes_before + 1)) ]; do
            if [ $(($(now_ms) - began)) -gt 30000 ]; then
                violation "$kind run $run" "left after 30 s: $(($(znodes) - nodes_before - 1)) znodes"
                break
            fi
            sleep 0.5
        done
    fi
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
    elif [ "$kind" = stages ] && ! check_stages "$work/marks-$run" > "$work/wrong"; then
        violation "$kind run $run" "$(cat "$work/wrong")"
    elif ! check "$kind" "$work/lines" > "$work/wrong"; then
        violation "$kind run $run" "$(cat "$work/wrong")"
    fi
    echo "$kind run $run: exit $code, $(wc -l < "$work/lines") lines, $killed kills so far" >&2
}

# How many records all stages have passed on, as their marks say.
passed() { cat "$1"/passed-* 2> /dev/null | awk '{ sum += $1 } END { print sum + 0 }'; }

# Kills the ApplicationMaster at each tenth of a job of three stages, and waits until the next one has taken over.
strike_at_tenths() {
    local application=$1 marks=$work/marks-$2 all=$((3 * $3)) tenth before
    for tenth in 1 2 3 4 5 6 7 8 9; do
        until [ "$(passed "$marks")" -ge $((all * tenth / 10)) ] || ! is_alive "$application"; do sleep 0.1; done
        until [ -n "$(master_of "$application")" ] || ! is_alive "$application"; do sleep 0.1; done
        is_alive "$application" || break
        before=$(takeovers_of "$application")
        echo "tenth $tenth: $(passed "$marks") of $all records, attempts $(attempts "$marks")" >&2
        kill -9 "$(master_of "$application")" 2> /dev/null || true
        master_died
        echo "tenth" >> "$work/faults"
        until [ "$(takeovers_of "$application")" -gt "$before" ] || ! is_alive "$application"; do sleep 0.2; done
    done
    if [ "$tenth" -lt 9 ] || ! is_alive "$application"; then violation "stages run $2" "the job ended at tenth $tenth"; fi
}

takeovers_of() { { master_logs "$1" | xargs -r cat | grep -c ' job [^:]*: RECONCILING -> '; } || true; }

# How many attempts at tasks of each stage have begun.
attempts() { for stage in 1 2 3; do find "$1" -name "began-$stage-*" | wc -l; done | tr '\n' ' '; }

# Stage after stage: no attempt at a task of a stage may begin when the next stage has begun, as that begins when the one before has
# finished. The marks are began-STAGE-MILLISECONDS-….
check_stages() {
    echo "attempts at tasks of the three stages: $(attempts "$1")" >&2
    find "$1" -name 'began-*' -printf '%f\n' | awk -F- '
        { if (!($2 in first) || $3 < first[$2]) first[$2] = $3; if ($3 > last[$2]) last[$2] = $3 }
        END {
            for (stage = 1; stage < 3; stage++) if (last[stage] > first[stage + 1]) {
                print "stage " stage " ran again after it had finished"
                faults++
            }
            if (!(3 in first)) { print "a stage has left no mark"; faults++ }
            exit faults ? 1 : 0
        }'
}

# From each kill to the time that all tasks ran again, as the JobManager's log says it, and the parts of that time; of kills
# that struck before the tasks ran again, only the last counts.
recoveries() {
    local logs
    mapfile -t logs < <(master_logs "$1")
    [ ${#logs[@]} -gt 0 ] || return 0
    successions "${logs[@]}"
    sed -n -e '/ YarnContainerDriver - .*: lost: /s/ .*/ noticed/p' \
        -e '/ granted on /s/ .*/ granted/p' \
        -e '/ job [^:]*: AWAITING_SLOTS_AGAIN -> RUNNING /s/ .*/ slots/p' \
        -e '/ tasks: DEPLOYING -> [A-Z]* because all of them run/s/ .*/ runs/p' "${logs[@]}" \
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

# Of each ApplicationMaster but the first, a line: milliseconds from its main until it had taken over the tasks that ran, and
# how many of them it restarted; only of those that came so far.
successions() {
    local log
    for log in "${@:2}"; do
        awk '/ ApplicationMaster - .* main began / { began = $1 }
            / job [^:]*: RECONCILING -> / && !over { over = $1; restarted = / RUNNING / ? 0 : 1 }
            END { if (over) print began, over, restarted + 0 }' "$log" \
            | while read -r began over restarted; do
                began=$(date -d "${began/,/.}" +%s%3N) over=$(date -d "${over/,/.}" +%s%3N)
                echo "$((over - began)) $restarted $began $over"
            done >> "$work/successions"
    done
}

# The middle, 99th percentile and most of a column of a file of times, under a name.
times() {
    awk -v column="$1" '{ print $column }' "$work/${3:-recoveries}" | sort -n | awk -v name="$2" '{ v[NR] = $1 } END {
        if (NR) printf "%s: %d times, p50 %.0f ms, p99 %.0f ms, most %.0f ms\n", name, NR, v[int((NR + 1) / 2)], v[int(NR * 0.99 + 0.999)], v[NR] }'
}

# Adds to each line of successions whether no TaskManager had been struck since the job had last got further before the
# ApplicationMaster died.
alone() {
    { sed 's/$/ succession/' "$work/successions" | awk '{ print $4, $5, $1, $2 }'; cat "$work/strikes"; } | sort -n | awk '
        $2 == "further" { struck = 0; died = 0 }
        $2 == "taskmanager" { struck = 1 }
        $2 == "master" { died = 1 }
        $2 == "succession" { print $3, $4, died && !struck }'
}

run=0
for file in faults recoveries successions strikes; do : > "$work/$file"; done
if [ -n "$elects" ]; then
    zookeeper_port=$((20000 + RANDOM % 10000))
    while { exec 3<> "/dev/tcp/127.0.0.1/$zookeeper_port"; } 2> /dev/null; do zookeeper_port=$((20000 + RANDOM % 10000)); done
    start_zookeeper
    await_zookeeper
    nodes_before=$(znodes)
fi
while is_more_to_kill && [ "$violations" = 0 ]; do
    for kind in "${kinds[@]}"; do
        if is_more_to_kill && [ "$violations" = 0 ]; then
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
if [ -s "$work/successions" ]; then
    times 1 "from the main of the next ApplicationMaster until it had taken over" successions
    alone > "$work/alone"
    awk '{ restarted += $2 } $3 { alone++; alone_restarted += $2 } END {
        print "  of these " NR " the tasks were restarted in: " restarted + 0
        print "  of the " alone + 0 " before which no TaskManager was struck, in: " alone_restarted + 0 }' "$work/alone"
fi
echo "took ${SECONDS} s; ApplicationMasters killed $masters_killed, TaskManagers $task_managers_killed"
echo "kills $killed violations $violations"
[ "$violations" = 0 ]
