#!/usr/bin/env bash
# Whole jobs in local mode, beside other engines: the same input, one engine after another, each in a JVM of its own with
# the same heap and collector. The first run of each is its warm-up and does not count. All answers must be equal.
#
#   benchmarks/run.sh NAME [--peers flink1,flink2,jet,hand] [--n N] [--parallelism P] [--runs R] [--json FILE]
#     window     N records (20000000), [--keys K] (100000): sums per key in event-time windows of one second,
#                [--checkpoints MS] every so often, to local files (Jet: in memory)
#     wordcount  N megabytes of text (500)
#     lambdas    N records (100000000) through a chain of six lambdas
#     exchange   N records (20000000), [--type tuple|pojo] (tuple): by the hash of their key between two processes over
#                loopback (half of them cross), [--compression NONE|LZ4] (NONE); peers flink1, flink2
#     latency    N seconds (60) of 100,000 records a second with 10,000 keys in windows of 100 ms; the times are those from
#                a window's end to its results: the median, and behind it p99 and p99.99; peers flink2, jet
#     sort       N megabytes (2000) of lines of 100 bytes, in heaps of 1 GB; hand is GNU sort with 512 MB
#     pagerank   N supersteps (20) over [--graph packages|rmat] (packages); rmat has 2^[--scale S] (20) vertices and
#                [--edges E] (16000000); [--snapshots S]: one after every S supersteps, to local files; peers flink1, hand
#                (which does not count reading the graph)
#     components all supersteps of connected components over [--graph packages|rmat], as above
#     chain      N supersteps (2000) over a chain of 100,000 vertices, of which one changes a superstep; Flink has 128 MB of
#                managed memory, with which it is fastest; peers flink1, hand
#
# --json appends an object a row to FILE. Ratios are of medians, Millrace's being 1.
set -euo pipefail
cd "$(dirname "$0")/.."

fail() {
    echo "benchmarks/run.sh: $1" >&2
    exit 2
}

[ $# -ge 1 ] || { sed -n '2,23p' benchmarks/run.sh | cut -c3-; exit 2; }
name=$1
shift
peers='' n='' keys=100000 type=tuple compression='' parallelism=2 runs=3 json='' checkpoints='' snapshots='' graph=packages scale=20 edges=16000000
while [ $# -gt 0 ]; do
    [ $# -ge 2 ] || fail "$1 needs a value"
    case $1 in
        --peers) peers=$2 ;;
        --n) n=$2 ;;
        --keys) keys=$2 ;;
        --type) type=$2 ;;
        --compression) compression=$2 ;;
        --parallelism) parallelism=$2 ;;
        --runs) runs=$2 ;;
        --json) json=$2 ;;
        --checkpoints) checkpoints=$2 ;;
        --snapshots) snapshots=$2 ;;
        --graph) graph=$2 ;;
        --scale) scale=$2 ;;
        --edges) edges=$2 ;;
        *) fail "there is no option $1; expected --peers, --n, --keys, --checkpoints, --snapshots, --type, --compression, --graph, --scale, --edges, --parallelism, --runs or --json" ;;
    esac
    shift 2
done

version=0.1.0-SNAPSHOT
jar=benchmarks/target/millrace-benchmarks-$version.jar
if [ ! -f "$jar" ]; then
    mvn -B -q -DskipTests package -pl benchmarks,scripts -am >&2
fi
if [ -n "$peers" ] && [ ! -f "benchmarks/peers/jet/target/peer-jet-$version.jar" ]; then
    mvn -B -q -f benchmarks/peers/pom.xml package >&2
fi
# The heap is fixed and touched before the run: page faults are dear on virtual machines.
heap=4g
[ "$name" != sort ] || heap=1g
jvm=${BENCHMARK_JVM:--Xms$heap -Xmx$heap -XX:+UseParallelGC -XX:+UseTransparentHugePages -XX:+AlwaysPreTouch}
opens=''
for package in java.lang java.nio java.util java.util.concurrent sun.nio.ch; do
    opens="$opens --add-opens=java.base/$package=ALL-UNNAMED"
done

# The Bible again and again until there are enough bytes, without the running numbers; and the same in a part a subtask.
text() {
    local megabytes=$1 file="benchmarks/target/text-$1.txt"
    if [ ! -f "$file" ]; then
        gzip -dc examples/data/bible.txt.gz | cut -f2 >"$file.once"
        local bytes times
        bytes=$(wc -c <"$file.once")
        times=$((megabytes * 1000000 / bytes + 1))
        # The last line may be cut: head ends the pipe, which is no failure.
        { for _ in $(seq "$times"); do cat "$file.once"; done 2>/dev/null || true; } |
            head -c "$((megabytes * 1000000))" >"$file.part"
        rm "$file.once"
        mv "$file.part" "$file"
    fi
    if [ ! -d "$file.parts-$parallelism" ]; then
        rm -rf "$file.unfinished"
        mkdir "$file.unfinished"
        split -n "l/$parallelism" "$file" "$file.unfinished/part-"
        mv "$file.unfinished" "$file.parts-$parallelism"
    fi
    echo "$file"
}

# Lines of 99 chars and a line feed: a key of ten random letters, the number of the line, and letters to fill it up.
lines() {
    local megabytes=$1 file="benchmarks/target/lines-$1.txt"
    if [ ! -f "$file" ]; then
        LC_ALL=C awk -v count="$((megabytes * 10000))" 'BEGIN {
            srand(42)
            for (i = 0; i < 26 * 26; i++) pair[i] = sprintf("%c%c", 97 + int(i / 26), 97 + i % 26)
            fill = sprintf("%78s", "")
            gsub(/ /, "abcdefghijklm", fill)
            for (i = 0; i < count; i++) {
                key = ""
                for (j = 0; j < 5; j++) key = key pair[int(rand() * 676)]
                printf "%s %09d %s\n", key, i, substr(fill, 1 + i % 900, 78)
            }
        }' >"$file.part"
        mv "$file.part" "$file"
    fi
    echo "$file"
}

# What programs over graphs are told of theirs; the packages' edges lie there as plain text, so that subtasks can share them.
graph_options() {
    case $graph in
        packages)
            local file=benchmarks/target/package-edges.tsv
            if [ ! -f "$file" ]; then
                gzip -dc examples/data/package-edges.tsv.gz >"$file.part"
                mv "$file.part" "$file"
            fi
            echo "--graph $file --vertices $(gzip -dc examples/data/package-nodes.tsv.gz | wc -l)"
            ;;
        rmat) echo "--graph rmat --scale $scale --edges $edges" ;;
        *) fail "there is no graph $graph; expected packages or rmat" ;;
    esac
}

case $name in
    window) program=WindowBenchmark work=(--records "${n:-20000000}" --keys "$keys") ;;
    lambdas) program=LambdasBenchmark work=(--records "${n:-100000000}") ;;
    wordcount)
        input=$(text "${n:-500}")
        program=WordCountBenchmark work=(--input "$input")
        ;;
    exchange) program=ExchangeBenchmark work=(--records "${n:-20000000}" --type "$type") ;;
    latency) program=LatencyBenchmark work=(--seconds "${n:-60}") ;;
    sort)
        input=$(lines "${n:-2000}")
        program=SortBenchmark work=(--input "$input")
        ;;
    pagerank)
        told=$(graph_options)
        # shellcheck disable=SC2206
        program=PageRankBenchmark work=(--work "$name" $told --supersteps "${n:-20}")
        ;;
    components)
        told=$(graph_options)
        # shellcheck disable=SC2206
        program=ComponentsBenchmark work=(--work "$name" $told --supersteps 1000)
        ;;
    chain)
        program=ComponentsBenchmark
        work=(--work chain --graph chain --vertices 100000 --managed-mb 128 --supersteps "${n:-2000}")
        ;;
    *) fail "there is no benchmark $name; expected window, wordcount, lambdas, exchange, latency, sort, pagerank, components or chain" ;;
esac
work+=(--parallelism "$parallelism" --runs "$((runs + 1))")
if [ -n "$checkpoints" ]; then
    [ "$name" = window ] || fail "--checkpoints is for window"
    work+=(--checkpoints "$checkpoints" --checkpoint-dir "file://$PWD/benchmarks/target/checkpoints")
fi
if [ -n "$compression" ]; then
    [ "$name" = exchange ] && [ -z "$peers" ] || fail "--compression is for exchange, without peers"
    work+=(--compression "$compression")
fi
if [ -n "$snapshots" ]; then
    [ "$name" = pagerank ] || fail "--snapshots is for pagerank"
    work+=(--snapshots "$snapshots" --checkpoint-dir "file://$PWD/benchmarks/target/checkpoints")
fi

peer() {
    local module=$1
    shift
    # shellcheck disable=SC2086
    java $jvm $opens -cp "benchmarks/peers/$module/target/classes:benchmarks/peers/$module/target/lib/*" "$@"
}

engine() {
    case $1 in
        # Its processes start each other, so all is on their class path.
        millrace)
            if [ "$name" = exchange ]; then
                # shellcheck disable=SC2086
                java $jvm $opens -cp "$jar:scripts/target/millrace-$version/lib/*" "io.millrace.benchmarks.$program" "${work[@]}"
                return
            fi
            MILLRACE_OPTS=$jvm scripts/millrace run -t local -c "io.millrace.benchmarks.$program" "$jar" "${work[@]}"
            ;;
        flink1 | flink2) peer "$1" io.millrace.benchmarks.peers.flink.Main "$1" "$name" "${work[@]}" ;;
        jet)
            local of_jet=("${work[@]}")
            [ "$name" != wordcount ] || of_jet+=(--input-parts "$input.parts-$parallelism")
            peer jet io.millrace.benchmarks.peers.jet.Main "$name" "${of_jet[@]}"
            ;;
        hand) peer hand io.millrace.benchmarks.peers.hand.Main "$name" "${work[@]}" ;;
        *) fail "there is no peer $1; expected flink1, flink2, jet or hand" ;;
    esac
}

lines=$(mktemp)
errors=$(mktemp)
trap 'rm -f "$lines" "$errors"' EXIT
for each in millrace ${peers//,/ }; do
    echo "running $each ..." >&2
    if ! engine "$each" 2>"$errors" | grep '^{"work"' >>"$lines"; then
        tail -20 "$errors" >&2
        fail "$each did not run"
    fi
done

# One row an engine: the first run is left out.
awk -v json="$json" '
    function field(key,    at, rest) {
        at = index($0, "\"" key "\":")
        rest = substr($0, at + length(key) + 3)
        sub(/^"/, "", rest)
        sub(/["}].*$/, "", rest)
        if (key != "params") sub(/,.*$/, "", rest)
        return rest
    }
    {
        e = field("engine")
        if (!(e in runs)) { order[++engines] = e; runs[e] = 0; params[e] = field("params"); work = field("work") }
        sums[field("checksum")] = e
        checksum[e] = field("checksum")
        if (field("run") > 1) {
            seconds[e, ++runs[e]] = field("seconds") + 0
            rate[e, runs[e]] = field("records_per_s") + 0
            if (work == "latency") { p99[e, runs[e]] = field("p99_s") + 0; p9999[e, runs[e]] = field("p9999_s") + 0 }
        }
    }
    END {
        printf "%-10s %10s %10s %10s %12s %8s\n", work, "median s", "min s", "max s", "million/s", "ratio"
        for (i = 1; i <= engines; i++) {
            e = order[i]
            for (a = 2; a <= runs[e]; a++)
                for (b = a; b > 1 && seconds[e, b] < seconds[e, b - 1]; b--) {
                    t = seconds[e, b]; seconds[e, b] = seconds[e, b - 1]; seconds[e, b - 1] = t
                    t = rate[e, b]; rate[e, b] = rate[e, b - 1]; rate[e, b - 1] = t
                    t = p99[e, b]; p99[e, b] = p99[e, b - 1]; p99[e, b - 1] = t
                    t = p9999[e, b]; p9999[e, b] = p9999[e, b - 1]; p9999[e, b - 1] = t
                }
            m = int((runs[e] + 1) / 2)
            if (i == 1) base = seconds[e, m]
            if (work == "latency") printf "%-10s p50 %.3f ms, p99 %.3f ms, p99.99 %.3f ms in the median run\n", e,
                seconds[e, m] * 1000, p99[e, m] * 1000, p9999[e, m] * 1000
            printf "%-10s %10.6f %10.6f %10.6f %12.2f %8.2f\n", e, seconds[e, m], seconds[e, 1], seconds[e, runs[e]],
                rate[e, m] / 1e6, seconds[e, m] / base
            if (json != "")
                printf "{\"work\":\"%s\",\"engine\":\"%s\",\"params\":\"%s\",\"median_s\":%.6f,\"min_s\":%.6f,\"max_s\":%.6f,\"records_per_s\":%.0f,\"checksum\":%s%s}\n",
                    work, e, params[e], seconds[e, m], seconds[e, 1], seconds[e, runs[e]], rate[e, m], checksum[e],
                    work == "latency" ? sprintf(",\"p99_s\":%.6f,\"p9999_s\":%.6f", p99[e, m], p9999[e, m]) : "" >>json
        }
        for (s in sums) answers++
        if (answers > 1) {
            for (i = 1; i <= engines; i++) printf "%s: checksum %s\n", order[i], checksum[order[i]] >"/dev/stderr"
            print "the answers differ" >"/dev/stderr"
            exit 1
        }
    }' "$lines"
