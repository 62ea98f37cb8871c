#!/usr/bin/env bash
# How long an application on YARN takes to start: from the call of scripts/millrace to the ApplicationMaster's JVM, its main,
# the first TaskManager's JVM, the first record, and the return of the command. Needs a running mini-Hadoop:
#   eval "$(scripts/mini-hadoop.sh start)"; benchmarks/start-times.sh [RUNS]; scripts/mini-hadoop.sh stop
# Each run is two submissions: a first one, with nothing staged, and a second one. Milliseconds; medians at the end.
set -euo pipefail
cd "$(dirname "$0")/.."

runs=${1:-10}
[ -n "${HADOOP_CONF_DIR:-}" ] || { sed -n '2,5p' benchmarks/start-times.sh | cut -c3- >&2; exit 2; }
jar=benchmarks/target/millrace-benchmarks-0.1.0-SNAPSHOT.jar
if [ ! -f "$jar" ]; then
    mvn -B -q -DskipTests package -pl benchmarks,scripts -am >&2
fi
hdfs() { scripts/mini-hadoop.sh hdfs dfs "$@"; }
fs=$(sed -n 's#.*<value>\(hdfs://[^<]*\)</value>.*#\1#p' "$HADOOP_CONF_DIR/core-site.xml" | head -n 1)
log=$(mktemp)
table=$(mktemp)
trap 'rm -f "$log" "$table"' EXIT

row() { printf '%-7s %4s %10s %10s %10s %10s %10s\n' "$@"; }

# submit first|second RUN
submit() {
    local out=/start-times/$1-$2-$$ begin end am main tm record
    begin=$(date +%s%3N)
    scripts/millrace run -t yarn-application -D jobmanager.memory.process.size=768m \
        -D taskmanager.memory.process.size=768m -c io.millrace.benchmarks.StartTimes "$jar" --output "$fs$out" \
        >"$log" 2>&1 || { cat "$log" >&2; exit 1; }
    end=$(date +%s%3N)
    read -r am main tm record < <(hdfs -cat "$out" 2>/dev/null || hdfs -cat "$out/*")
    row "$1" "$2" $((am - begin)) $((main - begin)) $((tm - begin)) $((record - begin)) $((end - begin)) | tee -a "$table"
}

row kind run AM-JVM main TM-JVM record returned
for run in $(seq "$runs"); do
    hdfs -rm -r -f -skipTrash "/user/$(id -un)/.millrace" >/dev/null 2>&1 || true
    submit first "$run"
    submit second "$run"
done
for kind in first second; do
    medians=()
    for column in 3 4 5 6 7; do
        medians+=("$(awk -v k="$kind" -v c="$column" '$1 == k { print $c }' "$table" | sort -n |
            awk '{ v[NR] = $1 } END { print v[int((NR + 1) / 2)] }')")
    done
    row "$kind" med "${medians[@]}"
done
