#!/usr/bin/env bash
# Measures what the control plane costs as jobs grow: simulation/scale.sh [--tasks N ...] [--task-managers M] [--kinds]; --help
# says all. Prints a table, a line for each size; the default sizes take about a minute. Exit 2 if the arguments are wrong.
# The heap is limited to what the JobManager may take at the largest size.
set -euo pipefail
cd "$(dirname "$0")/.."
classpath=simulation/target/classpath.txt
if [[ ! -f $classpath || -n "$(find . -path '*/src/main/*' -newer "$classpath" -print -quit)" ]]; then
    mvn -q -B -DskipTests -pl simulation -am package dependency:build-classpath \
        -Dmdep.outputFile="$PWD/$classpath" -Dmdep.includeScope=runtime >&2
    touch "$classpath"
fi
exec java -Xmx4g -XX:+UseParallelGC -Dslf4j.internal.verbosity=ERROR -cp "simulation/target/classes:$(cat "$classpath")" \
    io.millrace.simulation.scale.Scale "$@"
