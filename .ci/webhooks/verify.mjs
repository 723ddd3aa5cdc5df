// Reads lines of JSON {secret, headers, body} and says of each what the reference library of Standard Webhooks
// says: "ok", or why it refuses.
import { createInterface } from "node:readline";
import { Webhook } from "standardwebhooks";

for await (const line of createInterface({ input: process.stdin })) {
  const { secret, headers, body } = JSON.parse(line);
  try {
    new Webhook(secret).verify(body, headers);
    console.log("ok");
  } catch (refused) {
    console.log(String(refused.message));
  }
}
