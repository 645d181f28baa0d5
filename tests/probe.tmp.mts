import { chromium } from "@playwright/test";
import { readFileSync } from "node:fs";
const base = process.argv[2]!;
const paths = process.argv.slice(3);
const { adminPassword } = JSON.parse(readFileSync(".data/demo.json", "utf8"));
const browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: ["--no-sandbox"] });
const context = await browser.newContext({
  viewport: process.env.PHONE ? { width: 390, height: 844 } : { width: 1440, height: 900 },
});
const r = await context.request.post(base + "/api/auth/sign-in/email", {
  data: { email: "demo@example.com", password: adminPassword },
  headers: { origin: base },
});
console.log(r.status());
for (const path of paths) {
  const page = await context.newPage();
  await page.addInitScript(() => {
    (globalThis as any).log = [];
    new PerformanceObserver((l) => {
      for (const e of l.getEntries() as any[])
        (globalThis as any).log.push(
          `shift ${e.value.toFixed(4)} at ${Math.round(e.startTime)} input ${e.hadRecentInput} ` +
            e.sources
              .map(
                (s: any) =>
                  `${s.node?.nodeName}.${String(s.node?.className).slice(0, 50)}#${(s.node?.textContent ?? "").slice(0, 30)} ${JSON.stringify([s.previousRect.y, s.previousRect.height, s.currentRect.y, s.currentRect.height, s.previousRect.x, s.currentRect.x].map(Math.round))}`,
              )
              .join(" | "),
        );
    }).observe({ type: "layout-shift", buffered: true });
    document.addEventListener("securitypolicyviolation", (e) =>
      (globalThis as any).log.push(
        `CSP ${e.violatedDirective} ${e.sample} ${e.sourceFile}:${e.lineNumber}:${e.columnNumber} ${(e.target as any)?.outerHTML?.slice?.(0, 300)}`,
      ),
    );
  });
  page.on("console", (m) => m.type() === "error" && console.log("console", m.text().slice(0, 100)));
  await page.goto(base + path);
  await page.waitForTimeout(2500);
  console.log(path);
  for (const l of await page.evaluate(() => (globalThis as any).log)) console.log("   ", l);
  const over = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
  console.log("    width", over.join("/"));
  await page.close();
}
await browser.close();
