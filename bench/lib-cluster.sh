# Shared by the benchmarks that run the controller here, on the cluster of KUBECONFIG; sourced.
# shellcheck shell=bash
# shellcheck source=bench/lib.sh
source "$(dirname -- "${BASH_SOURCE[0]}")/lib.sh"
: "${KUBECONFIG:?names no cluster}"
readonly namespace=scribe-bench port=18787
work=$(mktemp -d)
readonly work log=$work/log
pid=
status=0

clean() {
  [[ -z $pid ]] || kill "$pid" 2>/dev/null || true
  wait
  kubectl delete clusterrolebinding "$namespace" >/dev/null 2>&1 || true
  kubectl delete namespace "$namespace" --wait=false >/dev/null 2>&1 || true
  rm -rf -- "$work"
}

# within WHAT FOUND LIMIT: a row of a table; sets status to 1 if FOUND is more than LIMIT.
within() {
  local kept=kept
  awk -v f="$2" -v l="$3" 'BEGIN { exit f > l }' || { kept=BROKEN && status=1; }
  printf '| %s | %s | %s %s |\n' "$1" "$2" "$3" "$kept"
}

# Requests in the API server's audit log ($AUDIT_LOG) from the time $1 on, each once, by their time.
requests_since() {
  jq -Rc --arg since "$1" 'fromjson? | select(.requestReceivedTimestamp >= $since)' "$AUDIT_LOG" |
    jq -sc 'unique_by(.auditID) | sort_by(.requestReceivedTimestamp) | .[]'
}

# For jq: those of the controller, watches and the lease aside.
readonly ours='select((.userAgent // "" | startswith("fabric8")) and .verb != "watch" and .objectRef.resource != "leases")'

# Installs the definitions, makes the namespace and the class archive, and lets the namespace's default
# ServiceAccount do all.
prepare_cluster() {
  trap clean EXIT
  "$scribe" crds render | kubectl apply --server-side --force-conflicts -f - >/dev/null
  kubectl create namespace "$namespace" >/dev/null
  kubectl create clusterrolebinding "$namespace" --clusterrole=cluster-admin \
    --serviceaccount="$namespace:default" >/dev/null
  token=$(kubectl create token default --namespace "$namespace" --duration 2h)
  server=$(kubectl config view --minify --output jsonpath='{.clusters[0].cluster.server}')
  until kubectl get configmap kube-root-ca.crt --namespace "$namespace" >/dev/null 2>&1; do sleep 0.1; done
  kubectl get configmap kube-root-ca.crt --namespace "$namespace" \
    --output jsonpath='{.data.ca\.crt}' >"$work/ca.crt"
}

# Starts the controller in the background with the options given and waits until it is ready. It runs as
# in a pod: with a token and without a kubeconfig, whose reading would cost it memory.
# shellcheck disable=SC2120 # not every benchmark has options
start_controller() {
  env -u KUBECONFIG KUBERNETES_AUTH_TRYKUBECONFIG=false KUBERNETES_MASTER="$server" \
    KUBERNETES_CERTS_CA_FILE="$work/ca.crt" KUBERNETES_AUTH_TOKEN="$token" \
    "$scribe" controller --health-probe-bind-address "127.0.0.1:$port" "$@" >>"$log" 2>&1 &
  pid=$!
  until curl -sf "http://127.0.0.1:$port/readyz" >/dev/null; do
    kill -0 "$pid" || {
      cat "$log" >&2
      exit 1
    }
    sleep 0.02
  done
}
