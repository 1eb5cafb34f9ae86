#!/usr/bin/env bash
# A flash sale: engine, Postgres and driver on this machine. Prints one JSON line for each sale, then what stock and its ledger say.
#   benchmarks/load/flash-sale.sh [units=10000] [attempts=100000] [visitors=500]
# Needs psql (Debian: apt-get install postgresql-client).
set -euo pipefail
cd "$(dirname "$0")/../.."
units=${1:-10000} attempts=${2:-100000} visitors=${3:-500}
command -v psql >/dev/null || { echo "psql is missing: apt-get install postgresql-client" >&2; exit 1; }
[ -f target/cartwright.jar ] && [ -d target/test-classes ] || mvn -q -DskipTests package

work=$(mktemp -d)
trap 'kill "$engine" 2>/dev/null || true; wait 2>/dev/null || true; rm -rf "$work"' EXIT
CARTWRIGHT_DATA="$work/data" CARTWRIGHT_HTTP_PORT=0 CARTWRIGHT_HTTPS_PORT=0 CARTWRIGHT_LIMITS_REQUESTS_PER_SECOND=0 \
  java ${ENGINE_OPTIONS:--Xms256m -Xmx256m -XX:+UseG1GC -XX:InitiatingHeapOccupancyPercent=70 -XX:-G1UseAdaptiveIHOP} -jar target/cartwright.jar > "$work/engine.log" 2>&1 &
engine=$!
for _ in $(seq 240); do grep -q "is ready" "$work/engine.log" && break; kill -0 "$engine" || { cat "$work/engine.log"; exit 1; }; sleep 0.5; done

classes=target/test-classes:target/classes:$(echo target/lib/*.jar | tr ' ' ':')
java -cp "$classes" io.cartwright.load.FlashSale "$work/data/credentials.json" "$units" "$attempts" "$visitors" 2> "$work/product" \
  || { tail -5 "$work/product" "$work/engine.log" >&2; exit 1; }
product=$(tail -1 "$work/product")
PGPASSWORD=$(cat "$work/data/postgres/password") psql -qtA -h 127.0.0.1 -p "$(sed -n 4p "$work/data/postgres/data/postmaster.pid")" \
  -U cartwright -d cartwright -v product="$product" <<'SQL'
select json_build_object('scenario', 'flashSaleBooks', 'stock', t.value, 'ledger', m.units, 'taken', m.taken, 'orders', m.orders)
  from inventory_item i join tally t on t.kind = 'stock' and t.key = i.id::text,
    lateral (select sum(delta) units, -sum(delta) filter (where order_id is not null) taken, count(distinct order_id) orders
               from stock_movement where inventory_item_id = i.id) m
  where i.product_id = :'product';
SQL
