#!/usr/bin/env bash
# Runs verify.mjs; puts the pinned library in place first, as .ci/contracts does.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
stamp=node_modules/.fenji-lock
if ! cmp -s package-lock.json "$stamp"; then
  command -v npm >/dev/null || { echo "The webhook tests need Node.js 20 or newer with npm; there is no npm here." >&2; exit 1; }
  (
    flock 9
    cmp -s package-lock.json "$stamp" && exit 0
    npm ci --ignore-scripts --no-audit --no-fund --loglevel=error >&2 && cp package-lock.json "$stamp"
  ) 9>"${TMPDIR:-/tmp}/fenji-webhooks-$(id -u).lock"
fi
exec node verify.mjs
