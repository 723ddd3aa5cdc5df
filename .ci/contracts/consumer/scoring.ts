// What a frontend does with scoring-service: edit a scheme, run it, show a tier and why.
import createClient from "openapi-fetch";
import type { components, paths } from "../target/scoring.js";

type SchemeDocument = components["schemas"]["SchemeDocument"];
type Scale = components["schemas"]["Scale"];
type Cut = components["schemas"]["Cut"];

const client = createClient<paths>({ baseUrl: "http://127.0.0.1:8082" });

const members: SchemeDocument = {
  key: "retail-members",
  name: { "zh-CN": "零售会员分级", en: "Retail members" },
  population: { all: [{ attribute: "kind", is: "PERSON" }, { metric: "orders.lifetime", atLeast: 1 }] },
  dimensions: [
    {
      key: "value",
      weight: 1,
      criteria: [{ metric: "spend.365d", weight: 1, scale: { type: "steps", steps: [[0, 10], [5000, 100]] } }],
    },
  ],
  cut: { type: "score" },
  tiers: [
    { key: "gold", name: { "zh-CN": "黄金" }, enter: 65, leave: 60 },
    { key: "silver", name: { "zh-CN": "白银" } },
  ],
  rules: [{ key: "big", when: { metric: "spend.365d", over: 5000 }, assign: "gold" }],
};

// @ts-expect-error a decay scale has a half-life, no bins
export const wrongScale: Scale = { type: "decay", bins: 5 };

export const alike: Cut = {
  type: "clusters",
  features: [{ metric: "spend.365d", transform: "log" }, { metric: "recencyDays", better: "lower" }],
};

// @ts-expect-error clusters have features, no shares
export const wrongCut: Cut = { type: "clusters", shares: [0.2] };

/** The union is narrowed by its tag. */
export function words(scale: Scale): string {
  switch (scale.type) {
    case "steps":
      return scale.steps.map((step) => step.join("→")).join();
    case "linear":
    case "log":
      return `${scale.from}…${scale.to}`;
    case "category":
      return Object.keys(scale.points).join();
    case "quantile":
      return `${scale.bins}`;
    case "percentile":
      return "%";
    case "decay":
      return `${scale.halfLifeDays} d`;
  }
}

export async function publish(): Promise<number> {
  const created = await client.POST("/v1/schemes", { body: members });
  if (created.error) throw new Error(created.error.code);
  const path = { key: created.data.scheme, version: created.data.version };
  const activated = await client.POST("/v1/schemes/{key}/versions/{version}:activate", { params: { path } });
  if (activated.error) throw new Error(activated.error.errors?.map((each) => each.pointer).join());
  return activated.data.version;
}

export async function run(scheme: string): Promise<string> {
  const { data, error } = await client.POST("/v1/tier-runs", { body: { scheme, calibrate: true } });
  if (error) throw new Error(error.code);
  // @ts-expect-error an id is a text, not a number
  const wrong: number = data.id;
  return wrong ? data.state : data.id;
}

export async function why(customerId: string, scheme: string): Promise<string> {
  const { data, error } = await client.GET("/v1/customers/{customerId}/tiers/{scheme}/explanation", {
    params: { path: { customerId, scheme } },
  });
  if (error) throw new Error(error.code);
  const parts = data.dimensions.flatMap((dimension) => dimension.criteria);
  return parts.map((part) => `${part.metric ?? part.attribute} ${part.value ?? "–"}: ${part.points} × ${part.weight}`).join("\n");
}
