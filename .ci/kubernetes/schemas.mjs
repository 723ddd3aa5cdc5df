// Writes system-tests/src/test/resources/kubernetes/schemas.json: a strict JSON schema of each kind that k8s/ uses, made from
// the type declarations of the packages in package.json. Run by hand after a new kind or version:
//   cd .ci/kubernetes && npm ci --ignore-scripts && node schemas.mjs
import fs from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import ts from "typescript";

const here = path.dirname(fileURLToPath(import.meta.url));
const target = path.join(here, "../../system-tests/src/test/resources/kubernetes/schemas.json");
const kinds = {
  "kubernetes-models": [
    "v1/Namespace", "v1/Service", "v1/ServiceAccount", "v1/ConfigMap", "apps/v1/Deployment", "batch/v1/Job",
    "policy/v1/PodDisruptionBudget", "autoscaling/v2/HorizontalPodAutoscaler", "networking.k8s.io/v1/NetworkPolicy",
  ],
  "@kubernetes-models/cloudnative-pg": ["postgresql.cnpg.io/v1/Cluster", "postgresql.cnpg.io/v1/ScheduledBackup"],
  "@kubernetes-models/gateway-api": ["gateway.networking.k8s.io/v1/HTTPRoute"],
  "@kubernetes-models/prometheus-operator": ["monitoring.coreos.com/v1/ServiceMonitor", "monitoring.coreos.com/v1/PrometheusRule"],
};
// Its resource is not in the packages, the type of its configuration is.
const BARMAN = ["@kubernetes-models/cloudnative-pg", "github.com/cloudnative-pg/barman-cloud/pkg/api/BarmanObjectStoreConfiguration"];

const file = (pack, name) => path.join(here, "node_modules", pack, `${name}.d.ts`);
const roots = Object.entries(kinds).flatMap(([pack, names]) => names.map((name) => file(pack, name)));
const program = ts.createProgram([...roots, file(...BARMAN)], {
  strict: true, noEmit: true, skipLibCheck: true,
  module: ts.ModuleKind.ESNext, moduleResolution: ts.ModuleResolutionKind.Bundler,
});
const checker = program.getTypeChecker();
const definitions = {};

function interfaceOf(fileName) {
  const symbol = checker.getSymbolAtLocation(program.getSourceFile(fileName));
  const name = `I${path.basename(fileName, ".d.ts")}`;
  return checker.getDeclaredTypeOfSymbol(checker.getExportsOfModule(symbol).find((one) => one.name === name));
}

// A name of its own for each interface: its package and path.
function nameOf(type) {
  const declared = type.symbol.declarations[0].getSourceFile().fileName;
  return declared.slice(declared.lastIndexOf("node_modules/") + "node_modules/".length).replace(/\.d\.ts$/, "")
    .replace("@kubernetes-models/", "").replaceAll("/", ".");
}

function schemaOf(type) {
  if (type.flags & (ts.TypeFlags.Any | ts.TypeFlags.Unknown)) return {};
  if (type.isStringLiteral() || type.isNumberLiteral()) return { const: type.value };
  if (type.flags & ts.TypeFlags.String) return { type: "string" };
  // The API has no fractions.
  if (type.flags & ts.TypeFlags.Number) return { type: "integer" };
  if (type.flags & ts.TypeFlags.Boolean) return { type: "boolean" };
  if (type.flags & ts.TypeFlags.BooleanLiteral) return { const: checker.typeToString(type) === "true" };
  if (type.isUnion()) {
    const parts = type.types.filter((one) => !(one.flags & (ts.TypeFlags.Undefined | ts.TypeFlags.Null)));
    const booleans = parts.filter((one) => one.flags & ts.TypeFlags.BooleanLiteral);
    const others = parts.filter((one) => !(one.flags & ts.TypeFlags.BooleanLiteral));
    const constants = others.filter((one) => one.isLiteral());
    const schemas = others.filter((one) => !one.isLiteral()).map(schemaOf);
    if (constants.length) schemas.push({ enum: constants.map((one) => one.value) });
    if (booleans.length) schemas.push({ type: "boolean" });
    return schemas.length === 1 ? schemas[0] : { anyOf: schemas };
  }
  if (checker.isArrayType(type)) return { type: "array", items: schemaOf(checker.getTypeArguments(type)[0]) };
  if (type.symbol?.flags & ts.SymbolFlags.Interface) return reference(type);
  return objectOf(type);
}

function reference(type) {
  const name = nameOf(type);
  if (!(name in definitions)) {
    definitions[name] = null;
    definitions[name] = objectOf(type);
  }
  return { $ref: `#/$defs/${name}` };
}

function objectOf(type) {
  const properties = {};
  const required = [];
  for (const property of checker.getPropertiesOfType(type)) {
    // Never in a manifest: the cluster writes it.
    if (property.name === "status" && type.getProperty("kind")) continue;
    properties[property.name] = schemaOf(checker.getNonNullableType(checker.getTypeOfSymbol(property)));
    if (!(property.flags & ts.SymbolFlags.Optional)) required.push(property.name);
  }
  const others = checker.getIndexInfoOfType(type, ts.IndexKind.String);
  const open = Object.keys(properties).length === 0 && !others;
  return {
    type: "object",
    ...(Object.keys(properties).length ? { properties } : {}),
    ...(required.length ? { required } : {}),
    additionalProperties: others ? schemaOf(others.type) : open,
  };
}

const byKind = {};
for (const fileName of roots) {
  const schema = reference(interfaceOf(fileName));
  const { apiVersion, kind } = definitions[schema.$ref.slice("#/$defs/".length)].properties;
  byKind[`${apiVersion.const}/${kind.const}`] = schema;
}
// barmancloud.cnpg.io/v1 as of plugin 0.16, by hand: what k8s/ needs of it.
definitions["barman-cloud.ObjectStore"] = {
  type: "object",
  properties: {
    apiVersion: { const: "barmancloud.cnpg.io/v1" },
    kind: { const: "ObjectStore" },
    metadata: definitions[byKind["apps/v1/Deployment"].$ref.slice("#/$defs/".length)].properties.metadata,
    spec: {
      type: "object",
      properties: {
        configuration: reference(interfaceOf(file(...BARMAN))),
        retentionPolicy: { type: "string", pattern: "^[1-9][0-9]*[dwm]$" },
      },
      required: ["configuration"],
      additionalProperties: false,
    },
  },
  required: ["apiVersion", "kind", "metadata", "spec"],
  additionalProperties: false,
};
byKind["barmancloud.cnpg.io/v1/ObjectStore"] = { $ref: "#/$defs/barman-cloud.ObjectStore" };

const lines = (map) => Object.keys(map).sort().map((key) => `${JSON.stringify(key)}: ${JSON.stringify(map[key])}`).join(",\n");
fs.mkdirSync(path.dirname(target), { recursive: true });
fs.writeFileSync(target, `{"kinds": {\n${lines(byKind)}\n},\n"$defs": {\n${lines(definitions)}\n}}\n`);
console.log(`${Object.keys(byKind).length} kinds, ${Object.keys(definitions).length} definitions`);
