// What a frontend does with report-service: have a report made, show the distribution, link the page.
import createClient from "openapi-fetch";
import type { paths } from "../target/report.js";

const client = createClient<paths>({ baseUrl: "http://127.0.0.1:8083" });

export async function make(scheme: string): Promise<string> {
  const { data, error } = await client.POST("/v1/reports", { body: { scheme, language: "zh-CN" } });
  if (error) throw new Error(error.code);
  // @ts-expect-error there is no such language
  await client.POST("/v1/reports", { body: { scheme, language: "tlh" } });
  return data.id;
}

export async function page(id: string): Promise<string | undefined> {
  const { data, error } = await client.GET("/v1/reports/{id}", { params: { path: { id } } });
  if (error) throw new Error(error.code);
  return data.state === "SUCCEEDED" ? data.links?.html : undefined;
}

export async function shares(scheme: string): Promise<Map<string, number>> {
  const { data, error } = await client.GET("/v1/analytics/tier-distribution", { params: { query: { scheme } } });
  if (error) throw new Error(error.code);
  // @ts-expect-error money is an exact text with its currency, not a number
  const wrong: number = data.spend;
  return new Map(data.tiers.map((tier) => [tier.name.en ?? tier.tier, tier.shareOfSpend ?? wrong]));
}
