#!/usr/bin/env bash
# Many orders: starts an engine on a data folder, fills it when it is empty, and measures. Each part writes its files, and then the table.
#   benchmarks/orders/run.sh [orders=10000000] [data folder=target/orders] [part...]
#     size        how many, and what they take                                  size.txt
#     plans       of searches as the engine asks them                           plans.txt
#     newest      the newest 100, by one caller and by 8                        newest.jsonl
#     read        an order by its id, beside the fixed answer                   read.jsonl
#     money       refunds and captures, beside the upsert                       money.jsonl
#     searches    pages by each filter and sort                                 searches.jsonl
#     aggregates  figures over a day, a month and all                           aggregates.jsonl
#     report      the tables from what is there                                 README.md
# All parts when none is named: 12 minutes; orders that money makes are deleted at its end. Seeding ten million orders takes 60 GB of disk on the way and 45 GB in the end, and less than an hour. Settings: LOAD_SECONDS=10 of each
# measurement, LOAD_WARMUP=10, LOAD_ORDERS=100000 that are refunded or captured, LOAD_RESULTS, ENGINE_OPTIONS of the JVM.
# Needs wrk, pgbench, psql (Debian: apt-get install wrk postgresql-contrib).
set -euo pipefail
cd "$(dirname "$0")/../.."
orders=${1:-10000000} data=$(realpath -m "${2:-target/orders}"); shift $(($# > 2 ? 2 : $#))
export LOAD_SCRIPTS="$PWD/benchmarks/load" LOAD_CARTS=2000
seconds=${LOAD_SECONDS:-10} warmup=${LOAD_WARMUP:-10} results=${LOAD_RESULTS:-benchmarks/results/orders}
. benchmarks/load/lib.sh

# Starts the engine on the data folder, unless it runs; seeds it when it holds no orders.
start() {
  [ -z "$engine_pid" ] || return 0
  mkdir -p "$data" "$LOAD_FOLDER"
  ln -sfn "$data" "$work/data"
  CARTWRIGHT_DATA="$data" CARTWRIGHT_HTTP_PORT=0 CARTWRIGHT_HTTPS_PORT=0 CARTWRIGHT_LIMITS_REQUESTS_PER_SECOND=0 \
    java $options -jar target/cartwright.jar > "$work/engine.log" 2>&1 &
  engine_pid=$!
  until grep -qs "is ready" "$work/engine.log"; do kill -0 "$engine_pid" || { cat "$work/engine.log" >&2; exit 1; }; sleep 0.5; done
  url=$(field httpUrl)
  LOAD_API_KEY=$(field apiKey); export LOAD_API_KEY
  [ "$(sql -c 'select exists (select from orders)')" = t ] || benchmarks/orders/seed.sh "$data" "$orders"
}

# drive SCRIPT NAME CONNECTIONS [warmup|measure]: closed loop, after a warm-up; or one of the two.
drive() {
  for time in ${4:-warmup measure}; do
    LOAD_NAME=$2 LOAD_PART=$time LOAD_CONNECTIONS=$3 wrk -t1 -c"$3" -d"$([ $time = warmup ] && echo "$warmup" || echo "$seconds")"s \
      -s "benchmarks/orders/$1.lua" "$url" > "$work/drive" 2>> "$work/drive.log" || true
  done
  grep '^{' "$work/drive" || { tail -5 "$work/drive.log" "$work/engine.log" >&2; exit 1; }
}

measure() { java -cp "$classes" io.cartwright.load.OrderSearches "$data/credentials.json" "$@"; }

size() {
  sql -c "select 'orders ' || count(*) from orders union all select 'table ' || pg_size_pretty(pg_table_size('orders'))
    union all select 'of that rows ' || pg_size_pretty(pg_relation_size('orders')) union all select 'indexes ' || pg_size_pretty(pg_indexes_size('orders'))
    union all select 'a document ' || avg(length(doc))::int || ' bytes, stored ' || avg(pg_column_size(doc))::int
      from (select doc from orders order by site_id, created_date desc limit 10000) newest" | tee "$results/size.txt"
}

plans() { sql -P format=aligned -P tuples_only=off -f benchmarks/orders/plans.sql > "$results/plans.txt"; }

newest() {
  part newest
  for callers in 1 8; do drive newest newest100 $callers; done | tee -a "$results/newest.jsonl"
}

# As many orders as are kept by an engine of this size, in rotation; then any of all.
read_by_id() {
  part read
  bounds | tee -a "$results/read.jsonl"
  sql -c "select id from orders order by site_id, created_date desc limit 2000" > "$LOAD_FOLDER/orders.txt"
  for connections in 32 128; do drive order getOrder $connections; done | tee -a "$results/read.jsonl"
  sql -c "select id from orders tablesample system (1)" | shuf --random-source=<(yes) > "$LOAD_FOLDER/orders.txt"
  LOAD_CARTS=100000 drive order getAnyOrder 32 | tee -a "$results/read.jsonl"
}

money() {
  part money
  bounds | tee -a "$results/money.jsonl"
  for what in "refund tok_approve" "capture tok_authorize" "refundExternal APPROVED" "captureExternal AUTHORIZED"; do
    set -- $what
    java -Xmx256m -cp "$classes" io.cartwright.load.PrepareOrders "$data/credentials.json" 1 "$LOAD_FOLDER/order.txt" "$2"
    cut -d' ' -f1 "$LOAD_FOLDER/order.txt" >> "$LOAD_FOLDER/made.txt"
    sql -v order="$(cut -d' ' -f1 "$LOAD_FOLDER/order.txt")" -v payment="$(cut -d' ' -f2 "$LOAD_FOLDER/order.txt")" -v count="${LOAD_ORDERS:-100000}" \
      -f benchmarks/orders/copies.sql > "$LOAD_FOLDER/$1.txt"
    cut -d' ' -f1 "$LOAD_FOLDER/$1.txt" >> "$LOAD_FOLDER/made.txt"
  done
  # What Postgres still has to do for the copies is not to be done beside the refunds.
  sql -c 'vacuum (analyze, index_cleanup off) orders, order_state, order_transactions, money_entry, payment_attempt, sandbox_payment, tally' -c checkpoint
  # All are warmed up before any is measured: much of the code is theirs alike, and the JVM takes its time to compile it.
  for time in warmup measure; do
    for what in refund capture refundExternal captureExternal; do
      ln -sf "$LOAD_FOLDER/$what.txt" "$LOAD_FOLDER/orders.txt"
      LOAD_CARTS=1000000 drive money $what 32 $time > "$work/money"
      [ $time = warmup ] || tee -a "$results/money.jsonl" < "$work/money"
    done
  done
  sql -c 'create temp table made (id uuid)' -c "\\copy made from '$LOAD_FOLDER/made.txt'" -c 'delete from orders using made where orders.id = made.id'
}

searches() { part searches; measure searches 1 | tee -a "$results/searches.jsonl"; }

aggregates() { part aggregates; measure aggregates | tee -a "$results/aggregates.jsonl"; }

report() { java -cp "$(libraries)" benchmarks/orders/Report.java "$results"; }

[ $# -gt 0 ] || set -- size plans newest read money searches aggregates
[ "$*" = report ] || { tools; start; }
for name in "$@"; do
  case $name in
    size | plans | newest | money | searches | aggregates) $name ;;
    read) read_by_id ;;
    report) ;;
    *) sed -n '2,15p' "$0"; exit 1 ;;
  esac
done
report
