#!/bin/sh
# Shows Millrace run on YARN: builds what is missing, starts a Hadoop on this machine, puts the Bible into its HDFS, counts
# its words with both APIs as YARN applications, compares with runs in one JVM, and stops everything. Needs a JDK 17 or later
# and Maven 3.8 or later. May be run again and from any folder; writes only below target/ (and what Maven builds).
set -eu

usage() {
    cat << 'EOF'
Usage: quickstart.sh [--keep | --local]

Counts the words of the Bible on YARN: each program is an application with two TaskManagers, its input and output are in HDFS.

--keep    leaves the Hadoop running, and says how to use and to stop it
--local   runs in one JVM, without Hadoop
EOF
}

fail() {
    echo "quickstart: $1" >&2
    exit "${2:-1}"
}

root=$(cd "$(dirname "$0")/.." && pwd)
input=$root/examples/data/bible.txt.gz
output=$root/target/quickstart
keep=no
where=yarn
for argument in "$@"; do
    case $argument in
        --keep) keep=yes ;;
        --local) where=local ;;
        -h | --help)
            usage
            exit 0
            ;;
        *)
            usage >&2
            fail "unknown argument '$argument'." 2
            ;;
    esac
done
[ "$keep$where" != yeslocal ] || fail "--local starts no Hadoop that could be kept." 2

check_java() {
    if [ -n "${JAVA_HOME:-}" ]; then
        java=$JAVA_HOME/bin/java
        [ -x "$java" ] || fail "JAVA_HOME is '$JAVA_HOME', but there is no bin/java in it. Set it to a JDK 17 or later." 2
    else
        java=$(command -v java) || fail "no java found. Install a JDK 17 or later, or set JAVA_HOME to one." 2
    fi
    version=$("$java" -version 2>&1 | sed -n 's/.*version "\([0-9]*\).*/\1/p' | head -n 1)
    [ "${version:-0}" -ge 17 ] || fail "$java is version ${version:-unknown}; Millrace needs a JDK 17 or later." 2
}

# The jar of the examples, or nothing; not its tests, sources or documentation.
find_jar() {
    for candidate in "$root"/examples/target/millrace-examples-*.jar; do
        case $candidate in
            *-tests.jar | *-sources.jar | *-javadoc.jar) ;;
            *) if [ -f "$candidate" ]; then echo "$candidate"; return; fi ;;
        esac
    done
}

# The distribution, or nothing.
find_distribution() {
    for candidate in "$root"/scripts/target/millrace-*/lib; do
        if [ -d "$candidate" ]; then dirname "$candidate"; return; fi
    done
}

is_built() {
    jar=$(find_jar)
    [ -n "$jar" ] && [ -n "$(find_distribution)" ] && [ -f "$root/testing/mini-hadoop/target/class-path" ]
}

build_what_is_missing() {
    if is_built; then return; fi
    command -v mvn > /dev/null || fail "no mvn found. Install Maven 3.8 or later." 2
    echo "Building Millrace; the first time takes a few minutes, most of it downloads ..."
    mvn -B -q -f "$root/pom.xml" -DskipTests package || fail "the build failed; Maven says why, above."
    is_built || fail "the build made no examples/target/millrace-examples-*.jar, scripts/target/millrace-*/lib or \
testing/mini-hadoop/target/class-path."
}

# $1: a name for the run; the rest: arguments of millrace run
millrace() {
    name=$1
    shift
    "$root/scripts/millrace" run "$@" > "$output/$name.log" 2>&1 || {
        status=$?
        cat "$output/$name.log" >&2
        fail "$name ended with exit code $status; what it said is above." "$status"
    }
}

# $1: the program, which is the name of its output, too; runs in one JVM
run_locally() {
    millrace "local-$1" -t local -c "io.millrace.examples.$1" "$jar" --input "$input" --output "$output/local/$1"
    sorted "$output/local/$1" > "$output/local-$1.sorted"
}

# As run_locally, as an application on YARN with two TaskManagers, from HDFS to HDFS
run_on_yarn() {
    echo "Running $1 on YARN ..."
    millrace "yarn-$1" -t yarn-application -p 2 -D taskmanager.numberOfTaskSlots=1 \
        -c "io.millrace.examples.$1" "$jar" --input hdfs:///quickstart/bible.txt --output "hdfs:///quickstart/$1"
    sed -n 's/^Submitted application /  /p; s/^Job has been submitted with JobID /  JobID /p' "$output/yarn-$1.log"
    "$root/scripts/mini-hadoop.sh" hdfs dfs -get "/quickstart/$1" "$output/yarn/$1"
    sorted "$output/yarn/$1" > "$output/yarn-$1.sorted"
}

# The lines of an output: a single file, or a folder of parts beside a mark _SUCCESS.
sorted() {
    find "$1" -type f ! -name '_*' ! -name '.*' -exec cat {} + | LC_ALL=C sort
}

# $1, $2: two files that should hold the same; $3: what they are
compare() {
    [ -s "$output/$1.sorted" ] || fail "there is nothing in $output/$1.sorted."
    cmp -s "$output/$1.sorted" "$output/$2.sorted" || fail "$3: compare $output/$1.sorted and $output/$2.sorted."
}

# $1: sorted lines 'word count'
print_most_frequent() {
    LC_ALL=C sort -k2,2nr -k1,1 "$output/$1.sorted" | head -n 10 | awk '{ printf "  %-6s %6d\n", $1, $2 }'
}

count_lines() {
    wc -l < "$output/$1.sorted" | tr -d ' '
}

show_local() {
    echo "Counting the words of the Bible with both APIs, in one JVM ..."
    run_locally dataset.WordCount
    run_locally datastream.WordCount
    compare local-dataset.WordCount local-datastream.WordCount "the two APIs counted differently"
    echo
    echo "The ten most frequent words:"
    print_most_frequent local-dataset.WordCount
    echo
    echo "Both APIs counted the same $(count_lines local-dataset.WordCount) different words. The counts are in"
    echo "  $output/local"
}

stop_hadoop() {
    status=$?
    trap - EXIT
    if [ "$started" = yes ] && { [ "$keep" = no ] || [ "$status" -ne 0 ]; }; then
        "$root/scripts/mini-hadoop.sh" stop || status=1
    fi
    exit "$status"
}

start_hadoop() {
    started=no
    trap stop_hadoop EXIT
    trap 'exit 130' INT
    trap 'exit 143' TERM
    if "$root/scripts/mini-hadoop.sh" status > /dev/null; then
        echo "Using the Hadoop that runs already; it is left running."
    else
        started=yes
    fi
    exported=$("$root/scripts/mini-hadoop.sh" start --nodemanagers 2)
    eval "$exported"
}

put_bible() {
    gzip -dc "$input" > "$output/bible.txt"
    "$root/scripts/mini-hadoop.sh" hdfs dfs -rm -r -f -skipTrash /quickstart > /dev/null
    "$root/scripts/mini-hadoop.sh" hdfs dfs -mkdir /quickstart
    "$root/scripts/mini-hadoop.sh" hdfs dfs -put "$output/bible.txt" /quickstart/bible.txt
    rm "$output/bible.txt"
    echo "The Bible is at hdfs:///quickstart/bible.txt."
}

show_yarn() {
    start_hadoop
    put_bible
    mkdir -p "$output/yarn"
    for program in dataset.WordCount datastream.WordCount datastream.WindowWordCount; do
        run_on_yarn "$program"
    done
    echo
    echo "The ten most frequent words, read back from HDFS:"
    print_most_frequent yarn-dataset.WordCount
    echo
    for program in dataset.WordCount datastream.WindowWordCount; do
        run_locally "$program"
        compare "yarn-$program" "local-$program" "YARN and one JVM counted differently"
    done
    compare yarn-dataset.WordCount yarn-datastream.WordCount "the two APIs counted differently"
    echo "Both APIs counted the same $(count_lines yarn-dataset.WordCount) different words, and found \
$(count_lines yarn-datastream.WindowWordCount) in minutes of verses, on YARN as in one JVM."
}

explain_keep() {
    echo
    echo "The Hadoop runs on. Use it:"
    echo "  $exported"
    echo "  $root/scripts/millrace run -t yarn-application -c io.millrace.examples.dataset.WordCount $jar \\"
    echo "      --input hdfs:///quickstart/bible.txt --output hdfs:///tmp/counts"
    echo "  $root/scripts/mini-hadoop.sh hdfs dfs -ls /quickstart"
    echo "Stop it:"
    echo "  $root/scripts/mini-hadoop.sh stop"
}

check_java
build_what_is_missing
rm -rf "$output"
mkdir -p "$output"
if [ "$where" = local ]; then
    show_local
else
    show_yarn
    if [ "$keep" = yes ]; then explain_keep; fi
fi
echo
echo "The programs: examples/src/main/java/io/millrace/examples/{dataset,datastream}/"
