#!/usr/bin/env bash
# Fills the database of a running engine with orders: two writers into a table without its searching indexes, which are made
# again afterwards as they were. Needs psql.
#   benchmarks/orders/seed.sh <data folder> [orders=10000000] [orders that are there=0]
set -euo pipefail
cd "$(dirname "$0")"
data=$1 orders=${2:-10000000} there=${3:-0} chunk=50000
PGPASSWORD=$(cat "$data/postgres/password"); export PGPASSWORD
sql() { psql -q -v ON_ERROR_STOP=1 -h 127.0.0.1 -p "$(sed -n 4p "$data/postgres/data/postmaster.pid")" -U cartwright "$@" cartwright; }
site=$(sql -Atc "select id from site limit 1")
now=$(date -u +%Y-%m-%dT%H:00:00Z)
sql -Atc "select indexdef || ';' from pg_indexes where tablename = 'orders' and indexname <> 'orders_pkey'" > "$data/indexes.sql"
[ -s "$data/indexes.sql" ] && sql -Atc "select 'drop index ' || indexname || ';' from pg_indexes where tablename = 'orders' and indexname <> 'orders_pkey'" | sql
writer() {
  for ((first = there + 1 + $1 * chunk; first <= orders; first += 2 * chunk)); do
    last=$((first + chunk - 1)); ((last > orders)) && last=$orders
    sql -v site="$site" -v first="$first" -v last="$last" -v total="$orders" -v now="$now" -f seed.sql
  done
}
writer 0 & one=$!
writer 1 & two=$!
wait $one; wait $two
while read -r index; do echo "set maintenance_work_mem = '512MB'; $index" | sql; done < "$data/indexes.sql"
sql -c "vacuum (analyze) orders"
sql -c "insert into tally (site_id, kind, key, value) values ('$site', 'order-number', '', $orders) on conflict (site_id, kind, key) do update set value = greatest(tally.value, excluded.value)"
