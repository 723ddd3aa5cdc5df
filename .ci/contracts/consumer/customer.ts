// What a frontend does with customer-service: look a customer up, page, upload a file and follow it, read the catalogue.
import createClient from "openapi-fetch";
import type { components, paths } from "../target/customer.js";

type Customer = components["schemas"]["Customer"];

const client = createClient<paths>({ baseUrl: "http://127.0.0.1:8081" });

export async function nameOf(source: string, key: string): Promise<string> {
  const { data, error } = await client.GET("/v1/customers/by-key/{source}/{key}", {
    params: { path: { source, key } },
  });
  if (error) throw new Error(`${error.code}: ${error.detail ?? error.title}`);
  // @ts-expect-error a creation time is a text, not a number
  const wrong: number = data.createdAt;
  return data.name ?? data.keys.map((each) => each.key).join(wrong ? ", " : " ");
}

export async function all(): Promise<Customer[]> {
  const customers: Customer[] = [];
  let after: string | undefined;
  do {
    const { data, error } = await client.GET("/v1/customers", { params: { query: { limit: 200, after } } });
    if (error) throw new Error(error.code);
    customers.push(...data.items);
    after = data.next;
  } while (after);
  return customers;
}

export async function create(name: string): Promise<string> {
  const { data, error, response } = await client.POST("/v1/customers", {
    params: { header: { "Idempotency-Key": crypto.randomUUID() } },
    body: { kind: "PERSON", name, assets: { amount: "12.34", currency: "CNY" } },
  });
  if (error) throw new Error(error.errors?.map((each) => `${each.pointer}: ${each.detail}`).join() ?? error.title);
  return response.headers.get("Location") ?? data.id;
}

export async function wrong(): Promise<void> {
  // @ts-expect-error there is no such kind of customer
  await client.POST("/v1/customers", { body: { kind: "ALIEN", name: "E.T." } });
  // @ts-expect-error there is no such address
  await client.GET("/v1/costumers");
}

export async function rejected(id: string): Promise<Map<string, number>> {
  const { data, error } = await client.GET("/v1/imports/{id}", { params: { path: { id } } });
  if (error) throw new Error(error.code);
  return new Map(data.rejectedByCode?.map((each) => [each.code, each.count]));
}

export async function metricNames(): Promise<string[]> {
  const { data } = await client.GET("/v1/metrics");
  return data?.items.map((metric) => metric.name["zh-CN"] ?? metric.key) ?? [];
}
