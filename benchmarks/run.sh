#!/usr/bin/env bash
# Whole-job benchmarks in local mode. Prints one line of JSON a run and the medians at the end.
#   benchmarks/run.sh window    [--records N] [--keys K] [--parallelism P] [--runs R]
#   benchmarks/run.sh wordcount [--megabytes M] [--parallelism P] [--runs R]
set -euo pipefail
cd "$(dirname "$0")/.."

usage() {
    sed -n '2,4p' benchmarks/run.sh | cut -c3-
    exit 2
}

[ $# -ge 1 ] || usage
name=$1
shift
jar=benchmarks/target/millrace-benchmarks-0.1.0-SNAPSHOT.jar
if [ ! -f "$jar" ]; then
    mvn -B -q -DskipTests package -pl benchmarks,scripts -am >&2
fi
# The heap is fixed and touched before the run: page faults are dear on virtual machines.
export MILLRACE_OPTS="${MILLRACE_OPTS:--Xms4g -Xmx4g -XX:+UseParallelGC -XX:+UseTransparentHugePages -XX:+AlwaysPreTouch}"

# The Bible again and again until there are enough bytes, without the running numbers.
text() {
    local megabytes=$1 file="benchmarks/target/text-$1.txt"
    if [ ! -f "$file" ]; then
        gzip -dc examples/data/bible.txt.gz | cut -f2 >"$file.once"
        local bytes times
        bytes=$(wc -c <"$file.once")
        times=$((megabytes * 1000000 / bytes + 1))
        for _ in $(seq "$times"); do cat "$file.once"; done | head -c "$((megabytes * 1000000))" >"$file.part"
        rm "$file.once"
        mv "$file.part" "$file"
    fi
    echo "$file"
}

case $name in
    window)
        out=$(scripts/millrace run -t local -c io.millrace.benchmarks.WindowBenchmark "$jar" "$@")
        ;;
    wordcount)
        megabytes=500
        rest=()
        while [ $# -gt 0 ]; do
            case $1 in
                --megabytes) megabytes=$2; shift 2 ;;
                *) rest+=("$1"); shift ;;
            esac
        done
        input=$(text "$megabytes")
        out=$(scripts/millrace run -t local -c io.millrace.benchmarks.WordCountBenchmark "$jar" --input "$input" "${rest[@]}")
        ;;
    *) usage ;;
esac
printf '%s\n' "$out"
printf '%s\n' "$out" | sed -n 's/.*"seconds":\([0-9.]*\),"records_per_s":\([0-9]*\).*/\1 \2/p' | sort -n |
    awk '{ s[NR] = $1; r[NR] = $2 }
         END { if (NR == 0) exit 1; m = int((NR + 1) / 2)
               printf "median %.3f s (%.3f to %.3f), %.2f million/s, %d runs\n", s[m], s[1], s[NR], r[m] / 1e6, NR }'
