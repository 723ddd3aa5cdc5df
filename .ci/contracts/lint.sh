#!/usr/bin/env bash
# Lints OpenAPI contracts: lint.sh FILE…   (Redocly recommended-strict, Spectral with the OWASP rules; warnings fail)
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/tools.sh"

[ $# -gt 0 ] || { echo "usage: $0 FILE…" >&2; exit 2; }
files=()
for file in "$@"; do
  [ -f "$file" ] || { echo "No such contract: $file" >&2; exit 2; }
  files+=("$(realpath "$file")")
done
install_tools
cd "$contracts"

status=0
node_modules/.bin/redocly lint --config redocly.yaml --format stylish "${files[@]}" || status=1
node_modules/.bin/spectral lint --ruleset spectral.yaml --fail-severity warn "${files[@]}" || status=1
exit $status
