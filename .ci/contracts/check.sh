#!/usr/bin/env bash
# Checks the three services' contracts as their users need them: linted clean, and a TypeScript client generated
# from each compiles under --strict together with the small consumers in consumer/.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/tools.sh"
root=$(cd "$contracts/../.." && pwd)

files=()
for service in customer scoring report; do
  files+=("$root/$service-service/src/main/resources/META-INF/openapi.yaml")
done
"$contracts/lint.sh" "${files[@]}"

cd "$contracts"
rm -rf target && mkdir target
for service in customer scoring report; do
  node_modules/.bin/openapi-typescript "$root/$service-service/src/main/resources/META-INF/openapi.yaml" \
    --output "target/$service.d.ts" --empty-objects-unknown >/dev/null
done
node_modules/.bin/tsc --project tsconfig.json
echo "Contracts: linted clean; the TypeScript clients of all three services compile under --strict."
