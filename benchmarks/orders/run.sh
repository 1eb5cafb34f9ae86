#!/usr/bin/env bash
# Searches among many orders: starts an engine on a data folder, fills it when it is empty, measures, and keeps the plans.
#   benchmarks/orders/run.sh [orders=10000000] [data folder=target/orders] [results=benchmarks/results/orders]
# Ten million orders take 43 GB of disk and the better part of an hour. Needs psql.
set -euo pipefail
cd "$(dirname "$0")/../.."
orders=${1:-10000000} data=$(realpath -m "${2:-target/orders}") results=${3:-benchmarks/results/orders}
command -v psql >/dev/null || { echo "psql is missing: apt-get install postgresql-client" >&2; exit 1; }
[ -f target/cartwright.jar ] && [ -d target/test-classes ] || mvn -q -DskipTests package
mkdir -p "$data" "$results"
CARTWRIGHT_DATA="$data" CARTWRIGHT_HTTP_PORT=0 CARTWRIGHT_HTTPS_PORT=0 CARTWRIGHT_LIMITS_REQUESTS_PER_SECOND=0 \
  java -Xmx512m -jar target/cartwright.jar > "$data/engine.log" 2>&1 &
engine=$!
trap 'kill $engine 2>/dev/null || true; wait 2>/dev/null || true' EXIT
until grep -q "is ready" "$data/engine.log"; do kill -0 $engine || { cat "$data/engine.log"; exit 1; }; sleep 0.5; done
PGPASSWORD=$(cat "$data/postgres/password"); export PGPASSWORD
sql() { psql -q -h 127.0.0.1 -p "$(sed -n 4p "$data/postgres/data/postmaster.pid")" -U cartwright "$@" cartwright; }
[ "$(sql -Atc 'select exists (select from orders)')" = t ] || benchmarks/orders/seed.sh "$data" "$orders"
sql -Atc "select 'orders ' || count(*) from orders union all select 'table ' || pg_size_pretty(pg_table_size('orders'))
  union all select 'of that rows ' || pg_size_pretty(pg_relation_size('orders')) union all select 'indexes ' || pg_size_pretty(pg_indexes_size('orders'))" > "$results/size.txt"
sql -f benchmarks/orders/plans.sql > "$results/plans.txt"
classes=target/test-classes:target/classes:$(echo target/lib/*.jar | tr ' ' ':')
measure() { java -cp "$classes" io.cartwright.load.OrderSearches "$data/credentials.json" "$@"; }
measure newest 1 20 > "$results/newest.jsonl"
measure newest 8 20 >> "$results/newest.jsonl"
measure searches 1 1 > "$results/searches.jsonl"
measure aggregates 1 1 > "$results/aggregates.jsonl"
