#!/usr/bin/env bash
# Serialisers one beside the other, by JMH: Millrace, Flink 1.20 and Apache Fory on the same records. Arguments are JMH's:
#
#   benchmarks/codec/run.sh [-p kind=pojo,record,tuple2,tuple3] [-p engine=millrace,flink,fory] [roundTrip|copy] [-rf json …]
set -euo pipefail
cd "$(dirname "$0")/../.."

version=0.1.0-SNAPSHOT
if [ ! -f "benchmarks/codec/target/codec-$version.jar" ]; then
    mvn -B -q -DskipTests install -pl container-runtime/taskmanager -am >&2
    mvn -B -q -f benchmarks/codec/pom.xml package >&2
fi
exec java -cp "benchmarks/codec/target/classes:benchmarks/codec/target/lib/*" org.openjdk.jmh.Main -jvmArgs '-Xms1g -Xmx1g' "$@"
