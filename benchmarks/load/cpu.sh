# Processor time by part, from /proc. Sourced by lib.sh; expects engine_pid and work.

# Hundredths of a second that each part has used until now: threads of the engine by kind, processes of Postgres by kind, wrk, and what the machine
# was busy in all.
cpu_now() {
  local postgres; postgres=$(head -1 "$work/data/postgres/data/postmaster.pid")
  {
    sed 's/^/engine /' /proc/"$engine_pid"/task/*/stat
    for process in "$postgres" $(pgrep -P "$postgres"); do
      echo "postgres $(tr '\0' ' ' < /proc/"$process"/cmdline | sed 's/[()]/ /g; s/^postgres: */(/; s/^[^(].*/(head/') ) $(sed 's/.*) //' /proc/"$process"/stat)"
    done
    for process in $(pgrep -x wrk); do sed 's/^/wrk /' /proc/"$process"/stat; done
    sed -n 's/^cpu  /all () /p' /proc/stat
  } 2> /dev/null | awk '
    { name = $0; sub(/^[^(]*\(/, "", name); sub(/\).*/, "", name); rest = $0; sub(/.*\) /, "", rest); split(rest, f, " ") }
    $1 == "all" { part = "all"; used = f[1] + f[2] + f[3] + f[6] + f[7] + f[8] }
    $1 != "all" { part = $1; used = f[12] + f[13] }
    $1 == "engine" {
      part = "engine " (name ~ /^vert.x-event/ ? "event loops" : name ~ /^vert.x-(acc|wor|int)/ ? "workers" : name ~ /^C[12] Comp/ ? "compiler " substr(name, 1, 2) : name ~ /^(G1|GC|VM Thread|Parallel)/ ? "collector" : "other")
    }
    $1 == "postgres" {
      part = "postgres " (name ~ /wal ?writer/ ? "wal writer" : name ~ /checkpointer/ ? "checkpointer" : name ~ /background writer/ ? "background writer" : name ~ /^cartwright/ ? "backends" : name ~ /io worker/ ? "io workers" : name ~ /autovacuum/ ? "autovacuum" : "other")
    }
    { sum[part] += used }
    END { for (part in sum) print part "\t" sum[part] }' | sort
}

# What Postgres has committed and logged until now.
pg_now() { sql -F "$(printf '\t')" -c "select 'commits', xact_commit from pg_stat_database where datname = current_database()" -c "select 'wal bytes', pg_current_wal_lsn() - '0/0'"; }

# cpu_of SCENARIO CONNECTIONS: drives it, and tells the microseconds that each part takes for one request (of a flow, for one purchase).
cpu_of() {
  local begin end time rate
  wrk_run "$1" "$2" "$seconds" &
  drivers=("$!")
  sleep 1
  { cpu_now; pg_now; } > "$work/cpu-before"; begin=$(date +%s%N)
  sleep $((seconds - 2))
  end=$(date +%s%N); { cpu_now; pg_now; } > "$work/cpu-after"
  wait "${drivers[@]}"; drivers=()
  rate=$(sed -n 's/.*"rate":\([0-9.]*\).*/\1/p' "$work/drive")
  time=$(awk -v ns=$((end - begin)) 'BEGIN { print ns / 1e9 }')
  awk -F '\t' -v name="$1" -v connections="$2" -v rate="$rate" -v time="$time" '
    NR == FNR { before[$1] = $2; next }
    { used = $2 < before[$1] ? 0 : ($2 - before[$1]) / rate / time
      line = line sprintf(",\"%s\":%.2f", $1, $1 ~ /^(commits|wal bytes)$/ ? used : used * 1e4) }
    END { printf "{\"scenario\":\"%s\",\"rate\":%.1f,\"connections\":%d,\"seconds\":%.1f%s}\n", name, rate, connections, time, line }' \
    "$work/cpu-before" "$work/cpu-after"
}
