#!/bin/bash
# Compares a trivial JSON endpoint of a plugin with the same one on bare Jersey and Jetty, in turn.
# usage: throughput.sh BASE_URL TOKEN PID [rounds]     (the sample `hello` must be installed; needs wrk)
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
home=$here/../runtime/distribution/target/callboard
base=$1 token=$2 pid=$3 rounds=${4:-3} port=7099

classpath=$(printf '%s:' "$home"/bundles/01/slf4j-api-*.jar "$home"/bundles/15/*.jar "$home"/bundles/20/*.jar)
java -Xmx512m -cp "$classpath" "$here/BareJersey.java" $port >/dev/null 2>&1 &
bare=$!
trap 'kill $bare' EXIT
until curl -sf "http://127.0.0.1:$port/api/hello/greeting" >/dev/null; do sleep .1; done

cpu() { awk '{print $14+$15}' "/proc/$1/stat"; }
measure() { # name pid url
  local before after out rps
  before=$(cpu "$2")
  out=$(wrk -t1 -c16 -d10s --latency -H "Authorization: Bearer $token" "$3")
  after=$(cpu "$2")
  rps=$(awk '/Requests\/sec/{print $2}' <<<"$out")
  awk -v n="$1" -v r="$rps" -v c=$((after - before)) -v p="$(awk '/99%/{print $2}' <<<"$out")" -v bad="$(grep -c 'Non-2xx' <<<"$out" || true)" \
    'BEGIN{printf "%s %.0f req/s, %.1f us CPU/request, p99 %s%s\n", n, r, c*10000/(r*10), p, (bad > 0 ? ", with errors" : "")}'
}
for target in "http://127.0.0.1:$port" "$base"; do # both compilers warm before anything counts
  wrk -t1 -c16 -d8s -H "Authorization: Bearer $token" "$target/api/hello/greeting" >/dev/null
done
for _ in $(seq "$rounds"); do
  measure "bare " $bare "http://127.0.0.1:$port/api/hello/greeting"
  measure "ours " "$pid" "$base/api/hello/greeting"
done
