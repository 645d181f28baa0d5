import { expect, test } from "vitest";

import { canReach } from "@/lib/health/connection/reach";

const kombo = "https://api.kombo.dev/v1";
const simulator = "http://127.0.0.1:4010/v1";

test.each([
  ["https://mirror.example/api/webhooks/kombo", kombo, true],
  ["https://mirror.example/api/webhooks/kombo", simulator, true],
  ["http://localhost:3000/api/webhooks/kombo", kombo, false],
  ["http://[::1]:3000/api/webhooks/kombo", kombo, false],
  ["http://localhost:3000/api/webhooks/kombo", simulator, true],
])("%s is reached from %s: %s", (webhookUrl, komboApiUrl, expected) => {
  expect(canReach(webhookUrl, komboApiUrl)).toBe(expected);
});
