# Shared by run.sh: the engine under load, the drivers, and what they write. Expects results and seconds, in the project's folder.
. benchmarks/load/cpu.sh
work=$(mktemp -d)
export LOAD_FOLDER="$work/load"
engine_pid='' url='' drivers=() others=()
trap 'stop_engine; kill "${others[@]}" "${drivers[@]}" 2>/dev/null || true; wait 2>/dev/null || true; rm -rf "$work"' EXIT

libraries() { echo target/lib/*.jar | tr ' ' ':'; }

tools() {
  for tool in wrk pgbench psql; do
    command -v $tool > /dev/null || { echo "$tool is missing: apt-get install wrk postgresql-contrib" >&2; exit 1; }
  done
  [ -f target/cartwright.jar ] && [ -d target/test-classes ] || mvn -q -B -DskipTests package
  classes=target/test-classes:target/classes:$(libraries)
  driver=target/load-driver
  ls "$driver"/lib/hyperfoil-*.jar > /dev/null 2>&1 \
    || mvn -q -B -f benchmarks/load/driver/pom.xml dependency:copy-dependencies -DincludeScope=runtime -DoutputDirectory="$PWD/$driver/lib"
  mkdir -p "$driver/classes" "$results"
  javac -nowarn -cp "$driver/lib/*" -d "$driver/classes" benchmarks/load/driver/*.java
  host > "$results/host.properties"
}

# Commit, host and JDK of the figures.
host() {
  echo "commit=$(git rev-parse --short HEAD)$(git diff --quiet HEAD -- src benchmarks/java benchmarks/load || echo ' with changes')"
  echo "date=$(date -u +%F)"
  echo "processor=$(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -1), $(nproc) cores, $(awk '/MemTotal/{printf "%d GB", $2 / 1e6}' /proc/meminfo)"
  echo "kernel=$(uname -r)"
  echo "jdk=$(java -XshowSettings:properties -version 2>&1 | sed -n 's/^ *java.vm.version = //p')"
  echo "engineOptions=$options"
  echo "seconds=$seconds"
}

options=${ENGINE_OPTIONS:--Xms256m -Xmx256m -XX:+UseG1GC -XX:InitiatingHeapOccupancyPercent=70 -XX:-G1UseAdaptiveIHOP}
field() { sed -n "s/.*\"$1\": \"\([^\"]*\)\".*/\1/p" "$work/data/credentials.json"; }
resident() { echo $(($(ps -o rss= -p "$engine_pid") / 1024)); }

# Starts the engine on fresh data, with carts of three lines and a hundred rules, unless it runs.
engine() {
  [ -z "$engine_pid" ] || return 0
  CARTWRIGHT_DATA="$work/data" CARTWRIGHT_HTTP_PORT=0 CARTWRIGHT_HTTPS_PORT=0 CARTWRIGHT_LIMITS_REQUESTS_PER_SECOND=0 \
    java $options -jar target/cartwright.jar > "$work/engine.log" 2>&1 &
  engine_pid=$!
  for _ in $(seq 240); do
    grep -qs "is ready" "$work/engine.log" && break
    kill -0 "$engine_pid" || { cat "$work/engine.log" >&2; exit 1; }
    sleep 0.5
  done
  url=$(field httpUrl)
  LOAD_CLIENT_ID=$(field clientId); export LOAD_CLIENT_ID
  prepare "$LOAD_CARTS"
  rules 0 100
  warm
}

# Each scenario until the JVM has compiled what matters: until its compiler takes less than a thirtieth of one processor, for at most LOAD_WARM
# seconds. A purchase takes some 90 s of both processors; before that, the compiler takes as much time as the event loops.
warm() {
  local scenario round before
  for scenario in flow add estimate get; do
    for round in $(seq $((${LOAD_WARM:-300} / 10))); do
      before=$(compiled)
      wrk_run $scenario 64 10
      [ $(($(compiled) - before)) -ge 33 ] || break
    done
    echo "== warmed $scenario up for $((10 * round)) s" >&2
  done
}

# Hundredths of a second that the compiler has used.
compiled() { cpu_now | awk -F '\t' '/^engine compiler/ { sum += $2 } END { print sum + 0 }'; }

stop_engine() {
  [ -n "$engine_pid" ] || return 0
  kill "$engine_pid" 2> /dev/null && wait "$engine_pid" 2> /dev/null || true
  engine_pid=''
  rm -rf "$work/data" "$LOAD_FOLDER"
}

# prepare CARTS: that many further carts.
prepare() { java -Xmx256m -cp "$classes" io.cartwright.load.PrepareCarts "$work/data/credentials.json" "$1" "$LOAD_FOLDER"; }

# rules FROM TO: imports these rules and waits until they are priced by.
rules() {
  java -cp "$classes" io.cartwright.load.LoadRules "$1" "$(($2 - $1))" "$LOAD_FOLDER/products.txt" > "$work/rules.jsonl"
  CARTWRIGHT_DATA="$work/data" java -Xmx256m -jar target/cartwright.jar import-rules "$work/rules.jsonl" >&2
  sleep $((3 + ($2 - $1) / 20000))
}

# A coupon for seed.sql to copy.
coupon() {
  curl -sf "$url/stores/v2/coupons" -H "authorization: $(field apiKey)" -H 'content-type: application/json' -o /dev/null \
    -d '{"specification":{"name":"Load","code":"LOADONE","moneyOffAmount":5,"active":true,"startTime":"1700000000000","scope":{"namespace":"stores"}}}'
}

sql() {
  PGPASSWORD=$(cat "$work/data/postgres/password") psql -qtA -h 127.0.0.1 -p "$(sed -n 4p "$work/data/postgres/data/postmaster.pid")" \
    -U cartwright -d "${database:-cartwright}" "$@"
}

# part NAME: begins its file anew.
part() { echo "== $1" >&2; : > "$results/$1.jsonl"; }

# The two bounds: pgbench with a prepared one-row upsert of 2 kB in a column like that of the carts, and a bare Vert.x server.
bounds() {
  database=postgres sql -c 'create database bound'
  database=bound sql -c 'create table bound (id int primary key, revision bigint not null, doc text not null) with (fillfactor = 70, toast_tuple_target = 8160)'
  PGPASSWORD=$(cat "$work/data/postgres/password") pgbench -n -M prepared -c 32 -j 1 -T "$seconds" -f benchmarks/load/upsert.sql \
    -h 127.0.0.1 -p "$(sed -n 4p "$work/data/postgres/data/postmaster.pid")" -U cartwright bound 2> /dev/null \
    | sed -n 's/^tps = \([0-9.]*\).*/{"scenario":"upsertBound","rate":\1,"connections":32}/p'
  database=postgres sql -c 'drop database bound'
  java -cp "$classes" io.cartwright.load.FixedAnswer 18099 > "$work/fixed.log" 2>&1 &
  others=("$!")
  for _ in $(seq 100); do (exec 3<> /dev/tcp/127.0.0.1/18099) 2> /dev/null && break; sleep 0.2; done
  wrk_drive fixed 32 http://127.0.0.1:18099/
  kill "${others[@]}"; others=()
}

# sent SCENARIO: has Postgres log all it is sent while one caller goes through the scenario for a second, and makes scripts of it.
sent() {
  local log="$work/data/postgres/run/postgres.log" from
  mkdir -p "$work/$1"
  from=$(stat -c %s "$log")
  sql -c "alter system set log_statement = 'all'" -c 'select pg_reload_conf()' > /dev/null
  LOAD_CONNECTIONS=1 wrk -t1 -c1 -d1s -s "$LOAD_SCRIPTS/$1.lua" "$url" > /dev/null
  sql -c 'alter system reset log_statement' -c 'select pg_reload_conf()' > /dev/null
  tail -c +$((from + 1)) "$log" > "$work/$1/log"
  java benchmarks/load/Replay.java "$1" "$work/$1/log" "$work/$1"
}

# replay SCENARIO: what the engine sends for it, sent by pgbench to the same tables under another schema, as the committer's lanes would
# send it: batches, prepared, plans as theirs.
replay() {
  local batch settings='-c search_path=bound,public -c plan_cache_mode=force_generic_plan -c enable_seqscan=off -c enable_hashjoin=off -c enable_mergejoin=off'
  for batch in 1 4 16 64; do
    sql -v carts="$LOAD_CARTS" -f benchmarks/load/bound.sql > /dev/null
    PGOPTIONS='-c search_path=bound' sql -f "$work/$1/given.sql"
    PGOPTIONS=$settings PGPASSWORD=$(cat "$work/data/postgres/password") pgbench -n -M prepared -c 5 -j 1 -T "$seconds" \
      -D n=$batch -D carts=$((LOAD_CARTS / 5)) -f "$work/$1/replay.pgbench" \
      -h 127.0.0.1 -p "$(sed -n 4p "$work/data/postgres/data/postmaster.pid")" -U cartwright cartwright > "$work/$1/pgbench" 2>&1 \
      || { tail -5 "$work/$1/pgbench" >&2; exit 1; }
    awk -v name="$1" -v batch=$batch -v done="$(PGOPTIONS='-c search_path=bound' sql -c "$2")" '
      /^number of transactions actually/ { rounds = $NF }
      /^tps = / { printf "{\"scenario\":\"%sBound\",\"rate\":%.1f,\"connections\":5,\"batch\":%d,\"sent\":%d,\"found\":%d}\n", name, $3 * batch, batch, rounds * batch, done }' "$work/$1/pgbench"
  done
  sql -c 'drop schema bound cascade' 2> /dev/null
}

# wrk_run SCENARIO CONNECTIONS SECONDS [URL]: its line is in the file drive then.
wrk_run() {
  local threads=1; [ "$1" != flow ] || threads=$2
  LOAD_CONNECTIONS=$2 wrk -t"$threads" -c"$2" -d"$3"s -s "$LOAD_SCRIPTS/$1.lua" "${4:-$url}" > "$work/drive" 2>> "$work/drive.log" || true
}

# wrk_drive SCENARIO CONNECTIONS URL: closed loop, after a warm-up. A flow needs a thread for each connection.
wrk_drive() {
  for time in "$warmup" "$seconds"; do wrk_run "$1" "$2" "$time" "$3"; done
  grep '^{' "$work/drive" || { tail -5 "$work/drive.log" "$work/engine.log" >&2; exit 1; }
}

# open_loop SCENARIO CONNECTIONS PHASE...: see driver/OpenLoop.java. The driver goes before the engine where it may, so that what it
# measures is not its own wait for a processor.
open_loop() {
  local scenario=$1 connections=$2 first=; shift 2
  nice -n -10 true 2> /dev/null && first='nice -n -10'
  $first java -Xms256m -Xmx256m -XX:+UseParallelGC -cp "$driver/classes:$driver/lib/*" OpenLoop \
    "$url" "$scenario" "$LOAD_CLIENT_ID" "$LOAD_FOLDER" "$connections" "$@" 2> "$work/open-$scenario.log" | grep '^{' \
    || { tail -20 "$work/open-$scenario.log" >&2; exit 1; }
  grep -E '^[a-z]+(: | accepted)' "$work/open-$scenario.log" | cut -c1-2000 >&2 || true
}

# of_best FILE SCENARIO PART: this part of the scenario's best rate in a file of results.
of_best() {
  local name; name=$(sed -n 's/.*report("\([A-Za-z]*\)".*/\1/p' "benchmarks/load/$2.lua")
  sed -n "s/.*\"scenario\":\"$name\",\"rate\":\([0-9.]*\).*/\1/p" "$results/$1.jsonl" | sort -g | tail -1 | awk -v part="$3" '{printf "%d", $1 * part}'
}

# of_highest SCENARIO PART: of the highest rate in rates.jsonl, measured now if it is not there.
of_highest() {
  [ -s "$results/rates.jsonl" ] || rates >&2
  of_best rates "$1" "$2"
}
