#!/bin/sh
# Checks what the examples write against models that share no code with Millrace: gzip, tr, sort, uniq and awk.
#
#   scripts/verify-examples.sh            both APIs, at parallelism 1, 2, 3 and 7
#
# PARALLELISMS="1 4" checks others; MILLRACE=path/to/bin/millrace checks another build, such as the distribution's.
# Prints a line for each check; exits 1 if any output differs from its model in a single line, 2 if nothing can be run.
set -eu
LC_ALL=C
export LC_ALL

root=$(cd "$(dirname "$0")/.." && pwd)
data=$root/examples/data
millrace=${MILLRACE:-$root/scripts/millrace}
parallelisms=${PARALLELISMS:-1 2 3 7}
failures=0
checks=0

jar=
for candidate in "$root"/examples/target/millrace-examples-*.jar; do
    case $candidate in
        *-tests.jar | *-sources.jar | *-javadoc.jar) ;;
        *) if [ -f "$candidate" ]; then jar=$candidate; fi ;;
    esac
done
if [ -z "$jar" ]; then
    echo "verify-examples: no examples/target/millrace-examples-*.jar; build it: mvn -B -q -DskipTests package" >&2
    exit 2
fi
if [ ! -x "$millrace" ]; then
    echo "verify-examples: '$millrace' is not a command that can be run" >&2
    exit 2
fi

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

# The words of each line: runs of letters, digits and underscores, in lower case.
gzip -dc "$data/bible.txt.gz" |
    tr 'A-Z' 'a-z' | tr -cs 'a-z0-9_' '\n' | sed '/^$/d' | sort | uniq -c |
    awk '{ print $2 " " $1 }' | sort > "$scratch/words"

# The same in minutes of verses.
gzip -dc "$data/bible.txt.gz" | awk '{
    start = $1 - $1 % 60
    line = tolower($0)
    gsub(/[^a-z0-9_]+/, " ", line)
    n = split(line, words, " ")
    for (i = 1; i <= n; i++) count[start " " words[i]]++
} END { for (key in count) print key " " count[key] }' | sort > "$scratch/windows"

gzip -dc "$data/package-nodes.tsv.gz" > "$scratch/nodes"
gzip -dc "$data/package-edges.tsv.gz" | awk -F '\t' '
    NR == FNR { name[$1] = $2; next }
    { out[$1]++; in_[$2]++ }
    END { for (id in name) print name[id] "\t" out[id] + 0 "\t" in_[id] + 0 }
' "$scratch/nodes" - | sort > "$scratch/degrees"

# check MODEL PARALLELISM CLASS ARGUMENTS...
check() {
    model=$1 p=$2 class=$3
    shift 3
    checks=$((checks + 1))
    output=$scratch/output
    rm -rf "$output"
    status=0
    "$millrace" run -t local -p "$p" -c "io.millrace.examples.$class" "$jar" "$@" --output "$output" \
        > "$scratch/log" 2>&1 || status=$?
    if [ "$status" -ne 0 ]; then
        failures=$((failures + 1))
        echo "FAIL  $class -p $p: exit code $status"
        tail -n 5 "$scratch/log" | sed 's/^/      /'
        return
    fi
    find "$output" -type f ! -name '_*' ! -name '.*' -exec cat {} + | sort > "$scratch/found"
    if cmp -s "$scratch/$model" "$scratch/found"; then
        echo "ok    $class -p $p: $(wc -l < "$scratch/found" | tr -d ' ') lines as the model's"
    else
        failures=$((failures + 1))
        echo "FAIL  $class -p $p: differs from the model (< model, > found), first lines:"
        diff "$scratch/$model" "$scratch/found" | grep '^[<>]' | head -n 5 | sed 's/^/      /'
    fi
}

for p in $parallelisms; do
    check words "$p" dataset.WordCount --input "$data/bible.txt.gz"
    check words "$p" datastream.WordCount --input "$data/bible.txt.gz"
    check windows "$p" datastream.WindowWordCount --input "$data/bible.txt.gz"
    check degrees "$p" dataset.Degrees --input "$data/package-edges.tsv.gz" --nodes "$data/package-nodes.tsv.gz"
done

if [ "$failures" -gt 0 ]; then
    echo "$failures of $checks checks failed"
    exit 1
fi
echo "all $checks checks passed"
