#!/bin/sh
# A Hadoop on this machine, for trying things: HDFS, YARN with real container processes, ZooKeeper, in one background
# process from the jars that Maven downloaded. Needs the build (mvn package), but not Maven.
set -u

usage() {
    cat << 'EOF'
Usage: mini-hadoop.sh start [--nodemanagers N] [--dir D]
       mini-hadoop.sh stop | status [--dir D]
       mini-hadoop.sh [--dir D] hdfs dfs COMMAND...

start    starts HDFS, YARN with N NodeManagers (2 if not said) and ZooKeeper, waits until all have registered, and prints
         the line that tells clients where it is: eval "$(scripts/mini-hadoop.sh start)"
stop     ends it, with all containers, and deletes what was in its HDFS
status   says whether it runs, by the exit code too
hdfs     Hadoop's own commands on its files, such as: hdfs dfs -ls /

D holds the log and all files (target/mini-hadoop of the checkout if not said). Two can run at once in two directories.
Exit codes: 0 done, or it runs; 1 failed, or the process has died; 2 wrong usage; 3 it does not run.
EOF
}

fail() {
    echo "mini-hadoop: $1" >&2
    exit "${2:-1}"
}

misused() {
    echo "mini-hadoop: $1" >&2
    usage >&2
    exit 2
}

root=$(cd "$(dirname "$0")/.." && pwd -P) || exit 1
directory=$root/target/mini-hadoop
nodemanagers=2
seconds=180
command=

while [ $# -gt 0 ]; do
    case $1 in
        --nodemanagers)
            [ $# -ge 2 ] || misused "--nodemanagers needs a number."
            case $2 in '' | *[!0-9]* | 0*) misused "--nodemanagers needs a number from 1 on, not '$2'." ;; esac
            nodemanagers=$2
            shift 2
            ;;
        --dir)
            { [ $# -ge 2 ] && [ -n "$2" ]; } || misused "--dir needs a directory."
            directory=$2
            shift 2
            ;;
        -h | --help)
            usage
            exit 0
            ;;
        start | stop | status)
            [ -z "$command" ] || misused "one command at a time: '$command' or '$1'?"
            command=$1
            shift
            ;;
        hdfs)
            command=$1
            shift
            break # what follows is Hadoop's
            ;;
        *) misused "unknown argument '$1'." ;;
    esac
done
[ -n "$command" ] || misused "what is to be done?"
case $directory in /*) ;; *) directory=$(pwd -P)/$directory ;; esac

log=$directory/mini-hadoop.log
pid_file=$directory/pid

find_java() {
    if [ -n "${JAVA_HOME:-}" ]; then
        java=$JAVA_HOME/bin/java
        [ -x "$java" ] || fail "JAVA_HOME is '$JAVA_HOME', but there is no bin/java in it. Set it to a Java 17 or later."
    else
        java=$(command -v java) || fail "no java found. Install a Java 17 or later, or set JAVA_HOME to one."
    fi
    module=$root/testing/mini-hadoop/target
    { [ -f "$module/class-path" ] && [ -d "$module/classes/io" ]; } \
        || fail "the mini-Hadoop is not built. Build it in $root: mvn -B -q -DskipTests package"
    class_path=$module/classes:$(cat "$module/class-path")
}

# Sets pid, if the process of the pid file runs; another process may have got the number of a dead one.
find_process() {
    pid=
    [ -f "$pid_file" ] || return 1
    found=$(cat "$pid_file")
    if [ -r /proc/self/cmdline ]; then
        tr '\0' ' ' < "/proc/$found/cmdline" 2> /dev/null | grep -q -F "MiniHadoopProcess $directory " || return 1
    else
        kill -0 "$found" 2> /dev/null || return 1
    fi
    pid=$found
}

configuration() {
    cat "$directory/ready" 2> /dev/null
}

how_to_use() {
    echo "export HADOOP_CONF_DIR='$(configuration)'"
}

start() {
    if find_process; then
        echo "mini-hadoop: already runs, process $pid in $directory; stop it with: $0 stop --dir $directory" >&2
        [ -n "$(configuration)" ] || fail "but it is not ready; its log: $log"
        how_to_use
        return 0
    fi
    find_java
    mkdir -p "$directory" || exit 1
    directory=$(cd "$directory" && pwd -P)
    rm -f "$directory/ready"
    echo "Starting HDFS, YARN with $nodemanagers NodeManagers and ZooKeeper ..." >&2
    # The client compiler is enough for daemons that idle, and leaves the processors to the containers.
    nohup "$java" -Xmx512m -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Djava.awt.headless=true \
        -Dlog4j2.configurationFile=classpath:io/millrace/testing/hadoop/log4j2-process.xml -Dlog4j2.disableJmx=true \
        -cp "$class_path" io.millrace.testing.hadoop.MiniHadoopProcess "$directory" "$nodemanagers" \
        > "$log" 2>&1 < /dev/null &
    pid=$!
    echo "$pid" > "$pid_file"
    waited=0
    while [ ! -f "$directory/ready" ]; do
        if ! kill -0 "$pid" 2> /dev/null; then
            rm -f "$pid_file"
            fail "it did not start. Its log says why: $log"
        fi
        if [ "$waited" -ge $((seconds * 5)) ]; then
            stop
            fail "it was not ready after $seconds s. Its log may say why: $log"
        fi
        waited=$((waited + 1))
        sleep 0.2
    done
    echo "It runs, process $pid. Stop it with: $0 stop$([ "$directory" = "$root/target/mini-hadoop" ] \
        || echo " --dir $directory")" >&2
    how_to_use
}

# Killing is enough: a shell beside the process then kills its containers and deletes its files.
stop() {
    if ! find_process; then
        rm -f "$pid_file" "$directory/ready"
        echo "mini-hadoop: does not run in $directory" >&2
        return 0
    fi
    kill -9 "$pid"
    rm -f "$directory/ready"
    waited=0
    while [ -e "$directory/data" ] || kill -0 "$pid" 2> /dev/null; do
        [ "$waited" -lt 300 ] || fail "process $pid was killed, but $directory/data is still there after 30 s."
        waited=$((waited + 1))
        sleep 0.1
    done
    rm -f "$pid_file"
    echo "Stopped." >&2
}

status() {
    if find_process; then
        if [ -z "$(configuration)" ]; then
            echo "Process $pid is starting; its log: $log"
            return 1
        fi
        echo "Runs, process $pid; its log: $log"
        how_to_use
        return 0
    fi
    if [ -f "$pid_file" ]; then
        echo "Process $(cat "$pid_file") has died; its log: $log"
        return 1
    fi
    echo "Does not run in $directory."
    return 3
}

# $@: dfs and its arguments
hdfs() {
    [ "${1:-}" = dfs ] || misused "only 'hdfs dfs' is there, not 'hdfs ${1:-}'."
    shift
    find_process || fail "does not run in $directory; start it with: $0 start" 3
    find_java
    exec "$java" -Xmx256m -XX:+UseSerialGC -XX:TieredStopAtLevel=1 \
        -Dlog4j2.configurationFile=classpath:io/millrace/testing/hadoop/log4j2-process.xml -Dlog4j2.disableJmx=true \
        -cp "$(configuration):$class_path" org.apache.hadoop.fs.FsShell "$@"
}

if [ -d "$directory" ]; then
    directory=$(cd "$directory" && pwd -P)
    log=$directory/mini-hadoop.log
    pid_file=$directory/pid
fi
"$command" "$@"
