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

# The dashboard's modules, which are served as they are, with the types of the contracts that they rely on.
mkdir -p target/dashboard/types
cp -r "$root/report-service/src/main/resources/dashboard" target/dashboard/page
for service in customer scoring report; do cp "target/$service.d.ts" "target/dashboard/types/$service.d.ts"; done
echo 'export * from "lit-html";' >target/dashboard/page/lit-html.d.ts
node_modules/.bin/tsc --project tsconfig.dashboard.json
echo "Contracts: linted clean; the TypeScript clients of all three services and the dashboard compile under --strict."
