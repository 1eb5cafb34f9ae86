#!/usr/bin/env bash
# The figures of the evaluator, each part a file of benchmarks/results/evaluator.
#   benchmarks/evaluator/run.sh [all]         everything, and then the tables and the picture; 25 minutes on two cores
#   benchmarks/evaluator/run.sh quick         the same parts at small sizes for an instant: does it work? Files go to target/evaluator
#   benchmarks/evaluator/run.sh ours          evaluator by shape, number of rules, lines                 ours.json
#   benchmarks/evaluator/run.sh rivals        beside Drools, the naive evaluator, scans and a bare map   rivals-*.json
#   benchmarks/evaluator/run.sh best          of that, ours and the best of Drools from 1,000 rules on         rivals-best.json
#   benchmarks/evaluator/run.sh book          whole books, one rule changed, a bulk import               book-*.json
#   benchmarks/evaluator/run.sh memory [rules=1000000]                                                   memory.jsonl
#   benchmarks/evaluator/run.sh swap [rules=1000000] [seconds=20] [changes a second=100] [threads=2]     swap.jsonl
#   benchmarks/evaluator/run.sh drools        all ways to set up Drools, and one rule each for 10,000; ten minutes   drools.json
#   benchmarks/evaluator/run.sh plot          tables and picture from what is there                      README.md, scaling.svg
# EVALUATOR_RESULTS is another folder for the files. Needs an idle machine with 8 GB free.
set -euo pipefail
cd "$(dirname "$0")/../.."
results=${EVALUATOR_RESULTS:-benchmarks/results/evaluator}
mkdir -p "$results"
length=(-wi 3 -i 4)
command=${1:-all}; [ $# -gt 0 ] && shift

mvn -o -q -B test-compile dependency:build-classpath -Dmdep.outputFile=target/classpath \
  || mvn -q -B test-compile dependency:build-classpath -Dmdep.outputFile=target/classpath
classes=target/classes:target/test-classes:$(cat target/classpath)

# jmh FILE PATTERN OPTION...
jmh() {
  local file=$1 pattern=$2; shift 2
  java -cp "$classes" org.openjdk.jmh.Main "io.cartwright.pricing.$pattern" -prof gc -foe true -rf json -rff "$results/$file.json" "$@" "${length[@]}"
}
kind="-p shape=CATEGORY_AND_QUANTITY"
shapes=FEW_PER_ITEM,MANY_PER_ITEM,ALL_ITEMS,SUBTOTAL_LADDER,BUY_X_GET_Y,MIXED

ours() {
  jmh ours-scaling 'EvaluatorBenchmark' $kind -p rules=10,1000,100000,1000000
  jmh ours-cold 'EvaluatorBenchmark.rulesAlone' $kind -p rules=1000,1000000 -p baskets=8192
  jmh ours-lines 'EvaluatorBenchmark' -p shape=CATEGORY_AND_QUANTITY,MIXED -p rules=100000 -p lines=1,100
  jmh ours-wide 'EvaluatorBenchmark' -p shape=CATEGORY_AND_QUANTITY,MIXED -p rules=100000 -p lines=300 -f 3
  jmh ours-shapes 'EvaluatorBenchmark.rulesAlone' -p shape=$shapes -p rules=1000,100000,1000000
  jmh ours-quotes 'EvaluatorBenchmark.wholeQuote' -p shape=$shapes -p rules=100000
  jmh ours-hot 'EvaluatorBenchmark.rulesAlone' -p shape=HOT_ITEM -p rules=1000,100000 -p matching=1,10,100,1000
}

best() { jmh rivals-best 'RivalBenchmark' -p rival=OURS,DROOLS_FACTS_UPDATED -p rules=1000,10000,100000,1000000 -f 3; }

rivals() {
  jmh rivals-small 'RivalBenchmark' -p rival=OURS,LINEAR_SCAN,BARE_SCAN -p rules=10,20,30,50,100
  best
  jmh rivals-large 'RivalBenchmark' -p rival=BARE_MAP,LINEAR_SCAN -p rules=1000,10000,100000,1000000
  jmh rivals-ten 'RivalBenchmark' -p rival=BARE_MAP,NAIVE,DROOLS_FACTS,DROOLS_FACTS_UPDATED,DROOLS_RULES_UPDATED,DROOLS_RULES_STATELESS -p rules=10
  jmh rivals-rules 'RivalBenchmark' -p rival=NAIVE,BARE_SCAN,DROOLS_FACTS,DROOLS_RULES_UPDATED,DROOLS_RULES_STATELESS -p rules=1000
  jmh rivals-naive 'RivalBenchmark' -p rival=NAIVE -p rules=100000
}

drools() {
  jmh drools 'RivalBenchmark' -p rules=10,1000 -p rival=DROOLS_FACTS,DROOLS_FACTS_TUNED,DROOLS_FACTS_UPDATED,DROOLS_RULES,DROOLS_RULES_TUNED,DROOLS_RULES_UPDATED,DROOLS_RULES_STATELESS,DROOLS_RULES_SEQUENTIAL,DROOLS_RULES_POOLED
  jmh drools-ten-thousand 'RivalBenchmark' -p rules=10000 -p rival=DROOLS_RULES_UPDATED,DROOLS_RULES_STATELESS
}

book() {
  jmh book-change 'BookBenchmark.oneRuleChanged' -p rules=10,1000,100000,1000000
  jmh book-whole 'BookBenchmark.(wholeBook|tenthImported)' -p rules=1000000
}

memory() { java -Xmx6g -cp "$classes" io.cartwright.pricing.BookMemory "$@" | tee "$results/memory.jsonl"; }
# Young generations of bounded size: pauses of the collector come more often, and each is shorter.
swap() {
  for collector in "UseG1GC -XX:NewSize=256m -XX:MaxNewSize=256m" "UseSerialGC -Xmn8m"; do
    java -Xms4g -Xmx4g -XX:+AlwaysPreTouch -XX:+$collector -cp "$classes" io.cartwright.pricing.SwapHistogram "$@"
  done | tee "$results/swap.jsonl"
}
plot() { java benchmarks/evaluator/Report.java "$results"; }

# Commit, host and JDK of the figures.
host() {
  {
    echo "commit=$(git rev-parse --short HEAD)$(git diff --quiet HEAD -- src benchmarks/java || echo ' with changes')"
    echo "date=$(date -u +%F)"
    echo "processor=$(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -1), $(nproc) cores, $(awk '/MemTotal/{printf "%d GB", $2 / 1e6}' /proc/meminfo)"
    echo "jdk=$(java -XshowSettings:properties -version 2>&1 | sed -n 's/^ *java.vm.version = //p')"
    echo "drools=$(sed -n 's/.*<drools.version>\(.*\)<.*/\1/p' pom.xml)"
  } > "$results/host.properties"
}

quick() {
  results=target/evaluator; mkdir -p "$results"
  length=(-f 1 -wi 0 -i 1 -r 100ms)
  host
  jmh ours-scaling 'EvaluatorBenchmark' $kind -p rules=10,1000
  jmh ours-shapes 'EvaluatorBenchmark.rulesAlone' -p shape=$shapes -p rules=10
  jmh ours-hot 'EvaluatorBenchmark.rulesAlone' -p shape=HOT_ITEM -p rules=1000 -p matching=1,100
  jmh rivals-small 'RivalBenchmark' -p rival=OURS,NAIVE,LINEAR_SCAN,BARE_SCAN,BARE_MAP,DROOLS_FACTS_UPDATED -p rules=10
  jmh book-change 'BookBenchmark' -p rules=10
  memory 10000; swap 10000 2
  [ -f "$results/README.md" ] || cp benchmarks/results/evaluator/README.md "$results"
  plot
}

case $command in
  all) host; ours; rivals; book; memory; swap; plot ;;
  quick | plot) $command ;;
  ours | rivals | best | drools | book | memory | swap) host; $command "$@" ;;
  *) sed -n '2,13p' "$0"; exit 1 ;;
esac
