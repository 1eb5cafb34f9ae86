#!/usr/bin/env bash
# The load report: engine, Postgres and drivers on this machine, nothing else. Each part writes its JSON lines, and then the table.
#   benchmarks/load/run.sh [all]            rates, cpu, bound, latency, overload, memory, flat, flash, report; 20 minutes
#   benchmarks/load/run.sh rates            the two bounds, and the highest rate of each scenario (closed loop)   rates.jsonl
#   benchmarks/load/run.sh cpu              processor time of a request by part: threads of the engine, Postgres, wrk cpu.jsonl
#   benchmarks/load/run.sh bound            what the engine sends for a purchase and an add, sent by pgbench       bound.jsonl
#   benchmarks/load/run.sh latency          p99 at half of the highest rate (open loop)                           latency.jsonl
#   benchmarks/load/run.sh overload         at twice the highest rate, and what follows (open loop)               overload.jsonl
#   benchmarks/load/run.sh memory           resident memory with 100,000 carts touched                            memory.jsonl
#   benchmarks/load/run.sh flat             rates before and after a million carts and orders are stored          flat.jsonl
#   benchmarks/load/run.sh soak [minutes=30]   rates before and after so long a load                              soak.jsonl
#   benchmarks/load/run.sh flash            a flash sale                                                          flash.jsonl
#   benchmarks/load/run.sh report           the table from what is there                                          README.md
# Several parts in one call share an engine, as in "all". Settings: LOAD_SECONDS=10 of each measurement, LOAD_WARMUP=5 before it, LOAD_WARM=300 at most
# of each scenario on a new engine, LOAD_RESULTS, LOAD_STORED=1000000
# carts and orders, LOAD_RULES=100000, LOAD_COUPONS=100000, ENGINE_OPTIONS of the JVM.
# Needs wrk, pgbench, psql (Debian: apt-get install wrk postgresql-contrib), for flat 20 GB of disk, and once Maven for the driver.
set -euo pipefail
cd "$(dirname "$0")/../.."
export LOAD_SCRIPTS="$PWD/benchmarks/load" LOAD_CARTS=10000
seconds=${LOAD_SECONDS:-10} warmup=${LOAD_WARMUP:-5} results=${LOAD_RESULTS:-benchmarks/results/load}
. benchmarks/load/lib.sh

scenarios="get estimate add flow"

# The highest rate of each scenario: the best of few and many connections.
highest() {
  for scenario in $scenarios; do
    for connections in 32 128; do wrk_drive "$scenario" $connections "$url"; done
  done
}

rates() {
  engine
  part rates
  { bounds; highest; } | tee -a "$results/rates.jsonl"
}

cpu() {
  engine
  part cpu
  for scenario in $scenarios; do cpu_of "$scenario" 128; done | tee -a "$results/cpu.jsonl"
}

bound() {
  engine
  part bound
  {
    sent flow; replay flow 'select count(*) from orders join checkout on checkout.id::text = checkout_id where checkout.revision = 3'
    sent add; replay add 'select sum(revision - was) from cart join place using (site_id, id)'
  } | tee -a "$results/bound.jsonl"
}

latency() {
  engine
  part latency
  for scenario in $scenarios; do
    half=$(of_highest "$scenario" 0.5)
    open_loop "$scenario" 256 "warmup:$half:5" "half:$half:$seconds"
  done | tee -a "$results/latency.jsonl"
}

overload() {
  engine
  part overload
  # Not reads: beyond 25,000 requests a second the driver itself takes more than one of the two cores.
  for scenario in add flow; do
    half=$(of_highest "$scenario" 0.5)
    twice=$(of_highest "$scenario" 2)
    open_loop "$scenario" 2048 "warmup:$half:5" "warmupOver:$twice:$warmup" "warmupAfter:$half:$warmup" \
      "before:$half:5" "overload:$twice:$((3 * seconds))" "after:$half:$seconds"
  done | tee -a "$results/overload.jsonl"
}

memory() {
  engine
  part memory
  touched=$(wc -l < "$LOAD_FOLDER/tokens.txt")
  [ "$touched" -ge 100000 ] || prepare $((100000 - touched))
  echo "{\"cartsTouched\":$(wc -l < "$LOAD_FOLDER/tokens.txt"),\"engineResidentMb\":$(resident)}" | tee -a "$results/memory.jsonl"
}

flat() {
  engine
  part flat
  [ "$(sql -c 'select count(*) from orders')" -ge 100 ] || wrk_drive flow 32 "$url" > /dev/null
  highest | sed 's/^{/{"when":"before",/' | tee -a "$results/flat.jsonl"
  coupon
  stored=${LOAD_STORED:-1000000}
  rules 100 "${LOAD_RULES:-100000}"
  sql -v carts="$stored" -v orders="$stored" -v coupons="${LOAD_COUPONS:-100000}" -f benchmarks/load/seed.sql | grep '^{' | tee -a "$results/flat.jsonl"
  highest | sed 's/^{/{"when":"stored",/' | tee -a "$results/flat.jsonl"
  echo "{\"engineResidentMb\":$(resident)}" | tee -a "$results/flat.jsonl"
}

soak() {
  engine
  part soak
  highest | sed 's/^{/{"when":"before",/' | tee -a "$results/soak.jsonl"
  minutes=${soak_minutes:-30}
  for scenario in get add flow; do
    open_loop "$scenario" 256 "soak:$(of_best soak "$scenario" 0.2):$((minutes * 60))" > "$work/soak-$scenario" &
    drivers+=("$!")
  done
  for minute in $(seq "$minutes"); do
    sleep 60
    echo "{\"minute\":$minute,\"engineResidentMb\":$(resident)}" | tee -a "$results/soak.jsonl"
  done
  wait "${drivers[@]}"
  drivers=()
  cat "$work"/soak-* | tee -a "$results/soak.jsonl"
  highest | sed 's/^{/{"when":"after",/' | tee -a "$results/soak.jsonl"
}

flash() {
  stop_engine
  part flash
  benchmarks/load/flash-sale.sh | tee -a "$results/flash.jsonl"
}

report() { java -cp "$(libraries)" benchmarks/load/Report.java "$results"; }

[ $# -gt 0 ] || set -- all
[ "$1" != all ] || set -- rates cpu bound latency overload memory flat flash
[ "$*" = report ] || tools
while [ $# -gt 0 ]; do
  case $1 in
    rates | cpu | bound | latency | overload | memory | flat | flash) $1 ;;
    soak) case ${2:-} in [0-9]*) soak_minutes=$2; shift ;; esac; soak ;;
    report) ;;
    *) sed -n '2,19p' "$0"; exit 1 ;;
  esac
  shift
done
report
