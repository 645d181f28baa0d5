import { request } from "@playwright/test";
import { readFileSync } from "node:fs";
const base = process.argv[2]!;
const { adminPassword } = JSON.parse(readFileSync(".data/demo.json", "utf8"));
const c = await request.newContext({ baseURL: base, extraHTTPHeaders: { origin: base } });
await c.post("/api/auth/sign-in/email", { data: { email: "demo@example.com", password: adminPassword } });
const o = await (await c.get("/api/overview")).json();
console.log(o.integrations.map((i: any) => encodeURIComponent(i.komboIntegrationId)).join(" "));
