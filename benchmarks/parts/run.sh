#!/usr/bin/env bash
# Parts of the engine alone, by JMH. Arguments are JMH's:
#
#   benchmarks/parts/run.sh Codec [-p kind=pojo,record,tuple2,tuple3] [-p engine=millrace,flink,fory] [-rf json …]
#     serialisers one beside the other on the same records: Millrace, Flink 1.20 and Apache Fory
#   benchmarks/parts/run.sh Cores [-p memory=enough,eighth] [-rf json …]
#     what works within managed memory: external sort, hash join, aggregation; in memory, and with an eighth of what it needs
set -euo pipefail
cd "$(dirname "$0")/../.."

# shellcheck source=benchmarks/own-build.sh
. benchmarks/own-build.sh
own_build parts container-runtime/taskmanager,container-runtime/operators
exec java -cp "benchmarks/parts/target/classes:benchmarks/parts/target/lib/*" org.openjdk.jmh.Main "$@"
