#!/usr/bin/env bash
# Fills the database of a running engine with orders: writers into a table without the indexes whose keys come in no order, which
# are made again afterwards as they were. Needs psql.
#   benchmarks/orders/seed.sh <data folder> [orders=10000000] [orders that are there=0]
set -euo pipefail
cd "$(dirname "$0")"
data=$1 orders=${2:-10000000} there=${3:-0} chunk=50000 writers=3 pids=()
PGPASSWORD=$(cat "$data/postgres/password"); export PGPASSWORD
sql() { psql -q -v ON_ERROR_STOP=1 -h 127.0.0.1 -p "$(sed -n 4p "$data/postgres/data/postmaster.pid")" -U cartwright "$@" cartwright; }
site=$(sql -Atc "select id from site limit 1")
now=$(date -u +%Y-%m-%dT%H:00:00Z)
random="tablename = 'orders' and indexname in ('orders_by_email', 'orders_by_contact', 'orders_by_member', 'orders_by_last_name',
  'orders_by_catalog_item', 'orders_by_subscription')"
sql -Atc "select indexdef || ';' from pg_indexes where $random" > "$data/indexes.sql"
sql -Atc "select 'drop index ' || indexname || ';' from pg_indexes where $random" | sql
writer() {
  for ((first = there + 1 + $1 * chunk; first <= orders; first += writers * chunk)); do
    last=$((first + chunk - 1)); ((last > orders)) && last=$orders
    every=50; ((last > orders - 2 * chunk)) && every=1
    sql -v site="$site" -v first="$first" -v last="$last" -v every="$every" -v total="$orders" -v now="$now" -f seed.sql
  done
}
for ((number = 0; number < writers; number++)); do writer $number & pids+=($!); done
for pid in "${pids[@]}"; do wait "$pid"; done
while read -r index; do echo "set maintenance_work_mem = '1GB'; $index" | sql; done < "$data/indexes.sql"
sql -c "vacuum (analyze) orders"
sql -c "insert into tally (site_id, kind, key, value) values ('$site', 'order-number', '', $orders) on conflict (site_id, kind, key) do update set value = greatest(tally.value, excluded.value)"
