#!/usr/bin/env bash
# The load run: engine, Postgres and driver on this machine. Prints one JSON line a scenario, and the two bounds beside them:
# pgbench with a prepared one-row upsert of 2 kB (the bound for durable writes) and a bare Vert.x server with a fixed answer
# of 1.5 kB (the bound for reads).
#   benchmarks/load/run.sh [seconds=10] [carts=10000] [output file]
# Needs wrk, and pgbench with psql (Debian: apt-get install wrk postgresql-contrib).
set -euo pipefail
cd "$(dirname "$0")/../.."
seconds=${1:-10} carts=${2:-10000} output=${3:-/dev/stdout}
for tool in wrk pgbench psql; do command -v $tool >/dev/null || { echo "$tool is missing: apt-get install wrk postgresql-contrib" >&2; exit 1; }; done
[ -f target/cartwright.jar ] && [ -d target/test-classes ] || mvn -q -DskipTests package

work=$(mktemp -d)
export LOAD_SCRIPTS="$PWD/benchmarks/load" LOAD_FOLDER="$work/load"
pids=()
trap 'kill "${pids[@]}" 2>/dev/null || true; wait 2>/dev/null || true; rm -rf "$work"' EXIT

field() { sed -n "s/.*\"$1\": \"\([^\"]*\)\".*/\1/p" "$work/data/credentials.json"; }
CARTWRIGHT_DATA="$work/data" CARTWRIGHT_HTTP_PORT=0 CARTWRIGHT_HTTPS_PORT=0 CARTWRIGHT_LIMITS_REQUESTS_PER_SECOND=0 \
  java ${ENGINE_OPTIONS:--Xms384m -Xmx384m} -jar target/cartwright.jar > "$work/engine.log" 2>&1 &
engine=$!; pids+=("$engine")
for _ in $(seq 240); do grep -q "is ready" "$work/engine.log" && break; kill -0 "$engine" || { cat "$work/engine.log"; exit 1; }; sleep 0.5; done
url=$(field httpUrl)
LOAD_CLIENT_ID=$(field clientId); export LOAD_CLIENT_ID
classes=target/test-classes:target/classes:$(echo target/lib/*.jar | tr ' ' ':')
java -cp "$classes" io.cartwright.load.PrepareCarts "$work/data/credentials.json" "$carts" "$LOAD_FOLDER"

drive() { wrk -t1 -c32 -d"$1"s -s "$LOAD_SCRIPTS/$2.lua" "$3" 2>>"$work/drive.log" | grep '^{' || { tail -5 "$work/drive.log" >&2; exit 1; }; }
{
  postgres_port=$(sed -n 4p "$work/data/postgres/data/postmaster.pid")
  PGPASSWORD=$(cat "$work/data/postgres/password"); export PGPASSWORD
  connect=(-h 127.0.0.1 -p "$postgres_port" -U cartwright)
  psql -q "${connect[@]}" -d postgres -c 'create database bound' && \
  psql -q "${connect[@]}" -d bound -c 'create table bound (id int primary key, revision bigint not null, doc text not null) with (fillfactor = 70)' && \
  pgbench -n -M prepared -c 32 -j 1 -T "$seconds" -f benchmarks/load/upsert.sql "${connect[@]}" bound 2>/dev/null \
    | sed -n 's/^tps = \([0-9.]*\).*/{"scenario":"upsertBound","rate":\1}/p'
  java -cp "$classes" io.cartwright.load.FixedAnswer 18099 > "$work/fixed.log" 2>&1 & pids+=("$!")
  for _ in $(seq 100); do (exec 3<>/dev/tcp/127.0.0.1/18099) 2>/dev/null && break; sleep 0.2; done
  drive "$seconds" fixed http://127.0.0.1:18099/
  kill "${pids[-1]}"
  for scenario in browse get estimate add; do drive 5 $scenario "$url" > /dev/null; drive "$seconds" $scenario "$url"; done
  wrk -t16 -c16 -d"5"s -s "$LOAD_SCRIPTS/flow.lua" "$url" > /dev/null 2>>"$work/drive.log"
  wrk -t16 -c16 -d"$seconds"s -s "$LOAD_SCRIPTS/flow.lua" "$url" 2>>"$work/drive.log" | grep '^{'
  echo "{\"engineResidentMb\":$(( $(ps -o rss= -p "$engine") / 1024 ))}"
} > "$output"
tail -3 "$work/drive.log" >&2
