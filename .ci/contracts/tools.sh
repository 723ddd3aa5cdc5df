# Sourced by lint.sh and check.sh: puts the pinned tools in place. Sets `contracts` to this folder.
contracts=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
export REDOCLY_TELEMETRY=off REDOCLY_SUPPRESS_UPDATE_NOTICE=true NO_UPDATE_NOTIFIER=1 NODE_NO_WARNINGS=1

# npm keeps what it installed in node_modules/.fenji-lock; an equal lock means there is nothing to do.
install_tools() {
  local stamp=$contracts/node_modules/.fenji-lock
  cmp -s "$contracts/package-lock.json" "$stamp" && return 0
  command -v npm >/dev/null || { echo "The contract checks need Node.js 20 or newer with npm; there is no npm here." >&2; return 1; }
  # One install at a time: the checks of several contracts may start together.
  (
    flock 9
    cmp -s "$contracts/package-lock.json" "$stamp" && exit 0
    echo "Installing the contract tools (npm ci)…"
    cd "$contracts" && npm ci --ignore-scripts --no-audit --no-fund --loglevel=error && cp package-lock.json "$stamp"
  ) 9>"${TMPDIR:-/tmp}/fenji-contracts-$(id -u).lock"
}
